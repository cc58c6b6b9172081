"""What persons decide of a score: what waits for one, and what one decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _

from archivist.formats.score_cure import cure, judge_command
from archivist.formats.score_names import Names
from archivist.formats.score_why import why
from archivist.formats.score_wording import HOLDS, day_of, points_text
from archivist.formats.wording import period_words
from archivist.model.judgement import Judgement
from archivist.model.rubric import DeductionKind
from archivist.model.score import Certainty, Loss, Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits for a person."""

    matter: str
    """The id of its criterion or condition."""
    why: str
    cure: str
    """What else helps than a decision; empty where nothing does."""
    command: str
    """Records the decision; empty where the matter asks for none."""
    loss: Loss


def waiting(score: Score, names: Names) -> Iterator[Waiting]:
    """Yield what waits for a person; what a criterion asks of a condition waits there."""
    judged = set(_judged_by_persons(score))
    for matter, loss in _matters(score):
        kind = loss.deduction.kind
        if loss.certainty is not Certainty.UNDECIDED or kind is DeductionKind.CONDITION:
            continue
        yield Waiting(
            matter=matter,
            why=why(loss, names),
            cure="" if kind is DeductionKind.JUDGE else cure(loss, names, matter),
            command=judge_command(matter, names) if matter in judged else "",
            loss=loss,
        )


def judgements(score: Score) -> list[tuple[str, Judgement]]:
    """Return what persons decided, bonuses too, each with the id of what it decides."""
    decided = [(made.criterion, made) for made in score.judgements]
    decided += [(matter, loss.judgement) for matter, loss in _matters(score) if loss.judgement]
    given = [(each.bonus.id, made) for each in score.bonuses for made in each.judgements]
    return list(dict.fromkeys((m, made) for m, made in (*decided, *given)))


def judgement_text(made: Judgement, score: Score) -> str:
    """Return a decision in one line: what, for when, by whom, on which day, and why."""
    parts = [decision_words(made, score), period_words(made.period)]
    parts.append(_("{by} on {day}").format(by=made.by, day=day_of(made.at)))
    return _("; ").join((*parts, made.note) if made.note else parts)


def decision_words(made: Judgement, score: Score) -> str:
    """Return what was decided: the points off or given, or whether a condition holds."""
    if any(each.condition.id == made.criterion for each in score.conditions):
        return _(HOLDS[not made.deduct].word)
    if any(each.bonus.id == made.criterion for each in score.bonuses):
        return _("{points} points given").format(points=points_text(made.deduct))
    return _("{points} points off").format(points=points_text(made.deduct))


def _matters(score: Score) -> list[tuple[str, Loss]]:
    criteria = [(each.criterion.id, each.losses) for each in score.criteria]
    conditions = [(each.condition.id, each.losses) for each in score.conditions]
    return [(matter, loss) for matter, losses in (*criteria, *conditions) for loss in losses]


def _judged_by_persons(score: Score) -> Iterator[str]:
    asked = [(each.criterion.id, each.criterion.deductions) for each in score.criteria]
    asked += [(each.condition.id, each.condition.demands) for each in score.conditions]
    for matter, demands in asked:
        if any(each.kind is DeductionKind.JUDGE for each in demands):
            yield matter
    for matter, loss in _matters(score):
        if loss.deduction.kind is DeductionKind.JUDGE:
            yield matter
