"""What reading a file told: remembered by path, size and mtime, so that a file is read once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archivist.model.elements import Reading


class Format(StrEnum):
    """What the content of a file is, whatever its name says."""

    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    GIF = "gif"
    BMP = "bmp"
    WEBP = "webp"
    HEIF = "heif"
    RAW = "raw"
    VIDEO = "video"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODF = "odf"
    OFD = "ofd"
    OLE = "ole"
    """The container of old doc, xls, ppt and wps files, and of encrypted docx and xlsx files."""
    RTF = "rtf"
    ZIP = "zip"
    XMP = "xmp"
    TEXT = "text"
    UNKNOWN = "unknown"


class Defect(StrEnum):
    """Why a file cannot be used as what it claims to be."""

    EMPTY = "empty"
    UNDECODABLE = "undecodable"
    """An image whose pixels cannot all be decoded: truncated, damaged or not an image."""
    OVERSIZED = "oversized"
    """An image that would unpack to more pixels than the limit (a decompression bomb)."""
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    """A document whose structure cannot be read."""
    UNREADABLE = "unreadable"
    """The file system refused to hand it out."""
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    """The library that read it ended its process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """What a camera recorded of a shot besides its elements; empty or 0 where it did not."""

    camera: str = ""
    """Maker and model, ``HUAWEI P40``."""
    moment: str = ""
    """Local time of the shot to the second, ``2022-01-25T10:15:00``."""
    position: str = ""
    """Latitude and longitude in degrees (WGS 84), ``40.757300,107.388000``."""
    seconds: float = 0.0
    """How long a video lasts."""
    fingerprint: str = ""
    """Difference hash of the picture, 16 hex digits: near for edited copies of one shot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one file is."""

    sha256: str
    """Hex digest of its content; empty when it could not be read."""
    format: Format = Format.UNKNOWN
    defect: Defect | None = None
    detail: str = ""
    """What the library said about the defect; English, one line."""
    width: int = 0
    """Pixels; 0 when it is no image."""
    height: int = 0
    pages: int = 0
    """Pages of a document; 0 when unknown."""
    readings: tuple[Reading, ...] = ()
    """Elements that the file itself states."""
    shot: Shot = Shot()
