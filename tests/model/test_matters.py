"""What a person decides, and what may be said of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.matters import Measure, Misjudged, decided, matters
from tests.judging import OTHER, a_rubric

KNOWN = matters(a_rubric())


def test_what_files_decide_is_no_matter() -> None:
    assert {each.id: (each.measure, each.most) for each in KNOWN.values()} == {
        "A1": (Measure.DEDUCT, Decimal("3.5")),
        "A3": (Measure.MEET, 1),
        "B2": (Measure.GIVE, 10),
        "team": (Measure.MEET, 1),
        "talk": (Measure.MEET, 1),
    }
    assert [each.text for each in KNOWN["A1"].questions] == ["账物是否相符", "分工明确"]


def test_a_bonus_of_a_rubric_without_points_has_a_bound_too() -> None:
    assert matters(a_rubric(total=Decimal(0), bonuses=(OTHER,)))["B2"].most == 100


@pytest.mark.parametrize(
    ("matter", "said", "found"),
    [
        ("A1", "2", "2"),
        ("A1", " ２．５ ", "2.5"),
        ("A1", "2.50分", "2.5"),
        ("A1", "0", "0"),
        ("A1", "-0", "0"),
        ("A1", "3.5", "3.5"),
        ("A1", "符合", "0"),
        ("A1", "3.51", Misjudged.TOO_MUCH),
        ("A1", "-2", Misjudged.NEGATIVE),
        ("A1", "−2", Misjudged.NEGATIVE),
        ("A1", "two", Misjudged.NO_NUMBER),
        ("A1", "2,5", Misjudged.NO_NUMBER),
        ("A1", "1e5", Misjudged.NO_NUMBER),
        ("A1", "NaN", Misjudged.NO_NUMBER),
        ("A1", "9" * 5000, Misjudged.NO_NUMBER),
        ("A1", "", Misjudged.EMPTY),
        ("A1", "分", Misjudged.EMPTY),
        ("A1", "不符合", Misjudged.HOW_MANY),
        ("A3", "met", "0"),
        ("team", "不符合", "1"),
        ("team", "Not met", "1"),
        ("team", "是", "0"),
        ("team", "达标", "0"),
        ("team", "不达标", "1"),
        ("team", "1", "1"),
        ("team", "-1", Misjudged.MET_OR_NOT),
        ("team", "2", Misjudged.MET_OR_NOT),
        ("team", "0.5", Misjudged.MET_OR_NOT),
        ("talk", "符合", "0"),
        ("B2", "3", "3"),
        ("B2", "10.01", Misjudged.TOO_MUCH),
        ("B2", "met", Misjudged.NO_NUMBER),
    ],
)
def test_what_is_said_is_understood(matter: str, said: str, found: str | Misjudged) -> None:
    told = decided(KNOWN[matter], said)
    assert told == (found if isinstance(found, Misjudged) else Decimal(found))


@given(st.sampled_from(list(KNOWN.values())), st.text())
def test_nothing_that_is_said_goes_beyond_what_may_be(matter: object, said: str) -> None:
    told = decided(matter, said)  # type: ignore[arg-type]
    assert isinstance(told, Misjudged) or 0 <= told <= matter.most  # type: ignore[attr-defined]


@given(st.decimals(0, "3.5", places=2))
def test_every_number_within_comes_back(points: Decimal) -> None:
    assert decided(KNOWN["A1"], f"{points:f}") == points


@pytest.mark.parametrize("said", ["0", "1", "０", "-1"])
def test_in_a_table_what_is_met_or_not_is_said_in_words(said: str) -> None:
    assert decided(KNOWN["team"], said, in_words=True) is Misjudged.MET_OR_NOT
    assert decided(KNOWN["team"], "met", in_words=True) == 0
    assert decided(KNOWN["A1"], "1", in_words=True) == 1
