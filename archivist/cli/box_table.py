"""Boxes in lines of a terminal: columns as wide as their texts, the contents in what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from archivist.cli.screen import columns, padded, width
from archivist.formats.papers.box_wording import years_text
from archivist.formats.wording import retention_word
from archivist.model.box import Box, BoxedItem
from archivist.model.days import dotted
from archivist.model.display import shown

_MOST_NUMBER, _MOST_YEARS = 16, 14
"""Columns of the screen."""
_GIVING_WAY = {2: 10, 1: 8, 3: 9}
"""Cells that are shortened, the contents first, and to how many columns at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One box as a line shows it."""

    box: Box
    items: Sequence[BoxedItem] = ()
    """Those that are counted."""
    pages: int = 0
    sign: str = "□"


def heads(lines: Sequence[Line]) -> list[str]:
    """Return a line of each box: number, content, years, retention, spine, pages, items, pieces."""
    rows = [_cells(line) for line in lines]
    if not rows:
        return []
    widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    over = sum(widths) + len(widths) + 2 - width()
    for at, least in _GIVING_WAY.items():
        less = max(0, min(over, widths[at] - least))
        widths[at], over = widths[at] - less, over - less
    found = []
    for cells in rows:
        parts = [padded(cut(text, size), size) for text, size in zip(cells, widths, strict=True)]
        found.append("  " + " ".join(parts).rstrip())
    return found


def item_line(item: BoxedItem, *, numbered: bool = True) -> str:
    """Return the line of one item in its box.

    Args:
        item: What lies there.
        numbered: Its pieces have the numbers that they are going to keep.
    """
    number = f"{item.number:>3}" if item.number else "  -"
    day = dotted(item.item.day) if item.item.day else ""
    pages = _("{pages} pp").format(pages=pages_text(item.pages, estimated=item.estimated))
    pieces = _piece_numbers(item) if numbered else ""
    tail = f"{_right(pages, 8)} {padded(pieces, 14)}".rstrip()
    room = width() - 1 - 4 - 3 - 12 - 1 - 8 - 15
    title = padded(cut(shown(item.item.name.title), room), room)
    return f"    {number} {padded(day, 10)} {title} {tail}".rstrip()


def _piece_numbers(item: BoxedItem) -> str:
    ranges = (str(a) if a == b else f"{a}—{b}" for a, b in item.piece_ranges)
    numbers = "、".join(ranges)
    return _("piece {numbers}").format(numbers=numbers) if numbers else ""


def _cells(line: Line) -> tuple[str, ...]:
    box, items = line.box, line.items
    pages = pages_text(line.pages, estimated=any(each.estimated for each in items))
    pieces = sum(each.pieces for each in items)
    return (
        line.sign,
        cut(shown(box.number), _MOST_NUMBER),
        shown(box.content),
        cut(years_text(box), _MOST_YEARS),
        retention_word(box.retention) if box.retention else "",
        f"{box.spine:g} mm" if box.spine else "",
        _("{pages} pp").format(pages=f"{pages:>4}"),
        _("{items} items").format(items=f"{len(items):>2}"),
        _("{pieces} pcs").format(pieces=f"{pieces:>3}"),
    )


def pages_text(count: int, *, estimated: bool) -> str:
    """Return how many pages, with a sign before what is estimated."""
    return f"{'~' if estimated else ''}{count}"


def _right(text: str, size: int) -> str:
    return " " * max(0, size - columns(text)) + text


def cut(text: str, room: int) -> str:
    """Return a text that takes no more than so many columns, shortened where it has to be."""
    if columns(text) <= room:
        return text
    while columns(text) > room - 1:
        text = text[: -max(1, (columns(text) - room) // 2)]
    return f"{text}…"
