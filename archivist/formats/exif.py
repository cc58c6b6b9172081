"""The shooting date in EXIF: Pillow first, exifread where Pillow finds none or cannot read."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from archivist.formats.found import Found
from archivist.model.elements import Element, Origin, Reading

if TYPE_CHECKING:
    from PIL import Image

_EXIF_IFD = 0x8769
_TAGS = ((0x9003, "DateTimeOriginal"), (0x9004, "DateTimeDigitized"))
_BLANK = " 0:-/.\0"
_MAX = 64


def shooting_date(image: Image.Image) -> Reading | None:
    """Return when the photo was taken by the EXIF that Pillow reads, or None."""
    try:
        values = image.getexif().get_ifd(_EXIF_IFD)
    except Exception:  # noqa: BLE001 - damaged EXIF raises nearly anything, and is no defect
        return None
    return _first((name, values.get(tag)) for tag, name in _TAGS)


def shooting_date_by_exifread(stream: BinaryIO) -> Reading | None:
    """Return when the photo was taken by the EXIF that exifread finds, or None."""
    import exifread  # noqa: PLC0415 - most photos never need it

    logging.getLogger("exifread").setLevel(logging.CRITICAL + 1)
    try:
        stream.seek(0)
        tags = exifread.process_file(stream, details=False, extract_thumbnail=False)
    except Exception:  # noqa: BLE001 - as above
        return None
    # Tags that exifread does not know by name may hold anything under the same key.
    found = ((name, tags.get(f"EXIF {name}")) for _, name in _TAGS)
    return _first((name, getattr(tag, "values", None)) for name, tag in found)


def look_at_raw(stream: BinaryIO) -> Found:
    """Read the EXIF of a camera RAW file; whether its pixels decode is not known."""
    reading = shooting_date_by_exifread(stream)
    return Found(readings=(reading,) if reading else ())


def _first(candidates: Iterable[tuple[str, object]]) -> Reading | None:
    for name, value in candidates:
        text = _text(value)
        if text.strip(_BLANK):
            return Reading(Element.SHOOTING_DATE, text, Origin.EXIF, name)
    return None


def _text(value: object) -> str:
    """Return a tag's value as clean text; empty for a type that holds none."""
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    if isinstance(value, tuple | list):
        return _text(value[0]) if len(value) == 1 else ""
    if not isinstance(value, str):
        return ""
    printable = "".join(c for c in value.partition("\0")[0][:_MAX] if c.isprintable())
    return printable.replace("\N{REPLACEMENT CHARACTER}", "").strip()
