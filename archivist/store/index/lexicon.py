"""The words of a segment, looked up in place: by hash, by prefix, or by what is inside them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from hashlib import md5
from struct import Struct
from typing import NamedTuple

from archivist.store.index import safe_pickle
from archivist.store.index.mapped import Region, damaged

_HEAD = Struct("!4sb")
_MAGIC = b"HSH3"
_FIRST = 13
"""Where the first word stands."""
_POINTER = Struct("!Iq")
_TABLE = Struct("!qi")
_TABLES = 256
_LENGTHS = Struct("!ii")
_SHORT = Struct("!H")
_INT = Struct("!i")
_INFO = Struct("!BfIBBfII")
_EXTENT = Struct("!qi")
_PLACES = {"H": Struct("!H"), "i": Struct("!i"), "I": Struct("!I"), "q": Struct("!q")}
_EXTRAS = 1 << 16
"""Bytes in which the names of the fields must have been told."""
_HAN = ("\u2e80".encode(), "\ua000".encode())
"""No word of letters or digits stands between the two."""
_NEAR = 4096
"""Bytes over which it is quicker to walk than to search."""


class Term(NamedTuple):
    """What is known of a word before its postings are read."""

    weight: float
    """Of all postings together."""
    frequency: int
    """In how many parts it stands."""
    first: int
    last: int
    at: int
    """Where its postings begin in their file."""
    size: int


class Lexicon:
    """All words of a segment, in the order of field and UTF-8."""

    def __init__(self, region: Region) -> None:
        magic, kind = region.unpack(_HEAD, 0)
        if magic != _MAGIC or kind not in {0, 1}:
            raise damaged("the words are of another form")
        self._region = region
        self._hash = _crc if kind else _md5
        extra = len(region) - _INT.size
        begin = extra - region.unpack(_INT, extra)[0]
        told = safe_pickle.loads(region.take(begin, max(0, min(extra - begin, _EXTRAS))))
        self._fields: dict[str, int] = told["fieldmap"]
        self._place = _PLACES[told["indextype"]]
        self._words: int = told["indexlen"]
        self._places = extra - self._words * self._place.size
        self._tables = begin - _TABLES * _TABLE.size
        if self._words < 0 or self._places < begin or self._tables < _FIRST:
            raise damaged("the words have no order")
        self._end = region.unpack(_TABLE, self._tables)[0]
        if not _FIRST <= self._end <= self._tables:
            raise damaged("the words have no end")

    def get(self, field: str, word: str) -> Term | None:
        """Return what is known of a word; None: it does not occur."""
        key = self._key(field, word.encode("utf-8", "surrogatepass"))
        if key is None:
            return None
        code = self._hash(key)
        table, slots = self._region.unpack(_TABLE, self._tables + (code & 255) * _TABLE.size)
        if not slots:
            return None
        self._region.part(table, slots * _POINTER.size)
        slot = (code >> 8) % slots
        for number in range(slots):
            found, at = self._region.unpack(
                _POINTER, table + (slot + number) % slots * _POINTER.size
            )
            if not at:
                return None
            if found == code and self._key_at(at) == key:
                return self._term(self._region.start + at + _LENGTHS.size + len(key))
        return None

    def starting(self, field: str, prefix: str) -> Iterator[tuple[str, Term]]:
        """Yield the words of a field that begin so, in order."""
        key = self._key(field, prefix.encode("utf-8", "surrogatepass"))
        if key is None:
            return
        for word, value, _after in self._walk(self._seek(key)):
            if not word.startswith(key):
                return
            yield _text(word), self._term(value)

    def holding(self, field: str, inside: str) -> Iterator[tuple[str, Term]]:
        """Yield the words of letters and digits of a field that hold a text, in order."""
        needle = inside.encode("utf-8", "surrogatepass")
        number = self._fields.get(field)
        if number is None:
            return
        key, after = _SHORT.pack(number), _SHORT.pack(number + 1)
        for first, last in ((key, key + _HAN[0]), (key + _HAN[1], after)):
            for word, value in self._matching(needle, self._seek(first), self._seek(last)):
                if needle in word[_SHORT.size :]:
                    yield _text(word), self._term(value)

    def _matching(self, needle: bytes, at: int, end: int) -> Iterator[tuple[bytes, int]]:
        """Walk the words of a stretch, leaping to where the needle stands next."""
        data, start = self._region.data, self._region.start
        while at < end and (found := data.find(needle, start + at, start + end) - start) >= at:
            if found - at > _NEAR:
                at = self._holder(found)
            for word, value, after in self._walk(at):
                yield word, value
                # What was found may be no word, but of what is told of one: it is passed, too.
                at = after
                if at > found:
                    break

    def _holder(self, place: int) -> int:
        """Return where the last word begins that begins before a place."""
        low, high = 0, self._words
        while low < high:
            middle = (low + high) // 2
            if self._at(middle) <= place:
                low = middle + 1
            else:
                high = middle
        return self._at(max(low - 1, 0))

    def _seek(self, key: bytes) -> int:
        """Return where the first word stands that is not before a key."""
        low, high = 0, self._words
        while low < high:
            middle = (low + high) // 2
            if self._key_at(self._at(middle)) < key:
                low = middle + 1
            else:
                high = middle
        return self._end if low == self._words else self._at(low)

    def _at(self, number: int) -> int:
        at: int = self._region.unpack(self._place, self._places + number * self._place.size)[0]
        return at

    def _key_at(self, at: int) -> bytes:
        size, _value = self._region.unpack(_LENGTHS, at)
        return self._region.take(at + _LENGTHS.size, size)

    def _walk(self, at: int) -> Iterator[tuple[bytes, int, int]]:
        """Yield words, where in the map they are told of, and where in the region the next is."""
        data, lengths, known = self._region.data, _LENGTHS.unpack_from, _INFO.size
        place, end = self._region.start + at, self._region.start + self._end
        while place < end:
            size, told = lengths(data, place)
            value = place + _LENGTHS.size + size
            if at < 0 or size < _SHORT.size or told < known or value + told > end:
                raise damaged("a word has no length")
            yield data[place + _LENGTHS.size : value], value, value + told - self._region.start
            place = value + told

    def _key(self, field: str, word: bytes) -> bytes | None:
        number = self._fields.get(field)
        return None if number is None else _SHORT.pack(number) + word

    def _term(self, value: int) -> Term:
        place = value - self._region.start
        told = self._region.unpack(_INFO, place)
        inline, weight, count, _shortest, _longest, _most, first, last = told
        if not 0 < count <= last - first + 1 or (inline and count > 1):
            raise damaged("a word has no postings")
        at, size = (0, 0) if inline else self._region.unpack(_EXTENT, place + _INFO.size)
        return Term(weight, count, first, last, at, size)


def _text(key: bytes) -> str:
    return key[_SHORT.size :].decode("utf-8", "surrogatepass")


def _crc(key: bytes) -> int:
    return zlib.crc32(key)


def _md5(key: bytes) -> int:
    return int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:], "big")
