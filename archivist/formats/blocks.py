"""The blocks of a JPEG or PNG that describe it, found without decoding a pixel.

Only marks and lengths are looked at, and only the describing segments are read.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import BinaryIO

from archivist.formats.iptc import iptc_resource

MAX_BLOCK = 16 * 1024 * 1024
MAX_SEGMENTS = 100_000

_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_APP1, _APP13, _SCAN, _END = 0xE1, 0xED, 0xDA, 0xD9
_PNG_XMP = b"XML:com.adobe.xmp\0"
_PNG_SIGNATURE = 8
_CHECKSUM = 4


@dataclass(slots=True, kw_only=True)
class Blocks:
    """What describes an image, still encoded; empty where it has none."""

    exif: bytes = b""
    xmp: bytes = b""
    iptc: bytes = b""


def blocks_of_jpeg(stream: BinaryIO) -> Blocks:
    """Return the blocks in front of the picture; of several packets, the first is its own."""
    found, resources = Blocks(), bytearray()
    stream.seek(2)
    for _ in range(MAX_SEGMENTS):
        mark = _next_mark(stream)
        if mark in {-1, _SCAN, _END}:
            break
        size = int.from_bytes(stream.read(2), "big") - 2
        if mark not in {_APP1, _APP13}:
            stream.seek(max(size, 0), 1)
            continue
        segment = stream.read(max(size, 0))
        if segment.startswith(_PHOTOSHOP) and len(resources) < MAX_BLOCK:
            resources += segment[len(_PHOTOSHOP) :]
        elif segment.startswith(_EXIF):
            found.exif = found.exif or segment
        elif segment.startswith(_XMP):
            found.xmp = found.xmp or segment[len(_XMP) :]
    found.iptc = iptc_resource(bytes(resources))
    return found


def blocks_of_png(stream: BinaryIO) -> Blocks:
    """Return the blocks of a PNG, which may stand in front of the picture or behind it."""
    found = Blocks()
    stream.seek(_PNG_SIGNATURE)
    for _ in range(MAX_SEGMENTS):
        head = stream.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            break
        size = int.from_bytes(head[:4], "big")
        if head[4:] not in {b"eXIf", b"iTXt"} or size > MAX_BLOCK:
            stream.seek(size + _CHECKSUM, 1)
            continue
        chunk = stream.read(size)
        stream.seek(_CHECKSUM, 1)
        if head[4:] == b"eXIf":
            found.exif = found.exif or chunk
        elif chunk.startswith(_PNG_XMP):
            found.xmp = found.xmp or _international_text(chunk[len(_PNG_XMP) :])
    return found


def _next_mark(stream: BinaryIO) -> int:
    """Return the next segment's mark; -1 where none follows. Bytes FF may fill up before it."""
    if stream.read(1) != b"\xff":
        return -1
    for _ in range(MAX_SEGMENTS):
        mark = stream.read(1)
        if mark != b"\xff":
            return mark[0] if mark else -1
    return -1


def _international_text(chunk: bytes) -> bytes:
    """Return the text behind flags, language and translated keyword (PNG 1.2, 4.2.3.3)."""
    compressed = chunk[:1] == b"\1"
    text = chunk[2:].split(b"\0", 2)[-1]
    if not compressed:
        return text
    try:
        return zlib.decompressobj().decompress(text, MAX_BLOCK)
    except zlib.error:
        return b""
