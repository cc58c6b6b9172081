from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.days import (
    compact,
    dotted,
    named_year,
    parse_compact,
    parse_dotted,
    read_day,
)

DAY = date(2022, 1, 25)


@given(st.dates())
def test_dotted_days_are_read_back(day: date) -> None:
    assert parse_dotted(dotted(day)) == day


@given(st.dates())
def test_compact_days_are_read_back(day: date) -> None:
    assert parse_compact(compact(day)) == day


@given(st.dates())
def test_any_day_that_archivist_writes_is_understood(day: date) -> None:
    assert read_day(dotted(day)) == read_day(compact(day)) == read_day(day.isoformat()) == day


@given(st.text())
def test_reading_a_day_never_fails(text: str) -> None:
    for read in (read_day, parse_dotted, parse_compact):
        assert read(text) is None or isinstance(read(text), date)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2022.1.25", id="month-of-one-digit"),
        pytest.param("2022-01-25", id="dashes"),
        pytest.param("20220125", id="no-dots"),
        pytest.param("2022.01.25 ", id="space-behind"),
        pytest.param("2022.01.25\n", id="newline-behind"),
        pytest.param("2022。01。25", id="chinese-full-stops"),
        pytest.param("٢٠٢٢.٠١.٢٥", id="arabic-indic-digits"),
        pytest.param("2022.02.30", id="30-february"),
        pytest.param("2023.02.29", id="leap-day-of-a-common-year"),
        pytest.param("1900.02.29", id="leap-day-of-1900"),
        pytest.param("2022.00.10", id="month-0"),
        pytest.param("0000.01.01", id="year-0"),
    ],
)
def test_only_eight_digits_with_dots_are_a_day_of_the_standard(text: str) -> None:
    assert parse_dotted(text) is None


@pytest.mark.parametrize("text", ["2000.02.29", "2024.02.29"])
def test_leap_days_are_real(text: str) -> None:
    assert parse_dotted(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2022.01.25", id="dots"),
        pytest.param("2022-1-25", id="dashes"),
        pytest.param("2022/01/25", id="slashes"),
        pytest.param("2022:01:25 10:11:12", id="exif"),
        pytest.param("2022-01-25T10:11:12+08:00", id="iso"),
        pytest.param("20220125", id="compact"),
        pytest.param("20220125101112", id="compact-with-time"),
        pytest.param("2022年1月25日", id="chinese"),
        pytest.param("  2022 年 1 月 25 日上午", id="chinese-with-spaces"),
    ],
)
def test_a_day_is_understood_as_people_and_cameras_write_it(text: str) -> None:
    assert read_day(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("0000:00:00 00:00:00", id="camera-without-clock"),
        pytest.param("    :  :     :  :  ", id="blank-exif"),
        pytest.param("2022", id="a-year"),
        pytest.param("2022.01", id="a-month"),
        pytest.param("2022.13.01", id="month-13"),
        pytest.param("2022.01.255", id="day-of-three-digits"),
        pytest.param("25.01.2022", id="day-first"),
        pytest.param("٢٠٢٢٠١٢٥", id="arabic-indic-digits"),
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        pytest.param("2025年培训计划", 2025, id="year"),
        pytest.param("2025年度工作总结", 2025, id="of-the-year"),
        pytest.param("2025 年", 2025, id="space"),
        pytest.param("2024年报告,2025年计划", 2025, id="the-last-one"),
        pytest.param("2024-2025年度", 2025, id="a-range-ends"),
        pytest.param("计划2025", None, id="no-年"),
        pytest.param("12025年", None, id="five-digits"),
        pytest.param("1825年", None, id="another-century"),
        pytest.param("二〇二五年", None, id="han-numerals"),
    ],
)
def test_a_year_is_read_off_a_name(text: str, year: int | None) -> None:
    assert named_year(text) == year
