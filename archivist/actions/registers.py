"""The registers of boxes and discs: what of them cannot be read stops what is written by them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

from archivist.actions.ledgers import Librarian, StudioLedgers, ledger_told, ledgers_category
from archivist.errors import InvalidFileError, UnprintableError
from archivist.formats.apart import Apart
from archivist.formats.ledger_wording import describe_fault, row_text
from archivist.formats.workbook.reading import LIMITS
from archivist.model.box_cells import broken_cells, odd_cells
from archivist.model.display import shown
from archivist.model.dossier import Dossier, StrayKind
from archivist.model.ledger import BOX_REGISTER, DISC_REGISTER, REGISTERS, Ledger
from archivist.model.ledger_entry import CellFault, CellTrouble, RowPlace
from archivist.model.ledger_hidden import illegible
from archivist.model.record import RecordKind, kind_of
from archivist.model.wording import N_
from archivist.store.ledger_file import load_ledgers
from archivist.store.tree import extended

_MOST_TEXT = 40
"""Characters of a number that a message repeats."""
_SHOWN = 10
"""Cells that a message names at most."""
_STOPPING = frozenset({CellTrouble.HIDDEN, CellTrouble.LONG, CellTrouble.FORMULA})
"""What keeps a row from being printed: nobody knows what would be. Else what lies there tells."""
_NO_FILE = frozenset({StrayKind.LINK, StrayKind.TOO_DEEP, StrayKind.UNREADABLE})
_UNREAD = {
    BOX_REGISTER: N_("The register of boxes cannot be read; nothing was done."),
    DISC_REGISTER: N_("The register of discs cannot be read; nothing was done."),
}


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


def cells_of_registers(
    read: StudioLedgers, ledgers: Iterable[Ledger]
) -> Iterator[tuple[str, list[CellFault]]]:
    """Yield the cells of each register of a studio that nobody can read, with its path."""
    known = tuple(ledgers)
    for reading in read.readings:
        rows = {(e.sheet, e.row) for e in reading.entries if e.ledger in REGISTERS}
        cells = *illegible(reading, known), *broken_cells(reading), *odd_cells(reading, known)
        faults = [fault for fault in cells if (fault.sheet, fault.row) in rows]
        if faults:
            yield reading.path, faults


def cell_text(path: str, fault: CellFault) -> str:
    """Return where a cell stands and what is wrong with it, on one line."""
    return _("{place}: {what}").format(place=shown(path), what=describe_fault(fault))


def with_disguised(
    read: StudioLedgers, studio: str, dossier: Dossier, ledgers: Sequence[Ledger]
) -> StudioLedgers:
    """Return the ledgers of a studio with registers that are no files, such as links, as unread.

    What bears the name of a register is one: a second one beside it would be of half the rows.
    """
    category = ledgers_category(dossier.plan, ledgers)
    why = _("it is a link, a folder or no file at all; put the workbook itself in its place")
    unread, taken_for = dict(read.unread), dict(read.taken_for)
    for stray in dossier.strays if category else ():
        home, _slash, name = stray.path.rpartition("/")
        parts = home.split("/")
        inside = parts[0] == studio and len(parts) > 1
        if stray.kind not in _NO_FILE or not inside or kind_of(name) is not RecordKind.WORKBOOK:
            continue
        told = ledger_told(name, dossier.plan, ledgers)
        if told and told.id in REGISTERS and dossier.plan.category_of(parts[1]) == category:
            unread[stray.path], taken_for[stray.path] = why, told.id
    return replace(read, unread=unread, taken_for=taken_for)


def twice_refused(lines: Sequence[str]) -> UnprintableError:
    """Return the refusal of numbers that two rows bear, of which a line each tells."""
    message = _("Nothing was printed: two rows of a register bear the same number.")
    return UnprintableError(
        "\n  ".join([message, *some_of(lines)]),
        _("Correct or delete one of the rows, save the register, then print again."),
    )


def twice_text(number: str, rows: Iterable[RowPlace]) -> str:
    """Return which rows bear one number, on one line."""
    places = _("; ").join(map(row_text, rows))
    return _("{place}: {what}").format(place=shown(number[:_MOST_TEXT]), what=places)


def refuse_unread(read: Iterable[StudioLedgers], register: str) -> None:
    """Refuse to go on while a register cannot be read: half of it would pass for all of it.

    Args:
        read: The ledgers of each studio.
        register: The ledger's id.

    Raises:
        InvalidFileError: One cannot; all are named.
    """
    lines = [
        # What reads workbooks usually names them itself.
        why if shown(path) in why else _("{place}: {what}").format(place=shown(path), what=why)
        for each in read
        for path, why in each.unread_of(register).items()
    ]
    if lines:
        raise InvalidFileError(
            "\n  ".join([_(_UNREAD[register]), *lines]),
            _("Mend it or move it out of the studio, then run the command again."),
        )


def refuse_illegible_rows(
    rows: Collection[RowPlace | None],
    read: Iterable[StudioLedgers],
    ledgers: Iterable[Ledger],
    also: Sequence[str] = (),
) -> None:
    """Refuse to print rows of which a cell cannot be read.

    Args:
        rows: Where they stand.
        read: The ledgers of each studio.
        ledgers: All kinds.
        also: What else cannot be read, a line each.

    Raises:
        UnprintableError: One cannot; each is named with workbook, sheet, row and column.
    """
    known = tuple(ledgers)
    lines = [
        cell_text(path, fault)
        for each in read
        for path, faults in cells_of_registers(each, known)
        for fault in faults
        if fault.trouble in _STOPPING
        and RowPlace(path=path, sheet=fault.sheet, row=fault.row) in rows
    ]
    lines += also
    if lines:
        message = _("Nothing was printed: what is to be printed cannot be read.")
        raise UnprintableError(
            "\n  ".join([message, *some_of(lines)]),
            _("Mend what is named, save it, then print again."),
        )


def some_of(lines: Sequence[str]) -> list[str]:
    """Return the first of many lines, and how many more there are."""
    more = len(lines) - _SHOWN
    return [*lines[:_SHOWN], *([_("and {count} more").format(count=more)] if more > 0 else [])]
