"""Photographs that a camera could have taken."""

from __future__ import annotations

import io

from PIL import Image


def a_photo(colour: str = "blue", day: str = "2025:03:18") -> bytes:
    """Return a JPEG with the moment at which it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = f"{day} 10:00:00"
    content = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "JPEG", exif=exif)
    return content.getvalue()
