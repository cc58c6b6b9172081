"""Looking at an archive: tree, settings, plan and facts, put together as a dossier.

Nothing is read that has not changed since it was last read, and nothing in the tree is written.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path

from archivist.actions.blind import still_there
from archivist.actions.gather import Gathering, gather
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, NotInArchiveError, NotReadableError
from archivist.model.assembly import assemble, damaged_sidecars
from archivist.model.dossier import Dossier, Stray, StrayKind
from archivist.model.entry import Entry
from archivist.model.item import Description
from archivist.model.layout import Layout, read_layout
from archivist.model.names import is_outside, same_name
from archivist.model.record import Record
from archivist.model.settings import STATE, Settings
from archivist.model.text import FileText
from archivist.store.catalog import Catalog, state_folder
from archivist.store.item_file import load_description
from archivist.store.plan_file import load_plan
from archivist.store.settings import load_settings
from archivist.store.texts import Texts
from archivist.store.tree import count_waiting, extended, walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What was found."""

    dossier: Dossier
    view: View
    """With the scope as the tree spells it."""
    read: int
    """Files that had to be opened in this run."""
    remembered: bool
    """Whether the next run will find what this one learnt."""
    waiting: int
    """Files in the inbox."""
    sidecars: Mapping[str, str]
    """The sidecar of each file that has one, by the file's path."""
    modified: Mapping[str, int]
    """When each file of an item was changed last, in nanoseconds since 1970, by path."""


def survey(view: View) -> Survey:
    """Look at an archive.

    Raises:
        InvalidFileError: ``archive.toml`` or the plan has mistakes.
        NotReadableError: The archive cannot be read.
    """
    root = extended(view.root)
    settings = load_settings(root)
    plan = load_plan(root, settings)
    layout = read_layout(walk(root, settings), settings, plan)
    scope = frozenset(_spelt(view.scope, layout.paths))
    view = replace(view, scope=scope | set(_paired(scope, layout)))
    layout.describe(dict(_descriptions(view, layout)))
    folder = state_folder(view.root, STATE, settings.state_dir)
    with contextlib.closing(Catalog.open(folder)) as catalog:
        found = gather(root, _wanted(view, layout), catalog, _order(view, settings))
        still_there(root)
        catalog.forget(_gone(catalog.paths(), layout.paths, settings.inbox))
        remembered = catalog.persistent
    records = assemble(layout, found.facts)
    dossier = Dossier(
        settings=settings,
        plan=plan,
        items=tuple(layout.items.values()),
        records=records,
        strays=(*layout.strays, *damaged_sidecars(layout, found.facts)),
        paths=tuple(layout.paths),
        unread=_unread(folder, records),
        as_of=view.as_of,
    )
    return Survey(
        dossier=dossier,
        view=view,
        read=found.read,
        remembered=remembered,
        waiting=count_waiting(root, settings),
        sidecars={path: entry.path for path, entry in layout.sidecars.items()},
        modified={e.path: e.mtime_ns for entries in layout.files.values() for e in entries},
    )


def _unread(folder: Path, records: Iterable[Record]) -> dict[str, FileText]:
    """Return the records whose text is not all known; before the first index nothing is said."""
    texts = Texts.peek(folder)
    if texts is None:
        return {}
    troubles: dict[str, FileText] = {}
    # While another run holds it, a check goes without.
    with contextlib.closing(texts), contextlib.suppress(NotReadableError):
        troubles = texts.troubles()
    known = ((record.path, record.facts.sha256) for record in records if record.facts)
    return {path: troubles[sha256] for path, sha256 in known if sha256 in troubles}


def _gone(remembered: Iterable[str], there: Iterable[str], inbox: str) -> set[str]:
    """Return what is remembered and gone; what was not looked at stays: inbox, old folders."""
    missing = set(remembered) - set(there)
    return {p for p in missing if not p.startswith(f"{inbox}/") and not is_outside(p)}


def choose_studios(settings: Settings, names: Iterable[str]) -> tuple[str, ...]:
    """Return the studios that were named; a part of a name that fits only one is enough.

    Raises:
        InvalidChoiceError: A name fits none, or several.
    """
    chosen = []
    for name in names:
        fitting = [s.name for s in settings.studios if name == s.name] or [
            s.name for s in settings.studios if name in s.name
        ]
        if len(fitting) != 1:
            raise InvalidChoiceError(
                _("“{name}” names no single studio of this archive.").format(name=name),
                _("Use one of: {names}").format(
                    names=", ".join(studio.name for studio in settings.studios)
                ),
            )
        chosen.append(fitting[0])
    return tuple(chosen)


def _spelt(scope: frozenset[str], paths: Iterable[str]) -> Iterator[str]:
    """Yield the scope as the tree spells it: case and Unicode form may differ on the command line.

    Raises:
        NotInArchiveError: Something lies in the archive but is not looked at, such as the inbox.
    """
    known = {same_name(path): path for path in paths} if scope - {""} else {}
    for each in scope:
        if each and same_name(each) not in known:
            raise NotInArchiveError(
                _("{path} is not looked at: it is the inbox, or a file of the system.").format(
                    path=each
                ),
                _(
                    "Name files and folders of the studios. For the inbox there is “archivist "
                    "status”."
                ),
            )
        yield known[same_name(each)] if each else each


def _paired(scope: frozenset[str], layout: Layout) -> Iterator[str]:
    """Yield the sidecar of every file named, and the file of every sidecar named."""
    for path, sidecar in layout.sidecars.items():
        if path in scope:
            yield sidecar.path
        elif sidecar.path in scope:
            yield path


def _order(view: View, settings: Settings) -> Gathering:
    return Gathering(limits=settings.limits, now_ns=view.now_ns, progress=view.progress)


def _descriptions(view: View, layout: Layout) -> Iterator[tuple[str, Description]]:
    for path, entry in layout.item_files.items():
        description, mistakes = load_description(extended(view.root) / entry.path, entry.path)
        if mistakes:
            damaged = StrayKind.DAMAGED_ITEM_FILE
            layout.strays.append(Stray(path=entry.path, kind=damaged, detail=mistakes))
        yield path, description


def _wanted(view: View, layout: Layout) -> list[Entry]:
    """Return the files to know: those in scope, their sidecars, and what may be their duplicate."""
    files = [entry for entries in layout.files.values() for entry in entries]
    chosen = [entry for entry in files if view.covers(entry.path)]
    chosen += [
        sidecar
        for path, sidecar in layout.sidecars.items()
        if view.covers(path) or view.covers(sidecar.path)
    ]
    if view.scope:
        sizes = {entry.size for entry in chosen if entry.size}
        taken = {entry.path for entry in chosen}
        chosen += [e for e in files if e.size in sizes and e.path not in taken]
    return list({entry.path: entry for entry in chosen}.values())
