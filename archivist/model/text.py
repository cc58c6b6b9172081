"""The text of a file: what extraction and recognition found in it, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from archivist.model.facts import Defect

EXTRACTION = 2
"""Raised when extraction finds more or other text: what an older one found is found anew."""
MOST = 8_000_000
"""Characters of one file that are kept; what comes after is cut off, and said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileText:
    """What one file says."""

    sha256: str = ""
    """Of the content that was read; empty when it could not be read."""
    pages: tuple[str, ...] = ()
    """Text of each page, slide or sheet; one page for what has none. Lines end with ``\\n``; a line
    break is a real one: lines that a layout wrapped are joined."""
    scanned: tuple[int, ...] = ()
    """Pages, from 1, that are pictures or whose text is no language: they wait for recognition."""
    cut: bool = False
    """There was more than `MOST`, or than the limits of its format."""
    defect: Defect | None = None
    """Why (part of) it could not be read."""
    detail: str = ""
    """What the library said; English, one line."""
    author: str = ""
    """Document information: who wrote it, and what it calls itself."""
    title: str = ""
