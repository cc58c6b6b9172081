"""Words that were recognised here and there on a page, put into reading order.

The page may lie askew by a few degrees; a table is read row by row, columns of text one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import atan2, cos, sin
from statistics import fmean, median

from archivist.formats.text.paragraphs import Line, joined

_LETTER = 0.85
"""How high letters are in a box that is drawn around them with some air."""
_TALL = 1.5
_TOUCHING = 0.8
"""Heights of a gap in which no blank stands."""
_APART = 2.5
"""Heights of a gap from which on two pieces are cells of a row, or lines of two columns."""
_COLUMN_ROWS = 4
_COLUMN_LETTERS = 12
"""Two columns of text have at least so many rows, and so many letters a line; less is a table."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A piece of a line; pixels, from the left and from above."""

    text: str
    score: float
    """How surely it was read, from 0 to 1."""
    left: float
    top: float
    right: float
    bottom: float
    slope: float = 0.0
    """Of its line, in radians; 0 for what is too short to tell."""

    @classmethod
    def of(cls, text: str, score: float, corners: Sequence[Point]) -> Box:
        """Return the box of four corners, from the upper left one clockwise."""
        across, down = zip(*corners, strict=True)
        (x0, y0), (x1, y1) = corners[0], corners[1]
        left, right, top, bottom = min(across), max(across), min(down), max(down)
        wide = right - left > 4 * (bottom - top)
        return cls(
            text=text,
            score=score,
            left=left,
            top=top,
            right=right,
            bottom=bottom,
            slope=atan2(y1 - y0, x1 - x0) if wide else 0.0,
        )

    @property
    def height(self) -> float:
        """From the top to the bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Where it stands, from above."""
        return (self.top + self.bottom) / 2


def sureness(boxes: Sequence[Box]) -> float:
    """Return how surely the letters were read, from 0 to 1; 0 when there are none."""
    letters = sum(len(box.text) for box in boxes)
    return sum(box.score * len(box.text) for box in boxes) / letters if letters else 0.0


def is_sideways(boxes: Sequence[Box]) -> bool:
    """Tell a page whose lines run up or down: the engine reads them, but in a wrong order."""
    several = [box for box in boxes if len(box.text) > 1]
    tall = sum(box.height > _TALL * (box.right - box.left) for box in several)
    return 2 * tall > len(several)


def text_of(boxes: Iterable[Box]) -> str:
    """Return what a page says, line by line; lines that only its width has broken are joined."""
    upright = _straightened([box for box in boxes if box.text.strip()])
    ordered = _in_order(list(_rows(upright)))
    # The end of a row of cells is a real one, however wide it is.
    runs = (list(run) for _cells, run in groupby(ordered, key=lambda box: "\t" in box.text))
    return "\n".join(
        "\n".join(box.text for box in run) if "\t" in run[0].text else joined(list(map(_line, run)))
        for run in runs
    )


def _straightened(boxes: Sequence[Box]) -> list[Box]:
    """Turn the middles of boxes by the slope that most lines have."""
    slopes = [box.slope for box in boxes if box.slope]
    slope = median(slopes) if slopes else 0.0
    return [_turned(box, -slope) for box in boxes]


def _turned(box: Box, angle: float) -> Box:
    x, y = (box.left + box.right) / 2, box.middle
    dx = x * cos(angle) - y * sin(angle) - x
    dy = x * sin(angle) + y * cos(angle) - y
    # A box around a line askew is higher than the line.
    less = abs(sin(angle)) * (box.right - box.left) / 2 if box.slope else 0.0
    less = min(less, box.height / 3)
    return replace(
        box,
        left=box.left + dx,
        right=box.right + dx,
        top=box.top + dy + less,
        bottom=box.bottom + dy - less,
    )


def _rows(boxes: Iterable[Box]) -> Iterator[list[Box]]:
    """Yield the boxes that stand side by side, from above; those that touch are one."""
    row: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.middle):
        if row and not _beside(row, box):
            yield _touching(row)
            row = []
        row.append(box)
    if row:
        yield _touching(row)


def _beside(row: list[Box], box: Box) -> bool:
    middle = fmean(each.middle for each in row)
    return box.top < middle < box.bottom and any(
        each.top < box.middle < each.bottom for each in row
    )


def _touching(row: list[Box]) -> list[Box]:
    pieces: list[Box] = []
    for box in sorted(row, key=lambda box: box.left):
        gap = box.left - pieces[-1].right if pieces else 0.0
        if pieces and gap < _APART * min(box.height, pieces[-1].height):
            blank = "" if gap < _TOUCHING * box.height and not _both_latin(pieces[-1], box) else " "
            pieces[-1] = _one(pieces[-1], box, blank)
        else:
            pieces.append(box)
    return pieces


def _both_latin(before: Box, box: Box) -> bool:
    return before.text[-1:].isascii() and box.text[:1].isascii()


def _one(before: Box, box: Box, between: str) -> Box:
    return replace(
        before,
        text=before.text + between + box.text,
        right=max(before.right, box.right),
        top=min(before.top, box.top),
        bottom=max(before.bottom, box.bottom),
    )


def _in_order(rows: Sequence[list[Box]]) -> Iterator[Box]:
    """Yield what is one line each: a row, or of columns of text first the left, then the right."""
    at = 0
    while at < len(rows):
        end, gutter = _columns(rows, at)
        if end > at:
            band = [box for row in rows[at:end] for box in row]
            yield from (box for box in band if box.left < gutter)
            yield from (box for box in band if box.left >= gutter)
            at = end
        else:
            yield _across(rows[at])
            at += 1


def _columns(rows: Sequence[list[Box]], begin: int) -> tuple[int, float]:
    """Return where two columns of text that begin in a row end, and where their gutter is."""
    low, high, pairs = 0.0, float("inf"), 0
    end = begin
    for row in rows[begin:]:
        if len(row) == 2:
            lower, higher = max(low, row[0].right), min(high, row[1].left)
            if lower >= higher:
                break
            low, high, pairs = lower, higher, pairs + 1
        elif len(row) > 2 or not pairs or not _on_one_side(row[0], low, high):
            break
        end += 1
    letters = [len(box.text) for row in rows[begin:end] if len(row) == 2 for box in row]
    if pairs < _COLUMN_ROWS or min(fmean(letters[::2]), fmean(letters[1::2])) < _COLUMN_LETTERS:
        return begin, 0.0
    return end, (low + high) / 2


def _on_one_side(box: Box, low: float, high: float) -> bool:
    """Tell whether a line keeps to its column; one in the middle, such as a number, does not."""
    slack = box.height / 2
    return box.right <= low + slack or box.left >= high - slack


def _across(row: list[Box]) -> Box:
    whole = row[0]
    for box in row[1:]:
        whole = _one(whole, box, "\t")
    return whole


def _line(box: Box) -> Line:
    return Line(
        text=box.text,
        left=box.left,
        right=box.right,
        bottom=-box.bottom,
        height=_LETTER * box.height,
    )
