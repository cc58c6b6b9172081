"""PDF: its text page by page, which pages are pictures, and pages as pictures for recognition.

pdfium reads the encodings of Chinese fonts that pypdf does not know, ten times as fast. Title and
author are taken from it as well, for the document is open then; asking pypdf would parse it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from math import sqrt
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from archivist.formats.found import one_line
from archivist.formats.reader import open_regular
from archivist.formats.text.failing import TextError
from archivist.formats.text.mojibake import is_mojibake
from archivist.formats.text.page import Page
from archivist.formats.text.pdf_page import read_page
from archivist.model.facts import Defect

MAX_PIXELS = 40_000_000


class PdfText:
    """An open document.

    Args:
        stream: The file; what is in memory is not copied.

    Raises:
        TextError: It needs a password, or is none.
    """

    def __init__(self, stream: BinaryIO) -> None:
        stream.seek(0)
        source = stream.getvalue() if isinstance(stream, BytesIO) else stream
        try:
            self._document = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as error:
            if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
                raise TextError(Defect.ENCRYPTED, "it needs a password") from error
            raise TextError(Defect.BROKEN, one_line(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    @property
    def title(self) -> str:
        """What the document calls itself."""
        return self._about("Title")

    @property
    def author(self) -> str:
        """Who wrote it, as the document says."""
        return self._about("Author")

    def pages(self) -> Iterator[Page]:
        """Yield each page; one that cannot be read does not hide the next."""
        for number in range(len(self)):
            try:
                page = self._document[number]
                try:
                    yield read_page(page)
                finally:
                    page.close()
            except pypdfium2.PdfiumError as error:
                yield Page("", trouble=one_line(error))

    def picture(self, number: int, dpi: int) -> tuple[int, int, bytes]:
        """Return width, height and the RGB bytes of a page as it looks; pages count from 1.

        Raises:
            TextError: There is no such page, or it cannot be drawn.
        """
        try:
            page = self._document[number - 1]
            width, height = (max(side, 1.0) for side in page.get_size())
            scale = min(dpi / 72, sqrt(MAX_PIXELS / (width * height)))
            drawn = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
        except (pypdfium2.PdfiumError, ValueError, IndexError, MemoryError) as error:
            raise TextError(Defect.BROKEN, one_line(error)) from error
        return drawn.width, drawn.height, _packed(drawn)

    def _about(self, key: str) -> str:
        try:
            text = str(self._document.get_metadata_value(key))
        except (UnicodeDecodeError, pypdfium2.PdfiumError):
            return ""
        return "" if is_mojibake(text) else text


def render_page(path: Path, number: int, dpi: int = 200) -> tuple[int, int, bytes]:
    """Return width, height and the RGB bytes of a page, at most 40 million pixels.

    Args:
        path: The document.
        number: The page, from 1.
        dpi: Pixels per inch; fewer where the page is too large for the bound.

    Raises:
        TextError: It cannot be opened, or has no such page.
        OSError: The file system refuses.
    """
    with open_regular(path) as file, PdfText(file) as document:
        return document.picture(number, dpi)


def _packed(drawn: pypdfium2.PdfBitmap) -> bytes:
    """Return rows without the bytes that the library puts behind each."""
    row, stride = drawn.width * drawn.n_channels, drawn.stride
    pixels = bytes(drawn.buffer)
    if row == stride:
        return pixels
    return b"".join(pixels[at : at + row] for at in range(0, stride * drawn.height, stride))
