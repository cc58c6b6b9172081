"""The head of the journal is read as people copy it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.anchor import Anchor, read_anchor

SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


@pytest.mark.parametrize(
    ("text", "line", "digits"),
    [
        ("123 9f86d081", 123, "9f86d081"),
        ("123 9F86 D081 884c…", 123, "9f86d081884c"),
        ("123: 9f86-d081", 123, "9f86d081"),
        (f"line 12, SHA-256 {SUM}", 12, SUM),
        (f"第 12 行，SHA-256 {SUM}", 12, SUM),
        ("日志链末值（共 4 行）：\n    2c32 fd17 e166", 4, "2c32fd17e166"),
        ("Head of the journal (1 line):\n  2c32 fd17", 1, "2c32fd17"),
        ("１２３　９ｆ８６ｄ０８１", 123, "9f86d081"),
    ],
)
def test_what_is_on_paper_is_read(text: str, line: int, digits: str) -> None:
    assert read_anchor(text) == Anchor(line, digits)


@pytest.mark.parametrize(
    "text",
    ["", "123", "123 9f86d08", "9f86d081884c", "0 9f86d081", "12 xyz9f86d081", f"1 {SUM}0"],
)
def test_what_says_too_little_or_something_else_is_refused(text: str) -> None:
    assert read_anchor(text) is None


@given(st.integers(1, 10**15 - 1), st.text("0123456789abcdef", min_size=8, max_size=64))
def test_what_is_printed_is_read_again(line: int, digits: str) -> None:
    assert read_anchor(f"{line} {digits}") == Anchor(line, digits)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read_anchor(text)
    assert found is None or len(found.sha256) >= 8
