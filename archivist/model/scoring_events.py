"""Deductions for events, records and findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from archivist.model.event import Event
from archivist.model.finding import Finding
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.scoring_answer import Answer, Question
from archivist.model.scoring_index import place_of, row_of


def few(question: Question) -> Answer:
    """Each event that is short of those asked for in the period, complete or not."""
    deduction, index = question.deduction, question.index
    found = _events(question)
    if deduction.level:
        least = index.rubric.rank_of(deduction.level)
        found = [event for event in found if index.rank(event.level) >= least]
    short = max(0, deduction.least - len(found))
    loss = question.loss(short, found=(len(found), deduction.least))
    return question.answer([loss], question.telling(found))


def incomplete(question: Question) -> Answer:
    """Each incomplete record, once however much it lacks, in the period of its own date."""
    events = _events(question)
    bad = tuple(event for event in events if not event.complete)
    places = tuple(place_of(entry) for entry in _incomplete_entries(question))
    loss = question.loss(len(bad) + len(places), events=bad, places=places)
    good = [event for event in events if event.complete] if question.own else []
    return question.answer([loss], question.telling(good))


def failed(question: Question) -> Answer:
    """Each event that failed."""
    bad = tuple(event for event in _events(question) if event.failed)
    return question.answer([question.loss(len(bad), events=bad)])


def findings(question: Question) -> Answer:
    """Each finding of the codes and categories named; one without a day at any time."""
    found = sorted(_findings(question), key=lambda each: (each.path, each.code))
    codes = tuple(sorted({finding.code for finding in found}))
    places = tuple(finding.path for finding in found)
    return question.answer([question.loss(len(found), lacking=codes, places=places)])


def _events(question: Question) -> list[Event]:
    return question.index.events(question.deduction.events, question.start, question.period.end)


def _incomplete_entries(question: Question) -> Iterator[LedgerEntry]:
    """Yield the entries that lack something and are not the record of an event counted here."""
    deduction, index = question.deduction, question.index
    dated, undated = index.entries(deduction.ledgers, question.start, question.period.end)
    lacking = [entry for entry in (*dated, *undated) if entry.lacking]
    # Whether the event lies in this period or another: one row is deducted once.
    told = index.told_incomplete(deduction.events) if lacking and deduction.events else frozenset()
    return (entry for entry in lacking if row_of(entry) not in told)


def _findings(question: Question) -> Iterator[Finding]:
    deduction, case = question.deduction, question.index.case
    last = min(question.period.end, case.as_of)
    for finding, day in case.findings:
        if not finding.code.startswith(deduction.codes) or not _within(question.start, day, last):
            continue
        if not deduction.categories or _category(finding.path) in deduction.categories:
            yield finding


def _within(start: date, day: date | None, last: date) -> bool:
    return day is None or start <= day <= last


def _category(path: str) -> str:
    """Return the number of the category in which a path lies: ``studio/06 name/…``."""
    return path.partition("/")[2][:2]
