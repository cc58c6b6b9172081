"""``archivist box list``: which item lies in which box, and what is wrong with the boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archivist.actions.boxes import Shelves, shelves
from archivist.actions.view import View
from archivist.model.box import BoxHeld
from archivist.model.box_faults import BoxFault, faults_of
from archivist.model.boxing import Weighed
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

    @property
    def sound(self) -> bool:
        """Nothing is wrong with the boxes, and the register could be read."""
        return not self.faults and not self.unread and not self.damaged


def list_boxes(view: View, selection: Selection) -> tuple[ListedStudio, ...]:
    """Return the boxes of a selection, studio by studio.

    Raises:
        InvalidChoiceError: A name fits no studio.
        NotReadableError: The archive, a studio or a category cannot be looked into.
    """
    return tuple(_listed(shelves(view, selection)))


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
        )
