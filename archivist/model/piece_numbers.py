"""Numbers of pieces 件号: what stands in ``item.toml`` stays, what is new gets the next ones.

A number that was given is on a paper, a label, a printed list. So it holds as long as its piece is
one of the same studio, category, year and retention, whatever is filed beside it, and is given to
no other when its paper is gone. A file that was renamed keeps its number where no doubt is
possible: one paper of its item has lost its name, and one is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archivist.model.box import BoxedItem
from archivist.model.boxing import box_order, key_of, order_of
from archivist.model.names import same_name
from archivist.model.pieces import PRINTS
from archivist.model.plan import RETENTION_NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class SameNumber:
    """A piece whose number, as ``item.toml`` says it, another one has as well."""

    boxed: BoxedItem
    """Its item."""
    paper: str
    number: int
    other: BoxedItem
    """The item of the piece that comes first."""
    other_paper: str


def numbering(boxed: BoxedItem) -> str:
    """Return among which pieces an item's are numbered, as ``item.toml`` says it: 06 2025 30年."""
    term = RETENTION_NAMES[boxed.retention] if boxed.retention else ""
    return " ".join(filter(None, (boxed.item.category, str(boxed.year or ""), term)))


def outdated(boxed: BoxedItem) -> bool:
    """Tell whether the numbers that an item states count among other pieces than it lies with."""
    said = boxed.item.description
    return bool(said.pieces) and said.numbered_as.split() not in ([], numbering(boxed).split())


def given(boxed: BoxedItem) -> tuple[int, ...]:
    """Return the number of each piece as it was given; 0: it has none yet."""
    return tuple(_matched(boxed)[0])


def gone(boxed: BoxedItem) -> Mapping[str, int]:
    """Return the numbers whose papers are not there any more, by the papers' names."""
    return _matched(boxed)[1]


def unwritten(boxed: BoxedItem) -> bool:
    """Tell whether a piece has no number under its own name in ``item.toml``."""
    said = {same_name(name) for name in _stated(boxed)}
    return any(same_name(paper) not in said for paper in boxed.papers)


def numbers_of(lying: Iterable[tuple[str, BoxedItem]]) -> dict[str, tuple[int, ...]]:
    """Return the number 件号 of each piece of items, by the item's path.

    What has none goes on behind the highest number of its studio, category, year and retention: box
    by box, then what lies in none. An item that lies in two boxes is numbered in the first.

    Args:
        lying: Each item with its box, by number; empty: it lies in none. All items of a studio,
            for a number depends on those before it.
    """
    items: dict[str, BoxedItem] = {}
    for _box, each in sorted(lying, key=_place):
        items.setdefault(each.item.path, each)
    last: defaultdict[object, int] = defaultdict(int)
    for each in items.values():
        last[key_of(each)] = max(last[key_of(each)], *_stated(each).values(), 0)
    found = {path: tuple(_continued(each, last)) for path, each in items.items()}
    return {path: numbers for path, numbers in found.items() if numbers}


def same_numbers(boxed: Iterable[BoxedItem]) -> Iterator[SameNumber]:
    """Yield the pieces whose written number another one bears already."""
    first: dict[object, tuple[BoxedItem, str]] = {}
    items = {each.item.path: each for each in boxed}
    for each in items.values():
        for paper, number in zip(each.papers, given(each), strict=False):
            other = first.setdefault((key_of(each), number), (each, paper)) if number else None
            if other and other != (each, paper):
                yield SameNumber(
                    boxed=each, paper=paper, number=number, other=other[0], other_paper=other[1]
                )


def _continued(boxed: BoxedItem, last: defaultdict[object, int]) -> Iterator[int]:
    for number in given(boxed):
        if not number:
            last[key_of(boxed)] += 1
        yield number or last[key_of(boxed)]


def _stated(boxed: BoxedItem) -> Mapping[str, int]:
    """Return the numbers that an item states and that hold where it lies."""
    return {} if outdated(boxed) else boxed.item.description.pieces


def _matched(boxed: BoxedItem) -> tuple[list[int], dict[str, int]]:
    """Return the number of each piece, and what is left of those that were given."""
    left = dict(_stated(boxed))
    spelt = {same_name(name): name for name in left}
    papers = boxed.papers or ("",) * boxed.pieces
    found = [left.pop(spelt.get(same_name(paper), ""), 0) for paper in papers]
    new = [at for at, number in enumerate(found) if not number and papers[at] != PRINTS]
    lost = [name for name in left if same_name(name) != same_name(PRINTS)]
    if len(new) == len(lost) == 1:
        found[new[0]] = left.pop(lost[0])
    return found, left


def _place(lying: tuple[str, BoxedItem]) -> tuple[object, ...]:
    number, each = lying
    return each.item.studio, not number, box_order(number), order_of(each.item)
