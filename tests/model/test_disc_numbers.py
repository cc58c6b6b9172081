"""Numbers of discs: what they begin with, which one is next, what a drive shows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.disc_numbers import (
    FreeNumbers,
    disc_number,
    disc_prefix,
    is_plain_number,
    volume_name,
)
from archivist.model.label_code import archive_id
from tests.builders import some_settings


@pytest.mark.parametrize(
    ("fonds", "stated", "prefix"),
    [
        ("A104", "X1", "A104"),
        ("A/1 04", "", "A104"),
        ("水文-12", "", "水文-12"),
        ("", "X1", "X1"),
        ("///", "X1", "X1"),
    ],
)
def test_the_fonds_comes_first_then_the_id(fonds: str, stated: str, prefix: str) -> None:
    assert disc_prefix(some_settings(fonds=fonds, id=stated)) == prefix


def test_without_both_the_id_is_made_as_for_printed_codes() -> None:
    assert disc_prefix(some_settings()) == archive_id(some_settings())


def test_the_next_number_follows_the_highest_of_its_year() -> None:
    taken = ["A104-2015-015", " a104-2015-003", "A104-2016-001", "B1-2015-099", "旧盘", ""]
    free = FreeNumbers("A104", taken)
    assert [free.next(2015), free.next(2015)] == ["A104-2015-016", "A104-2015-017"]
    assert [free.next(2016), free.next(2017)] == ["A104-2016-002", "A104-2017-001"]


@given(st.integers(0, 9999), st.integers(1, 99_999))
def test_a_number_that_was_given_is_taken(year: int, serial: int) -> None:
    free = FreeNumbers("A104", [disc_number("A104", year, serial)])
    assert free.next(year) == disc_number("A104", year, serial + 1)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("A104-2015-015", "A104_2015_015"),
        ("SHILI001-2024-001", "SHILI0_2024_001"),
        ("水文-2024-001", "DISC_2024_001"),
        ("x-9-2024-001", "X_9_2024_001"),
        ("旧盘", "DISC__"),
    ],
)
def test_a_drive_shows_the_number_as_far_as_it_can(number: str, name: str) -> None:
    assert volume_name(number) == name


@given(st.text(max_size=40))
def test_a_drive_can_show_any_number(number: str) -> None:
    assert re.fullmatch("[A-Za-z0-9_]{1,15}", volume_name(number))


@pytest.mark.parametrize("number", ["A104-2015-015", "旧盘 1"])
def test_plain_numbers_are_names_of_files(number: str) -> None:
    assert is_plain_number(number)


@pytest.mark.parametrize("number", ["", "..", "a/b", "a\\b", "CON", "a:b", "x" * 61, "a.", "\n"])
def test_others_are_not(number: str) -> None:
    assert not is_plain_number(number)
