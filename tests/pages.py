"""Looking at printed pages: their text, and their picture held against a stored one."""

from __future__ import annotations

import io
import os
import re
from datetime import date
from pathlib import Path

import pypdf
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageFilter, ImageStat
from pypdfium2 import raw

GOLDEN = Path(__file__).parent / "golden_pages"
_DPI = 60
_MOST = 24
"""Difference of grey at any point, of 255: one figure in place of another makes 33 and more."""
_MEAN = 0.01
"""Mean difference of a page.

A page that nobody changed differs by nothing at all: fonts, engine, pdfium and Pillow are pinned,
pdfium draws in memory and, as told here, without the system's way of setting text. The bounds only
leave room for a last bit of floating point on another processor.
"""


def text_of(pdf: bytes) -> str:
    """Return the text of all pages, as another program reads it."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def day_of(pdf: bytes) -> date | None:
    """Return the day on which a file says that it was made."""
    told = pypdf.PdfReader(io.BytesIO(pdf)).metadata
    made = told.creation_date if told else None
    return made.date() if made else None


def squashed(text: str) -> str:
    """Return a text without blanks: a reader finds them where fonts change and lines break."""
    return re.sub(r"\s+", "", text)


def picture(pdf: bytes, page: int = 0, dpi: float = _DPI) -> Image.Image:
    """Return one page in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        rendered: Image.Image = (
            document[page]
            .render(scale=dpi / 72, grayscale=True, extra_flags=raw.FPDF_NO_NATIVETEXT)
            .to_pil()
        )
        return rendered.convert("L")
    finally:
        document.close()


def assert_looks_the_same(name: str, pdf: bytes, page: int = 0) -> None:
    """Hold a page against ``golden_pages/<name>.png``; what is not there yet is made, and fails.

    Remove the picture and run the test twice to accept a change; look at it before. With
    ``KEEP_PAGES=<folder>`` the page as it is now is put there, whatever comes of the comparison.
    """
    stored = GOLDEN / f"{name}.png"
    made = picture(pdf, page)
    if os.environ.get("KEEP_PAGES"):
        made.save(Path(os.environ["KEEP_PAGES"]) / f"{name}.png")
    if not stored.is_file():
        made.save(stored, optimize=True)
        raise AssertionError(f"{stored.name} was made; look at it, then run the test again")
    with Image.open(stored) as golden:
        assert golden.size == made.size, f"{name}: the page has another size"
        difference = ImageChops.difference(_blurred(golden.convert("L")), _blurred(made))
    most = max(difference.tobytes())
    mean = ImageStat.Stat(difference).mean[0]
    assert most < _MOST, f"{name}: something is elsewhere or another (difference {most})"
    assert mean < _MEAN, f"{name}: mean difference {mean:.4f}"


def _blurred(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(1))
