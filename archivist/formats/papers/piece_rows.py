"""How a piece 件 stands in the 归档文件目录 and in the list of a box 盒内目录: the same in both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.papers.catalogue_listing import cell
from archivist.model.days import dotted
from archivist.model.piece_lines import PieceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRow:
    """The cells of one piece, without its number."""

    code: str
    reference: str
    responsible: str
    title: str
    """In brackets where it does not stand on the paper."""
    day: str
    secrecy: str
    pages: str
    remark: str


def piece_row(line: PieceLine, *, boxes: bool, numbered: bool = False) -> PieceRow:
    """Return the cells of a piece.

    Args:
        line: Which.
        boxes: Whether the remark tells in which box it lies.
        numbered: Whether it tells its number there, too, because no code does.
    """
    return PieceRow(
        code=cell(line.code),
        reference=cell(line.reference),
        responsible=cell(line.responsible),
        title=f"[{cell(line.title)}]" if line.invented else cell(line.title),
        day=dotted(line.day) if line.day else "",
        secrecy=cell(line.secrecy),
        pages=pages_text(line.piece.pages, estimated=line.piece.estimated),
        remark=_("; ").join(_remarks(line, boxes=boxes, numbered=numbered)),
    )


def pages_text(pages: int, *, estimated: bool) -> str:
    """Return how many pages; empty: unknown."""
    if not pages:
        return ""
    return _("about {pages}").format(pages=pages) if estimated else str(pages)


def _remarks(line: PieceLine, *, boxes: bool, numbered: bool) -> Iterator[str]:
    piece = line.piece
    if piece.prints:
        yield " ".join(filter(None, (_images(piece.photos, piece.films), line.boxed.codes)))
    if line.note:
        yield cell(line.note)
    if boxes and line.box:
        text = _("box {box}, piece {number}") if numbered and line.number else _("box {box}")
        yield text.format(box=cell(line.box), number=line.number)


def _images(photos: int, films: int) -> str:
    told = []
    if photos:
        text = ngettext("photos: {count}", "photos: {count}", photos)
        told.append(text.format(count=photos))
    if films:
        text = ngettext("videos: {count}", "videos: {count}", films)
        told.append(text.format(count=films))
    return _(", ").join(told)
