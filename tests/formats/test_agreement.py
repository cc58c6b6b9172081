"""What exiftool reads in real photos, we read too; where not, the reason is written here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from archivist.formats.image import FORMATS, read_elements
from archivist.formats.sniff import sniff
from archivist.model.elements import Element, Origin
from archivist.model.facts import Shot

REAL = Path(os.environ["ARCHIVIST_REAL"]) / "photos" if "ARCHIVIST_REAL" in os.environ else None
EXIFTOOL = shutil.which("exiftool")
PHOTOS = [path for path in (sorted(REAL.rglob("*")) if REAL else ()) if path.is_file()]
pytestmark = pytest.mark.skipif(
    REAL is None or EXIFTOOL is None, reason="needs ARCHIVIST_REAL and exiftool"
)
OPTIONS = "-j -G1 -a -struct -n -r -charset iptc=UTF8 -charset exif=UTF8 -c %.6f".split()

_XP = "XPTitle XPComment XPAuthor XPKeywords XPSubject".split()
_PROPOSING = ("ImageDescription", *_XP, "UserComment", "Artist")
_IPTC = {
    (Element.CAUSE, "Headline"): "Headline",
    (Element.CAUSE, "ObjectName"): "ObjectName",
    (Element.PLACE, "Sub-location"): "Sub-location",
    (Element.PLACE, "City"): "City",
    (Element.SOURCE, "Source"): "Source",
    (Element.SOURCE, "Credit"): "Credit",
    (Element.PHOTOGRAPHER, "By-line"): "By-line",
    (Element.CAPTION, "Caption-Abstract"): "Caption-Abstract",
    (Element.SHOOTING_DATE, "DateCreated"): "DateCreated",
}
_XMP = {
    "photoshop:Headline": "XMP-photoshop:Headline",
    "photoshop:DateCreated": "XMP-photoshop:DateCreated",
    "photoshop:Source": "XMP-photoshop:Source",
    "photoshop:Credit": "XMP-photoshop:Credit",
    "dc:title": "XMP-dc:Title",
    "dc:creator": "XMP-dc:Creator",
    "dc:description": "XMP-dc:Description",
    "Iptc4xmpCore:Location": "XMP-iptcCore:Location",
    "Iptc4xmpExt:PersonInImage": "XMP-iptcExt:PersonInImage",
}

_GBK = "we read GBK where exiftool expects UTF-8"
_DEVICE = "a device's own words, which we pass over"
_OVERRULED = "another field of the same place states the element, and goes before"
_UNREAL = "a moment that never was; the text stands among the readings"
DIFFERENCES: dict[tuple[str, str], str] = {
    ("c_desc_gbk.jpg", "ImageDescription"): _GBK,
    ("c_desc_gbk.jpg", "Artist"): _GBK,
    ("d_uc_gbk_ascii.jpg", "UserComment"): _GBK,
    ("e_iptc_gbk.jpg", "IPTC:Source"): _GBK,
    ("e_iptc_gbk.jpg", "IPTC:By-line"): _GBK,
    ("e_iptc_gbk.jpg", "IPTC:Caption-Abstract"): _GBK,
    ("g_badoff.jpg", "ImageDescription"): f"{_GBK}, and it breaks off within a character",
    ("e_iptc_utf8.jpg", "IPTC:City"): _OVERRULED,
    ("e_iptc_utf8.jpg", "IPTC:Credit"): _OVERRULED,
    ("f_xmp.jpg", "XMP-photoshop:Credit"): _OVERRULED,
    ("long_description.jpg", "XMP-photoshop:Credit"): _OVERRULED,
    ("long_description.jpg", "XMP-dc:Title"): _OVERRULED,
    ("no_exif.jpg", "XPTitle"): _OVERRULED,
    ("no_exif.jpg", "XPAuthor"): _OVERRULED,
    ("Konica_Minolta_DiMAGE_Z3.jpg", "ImageDescription"): _DEVICE,
    ("PaintTool_sample.jpg", "UserComment"): _DEVICE,
    ("Samsung_Digimax_i50_MP3.jpg", "ImageDescription"): _DEVICE,
    ("corrupted.jpg", "ImageDescription"): _DEVICE,
    ("olympus-c960.jpg", "ImageDescription"): _DEVICE,
    ("sanyo-vpcg250.jpg", "ImageDescription"): _DEVICE,
    ("sanyo-vpcsx550.jpg", "ImageDescription"): _DEVICE,
    ("42_IndexError.jpg", "ImageDescription"): _DEVICE,
    ("h_fut_date.jpg", "moment"): _UNREAL,
    ("h_zero_date.jpg", "moment"): _UNREAL,
}
"""Photo and field: why we read something else than exiftool does."""


@cache
def theirs() -> dict[str, dict[str, Any]]:
    done = subprocess.run(
        [str(EXIFTOOL), *OPTIONS, str(REAL)], capture_output=True, check=False, timeout=300
    )
    told = json.loads(done.stdout.decode("utf-8", "replace"))
    return {Path(one["SourceFile"]).resolve().as_posix(): one for one in told}


def ours(path: Path) -> tuple[Shot, dict[str, str]]:
    """Return what the camera recorded, and the readings by a name as exiftool has it."""
    with path.open("rb") as stream:
        content = sniff(stream, path.suffix.lower())
        assert content in FORMATS
        found = read_elements(stream, content)
    named: dict[str, list[str]] = {}
    for reading in found.readings:
        if ":" in reading.tag.partition(":")[2]:
            continue
        if reading.origin is Origin.IPTC:
            name = f"IPTC:{_IPTC.get((reading.element, reading.tag), '')}"
        elif reading.tag in _XMP:
            name = _XMP[reading.tag]
        else:
            name = reading.tag
        if reading.text not in named.setdefault(name, []):
            named[name].append(reading.text)
    return found.shot, {name: "、".join(texts) for name, texts in named.items()}


def plain(value: object) -> str:
    """Return a value on one line; lists as we join them."""
    if isinstance(value, list):
        return "、".join(filter(None, map(plain, value)))
    return " ".join(str(value).split())[:4000].strip()


def day(text: str) -> str:
    """Return a date and time in digits alone, without the zone."""
    return re.sub(r"\D", "", re.sub(r"(?:[+-]\d\d:\d\d|Z)$", "", text))


def disagreements(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield field, our value and theirs."""
    told = theirs().get(path.resolve().as_posix(), {})
    shot, named = ours(path)
    yield from camera_and_clock(shot, told)
    for tag in _PROPOSING:
        group = "ExifIFD" if tag == "UserComment" else "IFD0"
        # We take lists apart; exiftool leaves them as they stand.
        other = plain(told.get(f"{group}:{tag}", "")).replace(";", "、")
        yield tag, named.get(tag, "").replace(";", "、"), other
    for name in (*(f"IPTC:{name}" for name in _IPTC.values()), *_XMP.values()):
        mine, other = named.get(name, ""), plain(told.get(name, ""))
        if name.endswith("DateCreated"):
            mine, other = day(mine), day(other)
        yield name, mine, other


def camera_and_clock(shot: Shot, told: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    maker, model = (plain(told.get(f"IFD0:{name}", "")) for name in ("Make", "Model"))
    doubled = maker and model.casefold().startswith(maker.split()[0].casefold())
    yield "camera", shot.camera, model if doubled else f"{maker} {model}".strip()
    yield "moment", day(shot.moment), day(str(told.get("ExifIFD:DateTimeOriginal", "")))
    angles = [told.get(f"Composite:GPS{name}", "") for name in ("Latitude", "Longitude")]
    yield "position", shot.position, ",".join(f"{a:.6f}" for a in angles if a != "")


@pytest.mark.parametrize("path", PHOTOS, ids=lambda path: path.name)
def test_a_real_photo_says_to_us_what_it_says_to_exiftool(path: Path) -> None:
    wrong = {
        name: (mine, other)
        for name, mine, other in disagreements(path)
        if mine != other and (path.name, name) not in DIFFERENCES
    }
    assert wrong == {}


@pytest.mark.parametrize(("name", "field"), DIFFERENCES)
def test_every_difference_listed_is_still_one(name: str, field: str) -> None:
    path = next((path for path in PHOTOS if path.name == name), None)
    if path is None:
        pytest.skip(f"{name} is not among the real photos")
    assert field in {told for told, mine, other in disagreements(path) if mine != other}
