"""Files that are named on the command line: in the inbox, or anywhere outside the archive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.errors import NotInArchiveError
from archivist.model.entry import Entry, EntryKind
from archivist.model.item import ITEM_FILE
from archivist.model.layout import SIDECAR
from archivist.model.names import same_name
from archivist.model.record import RecordKind, kind_of
from archivist.model.settings import Settings
from archivist.store.tree import extended, walk_folder

_PICTURES = frozenset({RecordKind.IMAGE, RecordKind.VIDEO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What paths on the command line name."""

    entries: tuple[Entry, ...]
    """Of the inbox relative to the archive, from outside by the full path."""
    partial: frozenset[str]
    """Folders of which single files only were named, and not all."""


def named_by(root: Path, settings: Settings, paths: tuple[Path, ...]) -> Named:
    """Return the files that paths name, each with what describes it and what was shot with it.

    Raises:
        NotInArchiveError: A path does not exist, is filed already, or holds the archive.
    """
    found: dict[str, Entry] = {}
    singles: dict[str, Path] = {}
    for path in paths:
        here = _located(root, settings, path)
        base, start = _start(root, settings, here)
        if here.is_dir():
            found |= {entry.path: entry for entry in walk_folder(extended(base), start, settings)}
        else:
            folder = start[: -len(here.name)].rstrip("/")
            singles[folder] = here.parent
            found |= {entry.path: entry for entry in _with_companions(here, folder)}
    partial = {folder for folder, place in singles.items() if _lacks(found, folder, place)}
    return Named(entries=tuple(found.values()), partial=frozenset(partial))


def _located(root: Path, settings: Settings, path: Path) -> Path:
    """Return where a path leads, inside the archive by the archive's own name."""
    here = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    if not os.path.lexists(here):
        raise NotInArchiveError(
            _("There is no {path}.").format(path=path),
            _("Check the spelling; put a name with spaces in quotes."),
        )
    real = here.parent.resolve() / here.name
    if not here.is_relative_to(root) and real.is_relative_to(root.resolve()):
        here = root / real.relative_to(root.resolve())
    inbox = root / settings.inbox
    if root.is_relative_to(here) or (here.is_relative_to(root) and not here.is_relative_to(inbox)):
        raise NotInArchiveError(
            _("{path} lies in the archive already, or holds it.").format(path=path),
            _("Only what lies in the inbox {inbox} or outside the archive can be filed.").format(
                inbox=inbox
            ),
        )
    if here.is_symlink() or not (here.is_dir() or here.is_file()):
        raise NotInArchiveError(
            _("{path} is neither a file nor a folder; links are not followed.").format(path=path),
            _("Name the file or the folder itself."),
        )
    return here


def _start(root: Path, settings: Settings, here: Path) -> tuple[Path, str]:
    if here.is_relative_to(root / settings.inbox):
        return root, here.relative_to(root).as_posix()
    return Path(here.anchor), here.as_posix()


def _with_companions(here: Path, folder: str) -> Iterator[Entry]:
    """Yield a file with its sidecars, the files of the same shot, and the folder's item.toml."""
    with os.scandir(here.parent) as found:
        files = sorted((f for f in found if f.is_file(follow_symlinks=False)), key=lambda f: f.name)
    stem = same_name(here.stem)
    same = {f.name for f in files if same_name(Path(f.name).stem) == stem}
    shot = {name for name in same if kind_of(name) in _PICTURES}
    names = {here.name, ITEM_FILE}
    if here.name in shot:
        names |= shot
    if here.name in shot or not shot:
        names.add(f"{here.stem}{SIDECAR}")
    wanted = {same_name(name) for name in names}
    wanted |= {same_name(f"{name}{SIDECAR}") for name in names - {ITEM_FILE}}
    for file in files:
        if file.name == here.name or same_name(file.name) in wanted:
            status = file.stat(follow_symlinks=False)
            path = f"{folder}/{file.name}"
            yield Entry(path, EntryKind.FILE, status.st_size, status.st_mtime_ns)


def _lacks(found: dict[str, Entry], folder: str, place: Path) -> bool:
    with os.scandir(place) as there:
        return any(f.is_file() and f"{folder}/{f.name}" not in found for f in there)
