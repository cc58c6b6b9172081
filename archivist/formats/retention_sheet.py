"""到期鉴定清单: what has run out, with empty columns in which people write what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from gettext import gettext as _

from archivist.formats.csv_text import csv_bytes
from archivist.formats.retention_wording import (
    STANDING,
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
    ("number", N_("No."), 6),
    ("studio", N_("Studio"), 20),
    ("category", N_("Category"), 20),
    ("item", N_("Item"), 36),
    ("year", N_("Year"), 8),
    ("retention", N_("Retention"), 10),
    ("origin", N_("Who says so"), 26),
    ("end", N_("Kept until"), 12),
    ("standing", N_("State"), 12),
    ("files", N_("Files"), 8),
    ("size", N_("Size"), 10),
    ("doubts", N_("To be looked at"), 32),
)
_ASKED = (
    ("opinion", N_("Appraisal"), 12),
    ("longer", N_("Extended by"), 12),
    ("appraiser", N_("Appraised by"), 14),
    ("day", N_("Appraised on"), 14),
    ("approver", N_("Approved by"), 14),
)
_NUMBERS = frozenset({"number", "year", "files"})


def appraisal_book(retained: Retained, lapses: Sequence[Lapse]) -> bytes:
    """Return the list as a workbook.

    Args:
        retained: When and of what.
        lapses: What is listed: what has run out, what runs out soon, what nobody can tell.
    """
    rows = [_told(retained, number, lapse) for number, lapse in enumerate(lapses, start=1)]
    sheet = Sheet(
        name=_("Due for appraisal"),
        title=_("What has run out: list for appraisal"),
        columns=tuple(map(_column, (*_TOLD, *_ASKED))),
        rows=tuple(map(_cells, rows)),
        notes=(_about(retained), nothing_destroyed(), _how_to_fill()),
        frozen=4,
    )
    book = Book(sheets=(sheet,), schema=SCHEMA, archive=shown(retained.archive))
    return workbook_bytes(book)


def appraisal_csv(retained: Retained, lapses: Sequence[Lapse]) -> bytes:
    """Return the list as CSV, with the same columns."""
    head = [_(title) for _key, title, _width in (*_TOLD, *_ASKED)]
    rows = [_told(retained, number, lapse) for number, lapse in enumerate(lapses, start=1)]
    keys = [key for key, _title, _width in _TOLD]
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
        "Fill in the last five columns by hand. To keep an item on, state the longer retention in "
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


def _cells(row: Mapping[str, str]) -> Mapping[str, Cell]:
    told = {key: Cell(text) for key, text in row.items() if text}
    return told | {key: Cell("", CellState.MISSING) for key, _title, _width in _ASKED}


def _bare(key: str, text: str) -> object:
    return int(text) if key in _NUMBERS and text else text


def _column(told: tuple[str, str, float]) -> Column:
    key, title, width = told
    kinds = {"end": Kind.DATE, "day": Kind.DATE} | dict.fromkeys(_NUMBERS, Kind.NUMBER)
    choices = (_("keep on"), _("destroy"), _("hand over")) if key == "opinion" else ()
    return Column(
        key=key,
        title=_(title),
        width=width,
        kind=kinds.get(key, Kind.TEXT),
        choices=choices,
        strict=bool(choices),
    )
