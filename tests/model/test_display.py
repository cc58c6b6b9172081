"""Nothing hides in what is shown."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.checks.scope import quoted
from archivist.model.display import shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("签到表 (1).pdf", "签到表 (1).pdf", id="plain"),
        pytest.param("a\u3000b", "a\u3000b", id="a wide space is seen"),
        pytest.param("a\nb\tc\r", "a\\nb\\tc\\r", id="line ends"),
        pytest.param("a\x1b[31m", "a\\u001b[31m", id="an escape sequence"),
        pytest.param("a\u202egpj.exe", "a\\u202egpj.exe", id="a direction mark"),
        pytest.param("a\udcff", "a\\udcff", id="a lone surrogate"),
        pytest.param("\U000e0041", "\\U000e0041", id="a tag"),
        pytest.param("\u2028", "\\u2028", id="a line separator"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.text())
def test_what_is_shown_fits_on_one_line(text: str) -> None:
    visible = shown(text)
    assert len(visible.splitlines()) <= 1
    assert visible.encode("utf-8").decode("utf-8") == visible


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f")))
def test_a_line_that_is_proposed_for_item_toml_means_what_it_says(text: str) -> None:
    assert tomllib.loads(f"cause = {shown(quoted(text))}") == {"cause": text}
