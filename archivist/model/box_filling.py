"""Putting items into boxes: what may not share one is kept apart, none holds more than it can.

A sheet of 80 g paper is 0.1 mm thick; a page counts as a sheet, for nobody knows which documents
were printed on both sides. The board takes a millimetre at each side, and a box that is filled to
more than 85 % cannot be leafed through nor take a late sheet.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from archivist.model.box import Box, BoxedItem, BoxHeld
from archivist.model.boxing import Weighed, key_of, order_of
from archivist.model.names import same_name
from archivist.model.plan import Plan, Retention

BOARD_SPINES = (20.0, 30.0, 40.0, 50.0)
PLASTIC_SPINES = (35.0, 55.0, 75.0)
"""In mm (FACTS §3)."""
SPINES = tuple(sorted(BOARD_SPINES + PLASTIC_SPINES))
USUAL_SPINE = 50.0
_SHEETS_A_MM = 10
_WALLS = 2.0
"""Mm of board."""
_FILL = 85
"""Per cent."""
_NUMBER = re.compile(r"([0-9]{2})\s*[-－—–]\s*([0-9]{1,6})")
_YEARS = range(1900, 2100)
Key = tuple[str, str, int, Retention | None]


def capacity(spine: float) -> int:
    """Return how many pages a box of that spine in mm takes."""
    return max(0, int((spine - _WALLS) * _SHEETS_A_MM * _FILL // 100))


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
class How:
    """How boxes are made."""

    plan: Plan
    spine: float = USUAL_SPINE
    packer: str = ""
    place: str = ""
    day: date | None = None


def filled(loose: Iterable[Weighed], boxes: Sequence[BoxHeld], how: How) -> Filling:
    """Return the boxes into which items without one are to be put.

    Boxes that the register has already are filled up first. The items of a group are laid down in
    their order, each box as full as it may be, and the last of them as thin as it can.

    Args:
        loose: The items of one studio; those of which no paper is asked are passed over.
        boxes: All that this studio has.
        how: How new ones are made.
    """
    groups: defaultdict[Key, list[BoxedItem]] = defaultdict(list)
    for each in sorted(loose, key=lambda w: order_of(w.boxed.item)):
        if each.asked:
            groups[each.key].append(each.boxed)
    filler = _Filler(boxes, how)
    for key, items in sorted(groups.items(), key=_group_order):
        filler.fill(key, items)
    return filler.filling()


def _group_order(group: tuple[Key, object]) -> tuple[str, int, str]:
    _studio, category, year, retention = group[0]
    return category, year, retention.value if retention else ""


@dataclass(slots=True)
class _Open:
    """A box while it is filled."""

    box: Box
    new: bool
    held: int
    items: list[BoxedItem] = field(default_factory=list)
    room: int = 0


class _Filler:
    def __init__(self, boxes: Sequence[BoxHeld], how: How) -> None:
        self._how = how
        self._folders = {c.number: c.folder for c in how.plan.categories}
        self._there = _fillable(boxes, how.plan)
        self._taken = {same_name(held.box.number) for held in boxes}
        self._last = _last_numbers(boxes)
        self._done: list[_Open] = []
        self._too_thick: list[tuple[BoxedItem, str]] = []

    def fill(self, key: Key, items: Sequence[BoxedItem]) -> None:
        """Lay the items of one group down."""
        there = self._there.get(key, [])
        current: _Open | None = None
        for item in items:
            fitting = next((each for each in there if item.pages <= each.room), None)
            if fitting is None:
                if current is None or item.pages > current.room:
                    current = self._new(key, item)
                fitting = current
            fitting.items.append(item)
            fitting.room -= item.pages
        if current:
            current.box = replace(current.box, spine=self._thin(current))
        self._done += [each for each in there if each.items]

    def filling(self) -> Filling:
        """Return what came of it."""
        boxes = (
            Filled(box=_told(o), new=o.new, held=o.held, items=tuple(o.items)) for o in self._done
        )
        return Filling(boxes=tuple(boxes), too_thick=tuple(self._too_thick))

    def _new(self, key: Key, first: BoxedItem) -> _Open:
        studio, category, year, retention = key
        number = self._number(category)
        spine = self._how.spine
        if first.pages > capacity(spine):
            spine = next((s for s in SPINES if first.pages <= capacity(s)), SPINES[-1])
        box = Box(
            studio=studio,
            number=number,
            content=self._folders.get(category, category),
            years=(year,) if year else (),
            retention=retention,
            spine=spine,
            place=self._how.place,
            packer=self._how.packer,
            packed=self._how.day,
        )
        if first.pages > capacity(spine):
            self._too_thick.append((first, box.number))
        made = _Open(box=box, new=True, held=0, room=capacity(spine))
        self._done.append(made)
        return made

    def _number(self, category: str) -> str:
        """Return the next number that is free."""
        while True:
            self._last[category] += 1
            number = f"{category}-{self._last[category]}"
            if number not in self._taken:
                return number

    def _thin(self, last: _Open) -> float:
        """Return the thinnest spine, of the kind that was asked for, that holds the last box."""
        pages = sum(item.pages for item in last.items)
        kind = PLASTIC_SPINES if self._how.spine in PLASTIC_SPINES else BOARD_SPINES
        return next((s for s in kind if pages <= capacity(s)), last.box.spine)


def _told(filled_box: _Open) -> Box:
    """Return a box as the register is to have it: a new one with its first and last item."""
    if not filled_box.new:
        return filled_box.box
    return replace(filled_box.box, first="1", last=str(len(filled_box.items)))


def _fillable(boxes: Sequence[BoxHeld], plan: Plan) -> dict[Key, list[_Open]]:
    """Return the boxes of the register with room, by what lies in them and may be added."""
    rows = Counter(same_name(held.box.number) for held in boxes)
    found: defaultdict[Key, list[_Open]] = defaultdict(list)
    for held in boxes:
        room = capacity(held.box.spine) - held.pages
        key = _key_of(held, plan)
        if held.box.row and rows[same_name(held.box.number)] == 1 and room > 0 and key:
            found[key].append(_Open(box=held.box, new=False, held=held.pages, room=room))
    return found


def _key_of(held: BoxHeld, plan: Plan) -> Key | None:
    """Return what a box of the register is for; None: that is not told, or it mixes."""
    box = held.box
    category = plan.category_of(box.content.strip())
    if category is None or len(box.years) > 1 or box.retention is None:
        return None
    key = (box.studio, category.number, box.years[0] if box.years else 0, box.retention)
    return key if all(key_of(each) == key for each in held.items) else None


def _last_numbers(boxes: Iterable[BoxHeld]) -> Counter[str]:
    """Return the highest running number in each category, whether in the register or on an item.

    What looks like a year, as in 06-2025, runs on from nothing.
    """
    last: Counter[str] = Counter()
    for held in boxes:
        match = _NUMBER.fullmatch(held.box.number.strip())
        if match and int(match[2]) not in _YEARS:
            last[match[1]] = max(last[match[1]], int(match[2]))
    return last
