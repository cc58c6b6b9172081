"""One page of a PDF: its text with real lines, its notes, and whether it is a picture."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from archivist.formats.text.mojibake import is_mojibake
from archivist.formats.text.page import Page
from archivist.formats.text.paragraphs import HYPHEN, Line, joined

MAX_CHARACTERS = 500_000
"""Of one page; a map may have some ten thousand."""
_BREAKS = re.compile(f"(?<=[\n{HYPHEN}])")
_MAX_OBJECTS = 3000
"""Of one page that are looked at for pictures."""
_LITTLE = 50
"""Characters that a scanner or a camera's program stamps on a picture of a page."""
_COVERS = 0.5
_ANY = 0.05
_DRAWN = 200
"""Paths on a page without any text: letters that were turned into outlines."""
_MAX_NOTES = 1000
"""Of one page: comments and fields of a form."""
_MAX_NOTE = 20_000
"""Bytes of one note."""


def read_page(page: pypdfium2.PdfPage) -> Page:
    """Return what a page says and whether it waits for recognition.

    Raises:
        PdfiumError: The page cannot be read.
    """
    text_page = page.get_textpage()
    try:
        there = text_page.count_chars()
        stated = _stated(text_page.raw, min(there, MAX_CHARACTERS))
        notes = list(_notes(page))
        if is_mojibake(stated.replace(HYPHEN, "")):
            return Page("\n".join(notes), scanned=True)
        text = joined(list(_lines(text_page.raw, stated))).replace(HYPHEN, "")
    finally:
        text_page.close()
    letters = sum(not c.isspace() for c in text)
    scanned = letters < _LITTLE and _is_picture(page, letters)
    written = "\n".join(filter(None, (text, *notes)))
    return Page(written, scanned=scanned, cut=there > MAX_CHARACTERS)


def _stated(raw: Any, count: int) -> str:  # noqa: ANN401 - a handle of the library
    """Return the characters of a page; an index counts units of 16 bits, as pdfium does."""
    unicode = pdfium.FPDFText_GetUnicode
    units = (unicode(raw, index) for index in range(count))
    return "".join(chr(unit) if unit < 0x110000 else "\ufffd" for unit in units)


def _lines(raw: Any, stated: str) -> Iterator[Line]:  # noqa: ANN401 - a handle of the library
    start = 0
    for part in _BREAKS.split(stated):
        text = part.rstrip("\r\n ")
        shown = text.lstrip(" ")
        if shown:
            first = start + len(text) - len(shown)
            yield _line(raw, shown, first)
        start += len(part)


def _line(raw: Any, text: str, first: int) -> Line:  # noqa: ANN401 - a handle of the library
    boxes = [_box(raw, index) for index in (first, first + len(text) - 1)]
    # Pairs that pdfium keeps as two units are one character.
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Line(
        text=whole,
        left=min(box.left for box in boxes),
        right=max(box.right for box in boxes),
        bottom=boxes[0].bottom,
        height=max(abs(box.top - box.bottom) for box in boxes),
    )


def _box(raw: Any, index: int) -> pdfium.FS_RECTF:  # noqa: ANN401 - a handle of the library
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box))
    return box


def _area(thing: pypdfium2.PdfObject) -> float:
    try:
        left, bottom, right, top = thing.get_bounds()
    except pypdfium2.PdfiumError:
        return 0.0
    return abs(float((right - left) * (top - bottom)))


def _is_picture(page: pypdfium2.PdfPage, letters: int) -> bool:
    """Tell a page that shows what its text does not say."""
    width, height = page.get_size()
    whole = max(width * height, 1.0)
    covered, paths = 0.0, 0
    for thing in islice(page.get_objects(max_depth=1), _MAX_OBJECTS):
        if thing.type == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif thing.type in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}:
            covered += min(_area(thing), whole)
    if letters == 0:
        return covered >= _ANY * whole or paths >= _DRAWN
    return bool(covered >= _COVERS * whole)


def _notes(page: pypdfium2.PdfPage) -> Iterator[str]:
    """Yield what readers wrote on a page: comments, and what stands in the fields of a form."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MAX_NOTES)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            # A popup repeats the comment that it belongs to.
            if kind != pdfium.FPDF_ANNOT_POPUP:
                key = b"V\0" if kind == pdfium.FPDF_ANNOT_WIDGET else b"Contents\0"
                yield _note(note, key)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _note(note: Any, key: bytes) -> str:  # noqa: ANN401 - a handle of the library
    size = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
    if not 2 < size <= _MAX_NOTE:
        return ""
    buffer = ctypes.create_string_buffer(size)
    place = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetStringValue(note, key, place, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()
