"""What is wrong with boxes: mixed, too full, without items, without a row in the register."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from archivist.model.box import BoxHeld
from archivist.model.box_numbers import legible
from archivist.model.box_room import capacity
from archivist.model.names import same_name

_DIGITS = re.compile("[0-9]{1,9}")


class BoxTrouble(StrEnum):
    """What is wrong with a box."""

    MIXED = "mixed"
    """Its items, or they and its row, differ in what is kept apart (FACTS §3)."""
    OVERFULL = "overfull"
    EMPTY = "empty"
    """A row of the register that no item names."""
    NO_ROW = "no-row"
    """Items name it, and no register has it."""
    TWICE = "twice"
    """Several rows of the register have its number."""
    RANGE = "range"
    """Its row names another first or last piece than the one that lies in it."""
    DIVIDED = "divided"
    """An item that lies in it names another box, too."""
    ILLEGIBLE = "illegible"
    """Items name it by a number in which something hides, or that is too long; no row has it."""


class Apart(StrEnum):
    """What a box may not mix."""

    CATEGORY = "category"
    YEAR = "year"
    RETENTION = "retention"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxFault:
    """One thing that is wrong with a box."""

    trouble: BoxTrouble
    studio: str
    box: str
    """Its number."""
    row: str = ""
    """Where it stands in the register; empty: nowhere."""
    mixed: tuple[Apart, ...] = ()
    path: str = ""
    """The item that the trouble is about; empty: all of them."""
    pages: int = 0
    most: int = 0
    """Pages that it takes."""
    first: int = 0
    """件号 of the first piece in it; 0: not numbered."""
    last: int = 0


def faults_of(boxes: Sequence[BoxHeld]) -> Iterator[BoxFault]:
    """Yield what is wrong with boxes, box by box."""
    rows = Counter((held.box.studio, same_name(held.box.number)) for held in boxes)
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for held in boxes:
        for each in held.items:
            homes[each.item.path].add(same_name(held.box.number))
    divided = {path for path, numbers in homes.items() if len(numbers) > 1}
    for held in boxes:
        several = rows[held.box.studio, same_name(held.box.number)] > 1
        yield from _faults(held, divided, several=several)


def _faults(held: BoxHeld, divided: Iterable[str], *, several: bool) -> Iterator[BoxFault]:
    box, most = held.box, capacity(held.box.spine)
    mixed = mixed_in(held)
    apart = [each.item.path for each in held.items if each.item.path in divided]
    wrong = {
        BoxTrouble.NO_ROW: not box.row and legible(box.number),
        BoxTrouble.TWICE: several,
        BoxTrouble.EMPTY: not held.items and not several,
        BoxTrouble.MIXED: bool(mixed),
        BoxTrouble.OVERFULL: box.spine > 0 and held.pages > most,
        BoxTrouble.RANGE: not mixed and not apart and range_differs(held),
        BoxTrouble.ILLEGIBLE: not box.row and not legible(box.number),
    }
    for trouble, is_so in wrong.items():
        if is_so:
            yield BoxFault(
                trouble=trouble,
                studio=box.studio,
                box=box.number,
                row=box.row,
                mixed=mixed if trouble is BoxTrouble.MIXED else (),
                pages=held.pages,
                most=most,
                first=held.first_piece,
                last=held.last_piece,
            )
    for path in apart:
        yield BoxFault(
            trouble=BoxTrouble.DIVIDED, studio=box.studio, box=box.number, row=box.row, path=path
        )


def range_differs(held: BoxHeld) -> bool:
    """Tell whether a row names another first or last piece than the one that lies in the box.

    What is no plain number, such as a whole 档号, is not compared.
    """
    pairs = (held.box.first, held.first_piece), (held.box.last, held.last_piece)
    told = [(int(text), piece) for text, piece in pairs if _DIGITS.fullmatch(text) and piece]
    return any(number != piece for number, piece in told)


def mixed_in(held: BoxHeld) -> tuple[Apart, ...]:
    """Return what a box mixes: its items among each other, or they and its row."""
    box = held.box
    categories = {each.item.category for each in held.items}
    years = {each.year for each in held.items}
    retentions = {each.retention for each in held.items}
    if box.row and box.years and held.items:
        years |= set(box.years)
    if box.retention and held.items:
        retentions.add(box.retention)
    counts = {
        Apart.CATEGORY: len(categories),
        Apart.YEAR: len(years),
        Apart.RETENTION: len(retentions),
    }
    return tuple(kind for kind, count in counts.items() if count > 1)
