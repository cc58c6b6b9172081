"""What a layout of photo sheets says of its pictures, or what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.errors import InvalidChoiceError
from archivist.formats.photo_pages import FIELDS, FORM
from archivist.model.display import shown
from archivist.model.page_layout import PageLayout
from archivist.store.page_file import PAGES, load_page
from archivist.store.toml import Mistake, invalid_file

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
_QR = "qr"
_SIZES = ("columns", "rows", "least-row", "least-picture")
_MANY = 12


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
    layout = load_page(root, name).layout
    if layout.form != FORM:
        raise InvalidChoiceError(
            _("“{name}” is a layout of something else: {form}.").format(
                name=shown(name), form=shown(layout.form)
            ),
            _("Use one of: {names}").format(names="photos-2, photos-6, photos-12"),
        )
    mistakes = list(_mistakes(layout))
    if mistakes:
        raise invalid_file(f"{PAGES}/{name}.toml", mistakes)
    sizes, margins = layout.sizes, layout.margins
    wide = (layout.width - margins.left - margins.right) / sizes["columns"]
    edge = round(wide / 25.4 * DPI / _STEP) * _STEP
    return AlbumLayout(
        edge=min(max(edge, _EDGES[0]), _EDGES[1]),
        with_codes=_QR in layout.fields,
        side_of_codes=sizes.get(_QR, 0.0),
        most=min(MOST, int(sizes["columns"] * sizes["rows"]) * _PAGES),
    )


def _mistakes(layout: PageLayout) -> Iterator[Mistake]:
    known = (*FIELDS, _QR)
    for field in layout.fields:
        if field not in known:
            text = _("there is no “{name}”; use some of: {names}")
            yield Mistake(place="fields", text=text.format(name=field, names=", ".join(known)))
    for key in _SIZES:
        value = layout.sizes.get(key, 0.0)
        # How many photos lie side by side is no length.
        whole = key in _SIZES[2:] or (value == int(value) and value <= _MANY)
        if value <= 0 or not whole:
            text = _("a whole number from 1 to 12") if key in _SIZES[:2] else _("more than 0 mm")
            yield Mistake(place=f"sizes.{key}", text=text)
