"""Deductions that only a person can decide (REQUIREMENTS 6.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from archivist.model.judgement import Judgement
from archivist.model.period import Period, Span
from archivist.model.rubric import Deduction, DeductionKind
from archivist.model.score import Certainty, Loss
from archivist.model.scoring_answer import NONE
from archivist.model.scoring_index import CaseIndex


@dataclass(frozen=True, slots=True)
class Demands:
    """What a criterion, a standing condition or a duty asks."""

    matter: str
    """Its id."""
    deductions: tuple[Deduction, ...]
    points: Decimal = Decimal(0)
    most: Decimal = Decimal(0)
    """What a person may take off at most."""


@dataclass(frozen=True, slots=True)
class Taking:
    """A loss, and how it counts in the audited period."""

    loss: Loss
    """Its raw points are worked, those that it takes off are not."""
    order: int
    """The place of its deduction in the rubric."""
    period: Period
    """Its own; that of the audit when it stands."""
    share: Fraction
    """One part of so many periods as the mean is taken over."""


def judged(index: CaseIndex, demands: Demands, period: Period) -> Iterator[Taking]:
    """Yield what a person took off, or may still take off.

    One judgement decides all that is to be judged of a criterion together.
    """
    judges = [
        (order, deduction)
        for order, deduction in enumerate(demands.deductions)
        if deduction.kind is DeductionKind.JUDGE
    ]
    if not judges:
        return
    decided = decisions(index, demands.matter, period)
    order, first = judges[0]
    for each in decided:
        if each.deduct > 0:
            yield Taking(
                _loss(first, min(each.deduct, demands.most), period, each),
                order,
                each.period,
                Fraction(1, len(decided)),
            )
    if not decided:
        for order, deduction in judges:
            most = min(deduction.most, demands.points)
            yield Taking(_loss(deduction, most, period), order, period, Fraction(1))


def decisions(index: CaseIndex, matter: str, period: Period) -> tuple[Judgement, ...]:
    """Return what was decided for the period, or for all its parts of the longest span."""
    exact = index.judgement(matter, period)
    if exact:
        return (exact,)
    for span in sorted(Span, key=lambda each: -each.months):
        if span.months < period.span.months:
            parts = index.counted(period, span)
            found = [index.judgement(matter, part) for part in parts]
            made = tuple(each for each in found if each)
            if made and len(made) == len(parts):
                return made
    return ()


def _loss(
    deduction: Deduction, points: Decimal, period: Period, judgement: Judgement | None = None
) -> Loss:
    return Loss(
        deduction=deduction,
        certainty=Certainty.JUDGED if judgement else Certainty.UNDECIDED,
        period=judgement.period if judgement and judgement.period != period else None,
        times=1,
        raw=Fraction(points),
        points=NONE,
        judgement=judgement,
    )
