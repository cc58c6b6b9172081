"""Writing one segment: its parts, then its columns, its postings and its terms."""

from __future__ import annotations

from array import array
from contextlib import suppress
from pathlib import Path

from archivist.store.index import schema
from archivist.store.index.columns_writing import BytesColumn, SmallColumn, big_endian
from archivist.store.index.compound_writing import CompoundWriter
from archivist.store.index.lengths import to_byte
from archivist.store.index.parts import PartValues
from archivist.store.index.segment import Segment, new_id
from archivist.store.index.terms_writing import TermsWriter


class SegmentWriter:
    """A segment that is being written.

    Args:
        folder: Where its file goes.

    Raises:
        OSError: It cannot be written there.
    """

    def __init__(self, folder: Path) -> None:
        self._id = new_id()
        self._name = f"{schema.NAME}_{self._id}"
        self._path = folder / f"{self._name}.seg"
        self._file = CompoundWriter(self._path)
        self._file.begin()
        self._stored = BytesColumn(self._file.write)
        self._numbers = [array(code) for code in schema.NUMBER_COLUMNS.values()]
        self._bytes = (SmallColumn(), SmallColumn())
        self._lengths = bytearray()
        self._words = 0

    @property
    def parts(self) -> int:
        """How many parts it has."""
        return len(self._lengths)

    @property
    def size(self) -> int:
        """Bytes that are written so far."""
        return self._file.place

    def add(self, values: PartValues, words: int) -> None:
        """Append the next part, with the number of its words."""
        self.add_encoded(values, to_byte(words))
        self._words += words

    def add_encoded(self, values: PartValues, length: int) -> None:
        """Append the next part, of whose words only the byte is known."""
        self._stored.add(values.stored)
        for column, number in zip(self._numbers, values.numbers, strict=True):
            column.append(number)
        for small, value in zip(self._bytes, (values.stamp, values.facet), strict=True):
            small.add(value)
        self._lengths.append(length)

    def count_words(self, words: int) -> None:
        """Say how many words there are beside those that `add` counted."""
        self._words += words

    def terms(self) -> TermsWriter:
        """End the parts and begin the terms."""
        self._file.write(self._stored.end())
        self._file.end(self._column(schema.STORED))
        for name, numbers in zip(schema.NUMBER_COLUMNS, self._numbers, strict=True):
            self._file.put(self._column(name), big_endian(numbers))
        for name, small in zip(schema.BYTES_COLUMNS, self._bytes, strict=True):
            self._file.put(self._column(name), small.whole())
        self._file.put(self._column(schema.LENGTHS), self._lengths)
        self._file.begin()
        return TermsWriter(self._file, self._lengths)

    def finish(
        self, terms: TermsWriter, *, deleted: frozenset[int] = frozenset(), sync: bool
    ) -> Segment:
        """Write what is left; return what it came to."""
        self._file.end(f"{self._name}.pst")
        self._file.put(f"{self._name}.trm", terms.table())
        self._file.finish(sync=sync)
        return Segment(
            id=self._id,
            parts=self.parts,
            words=self._words,
            size=self._file.place,
            crc=self._file.crc,
            synced=sync,
            deleted=deleted,
        )

    def discard(self) -> None:
        """Give it up: close and remove its file, as far as the system lets."""
        self._file.close()
        with suppress(OSError):
            self._path.unlink()

    def _column(self, name: str) -> str:
        return f"{self._name}.{name}.col"
