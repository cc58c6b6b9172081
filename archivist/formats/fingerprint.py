"""The fingerprint of a picture: a difference hash, which a smaller or recompressed copy keeps.

Each bit says whether a spot is brighter than the one on its right, in a picture shrunk to 9 × 8
spots; see `archivist.model.likeness` for what a distance means.
"""

from __future__ import annotations

from itertools import pairwise

COLUMNS, ROWS = 9, 8
_LEAST_CONTRAST = 8
"""Of 255. Below it compression decides which spot is brighter, not the picture."""


def fingerprint(grey: bytes) -> str:
    """Return 16 hex digits for `COLUMNS` × `ROWS` brightnesses; empty for a blank picture."""
    if max(grey) - min(grey) < _LEAST_CONTRAST:
        return ""
    bits = 0
    for row in range(ROWS):
        spots = grey[row * COLUMNS : (row + 1) * COLUMNS]
        for left, right in pairwise(spots):
            bits = bits << 1 | (left > right)
    # All bits alike tell of nothing to see, which any two such pictures would share.
    return f"{bits:016x}" if 0 < bits < 2**64 - 1 else ""
