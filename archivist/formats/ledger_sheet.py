"""The empty ledger: the workbook in which a studio keeps it, headed in Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from gettext import gettext as _

from archivist.formats.table import Book, Cell, Column, Kind, Sheet
from archivist.formats.wording import spoken
from archivist.model.ledger import ColumnKind, Ledger, LedgerColumn

SCHEMA = "ledger"
"""Stands before the ledger's id in `Book.schema`, with a colon between."""
SPARE = 50
"""Empty rows that are ready to be filled in."""
_FROZEN = 2
"""Columns at the left that stay in sight."""
_KINDS = {
    # A term and a day stay text, so that 2022.01.25 is kept as typed.
    ColumnKind.DAY: Kind.DATE,
    ColumnKind.TERM: Kind.DATE,
    ColumnKind.CHOICE: Kind.DATE,
    ColumnKind.NUMBER: Kind.NUMBER,
    ColumnKind.MONEY: Kind.NUMBER,
}


def ledger_book(ledger: Ledger, archive: str, rows: Sequence[Mapping[str, str]] = ()) -> Book:
    """Return a ledger's workbook, for `write_workbook`.

    The titles are Chinese whatever language is spoken, for the ledger is a document of the archive;
    what explains it is in the language spoken.

    Args:
        ledger: Which one.
        archive: Which archive it belongs to.
        rows: Entries that are known already: texts by the key of their column.
    """
    sheet = Sheet(
        name=ledger.name,
        title=ledger.name,
        columns=tuple(_column(column, ledger) for column in ledger.columns),
        rows=tuple({key: Cell(text) for key, text in row.items()} for row in rows),
        notes=_notes(ledger),
        frozen=_FROZEN,
        spare=SPARE,
    )
    return Book(sheets=(sheet,), schema=f"{SCHEMA}:{ledger.id}", archive=archive)


def _column(column: LedgerColumn, ledger: Ledger) -> Column:
    return Column(
        key=column.key,
        title=column.name,
        also=tuple(title for title in (column.name_en, *column.also) if title),
        width=column.width,
        kind=_KINDS.get(column.kind, Kind.TEXT),
        choices=column.choices,
        strict=column.kind is ColumnKind.CHOICE,
        required=column.key == ledger.title,
        note=_said(column),
    )


def _said(column: LedgerColumn) -> str:
    """Return what is shown when a cell of the column is chosen."""
    english = spoken() == "en"
    note = (column.note_en if english else "") or column.note
    called = column.name_en if english else ""
    parts = [called, note, _("Must be filled in.") if column.required else ""]
    return "\n".join(part for part in parts if part)


def _notes(ledger: Ledger) -> tuple[str, ...]:
    """Return the lines above the table; each is one line of the sheet, so none is long."""
    required = [column.name for column in ledger.columns if column.required]
    lines = [
        _("One entry is one row; leave no row empty between. Write days as 2022.01.25."),
        _("Must be filled in: {titles}").format(titles="、".join(required)) if required else "",
        _(
            "Rows may be sorted and filtered, columns moved or added; leave the titles and the"
            " hidden row above them as they are."
        ),
    ]
    about = (ledger.note_en if spoken() == "en" else "") or ledger.note
    return tuple(line for line in (*lines, *about.splitlines()) if line.strip())
