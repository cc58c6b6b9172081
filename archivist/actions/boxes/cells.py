"""Numbers of boxes that nobody can read: told before anything is numbered or printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from gettext import gettext as _

from archivist.actions.ledgers import StudioLedgers
from archivist.actions.registers import (
    cell_text,
    cells_of_registers,
    refuse_illegible_rows,
    some_of,
)
from archivist.errors import InvalidFileError
from archivist.model.box import BoxHeld
from archivist.model.box_cells import broken_cells
from archivist.model.box_numbers import legible
from archivist.model.display import shown
from archivist.model.ledger import BOX_REGISTER, Ledger
from archivist.model.ledger_entry import LedgerReading, RowPlace
from archivist.model.ledger_hidden import NUMBER

_MOST_TEXT = 40
"""Characters of a number that a message repeats."""


def refuse_hidden_numbers(read: Iterable[StudioLedgers], ledgers: Iterable[Ledger]) -> None:
    """Refuse to give numbers while one in a register cannot be read: it may be given out already.

    Raises:
        InvalidFileError: One cannot; all are named.
    """
    known = tuple(ledgers)
    lines = [
        cell_text(path, fault)
        for each in read
        for reading in each.readings
        for path, faults in cells_of_registers(replace(each, readings=(reading,)), known)
        for fault in faults
        if fault.column in _number_columns(reading, fault.sheet)
    ]
    if lines:
        message = _("A number in the register of boxes cannot be read; nothing was written.")
        raise InvalidFileError(
            "\n  ".join([message, *some_of(lines)]),
            _("Mend what is named, save it, then run the command again."),
        )


def _number_columns(reading: LedgerReading, sheet: str) -> set[str]:
    return {
        each.letters[NUMBER]
        for each in reading.sheets
        if each.name == sheet and each.ledger == BOX_REGISTER and NUMBER in each.letters
    }


def refuse_illegible(
    boxes: Sequence[BoxHeld], read: Iterable[StudioLedgers], ledgers: Iterable[Ledger]
) -> None:
    """Refuse to print boxes of which a number, or a cell of their row, cannot be read.

    Raises:
        UnprintableError: One cannot; each is named with workbook, sheet, row and column.
    """
    known, rows = tuple(read), {held.box.row for held in boxes}
    for reading in (reading for each in known for reading in each.readings):
        # Which box a row is of is not known while its number has no value.
        rows |= {
            RowPlace(path=reading.path, sheet=cell.sheet, row=cell.row)
            for cell in broken_cells(reading)
            if cell.column in _number_columns(reading, cell.sheet)
        }
    hidden = [
        _("{item}: the number of its box, “{number}”, cannot be read").format(
            item=shown(each.item.path), number=shown(held.box.number[:_MOST_TEXT])
        )
        for held in boxes
        if held.box.row is None and not legible(held.box.number)
        for each in held.items
    ]
    refuse_illegible_rows(rows, known, ledgers, hidden)
