"""The piece 件: one paper of an item, which bears a number of its own.

Each document is a piece; files of one name, such as a letter and its scan, are one paper. All
prints of an item together are one piece, behind its documents. Of an item without files that lies
in a box the paper is one piece.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archivist.model.item import Item
from archivist.model.names import same_name
from archivist.model.record import PICTURES, Record, RecordKind

PRINTS, PAPER = "照片", "纸质件"
"""What ``item.toml`` calls the set of all prints, and paper of which there is no file."""
PRINTS_A_PAGE = 2
"""Prints on one page of an album (FACTS §1)."""
_TAKEN = frozenset(map(same_name, (PRINTS, PAPER)))
USUAL_PAGES = {RecordKind.DOCUMENT: 3, RecordKind.WORKBOOK: 2}
"""Pages of a file that tells none: a text of an office has two or three, a table one or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paper of an item."""

    item: Item
    records: tuple[Record, ...] = ()
    """The files that are this paper; none: there is only paper."""
    prints: bool = False
    """All images of the item."""
    photos: int = 0
    """How many prints; a shot that is there in two formats is one."""
    films: int = 0
    """Videos, of which there is no print."""
    pages: int = 0
    """0: unknown, or none."""
    estimated: bool = False
    """The pages were estimated, not counted."""

    @property
    def name(self) -> str:
        """What ``item.toml`` calls it: the name of its files, without their endings."""
        if self.prints or not self.records:
            return PRINTS if self.prints else PAPER
        first = self.records[0]
        return first.name if same_name(first.stem) in _TAKEN else first.stem


def pieces_of(item: Item, records: Sequence[Record]) -> tuple[Piece, ...]:
    """Return the pieces of an item in their order: documents as their files stand, then prints."""
    counted = item.description.pages
    found = tuple(_pieces(item, records))
    if counted is None or len(found) > 1:
        return found
    if not found:
        return (Piece(item=item, pages=counted),)
    return (replace(found[0], pages=counted, estimated=False),)


def pages_of(item: Item, pieces: Iterable[Piece]) -> tuple[int, bool]:
    """Return the pages of an item's paper copy, and whether some of them are only estimated."""
    if item.description.pages is not None:
        return item.description.pages, False
    found = tuple(pieces)
    return sum(each.pages for each in found), any(each.estimated for each in found)


def _pieces(item: Item, records: Iterable[Record]) -> Iterator[Piece]:
    papers: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        papers[same_name(record.stem)].append(record)
    shots = []
    for same in papers.values():
        # What bears the name of an image is its caption, or the image in another format.
        if any(record.pictorial for record in same):
            shots.append(same)
            continue
        pages, sure = max((_pages(record) for record in same), key=lambda told: (told[1], told[0]))
        yield Piece(item=item, records=tuple(same), pages=pages, estimated=not sure)
    if shots:
        photos = sum(any(r.kind is RecordKind.IMAGE for r in same) for same in shots)
        yield Piece(
            item=item,
            records=tuple(record for same in shots for record in same),
            prints=True,
            photos=photos,
            films=len(shots) - photos,
            pages=-(-photos // PRINTS_A_PAGE),
            estimated=photos > 0,
        )
    if not papers and item.description.paper and item.description.paper.box.strip():
        yield Piece(item=item)


def _pages(record: Record) -> tuple[int, bool]:
    """Return the pages of one file, and whether that is sure."""
    if record.description.pages is not None:
        return record.description.pages, True
    if record.facts and record.facts.pages > 0:
        return record.facts.pages, True
    if record.kind in PICTURES:
        return int(record.kind is RecordKind.IMAGE), True
    return USUAL_PAGES[record.kind], False
