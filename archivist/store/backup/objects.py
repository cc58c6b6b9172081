"""The objects of a backup: each content once, named by its SHA-256, never overwritten.

A content is written beside, fsynced and only then renamed onto its name: an object that has its
name is whole, whatever instant the power went at.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedReader
from itertools import count
from pathlib import Path

from archivist.store.backup.names import OBJECTS, TEMPORARY
from archivist.store.durable import discard, open_plain, settle
from archivist.store.renaming import PLACEHOLDER, is_placeholder, rename_new

_CHUNK = 1024 * 1024
"""Bytes that are read at once; a file that is no larger is looked up before it is written."""
_TRIES = 3
"""How often a file is read that changes meanwhile."""


class TargetError(Exception):
    """The target cannot be read or written: no file after this one can be backed up either."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


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


@contextmanager
def at_target() -> Iterator[None]:
    """Tell what the target's drive refuses from what the archive's does."""
    try:
        yield
    except OSError as error:
        raise TargetError(error) from error


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
        if size <= _CHUNK:
            content = file.read(size + 1)
            sha256 = hashlib.sha256(content).hexdigest()
            if not _steady(file, before, len(content)):
                return None
            if self.has(sha256, size):
                return Taken(sha256, size, mtime_ns, new=False)
            new = self._put(lambda beside: _written(beside, content, sha256), size)
            return Taken(new[0], size, mtime_ns, new=new[1])
        if known:
            sha256, length = _digest(file, size)
            if not _steady(file, before, length):
                return None
            if self.has(sha256, size):
                return Taken(sha256, size, mtime_ns, new=False)
            file.seek(0)
        sha256, new_one = self._put(lambda beside: _copied(file, beside, before), size)
        return Taken(sha256, size, mtime_ns, new=new_one) if sha256 else None

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
            place.parent.mkdir(exist_ok=True)
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


def write(path: Path, chunks: Iterator[bytes]) -> str:
    """Write a new file and return its SHA-256; on the disk when this returns.

    Raises:
        TargetError: The target refuses.
        OSError: From the source of the chunks.
    """
    sha256 = hashlib.sha256()
    with at_target():
        new = path.open("xb", buffering=0)
    try:
        for chunk in chunks:
            sha256.update(chunk)
            with at_target():
                rest = memoryview(chunk)
                while rest:
                    rest = rest[new.write(rest) or 0 :]
        with at_target():
            os.fsync(new.fileno())
    finally:
        # What a share tells only when it closes has been told by fsync.
        with suppress(OSError):
            new.close()
    return sha256.hexdigest()


def _written(beside: Path, content: bytes, sha256: str) -> str:
    write(beside, iter((content,)))
    return sha256


def _copied(file: BufferedReader, beside: Path, before: os.stat_result) -> str:
    """Copy an open file and return the SHA-256 of what was read; empty: it changed meanwhile."""
    told = [0]

    def chunks() -> Iterator[bytes]:
        # One byte more than there was: a file that grows is not followed without end.
        while chunk := file.read(min(_CHUNK, before.st_size + 1 - told[0])):
            told[0] += len(chunk)
            yield chunk

    sha256 = write(beside, chunks())
    return sha256 if _steady(file, before, told[0]) else ""


def _digest(file: BufferedReader, size: int) -> tuple[str, int]:
    sha256, length = hashlib.sha256(), 0
    while chunk := file.read(min(_CHUNK, size + 1 - length)):
        sha256.update(chunk)
        length += len(chunk)
    return sha256.hexdigest(), length


def _steady(file: BufferedReader, before: os.stat_result, length: int) -> bool:
    after = os.fstat(file.fileno())
    same = (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    return same and length == before.st_size
