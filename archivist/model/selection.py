"""What is to be printed: studios, categories, items, boxes, years, days, and what changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archivist.model.item import Item
from archivist.model.names import same_name
from archivist.model.plan import Retention


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A choice among items; every part that is empty lets everything through."""

    studios: tuple[str, ...] = ()
    """Whole names."""
    categories: tuple[str, ...] = ()
    """Numbers, ``06``."""
    items: tuple[str, ...] = ()
    """Paths, names of folders, or parts of titles."""
    boxes: tuple[str, ...] = ()
    """Numbers of boxes, of which an item may name several."""
    years: tuple[int, ...] = ()
    """Of the item's own day."""
    since: date | None = None
    """The first day, and with ``until`` the last, of the item's own date."""
    until: date | None = None
    changed_since: date | None = None
    """Something in the item was changed on that day or later."""
    retentions: tuple[Retention, ...] = ()
    """How long the item is kept, which is found by weighing it: `takes` does not ask."""

    @property
    def whole(self) -> bool:
        """Whether studios are meant as a whole: nothing else is chosen."""
        return self == Selection(studios=self.studios)

    def takes(self, item: Item, changed: date | None = None) -> bool:
        """Tell whether an item is chosen.

        Args:
            item: The item.
            changed: The day on which anything in it was changed last; None: it holds nothing.
        """
        return (
            self._by_place(item)
            and self._by_box(item)
            and self._by_day(item.day)
            and (self.changed_since is None or (changed or date.min) >= self.changed_since)
        )

    def _by_place(self, item: Item) -> bool:
        return (
            (not self.studios or item.studio in self.studios)
            and (not self.categories or item.category in self.categories)
            and (not self.items or any(_named(item, name) for name in self.items))
        )

    def _by_box(self, item: Item) -> bool:
        if not self.boxes:
            return True
        paper = item.description.paper
        stated = {same_name(box) for box in paper.boxes} if paper else set()
        return not stated.isdisjoint(map(same_name, self.boxes))

    def _by_day(self, day: date | None) -> bool:
        if not self.years and self.since is None and self.until is None:
            return True
        if day is None or (self.years and day.year not in self.years):
            return False
        return (self.since or date.min) <= day <= (self.until or date.max)


def _named(item: Item, name: str) -> bool:
    wanted, path = same_name(name).strip("/"), same_name(item.path)
    return path == wanted or path.endswith(f"/{wanted}") or wanted in same_name(item.name.title)
