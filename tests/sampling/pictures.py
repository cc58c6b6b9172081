"""Image files of the sample: a scene, encoded, with the EXIF that a camera or scanner writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from PIL import ExifTags, Image, TiffImagePlugin

from tests.sampling.drawing import Canvas
from tests.sampling.scenes import A4_200_DPI, SCENES

CAMERAS = {
    "canon": ("Canon", "Canon EOS 200D II"),
    "nikon": ("NIKON CORPORATION", "NIKON D5600"),
    "huawei": ("HUAWEI", "NOH-AN00"),
    "scanner": ("FUJITSU", "fi-7160"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What to draw and what the camera says of it."""

    scene: str
    text: str
    taken: datetime | None = None
    """None: no EXIF at all, as after a trip through a messenger."""
    camera: str = "canon"
    title: str = ""
    """What staff typed into 标题 in Windows Explorer."""


def photo(picture: Picture, packet: bytes = b"") -> bytes:
    """Return a JPEG, 1024 × 768, with an XMP packet inside if one is given."""
    canvas = Canvas.blank(picture.text + picture.scene + str(picture.taken))
    SCENES[picture.scene](canvas, picture.text)
    target = BytesIO()
    canvas.image.save(target, "JPEG", quality=70, exif=_exif(picture), xmp=packet)
    return target.getvalue()


def png(picture: Picture) -> bytes:
    """Return a PNG, 1024 × 768, of 64 colours."""
    canvas = Canvas.blank(picture.text)
    SCENES[picture.scene](canvas, picture.text)
    target = BytesIO()
    few = canvas.image.quantize(64, dither=Image.Dither.NONE)
    exif = _exif(picture)
    if len(exif):
        few.save(target, "PNG", optimize=True, exif=exif)
    else:
        few.save(target, "PNG", optimize=True)
    return target.getvalue()


def scan(picture: Picture, suffix: str = ".tif") -> bytes:
    """Return an A4 page scanned at 200 dots an inch: TIFF (fax group 4) or PNG, black on white."""
    canvas = Canvas.blank(picture.text, (255, 255, 255), A4_200_DPI)
    SCENES[picture.scene](canvas, picture.text)
    page = canvas.image.convert("1", dither=Image.Dither.NONE)
    target = BytesIO()
    if suffix == ".png":
        page.save(target, "PNG", optimize=True, dpi=(200, 200))
        return target.getvalue()
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    make, model = CAMERAS["scanner"]
    tags[ExifTags.Base.Make], tags[ExifTags.Base.Model] = make, model
    if picture.taken:
        tags[ExifTags.Base.DateTime] = picture.taken.strftime("%Y:%m:%d %H:%M:%S")
    page.save(target, "TIFF", compression="group4", dpi=(200, 200), tiffinfo=tags)
    return target.getvalue()


def _exif(picture: Picture) -> Image.Exif:
    exif = Image.Exif()
    if picture.taken is None:
        return exif
    moment = picture.taken.strftime("%Y:%m:%d %H:%M:%S")
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = CAMERAS[picture.camera]
    exif[ExifTags.Base.DateTime] = moment
    if picture.title:
        exif[ExifTags.Base.XPTitle] = f"{picture.title}\0".encode("utf-16-le")
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.DateTimeOriginal] = moment
    camera[ExifTags.Base.DateTimeDigitized] = moment
    camera[ExifTags.Base.OffsetTimeOriginal] = "+08:00"
    return exif
