"""Judgements: the last one on a matter counts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from archivist.model.judgement import latest
from archivist.model.period import Period
from tests.judging import QUARTER, a_judgement


def test_the_last_one_counts_in_whatever_order_they_are_read() -> None:
    first, second = a_judgement(), a_judgement(number=2, deduct=Decimal(0))
    assert latest((second, first)) == {first.place: second}


def test_other_matters_stand_beside_each_other() -> None:
    changes: list[dict[str, Any]] = [
        {},
        {"studio": "乙工作室"},
        {"criterion": "A3"},
        {"rubric": "other"},
        {"period": Period.parse("2025-01")},
    ]
    ones = tuple(a_judgement(number=number, **each) for number, each in enumerate(changes, 1))
    assert list(latest(ones).values()) == list(ones)


def test_what_was_withdrawn_counts_no_more_until_it_is_judged_again() -> None:
    first, taken = a_judgement(), a_judgement(number=2, withdrawn=True)
    assert latest((first, taken)) == {}
    again = a_judgement(number=3)
    assert latest((again, taken, first)) == {first.place: again}


@given(st.lists(st.integers(1, 50), unique=True, min_size=1))
def test_it_is_the_highest_number(numbers: list[int]) -> None:
    made = tuple(a_judgement(number=number) for number in numbers)
    counts = latest(made)["small", "A1", "甲工作室", QUARTER]
    assert counts.number == max(numbers)
