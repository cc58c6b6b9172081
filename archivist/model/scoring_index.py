"""The case, sorted once so that a rubric's many questions are answered quickly."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from archivist.model.case import Case
from archivist.model.completeness import Line
from archivist.model.event import Event
from archivist.model.finding import Finding
from archivist.model.judgement import Judgement, latest
from archivist.model.ledger_copies import originals
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.period import Period, Span
from archivist.model.rubric import Rubric, StandingCondition
from archivist.model.score import ConditionState

_T = TypeVar("_T")
_Row = tuple[str, str, int]
_Asked = tuple[tuple[str, ...], tuple[str, ...]]
"""Beginnings of codes, and numbers of categories."""
_LAST = ".end"


@dataclass(frozen=True, slots=True)
class Timeline(Generic[_T]):
    """Things by their own day."""

    days: tuple[date, ...] = ()
    things: tuple[_T, ...] = ()
    undated: tuple[_T, ...] = ()

    @classmethod
    def of(cls, dated: Iterable[tuple[date | None, _T]]) -> Timeline[_T]:
        """Return them sorted by day."""
        known: list[tuple[date, _T]] = []
        undated: list[_T] = []
        for day, thing in dated:
            if day is None:
                undated.append(thing)
            else:
                known.append((day, thing))
        known.sort(key=lambda pair: pair[0])
        return cls(
            tuple(day for day, _ in known), tuple(thing for _, thing in known), tuple(undated)
        )

    def within(self, start: date, end: date) -> tuple[_T, ...]:
        """Return those of these days, both included."""
        return self.things[bisect_left(self.days, start) : bisect_right(self.days, end)]


_NOTHING: Timeline[LedgerEntry] = Timeline()


@dataclass(frozen=True, eq=False)
class CaseIndex:
    """One studio's case under one rubric. What is asked for is sorted when it is first asked."""

    rubric: Rubric
    case: Case

    @property
    def since(self) -> date:
        """The day of the founding; without one the beginning of time."""
        return self.case.since or date.min

    def counted(self, period: Period, span: Span | None) -> list[Period]:
        """Return the periods in which a demand of that span is asked over an audited period.

        A standing one: the audited period; a longer one: the one around it; none that ended before
        the studio was founded.
        """
        parts = [period] if span is None else period.parts(span)
        return [part for part in parts if part.end >= self.since]

    def active(self, period: Period) -> bool:
        """Tell whether anything is recorded of a period."""
        return any(event.stated and event.day in period for event in self.case.events)

    def events(self, kinds: Iterable[str], start: date, end: date) -> list[Event]:
        """Return the events of these kinds and days that have happened, in a stable order."""
        last = min(end, self.case.as_of)
        found = [
            event
            for kind in set(kinds)
            if kind in self._kinds
            for event in self._timeline(kind).within(start, last)
        ]
        return sorted(found, key=_event_key)

    def entries(
        self, ledgers: Iterable[str], start: date, end: date
    ) -> tuple[list[LedgerEntry], list[LedgerEntry]]:
        """Return the entries of these ledgers and days, and those without a day."""
        last = min(end, self.case.as_of)
        books = [self._entries.get(ledger, _NOTHING) for ledger in set(ledgers)]
        dated = [entry for book in books for entry in book.within(start, last)]
        undated = [entry for book in books for entry in book.undated]
        return sorted(dated, key=_entry_key), sorted(undated, key=_entry_key)

    def kept(self, ledger: str) -> bool:
        """Tell whether a ledger is there that can be read, and at least one entry stands in it."""
        return bool(self.case.workbooks.get(ledger)) and ledger in self._entries

    def findings(self, asked: _Asked, start: date, end: date) -> list[Finding]:
        """Return the findings of these codes and categories and days, and those without a day."""
        if asked not in self._findings:
            dated = ((day, finding) for finding, day in self.case.findings)
            self._findings[asked] = Timeline.of(pair for pair in dated if _is_asked(pair[1], asked))
        line = self._findings[asked]
        found = (*line.within(start, min(end, self.case.as_of)), *line.undated)
        return sorted(found, key=lambda each: (each.path, each.code))

    def told_incomplete(self, kinds: tuple[str, ...]) -> frozenset[_Row]:
        """Return the rows that tell an incomplete event of these kinds, of whatever day."""
        if kinds not in self._told_incomplete:
            events = self.events(kinds, date.min, date.max)
            rows = frozenset(row_of(event) for event in events if not event.complete)
            self._told_incomplete[kinds] = rows
        return self._told_incomplete[kinds]

    def lines(self, material: str, period: Period) -> tuple[Line, ...]:
        """Return the lines of the matrix for a material and a period."""
        place = material, period
        if place not in self._lines:
            self._lines[place] = self.case.lines(material, period)
        return self._lines[place]

    def rank(self, text: str) -> int:
        """Return which of the rubric's levels a ledger's text means; -1 for none."""
        if text not in self._ranks:
            self._ranks[text] = self.rubric.rank(text)
        return self._ranks[text]

    def condition(self, condition_id: str) -> StandingCondition | None:
        """Return the standing condition with that id, or None."""
        return self._conditions.get(condition_id)

    def judgement(self, matter: str, period: Period) -> Judgement | None:
        """Return the judgement that counts on a matter for exactly that period."""
        return self._judgements.get((matter, period))

    @cached_property
    def _judgements(self) -> Mapping[tuple[str, Period], Judgement]:
        ours = self.rubric.id, self.case.studio
        chosen = tuple(j for j in self.case.judgements if (j.rubric, j.studio) == ours)
        return {(j.criterion, j.period): j for j in latest(chosen).values()}

    @cached_property
    def _conditions(self) -> Mapping[str, StandingCondition]:
        return {condition.id: condition for condition in self.rubric.conditions}

    @cached_property
    def states(self) -> dict[tuple[str, Period], ConditionState]:
        """Conditions that were worked out already, by id and period."""
        return {}

    @cached_property
    def _lines(self) -> dict[tuple[str, Period], tuple[Line, ...]]:
        return {}

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {}

    @cached_property
    def _findings(self) -> dict[_Asked, Timeline[Finding]]:
        return {}

    @cached_property
    def _told_incomplete(self) -> dict[tuple[str, ...], frozenset[_Row]]:
        return {}

    @cached_property
    def _kinds(self) -> Mapping[str, list[Event]]:
        kinds: defaultdict[str, list[Event]] = defaultdict(list)
        for event in self.case.events:
            kinds[event.kind].append(event)
        return kinds

    @cached_property
    def _timelines(self) -> dict[str, Timeline[Event]]:
        return {}

    def _timeline(self, kind: str) -> Timeline[Event]:
        if kind not in self._timelines:
            line = Timeline.of((event.day, event) for event in self._kinds[kind])
            self._timelines[kind] = line
        return self._timelines[kind]

    @cached_property
    def _entries(self) -> Mapping[str, Timeline[LedgerEntry]]:
        books: defaultdict[str, list[tuple[date | None, LedgerEntry]]] = defaultdict(list)
        for entry in originals(self.case.entries):
            books[entry.ledger].append((self._day_of(entry), entry))
        return {ledger: Timeline.of(dated) for ledger, dated in books.items()}

    @cached_property
    def _told(self) -> Mapping[_Row, list[date]]:
        told: defaultdict[_Row, list[date]] = defaultdict(list)
        for event in self.case.events:
            if event.path:
                told[row_of(event)].append(event.day)
        return told

    def _day_of(self, entry: LedgerEntry) -> date | None:
        """Return an entry's own date: that of what it tells first, else the first it names."""
        own = [day for key, day in entry.days.items() if not key.endswith(_LAST)]
        told = self._told.get(row_of(entry), ())
        choices = [day for day in told if day in own] or own or told
        return min(choices, default=None)


def row_of(teller: Event | LedgerEntry) -> _Row:
    """Return the row that tells an event, or that an entry is."""
    return teller.path, teller.sheet, teller.row


def place_of(entry: LedgerEntry) -> str:
    """Return where an entry stands, ``workbook#sheet!row``."""
    return f"{entry.path}#{entry.sheet}!{entry.row}"


def _is_asked(finding: Finding, asked: _Asked) -> bool:
    codes, categories = asked
    # The number of the category in which a path lies: ``studio/06 name/…``.
    number = finding.path.partition("/")[2][:2]
    return finding.code.startswith(codes) and (not categories or number in categories)


def _event_key(event: Event) -> tuple[date, str, str, str, int, str, str]:
    return event.day, event.title, event.path, event.sheet, event.row, event.item, event.kind


def _entry_key(entry: LedgerEntry) -> tuple[str, str, int]:
    return row_of(entry)
