"""A segment file, opened: everything in it is read when it is first asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import cached_property
from io import RawIOBase
from pathlib import Path

from archivist.store.index import schema
from archivist.store.index.columns import BytesColumn, read_numbers
from archivist.store.index.compound import inner_files
from archivist.store.index.lexicon import Lexicon, Term
from archivist.store.index.mapped import ReadRegion, Region, damaged, map_file
from archivist.store.index.postings import Postings
from archivist.store.index.stored import Stored


class SegmentFile:
    """What lies in a segment file, which never changes.

    Args:
        path: The file.
        parts: How many parts it must hold.

    Raises:
        FileNotFoundError: It is gone.
        IndexUnusableError: It is damaged.
    """

    def __init__(self, path: Path, parts: int) -> None:
        self._region = map_file(path)
        self._file = path.open("rb", buffering=0)
        self._name = path.stem
        self.parts = parts
        self._numbers: dict[str, array[int]] = {}
        try:
            self._files = _inner_files(self._region, parts)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Unmap the file."""
        self._region.data.close()
        self._file.close()

    @cached_property
    def words(self) -> Lexicon:
        """The words of all fields."""
        return Lexicon(self._inner("trm"))

    def postings(self, term: Term) -> Postings:
        """Return where a word stands."""
        return Postings(self._postings, term, self.parts)

    @cached_property
    def lengths(self) -> bytes:
        """How many words each part has, on Whoosh's scale."""
        region = self._column(schema.LENGTHS)
        return region.take(0, len(region)).ljust(self.parts, b"\0") if region else b""

    def numbers(self, name: str) -> array[int]:
        """Return a column of numbers."""
        if name not in self._numbers:
            region, code = self._column(name), schema.NUMBER_COLUMNS[name]
            self._numbers[name] = (
                read_numbers(region, code, self.parts) if region else array(code, [0]) * self.parts
            )
        return self._numbers[name]

    @cached_property
    def firsts(self) -> array[int] | None:
        """The first part of the record of each part; None: all records are of one part."""
        numbers = self.numbers(schema.PART)
        if not any(numbers):
            return None
        firsts = array("i", (at - number for at, number in enumerate(numbers)))
        if min(firsts) < 0 or any(numbers[first] for first in firsts):
            raise damaged("a record has no first part")
        return firsts

    @cached_property
    def facets(self) -> BytesColumn:
        """What facets count of each record."""
        return self._bytes(schema.FACET)

    @cached_property
    def stamps(self) -> BytesColumn:
        """What says whether a record is as it was."""
        return self._bytes(schema.STAMP)

    @cached_property
    def stored(self) -> Stored:
        """Text and heads."""
        return Stored(self._bytes(schema.STORED, self._file))

    @cached_property
    def paths(self) -> dict[int, str]:
        """The path of each record by its first part, in order of path."""
        return dict(self.by_path())

    def by_path(self) -> Iterator[tuple[int, str]]:
        """Yield first parts and paths of records, in order of path."""
        known, more = self._by_path
        yield from known
        for each in more:
            known.append(each)
            yield each

    @cached_property
    def _by_path(self) -> tuple[list[tuple[int, str]], Iterator[tuple[int, str]]]:
        """What is known of the order of paths, and the rest of it, which takes longer to know."""
        words = self.words.starting(schema.PATH, "")
        return [], ((part, path) for path, term in words for part in self.postings(term).ids())

    @cached_property
    def _postings(self) -> Region:
        return self._inner("pst")

    def _bytes(self, name: str, file: RawIOBase | None = None) -> BytesColumn:
        if (region := self._column(name)) is None:
            raise damaged(f"there is no column {name}")
        return BytesColumn(ReadRegion(region, file) if file else region, self.parts)

    def _column(self, name: str) -> Region | None:
        return self._files.get(f"{self._name}.{name}.col")

    def _inner(self, ending: str) -> Region:
        return self._files[f"{self._name}.{ending}"]


def _inner_files(region: Region, parts: int) -> dict[str, Region]:
    # Each part takes some bytes at least: what a list of segments claims must not fill the memory.
    if not 0 <= parts <= len(region):
        raise damaged("a segment holds fewer parts than it should")
    return inner_files(region)
