"""The numbers of boxes go on after the pattern of those that there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.box import BoxHeld
from archivist.model.box_numbers import LONGEST, Numbering, legible
from archivist.model.plan import Retention
from tests.builders import STUDIO
from tests.model.boxes import FOLDERS, PLAN, held, laid

TEN, EVER = Retention.YEARS_10, Retention.PERMANENT


def following(
    boxes: list[BoxHeld], category: str = "06", year: int = 2025, retention: Retention | None = TEN
) -> str:
    return Numbering(boxes, PLAN).following((STUDIO, category, year, retention))


def of_year(number: str, year: int) -> BoxHeld:
    return held(number, years=(year,))


def of_07(number: str) -> BoxHeld:
    return held(number, content=FOLDERS["07"])


@pytest.mark.parametrize(
    ("taken", "number"),
    [
        ([], "06-1"),
        (["06-9", "06-10"], "06-11"),
        (["06－003"], "06-004"),
        (["06 — 3"], "06-4"),
        (["06-01X", "06-1 "], "06-2"),
        (["06-09", "06-10"], "06-11"),
        (["A104-06-7"], "A104-06-8"),
        (["a-017"], "a-018"),
        (["甲/1"], "甲/2"),
        (["盒甲", "📦", "06-" + "9" * 400, ""], "06-1"),
        (["10年-06-2"], "10年-06-3"),
        (["D10-06-02"], "D10-06-03"),
        (["07-5"], "06-1"),
        (["06-2024"], "06-1"),
        (["永久-3"], "06-1"),
    ],
    ids=[
        "none",
        "natural",
        "full width",
        "spaces",
        "two patterns",
        "two digits",
        "fonds",
        "letters",
        "Han",
        "no number",
        "retention",
        "its code",
        "another category",
        "another year",
        "another retention",
    ],
)
def test_numbers_run_on(taken: list[str], number: str) -> None:
    assert following([held(each) for each in taken]) == number


@pytest.mark.parametrize(
    ("boxes", "year", "number"),
    [
        ([of_year("06-2024", 2024), of_year("06-2025", 2025)], 2026, "06-2026"),
        ([of_year("06-2024", 2024), of_year("06-2025", 2025)], 2025, "06-2025-2"),
        ([of_year("2024-06", 2024)], 2025, "2025-06"),
        ([of_year("2024-06", 2024)], 2024, "2024-06-2"),
        ([of_year("2024-06", 2024), of_year("2024-07", 2024)], 2024, "2024-08"),
        ([of_year("2024-017", 2024)], 2024, "2024-018"),
        ([of_year("2024-017", 2024)], 2025, "2025-001"),
        ([of_year("2024-06-3", 2024)], 2025, "2025-06-1"),
        ([of_year("2024-06-3", 2024)], 0, "06-1"),
        ([of_year("06-7", 2024), held("06-1999", years=())], 2024, "06-8"),
        ([of_year(f"06-{n}", 2024) for n in range(1, 1905)], 2024, "06-1905"),
    ],
    ids=[
        "the next year",
        "the same year",
        "year first",
        "year first, taken",
        "a number in the year",
        "three digits",
        "three digits of a new year",
        "year, category, number",
        "undated",
        "like a year",
        "that reach the years",
    ],
)
def test_a_year_in_a_number_is_the_year_of_the_box(
    boxes: list[BoxHeld], year: int, number: str
) -> None:
    assert following(boxes, year=year) == number


@pytest.mark.parametrize(
    ("boxes", "number"),
    [
        ([of_07("07-001")], "06-001"),
        ([of_07("A-1")], "06-1"),
        ([of_07("A-1"), held("A-2")], "A-3"),
        ([of_07("17")], "18"),
        ([of_07("07-001"), of_07("07-002"), held("盒1")], "盒2"),
    ],
    ids=["the studio's", "its own word", "the studio's word", "plain", "the category's first"],
)
def test_a_category_without_boxes_follows_the_studio(boxes: list[BoxHeld], number: str) -> None:
    assert following(boxes) == number


def test_what_lies_in_a_box_tells_what_its_row_does_not() -> None:
    box = held("2025-06-2", laid("20250101 a"), content="", years=(), retention=None)
    assert following([box]) == "2025-06-3"
    assert following([held("Y-06-1", content="", retention=EVER)], retention=EVER) == "06-1"


def test_the_retention_in_a_number_is_that_of_the_new_box() -> None:
    boxes = [held("永久-06-4", retention=EVER), held("10年-06-2"), held("Y06-1", retention=EVER)]
    numbering = Numbering(boxes, PLAN)
    assert numbering.following((STUDIO, "06", 2025, EVER)) == "永久-06-5"
    assert numbering.following((STUDIO, "06", 2025, Retention.YEARS_30)) == "30年-06-1"
    assert numbering.following((STUDIO, "06", 2025, None)) == "06-1"


@pytest.mark.parametrize(
    ("number", "readable"),
    [
        ("06-1", True),
        ("盒甲", True),
        ("A/1 📦", True),
        ("06-1\u202e", False),
        ("06\x00", False),
        ("06\n1", False),
        ("字" * LONGEST, True),
        ("字" * (LONGEST + 1), False),
    ],
)
def test_a_number_is_legible_or_not(number: str, readable: bool) -> None:
    assert legible(number) is readable


@given(st.lists(st.text("0126D年永久Y-甲a/ ", max_size=9), max_size=12), st.integers(1, 5))
def test_no_number_is_given_twice(taken: list[str], count: int) -> None:
    numbering = Numbering([held(each) for each in taken], PLAN)
    given_out = [numbering.following((STUDIO, "06", 2025, TEN)) for _ in range(count)]
    lower = {each.lower() for each in taken}
    assert len(set(given_out)) == count
    assert not lower & {each.lower() for each in given_out}
