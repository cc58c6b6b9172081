"""One sheet of what stands beside the points: conditions, duties, decisions, bonus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _

from archivist.formats.look import Look
from archivist.formats.score_cure import cure
from archivist.formats.score_decisions import decision_words, judgements, waiting
from archivist.formats.score_names import Names, named
from archivist.formats.score_why import event_text, why
from archivist.formats.score_wording import (
    certainty_look,
    day_of,
    holds_look,
    met_look,
    period_line,
    points_text,
)
from archivist.formats.table import Cell, Column, Sheet
from archivist.formats.wording import period_words
from archivist.model.display import shown
from archivist.model.period import Period
from archivist.model.score import Certainty, Loss, Score
from archivist.model.verdict import Verdict

_Row = Mapping[str, Cell]


def beside_sheet(verdict: Verdict, names: Names) -> Sheet:
    """Return the sheet; each row says of which part of a report it is."""
    several = len(verdict.studios) > 1
    rows = [
        {"studio": Cell(shown(each.score.studio)), **row}
        for each in verdict.studios
        for row in _rows(each.score, names)
    ]
    return Sheet(
        name=_("Beside the points"),
        title=_("Conditions, duties, decisions and bonus"),
        columns=_columns(several=several),
        rows=tuple(rows),
        notes=(period_line(verdict),),
        frozen=2,
    )


def _columns(*, several: bool) -> tuple[Column, ...]:
    return (
        *((Column(key="studio", title=_("studio"), width=18),) * several),
        Column(key="part", title=_("part"), width=14),
        Column(key="id", title=_("No."), width=9),
        Column(key="name", title=_("name"), width=26),
        Column(key="period", title=_("period"), width=14),
        Column(key="state", title=_("state"), width=16),
        Column(key="why", title=_("why"), width=42),
        Column(key="cure", title=_("cure"), width=46),
        Column(key="by", title=_("judged by"), width=14),
        Column(key="day", title=_("day"), width=12),
    )


def _rows(score: Score, names: Names) -> Iterator[_Row]:
    yield from _conditions(score, names)
    yield from _duties(score, names)
    yield from _waiting(score, names)
    yield from _judgements(score)
    yield from _bonuses(score, names)


def _conditions(score: Score, names: Names) -> Iterator[_Row]:
    for state in score.conditions:
        thing = state.condition
        head = _head(_("standing condition"), thing.id, named(thing))
        yield {**head, **_state(holds_look(state)), **_reasons(state.losses, names, thing.id)}


def _duties(score: Score, names: Names) -> Iterator[_Row]:
    for state in score.duties:
        thing = state.duty
        head = _head(_("recurring duty"), thing.id, named(thing), state.period)
        yield {**head, **_state(met_look(state)), **_reasons(state.losses, names, thing.id)}


def _waiting(score: Score, names: Names) -> Iterator[_Row]:
    called = _names_of(score)
    for each in waiting(score, names):
        steps = "\n".join(filter(None, (each.cure, each.command)))
        yield {
            **_head(_("for a person to decide"), each.matter, called.get(each.matter, "")),
            **_state(certainty_look(Certainty.UNDECIDED)),
            "why": _cell(each.why),
            "cure": _cell(steps),
        }


def _judgements(score: Score) -> Iterator[_Row]:
    called = _names_of(score)
    for matter, made in judgements(score):
        yield {
            **_head(_("judgement"), matter, called.get(matter, ""), made.period),
            "state": Cell(f"※ {decision_words(made, score)}"),
            "why": _cell(made.note),
            "by": _cell(made.by),
            "day": _cell(day_of(made.at)),
        }


def _bonuses(score: Score, names: Names) -> Iterator[_Row]:
    for each in score.bonuses:
        yield {
            **_head(_("bonus"), each.bonus.id, named(each.bonus)),
            "state": Cell(f"+ {points_text(each.points)}"),
            "why": _cell("\n".join(event_text(event, names) for event in each.events)),
        }


def _names_of(score: Score) -> dict[str, str]:
    found = {each.criterion.id: named(each.criterion) for each in score.criteria}
    found |= {each.condition.id: named(each.condition) for each in score.conditions}
    return found | {each.bonus.id: named(each.bonus) for each in score.bonuses}


def _head(part: str, some_id: str, name: str, period: Period | None = None) -> dict[str, Cell]:
    return {
        "part": Cell(part),
        "id": _cell(some_id),
        "name": _cell(name),
        "period": Cell(period_words(period) if period is not None else ""),
    }


def _state(look: Look) -> _Row:
    return {"state": Cell(f"{look.sign} {look.word}")}


def _reasons(losses: Sequence[Loss], names: Names, matter: str) -> _Row:
    cured = [loss for loss in losses if loss.certainty is not Certainty.JUDGED]
    return {
        "why": _cell("\n".join(why(loss, names) for loss in losses)),
        "cure": _cell("\n".join(dict.fromkeys(cure(loss, names, matter) for loss in cured))),
    }


def _cell(text: str) -> Cell:
    return Cell("\n".join(map(shown, text.split("\n"))))
