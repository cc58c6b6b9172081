"""Looking at printed pages: their text, and their picture held against a stored one."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pypdf
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageFilter, ImageStat

GOLDEN = Path(__file__).parent / "golden_pages"
_DPI = 60
_MOST = 1.5
"""Mean difference of grey, of 255, that rasterisers of other machines may make."""


def text_of(pdf: bytes) -> str:
    """Return the text of all pages, as another program reads it."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def picture(pdf: bytes, page: int = 0, dpi: float = _DPI) -> Image.Image:
    """Return one page in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        rendered: Image.Image = document[page].render(scale=dpi / 72, grayscale=True).to_pil()
        return rendered.convert("L")
    finally:
        document.close()


def assert_looks_the_same(name: str, pdf: bytes, page: int = 0) -> None:
    """Hold a page against ``golden_pages/<name>.png``; what is not there yet is made, and fails.

    Remove the picture and run the test twice to accept a change; look at it before.
    """
    stored = GOLDEN / f"{name}.png"
    made = picture(pdf, page)
    if not stored.is_file():
        made.save(stored, optimize=True)
        raise AssertionError(f"{stored.name} was made; look at it, then run the test again")
    with Image.open(stored) as golden:
        assert golden.size == made.size
        difference = ImageChops.difference(_blurred(golden.convert("L")), _blurred(made))
        mean = ImageStat.Stat(difference).mean[0]
        most = max(difference.tobytes())
    if os.environ.get("KEEP_PAGES"):
        made.save(Path(os.environ["KEEP_PAGES"]) / f"{name}.png")
    assert mean < _MOST, f"{name}: mean difference {mean:.2f}"
    assert most < 160, f"{name}: something is elsewhere (difference {most})"


def _blurred(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(1))
