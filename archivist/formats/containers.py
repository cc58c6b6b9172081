"""Whether a video's container is whole: the sizes that it states fit into the file.

Only what stands between the streams is read, never the streams: a few bytes of gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_MAX_PARTS = 100_000
"""Parts of one file that are looked at; a long recording in fragments has some thousands."""
_EBML = b"\x1a\x45\xdf\xa3"
_SEGMENT = b"\x18\x53\x80\x67"
_BOXES = frozenset((b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"))


def cut_off(stream: BinaryIO) -> str:
    """Return in English what is missing of an MP4, QuickTime, AVI or Matroska file, or nothing.

    Of other containers nothing is known, so that nothing is missing. The stream is left anywhere.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    head = stream.read(8)
    if head[4:8] in _BOXES:
        return _boxes_cut_off(stream, size)
    if head[:4] == b"RIFF":
        return _riff_cut_off(stream, size)
    return _segment_cut_off(stream, size) if head[:4] == _EBML else ""


def _boxes_cut_off(stream: BinaryIO, size: int) -> str:
    """Judge ISO 14496-12 boxes: all fit, and both the index and the pictures are there."""
    seen: set[bytes] = set()
    for name, end in _boxes(stream, size):
        needed = name in {b"moov", b"mdat"}
        if end > size and (needed or not {b"moov", b"mdat"} <= seen):
            return _short(name.decode("latin-1"), end, size)
        seen.add(name)
    if b"moov" not in seen:
        return "the index (moov) is missing: the recording was cut off"
    return "" if b"mdat" in seen else "the pictures (mdat) are missing"


def _boxes(stream: BinaryIO, size: int) -> Iterator[tuple[bytes, int]]:
    """Yield each top-level box's name and where it claims to end."""
    at = 0
    for _ in range(_MAX_PARTS):
        stream.seek(at)
        head = stream.read(16)
        if len(head) < 8 or not head[4:8].isascii():
            return  # padding behind the last box
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - at  # to the end of the file
        if length < 8:
            return
        at += length
        yield head[4:8], at
        if at >= size:
            return


def _riff_cut_off(stream: BinaryIO, size: int) -> str:
    """Judge an AVI: a large one has several RIFF parts. 0 was never filled in by the recorder."""
    at = 0
    for _ in range(_MAX_PARTS):
        stream.seek(at)
        head = stream.read(8)
        if head[:4] != b"RIFF":
            break
        length = int.from_bytes(head[4:8], "little")
        end = at + 8 + length
        if end > size:
            return _short("RIFF", end, size)
        at = end + (length & 1)
    return ""


def _segment_cut_off(stream: BinaryIO, size: int) -> str:
    """Judge a Matroska file: its header, then one segment; a live one states no length."""
    at = 4
    for _ in range(16):
        stream.seek(at)
        length, width = _vint(stream.read(8))
        at += width
        if not width or length < 0:
            return ""
        if at + length > size:
            return _short("Matroska", at + length, size)
        stream.seek(at + length)
        name = stream.read(4)
        at += length + 4
        if name != _SEGMENT:
            return ""
    return ""


def _vint(head: bytes) -> tuple[int, int]:
    """Return an EBML length and how many bytes it takes; -1 means not known, width 0 no length."""
    if not head or not head[0]:
        return 0, 0
    width = 9 - head[0].bit_length()
    marked = int.from_bytes(head[:width], "big")
    value = marked & ((1 << 7 * width) - 1)
    return (-1 if value == (1 << 7 * width) - 1 else value), width


def _short(part: str, end: int, size: int) -> str:
    return f"{part} should end at byte {end}, but the file has only {size}"
