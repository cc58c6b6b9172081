"""Cells of ledgers that nobody can read as they are: what hides in them, numbers without end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archivist.model.box_numbers import LONGEST
from archivist.model.display import shown
from archivist.model.ledger import REGISTERS, Ledger
from archivist.model.ledger_entry import CellFault, CellTrouble, LedgerEntry, LedgerReading

NUMBER = "number"
"""The key of their column that names a box or a disc."""
_LINES = frozenset("\n\r\t")
"""What a cell may hold to break its lines; no number does."""
_MOST = 5
"""Characters that are named."""


def illegible(reading: LedgerReading, ledgers: Iterable[Ledger]) -> Iterator[CellFault]:
    """Yield the cells in which something hides, and numbers of boxes and discs that are too long.

    What hides are controls, marks of direction and joiners: they print as nothing, or stop the
    print, and two numbers that look alike are not one.

    Args:
        reading: What one workbook holds.
        ledgers: Those that its sheets may be.
    """
    known = {ledger.id: ledger for ledger in ledgers}
    letters = {sheet.name: sheet.letters for sheet in reading.sheets}
    for entry in reading.entries:
        for key, text in entry.values.items():
            trouble, near = _wrong(entry, key, text)
            column = known[entry.ledger].column(key) if entry.ledger in known else None
            if trouble:
                yield CellFault(
                    trouble=trouble,
                    sheet=entry.sheet,
                    row=entry.row,
                    column=letters.get(entry.sheet, {}).get(key, ""),
                    title=column.name if column else "",
                    text=text,
                    near=near,
                )


def _wrong(entry: LedgerEntry, key: str, text: str) -> tuple[CellTrouble | None, str]:
    number = key == NUMBER and entry.ledger in REGISTERS
    hiding = dict.fromkeys(c for c in text if shown(c) != c and (number or c not in _LINES))
    if hiding:
        return CellTrouble.HIDDEN, " ".join(f"U+{ord(c):04X}" for c in list(hiding)[:_MOST])
    if number and len(text) > LONGEST:
        return CellTrouble.LONG, str(LONGEST)
    return None, ""
