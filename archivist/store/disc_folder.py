"""The files on a burnt disc or in a folder: named and hashed, no link followed, with an end."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archivist.model.refusal import reason_of
from archivist.store.durable import open_plain
from archivist.store.hashing import hashed
from archivist.store.inside import is_link
from archivist.store.tree import extended

MOST = 2_000_000
"""Files and folders that are looked at; no disc holds as many."""
_DEEPEST = 64
_SYSTEM = frozenset({"System Volume Information", "$RECYCLE.BIN", ".Trashes", ".fseventsd"})
"""What systems put onto a drive that can be written to."""


@dataclass(slots=True)
class DiscFolder:
    """What was found."""

    sums: dict[str, str] = field(default_factory=dict)
    """SHA-256 of every file that could be read, by its path with forward slashes."""
    size: int = 0
    unread: dict[str, str] = field(default_factory=dict)
    """Why a file or folder could not be read."""
    links: list[str] = field(default_factory=list)
    """What leads elsewhere, or is no file: it was not followed."""
    cut: bool = False
    """There is more than was looked at."""


def read_disc_folder(folder: Path, progress: Callable[[int, int], None]) -> DiscFolder:
    """Return the files of a folder with their SHA-256.

    Args:
        folder: The drive, or a folder with what was on one.
        progress: Called with bytes done and all.
    """
    found = DiscFolder()
    sizes = dict(_walk(extended(folder), found))
    total, done = sum(sizes.values()), 0
    places = (extended(folder) / path for path in sizes)
    for path, (_place, sha256) in zip(sizes, hashed(places), strict=True):
        done += sizes[path]
        if isinstance(sha256, OSError):
            found.unread[path] = reason_of(sha256)
        else:
            found.sums[path] = sha256
            found.size += sizes[path]
        progress(done, total)
    return found


def is_drive(place: Path) -> bool:
    """Tell whether a folder is a drive of its own, as a disc in a drive is, and a copy is not."""
    return os.path.ismount(place)


def small_file(folder: Path, path: str, most: int) -> bytes:
    """Return the content of a file, up to a number of bytes.

    Raises:
        OSError: It is not there, is a link, or cannot be read.
    """
    with open_plain(extended(folder) / path) as file:
        return file.read(most)


def _walk(root: Path, found: DiscFolder) -> Iterator[tuple[str, int]]:
    """Yield path and size of every file."""
    pending = [""]
    looked = 0
    while pending:
        folder = pending.pop()
        for each in _listed(root, folder, found):
            looked += 1
            if looked > MOST:
                found.cut = True
                return
            path = f"{folder}/{each.name}" if folder else each.name
            kind = _kind(each, path, found)
            if kind == "file":
                yield path, each.stat(follow_symlinks=False).st_size
            elif kind == "folder" and (folder or each.name not in _SYSTEM):
                pending.append(path)


def _listed(root: Path, folder: str, found: DiscFolder) -> list[os.DirEntry[str]]:
    if folder.count("/") >= _DEEPEST:
        found.cut = True
        return []
    try:
        with os.scandir(root / folder) as entries:
            return sorted(entries, key=lambda each: each.name)
    except OSError as error:
        found.unread[folder or "."] = reason_of(error)
        return []


def _kind(each: os.DirEntry[str], path: str, found: DiscFolder) -> str:
    try:
        status = each.stat(follow_symlinks=False)
    except OSError as error:
        found.unread[path] = reason_of(error)
        return ""
    if is_link(status) or not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        found.links.append(path)
        return ""
    return "folder" if stat.S_ISDIR(status.st_mode) else "file"
