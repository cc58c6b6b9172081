"""Deductions for materials of the filing plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from archivist.model.completeness import Line, State
from archivist.model.score import Certainty, Loss
from archivist.model.scoring_answer import Answer, Question

_THERE = {State.PRESENT, State.WAIVED}


@dataclass(frozen=True, slots=True)
class Absence:
    """Materials that are not there as the plan asks, or not all of them."""

    materials: tuple[str, ...]
    due: date | None
    """By when it can be cured; None: its day is past."""
    own: bool = False
    """The day is the material's, not that of the period asked about."""


def materials(question: Question) -> Answer:
    """Each material and line that is missing; or once, when none of several is there."""
    asked = (*question.deduction.materials, *question.deduction.any_of)
    evidence = [path for each in asked for line in _lines(question, each) for path in line.evidence]
    return question.answer(_losses(question, _absences(question)), question.proofs(evidence))


def dated(question: Question) -> tuple[Loss, ...]:
    """Return what of it is missing and has a day of its own, whatever period is asked about."""
    missing = [absence for absence in _absences(question) if absence.own]
    return tuple(_losses(question, missing))


def _absences(question: Question) -> list[Absence]:
    """Return what is missing, one for each line of a material, in the rubric's order."""
    found = [
        absence
        for material in question.deduction.materials
        for absence in _absent(question, material)
    ]
    return [*found, *_none_of(question)]


def _losses(question: Question, missing: Iterable[Absence]) -> Iterator[Loss]:
    """Yield one loss for each day by which something can be cured, what is lost first."""
    for due, group in groupby(sorted(missing, key=_when), key=lambda absence: absence.due):
        same = list(group)
        names = tuple(dict.fromkeys(name for absence in same for name in absence.materials))
        certainty = Certainty.LOST if due is None else Certainty.OPEN
        loss = question.loss(len(same), lacking=names)
        yield replace(loss, certainty=certainty, due=due)


def _lines(question: Question, material: str) -> tuple[Line, ...]:
    return question.index.lines(material, question.period)


def _absent(question: Question, material: str) -> Iterator[Absence]:
    for line in _lines(question, material):
        if line.state not in _THERE:
            yield _absence(question, material, line)


def _absence(question: Question, material: str, line: Line) -> Absence:
    """Return until when a line can be cured.

    What is not due yet: until it is due. What is late: until its period ends, the line's own or
    that of the question; filed by then, it stands as it should.
    """
    today = question.index.case.as_of
    if line.due is not None and line.state is State.NOT_DUE:
        return Absence((material,), line.due, own=not line.material.frequency.by_item)
    end = min(line.period.end, question.period.end) if line.period else question.period.end
    return Absence((material,), None if end < today else end)


def _none_of(question: Question) -> Iterator[Absence]:
    """Yield one absence when none of ``any_of`` is there; the one that can be cured last tells."""
    choices = []
    for material in question.deduction.any_of:
        lines, missing = _lines(question, material), list(_absent(question, material))
        if lines and not missing:
            return
        if missing:
            choices.append(min(missing, key=_when))
    if choices:
        latest = max(choices, key=_when)
        yield replace(latest, materials=question.deduction.any_of)


def _when(absence: Absence) -> date:
    return absence.due or date.min
