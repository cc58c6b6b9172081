"""The lists of single records: 归档文件目录 of documents, 照片目录 of images (FACTS §1, §3)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from archivist.model.boxing import boxes_named, year_of
from archivist.model.catalogue import Shelf, Weigh
from archivist.model.days import compact, split_day
from archivist.model.elements import Element, Reading
from archivist.model.incoming import NameKind, read_name
from archivist.model.item import Item, ItemName
from archivist.model.plan import Retention
from archivist.model.record import Record, RecordKind

TERMS = {Retention.PERMANENT: "Y", Retention.YEARS_30: "D30", Retention.YEARS_10: "D10"}
"""How a 档号 spells the retention."""
DOCUMENTS = "WS"
"""门类 of documents in a 档号."""
_NAMELESS = re.compile(
    r"[\W\d_]*|(?:扫描|扫描件|文档|新建.*|scan|img|doc|未命名|无标题)[\W\d_]*", re.IGNORECASE
)
"""A name that a program gave, or that only counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document 件, as the 归档文件目录 lists it."""

    record: Record
    code: str
    """档号; empty: its year is unknown, so that it cannot have one yet."""
    responsible: str
    title: str
    invented: bool
    day: date | None
    pages: int
    """0: unknown."""
    year: int
    """0: unknown."""
    box: str = ""
    retention: Retention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoLine:
    """One image record, as the 照片目录 and the 照片登记表 list it."""

    record: Record
    code: str
    title: str
    invented: bool
    day: date | None
    retention: Retention | None = None


def document_lines(shelf: Shelf, weigh: Weigh, fonds: str = "") -> Iterator[DocumentLine]:
    """Yield the documents of a shelf: every record that is no image record.

    The numbers 件号 run through all that is on the shelf, so put the whole archive on it and
    choose afterwards: else a document had another 档号 in each print.
    """
    last: defaultdict[tuple[object, ...], int] = defaultdict(int)
    for item in shelf.items:
        records = [r for r in shelf.records.get(item.path, ()) if not r.pictorial]
        if not records:
            continue
        retention = weigh(item, shelf.records[item.path]).boxed.retention
        for record in records:
            day = _day(record)
            year = day.year if day else year_of(item)
            key = _prefix(record, retention, year, day, fonds)
            last[key] += 1
            yield _document(record, retention, day, year, _code(key, last[key], fonds))


def photo_lines(shelf: Shelf, weigh: Weigh) -> Iterator[PhotoLine]:
    """Yield the image records of a shelf in the order of their codes; those without come last."""
    for item in shelf.items:
        held = shelf.records.get(item.path, ())
        records = [record for record in held if record.pictorial]
        if not records:
            continue
        retention = weigh(item, held).boxed.retention
        coded = sorted((r.code, r.path, r) for r in records if r.code)
        bare = [record for record in records if not record.code]
        for record in (*(each[-1] for each in coded), *bare):
            yield _photo(record, retention)


def title_of(record: Record) -> tuple[str, bool]:
    """Return a document's title, and whether it was invented.

    A person who names a file copies the title that stands on it, so the name is the title. What a
    camera, a scanner or a messenger named has none that could be read without opening it: the
    item's title stands for it, and the catalogue says so by brackets (FACTS §3).
    """
    _day_told, rest = _taken_apart(record.stem)
    kind = read_name(record.name).kind
    if kind is NameKind.OTHER and not _NAMELESS.fullmatch(rest) and record.code is None:
        return rest, False
    return record.item.name.title or record.stem, True


def _document(
    record: Record, retention: Retention | None, day: date | None, year: int, code: str
) -> DocumentLine:
    title, invented = title_of(record)
    boxes = boxes_named(record.item)
    return DocumentLine(
        record=record,
        code=code,
        responsible=_responsible(record),
        title=title,
        invented=invented,
        day=day,
        pages=_pages(record),
        year=year,
        box="、".join(boxes),
        retention=retention,
    )


def _photo(record: Record, retention: Retention | None) -> PhotoLine:
    told = record.elements
    shot = told.shooting_date or told.event_date
    return PhotoLine(
        record=record,
        code=str(record.code or ""),
        title=told.cause.text if told.cause else record.item.name.title,
        invented=told.cause is None,
        day=(shot.day if shot else None) or record.item.day,
        retention=retention,
    )


def _day(record: Record) -> date | None:
    return _taken_apart(record.stem)[0] or record.item.day


def _taken_apart(stem: str) -> tuple[date | None, str]:
    """Return the day with which a name begins, in any form, and the rest of it."""
    own, rest = split_day(stem)
    if own is not None:
        return own, rest
    name = ItemName.parse(stem)
    return (name.day, name.title) if name.day else (None, stem)


def _prefix(
    record: Record, retention: Retention | None, year: int, day: date | None, fonds: str
) -> tuple[str, ...]:
    """Return what stands before the number: by DA/T 22 with a fonds, else by the three levels."""
    item = record.item
    if not fonds:
        return tuple(filter(None, (item.studio, item.category, compact(day) if day else "")))
    if not year or retention is None:
        return ()
    return fonds, f"{DOCUMENTS}·{year}", TERMS[retention], item.category


def _code(prefix: tuple[str, ...], number: int, fonds: str) -> str:
    if not prefix:
        return ""
    return "-".join((*prefix, f"{number:04}" if fonds else f"{number:02}"))


def _responsible(record: Record) -> str:
    stated: Iterable[Reading] = (
        *((record.elements.source,) if record.elements.source else ()),
        *(r for r in record.description.readings if r.element is Element.SOURCE),
        *(r for r in record.item.description.readings if r.element is Element.SOURCE),
    )
    return next((reading.text for reading in stated), record.item.studio)


def _pages(record: Record) -> int:
    if record.description.pages is not None:
        return record.description.pages
    if record.facts and record.facts.pages > 0:
        return record.facts.pages
    return int(record.kind is RecordKind.IMAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """What one cover stands before."""

    studio: str
    category: str = ""
    """Its number; empty: all."""
    year: int = 0
    """0: unknown."""
    retention: Retention | None = None


def volumes(shelf: Shelf, weigh: Weigh, *, by_category: bool) -> tuple[Volume, ...]:
    """Return the volumes into which a shelf falls: studio, year, retention, perhaps category."""
    found: dict[Volume, None] = {}
    for item in shelf.items:
        boxed = weigh(item, shelf.records.get(item.path, ())).boxed
        found[
            Volume(
                studio=item.studio,
                category=item.category if by_category else "",
                year=boxed.year,
                retention=boxed.retention,
            )
        ] = None
    studios = {name: number for number, name in enumerate(shelf.studios)}
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


def in_items(lines: Iterable[DocumentLine], items: Iterable[Item]) -> tuple[DocumentLine, ...]:
    """Return the lines of some items only."""
    wanted = {item.path for item in items}
    return tuple(line for line in lines if line.record.item.path in wanted)
