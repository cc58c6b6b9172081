"""Columns as Whoosh lays them out: one value for each part of a segment."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable

_OFFSET = "I"
_ITEM = array(_OFFSET).itemsize
MOST = 2 ** (8 * _ITEM) - 1
"""Bytes of one column, as far as its offsets reach."""


def big_endian(numbers: array[int]) -> bytes:
    """Return numbers as they lie in files; what was given is spoilt."""
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers.tobytes()


class BytesColumn:
    """A column of byte strings, whose data goes out as it comes.

    Args:
        write: Takes the data.
    """

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self._offsets = array(_OFFSET)
        self._lengths = array(_OFFSET)
        self._end = 0

    def add(self, value: bytes) -> None:
        """Append the next part's value."""
        self._offsets.append(self._end)
        self._lengths.append(len(value))
        self._end += len(value)
        if value:
            self._write(value)

    def end(self) -> bytes:
        """Return what follows the data."""
        code = _OFFSET.encode()
        # A last "X" says that there are offsets before the two type codes.
        return b"".join(
            (big_endian(self._lengths), big_endian(self._offsets), code, code, b"X"),
        )


class SmallColumn(BytesColumn):
    """The same for short values: kept until the end, because only one can go out at once."""

    def __init__(self) -> None:
        self._data = bytearray()
        super().__init__(self._data.extend)

    def whole(self) -> bytes:
        """Return all of it."""
        return bytes(self._data) + self.end()
