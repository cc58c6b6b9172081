"""Which box was probably meant by a number that none has: 06-2 by 6-2, 06-8 by 06-9."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from archivist.model.boxing import box_order


def nearest_box(number: str, numbers: Iterable[str]) -> str:
    """Return the number that is most like another one; empty: none is."""
    there = list(dict.fromkeys(numbers))
    head, last = _parted(number)
    row = [each for each in there if last is not None and _parted(each)[0] == head]
    if row:
        return min(row, key=lambda each: abs((_parted(each)[1] or 0) - (last or 0)))
    near = difflib.get_close_matches(number, there, 1)
    return near[0] if near else ""


def _parted(number: str) -> tuple[tuple[str, ...], int | None]:
    """Return what stands before the last figure, its zeros apart, and that figure, if one ends it.

    06-2 and 6-2 have the same head.
    """
    parts = [text if is_text else str(value) for is_text, value, text in box_order(number)]
    if not parts or not parts[-1].isdecimal():
        return tuple(parts), None
    return tuple(parts[:-1]), int(parts[-1])
