"""EXIF: when and with what a photo was taken, and where; Pillow first, exifread for the rest."""

from __future__ import annotations

import logging
import math
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from PIL import Image

from archivist.formats.explorer import proposals, text_of
from archivist.formats.found import Found
from archivist.model.elements import Element, Origin, Reading
from archivist.model.facts import Shot

if TYPE_CHECKING:
    Fields = Mapping[str, object]

MAX_BLOCK = 256 * 1024
"""Of a longer block the front is read; a JPEG cannot hold one of even 64 kB."""

_DATES = ("DateTimeOriginal", "DateTimeDigitized")
_MAIN = {
    0x010E: "ImageDescription",
    0x010F: "Make",
    0x0110: "Model",
    0x0112: "Orientation",
    0x013B: "Artist",
    0x9C9B: "XPTitle",
    0x9C9C: "XPComment",
    0x9C9D: "XPAuthor",
    0x9C9E: "XPKeywords",
    0x9C9F: "XPSubject",
}
_EXIF = {0x9003: "DateTimeOriginal", 0x9004: "DateTimeDigitized", 0x9286: "UserComment"}
_GPS = {1: "GPSLatitudeRef", 2: "GPSLatitude", 3: "GPSLongitudeRef", 4: "GPSLongitude"}
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_MOMENT = re.compile(r"([0-9]{4}):([0-9]{2}):([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})")
_BLANK = " 0:-/."
_MAX_DATE, _MAX_CAMERA = 64, 100


def fields_of_block(block: bytes) -> Fields:
    """Return the tags in an EXIF block, by name; none where it is damaged."""
    exif = Image.Exif()
    return _fields(lambda: exif.load(block[:MAX_BLOCK]), exif)


def fields_of_image(image: Image.Image) -> Fields:
    """Return the tags of an image whose EXIF is no block of its own, as in TIFF."""
    exif = Image.Exif()
    try:
        exif = image.getexif()
    except Exception:  # noqa: BLE001 - damaged EXIF raises nearly anything, and is no defect
        return {}
    return _fields(lambda: None, exif)


def fields_by_exifread(stream: BinaryIO) -> Fields:
    """Return the tags that exifread finds in a file of any kind, by name."""
    import exifread  # noqa: PLC0415 - most photos never need it

    logging.getLogger("exifread").setLevel(logging.CRITICAL + 1)
    try:
        stream.seek(0)
        tags = exifread.process_file(stream, details=False, extract_thumbnail=False)
    except Exception:  # noqa: BLE001 - as above
        return {}
    named = [(group, name) for group, names in _GROUPS for name in names.values()]
    # Tags that exifread does not know by name may hold anything under the same key.
    found = {name: getattr(tags.get(f"{group} {name}"), "values", None) for group, name in named}
    return {name: value for name, value in found.items() if value not in (None, "", [])}


_GROUPS = (("Image", _MAIN), ("EXIF", _EXIF), ("GPS", _GPS))


def look_at_raw(stream: BinaryIO) -> Found:
    """Read the EXIF of a camera RAW file; whether its pixels decode is not known."""
    fields = fields_by_exifread(stream)
    return Found(readings=readings(fields), shot=shot(fields))


def readings(fields: Fields) -> tuple[Reading, ...]:
    """Return the elements that EXIF states or proposes."""
    return (*_shooting_date(fields), *proposals(fields))


def shot(fields: Fields) -> Shot:
    """Return what the camera recorded, each part empty where it is not real."""
    return Shot(camera=_camera(fields), moment=_moment(fields), position=_position(fields))


def orientation(fields: Fields) -> int:
    """Return how the picture is to be turned for viewing, 1 to 8; 1 is upright."""
    value = fields.get("Orientation")
    if isinstance(value, list | tuple) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _fields(load: Callable[[], object], exif: Image.Exif) -> Fields:
    found: dict[str, object] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for directory, names in (
            (lambda: load() or exif, _MAIN),
            (lambda: exif.get_ifd(_EXIF_IFD), _EXIF),
            (lambda: exif.get_ifd(_GPS_IFD), _GPS),
        ):
            found |= _named(directory, names)
    return found


def _named(directory: Callable[[], Any], names: Mapping[int, str]) -> Iterator[tuple[str, object]]:
    """Yield a directory's tags; what stands in front of the damage counts."""
    try:
        values = directory()
        for tag, name in names.items():
            value = values.get(tag)
            if value is not None:
                yield name, value
    except Exception:  # noqa: BLE001 - as above
        return


def _shooting_date(fields: Fields) -> Iterator[Reading]:
    for tag in _DATES:
        text = text_of(fields.get(tag))[:_MAX_DATE]
        if text.strip(_BLANK):
            yield Reading(Element.SHOOTING_DATE, text, Origin.EXIF, tag)
            return


def _camera(fields: Fields) -> str:
    maker, model = text_of(fields.get("Make")), text_of(fields.get("Model"))
    first, _, _ = maker.partition(" ")
    doubled = bool(first) and model.casefold().startswith(first.casefold())
    return (model if doubled else f"{maker} {model}".strip())[:_MAX_CAMERA]


def _moment(fields: Fields) -> str:
    match = _MOMENT.match(text_of(fields.get(_DATES[0])))
    if match is None:
        return ""
    year, month, day, hour, minute, second = (int(part) for part in match.groups())
    try:
        # EXIF's clock is the camera's; no zone belongs to it.
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return ""
    return moment.isoformat()


def _position(fields: Fields) -> str:
    latitude = _degrees(fields, "GPSLatitude", "NS", 90)
    longitude = _degrees(fields, "GPSLongitude", "EW", 180)
    if latitude is None or longitude is None or latitude == longitude == 0:
        return ""
    return f"{latitude:.6f},{longitude:.6f}"


def _degrees(fields: Fields, name: str, directions: str, most: int) -> float | None:
    """Return a signed angle; None where it is no real one."""
    direction = text_of(fields.get(f"{name}Ref")).upper()[:1]
    parts = fields.get(name)
    if not direction or direction not in directions or not isinstance(parts, tuple | list):
        return None
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ArithmeticError):
        return None
    angle = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(angle) or not 0 <= angle <= most:
        return None
    return -angle if direction == directions[1] else angle
