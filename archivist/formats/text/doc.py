"""The text of Word's old documents (MS-DOC), those of Word 6 and 95, and WPS Writer's wps files.

Numbers that Word counts by itself are not in the file; what is hidden or marked as deleted cannot
be told from the rest without all of the formatting, so it is kept.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from archivist.formats.text.encoding import SAMPLE, usual_han
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from archivist.model.text import MOST

_WORD_97, _WORD_6 = 0xA5EC, 0xA5DC
_FIRST_97 = 0xC1
"""Number of Word 97's format; below it text is bytes of a code page."""
_COMPLEX, _ENCRYPTED, _TABLE_1 = 0x0004, 0x0100, 0x0200
_PIECES_97, _PIECES_6 = 0x1A2, 0x160
"""Where the header says where the table of pieces is."""
_LENGTHS_97, _LENGTHS_6 = 0x4C, 0x34
"""Where the header tells the lengths of body, notes, headers, remarks and text boxes."""
_PARTS = 8
_NARROW = 0x4000_0000
_CODE_PAGES = {
    0x04: "gb18030",
    0x11: "cp932",
    0x12: "cp949",
    0x19: "cp1251",
    0x08: "cp1253",
    0x05: "cp1250",
    0x15: "cp1250",
    0x0E: "cp1250",
    0x1F: "cp1254",
}
"""By the language's primary number; any other is Western."""
_TRADITIONAL = frozenset((0x0404, 0x0C04, 0x1404))
_FIELD = re.compile("\x13([^\x13-\x15]*)(?:\x14([^\x13-\x15]*))?\x15")
_PHONETIC = re.compile(r"\s*EQ\b.{0,200}?\\s\\up ?[\d.]+\([^()]{0,200}\)[,;]([^()]{0,200})\)")
"""A formula that writes how characters are read above them, as the phonetic guide makes it."""
_MAX_FIELDS = 30
"""Fields inside of each other."""
_ROW_END = re.compile("\x07{2,}")
_EMPTY_LINES = re.compile(r"[\t\n]*\n[\t\n]*")
_MARKS = {
    **dict.fromkeys(
        (*range(0x20), *range(0xF000, 0xF100))
    ),  # of the latter, only symbol fonts know
    0x07: "\t",
    0x09: "\t",
    0x0A: "\n",
    0x0B: "\n",
    0x0C: "\n",
    0x0D: "\n",
    0x0E: "\n",
    0x1E: "-",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """The file information block."""

    old: bool
    """Word 6 or 95."""
    language: int
    flags: int


def table_name(document: bytes) -> str:
    """Return the name of the stream that holds the tables; empty where there is none."""
    header = _header(document)
    return "" if header.old else "1Table" if header.flags & _TABLE_1 else "0Table"


def pages(document: bytes, table: bytes) -> Iterator[str]:
    """Yield all text as one page: body, notes, headers, remarks, text boxes.

    Args:
        document: The stream with the text.
        table: The stream with the tables; the same one up to Word 95.

    Raises:
        TextError: It is encrypted or damaged.
    """
    header = _header(document)
    if header.flags & _ENCRYPTED:
        raise TextError(Defect.ENCRYPTED, "it needs a password")
    try:
        found = _old_text(document, header) if header.old else _text(document, table)
    except struct.error as error:
        raise TextError(Defect.BROKEN, "its table of pieces is damaged") from error
    yield readable(found)


def readable(text: str) -> str:
    """Return text without Word's marks: fields give their results, rows and breaks new lines."""
    for _ in range(_MAX_FIELDS):
        text, count = _FIELD.subn(_result, text)
        if not count:
            break
    text = _ROW_END.sub("\n", text).translate(_MARKS)
    return _EMPTY_LINES.sub("\n", text).strip()


def _result(field: re.Match[str]) -> str:
    phonetic = _PHONETIC.match(field[1])
    return field[2] or (phonetic[1] if phonetic else "")


def _header(document: bytes) -> _Header:
    if len(document) < 0x200:
        raise TextError(Defect.BROKEN, "its header is missing")
    kind, version, _product, language, _next, flags = struct.unpack_from("<6H", document)
    if kind not in {_WORD_97, _WORD_6}:
        raise TextError(Defect.BROKEN, f"a kind of Word document that is not known ({kind:04x})")
    return _Header(old=version < _FIRST_97, language=language, flags=flags)


def _text(document: bytes, table: bytes) -> str:
    start, length = struct.unpack_from("<2I", document, _PIECES_97)
    return "".join(_decoded(document, _pieces(table[start : start + length])))


def _pieces(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield how many characters each piece has and where it begins; MS-DOC 2.9.38."""
    at = 0
    while table[at : at + 1] == b"\x01":
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    if table[at : at + 1] != b"\x02":
        raise TextError(Defect.BROKEN, "its table of pieces is missing")
    length: int = struct.unpack_from("<I", table, at + 1)[0]
    count = (min(length, len(table) - at - 5) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    for number in range(count):
        place: int = struct.unpack_from("<I", table, at + 5 + 4 * (count + 1) + 8 * number + 2)[0]
        yield ends[number + 1] - ends[number], place


def _decoded(document: bytes, pieces: Iterator[tuple[int, int]]) -> Iterator[str]:
    left = MOST + 1
    for length, place in pieces:
        count = max(0, min(length, left))
        left -= count
        if place & _NARROW:
            start = (place & (_NARROW - 1)) // 2
            yield document[start : start + count].decode("cp1252", "ignore")
        else:
            yield document[place : place + 2 * count].decode("utf-16-le", "ignore")


def _old_text(document: bytes, header: _Header) -> str:
    if header.flags & _COMPLEX:
        start, length = struct.unpack_from("<2I", document, _PIECES_6)
        pieces = _pieces(document[start : start + length])
        content = b"".join(
            document[place : place + count] for count, place in pieces if 0 < count <= MOST
        )
    else:
        start = struct.unpack_from("<I", document, 0x18)[0]
        lengths = struct.unpack_from(f"<{_PARTS}I", document, _LENGTHS_6)
        content = document[start : start + sum(lengths)]
    return content.decode(_code_page(content, header.language), "replace")


def _code_page(content: bytes, language: int) -> str:
    """Return how text of bytes is encoded; Western programs were used for Chinese too."""
    if language in _TRADITIONAL:
        return "cp950"
    sample = content[:SAMPLE].decode("gb18030", "ignore")
    beyond = sum(not c.isascii() for c in sample)
    if beyond and 2 * usual_han(sample) > beyond:
        return "gb18030"
    return _CODE_PAGES.get(language & 0x3FF, "cp1252")
