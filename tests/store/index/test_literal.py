"""A text of Han characters is found unfolded wherever it is found folded, or nothing is said."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.han import fold
from archivist.model.matcher import Matcher
from archivist.store.index.literal import Literal

HAN = "一测流仪徐宏伟总结国"


def literal(text: str, *, loose: bool = True) -> Literal:
    found = Literal.of(text, loose=loose)
    assert found is not None
    return found


def test_no_character_hides_one_that_is_looked_for() -> None:
    """Each character of Unicode, between and instead of those that are looked for."""
    surely = 0
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character) in {"Cn", "Co"}:
            continue
        folded = fold(character)
        if not folded.strip(" "):
            assert not literal("测流").is_absent(f"测{character}流"), hex(code)
        if not folded:
            assert not literal("测流", loose=False).is_absent(f"测{character}流"), hex(code)
        for each in filter(_is_han, folded):
            if each != character:
                assert not literal(each).is_absent(character), hex(code)
        surely += literal("测").is_absent(character)
    assert surely > 28_000


def _is_han(character: str) -> bool:
    return Literal.of(character, loose=True) is not None


@pytest.mark.parametrize("text", ["", "abc", "测 流", "测1", "𠮷", "カ", "测，流"])
def test_what_has_more_than_han_is_no_literal(text: str) -> None:
    assert Literal.of(text, loose=True) is None


@given(
    text=st.text(HAN, min_size=1, max_size=3),
    raw=st.text(f"{HAN}測儀國\u3000 \t\n，a\u200b㈠…", max_size=30),
    quoted=st.booleans(),
)
def test_what_is_told_of_a_text_is_true_of_it_folded(text: str, raw: str, *, quoted: bool) -> None:
    matcher, one = Matcher(text, quoted=quoted), literal(text, loose=not quoted)
    if one.is_absent(raw):
        assert not matcher.matches(fold(raw))
    spans = one.spans(raw)
    if spans is not None:
        some = list(spans)
        assert bool(some) == matcher.matches(fold(raw))
        assert all(raw[start:end] == text for start, end in some)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("测流，测流", [(0, 2), (3, 5)]),
        ("测流", [(0, 2)]),
        ("无", []),
        ("測流", None),
        ("测 流", None),
        ("测流 好", [(0, 2)]),
        ("测流\u200b", None),
    ],
)
def test_places_are_known_if_nothing_hides(
    raw: str, expected: list[tuple[int, int]] | None
) -> None:
    spans = literal("测流").spans(raw)
    assert (spans if spans is None else list(spans)) == expected
