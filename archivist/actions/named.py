"""Files that are named on the command line: in the inbox, or anywhere outside the archive."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path, PurePosixPath

from archivist.actions.whereabouts import there
from archivist.errors import NotInArchiveError
from archivist.model.entry import Entry, EntryKind
from archivist.model.item import ITEM_FILE
from archivist.model.layout import SIDECAR
from archivist.model.names import PENDING_PAGE, is_junk, same_name
from archivist.model.record import PICTURES, kind_of
from archivist.model.settings import Settings
from archivist.store.tree import extended, walk_folder


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
        InvalidChoiceError: A name stands for several files or folders.
    """
    found: dict[str, Entry] = {}
    singles: dict[Path, set[str]] = {}
    for path in there(root, paths):
        here = _located(root, settings, path)
        if here.is_dir():
            base, start = _start(root, settings, here)
            found |= {entry.path: entry for entry in walk_folder(extended(base), start, settings)}
        else:
            singles.setdefault(here.parent, set()).add(here.name)
    partial = set()
    for place, names in singles.items():
        folder = _start(root, settings, place)[1].rstrip("/")
        files = _files(place)
        wanted = _with_companions(names, files)
        found |= {f"{folder}/{name}": _entry(folder, files[name]) for name in wanted}
        others = (n for n in files if not is_junk(n, settings.ignore) and n != PENDING_PAGE)
        if any(f"{folder}/{name}" not in found for name in others):
            partial.add(folder)
    return Named(entries=tuple(found.values()), partial=frozenset(partial))


def _located(root: Path, settings: Settings, path: Path) -> Path:
    """Return where a path leads, inside the archive by the archive's own name."""
    here = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
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


def _files(place: Path) -> dict[str, os.DirEntry[str]]:
    with os.scandir(place) as found:
        return {each.name: each for each in found if each.is_file(follow_symlinks=False)}


def _entry(folder: str, file: os.DirEntry[str]) -> Entry:
    status = file.stat(follow_symlinks=False)
    return Entry(f"{folder}/{file.name}", EntryKind.FILE, status.st_size, status.st_mtime_ns)


def _with_companions(names: set[str], files: Iterable[str]) -> Iterator[str]:
    """Yield files with their sidecars, what was shot with them, and the folder's item.toml."""
    by_stem: dict[str, list[str]] = {}
    for name in files:
        by_stem.setdefault(_stem(name), []).append(name)
    for name in sorted(names):
        alike = by_stem.get(_stem(name), [])
        shot = {other for other in alike if kind_of(other) in PICTURES}
        chosen = {name} | (shot if name in shot else set())
        beside = {same_name(f"{each}{SIDECAR}") for each in chosen}
        if name in shot or not shot:
            beside.add(f"{_stem(name)}{SIDECAR}")
        yield from sorted(chosen)
        near = (*alike, *(o for each in chosen for o in by_stem.get(same_name(each), ())))
        yield from (other for other in near if same_name(other) in beside)
    yield from (name for name in files if name == ITEM_FILE)


def _stem(name: str) -> str:
    return same_name(PurePosixPath(name).stem)
