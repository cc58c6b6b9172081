"""Scores: BM25F as stock Whoosh has it, over all segments together."""

from __future__ import annotations

from collections.abc import Iterable
from math import log

from archivist.store.index.lengths import SCALE

_K1 = 1.2
_B = 0.75
FIXED = 1.0
"""Of what is looked for by prefix, inside words or in one field, as Whoosh scores it."""
SPOKEN = 0.1
"""Of what only sounds like what was typed."""
SHOWN = 1.0
"""More, for one character that stands in what tells most of a record."""


class Scale:
    """What is the same for all words of one index.

    Args:
        parts: How many there are, the gone ones too.
        words: How many words all of them have together.
    """

    def __init__(self, parts: int, words: int) -> None:
        self._parts = parts
        average = words / (parts or 1) or 1
        self._norms = [_K1 * ((1 - _B) + _B * length / average) for length in SCALE]

    def rarity(self, count: int) -> float:
        """Return what a word is worth that stands in so many parts."""
        return log(self._parts / (count + 1)) + 1

    def scores(
        self, rarity: float, weighed: Iterable[tuple[int, float]], lengths: bytes
    ) -> dict[int, float]:
        """Return the scores of a word by part.

        Args:
            rarity: What the word is worth.
            weighed: Parts, and what it weighs in each.
            lengths: Of all parts of the segment, on Whoosh's scale.
        """
        norms, more = self._norms, _K1 + 1
        return {
            part: rarity * ((weight * more) / (weight + norms[lengths[part]]))
            for part, weight in weighed
        }
