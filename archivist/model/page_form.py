"""One kind of paper: what it leaves to its layout, and which of its sizes share a room."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Room(StrEnum):
    """What sizes have to share."""

    ACROSS = "across"
    """Between the left and the right margin."""
    DOWN = "down"
    PAPER_ACROSS = "paper-across"
    PAPER_DOWN = "paper-down"
    LABEL_ACROSS = "label-across"
    LABEL_DOWN = "label-down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Sizes that lie side by side, or one below the other."""

    keys: tuple[str, ...]
    """Each as often as it is there."""
    room: Room | str
    """What they share; else the name of the size inside which they lie."""
    rest: float = 0.0
    """Mm that something else needs there."""
    fields: tuple[str, ...] = ()
    """They are there only where one of these is printed; empty: always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageForm:
    """One kind of paper."""

    title: str
    """What it is, in English, to be translated."""
    kind: str = ""
    """What the command prints that prints it; empty: the same."""
    fields: tuple[str, ...] = ()
    """What can be printed."""
    free: tuple[str, ...] = ()
    """Sizes that may stand in a layout or not; all that the shipped one has besides must."""
    zeros: tuple[str, ...] = ()
    """Sizes that may be 0."""
    rows: tuple[Row, ...] = ()
    new_page: tuple[str, ...] = ()
    """What may begin a new page; empty: there is nothing to choose."""
    sheet: bool = False
    """Its labels lie on a ``[sheet]``."""
