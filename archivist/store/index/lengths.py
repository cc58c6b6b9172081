"""Whoosh's scale for the number of words of a part: one byte, finer for short parts."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

_STEP: Final = 1.033
_BASE: Final = 27
SCALE: Final = tuple(round((_STEP**byte - 1) * _BASE) for byte in range(256))
"""The length that each byte stands for."""


def to_byte(length: int) -> int:
    """Return the first byte whose length is not shorter; 255 for all that are longer."""
    return min(bisect_left(SCALE, length), 255)
