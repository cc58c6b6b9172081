"""The table of terms of a segment: Whoosh's ordered hash file, and the postings it points to.

Terms come in order. A term of one posting has no entry in the postings' file: the term's own entry
holds the posting (Whoosh reads that, though it fails to write it).
"""

from __future__ import annotations

import pickle
import struct
import zlib
from array import array
from collections.abc import Sequence
from io import BytesIO
from operator import sub
from typing import Final

from archivist.store.index import schema
from archivist.store.index.columns_writing import big_endian
from archivist.store.index.compound_writing import CompoundWriter

MAGIC: Final = b"HSH3"
CRC: Final = 1
"""Number of the hash function."""
TABLES: Final = 256
HEADER: Final = struct.Struct("!4sBii")
SIZES: Final = struct.Struct("!ii")
"""Of a key and its value."""
SLOT: Final = struct.Struct("!Iq")
"""A hash and the place of its key."""
TABLE: Final = struct.Struct("!qi")
"""Place of a hash table, and how many slots it has."""
SLOTS, KEYS = 3, 2
"""Slots of a hash table for so many keys; Whoosh writes two for each."""
FIELD: Final = struct.Struct("!H")
INFO: Final = struct.Struct("!BfIBBfII")
"""Inlined or not, sum of weights, number of postings, shortest and longest part, heaviest weight,
first and last part."""
EXTENT: Final = struct.Struct("!qi")
_INT: Final = struct.Struct("!i")
_ONE: Final = (struct.Struct("<3sI2s"), struct.Struct(">d"))
POSTINGS: Final = b"W3Bl"
_WEIGHTS: Final = tuple(n // 2 if n % 2 == 0 else n / 2 for n in range(4096))
"""By halves. Whole numbers take two bytes of a pickle, others nine."""
MOST_HALVES: Final = len(_WEIGHTS) - 1
_WORTH = 100
"""Bytes from which compressing a block can help."""


SCORED: Final = schema.TERM_FIELDS.index(schema.ALL)
_UNSCORED: Final = (2, 0, 0)
"""Halves and lengths where nothing is scored."""
_TOLD: Final = struct.Struct("<4sBBi8B2s").pack
_BEGIN, _END = b"\x80\x02(K", b"t."
"""Of a pickled tuple: K and J, 75 and 74, stand before numbers of one and of four bytes."""


class TermsWriter:
    """Writes postings as they come, and keeps the table for the end.

    Args:
        file: Where the postings go, in an inner file that was begun.
        lengths: The byte of `schema.LENGTHS` of each part.
    """

    def __init__(self, file: CompoundWriter, lengths: bytes | bytearray) -> None:
        self._file = file
        self._lengths = lengths
        self._table = bytearray(HEADER.pack(MAGIC, CRC, 0, 0))
        self._index = array("I")
        self._hashes = array("I")

    def add(self, field: int, term: bytes, ids: Sequence[int], halves: Sequence[int]) -> None:
        """Append a term.

        Args:
            field: Its place in `schema.TERM_FIELDS`.
            term: Greater than all of this field before.
            ids: The parts that have it, in order.
            halves: What it weighs in each, times two.
        """
        lengths: Sequence[int] = ()
        if field == SCORED:
            lengths = bytes(map(self._lengths.__getitem__, ids))
        else:
            halves = ()
        if len(ids) == 1:
            value = _inlined(ids[0], halves[0] if halves else 2, lengths[0] if lengths else 0)
        else:
            value = self._postings(ids, halves, lengths)
        key = FIELD.pack(field) + term
        self._index.append(len(self._table))
        self._hashes.append(zlib.crc32(key))
        self._table += SIZES.pack(len(key), len(value))
        self._table += key
        self._table += value

    def _postings(self, ids: Sequence[int], halves: Sequence[int], lengths: Sequence[int]) -> bytes:
        count, total = len(ids), sum(halves) / 2 if halves else len(ids)
        place = self._file.within
        data, most, low, high = POSTINGS, 0, 255, 0
        for at in range(0, count, schema.BLOCK):
            to = at + schema.BLOCK
            some = halves[at:to]
            bounds = (max(some), min(lengths[at:to]), max(lengths[at:to])) if some else _UNSCORED
            data += self._block(ids[at:to], some, bounds, last=to >= count)
            most, low, high = max(most, bounds[0]), min(low, bounds[1]), max(high, bounds[2])
        self._file.write(data)
        facts = INFO.pack(0, total, count, low, high, most / 2, ids[0], ids[-1])
        return facts + EXTENT.pack(place, len(data))

    def table(self) -> bytearray:
        """Return the whole table, which cannot be added to any more."""
        out = self._table
        buckets: list[array[int]] = [array("I") for _ in range(TABLES)]
        for number, hashed in enumerate(self._hashes):
            buckets[hashed & 255].append(number)
        directory = bytearray()
        for numbers in buckets:
            count = len(numbers) * SLOTS // KEYS
            directory += TABLE.pack(len(out), count)
            out += self._slots(numbers, count)
        out += directory
        extras = {
            "fieldmap": {name: place for place, name in enumerate(schema.TERM_FIELDS)},
            "indextype": "I",
            "indexlen": len(self._index),
        }
        end = pickle.dumps(extras, 2) + big_endian(self._index)
        out += end
        out += _INT.pack(len(end))
        return out

    def _block(
        self, ids: Sequence[int], halves: Sequence[int], bounds: tuple[int, int, int], *, last: bool
    ) -> bytes:
        deltas = (ids[0], *map(sub, ids[1:], ids))
        most, low, high = bounds
        weights: object = None
        if halves and min(halves) < most:
            weights = tuple(map(_WEIGHTS.__getitem__, halves))
        elif most != 2:
            # Whoosh takes a single weight for one only if it is no whole number.
            weights = most / 2
        data, level = _pickled((deltas, weights, None)), 0
        if len(data) > _WORTH:
            smaller = zlib.compress(data, schema.LEVEL)
            if len(smaller) < len(data):
                data, level = smaller, schema.LEVEL
        info = _told(len(ids), ids[-1], most, (level, low, high))
        size = len(info) + len(data)
        return _INT.pack(-size if last else size) + info + data

    def _slots(self, numbers: array[int], count: int) -> bytearray:
        """Return one hash table: after a clash, a key takes the next free slot."""
        slots = bytearray(count * SLOT.size)
        taken = bytearray(count)
        for number in numbers:
            hashed = self._hashes[number]
            at = (hashed >> 8) % count
            while taken[at]:
                at = (at + 1) % count
            taken[at] = 1
            SLOT.pack_into(slots, at * SLOT.size, hashed, self._index[number])
        return slots


def _told(count: int, last: int, most: int, rest: tuple[int, int, int]) -> bytes:
    """Return the pickle of what is told of a block; small numbers need no pickler."""
    if count > 255 or most % 2 or most > 510:
        return _pickled((count, last, _WEIGHTS[most], *rest))
    level, low, high = rest
    return _TOLD(_BEGIN, count, 74, last, 75, most // 2, 75, level, 75, low, 75, high, _END)


def _inlined(part: int, half: int, length: int) -> bytes:
    """Return the entry of a term of one posting: its facts, then the pickle ((id,), (w,), ())."""
    weight = half / 2
    ids, weights = _ONE
    return b"".join(
        (
            INFO.pack(1, weight, 1, length, length, weight, part, part),
            ids.pack(b"\x80\x02J", part, b"\x85G"),
            weights.pack(weight),
            b"\x85)\x87.",
        )
    )


def _pickled(value: object) -> bytes:
    """Return the pickle of numbers in tuples.

    Without what refers to values that were there before, which is a third of a small block.
    """
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, 2)
    pickler.fast = True
    pickler.dump(value)
    return buffer.getvalue()
