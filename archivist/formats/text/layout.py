"""Lines of text from pieces that stand anywhere on a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_SAME_LINE = 0.5
"""Of a character's height, how far apart two baselines may be."""
_WORD_GAP = 0.5
"""Of a character's height, what parts words, and `_CELL_GAP`, what parts cells."""
_CELL_GAP = 1.8
_NUMBERED = re.compile(
    r"[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．]|[①-⑳]|第[0-9一二三四五六七八九十百]{1,5}[条章节]"
)
"""How a paragraph begins that needs no indent."""
_LONG = 8
"""Heights of a character; a shorter line was not broken by the layout."""
_WIDE = frozenset("WF")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A piece of text in one line; lengths in millimetres, from the page's upper left corner."""

    text: str
    left: float
    right: float
    base: float
    """Where its characters stand, measured from above."""
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    text: str
    left: float
    right: float
    base: float
    size: float
    whole: bool
    """Without cells side by side."""


def width(text: str) -> float:
    """Return about how wide a text is, in heights of its characters."""
    return sum(1.0 if unicodedata.east_asian_width(c) in _WIDE else 0.5 for c in text)


def laid_out(chunks: Sequence[Chunk]) -> str:
    """Return the text of a page from top to bottom; lines that only the layout broke are joined."""
    lines: list[_Line] = []
    row: list[Chunk] = []
    for chunk in sorted(chunks, key=lambda each: each.base):
        if row and chunk.base - row[0].base > _SAME_LINE * min(chunk.size, row[0].size):
            lines.append(_line(row))
            row = []
        row.append(chunk)
    if row:
        lines.append(_line(row))
    return _joined(lines)


def _line(row: list[Chunk]) -> _Line:
    row.sort(key=lambda each: each.left)
    text = row[0].text
    right = row[0].right
    whole = True
    for chunk in row[1:]:
        gap = (chunk.left - right) / chunk.size
        whole = whole and gap < _CELL_GAP
        text += ("\t" if gap >= _CELL_GAP else " " * (gap > _WORD_GAP)) + chunk.text
        right = max(right, chunk.right)
    size = max(chunk.size for chunk in row)
    return _Line(text=text, left=row[0].left, right=right, base=row[0].base, size=size, whole=whole)


def _joined(lines: Sequence[_Line]) -> str:
    if not lines:
        return ""
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    pieces = [lines[0].text]
    for above, line in pairwise(lines):
        filled = above.whole and above.right > max(
            right - 1.5 * above.size, above.left + _LONG * above.size
        )
        goes_on = filled and line.left < left + above.size and _is_alike(above, line)
        pieces += [_seam(above.text, line.text) if goes_on else "\n", line.text]
    return "".join(pieces)


def _is_alike(above: _Line, line: _Line) -> bool:
    return (
        line.whole
        and line.base - above.base < 3 * above.size
        and abs(above.size - line.size) < 0.1 * above.size
        and not _NUMBERED.match(line.text)
    )


def _seam(before: str, after: str) -> str:
    """Return what stands between two halves of a line: nothing next to a Han character."""
    return " " if before[-1:].isascii() and after[:1].isascii() else ""
