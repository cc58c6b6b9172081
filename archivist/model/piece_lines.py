"""The pieces 件 of an archive as the 归档文件目录 and the list of a box 盒内目录 tell them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from archivist.model.box import BoxedItem
from archivist.model.boxing import boxes_named, lying_in
from archivist.model.catalogue import CatalogueScope, Weigh
from archivist.model.credit import credited
from archivist.model.days import compact, split_day
from archivist.model.elements import Element, Reading
from archivist.model.incoming import NameKind, read_name
from archivist.model.item import Item, ItemName
from archivist.model.photographer import photographer_in
from archivist.model.piece_code import TERMS, archival_code
from archivist.model.piece_numbers import numbers_of
from archivist.model.pieces import Piece, pieces_of
from archivist.model.record import Record
from archivist.model.settings import Settings

_NAMELESS = re.compile(
    r"[\W\d_]*|(?:扫描|扫描件|文档|新建.*|scan|img|doc|未命名|无标题)[\W\d_]*", re.IGNORECASE
)
"""A name that a program gave, or that only counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceLine:
    """One piece, as a list tells it."""

    piece: Piece
    boxed: BoxedItem
    """Its item, with the numbers of its pieces."""
    code: str
    """档号; empty: year or retention is unknown, so that it cannot have one yet."""
    number: int
    """件号; 0: not numbered."""
    responsible: str
    """责任者; empty: nobody is stated."""
    title: str
    invented: bool
    """The title does not stand on it."""
    day: date | None
    reference: str = ""
    """文号."""
    secrecy: str = ""
    """密级."""
    note: str = ""
    """What its ``item.toml`` says of it."""

    @property
    def item(self) -> Item:
        """The item to which it belongs."""
        return self.piece.item

    @property
    def box(self) -> str:
        """In which box it lies; empty: in none."""
        return "、".join(boxes_named(self.item))


def piece_lines(scope: CatalogueScope, weigh: Weigh, settings: Settings) -> tuple[PieceLine, ...]:
    """Return the pieces of a scope, volume by volume, in each by their codes 档号.

    The numbers run through all of the scope, so let it be the whole archive and choose afterwards:
    else a piece had another 档号 in each print.
    """
    boxed = [weigh(item, scope.records.get(item.path, ())).boxed for item in scope.items]
    numbers = numbers_of(lying_in(boxed))
    lines = [
        line
        for each in boxed
        for line in lines_of(
            replace(each, numbers=numbers.get(each.item.path, ())),
            scope.records.get(each.item.path, ()),
            settings,
        )
    ]
    studios = {name: number for number, name in enumerate(scope.studios)}
    fonds = bool(settings.fonds.strip())
    coded = lines if fonds else _counted(lines)
    return tuple(sorted(coded, key=lambda line: _by_volume(line, studios, fonds=fonds)))


def lines_of(
    boxed: BoxedItem, records: Sequence[Record], settings: Settings
) -> tuple[PieceLine, ...]:
    """Return the pieces of one item, which has been numbered; a code they have with a fonds."""
    pieces = pieces_of(boxed.item, records)
    numbers = boxed.numbers or (0,) * len(pieces)
    return tuple(
        _line(piece, boxed, number, archival_code(boxed, number, settings))
        for piece, number in zip(pieces, numbers, strict=True)
    )


def in_items(lines: Iterable[PieceLine], items: Iterable[Item]) -> tuple[PieceLine, ...]:
    """Return the lines of some items only."""
    wanted = {item.path for item in items}
    return tuple(line for line in lines if line.item.path in wanted)


def title_of(record: Record) -> tuple[str, bool]:
    """Return a document's title, and whether it was invented.

    A person who names a file copies the title that stands on it, so the name is the title. What a
    camera, a scanner or a messenger named has none that could be read without opening it: the
    item's title stands for it, and the list says so by brackets (FACTS §3).
    """
    _day_told, rest = _taken_apart(record.stem)
    kind = read_name(record.name).kind
    if kind is NameKind.OTHER and not _NAMELESS.fullmatch(rest) and record.code is None:
        return rest, False
    return record.item.name.title or record.stem, True


def _counted(lines: Iterable[PieceLine]) -> Iterator[PieceLine]:
    """Yield lines with codes of the three levels, which count the pieces of a day."""
    last: defaultdict[str, int] = defaultdict(int)
    for line in lines:
        day = compact(line.day) if line.day else ""
        head = "-".join(filter(None, (line.item.studio, line.item.category, day)))
        last[head] += 1
        yield replace(line, code=f"{head}-{last[head]:02}")


def _by_volume(line: PieceLine, studios: dict[str, int], *, fonds: bool) -> tuple[object, ...]:
    """Return by what lines are ordered: studio, year and retention, with a fonds category first."""
    boxed, item = line.boxed, line.item
    term = list(TERMS).index(boxed.retention) if boxed.retention else len(TERMS)
    volume = not boxed.year, boxed.year, term
    studio = studios.get(item.studio, len(studios))
    if fonds:
        return studio, item.category, *volume, line.number
    return studio, *volume, item.category, _by_count(line.code)


def _by_count(code: str) -> tuple[str, int]:
    head, _dash, count = code.rpartition("-")
    return head, int(count)


def _line(piece: Piece, boxed: BoxedItem, number: int, code: str) -> PieceLine:
    title, invented = _title(piece)
    return PieceLine(
        piece=piece,
        boxed=boxed,
        code=code,
        number=number,
        responsible=_photographer_of(piece) if piece.prints else _said(piece, "responsible"),
        reference="" if piece.prints else _said(piece, "reference"),
        secrecy="" if piece.prints else _said(piece, "secrecy"),
        title=title,
        invented=invented,
        day=_day(piece),
        note=_note(piece),
    )


def _title(piece: Piece) -> tuple[str, bool]:
    if piece.records and not piece.prints:
        return title_of(piece.records[0])
    return piece.item.name.title or piece.item.path.rpartition("/")[2], False


def _day(piece: Piece) -> date | None:
    own = None if piece.prints or not piece.records else _taken_apart(piece.records[0].stem)[0]
    codes = (record.code.day for record in piece.records if record.code)
    return own or piece.item.day or min(codes, default=None)


def _taken_apart(stem: str) -> tuple[date | None, str]:
    """Return the day with which a name begins, in any form, and the rest of it."""
    own, rest = split_day(stem)
    if own is not None:
        return own, rest
    name = ItemName.parse(stem)
    return (name.day, name.title) if name.day else (None, stem)


def _said(piece: Piece, key: Literal["responsible", "reference", "secrecy"]) -> str:
    """Return what ``item.toml`` says of a document, else of all documents of its item.

    The source 来源 of an item is who gave the pictures; it says nothing of who wrote a document.
    """
    own = (getattr(record.description, key) for record in piece.records)
    return next(filter(None, own), "") or str(getattr(piece.item.description, key))


def _photographer_of(piece: Piece) -> str:
    """Return who took all the prints; empty: nobody is named, or several."""
    names = {photographer(record) for record in piece.records if record.pictorial}
    return next(iter(names)) if len(names) == 1 else ""


def photographer(record: Record) -> str:
    """Return who took an image; empty: nobody is said to have."""
    told = record.elements
    if told.photographer:
        return credited(told.photographer.text, taken=True)
    return photographer_in(told.source.text) if told.source else ""


def _note(piece: Piece) -> str:
    """Return what a document's own ``item.toml`` says of it; what is said of all is of images."""
    notes = (_stated(r.description.readings, Element.CAPTION) for r in piece.records)
    return next((each.text for found in notes for each in found), "") if not piece.prints else ""


def _stated(readings: Iterable[Reading], element: Element) -> Iterator[Reading]:
    return (reading for reading in readings if reading.element is element)
