"""Explaining a code: read as people write it, and what is near when there is none."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archivist.actions.explain import explain
from archivist.checks import CHECKS
from archivist.errors import InvalidChoiceError


@pytest.mark.parametrize("text", ["NAM101", "nam101", " Nam101\n", "NAM1O1", "NAML0I", "naml01"])
def test_a_code_is_read_as_people_write_it(text: str) -> None:
    assert explain(text).code == "NAM101"


def test_a_code_is_understood_as_people_write_it() -> None:
    assert explain(" fmt 1O1 ").code == "FMT101"


def test_every_code_is_explained() -> None:
    assert [explain(check.code) for check in CHECKS] == list(CHECKS)


@pytest.mark.parametrize(
    ("text", "near"),
    [("NAM10", "NAM10"), ("ELE19", "ELE1"), ("101", "101")],
)
def test_a_near_miss_is_answered_with_what_is_near(text: str, near: str) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        explain(text)
    assert near in caught.value.hint


@pytest.mark.parametrize("text", ["", "中文", "NAM" * 1000])
def test_what_is_near_nothing_is_answered_with_the_list(text: str) -> None:
    with pytest.raises(InvalidChoiceError, match="There is no check") as caught:
        explain(text)
    assert "archivist explain" in caught.value.hint


@given(st.text(max_size=10))
def test_any_text_is_a_code_or_answered_with_the_way_on(text: str) -> None:
    assume(text.strip().upper() not in {check.code for check in CHECKS})
    with pytest.raises(InvalidChoiceError) as caught:
        explain(text)
    assert caught.value.hint
