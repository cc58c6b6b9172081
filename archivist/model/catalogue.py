"""The catalogue of three levels 三级目录: studio, category, item (6.9.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from archivist.model.boxing import Weighed, boxes_named
from archivist.model.item import Item
from archivist.model.plan import Category, Plan, Retention
from archivist.model.record import Record

Weigh = Callable[[Item, Sequence[Record]], Weighed]
"""`archivist.model.boxing.Scales.weighed`: pages, codes and retention of an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the third level: an item, or a ledger of a category that has no items."""

    number: int
    """In its category, from 1."""
    title: str
    day: date | None = None
    first: str = ""
    """The codes of its images, the first and the last; empty: none."""
    last: str = ""
    pieces: int = 0
    """Papers 件."""
    pages: int = 0
    """Of paper; 0: unknown."""
    estimated: bool = False
    """Some of the pages were estimated, not counted."""
    box: str = ""
    retention: Retention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryPart:
    """类目 with what it holds; without a line it is printed as empty, which is no mistake."""

    category: Category
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioPart:
    """工作室 with its categories, by number."""

    studio: str
    categories: tuple[CategoryPart, ...] = ()

    @property
    def lines(self) -> int:
        """Lines of the third level."""
        return sum(len(each.lines) for each in self.categories)

    @property
    def pieces(self) -> int:
        """Papers 件 of them."""
        return sum(line.pieces for each in self.categories for line in each.lines)

    @property
    def pages(self) -> int:
        """Pages of them, as far as they are known."""
        return sum(line.pages for each in self.categories for line in each.lines)

    @property
    def estimated(self) -> bool:
        """Whether some of the pages were estimated."""
        return any(line.estimated for each in self.categories for line in each.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The studios of an archive, in its own order."""

    studios: tuple[StudioPart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueScope:
    """What a catalogue is made of."""

    plan: Plan
    studios: tuple[str, ...]
    """Which are printed, in their order."""
    items: tuple[Item, ...]
    """Which are printed, in their order."""
    records: Mapping[str, Sequence[Record]]
    """By the item's path."""
    whole: bool = True
    """All of each studio is meant, so that empty categories are told as well."""


def catalogue_of(scope: CatalogueScope, weigh: Weigh) -> Catalogue:
    """Return the catalogue of a scope; a studio that holds nothing of it has no part.

    A studio that is meant as a whole has one in any case.
    """
    held: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in scope.items:
        held[item.studio, item.category].append(item)
    parts = []
    for studio in scope.studios:
        categories = tuple(
            CategoryPart(category=category, lines=_numbered(scope, held[studio, number], weigh))
            for number, category in _categories(scope, held, studio)
        )
        if categories:
            parts.append(StudioPart(studio=studio, categories=categories))
    return Catalogue(studios=tuple(parts))


def _categories(
    scope: CatalogueScope, held: Mapping[tuple[str, str], Sequence[Item]], studio: str
) -> Iterator[tuple[str, Category]]:
    for category in sorted(scope.plan.categories, key=lambda each: each.number):
        if scope.whole or held.get((studio, category.number)):
            yield category.number, category


def _numbered(scope: CatalogueScope, items: Iterable[Item], weigh: Weigh) -> tuple[Line, ...]:
    lines = (line for item in items for line in _lines(item, scope.records, weigh))
    return tuple(replace(line, number=number) for number, line in enumerate(lines, start=1))


def _lines(item: Item, records: Mapping[str, Sequence[Record]], weigh: Weigh) -> Iterator[Line]:
    held = records.get(item.path, ())
    if not item.flat:
        yield _line(item, item.name.title or item.path.rpartition("/")[2], held, weigh)
        return
    # A category without items holds its content directly: each of its files is a line.
    for record in held:
        alone = replace(item, path=record.path, description=record.description)
        yield _line(alone, record.stem, [record], weigh)


def _line(item: Item, title: str, records: Sequence[Record], weigh: Weigh) -> Line:
    boxed = weigh(item, records).boxed
    return Line(
        number=0,
        title=title,
        day=item.day,
        first=boxed.first_code,
        last=boxed.last_code,
        pieces=boxed.pieces,
        pages=boxed.pages,
        estimated=boxed.estimated,
        box="、".join(boxes_named(item)),
        retention=boxed.retention,
    )
