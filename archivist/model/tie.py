"""The tie between an entry and the item that is its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archivist.model.item import Item
from archivist.model.ledger_entry import LedgerEntry


class Hold(StrEnum):
    """By what an entry is tied to its item, the surest first."""

    CITED = "cited"
    """The entry names the item, one of its records or a code of it."""
    TITLE = "title"
    """Same day and a title that fits."""
    SEVERAL = "several"
    """More than one item fits equally well: a person has to name the one."""
    NONE = "none"
    """Nothing fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What an entry is tied to."""

    entry: LedgerEntry
    hold: Hold
    item: Item | None = None
    records: tuple[str, ...] = ()
    """Paths of the records that the entry cites themselves."""
    fitting: tuple[str, ...] = ()
    """Paths of the items that fit equally well."""
    unknown: tuple[str, ...] = ()
    """What the entry cites and what is not filed."""
