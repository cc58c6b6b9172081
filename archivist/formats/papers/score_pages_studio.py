"""One studio's part of a printed score: figures, table, cures, evidence, decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.papers.official_pages import look_text, shown_all
from archivist.formats.papers.score_bands import band_paragraphs
from archivist.formats.papers.score_pages_beside import beside_data
from archivist.formats.score_cure import cure
from archivist.formats.score_evidence import proof_text
from archivist.formats.score_names import Names, named, reading
from archivist.formats.score_why import FEW, details, why
from archivist.formats.score_wording import (
    at_stake,
    by_when,
    certainty_look,
    is_without_points,
    judged_points,
    lost_points,
    met_count,
    met_look,
    own_points_line,
    points_text,
    taken_points,
)
from archivist.model.display import shown
from archivist.model.score import (
    Certainty,
    CriterionScore,
    Loss,
    Score,
    SectionScore,
)
from archivist.model.verdict import StudioVerdict

Json = Mapping[str, object]


def studio_data(studio: StudioVerdict, names: Names) -> Json:
    """Return one studio's part as a layout shows it."""
    score = studio.score
    bare = is_without_points(score)
    return {
        "name": shown(score.studio),
        "figures": [] if bare else _result(score),
        "lines": [met_count(score)] if bare else _lines(score),
        "bands": [list(each) for each in band_paragraphs(score)],
        "sections": [_section(each, names) for each in score.sections],
        "total": _figures(score),
        "own-points": own_points_line(score),
        "next": _next(score, names),
        "details": [_detail(c, names) for c in score.criteria if c.losses or c.proofs],
        **beside_data(studio, names),
    }


def _result(score: Score) -> list[list[str]]:
    told: list[tuple[str, Fraction]] = [
        (_("points"), score.points),
        (_("secured"), score.secured),
        (_("possible"), score.possible),
        ("× " + _("lost"), lost_points(score)),
        ("※ " + _("of it by a person"), judged_points(score)),
    ]
    told += [
        (look_text(certainty_look(each)), taken_points(score, each))
        for each in (Certainty.OPEN, Certainty.UNDECIDED)
    ]
    if score.bonuses:
        told.append(("+ " + _("bonus, beside the total"), score.bonus))
    return [[word, points_text(points)] for word, points in told]


def _lines(score: Score) -> list[str]:
    if score.over:
        return []
    text = _("The period is not over: at its end between {secured} and {possible}.")
    figures = {"secured": points_text(score.secured), "possible": points_text(score.possible)}
    return [text.format(**figures)]


def _figures(scored: Score | SectionScore | CriterionScore) -> list[str]:
    return [points_text(each) for each in (scored.points, scored.secured, scored.possible)]


def _section(section: SectionScore, names: Names) -> Json:
    return {
        "name": shown(named(section.section)),
        "figures": _figures(section),
        "criteria": [_criterion(each, names) for each in section.criteria],
    }


def _criterion(scored: CriterionScore, names: Names) -> Json:
    lost = (f"{look_text(certainty_look(e.certainty))}{_at(e)}" for e in scored.losses)
    told = [f"{head}{_(': ')}{why(e, names)}" for head, e in zip(lost, scored.losses, strict=True)]
    return {
        "id": shown(scored.criterion.id),
        "name": shown(named(scored.criterion)),
        "figures": _figures(scored),
        "state": look_text(met_look(scored)),
        "why": shown_all([_waived()] if scored.waived else told),
    }


def _waived() -> str:
    return _("not founded yet: nothing is asked")


def _at(loss: Loss) -> str:
    return f" {at_stake(loss)}" if loss.points or loss.raw else ""


def _next(score: Score, names: Names) -> list[Json]:
    """Return what cures each loss, the most points first; what comes off later stands last."""
    found = [
        (loss, scored.criterion)
        for scored in score.criteria
        for loss in scored.losses
        if loss.certainty is not Certainty.JUDGED
    ]
    found.sort(key=lambda each: _weight(each[0]))
    return [
        {
            "name": shown(f"{criterion.id} {named(criterion)}"),
            "at": _state_words(loss),
            "cure": shown(cure(loss, names, criterion.id)),
            "when": by_when(loss),
        }
        for loss, criterion in found
    ]


def _weight(loss: Loss) -> tuple[bool, Fraction, Fraction, date]:
    later = loss.certainty is Certainty.FORECAST
    return later, -loss.points, -loss.raw, loss.due or date.max


def _state_words(loss: Loss) -> list[str]:
    stake = at_stake(loss) if loss.points or loss.raw else ""
    return shown_all((look_text(certainty_look(loss.certainty)), stake))


def _detail(scored: CriterionScore, names: Names) -> Json:
    criterion = scored.criterion
    title = f"{criterion.id} {named(criterion)}"
    if scored.points:
        points, secured, possible = _figures(scored)
        title = _("{name}: secured {secured}, possible {possible}, of {points}").format(
            name=title, secured=secured, possible=possible, points=points
        )
    count = len(scored.proofs)
    counted = ngettext("{count} piece of evidence", "{count} pieces of evidence", count)
    return {
        "title": shown(title),
        "losses": [_loss(loss, names, criterion.id) for loss in scored.losses],
        "counted": counted.format(count=count),
        "proofs": [shown(proof_text(proof, names)) for proof in scored.proofs],
    }


def _loss(loss: Loss, names: Names, matter: str) -> Json:
    told = details(loss, names)
    clause = loss.deduction.clause
    judged = loss.certainty is Certainty.JUDGED
    return {
        "state": _state_words(loss),
        "why": shown_all(
            (
                why(loss, names),
                # Few are told in the sentence already.
                *((f"· {each}" for each in told) if len(told) > FEW else ()),
                _("clause {clause}").format(clause=clause) if clause else "",
                reading(loss.deduction),
            )
        ),
        "cure": shown_all(() if judged else (cure(loss, names, matter), by_when(loss))),
    }
