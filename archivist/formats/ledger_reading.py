"""Reading ledgers that people kept in whatever workbook, by the titles of their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from archivist.errors import InvalidFileError
from archivist.formats.apart import Apart
from archivist.formats.ledger_head import Head, Lines, tell
from archivist.formats.ledger_rows import Rows
from archivist.formats.wording import spoken
from archivist.formats.workbook.places import letters_of
from archivist.formats.workbook.reading import OWN_SHEETS, Cells, cells_of
from archivist.model.display import shown as in_sight
from archivist.model.ledger import Ledger
from archivist.model.ledger_cells import RowPlace, entry_of
from archivist.model.ledger_entry import (
    CellFault,
    CellTrouble,
    LedgerEntry,
    LedgerReading,
    SheetRead,
)

_MOST_TITLES = 6
"""Titles that a message names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """One sheet that holds a ledger."""

    name: str
    lines: Lines
    ledger: Ledger
    head: Head
    broken: Mapping[tuple[int, int], str]


def read_ledger(
    path: Path,
    shown: str,
    ledgers: Sequence[Ledger],
    known: Ledger | None = None,
    *,
    apart: Apart | None = None,
) -> LedgerReading:
    """Return the entries of all visible sheets that hold a ledger, and what is wrong with them.

    Rows of sums, titles once more and text outside of the table are no entries; what spans several
    rows or columns stands in each of them. A sheet without a ledger is left out.

    Args:
        path: A workbook (xlsx, xls, ods) or a CSV file (UTF-8, UTF-16, GB18030).
        shown: Its path in the archive, which entries and messages name.
        ledgers: Those it may hold.
        known: The one that its name says it is.
        apart: The process that reads it, shared by many; None: one for this file alone.

    Raises:
        NotReadableError: The file system refuses.
        InvalidFileError: It is no workbook, or holds none of the ledgers.
    """
    cells = cells_of(path, named=shown, apart=apart)
    pages = _pages(cells, ledgers, known or _stated(cells, ledgers))
    if not pages:
        raise _no_ledger(shown, ledgers, known)
    entries: list[LedgerEntry] = []
    faults: list[CellFault] = []
    for page in pages:
        found, wrong = _read(page, shown)
        entries += found
        faults += wrong
    sheets = tuple(_told(page, entries) for page in pages)
    return LedgerReading(path=shown, entries=tuple(entries), faults=tuple(faults), sheets=sheets)


def _stated(cells: Cells, ledgers: Sequence[Ledger]) -> Ledger | None:
    """Return the ledger that a workbook which archivist wrote says it is."""
    stated = cells.told().get("schema", "").removeprefix("ledger:")
    return next((ledger for ledger in ledgers if ledger.id == stated), None)


def _pages(cells: Cells, ledgers: Sequence[Ledger], known: Ledger | None) -> list[_Page]:
    pages = []
    for name, hidden, lines in cells.sheets:
        found = None if hidden or name in OWN_SHEETS else tell(name, lines, ledgers, known)
        if found:
            ledger, head = found
            broken = cells.broken.get(name, {})
            pages.append(_Page(name=name, lines=lines, ledger=ledger, head=head, broken=broken))
    return pages


def _read(page: _Page, path: str) -> tuple[list[LedgerEntry], list[CellFault]]:
    rows = Rows(page.name, page.lines, page.ledger, page.head)
    places = page.head.places
    letters = {key: letters_of(at) for key, at in places.items()}
    titles = {key: page.head.titles.get(at, "") for key, at in places.items()}
    entries: list[LedgerEntry] = []
    faults = _absent(page)
    for filled in rows.filled(page.broken):
        place = RowPlace(
            path=path,
            sheet=page.name,
            row=filled.number,
            letters=letters,
            titles=titles,
            broken=filled.broken,
        )
        entry, wrong = entry_of(page.ledger, place, filled.texts)
        entries.append(entry)
        faults += wrong
    return entries, faults + rows.strays


def _head_row(page: _Page) -> int:
    return page.lines[min(page.head.at, len(page.lines) - 1)][0]


def _absent(page: _Page) -> list[CellFault]:
    """Return a fault for each required column that the sheet lacks: one, not one in every row."""
    return [
        CellFault(
            trouble=CellTrouble.EMPTY,
            sheet=page.name,
            row=_head_row(page),
            column="",
            title=column.name,
        )
        for column in page.ledger.columns
        if column.required and column.key not in page.head.places
    ]


def _told(page: _Page, entries: Sequence[LedgerEntry]) -> SheetRead:
    rows = [entry.row for entry in entries if entry.sheet == page.name]
    return SheetRead(
        name=page.name,
        ledger=page.ledger.id,
        head=_head_row(page),
        last=max(rows, default=_head_row(page)),
        letters={key: letters_of(at) for key, at in page.head.places.items()},
    )


def _no_ledger(shown: str, ledgers: Sequence[Ledger], known: Ledger | None) -> InvalidFileError:
    file = in_sight(shown)
    if known is None:
        names = _(", ").join(_name(ledger) for ledger in ledgers)
        message = _("{file} holds none of the ledgers.").format(file=file)
        hint = _("Head the columns as one of these ledgers does: {names}.").format(names=names)
        return InvalidFileError(message, hint)
    message = _("{file} has no sheet with the titles of the {ledger}.")
    titles = [column.name for column in known.columns if column.required]
    titles = (titles or [column.name for column in known.columns])[:_MOST_TITLES]
    hint = _("Looked for: {titles}.").format(titles=_(", ").join(titles))
    return InvalidFileError(message.format(file=file, ledger=_name(known)), hint)


def _name(ledger: Ledger) -> str:
    return (ledger.name_en if spoken() == "en" else "") or ledger.name
