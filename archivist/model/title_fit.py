"""Whether the title of an entry and that of an item mean the same."""

from __future__ import annotations

import re
from functools import lru_cache

from archivist.model.matching import fold

_LOOSE = re.compile(r"[\W_]+")
_ALIKE = 0.5
"""Overlap of bigrams (Dice) from which two titles may mean the same."""


@lru_cache(maxsize=50_000)
def plain_title(title: str) -> str:
    """Return the letters, digits and characters of a title alone, folded."""
    return _LOOSE.sub("", fold(title))


def title_fit(one: str, other: str) -> tuple[int, float]:
    """Return how two titles fit, 3 equal, 2 contained, 1 alike, 0 not; and how alike they are."""
    likeness = _dice(_pairs(one), _pairs(other))
    if min(len(one), len(other)) < 2:
        return 0, likeness
    if one == other:
        return 3, likeness
    if one in other or other in one:
        return 2, likeness
    return int(likeness >= _ALIKE), likeness


@lru_cache(maxsize=50_000)
def _pairs(title: str) -> frozenset[str]:
    return frozenset(title[at : at + 2] for at in range(len(title) - 1))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return 2 * shared / (len(one) + len(other)) if shared else 0.0
