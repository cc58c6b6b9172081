"""Deductions for ledgers: whether they are there, how many rows, what a column adds up to.

An entry without a readable day proves nothing of any period: giving it one never costs points.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from archivist.model.ledger_entry import LedgerEntry
from archivist.model.scoring_answer import Answer, Question

_DIGITS = 18
"""A number with more digits before the point is none that a ledger means."""


def ledgers(question: Question) -> Answer:
    """Each ledger without a workbook that can be read, or without a single entry in it."""
    books = question.index.case.workbooks
    asked = question.deduction.ledgers
    lacking = tuple(ledger for ledger in asked if not question.index.kept(ledger))
    paths = [path for ledger in asked for path in books.get(ledger, ())]
    return question.answer([question.loss(len(lacking), lacking=lacking)], question.proofs(paths))


def rows(question: Question) -> Answer:
    """Each entry that is short of those asked for."""
    found, least = _entries(question), question.deduction.least
    loss = question.loss(max(0, least - len(found)), found=(len(found), least))
    return question.answer([loss], question.proofs(entry.path for entry in found))


def sums(question: Question) -> Answer:
    """A column that adds up to less than asked: once."""
    found = _entries(question)
    column, amount = question.deduction.column, Fraction(question.deduction.amount)
    numbers = [entry.numbers[column] for entry in found if column in entry.numbers]
    reached = _total(numbers)
    loss = question.loss(int(reached < amount), found=(int(reached), int(amount)))
    return question.answer([loss], question.proofs(entry.path for entry in found))


def _total(numbers: Iterable[Decimal]) -> Fraction:
    return sum((Fraction(each) for each in numbers if _sensible(each)), Fraction(0))


def _sensible(number: Decimal) -> bool:
    return number.is_finite() and abs(number.adjusted()) < _DIGITS


def _entries(question: Question) -> list[LedgerEntry]:
    deduction = question.deduction
    dated, undated = question.index.entries(deduction.ledgers, question.start, question.period.end)
    found = dated if question.own else [*dated, *undated]
    return [
        entry
        for entry in found
        if all(
            any(word in entry.text(when.column) for word in when.words) for when in deduction.when
        )
    ]
