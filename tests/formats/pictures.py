"""Builders of pictures for the tests of formats."""

from __future__ import annotations

import io
import random
import struct
import zlib

from PIL import Image


def noise(width: int = 320, height: int = 240, mode: str = "RGB") -> Image.Image:
    """Return a picture that compresses badly, so that a cut always hits its data."""
    bands = len(mode)
    content = random.Random(7).randbytes(width * height * bands)  # noqa: S311 - no secret
    return Image.frombytes(mode, (width, height), content)


def encoded(image: Image.Image, name: str, **options: object) -> bytes:
    """Return the picture as a file of that Pillow format."""
    buffer = io.BytesIO()
    image.save(buffer, name, **options)
    return buffer.getvalue()


def dated(original: str = "", digitized: str = "") -> bytes:
    """Return EXIF that states these dates."""
    exif = Image.Exif()
    inner = exif.get_ifd(0x8769)
    if original:
        inner[0x9003] = original
    if digitized:
        inner[0x9004] = digitized
    return exif.tobytes()


def bomb_png(width: int, height: int) -> bytes:
    """Return a PNG whose header promises that size and whose data is nearly nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
