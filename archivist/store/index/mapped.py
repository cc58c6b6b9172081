"""A file of the index as a memory map, of which nothing is read but what is there."""

from __future__ import annotations

import mmap
from io import RawIOBase
from pathlib import Path
from struct import Struct
from typing import Any

from archivist.store.index.unusable import IndexUnusableError, Reason


def damaged(detail: str) -> IndexUnusableError:
    """Return the error for bytes that cannot be what they should."""
    return IndexUnusableError(Reason.DAMAGED, detail)


class Region:
    """A stretch of a mapped file. Every place is checked: slices of a map never complain.

    Attributes:
        data: The whole map, for loops that check for themselves.
        start: Where the stretch begins in it.
        end: Where it ends.
    """

    __slots__ = ("data", "end", "start")

    def __init__(self, data: mmap.mmap, start: int, end: int) -> None:
        if not 0 <= start <= end <= len(data):
            raise damaged("a part of a file lies outside of it")
        self.data = data
        self.start = start
        self.end = end

    def __len__(self) -> int:
        return self.end - self.start

    def take(self, at: int, count: int) -> bytes:
        """Return bytes at a place counted from the begin of the region."""
        begin = self.start + at
        if at < 0 or count < 0 or begin + count > self.end:
            raise damaged("a place lies outside of its file")
        return self.data[begin : begin + count]

    def unpack(self, form: Struct, at: int) -> tuple[Any, ...]:
        """Return the values at a place counted from the begin of the region."""
        begin = self.start + at
        if at < 0 or begin + form.size > self.end:
            raise damaged("a place lies outside of its file")
        return form.unpack_from(self.data, begin)

    def part(self, at: int, count: int) -> Region:
        """Return a stretch of this one."""
        if at < 0 or count < 0 or at + count > len(self):
            raise damaged("a part of a file lies outside of it")
        return Region(self.data, self.start + at, self.start + at + count)


class ReadRegion(Region):
    """A stretch of a mapped file that is read, not mapped.

    A mapping takes 64 kB of memory for each kilobyte that is looked at here and there.

    Args:
        region: The stretch.
        file: The same file, unbuffered.
    """

    __slots__ = ("_file",)

    def __init__(self, region: Region, file: RawIOBase) -> None:
        super().__init__(region.data, region.start, region.end)
        self._file = file

    def take(self, at: int, count: int) -> bytes:
        """Return bytes at a place counted from the begin of the region."""
        if at < 0 or count < 0 or self.start + at + count > self.end:
            raise damaged("a place lies outside of its file")
        self._file.seek(self.start + at)
        data = self._file.read(count)
        if data is None or len(data) != count:
            raise damaged("a file is shorter than it was")
        return data


def map_file(path: Path) -> Region:
    """Map a file.

    Raises:
        FileNotFoundError: It is gone.
        OSError: It cannot be opened.
        IndexUnusableError: It is empty.
    """
    with path.open("rb") as file:
        try:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise damaged(f"{path.name} is empty") from error
    return Region(data, 0, len(data))
