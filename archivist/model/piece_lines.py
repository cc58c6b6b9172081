"""The pieces 件 of an archive as the 归档文件目录 and the list of a box 盒内目录 tell them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from archivist.model.box import BoxedItem
from archivist.model.boxing import boxes_named, first_pieces, lying_in
from archivist.model.catalogue import Shelf, Weigh
from archivist.model.credit import credited, tells_photographer
from archivist.model.days import compact, split_day
from archivist.model.elements import Element, Origin, Reading
from archivist.model.incoming import NameKind, read_name
from archivist.model.item import Item, ItemName
from archivist.model.pieces import Piece, pieces_of
from archivist.model.plan import Retention
from archivist.model.record import Record
from archivist.model.settings import Settings

TERMS = {Retention.PERMANENT: "Y", Retention.YEARS_30: "D30", Retention.YEARS_10: "D10"}
"""How a 档号 spells the retention."""
DOCUMENTS = "WS"
"""门类 in a 档号."""
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
    responsible: str
    title: str
    invented: bool
    """The title does not stand on it."""
    day: date | None
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


def piece_lines(shelf: Shelf, weigh: Weigh, settings: Settings) -> tuple[PieceLine, ...]:
    """Return the pieces of a shelf, by their numbers where there is a fonds, else by items.

    The numbers run through all that is on the shelf, so put the whole archive on it and choose
    afterwards: else a piece had another 档号 in each print.
    """
    boxed = [weigh(item, shelf.records.get(item.path, ())).boxed for item in shelf.items]
    first = first_pieces(lying_in(boxed))
    lines = [
        line
        for each in boxed
        for line in lines_of(
            replace(each, first_piece=first.get(each.item.path, 0)),
            shelf.records.get(each.item.path, ()),
            settings,
        )
    ]
    if not settings.fonds.strip():
        return tuple(_counted(lines))
    studios = {name: number for number, name in enumerate(shelf.studios)}
    return tuple(sorted(lines, key=lambda line: _by_number(line, studios)))


def lines_of(
    boxed: BoxedItem, records: Sequence[Record], settings: Settings
) -> tuple[PieceLine, ...]:
    """Return the pieces of one item, which has been numbered; a code they have with a fonds."""
    pieces = pieces_of(boxed.item, records)
    return tuple(
        _line(piece, boxed, archival_code(boxed, boxed.first_piece + at, settings))
        for at, piece in enumerate(pieces)
    )


def archival_code(boxed: BoxedItem, number: int, settings: Settings) -> str:
    """Return the 档号, after the practice of DA/T 13: fonds, class·year, retention, unit, piece.

    The unit is the category; in an archive of several studios, the studio's number before it.
    """
    fonds, item = settings.fonds.strip(), boxed.item
    if not fonds or not boxed.year or boxed.retention is None or not boxed.first_piece:
        return ""
    names = [studio.name for studio in settings.studios]
    several = len(names) > 1 and item.studio in names
    unit = f"{names.index(item.studio) + 1:02}" if several else ""
    term = TERMS[boxed.retention]
    return f"{fonds}-{DOCUMENTS}·{boxed.year}-{term}-{unit}{item.category}-{number:04}"


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


def _by_number(line: PieceLine, studios: dict[str, int]) -> tuple[object, ...]:
    boxed, item = line.boxed, line.item
    term = list(TERMS).index(boxed.retention) if boxed.retention else len(TERMS)
    place = studios.get(item.studio, len(studios)), item.category
    return *place, not boxed.year, boxed.year, term, boxed.first_piece


def _line(piece: Piece, boxed: BoxedItem, code: str) -> PieceLine:
    title, invented = _title(piece)
    return PieceLine(
        piece=piece,
        boxed=boxed,
        code=code,
        responsible=_responsible(piece),
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


def _responsible(piece: Piece) -> str:
    """Return 责任者: whom the source of a document names, or the one who took all the prints."""
    if not piece.prints:
        named = (credited(each.text) for each in _sources(piece))
        return next(filter(None, named), piece.item.studio)
    names = {photographer(record) for record in piece.records if record.pictorial}
    return next(iter(names)) or piece.item.studio if len(names) == 1 else piece.item.studio


def photographer(record: Record) -> str:
    """Return who took an image; empty: nobody is named."""
    told = record.elements
    if told.photographer:
        return credited(told.photographer.text, taken=True)
    return credited(told.source.text) if told.source else ""


def _sources(piece: Piece) -> Iterator[Reading]:
    for record in piece.records:
        own = record.elements.source
        if own and own.origin is not Origin.ITEM:
            yield own
        yield from _stated(record.description.readings, Element.SOURCE)
    # What is said of all images of an item may be who took them, which is about no document.
    for reading in _stated(piece.item.description.readings, Element.SOURCE):
        if not tells_photographer(reading.text):
            yield reading


def _note(piece: Piece) -> str:
    """Return what a document's own ``item.toml`` says of it; what is said of all is of images."""
    notes = (_stated(r.description.readings, Element.CAPTION) for r in piece.records)
    return next((each.text for found in notes for each in found), "") if not piece.prints else ""


def _stated(readings: Iterable[Reading], element: Element) -> Iterator[Reading]:
    return (reading for reading in readings if reading.element is element)
