"""XMP inside copies of JPEG and PNG files; every byte that is not XMP stays as it is.

JPEG holds a packet in one APP1 segment (XMP specification part 3, 1.1.3), PNG in an ``iTXt`` chunk
(1.1.5). Pixels are never decoded.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from archivist.formats.packet import MAX_BYTES, properties

__all__ = ["MAX_JPEG_PACKET", "CannotEmbedError", "embedded", "packet_in"]

MAX_JPEG_PACKET = 65_502
"""Bytes that one segment holds beside its length and its name."""

_JPEG = b"\xff\xd8"
_PNG = b"\x89PNG\r\n\x1a\n"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_GUID = 32
_APP0, _APP1, _APP2 = 0xE0, 0xE1, 0xE2
_SCAN = 0xDA
_ALONE = frozenset({0x00, 0x01, *range(0xD0, 0xDA)})
"""Marks without a length; none of them may stand in front of the first scan."""
_KEYWORD = b"XML:com.adobe.xmp\0"


class CannotEmbedError(ValueError):
    """A packet cannot go into this file; the message says why, in English, on one line."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment of a JPEG in front of its first scan, or a chunk of a PNG."""

    kind: bytes
    body: bytes
    start: int
    end: int

    @property
    def is_xmp(self) -> bool:
        prefix = _KEYWORD if self.kind == b"iTXt" else _XMP
        return self.kind in {b"iTXt", bytes([_APP1])} and self.body.startswith(prefix)


def packet_in(content: bytes) -> bytes:
    """Return the packet inside a JPEG or PNG, or nothing when there is none.

    What an ``ExtendedXMP`` of a JPEG adds is not part of it.

    Raises:
        CannotEmbedError: Another format, or a broken structure.
    """
    held = next((part for part in _parts(content) if part.is_xmp), None)
    if held is None:
        return b""
    return _text_of(held.body) if held.kind == b"iTXt" else held.body[len(_XMP) :]


def embedded(content: bytes, packet: bytes) -> bytes:
    """Return a copy of a JPEG or PNG with this packet in place of the one it holds.

    Args:
        content: The whole file.
        packet: UTF-8, for example from `archivist.formats.xmp_writing.changed_packet`.

    Raises:
        CannotEmbedError: Another format, a broken structure, or a packet that does not fit.
        MalformedXmpError: The packet is none.
    """
    parts = list(_parts(content))
    properties(packet)
    _check_encoding(packet)
    return _in_png(content, parts, packet) if _is_png(content) else _in_jpeg(content, parts, packet)


def _check_encoding(packet: bytes) -> None:
    try:
        packet.decode()
    except UnicodeDecodeError as error:
        raise CannotEmbedError("the packet is not in UTF-8") from error
    if b"\0" in packet:
        raise CannotEmbedError("the packet holds a NUL")


def _is_png(content: bytes) -> bool:
    return content.startswith(_PNG)


def _parts(content: bytes) -> Iterator[_Part]:
    if content.startswith(_JPEG):
        return _segments(content)
    if _is_png(content):
        return _chunks(content)
    raise CannotEmbedError("neither JPEG nor PNG")


def _segments(content: bytes) -> Iterator[_Part]:
    at = len(_JPEG)
    while True:
        start = at
        while content[at : at + 2] == b"\xff\xff":
            at += 1  # any number of bytes FF may fill up before a mark
        mark = content[at + 1 : at + 2]
        if content[at : at + 1] != b"\xff" or not mark or mark[0] in _ALONE:
            raise CannotEmbedError(f"no JPEG segment at byte {at}")
        if mark[0] == _SCAN:
            return
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        end = at + 2 + length
        if length < 2 or end > len(content):
            raise CannotEmbedError(f"the JPEG segment at byte {at} has an impossible length")
        yield _Part(mark, content[at + 4 : end], start, end)
        at = end


def _chunks(content: bytes) -> Iterator[_Part]:
    at = len(_PNG)
    kind = b""
    while kind != b"IEND":
        head = content[at : at + 8]
        end = at + 12 + int.from_bytes(head[:4], "big")
        if len(head) < 8 or end > len(content):
            raise CannotEmbedError(f"the PNG chunk at byte {at} is cut off")
        if not kind and head[4:] != b"IHDR":
            raise CannotEmbedError("the PNG does not begin with its header")
        kind = head[4:]
        # The pixels need no second copy in memory.
        yield _Part(kind, content[at + 8 : end - 4] if kind == b"iTXt" else b"", at, end)
        at = end


def _in_jpeg(content: bytes, parts: list[_Part], packet: bytes) -> bytes:
    if len(packet) > MAX_JPEG_PACKET:
        raise CannotEmbedError(f"the packet is larger than {MAX_JPEG_PACKET} bytes")
    held = [part for part in parts if part.is_xmp]
    dropped = [*held, *(part for part in parts if _is_orphan(part, packet))]
    at = held[0].start if held else _behind_exif(parts)
    index = next((p.start for p in parts if _is_index(p)), len(content))
    # An index of further pictures counts from its own place: what stands behind must not move.
    moved = [part for part in dropped if part.start > index]
    if moved:
        room = len(held[0].body) - len(_XMP) if held == dropped and len(held) == 1 else 0
        if len(packet) > room:
            raise CannotEmbedError("a longer packet would move the further pictures of the file")
        packet += b" " * (room - len(packet))
    segment = _segment(_XMP + packet)
    return _spliced(content, at, segment, dropped)


def _is_index(part: _Part) -> bool:
    return part.kind == bytes([_APP2]) and part.body.startswith(b"MPF\0")


def _is_orphan(part: _Part, packet: bytes) -> bool:
    """Tell a part of an extension to which the packet does not point."""
    if part.kind != bytes([_APP1]) or not part.body.startswith(_EXTENSION):
        return False
    return part.body[len(_EXTENSION) :][:_GUID] not in packet


def _behind_exif(parts: list[_Part]) -> int:
    at = len(_JPEG)
    for part in parts:
        first = part.kind == bytes([_APP0])
        if not first and not (part.kind == bytes([_APP1]) and part.body.startswith(b"Exif\0")):
            break
        at = part.end
    return at


def _segment(body: bytes) -> bytes:
    return b"\xff" + bytes([_APP1]) + struct.pack(">H", len(body) + 2) + body


def _in_png(content: bytes, parts: list[_Part], packet: bytes) -> bytes:
    body = _KEYWORD + b"\0\0\0\0" + packet
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body
    chunk += struct.pack(">I", zlib.crc32(chunk[4:]))
    return _spliced(content, parts[0].end, chunk, [part for part in parts if part.is_xmp])


def _spliced(content: bytes, at: int, new: bytes, dropped: list[_Part]) -> bytes:
    """Return the content with the new bytes at one place and without the parts dropped."""
    pieces = []
    done = 0
    cuts = [(at, at, new), *((part.start, part.end, b"") for part in dropped)]
    for start, end, piece in sorted(cuts, key=lambda cut: cut[:2]):
        pieces += [content[done:start], piece]
        done = end
    return b"".join([*pieces, content[done:]])


def _text_of(body: bytes) -> bytes:
    """Return the text of an ``iTXt`` chunk, unpacked with a bound."""
    flags, rest = body[len(_KEYWORD) :][:2], body[len(_KEYWORD) + 2 :]
    # Two names in front, the language and the keyword translated, each ended by a NUL.
    _language, _, rest = rest.partition(b"\0")
    _translated, _, text = rest.partition(b"\0")
    if flags[:1] in {b"\0", b""}:
        return text
    try:
        unpacked = zlib.decompressobj().decompress(text, MAX_BYTES + 1)
    except zlib.error as error:
        raise CannotEmbedError("the packet inside cannot be unpacked") from error
    if len(unpacked) > MAX_BYTES:
        raise CannotEmbedError(f"the packet inside is larger than {MAX_BYTES} bytes")
    return unpacked
