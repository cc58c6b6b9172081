from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.period import Period, Span

SPANS = st.sampled_from(Span)
PERIODS = st.builds(Period.containing, st.dates(), SPANS)


@given(PERIODS)
def test_parsing_is_the_inverse_of_writing(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(st.dates(), SPANS)
def test_a_day_lies_in_the_period_that_contains_it(day: date, span: Span) -> None:
    period = Period.containing(day, span)
    assert day in period
    assert period.start <= day <= period.end


@given(PERIODS, SPANS)
def test_the_parts_of_a_period_are_a_partition_of_it(period: Period, span: Span) -> None:
    parts = list(period.parts(span))
    assert all(part.span is span for part in parts)
    if span.months > period.span.months:
        assert len(parts) == 1
        assert period.start in parts[0]
        assert period.end in parts[0]
        return
    assert parts[0].start == period.start
    assert parts[-1].end == period.end
    for earlier, later in pairwise(parts):
        assert earlier.end + timedelta(days=1) == later.start
    assert len(parts) == period.span.months // span.months


@given(PERIODS, st.dates())
def test_a_day_outside_is_not_in_a_period(period: Period, day: date) -> None:
    assert (day in period) == (Period.containing(day, period.span) == period)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("2025", date(2025, 1, 1), date(2025, 12, 31), id="year"),
        pytest.param("2025-H1", date(2025, 1, 1), date(2025, 6, 30), id="first-half"),
        pytest.param("2025-H2", date(2025, 7, 1), date(2025, 12, 31), id="second-half"),
        pytest.param("2025-Q1", date(2025, 1, 1), date(2025, 3, 31), id="first-quarter"),
        pytest.param("2025-Q4", date(2025, 10, 1), date(2025, 12, 31), id="last-quarter"),
        pytest.param("2025-02", date(2025, 2, 1), date(2025, 2, 28), id="february"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), id="february-of-a-leap-year"),
        pytest.param("2025-12", date(2025, 12, 1), date(2025, 12, 31), id="december"),
        pytest.param("0001", date.min, date(1, 12, 31), id="first-year-of-the-calendar"),
        pytest.param("9999-12", date(9999, 12, 1), date.max, id="last-month-of-the-calendar"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text: str, start: date, end: date) -> None:
    period = Period.parse(text)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("0000", id="year-0"),
        pytest.param("25", id="short-year"),
        pytest.param("2025-00", id="month-0"),
        pytest.param("2025-13", id="month-13"),
        pytest.param("2025-3", id="month-of-one-digit"),
        pytest.param("2025-Q0", id="quarter-0"),
        pytest.param("2025-Q5", id="quarter-5"),
        pytest.param("2025-H3", id="half-3"),
        pytest.param("2025-q1", id="lower-case"),
        pytest.param("2025-", id="dash-only"),
        pytest.param("2025Q1", id="no-dash"),
        pytest.param("2025-03-01", id="a-day"),
        pytest.param("2025\n", id="newline-behind"),
        pytest.param("２０２５", id="full-width"),
        pytest.param("٢٠٢٥", id="arabic-indic"),
    ],
)
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        Period.parse(text)


def test_a_year_has_four_quarters() -> None:
    quarters = Period.parse("2025").parts(Span.QUARTER)
    assert [str(part) for part in quarters] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]


def test_a_month_belongs_to_one_half_year() -> None:
    assert [str(part) for part in Period.parse("2025-07").parts(Span.HALF_YEAR)] == ["2025-H2"]


@given(PERIODS)
def test_the_one_after_the_one_before_is_the_same_again(period: Period) -> None:
    before, after = period.previous, period.following
    assert before is None or (before.following == period and before.end < period.start)
    assert after is None or (after.previous == period and period.end < after.start)
    assert (before is None) == (period.start == date.min)
    assert (after is None) == (period.end == date.max)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        pytest.param("2025-01", "2024-12", "2025-02", id="january"),
        pytest.param("2025-Q4", "2025-Q3", "2026-Q1", id="last-quarter"),
        pytest.param("2025-H1", "2024-H2", "2025-H2", id="first-half"),
        pytest.param("0001", "None", "0002", id="first-year-of-the-calendar"),
        pytest.param("9999-12", "9999-11", "None", id="last-month-of-the-calendar"),
    ],
)
def test_a_period_knows_its_neighbours(text: str, before: str, after: str) -> None:
    period = Period.parse(text)
    assert (str(period.previous), str(period.following)) == (before, after)
