"""What one studio has filed, to be looked up by path, by day and by what an entry may cite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from archivist.model.citations import Citations
from archivist.model.item import Item
from archivist.model.matching import Claim
from archivist.model.plan import Frequency
from archivist.model.record import Record


@dataclass(frozen=True, eq=False, kw_only=True)
class Filed:
    """What one studio has filed. Built once; its indexes are made when they are first asked."""

    items: tuple[Item, ...]
    records: Mapping[str, tuple[Record, ...]] = field(repr=False)
    """By the path of their item."""
    claims: Callable[[Record], tuple[Claim, ...]] = field(repr=False)
    """Which materials a record answers."""
    titled: Callable[[Item], Claim | None] | None = field(default=None, repr=False)
    """Which material the title of an item names; None: only its records tell."""

    @cached_property
    def proper(self) -> tuple[Item, ...]:
        """The items, by path, without the category in which the ledgers themselves lie."""
        return tuple(sorted((i for i in self.items if not i.flat), key=lambda item: item.path))

    @cached_property
    def by_path(self) -> Mapping[str, Item]:
        """The same, to be looked up."""
        return {item.path: item for item in self.proper}

    @cached_property
    def by_day(self) -> Mapping[date, list[Item]]:
        """The items by their own day."""
        found: defaultdict[date, list[Item]] = defaultdict(list)
        for item in self.proper:
            if item.day is not None:
                found[item.day].append(item)
        return found

    @cached_property
    def citations(self) -> Citations:
        """What may be cited."""
        return Citations(self.proper, self.records)

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The path of each record's item, by the record's path."""
        return {r.path: item.path for item in self.proper for r in self.of(item.path)}

    def of(self, path: str) -> tuple[Record, ...]:
        """Return the records of an item."""
        return self.records.get(path, ())

    def answered(self, item: Item) -> frozenset[Frequency]:
        """Return how often what an item is itself falls due: as its title names it, else its files.

        Empty: it is no material by name.
        """
        titled = self.titled(item) if self.titled is not None else None
        if titled is not None:
            return frozenset({titled.material.frequency})
        claims = (claim for record in self.of(item.path) for claim in self.claims(record))
        return frozenset(claim.material.frequency for claim in claims)

    def recurring(self, item: Item) -> bool:
        """Tell whether an item is itself a yearly plan, a report or the like, and no event."""
        answered = self.answered(item)
        return bool(answered) and all(frequency.recurring for frequency in answered)
