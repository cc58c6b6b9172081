"""Looking at an archive: tree, settings, plan and facts, put together as a dossier.

Nothing is read that has not changed since it was last read, and nothing in the tree is written.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from pathlib import Path

from archivist.actions.gather import Gathering, gather
from archivist.actions.progress import Progress, unseen
from archivist.errors import InvalidChoiceError, NotReadableError
from archivist.model.assembly import assemble, damaged_sidecars
from archivist.model.dossier import Dossier, Stray, StrayKind
from archivist.model.entry import Entry
from archivist.model.item import Description
from archivist.model.layout import Layout, read_layout
from archivist.model.settings import MARKER, STATE, Settings
from archivist.store.catalog import Catalog, state_folder
from archivist.store.item_file import load_description
from archivist.store.settings import load_plan, load_settings
from archivist.store.tree import walk


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is looked at, and when."""

    root: Path
    as_of: date
    now_ns: int
    """The clock, in nanoseconds since 1970."""
    scope: tuple[str, ...] = ()
    """Files and folders, relative to the archive; empty: everything."""
    progress: Progress = unseen

    def covers(self, path: str) -> bool:
        """Tell whether a path lies in the scope."""
        return not self.scope or any(
            not each or path == each or path.startswith(f"{each}/") for each in self.scope
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What was found."""

    dossier: Dossier
    read: int
    """Files that had to be opened in this run."""
    remembered: bool
    """Whether the next run will find what this one learnt."""


def survey(view: View) -> Survey:
    """Look at an archive.

    Raises:
        InvalidFileError: ``archive.toml`` or the plan has mistakes.
        NotReadableError: The archive cannot be read.
    """
    settings = load_settings(view.root)
    plan = load_plan(view.root, settings)
    layout = read_layout(walk(view.root, settings), settings, plan)
    layout.describe(dict(_descriptions(view, layout)))
    folder = state_folder(view.root, STATE, settings.state_dir)
    with contextlib.closing(Catalog.open(folder)) as catalog:
        found = gather(view.root, _wanted(view, layout), catalog, _order(view, settings))
        _still_there(view.root)
        catalog.forget(catalog.paths() - set(layout.paths))
        remembered = catalog.persistent
    dossier = Dossier(
        settings=settings,
        plan=plan,
        items=tuple(layout.items.values()),
        records=assemble(layout, found.facts),
        strays=(*layout.strays, *damaged_sidecars(layout, found.facts)),
        paths=tuple(layout.paths),
        as_of=view.as_of,
    )
    return Survey(dossier=dossier, read=found.read, remembered=remembered)


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


def _order(view: View, settings: Settings) -> Gathering:
    return Gathering(limits=settings.limits, now_ns=view.now_ns, progress=view.progress)


def _still_there(root: Path) -> None:
    """Refuse to judge when the drive went away meanwhile: that looks like a mass deletion."""
    if not (root / MARKER).is_file():
        raise NotReadableError(
            _("The archive {place} went away while it was being read.").format(place=root),
            _("Check the network drive or the cable, then run the command again."),
        )


def _descriptions(view: View, layout: Layout) -> Iterator[tuple[str, Description]]:
    for path, entry in layout.item_files.items():
        description, mistakes = load_description(view.root / entry.path, entry.path)
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
