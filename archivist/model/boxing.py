"""What an item brings into a box: its pieces, how long it is kept, and of which year it is.

Pages that nobody counted are those of the files: of documents as they were read, of a scan one, of
photos one page of an album for two prints (FACTS §1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from archivist.model.box import Box, BoxedItem
from archivist.model.days import named_year
from archivist.model.item import Item
from archivist.model.matching import Claim, Recogniser
from archivist.model.names import same_name
from archivist.model.pieces import pages_of, pieces_of
from archivist.model.plan import Category, Medium, Plan, Retention
from archivist.model.record import Record
from archivist.model.retention import Kept, kept

_PARTS = re.compile(r"([0-9]{1,9})")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One item with what decides in which box it may lie."""

    boxed: BoxedItem
    asked: bool
    """The plan asks for paper of something that it holds."""
    kept: Kept = field(default_factory=Kept)
    """How long it is kept, and who says so."""

    @property
    def key(self) -> tuple[str, str, int, Retention | None]:
        """What may not differ in a box: studio, category, year and retention (FACTS §3)."""
        return key_of(self.boxed)


def key_of(boxed: BoxedItem) -> tuple[str, str, int, Retention | None]:
    """Return what may not differ among the items of a box."""
    return boxed.item.studio, boxed.item.category, boxed.year, boxed.retention


def order_of(item: Item) -> tuple[str, bool, int, str]:
    """Return by what items are ordered in a box: category, day (the undated last), name."""
    day = item.day
    return item.category, day is None, day.toordinal() if day else 0, item.path


class Scales:
    """Weighs the items of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._recogniser = Recogniser(plan)
        self._categories = {category.number: category for category in plan.categories}

    def weighed(self, item: Item, records: Sequence[Record]) -> Weighed:
        """Return what an item brings into a box."""
        claims = [claim for record in records for claim in self._recogniser.claims(record)]
        category = self._categories.get(item.category)
        pieces = pieces_of(item, records)
        pages, estimated = pages_of(item, pieces)
        codes = sorted(record.code for record in records if record.code)
        keeping = kept(item, records, claims, category)
        return Weighed(
            kept=keeping,
            asked=_asked(claims, category),
            boxed=BoxedItem(
                item=item,
                files=len(records),
                year=year_of(item, records),
                pieces=len(pieces),
                papers=tuple(piece.name for piece in pieces),
                pages=pages,
                estimated=estimated,
                first_code=str(codes[0]) if codes else "",
                last_code=str(codes[-1]) if codes else "",
                retention=keeping.retention,
            ),
        )


def _asked(claims: Sequence[Claim], category: Category | None) -> bool:
    """Tell whether paper is asked for; by a category that lists no materials it is (6.9.1)."""
    materials = [claim.material for claim in claims] or list(category.materials if category else ())
    return not materials or any(Medium.PAPER in material.media for material in materials)


def year_of(item: Item, records: Iterable[Record] = ()) -> int:
    """Return the year of an item's day, else of its title, else the last of its images; else 0."""
    if item.day:
        return item.day.year
    title = item.name.title
    stated = named_year(title) or max(map(int, _YEAR.findall(title)), default=0)
    return stated or max((r.code.day.year for r in records if r.code), default=0)


def boxes_named(item: Item) -> tuple[str, ...]:
    """Return the numbers of the boxes in which an item says that its paper lies; usually one."""
    paper = item.description.paper
    return paper.boxes if paper else ()


def numbered(items: Iterable[BoxedItem]) -> tuple[BoxedItem, ...]:
    """Return the items of one box in their order, numbered from 1."""
    ordered = sorted(items, key=lambda each: order_of(each.item))
    return tuple(replace(each, number=n) for n, each in enumerate(ordered, start=1))


def lying_in(boxed: Iterable[BoxedItem]) -> Iterator[tuple[str, BoxedItem]]:
    """Yield each item with each box that it names, or with none."""
    for each in boxed:
        for number in boxes_named(each.item) or ("",):
            yield number, each


def box_order(number: str) -> list[tuple[bool, int, str]]:
    """Return by what boxes are ordered: 06-2 comes before 06-10."""
    parts = (part for part in _PARTS.split(same_name(number)) if part)
    digits = ((part, part.isascii() and part.isdecimal()) for part in parts)
    return [(not is_number, int(part) if is_number else 0, part) for part, is_number in digits]


def derived_box(studio: str, number: str, items: Sequence[BoxedItem], plan: Plan) -> Box:
    """Return a box that items name and no register has, with what can be told of it."""
    categories = sorted({each.item.category for each in items})
    folders = {category.number: category.folder for category in plan.categories}
    retentions = {each.retention for each in items}
    return Box(
        studio=studio,
        number=number,
        content="、".join(folders.get(each, each) for each in categories),
        years=tuple(sorted({each.year for each in items} - {0})),
        retention=next(iter(retentions)) if len(retentions) == 1 else None,
    )
