from __future__ import annotations

from datetime import date, timedelta

import pytest

from archivist.model.completeness import Completeness, Line, State
from archivist.model.period import Period
from archivist.model.plan import Category, Plan, Retention
from archivist.model.todo import SOON, TaskKind, tasks
from tests.builders import TODAY, a_material

TRAINING = Category(number="06", name="培训", clause="")
RULES = Category(number="13", name="制度", clause="")
DAY = timedelta(days=1)


def a_line(
    name: str,
    state: State = State.MISSING,
    *,
    due: date | None = None,
    keep: Retention = Retention.YEARS_30,
    category: Category = TRAINING,
    studio: str = "甲室",
    unstated: tuple[str, ...] = (),
) -> Line:
    return Line(
        studio=studio,
        category=category,
        material=a_material(name, f"{category.number}.{name}", retention=keep),
        period=None,
        state=state,
        due=due,
        unstated=unstated,
    )


def matrix_of(*lines: Line, as_of: date = TODAY) -> Completeness:
    return Completeness(
        plan=Plan(id="p", name="方案"),
        as_of=as_of,
        period=Period.parse("2025"),
        studios=("甲室", "乙室"),
        lines=lines,
    )


def told(*lines: Line, as_of: date = TODAY) -> list[tuple[str, str]]:
    """Return kind and name of each task, in order."""
    return [
        (task.kind.value, "+".join(line.material.name for line in task.lines))
        for task in tasks(matrix_of(*lines, as_of=as_of))
    ]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        pytest.param(a_line("a", State.MISSING), ["file"], id="missing"),
        pytest.param(a_line("a", State.INCOMPLETE), ["complete"], id="incomplete"),
        pytest.param(a_line("a", State.PRESENT), [], id="present"),
        pytest.param(a_line("a", State.WAIVED), [], id="waived"),
        pytest.param(a_line("a", State.NOT_DUE), [], id="not-due-without-a-day"),
        pytest.param(a_line("a", State.PRESENT, unstated=("x",)), ["state-paper"], id="paper"),
        pytest.param(
            a_line("a", State.INCOMPLETE, unstated=("x",)), ["complete", "state-paper"], id="both"
        ),
    ],
)
def test_what_a_line_asks_to_be_done(line: Line, kinds: list[str]) -> None:
    assert [kind for kind, _name in told(line)] == kinds


@pytest.mark.parametrize(
    ("due", "named"),
    [
        pytest.param(TODAY - DAY, False, id="yesterday-is-not-coming"),
        pytest.param(TODAY, True, id="today"),
        pytest.param(TODAY + SOON, True, id="last-day"),
        pytest.param(TODAY + SOON + DAY, False, id="too-far"),
    ],
)
def test_what_is_due_soon_is_named(due: date, *, named: bool) -> None:
    assert told(a_line("a", State.NOT_DUE, due=due)) == ([("prepare", "a")] if named else [])


def test_the_end_of_the_calendar_is_no_obstacle() -> None:
    line = a_line("a", State.NOT_DUE, due=date.max)
    assert told(line, as_of=date.max - DAY) == [("prepare", "a")]


def test_missing_goes_before_incomplete_before_paper_before_what_is_coming() -> None:
    keep = Retention.PERMANENT
    assert told(
        a_line("coming", State.NOT_DUE, due=TODAY, keep=keep),
        a_line("paper", State.PRESENT, unstated=("x",), keep=keep),
        a_line("incomplete", State.INCOMPLETE, keep=keep),
        a_line("missing", State.MISSING, keep=Retention.YEARS_10),
    ) == [
        ("file", "missing"),
        ("complete", "incomplete"),
        ("state-paper", "paper"),
        ("prepare", "coming"),
    ]


def test_of_one_kind_the_longest_kept_goes_first_then_the_longest_overdue_then_the_plan() -> None:
    early, late = date(2025, 1, 31), date(2025, 3, 31)
    assert told(
        a_line("ten", keep=Retention.YEARS_10),
        a_line("late-1", due=late),
        a_line("late-2", due=late),
        a_line("early", due=early),
        a_line("standing"),
        a_line("permanent", due=late, keep=Retention.PERMANENT),
        a_line("another-studio", due=late, studio="乙室"),
    ) == [
        ("file", name)
        for name in "permanent standing early late-1 late-2 another-studio ten".split()
    ]


def test_paper_is_one_task_for_each_category_of_a_studio() -> None:
    found = tasks(
        matrix_of(
            a_line("a", State.PRESENT, unstated=("2", "1")),
            a_line("b", State.PRESENT, unstated=("1", "3"), keep=Retention.PERMANENT),
            a_line("c", State.PRESENT, category=RULES, unstated=("4",)),
            a_line("d", State.PRESENT, studio="乙室", unstated=("5",)),
            a_line("e", State.PRESENT),
        )
    )
    assert [(t.kind, t.studio, t.category.number, t.places) for t in found] == [
        (TaskKind.STATE_PAPER, "甲室", "06", ("1", "2", "3")),
        (TaskKind.STATE_PAPER, "甲室", "13", ("4",)),
        (TaskKind.STATE_PAPER, "乙室", "06", ("5",)),
    ]
    assert [line.material.name for line in found[0].lines] == ["a", "b"]


def test_the_paper_of_what_is_kept_longest_goes_first() -> None:
    assert told(
        a_line("a", State.PRESENT, unstated=("1",)),
        a_line("b", State.PRESENT, unstated=("2",), keep=Retention.PERMANENT, category=RULES),
    ) == [("state-paper", "b"), ("state-paper", "a")]


def test_nothing_to_do() -> None:
    assert tasks(matrix_of()) == ()
