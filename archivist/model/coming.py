"""What falls due soon and is not met yet, by the points at stake."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from archivist.model.case import Case
from archivist.model.period import Period, Span
from archivist.model.rubric import Criterion, Deduction, DeductionKind, Duty, Rubric
from archivist.model.score import Certainty, Loss
from archivist.model.scoring_answer import Question
from archivist.model.scoring_index import CaseIndex
from archivist.model.scoring_kinds import answer, capped
from archivist.model.scoring_materials import dated
from archivist.model.verdict import Coming

_NEVER = frozenset({DeductionKind.FAILED, DeductionKind.JUDGE})
"""What nobody at the studio can mend by a day."""
_BEGUN = frozenset(
    {
        DeductionKind.LEDGER,
        DeductionKind.INCOMPLETE,
        DeductionKind.FINDINGS,
        DeductionKind.CONDITION,
    }
)
"""What can be missing only of a period that has begun."""
_BY_NAME = frozenset({DeductionKind.MATERIAL, DeductionKind.LEDGER, DeductionKind.CONDITION})
"""What is missing of these has ids."""
_MOST = 60
"""Periods looked ahead at most: five years of months."""


def coming(rubric: Rubric, case: Case, until: date) -> tuple[Coming, ...]:
    """Return what is not met yet and falls due by a day, the most points first.

    What stands has no day of its own, but a material in it may have one. A duty that a criterion
    asks too is named once, with the criterion's points.
    """
    ahead = _Ahead(CaseIndex(rubric, case), until)
    asked = [
        one
        for criterion in rubric.criteria
        for deduction in criterion.deductions
        for one in ahead.of(deduction, criterion)
    ]
    named = {key for one in asked for key in _keys(one)}
    beside = [
        one
        for duty in rubric.duties
        for deduction in duty.demands
        for one in ahead.of(deduction, duty)
    ]
    asked += [left for one in beside for left in _unnamed(one, named)]
    return tuple(sorted(asked, key=lambda one: (-one.points, one.due)))


@dataclass(frozen=True, slots=True)
class _Ahead:
    """The days from today on."""

    index: CaseIndex
    until: date

    @property
    def today(self) -> date:
        return self.index.case.as_of

    def of(self, deduction: Deduction, asker: Criterion | Duty) -> Iterator[Coming]:
        """Yield what falls due of one demand."""
        criterion = asker if isinstance(asker, Criterion) else None
        points = criterion.points if criterion else Decimal(0)
        seen: set[Hashable] = set()
        for question in self._questions(deduction):
            for loss in capped(self._missing(question), deduction, points):
                place = question.own, loss.due, loss.lacking
                # A yearly material is told by every month that is asked about.
                if loss.due is None or place in seen or loss.due > self.until:
                    continue
                seen.add(place)
                yield Coming(
                    studio=self.index.case.studio,
                    deduction=deduction,
                    criterion=criterion,
                    duty=None if isinstance(asker, Criterion) else asker,
                    period=question.own,
                    due=loss.due,
                    times=loss.times,
                    points=loss.raw,
                    lacking=loss.lacking,
                )

    def _questions(self, deduction: Deduction) -> Iterator[Question]:
        """Yield the questions for the periods of a demand that are running or begin by the day."""
        kind, span = deduction.kind, deduction.period
        if kind in _NEVER or (span is None and kind is not DeductionKind.MATERIAL):
            return
        for period in self._periods(span or Span.MONTH, 1 if kind in _BEGUN else _MOST):
            yield Question(self.index, deduction, period)

    def _periods(self, span: Span, most: int) -> Iterator[Period]:
        period: Period | None = Period.containing(self.today, span)
        while period and most and period.start <= self.until:
            if period.end >= self.index.since:
                yield period
            period = period.following
            most -= 1

    def _missing(self, question: Question) -> tuple[Loss, ...]:
        losses = answer(question).losses if question.own else dated(question)
        return tuple(loss for loss in losses if loss.certainty is Certainty.OPEN)


def _keys(one: Coming) -> set[Hashable]:
    """Return by what two demands are known to ask the same."""
    asked = one.deduction
    if asked.kind in _BY_NAME:
        return {(asked.kind, name, one.due) for name in one.lacking}
    sort = asked.kind, one.period, asked.level, asked.least
    of = frozenset(asked.events), frozenset(asked.ledgers), frozenset(asked.codes)
    return {(sort, of, asked.when, asked.column, asked.amount, frozenset(asked.categories))}


def _unnamed(one: Coming, named: set[Hashable]) -> Iterator[Coming]:
    """Yield what of it no criterion has named."""
    kind = one.deduction.kind
    if kind not in _BY_NAME or one.deduction.any_of:
        if not _keys(one) <= named:
            yield one
        return
    left = tuple(name for name in one.lacking if (kind, name, one.due) not in named)
    if left:
        times = one.times - len(one.lacking) + len(left)
        yield replace(one, lacking=left, times=times)
