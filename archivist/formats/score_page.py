"""A verdict as one self-contained page of HTML: no script, no address, printable in black."""

from __future__ import annotations

from fractions import Fraction

from archivist import __version__
from archivist.formats import (
    score_cure,
    score_evidence,
    score_names,
    score_why,
    score_wording,
    wording,
)
from archivist.formats.html import environment
from archivist.formats.score_chart import calendar_chart, history_chart
from archivist.formats.score_names import Names
from archivist.model.judgement import Judgement
from archivist.model.rubric import DeductionKind
from archivist.model.score import Certainty, Loss, Score, total
from archivist.model.verdict import StudioVerdict, Verdict


def score_page(verdict: Verdict) -> str:
    """Return a verdict as a page."""
    page = environment().get_template("score.html")
    return page.render(
        verdict=verdict,
        names=Names.of(verdict),
        Certainty=Certainty,
        wording=wording,
        words=score_wording,
        called=score_names,
        why=score_why,
        cure=score_cure,
        evidence=score_evidence,
        taken=_taken,
        undecided=_undecided,
        judgements=_judgements,
        history=_history,
        calendar=_calendar,
        version=__version__,
    )


def _taken(score: Score, certainty: Certainty) -> Fraction:
    return total(each.taken(certainty) for each in score.criteria)


def _matters(score: Score) -> list[tuple[str, Loss]]:
    criteria = [(each.criterion.id, each.losses) for each in score.criteria]
    conditions = [(each.condition.id, each.losses) for each in score.conditions]
    return [(matter, loss) for matter, losses in (*criteria, *conditions) for loss in losses]


def _undecided(score: Score) -> list[tuple[str, Loss]]:
    """Return what a person has to decide, each with the id of its criterion or condition."""
    return [
        (matter, loss)
        for matter, loss in _matters(score)
        if loss.certainty is Certainty.UNDECIDED and loss.deduction.kind is DeductionKind.JUDGE
    ]


def _judgements(score: Score) -> list[tuple[str, Judgement]]:
    """Return what persons decided, bonuses too, each with the id of what it decides."""
    decided = [(matter, loss.judgement) for matter, loss in _matters(score)]
    given = [(each.bonus.id, made) for each in score.bonuses for made in each.judgements]
    return [(matter, made) for matter, made in (*decided, *given) if made is not None]


def _history(studio: StudioVerdict) -> str:
    return history_chart(studio.history, studio.score.points)


def _calendar(studio: StudioVerdict) -> str:
    return calendar_chart(studio.score.period.year, (event.day for event in studio.events))
