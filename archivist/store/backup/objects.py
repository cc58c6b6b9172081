"""The objects of a backup: each content once, named by its SHA-256, never overwritten.

A content is written beside, fsynced and only then renamed onto its name: an object that has its
name is whole, whatever instant the power went at.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from itertools import count
from pathlib import Path

from archivist.store.backup.drive import TargetError, at_target, make_own, write
from archivist.store.backup.names import OBJECTS, TEMPORARY
from archivist.store.durable import discard, open_plain, settle
from archivist.store.renaming import PLACEHOLDER, is_placeholder, rename_new

_CHUNK = 1024 * 1024
"""Bytes that are read at once; a file that is no larger is looked up before it is written."""
_TRIES = 3
"""How often a file is read that changes meanwhile."""


class ChangingError(Exception):
    """The file changed each time while it was read."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A content that lies among the objects now."""

    sha256: str
    size: int
    mtime_ns: int
    """Of the file, when it was read."""
    new: bool
    """It was copied just now."""


class Objects:
    """The objects of one target; several threads may take contents in.

    Args:
        folder: The target, whose folder of objects is there: it is never made anew, so that a
            drive that dropped out gets nothing in its place.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / OBJECTS
        self._touched: set[Path] = set()
        """Folders that are there and in which a name is new."""
        self._numbers = count()

    def has(self, sha256: str, size: int) -> bool:
        """Tell whether a content lies there, by name and size."""
        place = self._place(sha256)
        try:
            status = place.lstat()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise TargetError(error) from error
        if not stat.S_ISREG(status.st_mode) or status.st_size != size:
            return False
        return size != len(PLACEHOLDER) or not is_placeholder(place)

    def any(self) -> bool:
        """Tell whether any content lies there."""
        with at_target():
            return any(len(name) == 2 for name in os.listdir(self._folder))  # noqa: PTH208

    def take(self, source: Path, *, known: bool) -> Taken:
        """Take a file's content in.

        Args:
            source: An ordinary file.
            known: Its content is likely there already: it is read first, and copied only if not.

        Raises:
            ChangingError: It does not hold still.
            TargetError: The target cannot be written.
            OSError: The file cannot be read.
        """
        for _try in range(_TRIES):
            with open_plain(source) as file:
                before = os.fstat(file.fileno())
                taken = self._content(file, before, known=known)
            if taken is not None:
                return taken
        raise ChangingError

    def settle(self) -> None:
        """Have the names of all that was taken in written to the disk."""
        settle(*sorted(self._touched), self._folder)

    def _content(
        self, file: BufferedReader, before: os.stat_result, *, known: bool
    ) -> Taken | None:
        """Take in what an open file holds; None: it changed meanwhile."""
        size, mtime_ns = before.st_size, before.st_mtime_ns
        small = file.read(size + 1) if size <= _CHUNK else None
        if small is not None or known:
            sha256 = _digest((small,) if small is not None else _chunks(file, size))
            if not _steady(file, before):
                return None
            if self.has(sha256, size):
                return Taken(sha256, size, mtime_ns, new=False)
        if small is None:
            file.seek(0)

        def copy(beside: Path) -> str:
            copied = write(beside, iter((small,)) if small is not None else _chunks(file, size))
            return copied if _steady(file, before) else ""

        sha256, new = self._put(copy, size)
        return Taken(sha256, size, mtime_ns, new=new) if sha256 else None

    def _put(self, write: Callable[[Path], str], size: int) -> tuple[str, bool]:
        """Write a content beside and rename it; its hash (empty: it changed), and whether new."""
        name = TEMPORARY.format(name=f"{os.getpid()}-{next(self._numbers)}")
        beside, new = self._folder / name, False
        try:
            sha256 = write(beside)
            if sha256:
                with at_target():
                    new = self._name(beside, sha256, size)
            return sha256, new
        finally:
            if not new:
                discard(beside)

    def _name(self, beside: Path, sha256: str, size: int) -> bool:
        place = self._place(sha256)
        if place.parent not in self._touched:
            make_own(place.parent)
            self._touched.add(place.parent)
        try:
            rename_new(beside, place)
        except FileExistsError:
            if self.has(sha256, size):
                return False  # another thread had the same content
            # Damaged by another hand: it is kept for whoever wants to look, out of the way.
            rename_new(place, self._aside(place))
            rename_new(beside, place)
        return True

    def _aside(self, place: Path) -> Path:
        names = (place.with_name(f"{place.name}.damaged{number}") for number in count(1))
        return next(name for name in names if not os.path.lexists(name))

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def _chunks(file: BufferedReader, size: int) -> Iterator[bytes]:
    """Yield what a file holds; one byte more than it had at most: one that grows has no end."""
    while chunk := file.read(min(_CHUNK, size + 1 - file.tell())):
        yield chunk


def _digest(chunks: Iterable[bytes]) -> str:
    sha256 = hashlib.sha256()
    for chunk in chunks:
        sha256.update(chunk)
    return sha256.hexdigest()


def _steady(file: BufferedReader, before: os.stat_result) -> bool:
    """Tell whether all of a file was read, and it is as it was before."""
    after = os.fstat(file.fileno())
    same = (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    return same and file.tell() == before.st_size
