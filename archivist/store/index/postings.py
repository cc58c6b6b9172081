"""In which parts a word stands and how much it weighs there, whole blocks at a time."""

from __future__ import annotations

import pickle
import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from struct import Struct
from typing import NamedTuple

from archivist.store.index.lexicon import Term
from archivist.store.index.mapped import Region, damaged

_MAGIC = b"W3Bl"
_LENGTH = Struct("!i")
_HEADED = Struct("!4si")
_NUMBER = rb"(?:K.|M..|J.{4}|G.{8})"
_INFO = re.compile(
    rb"\x80[\x02-\x05](?:\x95.{8})?\("
    + _NUMBER
    + rb"{3}(?P<packed>"
    + _NUMBER
    + rb")"
    + _NUMBER
    + rb"{2}t(?:q.|\x94)?\.",
    re.DOTALL,
)
"""The pickle of six numbers before each block."""
_PLAIN = re.compile(
    rb"\x80[\x02-\x05](?:\x95.{8})?"
    rb"(?:[(Nt\x85-\x87\x94]|(?:[Kqh].)+|(?:M..)+|(?:G.{8})+|J.{4}|C.)*+\.",
    re.DOTALL,
)
"""A pickle of nothing but numbers in tuples. Unpickling alone is no protection: nine bytes can ask
for gigabytes of memo."""
_BEGIN, _END = b"\x80\x02(", b"N\x87."
"""What is before the steps and after the weights of a block."""
_SMALL = re.compile(rb"(?:(?:M..)++|(?:K.)++)*+", re.DOTALL)
"""Numbers of one or two bytes in a pickle."""
_DOUBLE = Struct("!d")
_MOST = 1 << 16
"""Postings of a block."""
_FEW = 64
"""Parts for which single blocks are looked up."""


class Block(NamedTuple):
    """A block whose postings are not yet read."""

    length: int
    last: int
    packed: bool
    at: int
    size: int


class Postings:
    """Where one word stands in one segment. What was read is kept as long as this is."""

    def __init__(self, region: Region, term: Term, documents: int) -> None:
        if term.last >= documents:
            raise damaged("a posting leads to no part")
        self._region = region
        self._term = term
        self._documents = documents
        self._kept: dict[int, tuple[list[int], Sequence[float]]] = {}

    def __len__(self) -> int:
        return self._term.frequency

    def ids(self) -> Sequence[int]:
        """Return the parts, in order."""
        term = self._term
        if term.frequency == 1:
            return (term.first,)
        if term.frequency == 2:
            return (term.first, term.last)
        return self._only() or list(chain.from_iterable(ids for ids, _weights in self._all()))

    def _only(self) -> list[int] | None:
        """Return the parts if they are in one block; what else is told of it is known already."""
        region, term = self._region, self._term
        begin = region.start + term.at + _HEADED.size
        magic, size = region.unpack(_HEADED, term.at)
        if magic != _MAGIC or size >= 0 or not _HEADED.size - size <= term.size:
            return None
        told = _INFO.match(region.data, begin, min(begin - size, region.end))
        if told is None or told["packed"][:1] != b"K":
            return None
        packed, rest = told["packed"] != b"K\0", begin - size - told.end()
        block = Block(term.frequency, term.last, packed, told.end(), rest)
        return self._read(block, -1)[0]

    def among(self, parts: Sequence[int]) -> Iterable[int]:
        """Yield parts, in order, of which those are all that are among some given in order.

        Whole blocks without any are not read.
        """
        if len(self) <= 2 or len(parts) > _FEW:
            return self.ids()
        touched = (self._read(*each)[0] for each in self._touched(parts))
        return chain.from_iterable(touched)

    def weights(self, parts: Sequence[int]) -> dict[int, float]:
        """Return what the word weighs in parts, with all of those given in order that have it."""
        if len(self) == 1 or len(parts) > _FEW:
            return dict(zip(*self.weighed(), strict=True))
        found: dict[int, float] = {}
        for block, before in self._touched(parts):
            found.update(zip(*self._read(block, before), strict=True))
        return found

    def weighed(self) -> tuple[Sequence[int], Sequence[float]]:
        """Return the parts in order and what the word weighs in each."""
        term = self._term
        if term.frequency == 1:
            return (term.first,), (term.weight,)
        ids: list[int] = []
        weights: list[float] = []
        for some, heavy in self._all():
            ids += some
            weights += heavy
        return ids, weights

    def _all(self) -> Iterator[tuple[list[int], Sequence[float]]]:
        """Yield parts and weights of each block."""
        before, count = -1, 0
        for block in self._blocks():
            yield self._read(block, before)
            before = block.last
            count += block.length
        if count != self._term.frequency:
            raise damaged("postings are missing")

    def _touched(self, parts: Sequence[int]) -> Iterator[tuple[Block, int]]:
        """Yield the blocks that can hold one of some parts, with the last part before each."""
        before = -1
        for block in self._blocks():
            place = bisect_left(parts, before + 1)
            if place == len(parts):
                return
            if parts[place] <= block.last:
                yield block, before
            before = block.last

    def _blocks(self) -> Iterator[Block]:
        region = self._region.part(self._term.at, self._term.size)
        if region.take(0, len(_MAGIC)) != _MAGIC:
            raise damaged("postings do not begin where they should")
        at, last = len(_MAGIC), -1
        while True:
            size = region.unpack(_LENGTH, at)[0]
            at += _LENGTH.size
            end = at + abs(size)
            begin = region.start + at
            told = _INFO.match(region.data, begin, min(begin + abs(size), region.end))
            if told is None:
                raise damaged("a block of postings is not told of")
            count, final, _weight, packed, _low, _high = pickle.loads(told.group())  # noqa: S301
            if not 0 < count <= _MOST or not last < final < self._documents:
                raise damaged("a block of postings is out of order")
            after = told.end() - region.start
            yield Block(count, final, bool(packed), region.start + after, end - after)
            if size < 0:
                return
            at, last = end, final

    def _read(self, block: Block, before: int) -> tuple[list[int], Sequence[float]]:
        """Return the parts and weights of a block."""
        found = self._kept.get(block.at)
        if found is None:
            found = self._kept[block.at] = self._unpickled(block, before)
        return found

    def _unpickled(self, block: Block, before: int) -> tuple[list[int], Sequence[float]]:
        data = self._region.data[block.at : block.at + block.size]
        if block.packed:
            data = _unpacked(data, 64 + 24 * block.length)
        dense = _dense(data, block.length)
        steps, weights = dense or _any(data)
        ids = list(accumulate(steps))
        if weights is None or isinstance(weights, float):
            weights = (1.0 if weights is None else weights,) * block.length
        if not len(ids) == len(weights) == block.length or ids[-1] != block.last:
            raise damaged("a block of postings is not whole")
        # None of the dense ones is below 0.
        if ids[0] <= before or (0 in steps[1:] if dense else min(steps[1:], default=1) < 1):
            raise damaged("postings are out of order")
        return ids, weights


def _dense(data: bytes, count: int) -> tuple[Sequence[int], bytes | float | None] | None:
    """Return steps and weights of a block as our writer makes most; None: it is another.

    In a pickle a byte ``K`` stands before each number of one byte: comparing and slicing is all it
    takes to read them.
    """
    ones, end = b"K" * count, len(data) - len(_END)
    at = end - 2 * count - 2
    weights: bytes | float | None
    if data[:3] != _BEGIN or data[end:] != _END:
        return None
    if at > 3 and data[at : at + 1] == b"(" and data[at + 1 : end - 1 : 2] == ones:
        weights = data[at + 2 : end - 1 : 2]
    elif data[end - 1 : end] == b"N":
        at, weights = end - 1, None
    elif data[end - 9 : end - 8] == b"G":
        at, weights = end - 9, _DOUBLE.unpack_from(data, end - 8)[0]
    else:
        return None
    if at < 4 or data[at - 1 : at] != b"t":
        return None
    steps = data[3 : at - 1]
    if len(steps) == 2 * count and steps[::2] == ones:
        return steps[1::2], weights
    if _SMALL.fullmatch(steps):
        return pickle.loads(_BEGIN + steps + b"t."), weights  # noqa: S301
    return None


def _any(data: bytes) -> tuple[Sequence[int], Sequence[float] | float | None]:
    """Return steps and weights of a block of any kind."""
    if not _PLAIN.fullmatch(data):
        raise damaged("a block of postings holds more than numbers")
    steps, weights, *_rest = pickle.loads(data)  # noqa: S301
    return steps, weights


def _unpacked(data: bytes, most: int) -> bytes:
    """Return what was compressed, if it is no more than it can be."""
    stream = zlib.decompressobj()
    found = stream.decompress(data, most)
    if not stream.eof:
        raise damaged("something is larger than it can be")
    return found
