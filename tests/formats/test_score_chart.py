from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.score_chart import MOST, calendar_chart, history_chart
from archivist.model.period import Period
from archivist.model.verdict import Past

FULL = Fraction(100)


def a_past(period: str, secured: int, possible: int, *, kept: bool = False) -> Past:
    return Past(
        period=Period.parse(period),
        secured=Fraction(secured),
        possible=Fraction(possible),
        kept=kept,
    )


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(svg).iter("text")]  # noqa: S314 - our own


def bars(svg: str, look: str) -> list[float]:
    found = ET.fromstring(svg).findall(f"rect[@class='{look}']")  # noqa: S314
    return [float(each.attrib["width"]) for each in found[:-1]]  # the last is the legend's


def test_every_period_has_its_bars_and_its_figures() -> None:
    svg = history_chart((a_past("2024-Q4", 50, 100), a_past("2025-Q1", 25, 75)), FULL)
    assert bars(svg, "secured") == [240.0, 120.0]
    assert bars(svg, "possible") == [480.0, 360.0]
    assert texts(svg)[:6] == [
        "quarter 4 of 2024",
        "50.00 secured",
        "100.00 possible",
        "quarter 1 of 2025",
        "25.00 secured",
        "75.00 possible",
    ]


def test_kept_scores_are_marked_and_the_mark_is_explained() -> None:
    kept = history_chart((a_past("2024-Q4", 50, 100, kept=True),), FULL)
    assert texts(kept)[0] == "quarter 4 of 2024 ※"
    assert texts(kept)[-1] == "※ as it was kept then"
    assert "※" not in history_chart((a_past("2024-Q4", 50, 100),), FULL)


def test_charts_are_told_to_those_who_do_not_see_them() -> None:
    for svg, title in (
        (history_chart((a_past("2025", 1, 2),), FULL), "Scores over time"),
        (calendar_chart(2025, ()), "Calendar of events 2025"),
    ):
        root = ET.fromstring(svg)  # noqa: S314
        assert root.attrib["role"] == "img"
        assert root.findtext("title") == title
        assert root.findtext("desc")


def test_only_the_latest_periods_are_drawn() -> None:
    many = tuple(a_past(str(year), 1, 2) for year in range(2000, 2020))
    svg = history_chart(many, FULL)
    assert len(bars(svg, "secured")) == MOST
    assert "year 2019" in texts(svg)
    assert "year 2007" not in texts(svg)


@pytest.mark.parametrize(
    ("value", "points", "wide"), [(150, 100, 480.0), (-5, 100, 0.0), (3, 0, 0.0)]
)
def test_bars_stay_within_the_chart(value: int, points: int, wide: float) -> None:
    svg = history_chart((a_past("2025", value, value),), Fraction(points))
    assert bars(svg, "secured") == [wide]


def test_nothing_is_drawn_of_no_history() -> None:
    assert history_chart((), FULL) == ""


def days(svg: str) -> dict[str, str]:
    """Return the shade of each day by its title."""
    return {
        each.findtext("title", ""): each.attrib["fill"]
        for each in ET.fromstring(svg).iter("rect")  # noqa: S314
        if each.find("title") is not None
    }


@pytest.mark.parametrize(("year", "length"), [(2024, 366), (2025, 365), (9999, 365), (1, 365)])
def test_a_year_has_all_its_days(year: int, length: int) -> None:
    assert len(days(calendar_chart(year, ()))) == length


def test_days_are_shaded_and_counted() -> None:
    held = [date(2025, 3, 12)] * 2 + [date(2025, 12, 31)] * 150 + [date(2024, 3, 12)]
    svg = calendar_chart(2025, held)
    found = days(svg)
    assert "2025.03.12: 2 events" in found
    assert "2025.12.31: 150 events" in found
    assert len(set(found.values())) == 3
    assert {"2", "99+"} <= set(texts(svg))
    assert "152 events in 2025." in svg


def test_a_single_event_is_one() -> None:
    svg = calendar_chart(2025, [date(2025, 1, 1)])
    assert "2025.01.01: 1 event" in days(svg)
    assert "1 event in 2025." in svg


def test_months_and_weekdays_are_named_and_the_shades_explained() -> None:
    said = texts(calendar_chart(2025, ()))
    assert said[:2] == ["Jan", "Feb"]
    assert {"Mon", "Wed", "Fri", "Sun", "events in a day:", "4 or more"} <= set(said)


@given(st.integers(1, 9999))
def test_no_two_days_lie_on_each_other(year: int) -> None:
    found = re.findall(r'<rect x="(\d+)" y="(\d+)"[^>]*><title>', calendar_chart(year, ()))
    assert len(found) == len(set(found)) >= 365
    assert max(int(x) for x, _y in found) <= 925  # and a cell within 940
