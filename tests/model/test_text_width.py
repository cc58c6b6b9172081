"""How wide a text is at most: never less than a font sets it, and seldom much more."""

from __future__ import annotations

import math

import pytest

from archivist.model.text_width import widest


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("测流", 2),
        ("，。《》（）～…—“”", 11),
        ("W@M", 3),
        ("0.5", 3 * 0.65),
        ("第1期", 2 + 0.65 + 2 * 0.25),
        ("GNSS基准站", 7 + 0.25),
        ("㛃𬭎", 2),
    ],
    ids=["nothing", "han", "signs", "wide letters", "digits", "digits in han", "latin", "rare"],
)
def test_each_sign_counts_what_it_may_take(text: str, width: float) -> None:
    assert widest(text) == pytest.approx(width)


@pytest.mark.parametrize("sign", ["⸺", "\ufdfd", "😀", "\n", "\u2028", "ⅷ", "ก"])
def test_of_a_sign_that_may_be_wider_than_high_nothing_is_said(sign: str) -> None:
    assert widest(f"第{sign}期") == math.inf
