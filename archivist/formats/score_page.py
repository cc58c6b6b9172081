"""A verdict as one self-contained page of HTML: no script, no address, printable in black."""

from __future__ import annotations

from archivist import __version__
from archivist.formats import (
    score_cure,
    score_decisions,
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
from archivist.model.score import Certainty, Score
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
        waiting=score_decisions.waiting,
        judgements=_decided,
        history=_history,
        calendar=_calendar,
        version=__version__,
    )


def _decided(score: Score) -> list[tuple[str, Judgement, str]]:
    """Return what persons decided, each with the id of what it decides and the decision."""
    return [
        (matter, made, score_decisions.decision_words(made, score))
        for matter, made in score_decisions.judgements(score)
    ]


def _history(studio: StudioVerdict) -> str:
    return history_chart(studio.history, studio.score.points)


def _calendar(studio: StudioVerdict) -> str:
    return calendar_chart(studio.score.period.year, (event.day for event in studio.events))
