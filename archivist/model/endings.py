"""Which endings of a name suit which content, and which ending a content should have."""

from __future__ import annotations

from pathlib import PurePosixPath

from archivist.model.facts import Format

RAW_SUFFIXES = frozenset(".dng .cr2 .cr3 .nef .nrw .arw .orf .rw2 .raf .pef .srw".split())
NEW_OFFICE_SUFFIXES = frozenset(
    ".docx .docm .dotx .dotm .xlsx .xlsm .xltx .xltm .pptx .pptm .ppsx .ppsm .potx .potm".split()
)
"""Office files that are zip containers; encrypted, they are wrapped in an OLE container."""

_ENDINGS: tuple[tuple[str, tuple[Format, ...]], ...] = (
    (".jpg .jpeg .jpe .jfif .mpo", (Format.JPEG,)),
    (".png .apng", (Format.PNG,)),
    (".tif .tiff", (Format.TIFF,)),
    (".gif", (Format.GIF,)),
    (".bmp .dib", (Format.BMP,)),
    (".webp", (Format.WEBP,)),
    (".heic .heif .hif", (Format.HEIF,)),
    # Most raw formats are TIFF inside, and some readers call them so.
    (" ".join(sorted(RAW_SUFFIXES)), (Format.RAW, Format.TIFF, Format.HEIF)),
    (".mp4 .mov .avi .mkv .m4v .wmv .mpg .mpeg .3gp .mts .m2ts .webm", (Format.VIDEO,)),
    (".pdf", (Format.PDF,)),
    (".docx .docm .dotx .dotm", (Format.DOCX,)),
    (".xlsx .xlsm .xltx .xltm", (Format.XLSX,)),
    (".pptx .pptm .ppsx .ppsm .potx .potm", (Format.PPTX,)),
    # Word itself writes RTF under .doc when asked for an old format.
    (".doc .dot", (Format.OLE, Format.RTF)),
    (".xls .xlt .ppt .pps .pot", (Format.OLE,)),
    # WPS Office writes its own endings over either container.
    (".wps .wpt", (Format.OLE, Format.DOCX, Format.RTF)),
    (".et .ett", (Format.OLE, Format.XLSX)),
    (".dps .dpt", (Format.OLE, Format.PPTX)),
    (".odt .ods .odp .odg .odf", (Format.ODF,)),
    (".ofd", (Format.OFD,)),
    (".rtf", (Format.RTF,)),
    (".zip", (Format.ZIP, Format.DOCX, Format.XLSX, Format.PPTX, Format.ODF, Format.OFD)),
    (".xmp", (Format.XMP, Format.TEXT)),
    (".txt .csv .tsv .md .log .json .toml .ini", (Format.TEXT,)),
    (".html .htm .xml .svg", (Format.TEXT, Format.XMP)),
)
_FITTING = {suffix: formats for suffixes, formats in _ENDINGS for suffix in suffixes.split()}
IMAGE_FORMATS = frozenset(
    {
        Format.JPEG,
        Format.PNG,
        Format.TIFF,
        Format.GIF,
        Format.BMP,
        Format.WEBP,
        Format.HEIF,
        Format.RAW,
    }
)


def _endings_of(formats: frozenset[Format]) -> frozenset[str]:
    return frozenset(suffix for suffix, fitting in _FITTING.items() if fitting[0] in formats)


IMAGE_SUFFIXES = _endings_of(IMAGE_FORMATS)
VIDEO_SUFFIXES = _endings_of(frozenset({Format.VIDEO}))
WORKBOOK_SUFFIXES = frozenset(".xlsx .xls .xlsm .csv .tsv .et .ods".split())
STRUCTURED_SUFFIXES = frozenset(_FITTING) - _endings_of(frozenset({Format.TEXT}))
"""Endings that promise a structure, so that content which nobody recognises is broken."""


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


def ending_fits(content: Format, suffix: str) -> bool:
    """Tell whether a name may end so when the content is that.

    Content that was not recognised contradicts nothing (the reader gives it a defect where the
    ending promises more), nor does an ending that this module does not know. An encrypted ``.docx``
    is an OLE container and does not fit: whoever asks has to know that it is encrypted.

    Args:
        content: What the content is.
        suffix: The ending with its dot, in either case.
    """
    fitting = _FITTING.get(suffix.lower())
    return fitting is None or content is Format.UNKNOWN or content in fitting


def may_be_picture(content: Format) -> bool:
    """Tell whether content can be an image or a video; what was not recognised can be anything."""
    return content in IMAGE_FORMATS or content in {Format.VIDEO, Format.UNKNOWN}


def renamed(name: str, content: Format) -> str:
    """Return the name with the ending that fits the content."""
    path = PurePosixPath(name)
    ending = _OF_A_KIND.get((content, path.suffix.lower())) or _ENDING.get(content, path.suffix)
    return f"{path.stem}{ending}"


PROGRAM_SUFFIXES = frozenset(
    (
        ".exe .com .scr .pif .bat .cmd .ps1 .psm1 .vbs .vbe .js .jse .wsf .wsh .hta .msi .msp .msc "
        ".lnk .url .reg .cpl .jar .sh .command .app .desktop .appimage .py .pyw"
    ).split()
)
"""What a double click would run instead of show; only lower case."""
