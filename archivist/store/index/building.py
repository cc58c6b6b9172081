"""Building one segment: parts go to the disk as they come, postings are kept until the end."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

from archivist.model.document import Document
from archivist.store.index import schema
from archivist.store.index.parts import Taken, parts_of
from archivist.store.index.segment import Segment
from archivist.store.index.segment_writing import SegmentWriter
from archivist.store.index.terms_writing import MOST_HALVES, SCORED

_SHIFT = MOST_HALVES.bit_length()
MOST_PARTS = 1 << (32 - _SHIFT)
"""Parts of one segment, so that a posting is one number of 32 bits: its part, then its halves."""
_ONCE: Final = 2
"""Halves that a term weighs where nothing is scored."""
_TERM = 250
"""Bytes of memory of a term with one posting, by and large."""
_POSTING = 5


class Builder:
    """A segment that is being built.

    Args:
        folder: Where its file goes.

    Raises:
        OSError: It cannot be written there.
    """

    def __init__(self, folder: Path) -> None:
        self._out = SegmentWriter(folder)
        self._terms: tuple[dict[str, Any], ...] = tuple({} for _field in schema.TERM_FIELDS)
        """By field and term: its one posting, or an array of them."""
        self._places: dict[str, tuple[int, int]] = {}
        self._deleted: set[int] = set()
        self._postings = 0

    @property
    def memory(self) -> int:
        """Bytes that its postings take, by and large."""
        return self._postings * _POSTING + _TERM * sum(map(len, self._terms))

    @property
    def size(self) -> int:
        """Bytes of its file so far."""
        return self._out.size

    def has_room(self, document: Document) -> bool:
        """Tell whether it can hold all parts of one more document."""
        return self._out.parts + len(document.parts) < MOST_PARTS

    def add(self, document: Document) -> None:
        """Take in a document, in place of one of the same path."""
        path = document.head.path
        self.remove(path)
        begin = self._out.parts
        for part in islice(parts_of(document), MOST_PARTS):
            self._add(part)
        self._places[path] = (begin, self._out.parts)

    def remove(self, path: str) -> None:
        """Take back a document, if it was taken in."""
        if place := self._places.pop(path, None):
            self._deleted.update(range(*place))

    def discard(self) -> None:
        """Give it up."""
        self._out.discard()

    def finish(self, *, sync: bool) -> Segment:
        """Write what is left."""
        terms = self._out.terms()
        for field, found in enumerate(self._terms):
            # Code points have the order of UTF-8.
            for term in sorted(found):
                packed = found.pop(term)
                postings = (packed,) if isinstance(packed, int) else packed
                ids = [each >> _SHIFT for each in postings]
                halves = [each & MOST_HALVES for each in postings] if field == SCORED else ()
                terms.add(field, term.encode("utf-8", "surrogatepass"), ids, halves)
        return self._out.finish(terms, deleted=frozenset(self._deleted), sync=sync)

    def _add(self, part: Taken) -> None:
        base = self._out.parts << _SHIFT
        self._out.add(part.values, part.words)
        heaviest = max(part.halves.values(), default=0)
        halves = part.halves if heaviest <= MOST_HALVES else _bounded(part.halves)
        self._post(SCORED, halves.items(), base)
        for field, term in part.terms:
            self._post(field, ((term, _ONCE),), base)
        self._postings += len(halves) + len(part.terms)

    def _post(self, field: int, halves: Iterable[tuple[str, int]], base: int) -> None:
        terms = self._terms[field]
        for term, half in halves:
            try:
                terms[term].append(base | half)
            except KeyError:
                terms[term] = base | half
            except AttributeError:
                # Most terms stand in one part only, for which an array is large.
                terms[term] = array("I", (terms[term], base | half))


def _bounded(halves: Mapping[str, int]) -> dict[str, int]:
    return {term: min(half, MOST_HALVES) for term, half in halves.items()}
