"""A verdict as JSON values. The schema's number rises when a reader would break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from archivist.formats.score_cure import cure
from archivist.formats.score_evidence import codes_of, proof_title
from archivist.formats.score_names import Names, asked, named
from archivist.formats.score_why import why
from archivist.formats.score_wording import is_over, judged_points, lost_points, points_number
from archivist.model.event import Event
from archivist.model.judgement import Judgement
from archivist.model.rubric import Band
from archivist.model.score import (
    BonusScore,
    ConditionState,
    CriterionScore,
    DutyState,
    Loss,
    Proof,
    Score,
    SectionScore,
)
from archivist.model.verdict import Coming, Comparison, Past, StudioVerdict, Verdict

SCHEMA = "archivist/rubric-audit/1"

Json = Mapping[str, Any]


def score_json(verdict: Verdict) -> Json:
    """Return a verdict as JSON values; identifiers are English, texts in the language spoken."""
    names = Names.of(verdict)
    rubric = verdict.rubric
    return {
        "schema": SCHEMA,
        "archive": verdict.archive,
        "rubric": {
            "id": rubric.id,
            "name": named(rubric),
            "total": points_number(rubric.total),
        },
        "period": str(verdict.period),
        "as_of": verdict.as_of.isoformat(),
        "over": is_over(verdict),
        "studios": [
            _studio(studio, names, rank if verdict.ranked else None)
            for rank, studio in enumerate(verdict.studios, start=1)
        ],
        "changes": _changes(verdict.comparison),
    }


def coming_json(comings: Sequence[Coming], names: Names) -> list[Json]:
    """Return what falls due as JSON values."""
    return [_coming(each, names) for each in comings]


def _studio(studio: StudioVerdict, names: Names, rank: int | None) -> Json:
    score = studio.score
    return {
        "name": score.studio,
        "rank": rank,
        **_figures(score),
        "lost": points_number(lost_points(score)),
        "judged": points_number(judged_points(score)),
        "bonus": points_number(score.bonus),
        "band": {"secured": _band(score.band.secured), "possible": _band(score.band.possible)},
        "sections": [_section(each, names) for each in score.sections],
        "bonuses": [_bonus(each) for each in score.bonuses],
        "conditions": [_condition(each, names) for each in score.conditions],
        "duties": [_duty(each, names) for each in score.duties],
        "coming": coming_json(studio.coming, names),
        "history": [_past(each) for each in studio.history],
        "unread": dict(studio.unread),
    }


def _figures(scored: Score | SectionScore | CriterionScore) -> Json:
    return {
        "points": points_number(scored.points),
        "secured": points_number(scored.secured),
        "possible": points_number(scored.possible),
    }


def _band(band: Band | None) -> str | None:
    return named(band) if band is not None else None


def _section(section: SectionScore, names: Names) -> Json:
    return {
        "name": named(section.section),
        **_figures(section),
        "criteria": [_criterion(each, names) for each in section.criteria],
    }


def _criterion(scored: CriterionScore, names: Names) -> Json:
    criterion = scored.criterion
    return {
        "id": criterion.id,
        "name": named(criterion),
        "clause": criterion.clause,
        **_figures(scored),
        "met": scored.met,
        "losses": [_loss(loss, names, criterion.id) for loss in scored.losses],
        "evidence": [_proof(proof) for proof in scored.proofs],
    }


def _loss(loss: Loss, names: Names, matter: str) -> Json:
    return {
        "kind": loss.deduction.kind.value,
        "text": asked(loss.deduction),
        "certainty": loss.certainty.value,
        "period": _text(loss.period),
        "times": loss.times,
        "raw": points_number(loss.raw),
        "points": points_number(loss.points),
        "found": loss.found,
        "needed": loss.needed,
        "lacking": list(loss.lacking),
        "events": [_event(event) for event in loss.events],
        "places": list(loss.places),
        "due": _day(loss.due),
        "why": why(loss, names),
        "cure": cure(loss, names, matter),
        "judgement": _judgement(loss.judgement) if loss.judgement is not None else None,
    }


def _event(event: Event) -> Json:
    return {
        "kind": event.kind,
        "title": event.title,
        "day": event.day.isoformat(),
        "item": event.item,
        "entry": _entry(event),
        "level": event.level,
        "lacking": [{"kind": lack.kind.value, "name": lack.name} for lack in event.lacking],
    }


def _entry(event: Event) -> Json | None:
    if not event.path:
        return None
    return {"path": event.path, "sheet": event.sheet, "row": event.row}


def _judgement(made: Judgement) -> Json:
    return {
        "number": made.number,
        "period": str(made.period),
        "deduct": points_number(made.deduct),
        "by": made.by,
        "at": made.at,
        "note": made.note,
    }


def _proof(proof: Proof) -> Json:
    event = proof.event
    paths = list(event.evidence) if event is not None else [proof.path]
    return {
        "kind": event.kind if event is not None else "",
        "title": proof_title(proof),
        "day": _day(event.day if event is not None else None),
        "item": event.item if event is not None else "",
        "paths": paths,
        "entry": _entry(event) if event is not None else None,
        "codes": codes_of(paths),
    }


def _bonus(scored: BonusScore) -> Json:
    return {
        "id": scored.bonus.id,
        "name": named(scored.bonus),
        "points": points_number(scored.points),
        "events": [_event(event) for event in scored.events],
        "judgements": [_judgement(made) for made in scored.judgements],
    }


def _condition(state: ConditionState, names: Names) -> Json:
    return {
        "id": state.condition.id,
        "name": named(state.condition),
        "clause": state.condition.clause,
        "holds": state.holds,
        "why": [why(loss, names) for loss in state.losses],
    }


def _duty(state: DutyState, names: Names) -> Json:
    return {
        "id": state.duty.id,
        "name": named(state.duty),
        "period": _text(state.period),
        "met": state.met,
        "why": [why(loss, names) for loss in state.losses],
    }


def _coming(coming: Coming, names: Names) -> Json:
    return {
        "studio": coming.studio,
        "criterion": coming.criterion.id if coming.criterion is not None else None,
        "duty": coming.duty.id if coming.duty is not None else None,
        "kind": coming.deduction.kind.value,
        "text": asked(coming.deduction),
        "period": _text(coming.period),
        "due": coming.due.isoformat(),
        "times": coming.times,
        "points": points_number(coming.points),
        "lacking": list(coming.lacking),
        "names": [names.name(each) for each in coming.lacking],
    }


def _past(past: Past) -> Json:
    return {
        "period": str(past.period),
        "secured": points_number(past.secured),
        "possible": points_number(past.possible),
        "kept": past.kept,
    }


def _changes(comparison: Comparison | None) -> Json | None:
    if comparison is None:
        return None
    return {
        "name": comparison.name,
        "at": comparison.at,
        "period": comparison.period,
        "changes": [
            {
                "studio": change.studio,
                "criterion": change.criterion or None,
                "before": _pair(change.before),
                "after": _pair(change.after),
                "cured": list(change.cured),
                "new": list(change.new),
            }
            for change in comparison.changes
        ],
    }


def _pair(figures: tuple[Fraction, Fraction] | None) -> Json | None:
    if figures is None:
        return None
    return {"secured": points_number(figures[0]), "possible": points_number(figures[1])}


def _text(value: object) -> str | None:
    return str(value) if value is not None else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
