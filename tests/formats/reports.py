"""Reports as printed: the real layouts, the real engine, and what a reader makes of the pages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from archivist.actions.printing.form import print_form
from archivist.formats.press.form import Form
from archivist.model.settings import Settings
from tests.pages import picture, squashed, text_of

DAY = date(2025, 4, 3)
_NOWHERE = Path(__file__).parent / "nowhere"
_MM = 60 / 25.4
"""Pixels of a millimetre at the resolution of `picture`."""


def pages(form: Form, layout: str = "") -> bytes:
    """Return a report by the shipped layout."""
    return print_form(_NOWHERE, Settings(studios=()), form, DAY, layout)


def told(pdf: bytes) -> str:
    """Return all that stands on the pages, without gaps, page numbers and repeated heads."""
    return squashed(re.sub(r"— \d+ —", "", text_of(pdf)))


def assert_within_the_margins(pdf: bytes, numbers: range, right: float = 26) -> None:
    """No ink stands in the right margin, be a word as long as it may."""
    for number in numbers:
        page = picture(pdf, number)
        edge = page.width - int((right - 1) * _MM)
        strip = page.crop((edge, 0, page.width, page.height))
        assert strip.getextrema() == (255, 255), f"page {number + 1}"
