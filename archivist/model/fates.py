"""Fates: what becomes of every row of an import plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from archivist.model.approval import Mistake
from archivist.model.bringing import Left


class Turn(StrEnum):
    """What became of one row."""

    COPIED = "copied"
    READY = "ready"
    """It would be copied."""
    LEFT = "left"
    MISTAKEN = "mistaken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What becomes of one row."""

    sheet: str
    row: int
    source: str
    """Below the old folder."""
    turn: Turn
    target: str = ""
    """Where it lies now, or would lie, relative to the archive."""
    left: Left | None = None
    mistake: Mistake | None = None


def count(fates: Iterable[Fate], turn: Turn) -> int:
    """Return how many rows ended so."""
    return sum(fate.turn is turn for fate in fates)
