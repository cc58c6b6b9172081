"""Cells of the register of boxes: years and thickness, and what stands there and says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from archivist.model.ledger import BOX_REGISTER, Ledger
from archivist.model.ledger_entry import CellFault, CellTrouble, LedgerEntry, LedgerReading
from archivist.model.plan import RETENTION_NAMES

UNDATED = "不分年度"
_YEAR = "((?:19|20)[0-9]{2}|(?<![0-9])[0-9]{4}(?![0-9]))"
_YEARS = re.compile(rf"{_YEAR}(?:\s*[-—–~～至到]+\s*{_YEAR})?")
_MOST_YEARS = 200
_MOST_SPINE = 1000


def years_of(text: str) -> tuple[int, ...]:
    """Return the years that a cell names: ``2025``, ``2023-2025``, ``2023、2025``."""
    years: set[int] = set()
    for first, last in _YEARS.findall(text):
        years |= set(range(int(first), int(last or first) + 1))
    return tuple(sorted(years)[:_MOST_YEARS])


def spine_of(number: Decimal) -> float:
    """Return a thickness in mm; 0: it is none that a box can have."""
    return float(number) if 0 < number <= _MOST_SPINE else 0.0


def odd_cells(reading: LedgerReading, ledgers: Iterable[Ledger]) -> Iterator[CellFault]:
    """Yield the cells of a register of boxes that hold a text and no year, retention, thickness.

    Args:
        reading: What one workbook holds.
        ledgers: Those that its sheets may be.
    """
    letters = {sheet.name: sheet.letters for sheet in reading.sheets}
    titles = {c.key: c.name for each in ledgers if each.id == BOX_REGISTER for c in each.columns}
    for entry in reading.entries:
        for key, trouble in _odd(entry) if entry.ledger == BOX_REGISTER else ():
            yield CellFault(
                trouble=trouble,
                sheet=entry.sheet,
                row=entry.row,
                column=letters.get(entry.sheet, {}).get(key, ""),
                title=titles.get(key, ""),
                text=entry.text(key),
            )


def broken_cells(reading: LedgerReading) -> Iterator[CellFault]:
    """Yield the cells of registers that hold a formula without a value."""
    yield from (each for each in reading.faults if each.trouble is CellTrouble.FORMULA)


def _odd(entry: LedgerEntry) -> Iterator[tuple[str, CellTrouble]]:
    year, retention, spine = map(entry.text, ("year", "retention", "spine"))
    if year and UNDATED not in year and not years_of(year):
        yield "year", CellTrouble.NO_YEAR
    if retention and retention not in RETENTION_NAMES.values():
        yield "retention", CellTrouble.NO_CHOICE
    if spine and not spine_of(entry.numbers.get("spine", Decimal())):
        yield "spine", CellTrouble.NO_SPINE
