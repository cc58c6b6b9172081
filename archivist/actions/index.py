"""``archivist index``: make what can be searched the same as what is filed.

Only what changed is written: each record bears a stamp of its description and of its text, and the
index remembers the stamps. An index that is missing, damaged, old or from elsewhere is made anew.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path

from archivist.actions.index_place import index_folder, indexer
from archivist.actions.index_work import PATIENCE, Work, known_of
from archivist.actions.progress import Progress, Stage, Stages, silent
from archivist.actions.recognise import Recognised, can_recognise, recognise
from archivist.actions.searchable import searchable
from archivist.actions.survey import Survey, survey
from archivist.actions.texts import Gathered, gather_texts, pages_waiting
from archivist.actions.view import View
from archivist.errors import NotInArchiveError, NotWritableError
from archivist.model.dossier import Dossier, StrayKind
from archivist.store.index.unusable import Reason
from archivist.store.index.writing import IndexWriter
from archivist.store.settings import load_settings
from archivist.store.texts import Texts
from archivist.store.tree import extended

_BLIND = frozenset({StrayKind.UNREADABLE, StrayKind.STUDIO_ABSENT})
LONG = 5.0
"""Seconds of a run after which it is looked once more whether anything has changed meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How an index is to be brought up to date."""

    anew: bool = False
    """From nothing, beside the present one."""
    spoilt: Reason | None = None
    """What showed only when the present one was asked: it is set aside."""
    recognise: bool = False
    """Read pages that are pictures first."""
    stages: Stages = silent
    folder: Path | None = None
    """Where index and texts go; None: where they belong."""
    again: bool = True
    """After a long run, look once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What a run came to."""

    records: int
    """Records and items that can be found now."""
    written: int
    removed: int
    texts: Gathered
    recognised: Recognised | None = None
    """None: that was not asked."""
    can_recognise: bool
    """Whether pages that are pictures could be read here."""
    reason: Reason | None = None
    """Why the index was made anew though nobody asked; None: it was not."""


def index(view: View, order: Order = Order()) -> Indexed:
    """Bring the index of an archive up to date.

    Raises:
        ArchivistError: The archive cannot be read, or the index cannot be written.
    """
    begun = time.monotonic()
    view = replace(view, scope=frozenset())
    folder = order.folder or index_folder(view.root, load_settings(extended(view.root)))
    before = known_of(folder, order.spoilt, whole=True)
    found = survey(view)
    with closing(Texts.open(folder.parent)) as texts:
        told = _gather(found, texts, order.stages)
        there = {r.facts.sha256 for r in found.dossier.records if r.facts}
        blind = _blind(found.dossier)
        if not blind:
            texts.keep_only(there)
        recognised = _recognise(found, texts, order.stages) if order.recognise else None
        if recognised is not None:
            told = replace(told, waiting=recognised.waiting)
        told = replace(told, unread=len(there & texts.troubles().keys()))
        work = Work(view, folder, searchable(found, texts), texts, blind)
        if order.anew or before.reason is not None:
            written, removed = work.make(before.reason, order.stages), 0
        else:
            written, removed = work.update(before.stamps, order.stages)
        incomplete, damaged = texts.incomplete, texts.damaged
    if order.again and (incomplete or damaged):
        # What was written without its text is written anew, with what is extracted anew.
        if damaged:
            Texts.discard(folder.parent)
        mended = index(view, replace(order, anew=True, again=False, spoilt=None))
        return replace(mended, reason=before.reason or mended.reason)
    if order.again and time.monotonic() - begun > LONG:
        # What was filed meanwhile may have found the index held.
        index(view, Order(folder=order.folder, again=False))
    return Indexed(
        records=len(work.there.stamps),
        written=written,
        removed=removed,
        texts=told,
        recognised=recognised,
        can_recognise=can_recognise(),
        reason=before.reason,
    )


def refresh(view: View, folders: Collection[str], stages: Stages = silent) -> bool:
    """Bring the index up to date with what changed in some items; False: that is not possible.

    Nothing is made where there is no index that can be used, and of places that are none of the
    tree nothing is known: there only `index` helps.

    Args:
        view: Which archive.
        folders: Items or folders above them; those that are gone are gone from the index, too.
        stages: Told how far it is; may raise to break it off.

    Raises:
        BusyError: Another program writes to the index.
        NotWritableError: Nothing can be written there.
    """
    folder = index_folder(view.root, load_settings(extended(view.root)))
    there = {each for each in folders if os.path.lexists(extended(view.root / each))}
    gone = replace(view, scope=frozenset(folders) - there)
    before = known_of(folder)
    if before.reason is not None:
        return False
    lost = [path for path in before.stamps if gone.scope and gone.covers(path)]
    try:
        found = survey(replace(view, scope=frozenset(there))) if there else None
    except NotInArchiveError:
        return False
    if found is None:
        with IndexWriter(folder, indexer(view), patience=PATIENCE) as writer:
            writer.remove(lost)
        return True
    with closing(Texts.open(folder.parent)) as texts:
        _gather(found, texts, stages)
        work = Work(found.view, folder, searchable(found, texts), texts, _blind(found.dossier))
        work.update(before.stamps, stages, lost)
    return True


def recognise_waiting(view: View, progress: Progress) -> bool:
    """Recognise the pages that wait for it, if there are any; tell whether there were.

    Raises:
        ArchivistError: The archive cannot be read, or recognition does not work here.
    """
    folder = index_folder(view.root, load_settings(extended(view.root)))
    with closing(Texts.open(folder.parent)) as texts:
        # The tree is looked at only when there is something to be done.
        if not texts.unfinished():
            return False
        found = survey(replace(view, scope=frozenset()))
        records = found.dossier.records
        if not pages_waiting(records, texts):
            return False
        recognise(extended(view.root), records, texts, progress)
        return True


def _blind(dossier: Dossier) -> tuple[str, ...]:
    """Return the folders of which nothing is known now: what lies in them is not gone."""
    return tuple(stray.path for stray in dossier.strays if stray.kind in _BLIND)


def _gather(found: Survey, texts: Texts, stages: Stages) -> Gathered:
    records = [r for r in found.dossier.records if found.view.covers(r.path)]
    limits = found.dossier.settings.limits
    told = gather_texts(extended(found.view.root), records, texts, limits, stages(Stage.TEXTS))
    if not texts.persistent:
        # Else the index would hold names only, and nobody would know.
        raise NotWritableError(
            _("What was read of the files cannot be kept beside the index."),
            _("Make room on the drive, and close other programs that use this archive."),
        )
    return told


def _recognise(found: Survey, texts: Texts, stages: Stages) -> Recognised:
    records = found.dossier.records
    return recognise(extended(found.view.root), records, texts, stages(Stage.RECOGNISING))
