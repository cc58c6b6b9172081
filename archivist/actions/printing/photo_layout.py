"""What a layout of photo sheets says of its pictures, or what is wrong with it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from archivist.actions.printing.form import page_of
from archivist.formats.papers.photo_pages import FORM
from archivist.model.page_layout import CODE

DPI = 200
"""Dots per inch of the pictures in their place."""
_STEP = 20
"""Pixels: layouts that differ by less share their pictures."""
_EDGES = (160, 2400)
PIXELS = 300_000_000
"""Of all pictures of one file together: the engine unpacks them all, at about 5 bytes a pixel."""
MOST = 3000
"""Photos of one file: more make a PDF that few programs open."""
_PAGES = 500
"""Pages of one file: the engine holds them all, a large photo's table takes a megabyte."""
_SHAPE = 0.75
"""A picture's usual share of the square about it: 4:3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlbumLayout:
    """What has to be known before the pages are made."""

    edge: int
    """Pixels of a picture's longer side, where there is memory for that."""
    with_codes: bool
    """Each photo bears a QR code."""
    side_of_codes: float
    """Mm."""
    most: int
    """Photos of one file."""

    def edge_of(self, count: int) -> int:
        """Return the pixels of the longer side when so many pictures are printed in one file."""
        fitting = math.isqrt(int(PIXELS / _SHAPE / count)) // _STEP * _STEP
        return max(min(self.edge, fitting), _EDGES[0])


def album_layout(root: Path, name: str) -> AlbumLayout:
    """Read a layout of photo sheets.

    Raises:
        InvalidChoiceError: There is none of that name, or it is of another form.
        InvalidFileError: It has mistakes.
    """
    layout = page_of(root, name, (FORM,)).layout
    sizes, margins = layout.sizes, layout.margins
    wide = (layout.width - margins.left - margins.right) / sizes["columns"]
    edge = round(wide / 25.4 * DPI / _STEP) * _STEP
    return AlbumLayout(
        edge=min(max(edge, _EDGES[0]), _EDGES[1]),
        with_codes=CODE in layout.fields,
        side_of_codes=layout.code_side,
        most=min(MOST, int(sizes["columns"] * sizes["rows"]) * _PAGES),
    )
