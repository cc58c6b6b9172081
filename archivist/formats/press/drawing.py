"""The pages of a print as pictures; drawn from the PDF itself, so that what is seen is printed.

Runs in the killable process.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from pathlib import Path

from archivist.formats.press.seal import MARK

MOST = 20
"""Pages that are drawn; nobody looks at more."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"
END = struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
SEALED = len(f"Software\0{MARK} sha256-") + 64 + 12
"""Bytes of the chunk that holds the checksum of all others."""


def draw_pages(document: Path, folder: Path, dpi: int) -> dict[str, int]:
    """Write ``1.png``, ``2.png``, … into a folder; return how many, and how many pages there are.

    Args:
        document: A PDF.
        folder: An empty one of our own.
        dpi: Pixels per inch.
    """
    from archivist.formats.text.pdf import PdfText  # noqa: PLC0415 - slow to import

    with document.open("rb") as file, PdfText(file) as pages:
        drawn = min(len(pages), MOST)
        for number in range(1, drawn + 1):
            picture = png(*pages.picture(number, dpi), dpi)
            (folder / f"{number}.png").write_bytes(picture)
        return {"drawn": drawn, "pages": len(pages)}


def png(width: int, height: int, pixels: bytes, dpi: int) -> bytes:
    """Return rows of RGB as a PNG that bears its own checksum."""
    from PIL import Image  # noqa: PLC0415 - as above

    picture = io.BytesIO()
    Image.frombytes("RGB", (width, height), pixels).save(picture, "PNG", dpi=(dpi, dpi))
    whole = picture.getvalue()
    digest = hashlib.sha256(whole).hexdigest()
    mark = _chunk(b"tEXt", f"Software\0{MARK} sha256-{digest}".encode("ascii"))
    return whole.removesuffix(END) + mark + END


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
