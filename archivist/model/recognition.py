"""Recognition 文字识别 (OCR): what was read from the picture of a page, and how surely."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archivist.model.text import FileText


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What was read from one page."""

    text: str = ""
    """In reading order, lines end with ``\\n``; empty: there are no words on it."""
    confidence: float = 0.0
    """From 0 to 1: the mean over all characters; 0 where nothing was read."""
    rotation: int = 0
    """Degrees, clockwise, by which the page was turned so that it stood upright."""
    engine: str = ""
    """What read it, with its version."""
    frames: int = 1
    """Pictures that the file holds; of a PDF, this page."""


def merged(text: FileText, recognised: Mapping[int, str]) -> FileText:
    """Return a text with the words of its recognised pages.

    They take the place of what a page said before, which is no language, or nothing. A page on
    which nothing was recognised stays as it is.

    Args:
        text: As it was extracted.
        recognised: Texts by page, from 1.
    """
    found = {page: recognised[page] for page in text.scanned if page > 0 and recognised.get(page)}
    if not found:
        return text
    count = max(len(text.pages), *found)
    pages = dict(enumerate(text.pages, start=1)) | found
    return replace(text, pages=tuple(pages.get(page, "") for page in range(1, count + 1)))
