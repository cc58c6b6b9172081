"""Which content a file's ending promises, and which ending a content should have."""

from __future__ import annotations

from pathlib import PurePosixPath

from archivist.model.facts import Format
from archivist.model.record import IMAGE_SUFFIXES, VIDEO_SUFFIXES

_CONTENT: dict[str, frozenset[Format]] = {
    suffix: frozenset(formats)
    for suffixes, formats in (
        (".jpg .jpeg .jpe .jfif", {Format.JPEG}),
        (".png", {Format.PNG}),
        (".tif .tiff", {Format.TIFF}),
        (".gif", {Format.GIF}),
        (".bmp", {Format.BMP}),
        (".webp", {Format.WEBP}),
        (".heic .heif .hif", {Format.HEIF}),
        (".pdf", {Format.PDF}),
        (".docx .docm", {Format.DOCX}),
        (".xlsx .xlsm", {Format.XLSX}),
        (".pptx .pptm", {Format.PPTX}),
        (".odt .ods .odp", {Format.ODF}),
        (".ofd", {Format.OFD}),
        # Word opens RTF under .doc without a word, and newer WPS files are zipped XML.
        (".doc", {Format.OLE, Format.RTF}),
        (".xls .ppt", {Format.OLE}),
        (".wps", {Format.OLE, Format.DOCX}),
        (".et", {Format.OLE, Format.XLSX}),
        (".dps", {Format.OLE, Format.PPTX}),
        (".rtf", {Format.RTF}),
        (".csv .txt", {Format.TEXT}),
    )
    for suffix in suffixes.split()
}
_CONTENT |= dict.fromkeys(VIDEO_SUFFIXES, frozenset({Format.VIDEO}))
# Most raw formats are TIFF inside, and some readers call them so.
_CONTENT |= dict.fromkeys(
    IMAGE_SUFFIXES - _CONTENT.keys(), frozenset({Format.RAW, Format.TIFF, Format.HEIF})
)

_ENDING = {
    Format.JPEG: ".jpg",
    Format.PNG: ".png",
    Format.TIFF: ".tif",
    Format.GIF: ".gif",
    Format.BMP: ".bmp",
    Format.WEBP: ".webp",
    Format.HEIF: ".heic",
    Format.RAW: ".dng",
    Format.VIDEO: ".mp4",
    Format.PDF: ".pdf",
    Format.DOCX: ".docx",
    Format.XLSX: ".xlsx",
    Format.PPTX: ".pptx",
    Format.ODF: ".odt",
    Format.OFD: ".ofd",
    Format.OLE: ".doc",
    Format.RTF: ".rtf",
    Format.ZIP: ".zip",
    Format.XMP: ".xmp",
    Format.TEXT: ".txt",
}
_OF_A_KIND = {
    (Format.OLE, ".xlsx"): ".xls",
    (Format.OLE, ".pptx"): ".ppt",
    (Format.ODF, ".xlsx"): ".ods",
    (Format.ODF, ".xls"): ".ods",
    (Format.ODF, ".pptx"): ".odp",
    (Format.ODF, ".ppt"): ".odp",
}
"""Containers for several kinds of document: the wrong ending still tells which kind."""


def disagrees(name: str, content: Format) -> bool:
    """Tell whether a file of that name should hold something else."""
    expected = _CONTENT.get(name[name.rfind(".") :].lower())
    return expected is not None and content is not Format.UNKNOWN and content not in expected


def renamed(name: str, content: Format) -> str:
    """Return the name with the ending that fits the content."""
    path = PurePosixPath(name)
    ending = _OF_A_KIND.get((content, path.suffix.lower())) or _ENDING.get(content, path.suffix)
    return f"{path.stem}{ending}"
