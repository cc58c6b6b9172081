"""A list as workbook, as CSV and as a page of HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import gettext as _

from archivist import __version__
from archivist.formats import table, wording
from archivist.formats.csv_text import csv_bytes
from archivist.formats.html import environment
from archivist.formats.papers.catalogue_listing import Listing, Part, heading_of, items_of
from archivist.formats.table import Book, Cell, Kind, Sheet
from archivist.formats.workbook.writing import workbook_bytes

SCHEMA = "catalogue"


def listing_book(listing: Listing) -> bytes:
    """Return a list as a workbook, one sheet a studio; the category has a column, to filter by."""
    sheets = tuple(_sheet(listing, part) for part in listing.parts)
    book = Book(sheets=sheets, schema=f"{SCHEMA}:{listing.form}", archive=listing.archive)
    return workbook_bytes(book)


def listing_csv(listing: Listing) -> bytes:
    """Return a list as CSV."""
    groups = (listing.divided_by or _("Category"),) if listing.grouped else ()
    head = (_("Studio"), *groups, *(column.title for column in listing.columns))
    rows = ((part.name, *row) for part in listing.parts for row in _rows(listing, part))
    return csv_bytes([head, *rows])


def listing_page(listing: Listing) -> str:
    """Return a list as one page of HTML without script."""
    page = environment().get_template("catalogue.html")
    return page.render(
        listing=listing,
        wording=wording,
        version=__version__,
        items=items_of,
        heading=heading_of,
    )


def _rows(listing: Listing, part: Part) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a studio with their category in front where there is any."""
    title = next(at for at, each in enumerate(listing.columns) if each.left)
    for group in part.groups:
        lead = (group.heading,) if listing.grouped else ()
        for row in group.rows:
            yield (*lead, *row)
        if not group.rows:
            empty = [""] * len(listing.columns)
            empty[title] = _("none")
            yield (*lead, *empty)


def _sheet(listing: Listing, part: Part) -> Sheet:
    keys = [*(("category",) if listing.grouped else ()), *(each.key for each in listing.columns)]
    rows: list[Mapping[str, Cell]] = [
        {key: Cell(text) for key, text in zip(keys, row, strict=True) if text}
        for row in _rows(listing, part)
    ]
    return Sheet(
        name=part.name,
        title=listing.title,
        columns=_columns(listing),
        rows=tuple(rows),
        notes=(f"{heading_of(part)}  {part.totals}  {listing.day}",),
        frozen=0,
    )


def _columns(listing: Listing) -> tuple[table.Column, ...]:
    category = table.Column(key="category", title=listing.divided_by or _("Category"), width=22)
    return (
        *((category,) if listing.grouped else ()),
        *(
            table.Column(
                key=each.key,
                title=each.title,
                width=each.width,
                kind=Kind.NUMBER if each.number else Kind.DATE if each.key == "day" else Kind.TEXT,
            )
            for each in listing.columns
        ),
    )
