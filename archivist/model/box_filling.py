"""Putting items into boxes: what may not share one is kept apart, none holds more than it can.

A sheet of 80 g paper is 0.1 mm thick; a page counts as a sheet, for nobody knows which documents
were printed on both sides. The board takes a millimetre at each side, and a box that is filled to
more than 85 % cannot be leafed through nor take a late sheet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from archivist.model.box import Box, BoxedItem, BoxHeld
from archivist.model.box_numbers import Key, Numbering
from archivist.model.box_room import (
    BOARD_SPINES,
    PLASTIC_SPINES,
    SPINES,
    Open,
    Passed,
    Rooms,
    capacity,
)
from archivist.model.boxing import Weighed, box_order, numbered, order_of
from archivist.model.names import same_name
from archivist.model.piece_numbers import numbers_of
from archivist.model.plan import Plan

USUAL_SPINE = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A box that gets items."""

    box: Box
    """As it is in the register, or is going to be."""
    new: bool
    items: tuple[BoxedItem, ...]
    """Those that it gets now, in their order."""
    held: int = 0
    """Pages that lie in it already."""
    passed: Passed | None = None
    """Why the last box that there was did not take them, if this one is new."""

    @property
    def pages(self) -> int:
        """All pages in it."""
        return self.held + sum(each.pages for each in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What goes where."""

    boxes: tuple[Filled, ...] = ()
    too_thick: tuple[tuple[BoxedItem, str], ...] = ()
    """Items that fill more than the thickest box, with the number of the one they get."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxMaking:
    """How new boxes are made."""

    spine: float = USUAL_SPINE
    packer: str = ""
    place: str = ""
    packed: date | None = None


def filled(
    loose: Iterable[Weighed], boxes: Sequence[BoxHeld], plan: Plan, making: BoxMaking
) -> Filling:
    """Return the boxes into which items without one are to be put.

    The last box of its kind is filled up first, whether the register has it or items name it. The
    items of a group are laid down in their order, each box as full as it may be, and the last of
    them as thin as it can.

    Args:
        loose: The items of one studio; those of which no paper is asked are passed over.
        boxes: All that this studio has, by number.
        plan: Numbers and names the categories.
        making: How new ones are made.
    """
    groups: defaultdict[Key, list[BoxedItem]] = defaultdict(list)
    for each in sorted(loose, key=lambda w: order_of(w.boxed.item)):
        if each.asked:
            groups[each.key].append(each.boxed)
    filler = _Filler(boxes, plan, making)
    for key, items in sorted(groups.items(), key=_group_order):
        filler.fill(key, items)
    return filler.filling()


def as_filled(
    boxes: Sequence[BoxHeld], filling: Filling, unboxed: Iterable[BoxedItem] = ()
) -> tuple[BoxHeld, ...]:
    """Return all boxes of a studio as they are going to be, with the numbers of their pieces 件.

    Args:
        boxes: As they are.
        filling: What goes into them.
        unboxed: The items that lie in none: a number that is written in one is taken.
    """
    lying: dict[str, tuple[Box, list[BoxedItem]]] = {}
    second: list[BoxHeld] = []
    for held in boxes:
        name = same_name(held.box.number)
        if name in lying:
            second.append(held)
        else:
            lying[name] = held.box, list(held.items)
    for each in filling.boxes:
        lying.setdefault(same_name(each.box.number), (each.box, []))[1].extend(each.items)
    inside = ((box.number, each) for box, items in lying.values() for each in items)
    found_numbers = numbers_of([*inside, *(("", each) for each in unboxed)])

    def renumbered(items: Iterable[BoxedItem]) -> tuple[BoxedItem, ...]:
        return numbered(replace(i, numbers=found_numbers.get(i.item.path, ())) for i in items)

    found = [BoxHeld(box=box, items=renumbered(items)) for box, items in lying.values()]
    return tuple(sorted((*found, *second), key=lambda held: box_order(held.box.number)))


def _group_order(group: tuple[Key, object]) -> tuple[str, int, str]:
    _studio, category, year, retention = group[0]
    return category, year, retention.value if retention else ""


class _Filler:
    def __init__(self, boxes: Sequence[BoxHeld], plan: Plan, making: BoxMaking) -> None:
        self._making = making
        self._folders = {c.number: c.folder for c in plan.categories}
        self._rooms = Rooms(boxes, plan)
        self._numbering = Numbering(boxes, plan)
        self._done: list[Open] = []
        self._too_thick: list[tuple[BoxedItem, str]] = []

    def fill(self, key: Key, items: Sequence[BoxedItem]) -> None:
        """Lay the items of one group down."""
        there = self._rooms.open(key)
        made: list[Open] = []
        for item in items:
            fitting = next((each for each in there if item.pages <= each.room), None)
            if fitting is None:
                if not made or item.pages > made[-1].room:
                    made.append(self._new(key, item))
                fitting = made[-1]
            fitting.items.append(item)
            fitting.room -= item.pages
        if made:
            got = {each.box.number: sum(i.pages for i in each.items) for each in there}
            made[0].passed = self._rooms.passed(key, got)
            made[-1].box = replace(made[-1].box, spine=self._thin(made[-1]))
        self._done += [each for each in (*there, *made) if each.items]

    def filling(self) -> Filling:
        """Return what came of it."""
        boxes = (
            Filled(box=o.box, new=o.new, held=o.held, items=tuple(o.items), passed=o.passed)
            for o in self._done
        )
        return Filling(boxes=tuple(boxes), too_thick=tuple(self._too_thick))

    def _new(self, key: Key, first: BoxedItem) -> Open:
        studio, category, year, retention = key
        spine = self._making.spine
        if first.pages > capacity(spine):
            spine = next((s for s in SPINES if first.pages <= capacity(s)), SPINES[-1])
        box = Box(
            studio=studio,
            number=self._numbering.following(key),
            content=self._folders.get(category, category),
            years=(year,) if year else (),
            retention=retention,
            spine=spine,
            place=self._making.place,
            packer=self._making.packer,
            packed=self._making.packed,
        )
        if first.pages > capacity(spine):
            self._too_thick.append((first, box.number))
        return Open(box=box, new=True, room=capacity(spine))

    def _thin(self, last: Open) -> float:
        """Return the thinnest spine, of the kind that was asked for, that holds the last box."""
        pages = sum(item.pages for item in last.items)
        kind = PLASTIC_SPINES if self._making.spine in PLASTIC_SPINES else BOARD_SPINES
        return next((s for s in kind if pages <= capacity(s)), last.box.spine)
