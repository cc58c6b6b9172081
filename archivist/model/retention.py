"""How long an item is kept, who says so, and when that runs out (FACTS §3).

A period is counted from the year after the item's own: what is of 2015 and kept for 10 years is
kept through 31 December 2025.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum

from archivist.model.days import named_year
from archivist.model.item import Item
from archivist.model.matching import Claim
from archivist.model.plan import Category, Retention
from archivist.model.record import Record

_YEARS = {Retention.YEARS_10: 10, Retention.YEARS_30: 30}
_STRENGTH = (Retention.YEARS_10, Retention.YEARS_30, Retention.PERMANENT)
_REACH = re.compile(r"([0-9]{1,4})\s*(d|days?|天|日|y|years?|年)?", re.IGNORECASE)
USUAL = Retention.YEARS_30
"""Of what nobody says anything."""


class Origin(StrEnum):
    """Who says how long an item is kept."""

    ITEM = "item"
    """Its ``item.toml``, of the item as a whole."""
    FILE = "file"
    """Its ``item.toml``, of one of its files: of all the longest."""
    MATERIAL = "material"
    """The plan, of a material which one of its files answers: of all the longest."""
    CATEGORY = "category"
    """The plan, of the materials of its category: of all the longest."""
    NOTHING = "nothing"
    """Nobody: the usual one is assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How long an item is kept, and who says so."""

    retention: Retention = USUAL
    origin: Origin = Origin.NOTHING
    names: tuple[str, ...] = ()
    """The files or materials that ask for so long."""
    asked: Retention | None = None
    """What its files and their materials ask for, where ``item.toml`` says something shorter."""


def strongest(retentions: Iterable[Retention]) -> Retention | None:
    """Return the longest of some retentions: what is kept together is kept as long as any of it."""
    return max(retentions, key=_STRENGTH.index, default=None)


def kept(
    item: Item, records: Sequence[Record], claims: Sequence[Claim], category: Category | None
) -> Kept:
    """Return how long an item is kept.

    What its ``item.toml`` states; else the longest that it states of a file, or that the plan asks
    of a material which its files answer; else the longest of its category's materials; else the
    usual one.
    """
    files = [(r.description.retention, r.name) for r in records if r.description.retention]
    materials = [(claim.material.retention, claim.material.name) for claim in claims]
    own = strongest(each for each, _name in (*files, *materials))
    if stated := item.description.retention:
        more = own is not None and _STRENGTH.index(own) > _STRENGTH.index(stated)
        return Kept(retention=stated, origin=Origin.ITEM, asked=own if more else None)
    whole = [(each.retention, each.name) for each in (category.materials if category else ())]
    sources = ((Origin.FILE, files), (Origin.MATERIAL, materials), (Origin.CATEGORY, whole))
    longest = own or strongest(each for each, _name in whole)
    for origin, told in sources:
        names = tuple(dict.fromkeys(name for each, name in told if each is longest))
        if longest is not None and names:
            return Kept(retention=longest, origin=origin, names=names)
    return Kept()


def last_day(year: int, retention: Retention) -> date | None:
    """Return the last day of a period; None: it never ends, or no year is told (0)."""
    years = _YEARS.get(retention)
    if years is None or not year:
        return None
    return date(min(year + years, MAXYEAR), 12, 31)


def newest_year(records: Iterable[Record]) -> int:
    """Return the latest year that a record tells of itself: its code, its date, its name; else 0.

    A paper that was added later is younger than its item.
    """
    return max((year for record in records for year in _years(record)), default=0)


def _years(record: Record) -> Iterable[int]:
    told = record.elements.event_date
    yield record.code.day.year if record.code else 0
    yield told.day.year if told and told.day else 0
    yield named_year(record.stem) or 0


class Standing(StrEnum):
    """How an item stands on a day."""

    RUN_OUT = "run-out"
    SOON = "soon"
    """It runs out within the time asked for."""
    RUNNING = "running"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"
    """Nobody can tell when it runs out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """An item, how long it is kept and when that runs out."""

    item: Item
    kept: Kept
    year: int
    """From whose end the period is counted; 0: none is told."""
    newest: int = 0
    """The latest year of its files, where that is later."""
    files: int = 0
    size: int = 0
    """Bytes of its files."""
    damaged: bool = False
    """Its ``item.toml`` has mistakes, so that it may state something else."""

    @property
    def folder(self) -> str:
        """The folder of its category."""
        return self.item.path.split("/")[1]

    @property
    def name(self) -> str:
        """Its own folder; of ledgers, which lie in their category, that one."""
        return self.item.path.rpartition("/")[2]

    @property
    def end(self) -> date | None:
        """The last day on which it is kept; None: never, or unknown."""
        return None if self.damaged else last_day(self.year, self.kept.retention)

    def standing(self, as_of: date, horizon: date) -> Standing:
        """Return how it stands on a day.

        Args:
            as_of: The day.
            horizon: The last day that is looked at, the same or later.
        """
        if self.damaged:
            return Standing.UNKNOWN
        if self.kept.retention is Retention.PERMANENT:
            return Standing.PERMANENT
        if self.end is None:
            return Standing.UNKNOWN
        if self.end < as_of:
            return Standing.RUN_OUT
        return Standing.SOON if self.end < horizon else Standing.RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryTerms:
    """What the plan says of one category, and what lies in it."""

    category: Category
    studio: str
    lapses: tuple[Lapse, ...] = ()

    @property
    def terms(self) -> tuple[tuple[Retention, int], ...]:
        """How many of its materials are kept how long, the longest first; none: nothing said."""
        told = [each.retention for each in self.category.materials]
        return tuple((r, told.count(r)) for r in reversed(_STRENGTH) if r in told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retained:
    """How long what was chosen is kept."""

    archive: str
    """Its name."""
    as_of: date
    horizon: date
    """The last day that is looked at, for what runs out soon."""
    categories: tuple[CategoryTerms, ...] = ()
    """In the order of the studios and the plan; of those without items only what the plan says."""

    def of(self, *standings: Standing) -> tuple[Lapse, ...]:
        """Return the items with files that stand so, those that ran out first in front."""
        found = (each for category in self.categories for each in category.lapses if each.files)
        wanted = [each for each in found if self.standing(each) in standings]
        return tuple(sorted(wanted, key=lambda each: each.end or date.max))

    @property
    def due(self) -> tuple[Lapse, ...]:
        """What has run out, or does within the time asked for."""
        return self.of(Standing.RUN_OUT, Standing.SOON)

    def standing(self, lapse: Lapse) -> Standing:
        """Return how an item stands on the day."""
        return lapse.standing(self.as_of, self.horizon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far ahead is looked."""

    days: int = 0
    years: int = 0

    @classmethod
    def parse(cls, text: str) -> Reach:
        """Return what ``90d``, ``90``, ``2y`` or ``2年`` means.

        Raises:
            ValueError: It means nothing.
        """
        match = _REACH.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text[:20]!r} is no time ahead")
        years = (match[2] or "").casefold()[:1] in {"y", "年"}
        return cls(years=int(match[1])) if years else cls(days=int(match[1]))

    def after(self, day: date) -> date:
        """Return the last day that is looked at, from a day on."""
        year = min(day.year + self.years, MAXYEAR)
        # 29 February has no like in most years.
        leap = (day.month, day.day) == (2, 29) and not isleap(year)
        start = day.replace(year=year, day=28 if leap else day.day)
        return date.fromordinal(min(start.toordinal() + self.days, date.max.toordinal()))
