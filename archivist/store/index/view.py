"""What is searched: the segments of one moment, and which of their parts are gone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from archivist.model.document import OVERLAP
from archivist.store.index import schema
from archivist.store.index.segment_file import SegmentFile

_RARE = 16
"""Of so many parts one at most has to be wanted, for each to be searched for."""


class View:
    """One segment as it was at the moment of looking.

    Args:
        file: What lies in it.
        start: What is added to the number of a part to tell it from those of other segments.
        deleted: Parts that are gone.
    """

    def __init__(self, file: SegmentFile, start: int, deleted: frozenset[int]) -> None:
        self.file = file
        self.start = start
        self.deleted = deleted

    @cached_property
    def records(self) -> Sequence[int]:
        """The first part of each record."""
        parts: Iterable[int] = range(self.file.parts)
        if self.file.firsts is not None:
            numbers = self.file.numbers(schema.PART)
            parts = [part for part in parts if not numbers[part]]
        if self.deleted:
            return [part for part in parts if part not in self.deleted]
        return parts if isinstance(parts, range) else list(parts)

    def living(self, parts: Iterable[int]) -> list[int]:
        """Return those parts that are not gone."""
        deleted = self.deleted
        return [part for part in parts if part not in deleted] if deleted else list(parts)

    def records_of(self, parts: Sequence[int]) -> Sequence[int]:
        """Return the first part of the record of each part."""
        firsts = self.file.firsts
        return parts if firsts is None else [firsts[part] for part in parts]

    def parts_among(self, parts: Sequence[int], records: Collection[int]) -> Sequence[int]:
        """Return those of some parts, in order, that are of some records."""
        if len(records) * _RARE > len(parts):
            firsts = self.records_of(parts)
            return [part for part, first in zip(parts, firsts, strict=True) if first in records]
        found: list[int] = []
        for first in sorted(records):
            after = first + 1 if self.file.firsts is None else bisect_right(self.file.firsts, first)
            found += parts[bisect_left(parts, first) : bisect_left(parts, after)]
        return found

    def joined(self, part: int, count: int) -> str:
        """Return the text of a part and of those after it on the same page, up to a number."""
        stored, firsts = self.file.stored, self.file.firsts
        text, page = stored[part].text, stored[part].page
        if firsts is None:
            return text
        for other in range(part + 1, min(part + count, self.file.parts)):
            more = stored[other]
            begin = more.text[:OVERLAP]
            if firsts[other] != firsts[part] or more.page != page or not text.endswith(begin):
                break
            text += more.text[OVERLAP:]
        return text
