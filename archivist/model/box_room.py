"""Which boxes take more, and of what: the last one of a key, while its thickness allows.

Only the last one is filled up, for what is laid into an earlier box moves the numbers 件号 of all
pieces behind it, which stand on labels and in lists that were printed already.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from archivist.model.box import Box, BoxedItem, BoxHeld
from archivist.model.box_numbers import Key, legible
from archivist.model.boxing import key_of
from archivist.model.names import same_name
from archivist.model.plan import Plan, Retention

BOARD_SPINES = (20.0, 30.0, 40.0, 50.0)
PLASTIC_SPINES = (35.0, 55.0, 75.0)
"""In mm (FACTS §3)."""
SPINES = tuple(sorted(BOARD_SPINES + PLASTIC_SPINES))
ASSUMED_SPINE = SPINES[0]
"""Of a box whose thickness nobody has stated: what fits into the thinnest fits into any."""
_SHEETS_A_MM = 10
_WALLS = 2.0
"""Mm of board."""
_FILL = 85
"""Per cent."""


def capacity(spine: float) -> int:
    """Return how many pages a box of that spine in mm takes."""
    return max(0, int((spine - _WALLS) * _SHEETS_A_MM * _FILL // 100))


class Refusal(StrEnum):
    """Why a box is not filled up."""

    FULL = "full"
    MIXED = "mixed"
    """It mixes what is kept apart, or its row says something else than what lies in it."""
    TWICE = "twice"
    """Several rows of the register have its number."""
    ILLEGIBLE = "illegible"
    """Its number holds what cannot be seen, or is too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """The last box of a key, and why something did not go into it."""

    box: str
    """Its number."""
    why: Refusal
    pages: int = 0
    """That lie in it."""
    most: int = 0
    """That it takes."""
    assumed: bool = False
    """Its thickness is not stated."""


@dataclass(slots=True)
class Open:
    """A box while it is filled."""

    box: Box
    new: bool
    held: int = 0
    """Pages that lie in it already."""
    room: int = 0
    items: list[BoxedItem] = field(default_factory=list)
    passed: Passed | None = None
    """Of a new one: the box that was not filled up."""


@dataclass(frozen=True, slots=True)
class _Seen:
    held: BoxHeld
    refusal: Refusal | None


class Rooms:
    """The boxes of one studio that there are, by what may be laid into them.

    Args:
        boxes: All of them, by number.
        plan: Tells the categories.
    """

    def __init__(self, boxes: Sequence[BoxHeld], plan: Plan) -> None:
        self._plan = plan
        self._rows = Counter(same_name(held.box.number) for held in boxes)
        self._seen: defaultdict[Key, list[_Seen]] = defaultdict(list)
        for held in boxes:
            for key, refusal in self._meant(held):
                self._seen[key].append(_Seen(held, refusal))

    def open(self, key: Key) -> list[Open]:
        """Return the boxes that take more: the last one with something in it, and empty ones."""
        return [
            Open(box=seen.held.box, new=False, held=seen.held.pages, room=_room(seen.held))
            for seen in self._last(key)
            if seen.refusal is None and _room(seen.held) > 0
        ]

    def passed(self, key: Key, filled: Mapping[str, int]) -> Passed | None:
        """Return why the last box did not take something; None: there is none.

        Args:
            key: Of what it did not take.
            filled: Pages that it has got in this run, by number.
        """
        last = self._last(key)
        if not last:
            return None
        seen = last[-1]
        box = seen.held.box
        return Passed(
            box=box.number,
            why=seen.refusal or Refusal.FULL,
            pages=seen.held.pages + filled.get(box.number, 0),
            most=capacity(box.spine or ASSUMED_SPINE),
            assumed=not box.spine,
        )

    def _last(self, key: Key) -> list[_Seen]:
        seen = self._seen.get(key, [])
        used = [at for at, each in enumerate(seen) if each.held.items]
        return seen[used[-1] if used else 0 :]

    def _meant(self, held: BoxHeld) -> Iterator[tuple[Key, Refusal | None]]:
        """Yield what a box is for, and why nothing more is laid into it."""
        keys = {key_of(each) for each in held.items}
        stated = _stated(held.box, self._plan, keys)
        fits = stated is not None and keys <= {stated}
        refusal = None if fits else Refusal.MIXED
        if self._rows[same_name(held.box.number)] > 1:
            refusal = Refusal.TWICE
        elif not legible(held.box.number):
            refusal = Refusal.ILLEGIBLE
        for key in keys or {stated} - {None}:
            if key is not None:
                yield key, refusal


def _room(held: BoxHeld) -> int:
    return capacity(held.box.spine or ASSUMED_SPINE) - held.pages


def _stated(box: Box, plan: Plan, keys: Iterable[Key]) -> Key | None:
    """Return the key of a box as its row says it; what it does not say, the only one in it does."""
    inside = list(keys)
    lying = inside[0] if len(inside) == 1 else None
    category = plan.category_of(box.content.strip())
    number = category.number if category else lying and lying[1]
    retention: Retention | None = box.retention or (lying[3] if lying else None)
    if number is None or retention is None or len(box.years) > 1:
        return None
    year = box.years[0] if box.years else (lying[2] if lying else 0)
    return box.studio, number, year, retention
