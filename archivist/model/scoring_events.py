"""Deductions for events, records and findings (REQUIREMENTS 6.5 and 6.6).

An event counts in the period of its own date, whenever it was filed; its record is incomplete when
a field of its row is empty or something that its kind demands is not filed. What a row states and
nothing filed answers is a claim: it keeps points possible and secures none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archivist.model.event import Event
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.score import Certainty, Loss
from archivist.model.scoring_answer import Answer, Question
from archivist.model.scoring_index import place_of, row_of


def few(question: Question) -> Answer:
    """Each event that is short of those asked for in the period, complete or not.

    What is short only as long as claims are left out is undecided: another line.
    """
    least = question.deduction.least
    found = [event for event in _ranking(question) if event.stated]
    proved = [event for event in found if event.proved]
    short = max(0, least - len(found))
    loss = question.loss(short, found=(len(found), least))
    return question.answer([loss, _claimed(question, found, short)], question.telling(proved))


def _ranking(question: Question) -> list[Event]:
    """Return the events of the kinds and of the level asked for, or above it."""
    level, index = question.deduction.level, question.index
    least = index.rubric.rank_of(level) if level else -1
    return [event for event in _events(question) if not level or index.rank(event.level) >= least]


def _claimed(question: Question, found: list[Event], short: int) -> Loss:
    """Return what is short beyond that when only events count that files prove."""
    claims = tuple(event for event in found if not event.proved)
    proved, least = len(found) - len(claims), question.deduction.least
    times = max(0, least - proved) - short
    loss = question.loss(times, found=(proved, least), events=claims)
    return replace(loss, certainty=Certainty.UNDECIDED)


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
    deduction = question.deduction
    asked = deduction.codes, deduction.categories
    found = question.index.findings(asked, question.start, question.period.end)
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
