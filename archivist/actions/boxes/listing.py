"""``archivist box list``: which item lies in which box, and what is wrong with the boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archivist.actions.boxes.shelves import ChosenBoxes, chosen_boxes, refuse_unknown
from archivist.actions.registers import cells_of_registers
from archivist.actions.view import View
from archivist.model.box import BoxHeld
from archivist.model.box_faults import GAPS, BoxFault, BoxTrouble, faults_of, piece_faults
from archivist.model.boxing import Weighed
from archivist.model.ledger import BOX_REGISTER
from archivist.model.ledger_entry import CellFault
from archivist.model.piece_numbers import unwritten
from archivist.model.selection import Selection

_RESTING_ON_ALL = frozenset({BoxTrouble.EMPTY, BoxTrouble.RANGE, BoxTrouble.OUTDATED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedStudio:
    """The boxes of one studio that were chosen."""

    studio: str
    boxes: tuple[BoxHeld, ...]
    faults: tuple[BoxFault, ...]
    """Of these boxes."""
    loose: tuple[Weighed, ...] = ()
    """Items of the choice that name no box, of which paper is asked."""
    damaged: tuple[str, ...] = ()
    """Items whose ``item.toml`` has mistakes, so that it may name one, or other numbers."""
    unread: tuple[tuple[str, str], ...] = ()
    """Registers that cannot be read, and why."""
    illegible: tuple[tuple[str, CellFault], ...] = ()
    """Cells of the registers that nobody can read, with the workbook."""

    @property
    def sound(self) -> bool:
        """Nothing is wrong with the boxes, and the register could be read."""
        wrong = [fault for fault in self.faults if fault.trouble not in GAPS]
        return not (wrong or self.unread or self.damaged or self.illegible)

    @property
    def unnumbered(self) -> int:
        """Items in these boxes of which a piece has no number that is written down."""
        items = {each.item.path: each for held in self.boxes for each in held.items}
        return sum(unwritten(each) for each in items.values())


def list_boxes(view: View, selection: Selection) -> tuple[ListedStudio, ...]:
    """Return the boxes of a selection, studio by studio.

    Raises:
        InvalidChoiceError: A name fits no studio, or a number no box.
        NotReadableError: The archive, a studio or a category cannot be looked into.
    """
    found = chosen_boxes(view, selection)
    refuse_unknown(found, selection)
    return tuple(_listed(found))


def _listed(found: ChosenBoxes) -> Iterator[ListedStudio]:
    held, wanted = list(found.held()), found.wanted
    for studio in found.studios:
        boxes = tuple(each for each in held if each.box.studio == studio.studio)
        shown = {id(each) for each in boxes}
        # Of all boxes, so that an item that lies in two, or a number given twice, is seen.
        everything = [*faults_of(studio.boxes), *piece_faults(studio.boxes, studio.unboxed)]
        if studio.unclear:
            # What is said of a box that may hold more than is seen would be wrong advice.
            everything = [each for each in everything if each.trouble not in _RESTING_ON_ALL]
        numbers = {each.box.number for each in studio.boxes if id(each) in shown}
        asked = (each for each in studio.loose if each.asked)
        yield ListedStudio(
            studio=studio.studio,
            boxes=boxes,
            faults=tuple(fault for fault in everything if fault.box in numbers),
            loose=tuple(each for each in asked if each.boxed.item.path in wanted),
            damaged=tuple(p for p in studio.unclear if p in wanted or found.found.selection.boxes),
            unread=tuple(studio.read.unread_of(BOX_REGISTER).items()),
            illegible=tuple(
                (path, cell)
                for path, cells in cells_of_registers(studio.read, found.ledgers)
                for cell in cells
            ),
        )
