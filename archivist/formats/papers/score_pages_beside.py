"""What stands beside the points of a printed score: decisions, conditions, duties, what comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from gettext import gettext as _

from archivist.formats.papers.official_pages import look_text, shown_all
from archivist.formats.score_cure import cure
from archivist.formats.score_decisions import decision_words, judgements, waiting
from archivist.formats.score_names import Names, named
from archivist.formats.score_why import event_text, why
from archivist.formats.score_wording import (
    KEPT,
    coming_text,
    day_of,
    duty_name,
    holds_look,
    is_without_points,
    met_look,
    minus,
    points_text,
)
from archivist.formats.wording import period_words
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.score import BonusScore, Certainty, Loss, Score
from archivist.model.verdict import Past, StudioVerdict

Json = Mapping[str, object]


def beside_data(studio: StudioVerdict, names: Names) -> Json:
    """Return what a layout shows of a studio besides its points."""
    score = studio.score
    told = [] if is_without_points(score) else studio.history
    return {
        "waiting": _waiting(score, names),
        "judgements": _judgements(score),
        "conditions": _conditions(score, names),
        "duties": _duties(score, names),
        "bonuses": [_bonus(each, names) for each in score.bonuses],
        "coming": [
            [dotted(c.due), minus(c.points) if c.points else "", shown(coming_text(c, names))]
            for c in sorted(studio.coming, key=lambda each: each.due)
        ],
        "history": [_past(each, score.points) for each in told],
        "history-notes": _history_notes(told),
    }


def _conditions(score: Score, names: Names) -> list[Json]:
    return [
        {
            "state": look_text(holds_look(each)),
            "name": shown(named(each.condition)),
            "told": shown_all(_reasons(each.losses, names, each.condition.id)),
        }
        for each in score.conditions
    ]


def _duties(score: Score, names: Names) -> list[Json]:
    return [
        {
            "state": look_text(met_look(each)),
            "name": shown(duty_name(each)),
            "told": shown_all(_reasons(each.losses, names, each.duty.id)),
        }
        for each in score.duties
    ]


def _waiting(score: Score, names: Names) -> list[Json]:
    return [
        {
            "id": shown(each.matter),
            "why": shown(each.why),
            "cure": shown_all((each.cure,)),
        }
        for each in waiting(score, names)
    ]


def _judgements(score: Score) -> list[list[str]]:
    return [
        [
            shown(matter),
            period_words(made.period),
            decision_words(made, score),
            shown(made.by),
            shown(day_of(made.at)),
            shown(made.note),
        ]
        for matter, made in judgements(score)
    ]


def _reasons(losses: Iterable[Loss], names: Names, matter: str) -> Iterator[str]:
    for loss in losses:
        yield why(loss, names)
        if loss.certainty is not Certainty.JUDGED:
            yield cure(loss, names, matter)


def _bonus(scored: BonusScore, names: Names) -> Json:
    given = _("{by} gave {points} points on {day}")
    told = [event_text(event, names) for event in scored.events]
    told += [
        given.format(by=made.by, points=points_text(made.deduct), day=day_of(made.at))
        for made in scored.judgements
    ]
    return {
        "id": shown(scored.bonus.id),
        "name": shown(named(scored.bonus)),
        "told": shown_all(told),
        "points": points_text(scored.points),
    }


def _past(past: Past, points: Fraction) -> Json:
    return {
        "period": period_words(past.period) + (f" {KEPT}" if past.kept else ""),
        "secured": points_text(past.secured),
        "possible": points_text(past.possible),
        "secured-share": _share(past.secured, points),
        "possible-share": _share(past.possible, points),
    }


def _share(value: Fraction, points: Fraction) -> float:
    return float(min(max(value / points, Fraction(0)), Fraction(1)))


def _history_notes(history: Sequence[Past]) -> list[str]:
    return [f"{KEPT} " + _("as it was kept then")] if any(past.kept for past in history) else []
