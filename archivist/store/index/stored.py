"""What is kept of a part to be shown and checked: its text, its page, and its record's head."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from archivist.model.document import Head
from archivist.model.han import Folded
from archivist.store.index import heads, schema
from archivist.store.index.columns import BytesColumn
from archivist.store.index.mapped import damaged

_MOST = 1 << 23
"""Bytes of one part with its head."""
_KEPT = 64
"""Parts that are remembered: who is checked is often shown next."""
_BEGIN = 1024
"""Bytes in which most heads end."""
_TEXT_FIRST = (
    b"\x80\x02}q\x00X\x04\x00\x00\x00textq\x01X",
    b"\x80\x02}q\x00(X\x04\x00\x00\x00textq\x01X",
)
_TEXT_NEXT = b"q\x02X\x04\x00\x00\x00textq\x03X"
_HEAD_FIRST = b"\x80\x02}q\x00(X\x04\x00\x00\x00headq\x01X"
_ITEM = re.compile(
    rb"(?:\x80.|\x95.{8}|q.|[\x94}(su])*+"
    rb"(?:X(?P<long>.{4})|\x8c(?P<short>.)|K(?P<byte>.)|M(?P<word>..)|J(?P<whole>.{4})|(?P<stop>\.))",
    re.DOTALL,
)
"""Text or number of a pickled dictionary, after opcodes that say nothing here."""


@dataclass(slots=True)
class Kept:
    """One part as it is kept."""

    text: str
    page: int
    head: str
    """JSON; empty on all but the first part of a record."""
    _folded: Folded | None = None

    @property
    def folded(self) -> Folded:
        """The text in the form in which words are looked for."""
        if self._folded is None:
            self._folded = Folded(self.text)
        return self._folded


class Stored:
    """The parts of a segment."""

    def __init__(self, column: BytesColumn) -> None:
        self._column = column
        self._kept: dict[int, Kept] = {}

    def __getitem__(self, part: int) -> Kept:
        found = self._kept.get(part)
        if found is None:
            found = _parse(_unpacked(self._column[part]))
            self._keep(part, found)
        return found

    def _keep(self, part: int, kept: Kept) -> None:
        if len(self._kept) >= _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[part] = kept

    def holding(
        self, parts: Sequence[int], literal: str, absent: Callable[[str], bool] | None
    ) -> Iterator[tuple[int, bool]]:
        """Yield those parts that have a literal text, and others; and whether it is sure.

        Args:
            parts: Which of them are looked at, in order.
            literal: What surely is in the folded text if it is in the unfolded one.
            absent: Tells of an unfolded text that it surely is not there either.
        """
        needle = literal.encode("utf-8", "surrogatepass")
        for part, packed in zip(parts, self._column.each(parts), strict=True):
            data = _unpacked(packed)
            if needle in data and data.find(needle, *_text_in(data)) >= 0:
                yield part, True
            elif absent is None or not _is_absent(data, absent):
                if part not in self._kept:
                    self._keep(part, _parse(data))
                yield part, False

    def head(self, part: int, *, whole: bool = False) -> Head:
        """Return the head that stands at the first part of a record.

        Args:
            part: The first part.
            whole: The part's text will be wanted next.
        """
        if whole or part in self._kept:
            return heads.load(self[part].head)
        begun = zlib.decompressobj().decompress(self._column[part], _BEGIN)
        first, last = _head_in(begun)
        if first < last <= len(begun):
            return heads.load(str(begun[first:last], "utf-8", "surrogatepass"))
        return heads.load(self[part].head)


def _unpacked(data: bytes) -> bytes:
    if not data:
        raise damaged("a part is missing")
    stream = zlib.decompressobj()
    found = stream.decompress(data, _MOST)
    if not stream.eof:
        raise damaged("a part is larger than it can be")
    return found


def _text_in(data: bytes) -> tuple[int, int]:
    """Return where the text of a pickle, as our writer makes it, begins and ends.

    What stands around it may look like words; of a pickle of another form nothing is taken.
    """
    at = len(data)
    first, last = _head_in(data)
    if first < last:
        at = last + len(_TEXT_NEXT) if data.startswith(_TEXT_NEXT, last) else at
    else:
        at = next((len(each) for each in _TEXT_FIRST if data.startswith(each)), at)
    begin = at + 4
    return begin, begin + int.from_bytes(data[at:begin], "little")


def _head_in(data: bytes) -> tuple[int, int]:
    """Return where the head of a pickle, as our writer makes it, begins and ends."""
    if not data.startswith(_HEAD_FIRST):
        return 0, 0
    begin = len(_HEAD_FIRST) + 4
    return begin, begin + int.from_bytes(data[begin - 4 : begin], "little")


def _is_absent(data: bytes, absent: Callable[[str], bool]) -> bool:
    """Tell whether something surely is in neither text nor head."""
    text = _text_in(data)
    if not text[0] < text[1] <= len(data):
        return False
    told = data[slice(*_head_in(data))]
    # What is escaped in JSON may be a blank.
    if b"\\" in told:
        return False
    texts = (told, data[slice(*text)])
    return all(absent(str(each, "utf-8", "surrogatepass")) for each in texts)


def _parse(data: bytes) -> Kept:
    """Read the pickle of a dictionary of text and numbers, which needs no unpickling."""
    values: list[str | int] = []
    at = 0
    while found := _ITEM.match(data, at):
        kind, at = found.lastgroup or "", found.end()
        if kind == "stop":
            return _kept(dict(zip(values[::2], values[1::2], strict=True)))
        number = int.from_bytes(found[kind], "little", signed=kind == "whole")
        if kind in {"long", "short"}:
            if at + number > len(data):
                break
            values.append(str(data[at : at + number], "utf-8", "surrogatepass"))
            at += number
        else:
            values.append(number)
    raise damaged("a part is no dictionary of text")


def _kept(found: dict[str | int, str | int]) -> Kept:
    text, page = found.get(schema.TEXT, ""), found.get(schema.PAGE, 0)
    head = found.get(schema.HEAD, "")
    if not isinstance(text, str) or not isinstance(page, int) or not isinstance(head, str):
        raise damaged("a part is of another form")
    return Kept(text, page, head)
