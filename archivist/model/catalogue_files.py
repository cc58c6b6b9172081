"""The list of images 照片目录, and the volumes before which a cover stands (FACTS §1, §3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from archivist.model.catalogue import CatalogueScope, Weigh
from archivist.model.item import Item
from archivist.model.plan import Retention
from archivist.model.record import Record
from archivist.model.record_told import day_of, title_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoLine:
    """One image record, as the 照片目录 and the 照片登记表 list it."""

    record: Record
    code: str
    title: str
    invented: bool
    day: date | None
    retention: Retention | None = None

    @property
    def item(self) -> Item:
        """The item to which it belongs."""
        return self.record.item


def photo_lines(scope: CatalogueScope, weigh: Weigh) -> Iterator[PhotoLine]:
    """Yield the image records of a scope in the order of their codes; those without come last."""
    for item in scope.items:
        held = scope.records.get(item.path, ())
        images = images_in_order(held)
        if not images:
            continue
        retention = weigh(item, held).boxed.retention
        yield from (_photo(record, retention) for record in images)


def images_in_order(records: Iterable[Record]) -> list[Record]:
    """Return the image records by their codes, of which 100 comes after 99; then the others."""
    images = [record for record in records if record.pictorial]
    coded = [(each.code, each.path, each) for each in images if each.code is not None]
    ordered = [each for _code, _path, each in sorted(coded, key=itemgetter(0, 1))]
    return ordered + [each for each in images if each.code is None]


def _photo(record: Record, retention: Retention | None) -> PhotoLine:
    return PhotoLine(
        record=record,
        code=str(record.code or ""),
        title=title_of(record),
        invented=record.elements.cause is None,
        day=day_of(record),
        retention=retention,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """What one cover stands before."""

    studio: str
    category: str = ""
    """Its number; empty: all."""
    year: int = 0
    """0: unknown."""
    retention: Retention | None = None


def volumes(scope: CatalogueScope, weigh: Weigh, *, by_category: bool) -> tuple[Volume, ...]:
    """Return the volumes into which a scope falls: studio, year, retention, perhaps category."""
    found: dict[Volume, None] = {}
    for item in scope.items:
        boxed = weigh(item, scope.records.get(item.path, ())).boxed
        found[
            Volume(
                studio=item.studio,
                category=item.category if by_category else "",
                year=boxed.year,
                retention=boxed.retention,
            )
        ] = None
    studios = {name: number for number, name in enumerate(scope.studios)}
    terms: Mapping[Retention | None, int] = {each: n for n, each in enumerate(Retention)}
    return tuple(
        sorted(
            found,
            key=lambda v: (
                studios.get(v.studio, len(studios)),
                v.category,
                v.year == 0,
                v.year,
                terms.get(v.retention, len(terms)),
            ),
        )
    )
