"""``archivist box list``: which item lies in which box, and what is wrong with the boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

from archivist.actions.boxes.cells import cells_of_registers
from archivist.actions.boxes.shelves import Shelves, shelves
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.model.box import BoxHeld
from archivist.model.box_faults import BoxFault, faults_of
from archivist.model.boxing import Weighed
from archivist.model.display import shown
from archivist.model.ledger_entry import CellFault
from archivist.model.names import same_name
from archivist.model.selection import Selection


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
    """Items whose ``item.toml`` has mistakes, so that it may name one."""
    unread: tuple[tuple[str, str], ...] = ()
    """Registers that cannot be read, and why."""
    illegible: tuple[tuple[str, CellFault], ...] = ()
    """Cells of the registers that nobody can read, with the workbook."""

    @property
    def sound(self) -> bool:
        """Nothing is wrong with the boxes, and the register could be read."""
        return not (self.faults or self.unread or self.damaged or self.illegible)


def list_boxes(view: View, selection: Selection) -> tuple[ListedStudio, ...]:
    """Return the boxes of a selection, studio by studio.

    Raises:
        InvalidChoiceError: A name fits no studio, or a number no box.
        NotReadableError: The archive, a studio or a category cannot be looked into.
    """
    found = shelves(view, selection)
    _refuse_unknown(found, selection)
    return tuple(_listed(found))


def _refuse_unknown(found: Shelves, selection: Selection) -> None:
    there = {same_name(held.box.number) for studio in found.studios for held in studio.boxes}
    missing = [number for number in selection.boxes if same_name(number) not in there]
    if missing:
        raise InvalidChoiceError(
            _("There is no box {numbers}.").format(numbers=_(", ").join(map(shown, missing))),
            _("“archivist box list” without --box shows all there are."),
        )


def _listed(found: Shelves) -> Iterator[ListedStudio]:
    held, wanted = list(found.held()), found.wanted
    for studio in found.studios:
        boxes = tuple(each for each in held if each.box.studio == studio.studio)
        shown = {id(each) for each in boxes}
        # Of all boxes, so that an item that lies in two, or a number given twice, is seen.
        everything = faults_of(studio.boxes)
        numbers = {each.box.number for each in studio.boxes if id(each) in shown}
        asked = (each for each in studio.loose if each.asked)
        yield ListedStudio(
            studio=studio.studio,
            boxes=boxes,
            faults=tuple(fault for fault in everything if fault.box in numbers),
            loose=tuple(each for each in asked if each.boxed.item.path in wanted),
            damaged=tuple(path for path in studio.damaged if path in wanted),
            unread=tuple(studio.unread.items()),
            illegible=tuple(
                (path, cell)
                for path, cells in cells_of_registers(studio.read, found.ledgers)
                for cell in cells
            ),
        )
