"""Columns: one value for each part of a segment, found by its number."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import add
from struct import Struct

from archivist.store.index.mapped import Region, damaged

_MANY = 50
"""Of so many values one at least has to be wanted, for the column to be looked at as a whole."""
_CODES = {code: Struct(f"!{code}") for code in "BHiI"}


def read_numbers(region: Region, code: str, count: int) -> array[int]:
    """Return a column of numbers; what is missing at its end is 0."""
    column = array(code)
    if len(region) % column.itemsize or len(region) > count * column.itemsize:
        raise damaged("a column of numbers has another length")
    column.frombytes(region.take(0, len(region)))
    if sys.byteorder == "little":
        column.byteswap()
    column.extend([0] * (count - len(column)))
    return column


class BytesColumn:
    """A column of bytes of any length, read one by one."""

    def __init__(self, region: Region, count: int) -> None:
        self._region = region
        self._count = count
        end = len(region) - 1
        code = chr(region.take(end, 1)[0])
        self._starts: Sequence[int] | None = None
        if code == "X":
            lengths, starts = (chr(each) for each in region.take(end - 2, 2))
            self._start = _CODES[starts]
            end -= 2 + count * self._start.size
            self._first = end
            self._length = _CODES[lengths]
        else:
            self._length = _CODES[code]
        self._lengths = end - count * self._length.size
        if self._lengths < 0:
            raise damaged("a column of bytes is cut off")
        if code != "X":
            self._starts = array("q", accumulate(self._all_lengths(), initial=0))

    def __getitem__(self, number: int) -> bytes:
        if not 0 <= number < self._count:
            raise damaged("a part is not in its column")
        size = self._region.unpack(self._length, self._lengths + number * self._length.size)[0]
        if not size:
            return b""
        if self._starts is None:
            place = self._first + number * self._start.size
            start = self._region.unpack(self._start, place)[0]
        else:
            start = self._starts[number]
        if size < 0 or start + size > self._lengths:
            raise damaged("a value lies outside of its column")
        return self._region.take(start, size)

    def each(self, numbers: Sequence[int]) -> Iterator[bytes]:
        """Yield values one by one."""
        if len(numbers) < self._count // _MANY:
            return map(self.__getitem__, numbers)
        starts, lengths = self._all_starts(), self._all_lengths()
        return (self._region.take(starts[number], lengths[number]) for number in numbers)

    def several(self, numbers: Iterable[int]) -> list[bytes]:
        """Return many values at once: the column is looked at as a whole."""
        starts, lengths = self._all_starts(), self._all_lengths()
        first, take = self._region.start, self._region.data
        if lengths and max(map(add, starts, lengths)) > self._lengths:
            raise damaged("a value lies outside of its column")
        return [take[first + starts[n] : first + starts[n] + lengths[n]] for n in numbers]

    def _all_lengths(self) -> Sequence[int]:
        size = self._count * self._length.size
        code = self._length.format[-1]
        return read_numbers(self._region.part(self._lengths, size), code, self._count)

    def _all_starts(self) -> Sequence[int]:
        if self._starts is not None:
            return self._starts
        size = self._count * self._start.size
        code = self._start.format[-1]
        return read_numbers(self._region.part(self._first, size), code, self._count)
