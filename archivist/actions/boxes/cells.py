"""Cells of the registers of boxes and discs that nobody can read: told before anything prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

from archivist.actions.boxes.rows import REGISTER, row_place
from archivist.actions.ledgers import Librarian, StudioLedgers
from archivist.errors import InvalidFileError, UnprintableError
from archivist.formats.apart import Apart
from archivist.formats.ledger_wording import describe_fault
from archivist.formats.workbook.reading import LIMITS
from archivist.model.box import BoxHeld
from archivist.model.box_numbers import legible
from archivist.model.display import shown
from archivist.model.dossier import Dossier
from archivist.model.ledger import Ledger
from archivist.model.ledger_entry import CellFault, LedgerReading
from archivist.model.ledger_hidden import NUMBER, REGISTERS, illegible
from archivist.model.record import RecordKind
from archivist.store.ledger_file import load_ledgers
from archivist.store.tree import extended

_MOST_TEXT = 40
"""Characters of a number that a message repeats."""
_SHOWN = 10
"""Cells that a message names at most."""


def register_cells(root: Path, dossier: Dossier) -> dict[str, tuple[CellFault, ...]]:
    """Return the cells of the registers in an archive that nobody can read, by workbook.

    A register that cannot be read at all is left out: what needs it says so.
    """
    ledgers = tuple(load_ledgers(extended(root), dossier.plan))
    librarian = Librarian(dossier.plan, ledgers)
    registers = [
        record
        for record, ledger in librarian.workbooks(dossier.records)
        if ledger and ledger.id in REGISTERS and record.kind is RecordKind.WORKBOOK
    ]
    if not registers:
        return {}
    with Apart(LIMITS) as apart:
        read = librarian.read(root, registers, apart)
    found = {path: tuple(faults) for path, faults in cells_of_registers(read, ledgers)}
    return {path: faults for path, faults in found.items() if faults}


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
            "\n  ".join([message, *_some(lines)]),
            _("Mend what is named, save it, then run the command again."),
        )


def _number_columns(reading: LedgerReading, sheet: str) -> set[str]:
    return {
        each.letters[NUMBER]
        for each in reading.sheets
        if each.name == sheet and each.ledger == REGISTER and NUMBER in each.letters
    }


def cells_of_registers(
    read: StudioLedgers, ledgers: Iterable[Ledger]
) -> Iterator[tuple[str, list[CellFault]]]:
    """Yield the cells of each register of a studio that nobody can read, with its path."""
    known = tuple(ledgers)
    for reading in read.readings:
        rows = {(e.sheet, e.row) for e in reading.entries if e.ledger in REGISTERS}
        faults = [f for f in illegible(reading, known) if (f.sheet, f.row) in rows]
        if faults:
            yield reading.path, faults


def cell_text(path: str, fault: CellFault) -> str:
    """Return where a cell stands and what is wrong with it, on one line."""
    return _("{place}: {what}").format(place=shown(path), what=describe_fault(fault))


def refuse_illegible(
    boxes: Sequence[BoxHeld], read: Iterable[StudioLedgers], ledgers: Iterable[Ledger]
) -> None:
    """Refuse to print boxes of which a number, or a cell of their row, cannot be read.

    Raises:
        UnprintableError: One cannot; each is named with workbook, sheet, row and column.
    """
    rows = {box.box.row for box in boxes}
    known = tuple(ledgers)
    lines = [
        cell_text(path, fault)
        for each in read
        for path, faults in cells_of_registers(each, known)
        for fault in faults
        if row_place(path, fault.sheet, fault.row) in rows
    ]
    lines += [
        _("{item}: the number of its box, “{number}”, cannot be read").format(
            item=shown(each.item.path), number=shown(held.box.number[:_MOST_TEXT])
        )
        for held in boxes
        if not held.box.row and not legible(held.box.number)
        for each in held.items
    ]
    if lines:
        message = _("Nothing was printed: what is to be printed cannot be read.")
        raise UnprintableError(
            "\n  ".join([message, *_some(lines)]),
            _("Mend what is named, save it, then print again."),
        )


def _some(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _SHOWN
    return [*lines[:_SHOWN], *([_("and {count} more").format(count=more)] if more > 0 else [])]
