"""Reading printed QR codes back, as a scanner would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp

from tests.pages import picture

if TYPE_CHECKING:
    from PIL import Image


def codes_on(image: Image.Image) -> list[str]:
    """Return the texts of all QR codes of a picture, sorted."""
    found: Sequence[Any] = zxingcpp.read_barcodes(
        image.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return sorted(each.text for each in found)


def codes_in(pdf: bytes, dpi: float = 200) -> list[list[str]]:
    """Return the texts of all QR codes, page by page, as read at a resolution."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = len(document)
    finally:
        document.close()
    return [codes_on(picture(pdf, number, dpi)) for number in range(pages)]
