"""What lies in an archive where the manifest's files lie: names, sizes, times, nothing opened."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from gettext import gettext as _
from pathlib import Path

from archivist.actions.blind import still_there
from archivist.errors import ArchivistError
from archivist.model.entry import Entry, EntryKind
from archivist.model.settings import Settings
from archivist.model.verifying import Difference, Differing, Living
from archivist.store.durable import regular
from archivist.store.hashing import Content, read_files
from archivist.store.inside import inside
from archivist.store.manifest import around
from archivist.store.sealing import is_covered
from archivist.store.settings import lenient_settings
from archivist.store.tree import extended


@dataclass(frozen=True, kw_only=True)
class SealedTree:
    """What was seen."""

    root: Path
    settings: Settings
    files: dict[str, Entry] = field(default_factory=dict)
    """Ordinary files, by path."""
    others: dict[str, Entry] = field(default_factory=dict)
    """Links, devices, and folders that cannot be listed, by path."""

    @cached_property
    def living(self) -> Living:
        """Tells which files live on; what it needs of the plan is read when it is first asked."""
        return _living(self.root, self.settings)

    @cached_property
    def _base(self) -> str:
        return f"{extended(self.root)}{os.sep}"

    def at(self, path: str) -> str:
        """Return a path for the system."""
        return self._base + (path if os.sep == "/" else path.replace("/", os.sep))

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, Content | OSError]]:
        """Yield files with what they hold; one that was written to meanwhile is read again."""
        wanted = list(paths)
        contents = read_files(map(self.at, wanted))
        for path, (_place, content) in zip(wanted, contents, strict=True):
            if isinstance(content, OSError) or content.steady:
                yield path, content
            else:
                yield path, next(read_files((self.at(path),), 1))[1]

    def uncovered(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return those of some paths that are never sealed, as the inbox, nor were once."""
        return tuple(sorted(p for p in paths if p and not is_covered(p, self.settings)))

    def absence(self, path: str) -> Differing:
        """Return why a sealed file is not there: something is in its way, or it is gone."""
        way = path
        while way:
            if (entry := self.others.get(way)) is not None:
                return _in_the_way(path, entry)
            way = way.rpartition("/")[0]
        if os.path.isdir(self.at(path)):  # noqa: PTH112 - a path for the system
            return Differing(kind=Difference.LINKED, path=path, reason=_("it is a folder"))
        return Differing(kind=Difference.MISSING, path=path)


def look_around(
    root: Path, sealed: Iterable[str] = (), settings: Settings | None = None
) -> SealedTree:
    """Return what lies in an archive.

    Args:
        root: The archive.
        sealed: What is sealed; of it, also what the settings leave out by now.
        settings: None: those of the archive, of an empty one when the file has mistakes.

    Raises:
        NotReadableError: The archive cannot be listed, or went away meanwhile.
    """
    settings = settings or lenient_settings(root)
    tree = SealedTree(root=root, settings=settings)
    for entry in around(root, settings):
        if entry.kind is EntryKind.FILE:
            tree.files[entry.path] = entry
        elif entry.kind is not EntryKind.FOLDER:
            tree.others[entry.path] = entry
    for path in sealed:
        if path not in tree.files and not is_covered(path, settings):
            with suppress(OSError):
                status = regular(inside(extended(root), path))
                tree.files[path] = Entry(
                    path, EntryKind.FILE, size=status.st_size, mtime_ns=status.st_mtime_ns
                )
    still_there(extended(root))
    return tree


def _living(root: Path, settings: Settings) -> Living:
    # What reads ledgers takes long to load, and is asked for where a workbook differs.
    from archivist.actions.ledgers import ledgers_category  # noqa: PLC0415
    from archivist.store.ledger_file import load_ledgers  # noqa: PLC0415
    from archivist.store.plan_file import load_plan  # noqa: PLC0415

    try:
        plan = load_plan(root, settings)
        return Living(plan=plan, ledgers=ledgers_category(plan, load_ledgers(root, plan)))
    except ArchivistError:
        return Living()


def _in_the_way(path: str, entry: Entry) -> Differing:
    if entry.kind is EntryKind.BLOCKED:
        within = "" if entry.path == path else entry.path
        kind = Difference.UNREADABLE
        return Differing(kind=kind, path=path, reason=entry.detail, within=within)
    link = entry.kind is EntryKind.LINK
    reason = _("it is a link") if link else _("it is a device")
    if entry.path != path:
        reason = _("the folder {name} is a link").format(name=entry.path)
    return Differing(kind=Difference.LINKED, path=path, reason=reason)
