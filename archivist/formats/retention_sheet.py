"""到期鉴定清单: what has run out, with empty columns in which people write what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from gettext import gettext as _

from archivist.formats.csv_text import csv_bytes
from archivist.formats.retention_wording import (
    STANDING,
    amount_text,
    doubts,
    end_text,
    lack_text,
    nothing_destroyed,
    origin_text,
    size_text,
)
from archivist.formats.table import Book, Cell, CellState, Column, Kind, Sheet
from archivist.formats.wording import retention_word
from archivist.formats.workbook.writing import workbook_bytes
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.retention import Lapse, Retained, Standing
from archivist.model.wording import N_

SCHEMA = "retention-due"
_TOLD = (
    ("number", N_("No.")),
    ("studio", N_("Studio")),
    ("category", N_("Category")),
    ("item", N_("Item")),
    ("year", N_("Year")),
    ("retention", N_("Retention")),
    ("origin", N_("Who says so")),
    ("end", N_("Kept until")),
    ("standing", N_("State")),
    ("files", N_("Files")),
    ("size", N_("Size")),
    ("doubts", N_("To be looked at")),
)
_ASKED = (
    N_("Appraisal"),
    N_("Extended by"),
    N_("Appraised by"),
    N_("Appraised on"),
    N_("Approved by"),
)
_NUMBERS = frozenset({"number", "year", "files"})
_CHOICES = (N_("keep on"), N_("destroy"), N_("hand over"))
_PAPER = (
    ("number", N_("No."), 5),
    ("item", N_("Item"), 34),
    ("retention", N_("Retention, who says so"), 21),
    ("end", N_("Kept until"), 11),
    ("doubts", N_("To be looked at"), 20),
)
"""Columns of the workbook: with those below just as wide as a sheet of A4 lying, unreduced."""
_BLANK = (
    ("opinion", N_("Appraisal"), 11),
    ("longer", N_("Extended by"), 10),
    ("appraiser", N_("Appraised by, on"), 15),
    ("approver", N_("Approved by, on"), 15),
)
"""Columns that are written into by hand."""


def appraisal_book(retained: Retained, lapses: Sequence[Lapse]) -> bytes:
    """Return the list as a workbook.

    Args:
        retained: When and of what.
        lapses: What is listed: what has run out, what runs out soon, what nobody can tell.
    """
    rows = [
        _cells(_told(retained, number, lapse), amount_text(lapse.files, lapse.size))
        for number, lapse in enumerate(lapses, start=1)
    ]
    sheet = Sheet(
        name=_("Due for appraisal"),
        title=_("What has run out: list for appraisal"),
        columns=tuple(map(_column, (*_PAPER, *_BLANK))),
        rows=tuple(rows),
        notes=(_about(retained), nothing_destroyed(), _how_to_fill()),
        frozen=2,
    )
    book = Book(sheets=(sheet,), schema=SCHEMA, archive=shown(retained.archive))
    return workbook_bytes(book)


def appraisal_csv(retained: Retained, lapses: Sequence[Lapse]) -> bytes:
    """Return the list as CSV: each thing told in a column of its own."""
    head = [*(_(title) for _key, title in _TOLD), *map(_, _ASKED)]
    rows = [_told(retained, number, lapse) for number, lapse in enumerate(lapses, start=1)]
    keys = [key for key, _title in _TOLD]
    blank = [""] * len(_ASKED)
    return csv_bytes([head, *([*(_bare(key, row[key]) for key in keys), *blank] for row in rows)])


def _about(retained: Retained) -> str:
    text = _("{archive}, as of {day}; what runs out until {horizon} is listed as well.")
    if retained.horizon == retained.as_of:
        text = _("{archive}, as of {day}.")
    return text.format(
        archive=shown(retained.archive),
        day=dotted(retained.as_of),
        horizon=dotted(retained.horizon),
    )


def _how_to_fill() -> str:
    return _(
        "Fill in the last four columns by hand. To keep an item on, state the longer retention in "
        "its item.toml; archivist does not read this list."
    )


def _told(retained: Retained, number: int, lapse: Lapse) -> Mapping[str, str]:
    standing = retained.standing(lapse)
    lack = lack_text(lapse) if standing is Standing.UNKNOWN else ""
    said = (*((lack,) if lack else ()), *doubts(lapse))
    return {
        "number": str(number),
        "studio": shown(lapse.item.studio),
        "category": shown(lapse.folder),
        "item": shown(lapse.name),
        "year": str(lapse.year or ""),
        "retention": retention_word(lapse.kept.retention),
        "origin": origin_text(lapse.kept),
        "end": end_text(lapse),
        "standing": _(STANDING[standing].word),
        "files": str(lapse.files),
        "size": size_text(lapse.size),
        "doubts": _("; ").join(said),
    }


def _cells(row: Mapping[str, str], amount: str) -> Mapping[str, Cell]:
    """Return a row of the workbook; what is told in short stands together."""
    place = _("{studio} · {category}").format(studio=row["studio"], category=row["category"])
    year = _("of {year}").format(year=row["year"]) if row["year"] else ""
    told = {
        "number": (row["number"],),
        "item": (row["item"], place, amount),
        "retention": (_(", ").join(filter(None, (row["retention"], year))), row["origin"]),
        "end": (row["end"], row["standing"]),
        "doubts": (row["doubts"],),
    }
    cells = {key: Cell("\n".join(filter(None, lines))) for key, lines in told.items()}
    return cells | {key: Cell("", CellState.MISSING) for key, _title, _width in _BLANK}


def _bare(key: str, text: str) -> object:
    return int(text) if key in _NUMBERS and text else text


def _column(told: tuple[str, str, float]) -> Column:
    key, title, width = told
    kinds = {"end": Kind.DATE, "number": Kind.NUMBER}
    choices = tuple(map(_, _CHOICES)) if key == "opinion" else ()
    return Column(
        key=key,
        title=_(title),
        width=width,
        kind=kinds.get(key, Kind.TEXT),
        choices=choices,
        strict=bool(choices),
    )
