"""Entering the check of a disc into the register, and into the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from gettext import gettext as _

from archivist.actions.burning.adopting import adopt
from archivist.actions.burning.register import Registers
from archivist.actions.burning.shelf import DiscShelf, disc_shelf
from archivist.actions.register_books import register_steps
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.ledger_wording import row_text
from archivist.model.days import dotted
from archivist.model.disc import FAILED, PASSED, Disc
from archivist.model.disc_check import DiscCheck
from archivist.model.display import shown
from archivist.model.ledger_entry import RowPlace
from archivist.model.names import same_name
from archivist.model.operation import Deed, Operation, Result, Verb
from archivist.store.operations import Writing, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """Which disc was checked, and by whom."""

    number: str
    set: str = ""
    """套别; empty: the disc has one row only."""
    by: str = ""
    burnt: date | None = None
    """When it was burnt, or burnt anew; None: on the day of its first check."""
    on_drive: bool = True
    """What was checked is a drive of its own; else it may never have been burnt."""
    adopt: bool = False
    """Others made it: what the archive holds of what lies on it, is on a disc from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckEntered:
    """What was entered."""

    disc: Disc
    """Its row, as it was before."""
    deeds: tuple[Deed, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    """What was written into it, by the key of the column."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What the register calls these columns."""
    lacking: tuple[str, ...] = ()
    """Columns that the register does not have: they stay to be written by hand."""
    finished: tuple[Deed, ...] = ()
    burnt: date | None = None
    """The day of burning that was named."""
    adopted: int = 0
    """Files of the archive that are known to lie on it now."""

    @property
    def done(self) -> bool:
        """The row tells the check."""
        return bool(self.deeds) and all(deed.result is Result.DONE for deed in self.deeds)


def row_to_check(view: View, checking: Checking) -> Disc:
    """Return the row of a disc, before the long work: a wrong name is told at once.

    Raises:
        InvalidChoiceError: No register has it, or several rows do.
        InvalidFileError: A register of discs cannot be read.
        NotReadableError: The archive cannot be looked into.
    """
    return _row(disc_shelf(survey(view)), checking)


def enter_check(view: View, check: DiscCheck, checking: Checking, now: datetime) -> CheckEntered:
    """Fill in the row of a disc that was checked; ``archivist undo`` takes it back.

    Raises:
        InvalidChoiceError: No register has it, or several rows do.
        ArchivistError: The register is open elsewhere, read-only, or cannot be changed.
    """
    with writing(view.root, Verb.DISC, now) as session:
        shelf = disc_shelf(survey(view))
        disc = _row(shelf, checking)
        place = disc.row or RowPlace(path="", sheet="", row=0)
        cells = _cells(view.as_of, check, checking, disc)
        registers = Registers(view.root, shelf)
        contents, lacking = registers.with_cells(shelf.of(disc.studio), place, cells)
        adopted = adopt(session, view.root, shelf, check) if checking.adopt and check.sound else 0
        steps = tuple(register_steps(session, contents))
        operations = [Operation(verb=Verb.DISC, steps=steps)] if steps else []
        deeds = tuple(session.carry_out(operations))
        _note(session, check, disc, checking)
        return CheckEntered(
            disc=disc,
            deeds=deeds,
            cells={key: text for key, text in cells.items() if key not in lacking},
            names=registers.names,
            lacking=tuple(registers.names.get(key, key) for key in lacking),
            finished=session.finished,
            burnt=checking.burnt,
            adopted=adopted,
        )


def _cells(day: date, check: DiscCheck, checking: Checking, disc: Disc) -> dict[str, str]:
    cells = {"checked": dotted(day), "result": PASSED if check.sound else FAILED}
    cells |= {"checker": checking.by} if checking.by else {}
    burnt = checking.burnt or (day if checking.on_drive and not disc.burnt else None)
    return cells | ({"burnt": dotted(burnt)} if burnt else {})


def _note(session: Writing, check: DiscCheck, disc: Disc, checking: Checking) -> None:
    told = {
        "number": disc.number,
        "set": disc.set,
        "result": PASSED if check.sound else FAILED,
        "files": check.records or check.files,
        "faults": len(check.faults),
    }
    session.note("disc-verify", told | ({"checker": checking.by} if checking.by else {}))


def _row(shelf: DiscShelf, checking: Checking) -> Disc:
    wanted = same_name(checking.number)
    rows = [disc for disc in shelf.rows if same_name(disc.number) == wanted]
    if not rows:
        raise InvalidChoiceError(
            _("No register has this disc: {numbers}.").format(numbers=shown(checking.number)),
            _("Write the number as it stands in the register of discs: A104-2015-015."),
        )
    fitting = [disc for disc in rows if not checking.set or disc.set == checking.set]
    if len(fitting) == 1:
        return fitting[0]
    sets = _(", ").join(shown(disc.set) for disc in rows if disc.set)
    if not fitting:
        raise InvalidChoiceError(
            _("Disc {number} has no set {set} in the register; it has: {sets}").format(
                number=shown(checking.number), set=checking.set, sets=sets or _("none")
            ),
            _("Name one of these with --set, or enter the row by hand."),
        )
    raise _ambiguous(checking, fitting, sets)


def _ambiguous(checking: Checking, fitting: Sequence[Disc], sets: str) -> InvalidChoiceError:
    if not checking.set:
        return InvalidChoiceError(
            _("Disc {number} has several sets: {sets}").format(
                number=shown(checking.number), sets=sets
            ),
            _("Say which copy lies in the drive: --set {set}").format(set=shown(fitting[0].set)),
        )
    places = _("; ").join(row_text(disc.row) for disc in fitting if disc.row)
    return InvalidChoiceError(
        _("Two rows are of disc {number}, set {set}: {places}").format(
            number=shown(checking.number), set=checking.set, places=places
        ),
        _("Correct or delete one of the rows, save the register, then run the command again."),
    )
