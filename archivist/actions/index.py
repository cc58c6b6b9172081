"""``archivist index``: make what can be searched the same as what is filed.

Only what changed is written: each record bears a stamp of its description and of its text, and the
index remembers the stamps. An index that is missing, damaged, old or from elsewhere is made anew.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from archivist.actions.index_place import index_folder, indexer
from archivist.actions.progress import Progress, Stage, Stages, silent
from archivist.actions.recognise import Recognised, can_recognise, recognise
from archivist.actions.searchable import Searchable, searchable
from archivist.actions.survey import Survey, survey
from archivist.actions.texts import Gathered, gather_texts, pages_waiting
from archivist.actions.view import View
from archivist.errors import BusyError, NotInArchiveError, NotWritableError
from archivist.store.index.reading import Index
from archivist.store.index.rebuilding import rebuild, set_aside
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.index.writing import IndexWriter
from archivist.store.settings import load_settings
from archivist.store.texts import Texts
from archivist.store.tree import extended

BATCH = 500
"""Records that are committed together: a run that is broken off loses at most these."""
PATIENCE = 2.0
"""Seconds to wait for another program that writes to the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How an index is to be brought up to date."""

    anew: bool = False
    """From nothing, beside the present one."""
    recognise: bool = False
    """Read pages that are pictures first."""
    stages: Stages = silent
    folder: Path | None = None
    """Where index and texts go; None: where they belong."""


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
    found = survey(replace(view, scope=frozenset()))
    folder = order.folder or index_folder(view.root, found.dossier.settings)
    with closing(Texts.open(folder.parent)) as texts:
        told = _gather(found, texts, order.stages)
        there = {r.facts.sha256 for r in found.dossier.records if r.facts}
        texts.keep_only(there)
        recognised = _recognise(found, texts, order.stages) if order.recognise else None
        if recognised is not None:
            told = replace(told, waiting=recognised.waiting)
        told = replace(told, unread=len(there & texts.troubles().keys()))
        work = _Work(view, folder, searchable(found, texts), texts)
        written, removed, reason = work.bring(order)
    return Indexed(
        records=len(work.there.stamps),
        written=written,
        removed=removed,
        texts=told,
        recognised=recognised,
        can_recognise=can_recognise(),
        reason=reason,
    )


def refresh(view: View, folders: Collection[str], stages: Stages = silent) -> bool:
    """Bring the index up to date with what changed in some items; False: that was not possible.

    Nothing is made where there is no index: who never searches pays nothing. What is left undone,
    because another program writes just now, the next run of `index` does.

    Args:
        view: Which archive.
        folders: Items or folders above them; those that are gone are gone from the index, too.
        stages: Told how far it is; may raise to break it off.
    """
    folder = index_folder(view.root, load_settings(extended(view.root)))
    there = {each for each in folders if os.path.lexists(extended(view.root / each))}
    gone = replace(view, scope=frozenset(folders) - there)
    try:
        known = _stamps(folder)
        lost = [path for path in known if gone.scope and gone.covers(path)]
        if there:
            found = survey(replace(view, scope=frozenset(there)))
            with closing(Texts.open(folder.parent)) as texts:
                _gather(found, texts, stages)
                work = _Work(found.view, folder, searchable(found, texts), texts)
                work.update(known, lost, stages)
        elif lost:
            with IndexWriter(folder, indexer(view), patience=PATIENCE) as writer:
                writer.remove(lost)
    except (IndexUnusableError, BusyError, NotInArchiveError, NotWritableError):
        return False
    return True


def recognise_waiting(view: View, progress: Progress) -> bool:
    """Recognise the pages that wait for it; tell whether there was any that could be read.

    Raises:
        ArchivistError: The archive cannot be read, or recognition does not work here.
    """
    found = survey(replace(view, scope=frozenset()))
    folder = index_folder(view.root, found.dossier.settings)
    with closing(Texts.open(folder.parent)) as texts:
        records = found.dossier.records
        if not pages_waiting(records, texts):
            return False
        return recognise(extended(view.root), records, texts, progress).done > 0


def _gather(found: Survey, texts: Texts, stages: Stages) -> Gathered:
    records = [r for r in found.dossier.records if found.view.covers(r.path)]
    limits = found.dossier.settings.limits
    return gather_texts(extended(found.view.root), records, texts, limits, stages(Stage.TEXTS))


def _recognise(found: Survey, texts: Texts, stages: Stages) -> Recognised:
    records = found.dossier.records
    return recognise(extended(found.view.root), records, texts, stages(Stage.RECOGNISING))


def _stamps(folder: Path) -> dict[str, str]:
    with Index.open(folder) as opened:
        return opened.stamps()


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be in the index, within a scope."""

    view: View
    folder: Path
    there: Searchable
    texts: Texts

    def bring(self, order: Order) -> tuple[int, int, Reason | None]:
        """Make the index the same as what is there; return what was written and removed."""
        reason: Reason | None = None
        if not order.anew:
            try:
                return (*self.update(_stamps(self.folder), [], order.stages), None)
            except IndexUnusableError as error:
                reason = error.reason
        if reason in {Reason.DAMAGED, Reason.FOREIGN, Reason.OLD}:
            set_aside(self.folder, indexer(self.view), patience=PATIENCE)
        count = len(self.there.stamps)
        progress = order.stages(Stage.INDEXING)
        documents = self.there.documents(self.there.stamps, self.texts)
        rebuild(
            self.folder,
            documents,
            indexer(self.view),
            step=lambda done: progress(done, count),
            patience=PATIENCE,
        )
        return count, 0, reason

    def update(self, known: Mapping[str, str], lost: list[str], stages: Stages) -> tuple[int, int]:
        """Write what changed, remove what is gone; return how many of both."""
        stamps = self.there.stamps
        changed = [path for path, stamp in stamps.items() if known.get(path) != stamp]
        gone = [p for p in known if p not in stamps and self.view.covers(p)]
        gone += [path for path in lost if path not in stamps]
        if not changed and not gone:
            return 0, 0
        progress = stages(Stage.INDEXING)
        with IndexWriter(self.folder, indexer(self.view), patience=PATIENCE) as writer:
            writer.remove(gone)
            done = 0
            for batch in _batches(changed, BATCH):
                writer.put(self.there.documents(batch, self.texts))
                writer.commit()
                done += len(batch)
                progress(done, len(changed))
            if writer.needs_rebuild:
                writer.compact()
        return len(changed), len(set(gone))


def _batches(paths: Iterable[str], size: int) -> Iterator[list[str]]:
    left = iter(paths)
    while batch := list(islice(left, size)):
        yield batch
