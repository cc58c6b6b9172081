"""The catalogue of three levels as a list: its columns, and a line for each item."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from archivist.formats.papers.catalogue_listing import Column, Group, Listing, Part, cell, items_of
from archivist.formats.papers.piece_rows import pages_text
from archivist.formats.wording import name_of, retention_word
from archivist.model.catalogue import Catalogue, CategoryPart, Line, StudioPart
from archivist.model.code import codes_range
from archivist.model.days import dotted

FORM = "catalogue"


def levels_listing(catalogue: Catalogue, archive: str, day: str) -> Listing:
    """Return the catalogue as a list.

    Args:
        catalogue: What it holds.
        archive: What stands at the foot of each page.
        day: The day of printing, as it is shown.
    """
    return Listing(
        form=FORM,
        title=_("Catalogue of studio, category and item"),
        archive=cell(archive),
        day=day,
        columns=_columns(),
        parts=tuple(
            Part(
                name=cell(part.studio),
                groups=tuple(_group(each) for each in part.categories),
                told=_totals(part),
            )
            for part in catalogue.studios
        ),
        contents=True,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(key="number", title=_("No."), width=7, number=True),
        Column(key="title", title=_("Content"), width=42, left=True),
        Column(key="day", title=_("Date"), width=12),
        Column(key="codes", title=_("Codes"), width=22),
        Column(key="files", title=_("Pieces"), width=7, number=True),
        Column(key="pages", title=_("Pages"), width=7, number=True),
        Column(key="retention", title=_("Retention"), width=10),
        Column(key="box", title=_("Box"), width=10),
    )


def _totals(part: StudioPart) -> str:
    pieces = part.pieces
    return _("{items}, {pieces}, {pages} pages").format(
        items=items_of(part.lines),
        pieces=ngettext("{count} piece", "{count} pieces", pieces).format(count=pieces),
        pages=pages_text(part.pages, estimated=part.estimated) or 0,
    )


def _group(part: CategoryPart) -> Group:
    heading = f"{part.category.number} {name_of(part.category)}"
    return Group(heading=cell(heading), rows=tuple(_row(line) for line in part.lines))


def _row(line: Line) -> tuple[str, ...]:
    return (
        str(line.number),
        cell(line.title),
        dotted(line.day) if line.day else "",
        cell(codes_range(line.first, line.last)),
        cell(line.pieces),
        pages_text(line.pages, estimated=line.estimated),
        retention_word(line.retention) if line.retention else "",
        cell(line.box),
    )
