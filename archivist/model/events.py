"""The events that a studio's ledgers and items tell of, each once and with what is lacking."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from archivist.model.days import named_year
from archivist.model.event import Event, Lack, LackKind
from archivist.model.event_lacks import Proof, field_lacks, item_lacks
from archivist.model.filed import Filed
from archivist.model.item import Item
from archivist.model.item_telling import also_told, folded, holds, told_by
from archivist.model.ledger import EventRule, Ledger
from archivist.model.ledger_copies import originals, saying_of
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.matching import fold
from archivist.model.tie import Tie
from archivist.model.ties import taken_by, tied_items, ties_of

_LAST = ".end"


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told."""

    events: tuple[Event, ...]
    """By day, then by where they are told."""
    ties: tuple[Tie, ...]
    """Of all entries: in the order of the ledgers, then of the entries."""


def events_of(ledgers: Sequence[Ledger], entries: Sequence[LedgerEntry], filed: Filed) -> Telling:
    """Return the events that the rows of one studio tell, and those that only items tell.

    An item to which a row is tied tells nothing by itself; a copy of a workbook tells nothing more.
    """
    rows: defaultdict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        rows[entry.ledger].append(entry)
    ties: list[Tie] = []
    told: list[Event] = []
    for ledger in ledgers:
        own = originals(rows.get(ledger.id, ()))
        found = ties_of(ledger, own, filed)
        told += (event for tie in found for event in _Row(ledger, tie, filed).events())
        ties += _with_copies(found, rows.get(ledger.id, ()))
    taken = taken_by(ties, filed)
    alone = (item for item in filed.proper if item.path not in taken)
    untold = (event for item in alone for event in _untold(item, ledgers, filed))
    return Telling(tuple(sorted([*_once(told), *untold], key=_order)), tuple(ties))


def _with_copies(ties: Sequence[Tie], entries: Sequence[LedgerEntry]) -> Iterator[Tie]:
    """Yield the ties of all entries; a copy is tied to what the row that it repeats is tied to."""
    if len(ties) == len(entries):
        yield from ties
        return
    own = {id(tie.entry): tie for tie in ties}
    said = {saying_of(tie.entry): tie for tie in ties}
    for entry in entries:
        tie = own.get(id(entry))
        yield tie or replace(said[saying_of(entry)], entry=entry)


def _once(told: Sequence[Event]) -> Iterator[Event]:
    """Yield the events, of several ledgers that tell of one only those of the fullest telling.

    A test that both the ledger of projects and that of exchange list is one activity. Two rows of
    one ledger are two: two honours on one day in one item.
    """
    tellers: dict[tuple[str, date, str], tuple[int, str]] = {}
    for event in told:
        place = event.kind, event.day, event.item
        telling = len(event.lacking), event.ledger
        tellers[place] = min(tellers.get(place, telling), telling)
    for event in told:
        teller = tellers[event.kind, event.day, event.item]
        if not event.item or teller[1] == event.ledger:
            yield event


@dataclass(frozen=True, eq=False)
class _Row:
    """What one entry tells."""

    ledger: Ledger
    tie: Tie
    filed: Filed

    def events(self) -> Iterator[Event]:
        entry = self.tie.entry
        for rule in self.ledger.events:
            if not holds(rule, entry):
                continue
            if rule.months:
                yield from self._months(rule)
            elif rule.day in entry.days:
                keys = dict.fromkeys((*entry.lacking, *rule.required))
                yield self._event(rule, entry.days[rule.day], self._fields(keys))

    def _months(self, rule: EventRule) -> Iterator[Event]:
        """Yield the assessments of a term: an empty cell is one whose record is incomplete.

        What is written counts from the month's first day on, so that it counts at once; what is
        empty is lacking only when the month ends. What else the row lacks belongs to the row, and
        is not counted again each month.
        """
        entry = self.tie.entry
        failing = folded(rule.failing)
        for first, last, key in _month_cells(rule, entry):
            text = fold(entry.text(key))
            if text:
                lacks = self._fields(dict.fromkeys((key, *rule.required)))
                bad = any(word in text for word in failing)
                yield self._event(rule, first, lacks, failed=bad)
            elif _term_known(rule, entry):
                lacks = Lack(LackKind.MONTH, key), *self._fields(dict.fromkeys(rule.required))
                yield self._event(rule, last, lacks)

    def _fields(self, keys: Iterable[str]) -> tuple[Lack, ...]:
        entry = self.tie.entry
        bad = [key for key in keys if key in entry.lacking]
        found = dict.fromkeys(Lack(LackKind.FIELD, key) for key in bad)
        return tuple(found | dict.fromkeys(field_lacks(self.ledger, keys, entry)))

    def _event(
        self, rule: EventRule, day: date, lacks: tuple[Lack, ...], *, failed: bool = False
    ) -> Event:
        entry, item = self.tie.entry, self.tie.item
        return Event(
            kind=rule.kind,
            day=day,
            title=entry.text(self.ledger.title) or (item.name.title if item else ""),
            lacking=(*lacks, *item_lacks(rule, self._proof, self.filed)),
            level=entry.text(rule.level) if rule.level else "",
            failed=failed,
            item=item.path if item else "",
            evidence=self._evidence,
            ledger=self.ledger.id,
            path=entry.path,
            sheet=entry.sheet,
            row=entry.row,
        )

    @cached_property
    def _proof(self) -> Proof:
        return Proof.of(tied_items(self.tie, self.filed), self.filed)

    @cached_property
    def _evidence(self) -> tuple[str, ...]:
        """The records that the row cites, and all of the items that it cites as a whole."""
        tie = self.tie
        if tie.item is None:
            return ()
        wholes = tie.fitting or (() if tie.records else (tie.item.path,))
        inside = (record.path for path in wholes for record in self.filed.of(path))
        return tuple(sorted({*tie.records, *inside}))


def _month_cells(rule: EventRule, entry: LedgerEntry) -> Iterator[tuple[date, date, str]]:
    """Yield the first day of each month that lies in a term, its last day, and its cell's key.

    There is one cell for each month of a year: that which the sheet or the workbook names, else the
    first twelve months of the term.
    """
    first = entry.days.get(rule.term)
    if first is None:
        return
    end = entry.days.get(f"{rule.term}{_LAST}", date.max)
    name = entry.path.rpartition("/")[2]
    year = named_year(entry.sheet) or named_year(name)
    for month, key in enumerate(rule.months, 1):
        of = year or first.year + (month < first.month)
        if (first.year, first.month) <= (of, month) <= (end.year, end.month):
            last = date(of, month, calendar.monthrange(of, month)[1])
            yield max(first, last.replace(day=1)), last, key


def _term_known(rule: EventRule, entry: LedgerEntry) -> bool:
    """Tell whether a term's end was understood, or left open: else nobody knows which are empty."""
    return f"{rule.term}{_LAST}" in entry.days or rule.term not in entry.lacking


def _untold(item: Item, ledgers: Sequence[Ledger], filed: Filed) -> Iterator[Event]:
    """Yield what an item tells of which there is no row."""
    told = told_by(item, ledgers) if item.day is not None else None
    if told is None or item.day is None or filed.recurring(item):
        return
    ledger, rule = told
    proof = Proof.of([item.path], filed)
    for each in (rule, *also_told(ledger, rule, item)):
        yield Event(
            kind=each.kind,
            day=item.day,
            title=item.name.title,
            lacking=(Lack(LackKind.ENTRY), *item_lacks(each, proof, filed)),
            item=item.path,
            evidence=tuple(sorted(record.path for record in filed.of(item.path))),
        )


def _order(event: Event) -> tuple[date, str, str, str, int, str, str]:
    return (event.day, event.ledger, event.path, event.sheet, event.row, event.item, event.kind)
