"""What losses take off: the mean over their periods, within the points of the criterion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from archivist.model.period import Period
from archivist.model.rubric import Criterion
from archivist.model.score import Certainty, CriterionScore, Loss
from archivist.model.scoring_index import CaseIndex
from archivist.model.scoring_judging import Demands, Taking
from archivist.model.scoring_kinds import STRENGTH, forecast, gathered


def criterion_score(index: CaseIndex, criterion: Criterion, period: Period) -> CriterionScore:
    """Return the score of one criterion over a period."""
    if period.end < index.since:
        return CriterionScore(criterion=criterion, waived=True)
    demands = Demands(criterion.id, criterion.deductions, criterion.points, criterion.most)
    takings, proofs = gathered(index, demands, period)
    seen = [replace(taking, loss=forecast(taking, period)) for taking in takings]
    return CriterionScore(
        criterion=criterion,
        losses=settled(Fraction(criterion.points), seen),
        proofs=tuple(proofs),
    )


def settled(points: Fraction, takings: Iterable[Taking]) -> tuple[Loss, ...]:
    """Return the losses with what they really take off, in the rubric's order.

    In each period the losses share the criterion's points, and so do their means over all of them.
    The surest use them up first, so that what is lost for good never hides behind what is open.
    """
    left = points
    within: defaultdict[Period | None, Fraction] = defaultdict(lambda: points)
    done: list[Taking] = []
    for taking in sorted(takings, key=_surest):
        loss = taking.loss
        if loss.certainty is not Certainty.FORECAST:
            own = min(loss.raw, within[loss.period])
            within[loss.period] -= own
            taken = min(own * taking.share, left)
            left -= taken
            loss = replace(loss, points=taken)
        done.append(replace(taking, loss=loss))
    return tuple(taking.loss for taking in sorted(done, key=_written))


def _surest(taking: Taking) -> tuple[int, int, date, date]:
    day = taking.loss.due or date.min
    return STRENGTH[taking.loss.certainty], taking.order, taking.period.start, day


def _written(taking: Taking) -> tuple[int, date, int, date]:
    strength, order, start, day = _surest(taking)
    return order, start, strength, day
