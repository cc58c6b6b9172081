"""Tiny videos by bytes: enough of a container for whoever reads one, and no picture."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime

EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
SHOT = datetime(2022, 1, 25, 2, 15, tzinfo=UTC)
"""10:15 in China."""
WIDTH, HEIGHT, SECONDS = 320, 240, 2


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), name) + body


def mp4(
    created: datetime | None = None,
    *,
    brand: bytes = b"isom",
    keys: Mapping[str, str] | None = None,
    udta: Mapping[bytes, str] | None = None,
    ilst: Mapping[bytes, str] | None = None,
    track: bool = True,
) -> bytes:
    """Return an MP4 or, with the brand ``qt``, a QuickTime file.

    Args:
        created: When the header says that it was made; None: nothing, 1904.
        brand: The major brand.
        keys: What stands under ``moov/meta``, as Apple and Android write it.
        udta: Short text boxes such as ``©xyz``.
        ilst: Text items such as ``©nam``, as iTunes and Windows write them.
        track: Whether there is a video track.
    """
    parts = [_mvhd(created)]
    if track:
        parts.append(_trak(created))
    if udta or ilst:
        texts = [_short_text(name, text) for name, text in (udta or {}).items()]
        parts.append(box(b"udta", *texts, _ilst(ilst) if ilst else b""))
    if keys:
        parts.append(_keys(keys))
    ftyp = box(b"ftyp", brand, bytes(4), brand)
    return ftyp + box(b"moov", *parts) + box(b"mdat", bytes(200))


def _since_1904(moment: datetime | None) -> int:
    return int((moment - EPOCH).total_seconds()) if moment else 0


def _mvhd(created: datetime | None) -> bytes:
    made = _since_1904(created)
    numbers = struct.pack(">IIIII", 0, made, made, 1000, SECONDS * 1000)
    return box(b"mvhd", numbers, struct.pack(">IH", 0x10000, 0x100), bytes(70), b"\0\0\0\2")


def _trak(created: datetime | None) -> bytes:
    made = _since_1904(created)
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    tkhd = struct.pack(">IIIIII", 7, made, made, 1, 0, SECONDS * 1000) + bytes(16) + matrix
    mdhd = struct.pack(">IIIIIHH", 0, made, made, 1000, SECONDS * 1000, 0x55C4, 0)
    entry = bytes(6) + b"\0\1" + bytes(16) + struct.pack(">HH", WIDTH, HEIGHT)
    entry += struct.pack(">IIIH", 0x480000, 0x480000, 0, 1) + bytes(32) + b"\0\x18\xff\xff"
    stbl = box(
        b"stbl",
        box(b"stsd", struct.pack(">II", 0, 1), box(b"mp4v", entry)),
        box(b"stts", struct.pack(">IIII", 0, 1, 1, SECONDS * 1000)),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
        box(b"stsz", struct.pack(">III", 0, 200, 1)),
        box(b"stco", struct.pack(">III", 0, 1, 32)),
    )
    dinf = box(b"dinf", box(b"dref", struct.pack(">II", 0, 1), box(b"url ", b"\0\0\0\1")))
    minf = box(b"minf", box(b"vmhd", b"\0\0\0\1", bytes(8)), dinf, stbl)
    hdlr = box(b"hdlr", bytes(8), b"vide", bytes(13))
    mdia = box(b"mdia", box(b"mdhd", mdhd), hdlr, minf)
    return box(b"trak", box(b"tkhd", tkhd, struct.pack(">II", WIDTH << 16, HEIGHT << 16)), mdia)


def _short_text(name: bytes, text: str) -> bytes:
    raw = text.encode()
    return box(name, struct.pack(">HH", len(raw), 0x15C7), raw)


def _data(text: str) -> bytes:
    return box(b"data", struct.pack(">II", 1, 0), text.encode())


def _ilst(items: Mapping[bytes, str]) -> bytes:
    hdlr = box(b"hdlr", bytes(8), b"mdirappl", bytes(9))
    listed = (box(name, _data(text)) for name, text in items.items())
    return box(b"meta", bytes(4), hdlr, box(b"ilst", *listed))


def _keys(values: Mapping[str, str]) -> bytes:
    hdlr = box(b"hdlr", bytes(8), b"mdta", bytes(13))
    names = b"".join(box(b"mdta", name.encode()) for name in values)
    items = (
        box(struct.pack(">I", number), _data(text))
        for number, text in enumerate(values.values(), start=1)
    )
    keys = box(b"keys", struct.pack(">II", 0, len(values)), names)
    return box(b"meta", hdlr, keys, box(b"ilst", *items))


def _chunk(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) & 1)


def avi(title: bytes = b"") -> bytes:
    avih = struct.pack("<14I", 100_000, 0, 0, 0, 20, 0, 1, 0, WIDTH, HEIGHT, 0, 0, 0, 0)
    strh = b"vidsMJPG" + struct.pack("<10I", 0, 0, 0, 1, 10, 0, 20, 0, 0, 0) + bytes(8)
    strf = struct.pack("<IiiHH4s5I", 40, WIDTH, HEIGHT, 1, 24, b"MJPG", 0, 0, 0, 0, 0)
    strl = _chunk(b"LIST", b"strl", _chunk(b"strh", strh), _chunk(b"strf", strf))
    hdrl = _chunk(b"LIST", b"hdrl", _chunk(b"avih", avih), strl)
    info = _chunk(b"LIST", b"INFO", _chunk(b"INAM", title + b"\0")) if title else b""
    movi = _chunk(b"LIST", b"movi", _chunk(b"00dc", bytes(200)))
    return _chunk(b"RIFF", b"AVI ", hdrl, info, movi)


def ebml(name: int, body: bytes, *, length: bytes | None = None) -> bytes:
    stated = struct.pack(">Q", len(body) | 1 << 56) if length is None else length
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + stated + body


def mkv(created: datetime | None = None, *, length: bytes | None = None) -> bytes:
    """Return a Matroska file; ``length`` is what the segment states of itself."""
    head = ebml(0x1A45DFA3, ebml(0x4282, b"matroska") + ebml(0x4287, b"\4") + ebml(0x4285, b"\2"))
    info = ebml(0x2AD7B1, (1_000_000).to_bytes(3, "big"))
    info += ebml(0x4489, struct.pack(">d", SECONDS * 1000))
    if created:
        since = created - datetime(2001, 1, 1, tzinfo=UTC)
        info += ebml(0x4461, struct.pack(">q", int(since.total_seconds()) * 10**9))
    sizes = ebml(0xB0, struct.pack(">H", WIDTH)) + ebml(0xBA, struct.pack(">H", HEIGHT))
    entry = ebml(0xD7, b"\1") + ebml(0x73C5, b"\1") + ebml(0x83, b"\1")
    entry += ebml(0x86, b"V_MJPEG") + ebml(0xE0, sizes)
    cluster = ebml(0xE7, b"\0") + ebml(0xA3, b"\x81\0\0\x80" + bytes(50))
    body = ebml(0x1549A966, info) + ebml(0x1654AE6B, ebml(0xAE, entry)) + ebml(0x1F43B675, cluster)
    return head + ebml(0x18538067, body, length=length)
