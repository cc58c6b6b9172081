"""The boxes that may be printed: what lies in them is known, and each number is of one box."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from archivist.actions.boxes.cells import refuse_illegible
from archivist.actions.boxes.shelves import ChosenBoxes, StudioBoxes, chosen_boxes, refuse_unknown
from archivist.actions.interrupted import interrupted, interruption_texts, refuse_interrupted
from archivist.actions.registers import refuse_unread, some_of, twice_refused, twice_text
from archivist.actions.view import View
from archivist.errors import InvalidFileError
from archivist.model.box import BoxHeld
from archivist.model.display import shown
from archivist.model.item import ITEM_FILE
from archivist.model.ledger import BOX_REGISTER
from archivist.model.ledger_entry import RowPlace
from archivist.model.names import same_name
from archivist.model.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintableBoxes:
    """Boxes that are sure to be what a print says of them."""

    chosen: ChosenBoxes
    boxes: tuple[BoxHeld, ...]
    remarks: tuple[str, ...] = ()
    """What is to be known before they are printed."""


def printable_boxes(view: View, selection: Selection) -> PrintableBoxes:
    """Return the boxes that a selection means, with all that lies in each.

    A box that items name and no register has is one with no ``row``; a row that no item names
    is a box without items. Numbers are compared without regard to case.

    Raises:
        BusyError: Another command lays items into these boxes just now.
        InvalidChoiceError: A name fits no studio, or a number no box.
        InvalidFileError: A register of boxes or an ``item.toml`` cannot be read.
        NotReadableError: The archive, a studio or a category cannot be looked into.
        UnprintableError: A cell of their rows cannot be read, two rows bear the same number, or a
            command that lays items into these boxes was cut off.
    """
    found = chosen_boxes(view, selection)
    deeds = interrupted(view.root)
    refuse_interrupted(view.root, deeds, {studio.studio for studio in found.studios})
    refuse_unread(found.read, BOX_REGISTER)
    refuse_unknown(found, selection)
    _refuse_unclear(found.studios)
    boxes = tuple(found.held())
    refuse_illegible(boxes, found.read, found.ledgers)
    _refuse_twice(found.studios, boxes)
    remarks = tuple(interruption_texts(deeds))
    return PrintableBoxes(chosen=found, boxes=boxes, remarks=remarks)


def _refuse_unclear(studios: Sequence[StudioBoxes]) -> None:
    """Refuse to print while an ``item.toml`` may name a box, or other numbers, that nobody sees.

    Raises:
        InvalidFileError: One may; all are named.
    """
    files = [shown(f"{path}/{ITEM_FILE}") for studio in studios for path in studio.unclear]
    if files:
        message = _("Nothing was printed: what lies in the boxes is not known for sure.")
        lines = [_("{file} has mistakes").format(file=file) for file in files]
        raise InvalidFileError(
            "\n  ".join([message, *some_of(lines)]),
            _("“archivist check” tells the mistakes: mend them, then print again."),
        )


def _refuse_twice(studios: Sequence[StudioBoxes], boxes: Sequence[BoxHeld]) -> None:
    """Refuse to print two labels of one number.

    Raises:
        UnprintableError: Two rows of a studio bear the number of one of these boxes.
    """
    chosen = {(held.box.studio, same_name(held.box.number)) for held in boxes}
    rows: defaultdict[tuple[str, str], list[tuple[str, RowPlace]]] = defaultdict(list)
    for held in (held for studio in studios for held in studio.boxes):
        key = held.box.studio, same_name(held.box.number)
        if held.box.row and key in chosen:
            rows[key].append((held.box.number, held.box.row))
    lines = [
        twice_text(some[0][0], [row for _number, row in some])
        for some in rows.values()
        if len(some) > 1
    ]
    if lines:
        raise twice_refused(lines)
