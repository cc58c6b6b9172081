"""What is wrong with boxes: mixed, too full, without items, without a row in the register."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from archivist.model.box import BoxedItem, BoxHeld
from archivist.model.box_numbers import legible
from archivist.model.box_room import capacity
from archivist.model.ledger_entry import RowPlace
from archivist.model.names import same_name
from archivist.model.piece_numbers import SameNumber, gone, numbering, outdated, same_numbers

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
    SAME_PIECE = "same-piece"
    """A piece bears the number of another one."""
    OUTDATED = "outdated"
    """The numbers that an item states count among other pieces than it lies with now."""
    GONE = "gone"
    """A number was given to a paper that is not there any more: a gap, which is no mistake."""
    ILLEGIBLE = "illegible"
    """Items name it by a number in which something hides, or that is too long; no row has it."""


GAPS = frozenset({BoxTrouble.GONE})
"""What is worth telling and nothing to mend."""


class MixedIn(StrEnum):
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
    row: RowPlace | None = None
    """Where it stands in the register; None: nowhere."""
    mixed: tuple[MixedIn, ...] = ()
    path: str = ""
    """The item that the trouble is about; empty: all of them."""
    pages: int = 0
    most: int = 0
    """Pages that it takes."""
    first: int = 0
    """件号 of the first piece in it; 0: not numbered."""
    last: int = 0
    paper: str = ""
    """The piece that the trouble is about, as ``item.toml`` calls it; its number is ``first``."""
    other: str = ""
    """The piece that has its number, too, with the path of its item."""


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


def piece_faults(boxes: Sequence[BoxHeld], unboxed: Iterable[BoxedItem]) -> Iterator[BoxFault]:
    """Yield what is wrong with the numbers of pieces that items in boxes state.

    Args:
        boxes: All of a studio.
        unboxed: Its items that lie in none; they may state numbers, too.
    """
    homes = {each.item.path: held for held in reversed(boxes) for each in held.items}
    inside = {each.item.path: each for held in boxes for each in held.items}
    for same in same_numbers([*unboxed, *inside.values()]):
        # That a paper in no box has the number as well is told of the one that lies in a box.
        yield from _same_piece(same, homes)
    for path, each in inside.items():
        box = homes[path].box
        told = partial(BoxFault, studio=box.studio, box=box.number, row=box.row, path=path)
        if outdated(each):
            yield told(trouble=BoxTrouble.OUTDATED, paper=numbering(each))
        for paper, number in gone(each).items():
            yield told(trouble=BoxTrouble.GONE, paper=paper, first=number)


def _same_piece(same: SameNumber, homes: Mapping[str, BoxHeld]) -> Iterator[BoxFault]:
    held = homes.get(same.boxed.item.path)
    if held is not None:
        yield BoxFault(
            trouble=BoxTrouble.SAME_PIECE,
            studio=held.box.studio,
            box=held.box.number,
            row=held.box.row,
            path=same.boxed.item.path,
            paper=same.paper,
            first=same.number,
            other=f"{same.other.item.path}: {same.other_paper}",
        )


def range_differs(held: BoxHeld) -> bool:
    """Tell whether a row names another first or last piece than the one that lies in the box.

    What is no plain number, such as a whole 档号, is not compared.
    """
    pairs = (held.box.first, held.first_piece), (held.box.last, held.last_piece)
    told = [(int(text), piece) for text, piece in pairs if _DIGITS.fullmatch(text) and piece]
    return any(number != piece for number, piece in told)


def mixed_in(held: BoxHeld) -> tuple[MixedIn, ...]:
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
        MixedIn.CATEGORY: len(categories),
        MixedIn.YEAR: len(years),
        MixedIn.RETENTION: len(retentions),
    }
    return tuple(kind for kind, count in counts.items() if count > 1)
