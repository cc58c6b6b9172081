"""Which function answers which kind of deduction, and what a list of demands comes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from archivist.model.period import Period
from archivist.model.rubric import Deduction, DeductionKind, StandingCondition
from archivist.model.score import Certainty, ConditionState, Loss, Proof
from archivist.model.scoring_answer import Answer, Question
from archivist.model.scoring_events import failed, few, findings, incomplete
from archivist.model.scoring_index import CaseIndex
from archivist.model.scoring_judging import Demands, Taking, judged
from archivist.model.scoring_materials import materials
from archivist.model.scoring_rows import ledgers, rows, sums

STRENGTH = {certainty: place for place, certainty in enumerate(Certainty)}


def answer(question: Question) -> Answer:
    """Return what is missing and what is there, without the points."""
    return _ANSWERS[question.deduction.kind](question)


def gathered(
    index: CaseIndex, demands: Demands, period: Period
) -> tuple[list[Taking], list[Proof]]:
    """Return all that is missing of some demands over a period, and what is there."""
    takings: list[Taking] = []
    proofs: list[Proof] = []
    for order, deduction in enumerate(demands.deductions):
        if deduction.kind is DeductionKind.JUDGE:
            continue
        parts = index.counted(period, deduction.period)
        for part in parts:
            told = answer(Question(index, deduction, part))
            proofs.extend(told.proofs)
            share = Fraction(1, len(parts))
            losses = capped(told.losses, deduction, demands.points)
            takings.extend(Taking(loss, order, part, share) for loss in losses)
    takings.extend(judged(index, demands, period))
    return takings, _once(proofs)


def capped(losses: tuple[Loss, ...], deduction: Deduction, points: Decimal) -> Iterator[Loss]:
    """Yield the losses of a deduction in one of its periods, with their points within its cap."""
    cap = points if deduction.cap is None else min(points, deduction.cap)
    left = Fraction(cap)
    for loss in losses:
        raw = min(loss.times * Fraction(deduction.each), left)
        left -= raw
        yield replace(loss, raw=raw)


def forecast(taking: Taking, period: Period) -> Loss:
    """Return the loss; as a forecast when it falls due only after the period."""
    loss = taking.loss
    later = loss.certainty is Certainty.OPEN and loss.due is not None and loss.due > period.end
    if later or taking.period.end > period.end:
        return replace(loss, certainty=Certainty.FORECAST)
    return loss


def beside(
    index: CaseIndex, demands: Demands, period: Period
) -> tuple[tuple[Loss, ...], tuple[Proof, ...]]:
    """Return what is missing today of demands that give no points, each in its own period.

    What falls due only after that period is not asked yet.
    """
    takings, proofs = gathered(index, demands, period)
    losses = [forecast(taking, taking.period) for taking in takings]
    asked = tuple(loss for loss in losses if loss.certainty is not Certainty.FORECAST)
    return asked, tuple(proofs)


def condition_state(
    index: CaseIndex, condition: StandingCondition, period: Period
) -> ConditionState:
    """Return whether a condition holds at the end of a period."""
    place = condition.id, period
    if place not in index.states:
        # One that asks for itself, in a roundabout way, asks for nothing by that.
        index.states[place] = ConditionState(condition=condition)
        losses, proofs = beside(index, Demands(condition.id, condition.demands), period)
        index.states[place] = ConditionState(condition=condition, losses=losses, proofs=proofs)
    return index.states[place]


def _conditions(question: Question) -> Answer:
    """Each standing condition that does not hold, or of which a person has to decide."""
    failing: defaultdict[Certainty, list[ConditionState]] = defaultdict(list)
    proofs: list[Proof] = []
    for name in question.deduction.conditions:
        condition = question.index.condition(name)
        if condition is None:
            continue
        state = condition_state(question.index, condition, question.period)
        proofs.extend(replace(proof, deduction=question.deduction) for proof in state.proofs)
        if state.losses:
            worst = min((_dated(question, loss) for loss in state.losses), key=STRENGTH.__getitem__)
            failing[worst].append(state)
    losses = [
        replace(
            question.loss(len(states), lacking=tuple(state.condition.id for state in states)),
            certainty=certainty,
            due=_latest(question, certainty, states),
        )
        for certainty, states in sorted(failing.items(), key=lambda pair: STRENGTH[pair[0]])
    ]
    return question.answer(losses, proofs)


def _dated(question: Question, loss: Loss) -> Certainty:
    """Return how sure a condition's loss is for the deduction that asks for the condition.

    A demand whose own period ends later is a forecast, also when that period is over by now: the
    score of a quarter does not change when its year closes.
    """
    end = question.period.end
    later = loss.period is not None and loss.period.end > end
    if later or (loss.due is not None and loss.due > end):
        return Certainty.FORECAST
    return loss.certainty


def _latest(question: Question, certainty: Certainty, states: list[ConditionState]) -> date | None:
    """Return the day by which all of them can be fulfilled; None when it is past."""
    if certainty not in {Certainty.OPEN, Certainty.FORECAST}:
        return None
    losses = (loss for state in states for loss in state.losses)
    same = (loss for loss in losses if _dated(question, loss) is certainty)
    return max((loss.due for loss in same if loss.due), default=None)


def _once(proofs: list[Proof]) -> list[Proof]:
    """Return each event and each file once, for the first deduction that it proves."""
    return list({(id(proof.event), proof.path): proof for proof in reversed(proofs)}.values())[::-1]


_ANSWERS: Mapping[DeductionKind, Callable[[Question], Answer]] = {
    DeductionKind.MATERIAL: materials,
    DeductionKind.LEDGER: ledgers,
    DeductionKind.FEW: few,
    DeductionKind.INCOMPLETE: incomplete,
    DeductionKind.FAILED: failed,
    DeductionKind.FINDINGS: findings,
    DeductionKind.ROWS: rows,
    DeductionKind.SUM: sums,
    DeductionKind.CONDITION: _conditions,
}
"""Of every kind but `DeductionKind.JUDGE`, of which a criterion's are decided together."""
