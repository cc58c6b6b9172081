"""Tying the entries of a ledger to the items that prove them.

What an entry cites goes before all else; then date and title decide, and where several items fit
equally well, a person has to name the one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from archivist.model.citations import Mention
from archivist.model.filed import Filed
from archivist.model.item import Item
from archivist.model.item_telling import categories_of, holds, told_by
from archivist.model.ledger import ColumnKind, Ledger
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.tie import Hold, Tie
from archivist.model.title_fit import plain_title, title_fit

__all__ = ["Filed", "taken_by", "tied_items", "ties_of"]

_CROWD = 200
"""On a day with more items than this, only the very same title ties."""

_Rank = tuple[int, int, float]


def ties_of(ledger: Ledger, entries: Sequence[LedgerEntry], filed: Filed) -> tuple[Tie, ...]:
    """Return what each entry of a ledger is tied to, in the order of the entries.

    A row of a register is tied to nothing: that a disc holds an item's images enters no event.
    """
    if not ledger.proven:
        return tuple(Tie(entry=e, hold=Hold.NONE) for e in entries if e.ledger == ledger.id)
    tying = _Tying(ledger, [entry for entry in entries if entry.ledger == ledger.id], filed)
    return tuple(tying.ties())


def tied_items(tie: Tie, filed: Filed) -> set[str]:
    """Return the paths of all items that an entry rests on: several may be cited."""
    if tie.item is None:
        return set()
    cited = {filed.homes[path] for path in tie.records if path in filed.homes}
    return {tie.item.path, *tie.fitting, *cited}


@dataclass(frozen=True, eq=False)
class _Tying:
    """The work on one ledger."""

    ledger: Ledger
    entries: Sequence[LedgerEntry]
    filed: Filed

    def ties(self) -> Iterator[Tie]:
        cited = [self._cited(entry) for entry in self.entries]
        held = (tie for tie in cited if tie.hold is Hold.CITED)
        taken = {path for tie in held for path in tied_items(tie, self.filed)}
        for tie in cited:
            yield self._by_title(tie, taken) if tie.hold is Hold.NONE else tie

    @cached_property
    def _categories(self) -> frozenset[str]:
        return categories_of(self.ledger)

    @cached_property
    def _busy(self) -> Counter[date]:
        """How many entries name a day."""
        return Counter(day for entry in self.entries for day in set(entry.days.values()))

    def _cited(self, entry: LedgerEntry) -> Tie:
        """Return the tie by citation; one that holds nothing tells what is unknown."""
        days = sorted(set(entry.days.values()))
        mentions = [
            mention
            for cell in self._cells(entry, ColumnKind.EVIDENCE)
            for mention in self.filed.citations.read(cell, days)
        ]
        known = [mention for mention in mentions if mention.known] or [
            mention
            for cell in self._cells(entry, ColumnKind.TEXT)
            for mention in self.filed.citations.codes(cell)
        ]
        unknown = tuple(dict.fromkeys(m.text for m in mentions if not m.known))
        tie = _Choosing(entry, self._categories, known).tie() if known else None
        return replace(tie or Tie(entry=entry, hold=Hold.NONE), unknown=unknown)

    def _cells(self, entry: LedgerEntry, kind: ColumnKind) -> Iterator[str]:
        for column in self.ledger.columns:
            if column.kind is kind and entry.text(column.key):
                yield entry.text(column.key)

    def _by_title(self, tie: Tie, taken: set[str]) -> Tie:
        ranks: dict[str, _Rank] = {}
        for day in sorted(set(tie.entry.days.values())):
            for item, rank in self._fitting(tie.entry, day, taken):
                ranks[item.path] = rank
        if not ranks:
            return tie
        best = max(ranks.values())
        fitting = tuple(sorted(path for path, rank in ranks.items() if rank == best))
        if len(fitting) > 1:
            return replace(tie, hold=Hold.SEVERAL, fitting=fitting)
        return replace(tie, hold=Hold.TITLE, item=self.filed.by_path[fitting[0]])

    @cached_property
    def _days(self) -> dict[date, _Day]:
        return {}

    def _day(self, day: date) -> _Day:
        """Return the items of a day that can prove rows of this ledger; sorted when first asked."""
        if day not in self._days:
            there = self.filed.by_day.get(day, ())
            self._days[day] = _Day([i for i in there if i.category in self._categories])
        return self._days[day]

    def _fitting(
        self, entry: LedgerEntry, day: date, taken: set[str]
    ) -> Iterator[tuple[Item, _Rank]]:
        title = plain_title(entry.text(self.ledger.title))
        there = self._day(day)
        alone = len(there.items) == 1 and self._busy[day] == 1
        for item, other in there.near(title):
            if item.path in taken:
                continue
            degree, likeness = title_fit(title, other)
            if degree or (alone and likeness):
                yield item, (degree, self._agreement(entry, item), likeness if degree < 2 else 1.0)

    def _agreement(self, entry: LedgerEntry, item: Item) -> int:
        """Return 1 when title and row tell the same kind of event, -1 when they differ."""
        told = told_by(item, (self.ledger,))
        if told is None:
            return 0
        kinds = {rule.kind for rule in self.ledger.events if holds(rule, entry)}
        return 1 if told[1].kind in kinds else -1


@dataclass(frozen=True, eq=False)
class _Day:
    """The items of one day."""

    items: Sequence[Item]

    def near(self, title: str) -> Sequence[tuple[Item, str]]:
        """Return the items that a title may mean, each with its own title."""
        return self._same.get(title, ()) if len(self.items) > _CROWD else self._titled

    @cached_property
    def _titled(self) -> Sequence[tuple[Item, str]]:
        return [(item, plain_title(item.name.title)) for item in self.items]

    @cached_property
    def _same(self) -> Mapping[str, Sequence[tuple[Item, str]]]:
        same: defaultdict[str, list[tuple[Item, str]]] = defaultdict(list)
        for item, title in self._titled:
            same[title].append((item, title))
        return same


@dataclass(frozen=True, eq=False)
class _Choosing:
    """Which items the citations of one entry mean."""

    entry: LedgerEntry
    categories: frozenset[str]
    mentions: Sequence[Mention]

    def tie(self) -> Tie:
        """Return the tie; without a single sure citation, several fit."""
        sure = [mention for mention in self.mentions if len(mention.homes) == 1]
        paths = {mention.homes[0].path for mention in sure}
        sure = [each for mention in self.mentions if (each := self._narrowed(mention, paths))]
        if not sure:
            fitting = {item.path for mention in self.mentions for item in mention.homes}
            return Tie(entry=self.entry, hold=Hold.SEVERAL, fitting=tuple(sorted(fitting)))
        wholes = tuple(dict.fromkeys(item.path for mention in sure for item in mention.items))
        records = tuple(dict.fromkeys(r.path for mention in sure for r in mention.records))
        best = min(sure, key=self._order)
        further = wholes if len(wholes) > 1 or (wholes and records) else ()
        return Tie(
            entry=self.entry, hold=Hold.CITED, item=best.homes[0], records=records, fitting=further
        )

    def _narrowed(self, mention: Mention, paths: set[str]) -> Mention | None:
        """Return a citation that means one item: one cited as well, or of the day and category."""
        homes = [item for item in mention.homes if item.path in paths] or list(mention.homes)
        homes = [item for item in homes if self._same_day(item)] or homes
        homes = [item for item in homes if item.category in self.categories] or homes
        if len(homes) > 1:
            return None
        records = sorted(
            (r for r in mention.records if r.item.path == homes[0].path), key=lambda r: r.path
        )
        return Mention(mention.text, () if records else (homes[0],), tuple(records))

    def _order(self, mention: Mention) -> tuple[bool, bool, bool]:
        item = mention.homes[0]
        return (not mention.items, not self._same_day(item), item.category not in self.categories)

    def _same_day(self, item: Item) -> bool:
        return item.day is not None and item.day in self.entry.days.values()


def taken_by(ties: Iterable[Tie], filed: Filed) -> set[str]:
    """Return the items that entries account for.

    Where several fit an entry equally well, it accounts for one of them, so that nothing is told
    twice, nor lost when its row is written.
    """
    held = [*ties]
    taken = {path for tie in held for path in tied_items(tie, filed)}
    unsure = sorted(
        (t.fitting, t.entry.path, t.entry.sheet, t.entry.row) for t in held if not t.item
    )
    for fitting, *_row in unsure:
        taken.update([path for path in fitting if path not in taken][:1])
    return taken
