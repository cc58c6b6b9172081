"""What a writer asks of a segment: where a record is, and all of it, to be copied as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path

from archivist.store.index import schema
from archivist.store.index.parts import PartValues
from archivist.store.index.postings import Postings
from archivist.store.index.segment import Segment
from archivist.store.index.segment_file import SegmentFile


class OpenSegment(SegmentFile):
    """A segment, opened by the writer.

    Args:
        folder: Where its file is.
        segment: Which.

    Raises:
        IndexUnusableError: It is damaged.
        OSError: It cannot be opened.
    """

    def __init__(self, folder: Path, segment: Segment) -> None:
        super().__init__(folder / segment.file, segment.parts)

    def parts_of(self, path: str) -> Iterator[int]:
        """Yield the parts of all records that were kept under a path, gone ones as well."""
        term = self.words.get(schema.PATH, path)
        if term is None:
            return
        numbers = self.numbers(schema.PART)
        for first in self.postings(term).ids():
            yield first
            yield from takewhile(lambda part: numbers[part] > 0, range(first + 1, self.parts))

    def values(self, parts: Iterable[int]) -> Iterator[PartValues]:
        """Yield what is kept of parts, as it is."""
        stored, stamps, facets = (
            self._bytes(name) for name in (schema.STORED, schema.STAMP, schema.FACET)
        )
        columns = [self.numbers(name) for name in schema.NUMBER_COLUMNS]
        for part in parts:
            numbers = tuple(column[part] for column in columns)
            yield PartValues(stored[part], numbers, stamps[part], facets[part])

    def terms(self, field: str) -> Iterator[tuple[bytes, Postings]]:
        """Yield the terms of a field in order."""
        for word, term in self.words.starting(field, ""):
            yield word.encode("utf-8", "surrogatepass"), self.postings(term)
