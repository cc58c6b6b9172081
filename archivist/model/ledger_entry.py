"""The entry 条目: one row of a ledger, and what is wrong with its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class CellTrouble(StrEnum):
    """What is wrong with a cell."""

    NO_DAY = "no-day"
    """It names no real day: 2025.02.31, or no date at all."""
    FUTURE = "future"
    """A day that has not come, where the column tells of what happened."""
    NO_NUMBER = "no-number"
    NO_CHOICE = "no-choice"
    """None of the column's choices."""
    EMPTY = "empty"
    """The ledger demands it."""
    DEMANDED = "demanded"
    """An event of the kind that the row tells demands it."""
    BACKWARDS = "backwards"
    """A term that ends before it begins."""
    BALANCE = "balance"
    """The balance does not follow from income and expense."""
    FORMULA = "formula"
    """A formula without a value that was calculated, or an error such as ``#REF!``."""
    TWO_SPELLINGS = "two-spellings"
    """A person who is written in another way elsewhere in the ledger."""
    STRAY = "stray"
    """Text beside the table, under no title."""
    TWICE = "twice"
    """The row repeats another one."""
    HIDDEN = "hidden"
    """It holds characters that nobody sees: controls, marks of direction."""
    LONG = "long"
    """A number too long for any label."""
    NO_YEAR = "no-year"
    NO_SPINE = "no-spine"
    """No thickness that a box can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """One bad cell."""

    trouble: CellTrouble
    sheet: str
    row: int
    """As the spreadsheet program counts, from 1."""
    column: str
    """The letters, ``C``; empty for the whole row."""
    title: str = ""
    """What heads the column."""
    text: str = ""
    """What stands in the cell."""
    near: str = ""
    """What was probably meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlace:
    """Where a row of a ledger stands."""

    path: str
    """The workbook, relative to the archive."""
    sheet: str
    row: int
    """As the spreadsheet program counts, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One row of a ledger, understood as far as it can be."""

    ledger: str
    """The ledger's id."""
    path: str
    """The workbook, relative to the archive."""
    sheet: str
    row: int
    values: Mapping[str, str] = field(default_factory=dict)
    """Texts by the key of their column; what is empty is left out."""
    days: Mapping[str, date] = field(default_factory=dict)
    """The days that could be read; of a term the first, and under ``key.end`` the last."""
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    """The numbers that could be read."""
    lacking: tuple[str, ...] = ()
    """Keys of the columns that every entry needs and that are empty, or bad, here."""

    @property
    def place(self) -> RowPlace:
        """Where it stands."""
        return RowPlace(path=self.path, sheet=self.sheet, row=self.row)

    def text(self, key: str) -> str:
        """Return what stands in a column; empty when nothing does."""
        return self.values.get(key, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRead:
    """One sheet that was understood as a ledger."""

    name: str
    ledger: str
    """The ledger's id."""
    head: int
    """The row of the titles, from 1."""
    last: int
    """The last row with text."""
    letters: Mapping[str, str]
    """The letters of each column that is there, by its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerReading:
    """What one workbook holds."""

    path: str
    """Relative to the archive."""
    entries: tuple[LedgerEntry, ...] = ()
    faults: tuple[CellFault, ...] = ()
    sheets: tuple[SheetRead, ...] = ()
