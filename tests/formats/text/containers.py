"""OLE containers, and what old Office programs put into them, byte by byte."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_LEAST = 4096
"""A shorter stream would have to go elsewhere."""


def ole(streams: Mapping[str, bytes]) -> io.BytesIO:
    """Return an OLE container with these streams, padded with zeros to `_LEAST` bytes."""
    contents = [content.ljust(_LEAST, b"\0") for content in streams.values()]
    contents = [content + bytes(-len(content) % _SECTOR) for content in contents]
    entries = _entries(list(streams), contents)
    directory = b"".join(entries) + bytes(-len(b"".join(entries)) % _SECTOR)
    lengths = [len(directory), *map(len, contents)]
    tables = 1
    while sum(lengths) // _SECTOR + tables > tables * _SECTOR // 4:
        tables += 1
    chain = [_TABLE] * tables
    for length in lengths:
        first = len(chain)
        chain += [*range(first + 1, first + length // _SECTOR), _END]
    chain += [_FREE] * (-len(chain) % (_SECTOR // 4))
    header = struct.pack(
        "<8s16x5H6x9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, tables, tables, 0, _LEAST, _END, 0, _END, 0),
    )
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    starts = [tables + sum(lengths[: n + 1]) // _SECTOR for n in range(len(contents))]
    for number, start in enumerate(starts, 1):
        at = 128 * number + 116
        directory = directory[:at] + struct.pack("<I", start) + directory[at + 4 :]
    body = struct.pack(f"<{len(chain)}I", *chain) + directory + b"".join(contents)
    return io.BytesIO(header + body)


def _entries(names: Sequence[str], contents: Sequence[bytes]) -> list[bytes]:
    found = [_entry("Root Entry", 5, 0, child=1, after=_FREE)]
    for number, (name, content) in enumerate(zip(names, contents, strict=True), 1):
        after = number + 1 if number < len(names) else _FREE
        found.append(_entry(name, 2, len(content), child=_FREE, after=after))
    return found


def _entry(name: str, kind: int, size: int, *, child: int, after: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    links = (_FREE, after, child)
    return struct.pack(
        "<64sHBB3I36xIQ", encoded, len(encoded), kind, 1, *links, _END if kind == 5 else 0, size
    )


TEXT_AT = 0x400


def word(
    *pieces: bytes | str, flags: int = 0, kind: int = 0xA5EC, version: int = 0xC1
) -> dict[str, bytes]:
    """Return the streams of a Word 97 document; text is UTF-16, bytes are of code page 1252."""
    header = bytearray(TEXT_AT)
    struct.pack_into("<6H", header, 0, kind, version, 0, 0x0804, 0, flags)
    text = b""
    ends, places = [0], []
    for piece in pieces:
        at = TEXT_AT + len(text)
        content = piece.encode("utf-16-le") if isinstance(piece, str) else piece
        width = 2 if isinstance(piece, str) else 1
        places.append(at if width == 2 else at * 2 | 0x4000_0000)
        ends.append(ends[-1] + len(content) // width)
        text += content
    table = piece_table(ends, places)
    struct.pack_into("<2I", header, 0x1A2, 0, len(table))
    name = "1Table" if flags & 0x200 else "0Table"
    return {"WordDocument": bytes(header) + text, name: table}


def piece_table(ends: Sequence[int], places: Sequence[int]) -> bytes:
    """Return Word's table of pieces, behind a formatting that nobody needs."""
    pieces = b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    content = struct.pack(f"<{len(ends)}I", *ends) + pieces
    return b"\x01\x02\0xx" + b"\x02" + struct.pack("<I", len(content)) + content


def old_word(text: bytes, language: int, *, flags: int = 0) -> dict[str, bytes]:
    """Return the stream of a Word 6 or 95 document."""
    header = bytearray(TEXT_AT)
    struct.pack_into("<6H", header, 0, 0xA5DC, 0x65, 0, language, 0, flags)
    struct.pack_into("<2I", header, 0x18, TEXT_AT, TEXT_AT + len(text))
    struct.pack_into("<8I", header, 0x34, len(text), *[0] * 7)
    table = piece_table([0, len(text)], [TEXT_AT]) if flags & 4 else b""
    struct.pack_into("<2I", header, 0x160, TEXT_AT + len(text), len(table))
    return {"WordDocument": bytes(header) + text + table}


def record(kind: int, content: bytes = b"", *, instance: int = 0) -> bytes:
    """Return an atom of a presentation."""
    return struct.pack("<HHI", instance << 4, kind, len(content)) + content


def group(kind: int, *records: bytes, instance: int = 0) -> bytes:
    """Return a container of a presentation."""
    content = b"".join(records)
    return struct.pack("<HHI", instance << 4 | 0xF, kind, len(content)) + content


def wide(text: str) -> bytes:
    """Return a text of a presentation."""
    return record(0x0FA0, text.encode("utf-16-le"))


def presentation(slides: Sequence[bytes], *, listed: bytes, notes: Sequence[bytes] = ()) -> bytes:
    """Return the records of a presentation: the document, slides 2 … and, behind them, notes.

    Args:
        slides: The slides' containers.
        listed: What the document's list of slides holds.
        notes: The notes' containers; their number is 901, 902 …
    """
    entries = b"".join(
        record(0x03F3, struct.pack("<5I", 2 + len(slides) + number, 0, 0, 901 + number, 0))
        for number in range(len(notes))
    )
    document = group(
        0x03E8,
        group(0x0FF0, listed),
        group(0x0FF0, wide("母版"), instance=1),
        group(0x0FF0, entries, instance=2),
    )
    content = b"\0" * 8
    places = []
    for each in (document, *slides, *notes):
        places.append(len(content))
        content += each
    directory = len(content)
    content += record(0x1772, struct.pack(f"<I{len(places)}I", 1 | len(places) << 20, *places))
    edit = len(content)
    content += record(
        0x0FF5, struct.pack("<3I", 0, 0, 0) + struct.pack("<3I", directory, 1, 0) + b"\0" * 4
    )
    return content + struct.pack("<I", edit)


def biff(kind: int, content: bytes = b"") -> bytes:
    """Return a record of a workbook."""
    return struct.pack("<2H", kind, len(content)) + content


def short(text: str, head: str = "<H") -> bytes:
    """Return a text as workbooks write it, behind its length."""
    return struct.pack(head, len(text)) + b"\x01" + text.encode("utf-16-le")


def workbook(
    cells: bytes, *, strings: Sequence[str] = (), formats: Sequence[str] = (), more: bytes = b""
) -> bytes:
    """Return a workbook (BIFF8) of one sheet; style 0 is general, 1 … are these formats."""
    start = biff(0x0809, struct.pack("<4H2I", 0x0600, 5, 0, 0, 0, 0)) + more
    start += biff(0x0042, struct.pack("<H", 1200))
    for number, code in enumerate(formats):
        start += biff(0x041E, struct.pack("<H", 164 + number) + short(code))
    for number in range(len(formats) + 1):
        style = struct.pack("<3H14x", 0, 163 + number if number else 0, 0)
        start += biff(0x00E0, style)
    shared = struct.pack("<2I", len(strings), len(strings)) + b"".join(map(short, strings))
    end = biff(0x00FC, shared) + biff(0x000A)
    sheet = b"\0" * 6 + short("台账", "<B")
    at = len(start) + len(biff(0x0085, sheet)) + len(end)
    start += biff(0x0085, struct.pack("<I", at) + sheet[4:])
    body = biff(0x0809, struct.pack("<4H2I", 0x0600, 0x10, 0, 0, 0, 0)) + cells + biff(0x000A)
    return start + end + body
