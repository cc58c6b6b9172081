"""How a piece 件 stands in the 归档文件目录 and in the list of a box 盒内目录: the same in both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.papers.catalogue_listing import cell
from archivist.model.box import BoxedItem
from archivist.model.days import dotted
from archivist.model.piece_lines import PieceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRow:
    """The cells of one piece, without its number."""

    code: str
    responsible: str
    title: str
    """In brackets where it does not stand on the paper."""
    day: str
    pages: str
    remark: str


def piece_row(line: PieceLine, *, boxes: bool) -> PieceRow:
    """Return the cells of a piece.

    Args:
        line: Which.
        boxes: Whether the remark tells in which box it lies.
    """
    return PieceRow(
        code=cell(line.code),
        responsible=cell(line.responsible),
        title=f"[{cell(line.title)}]" if line.invented else cell(line.title),
        day=dotted(line.day) if line.day else "",
        pages=pages_text(line.piece.pages, estimated=line.piece.estimated),
        remark=_("; ").join(_remarks(line, boxes=boxes)),
    )


def pages_text(pages: int, *, estimated: bool) -> str:
    """Return how many pages; empty: unknown."""
    if not pages:
        return ""
    return _("about {pages}").format(pages=pages) if estimated else str(pages)


def codes_of(each: BoxedItem) -> str:
    """Return the codes of an item's images, of one day as ``C1-20220125-01—08``."""
    return codes_text(each.first_code, each.last_code)


def codes_text(first: str, last: str) -> str:
    """Return the codes from one to another, of one day as ``C1-20220125-01—08``."""
    if not first or first == last:
        return first
    head, _dash, number = last.rpartition("-")
    return f"{first}—{number}" if first.startswith(f"{head}-") else f"{first}—{last}"


def _remarks(line: PieceLine, *, boxes: bool) -> Iterator[str]:
    piece = line.piece
    if piece.prints:
        yield " ".join(filter(None, (_images(piece.photos, piece.films), codes_of(line.boxed))))
    if line.note:
        yield cell(line.note)
    if boxes and line.box:
        yield _("box {box}").format(box=cell(line.box))


def _images(photos: int, films: int) -> str:
    told = []
    if photos:
        text = ngettext("photos: {count}", "photos: {count}", photos)
        told.append(text.format(count=photos))
    if films:
        text = ngettext("videos: {count}", "videos: {count}", films)
        told.append(text.format(count=films))
    return _(", ").join(told)
