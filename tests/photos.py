"""Photographs that a camera could have taken."""

from __future__ import annotations

import io

from PIL import Image


def a_photo(colour: str = "blue", day: str = "2025:03:18", camera: str = "HUAWEI") -> bytes:
    """Return a JPEG with the moment at which it was taken, and with the camera if there is one."""
    exif = Image.Exif()
    if camera:
        exif[0x010F], exif[0x0110] = camera, "P40"
    exif.get_ifd(0x8769)[0x9003] = f"{day} 10:00:00"
    content = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "JPEG", exif=exif)
    return content.getvalue()
