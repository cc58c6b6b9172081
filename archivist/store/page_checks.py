"""Whether the sizes of a layout make sense: every mistake with its key and the cure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import fields
from gettext import gettext as _

from archivist.model.page_layout import LabelSheet, PageLayout
from archivist.store.toml import Mistake

SIDE = (10.0, 2000.0)
"""Mm of a paper's side: a little card, a banner."""
POINTS = (2.0, 200.0)
_MOST_LABELS = 500
"""On one sheet."""
_ROOM = 5.0
"""Mm that the margins leave at least."""
_SLACK = 0.01
"""Mm by which sums may differ: 3 × 63.3 is not quite 189.9."""


def layout_mistakes(layout: PageLayout) -> list[Mistake]:
    """Return what is wrong with the sizes of a layout, all at once."""
    found = list(_numbers(layout))
    # Sums of numbers that are wrong by themselves would only be told twice.
    return found or [*_margins(layout), *_sheet(layout)]


def _numbers(layout: PageLayout) -> Iterator[Mistake]:
    yield from _within("width", layout.width, SIDE)
    yield from _within("height", layout.height, SIDE)
    yield from _within("size", layout.size, POINTS)
    yield from _within("least", layout.least, POINTS)
    if layout.least > layout.size:
        text = _("the smallest size is larger than the usual one; write at most {most}")
        yield Mistake(place="least", text=text.format(most=_short(layout.size)))
    for name, value in layout.sizes.items():
        yield from _within(f"sizes.{name}", value, (0.0, SIDE[1]))
    for each in fields(layout.margins):
        yield from _within(f"margins.{each.name}", getattr(layout.margins, each.name), (0.0, 1000))
    if layout.sheet is not None:
        yield from _sheet_numbers(layout.sheet)
    for key in ("fields", "heading", "body"):
        texts: tuple[str, ...] = getattr(layout, key)
        for number, text in enumerate(texts, start=1):
            if not text.strip():
                yield Mistake(place=f"{key}.{number}", text=_("it is empty; take it out"))


def _sheet_numbers(sheet: LabelSheet) -> Iterator[Mistake]:
    for name in ("columns", "rows"):
        count = getattr(sheet, name)
        yield from _within(f"sheet.{name}", count, (1, 100))
    for name in ("width", "height"):
        yield from _within(f"sheet.{name}", getattr(sheet, name), (5.0, SIDE[1]))
    for name in ("left", "top", "gap_x", "gap_y"):
        yield from _within(f"sheet.{name}", getattr(sheet, name), (0.0, SIDE[1]))
    if sheet.columns * sheet.rows > _MOST_LABELS:
        text = _("more than {count} labels on one sheet; write fewer columns or rows")
        yield Mistake(place="sheet", text=text.format(count=_MOST_LABELS))


def _within(place: str, value: float, bounds: tuple[float, float]) -> Iterator[Mistake]:
    least, most = bounds
    if not math.isfinite(value) or not least <= value <= most:
        text = _("{given} does not fit; write a number from {least} to {most}")
        yield Mistake(
            place=place,
            text=text.format(given=_short(value), least=_short(least), most=_short(most)),
        )


def _margins(layout: PageLayout) -> Iterator[Mistake]:
    margins = layout.margins
    text = _("the margins together leave less than {room} mm of the paper; make them smaller")
    if margins.left + margins.right > layout.width - _ROOM:
        yield Mistake(place="margins.left, margins.right", text=text.format(room=_short(_ROOM)))
    if margins.top + margins.bottom > layout.height - _ROOM:
        yield Mistake(place="margins.top, margins.bottom", text=text.format(room=_short(_ROOM)))


def _sheet(layout: PageLayout) -> Iterator[Mistake]:
    sheet = layout.sheet
    if sheet is None:
        return
    across = sheet.left + sheet.columns * sheet.width + (sheet.columns - 1) * sheet.gap_x
    down = sheet.top + sheet.rows * sheet.height + (sheet.rows - 1) * sheet.gap_y
    if across > layout.width + _SLACK:
        text = _(
            "the labels reach {reach} mm across, the paper has {paper} mm; "
            "write fewer columns, or smaller width, left or gap_x"
        )
        yield Mistake(
            place="sheet", text=text.format(reach=_short(across), paper=_short(layout.width))
        )
    if down > layout.height + _SLACK:
        text = _(
            "the labels reach {reach} mm down, the paper has {paper} mm; "
            "write fewer rows, or smaller height, top or gap_y"
        )
        yield Mistake(
            place="sheet", text=text.format(reach=_short(down), paper=_short(layout.height))
        )


def _short(number: float) -> str:
    return f"{number:g}" if abs(number) < 1e6 else f"{number:.3g}"
