from __future__ import annotations

from datetime import date

import pytest

from archivist.model.completeness import Completeness, Line, State
from archivist.model.period import Period
from archivist.model.plan import Category, Material, Plan

MATERIAL = Material(id="06.plan", name="计划", clause="")
CATEGORY = Category(number="06", name="培训", clause="", materials=(MATERIAL,))
YEAR = Period.parse("2025")


def line(state: State, studio: str = "甲", unstated: tuple[str, ...] = ()) -> Line:
    return Line(
        studio=studio,
        category=CATEGORY,
        material=MATERIAL,
        period=None,
        state=state,
        unstated=unstated,
    )


def matrix(*lines: Line) -> Completeness:
    return Completeness(
        plan=Plan(id="p", name="方案"),
        as_of=date(2025, 12, 31),
        period=YEAR,
        studios=("甲", "乙"),
        lines=lines,
    )


@pytest.mark.parametrize(
    ("lines", "complete"),
    [
        pytest.param([], True, id="nothing-asked"),
        pytest.param(
            [line(State.PRESENT), line(State.NOT_DUE), line(State.WAIVED)], True, id="all-answered"
        ),
        pytest.param([line(State.PRESENT), line(State.MISSING)], False, id="missing"),
        pytest.param([line(State.INCOMPLETE)], False, id="incomplete"),
        pytest.param([line(State.PRESENT, unstated=("甲/06/a",))], False, id="paper-unstated"),
    ],
)
def test_complete_means_present_on_both_media(lines: list[Line], *, complete: bool) -> None:
    assert matrix(*lines).complete is complete


def test_lines_are_counted_by_state_and_studio() -> None:
    audit = matrix(line(State.MISSING), line(State.MISSING, "乙"), line(State.PRESENT))
    assert audit.count(State.MISSING) == 2
    assert audit.count(State.MISSING, "乙") == 1
    assert audit.count(State.WAIVED) == 0
    assert len(list(audit.of("甲"))) == 2
