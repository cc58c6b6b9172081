"""Where each sign and each line of a printed page lies, in mm from its upper left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

_MM = 25.4 / 72
_THIN = 1.1
"""Mm, with what pdfium adds for its stroke, that a line takes across."""


class Area(NamedTuple):
    """A rectangle on the page."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area, by: float = 0.0) -> bool:
        """Return whether both overlap by more than ``by`` in each direction."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by

    def holds(self, other: Area) -> bool:
        """Return whether another lies inside this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is on a page."""

    signs: tuple[tuple[str, Area], ...]
    """Each with the ink that it takes."""
    lines: tuple[Area, ...]
    """Lines, and the edges of frames."""
    frames: tuple[Area, ...]
    """Rectangles and circles that are not filled."""
    filled: tuple[Area, ...]
    """Printed codes."""


def marks_of(pdf: bytes) -> list[Marks]:
    """Return what is on each page of a document."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_marks(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _marks(page: Any) -> Marks:  # noqa: ANN401 - pypdfium2 has no types
    high = page.get_height()
    lines, frames, filled = [], [], []
    for each in page.get_objects(max_depth=2):
        if each.type != raw.FPDF_PAGEOBJ_PATH:
            continue
        width = ctypes.c_float()
        stroke = _stroked(each, width)
        grown = width.value * _MM / 2 if stroke else 0.0
        area = _area(each.get_bounds(), high)
        # pdfium adds the whole stroke to each side, of which half is drawn.
        area = Area(area.left + grown, area.top + grown, area.right - grown, area.bottom - grown)
        if not stroke:
            filled.append(area)
        elif min(area.right - area.left, area.bottom - area.top) < _THIN:
            lines.append(area)
        else:
            frames.append(area)
    return Marks(
        signs=tuple(_signs(page, high)),
        lines=tuple(lines),
        frames=tuple(frames),
        filled=tuple(filled),
    )


def _stroked(path: Any, width: ctypes.c_float) -> bool:  # noqa: ANN401
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.raw, ctypes.byref(fill), ctypes.byref(stroke))
    raw.FPDFPageObj_GetStrokeWidth(path.raw, ctypes.byref(width))
    return bool(stroke.value)


def _signs(page: Any, high: float) -> Iterator[tuple[str, Area]]:  # noqa: ANN401
    text = page.get_textpage()
    for at in range(text.count_chars()):
        sign = text.get_text_range(at, 1)
        area = _area(text.get_charbox(at), high)
        if sign.strip() and area.right > area.left:
            yield sign, area


def _area(bounds: tuple[float, float, float, float], high: float) -> Area:
    left, bottom, right, top = bounds
    return Area(left * _MM, (high - top) * _MM, right * _MM, (high - bottom) * _MM)


def overlaps(marks: Marks, by: float = 0.12) -> list[str]:
    """Return what lies on each other: two signs, or a sign on a line or a printed code."""
    signs = sorted(enumerate(marks.signs), key=lambda sign: sign[1][1].left)
    widest = max((area.right - area.left for _sign, area in marks.signs), default=0.0)
    found = []
    for place, (number, (sign, area)) in enumerate(signs):
        for other_number, (other, there) in signs[place + 1 :]:
            if there.left > area.left + widest:
                break
            # Two letters of one ligature share their ink.
            if abs(number - other_number) > 1 and area.meets(there, by):
                found.append(f"“{sign}” and “{other}” at {area.left:.1f}, {area.top:.1f}")
    edges = [*marks.lines, *marks.filled, *(edge for each in marks.frames for edge in _edges(each))]
    return found + [
        f"“{sign}” on a line at {area.left:.1f}, {area.top:.1f}"
        for sign, area in marks.signs
        for edge in edges
        if area.meets(edge)
    ]


def _edges(frame: Area) -> Iterator[Area]:
    corners = [
        (frame.left, frame.top),
        (frame.right, frame.top),
        (frame.right, frame.bottom),
        (frame.left, frame.bottom),
        (frame.left, frame.top),
    ]
    for (x, y), (to_x, to_y) in pairwise(corners):
        hair = 0.05
        yield Area(
            min(x, to_x) - hair, min(y, to_y) - hair, max(x, to_x) + hair, max(y, to_y) + hair
        )
