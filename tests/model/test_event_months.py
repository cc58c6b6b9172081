from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from archivist.model.event import Event
from tests.model.ledgers import (
    MENTORING,
    a_row,
    an_entry,
    lacks,
    of_kind,
    told,
)


def assessments(term: str = "2025.02.10-2026.02.09", **texts: str) -> list[Event]:
    entry = a_row({"apprentice": "孟和", "term": term, **texts}, MENTORING)
    return of_kind("assessment", told(entry))


def test_each_month_of_the_term_is_one_assessment() -> None:
    found = assessments(m01="合格", m02="合格", m12="优秀")

    days = [event.day for event in found]
    assert days[:2] == [date(2025, 2, 10), date(2025, 3, 31)]
    assert days[-2:] == [date(2025, 12, 1), date(2026, 1, 1)]
    assert len(days) == 12
    assert [event.day.month for event in found if event.complete] == [2, 12, 1]
    assert lacks(found[1]) == ["month:m03"]


def test_an_empty_month_states_nothing_and_a_written_one_is_proved() -> None:
    found = assessments("2025.02.10-2025.03.09", m02="合格")

    assert [(e.stated, e.proved, e.complete) for e in found] == [
        (True, True, True),
        (False, False, False),
    ]


def test_what_is_written_counts_from_the_first_day_of_its_month_in_the_term() -> None:
    found = assessments("2025.02.10-2025.04.09", m02="合格", m03="合格")

    assert [event.day for event in found] == [
        date(2025, 2, 10),
        date(2025, 3, 1),
        date(2025, 4, 30),
    ]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        pytest.param("2024.02.29-2024.03.01", ["2024-02-29", "2024-03-01"], id="leap day"),
        pytest.param("2025.12.31-2026.01.01", ["2025-12-31", "2026-01-01"], id="over new year"),
        pytest.param("2025.02.01-2025.02.28", ["2025-02-01"], id="one month"),
        pytest.param("9999.12.01-9999.12.31", ["9999-12-01"], id="the last of all"),
        pytest.param("", [], id="no term"),
        pytest.param("-2025.02.09", [], id="no beginning"),
    ],
)
def test_cells_outside_of_the_term_are_ignored(term: str, expected: list[str]) -> None:
    cells = {f"m{month:02}": "合格" for month in range(1, 13)}

    assert [str(event.day) for event in assessments(term, **cells)] == expected


def test_a_term_left_open_is_asked_for_twelve_months() -> None:
    assert len(assessments("2025.02.10", m02="合格")) == 12


def test_a_term_whose_end_nobody_can_read_is_asked_for_nothing() -> None:
    entry = an_entry(MENTORING, apprentice="孟和", term="2025.02.10-2025.13.40", m02="合格")

    found = of_kind("assessment", told(replace(entry, lacking=("term",))))
    assert [(event.day.month, event.complete) for event in found] == [(2, True)]


@pytest.mark.parametrize(
    ("sheet", "path", "year"),
    [
        ("2026年", "台账.xlsx", 2026),
        ("师徒", "甲/2026年台账.xlsx", 2026),
        ("师徒", "2020年/a.xlsx", 2025),
    ],
)
def test_a_year_in_the_name_tells_whose_months_the_cells_are(
    sheet: str, path: str, year: int
) -> None:
    entry = an_entry(MENTORING, term="2025.05.01-2027.12.31", m06="合格")
    entry = replace(entry, sheet=sheet, path=path)

    complete_ones = [e.day.year for e in of_kind("assessment", told(entry)) if e.complete]
    assert complete_ones == [year]


@pytest.mark.parametrize(
    ("text", "failed"),
    [
        ("合格", False),
        ("不合格", True),
        ("优秀", False),
        ("较差", True),
        ("合格（补考前不合格）", True),
    ],
)
def test_a_failing_word_decides(text: str, failed: bool) -> None:
    assert [e.failed for e in assessments("2025.02.10-2025.02.28", m02=text)] == [failed]


def test_what_a_row_lacks_otherwise_is_not_lacking_each_month() -> None:
    entry = an_entry(MENTORING, term="2025.02.10-2025.03.09", m02="合格", m03="合格")
    telling = told(replace(entry, lacking=("apprentice",)))

    assert all(event.complete for event in of_kind("assessment", telling))
    assert lacks(of_kind("apprentice", telling)[0]) == [
        "field:apprentice",
        "field:contract",
        "item",
    ]
