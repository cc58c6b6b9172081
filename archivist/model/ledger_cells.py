"""Understanding one row of a ledger: each cell by the kind of its column."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from archivist.model.ledger import ColumnKind, Ledger, LedgerColumn
from archivist.model.ledger_days import read_days
from archivist.model.ledger_entry import CellFault, CellTrouble, LedgerEntry
from archivist.model.ledger_numbers import near_number, read_number

_NOTHING = frozenset({"/", "\\", "-", "--", "—", "——", "–", "／", "－"})
"""What people put into a cell that does not apply."""
_NONE = _NOTHING | {"无", "暂无"}
"""The same where no words are asked for."""
_WORDY = frozenset({ColumnKind.TEXT, ColumnKind.PEOPLE, ColumnKind.EVIDENCE, ColumnKind.CHOICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlace:
    """Where a row stands, and under what."""

    path: str
    """Of the workbook, relative to the archive."""
    sheet: str
    row: int
    letters: Mapping[str, str] = field(default_factory=dict)
    """Of each column that is there, by its key."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What heads each column, by its key."""
    broken: Mapping[str, str] = field(default_factory=dict)
    """Formulas without a value, and errors, by the key of their column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One cell."""

    text: str = ""
    first: date | None = None
    last: date | None = None
    number: Decimal | None = None
    trouble: CellTrouble | None = None
    near: str = ""


def understood(column: LedgerColumn, text: str) -> Understood:
    """Return what a cell of that column says; empty for what stands for nothing."""
    stripped = text.strip()
    nothing = _NOTHING if column.kind in _WORDY else _NONE
    if not stripped or stripped in nothing:
        return Understood()
    if column.kind in {ColumnKind.DAY, ColumnKind.TERM}:
        days = read_days(stripped, term=column.kind is ColumnKind.TERM)
        return Understood(
            text=stripped, first=days.first, last=days.last, trouble=days.trouble, near=days.near
        )
    if column.kind in {ColumnKind.NUMBER, ColumnKind.MONEY}:
        return _number(stripped, money=column.kind is ColumnKind.MONEY)
    if column.kind is ColumnKind.CHOICE:
        return _choice(column, stripped)
    return Understood(text=stripped)


def _number(text: str, *, money: bool) -> Understood:
    number = read_number(text, money=money)
    if number is None:
        return Understood(text=text, trouble=CellTrouble.NO_NUMBER, near=near_number(text))
    return Understood(text=text, number=number)


def _choice(column: LedgerColumn, text: str) -> Understood:
    if not column.choices:
        return Understood(text=text)
    plain = {_plain(choice): choice for choice in column.choices}
    wanted = _plain(text)
    if wanted in plain:
        return Understood(text=plain[wanted])
    inside = [choice for form, choice in plain.items() if form in wanted or wanted in form]
    close = get_close_matches(wanted[:100], plain, n=1, cutoff=0.5)
    near = inside[0] if len(inside) == 1 else (plain[close[0]] if close else "")
    return Understood(text=text, trouble=CellTrouble.NO_CHOICE, near=near)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def entry_of(
    ledger: Ledger, place: RowPlace, texts: Mapping[str, str]
) -> tuple[LedgerEntry, tuple[CellFault, ...]]:
    """Return a row as an entry, and the faults of its cells.

    A required column that the sheet lacks makes the entry lack it, without a fault of the cell.

    Args:
        ledger: What the row is an entry of.
        place: Where it stands.
        texts: What stands in its cells, by the key of their column.
    """
    cells = {c.key: understood(c, texts.get(c.key, "")) for c in ledger.columns}
    faults: list[CellFault] = []
    lacking: list[str] = []
    for column in ledger.columns:
        fault = _fault(column, cells[column.key], place)
        if column.required and (fault or column.key not in place.letters):
            lacking.append(column.key)
        if fault and column.key in place.letters:
            faults.append(fault)
    entry = LedgerEntry(
        ledger=ledger.id,
        path=place.path,
        sheet=place.sheet,
        row=place.row,
        values={key: cell.text for key, cell in cells.items() if cell.text},
        days=_days(cells),
        numbers={key: cell.number for key, cell in cells.items() if cell.number is not None},
        lacking=tuple(lacking),
    )
    return entry, tuple(faults)


def _days(cells: Mapping[str, Understood]) -> dict[str, date]:
    days = {key: cell.first for key, cell in cells.items() if cell.first}
    return days | {f"{key}.end": cell.last for key, cell in cells.items() if cell.last}


def _fault(column: LedgerColumn, cell: Understood, place: RowPlace) -> CellFault | None:
    text, trouble = cell.text, cell.trouble
    if column.key in place.broken:
        text, trouble = place.broken[column.key], CellTrouble.FORMULA
    elif not text and column.required:
        trouble = CellTrouble.EMPTY
    if trouble is None:
        return None
    return CellFault(
        trouble=trouble,
        sheet=place.sheet,
        row=place.row,
        column=place.letters.get(column.key, ""),
        title=place.titles.get(column.key, "") or column.name,
        text=text,
        near=cell.near,
    )
