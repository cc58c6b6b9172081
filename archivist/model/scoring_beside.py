"""What is reported beside the score: duties and bonus points."""

from __future__ import annotations

from collections.abc import Iterator

from archivist.model.judgement import Judgement
from archivist.model.period import Period, Span
from archivist.model.rubric import Bonus, Duty
from archivist.model.score import BonusScore, DutyState
from archivist.model.scoring_index import CaseIndex
from archivist.model.scoring_judging import Demands
from archivist.model.scoring_kinds import beside


def duty_states(index: CaseIndex, duty: Duty, period: Period) -> Iterator[DutyState]:
    """Yield a duty in each of its own periods inside, or in the longer one around."""
    for span in dict.fromkeys(demand.period for demand in duty.demands):
        demands = tuple(demand for demand in duty.demands if demand.period is span)
        for part in index.counted(period, span):
            losses, _proofs = beside(index, Demands(duty.id, demands), part)
            yield DutyState(duty=duty, period=part if span else None, losses=losses)


def bonus_score(index: CaseIndex, bonus: Bonus, period: Period) -> BonusScore:
    """Return the points beside the total that proved events of the period, or a person, give."""
    told = index.events(bonus.events, period.start, period.end)
    events = [event for event in told if event.proved]
    if bonus.level:
        level = index.rubric.rank_of(bonus.level)
        events = [event for event in events if index.rank(event.level) == level]
    judgements = tuple(_given(index, bonus.id, period)) if bonus.judge else ()
    return BonusScore(bonus=bonus, events=tuple(events), judgements=judgements)


def _given(index: CaseIndex, matter: str, period: Period) -> Iterator[Judgement]:
    """Yield the judgement for the period, else those for its parts: what they give adds up."""
    exact = index.judgement(matter, period)
    shorter = max(
        (span for span in Span if span.months < period.span.months),
        key=lambda span: span.months,
        default=None,
    )
    if exact:
        yield exact
    elif shorter:
        for part in period.parts(shorter):
            yield from _given(index, matter, part)
