from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.han import Folded, fold
from archivist.model.han_table import PAIRS

CHARACTERS = "".join(PAIRS.split())
SIMPLIFIED = dict(zip(CHARACTERS[::2], CHARACTERS[1::2], strict=True))
ANY = st.text(st.characters())
"""Lone surrogates and NULs too."""
EVEN = st.text(st.sampled_from("测流後裡ＡbÉ，。１ 2\t\n—"))
"""Every character folds to one."""
UNEVEN = (
    st.text(st.sampled_from("测後e\u0301é①㎡℃Ⅳガｶﾞ½ß\u200b\u00ad，A \r\n\ufdfa𠮷\ud800\0")) | ANY
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("ＡＢＣ：，（１２）", "abc:,(12)", id="full-width"),
        pytest.param("①㎡℃Ⅳ㈠", "1m2°civ(一)", id="compatibility-forms"),
        pytest.param("Café ÀÖŽ", "cafe aoz", id="accents"),
        pytest.param("cafe\u0301", "cafe", id="combining-accents"),
        pytest.param("Ёлки Йод Άλφα ς", "елки иод αλφα σ", id="cyrillic-and-greek"),
        pytest.param("Straße ﬁn İ", "strasse fin i", id="case-that-changes-length"),
        pytest.param("測流儀器理論授課", "测流仪器理论授课", id="traditional"),
        pytest.param("使用後、裡裏、頭髮、發電", "使用后、里里、头发、发电", id="many-to-one"),
        pytest.param("特徵 乾旱 什麽 於", "特征 干旱 什么 于", id="traditional-in-gb2312"),
        pytest.param("峯羣牀氷竝鬭衹", "峰群床冰并斗只", id="variants"),
        pytest.param("著作、瞭望、藉口、覆盖", "著作、瞭望、藉口、覆盖", id="standard-stays"),
        pytest.param("\uf900\u2f08", "岂人", id="compatibility-han-and-radicals"),
        pytest.param("𠮷", "𠮷", id="supplementary-han"),
        pytest.param("葛\U000e0100\ufe00", "葛", id="variation-selectors"),
        pytest.param("が\u304b\u3099", "か\u3099か\u3099", id="one-kana-composed-or-not"),
        pytest.param("ｶﾞガ", "カ\u3099カ\u3099", id="half-width-kana"),
        pytest.param("a\u00adb\u200bc\u200fd\ufeffe\u2066f", "abcdef", id="nothing-to-be-seen"),
        pytest.param("a\tb\u00a0c\u3000d\u2009e", "a b c d e", id="blanks"),
        pytest.param("a\rb\u2028c\fd\x85e\vf", "a\nb\nc\nd\ne\nf", id="line-ends"),
        pytest.param("C1‐2‑3–4−5－6", "c1-2-3-4-5-6", id="hyphens"),
        pytest.param("——“测”……", "——“测”......", id="chinese-punctuation"),
        pytest.param("1\ufe0f\u20e3👍🏽", "1👍🏽", id="emoji"),
        pytest.param("क्षि", "क्षि", id="marks-that-are-letters"),
        pytest.param("\0\ud800\udfff", "\0\ud800\udfff", id="what-is-no-text"),
    ],
)
def test_all_writings_fold_to_one(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY, ANY)
def test_the_fold_of_a_text_is_the_folds_of_its_pieces(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cn", "Co"]), max_size=1))
def test_it_does_not_count_whether_a_character_is_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(text)


def test_more_characters_than_are_kept_fold_as_well() -> None:
    every = "".join(map(chr, range(0, sys.maxunicode, 29)))
    assert len(fold(every)) > len(every) * 0.9
    assert fold("測流儀") == "测流仪"


def test_each_simplified_character_is_its_own_fold() -> None:
    assert set(SIMPLIFIED) & set(SIMPLIFIED.values()) == set()
    assert {fold(character) for character in SIMPLIFIED} == set(SIMPLIFIED.values())
    assert unicodedata.normalize("NFKC", CHARACTERS) == CHARACTERS


def test_characters_of_gb2312_stay_but_for_seven() -> None:
    def is_in_gb2312(character: str) -> bool:
        return character.encode("gb2312", "ignore") != b""

    assert set(filter(is_in_gb2312, SIMPLIFIED)) == set("乾後於菸麽徵夥")
    assert 4000 <= len(SIMPLIFIED) <= 4500


def spans(text: str, start: int, length: int) -> tuple[int, int]:
    first = start % (len(text) + 1)
    return first, min(len(text), first + length)


@given(EVEN, st.integers(0, 50), st.integers(0, 8))
def test_where_nothing_changes_length_places_stay(text: str, start: int, length: int) -> None:
    place = spans(text, start, length)
    assert Folded(text).origin(*place) == place


@given(UNEVEN, st.integers(0, 50), st.integers(1, 8))
def test_the_origin_of_a_place_folds_to_what_stands_there(
    text: str, start: int, length: int
) -> None:
    folded = Folded(text)
    first, last = spans(folded.text, start, length)
    begin, end = folded.origin(first, last)
    assert 0 <= begin <= end <= len(text)
    assert folded.text[first:last] in fold(text[begin:end])
    if first < last:
        assert fold(text[begin + 1 : end]) != fold(text[begin:end])


@pytest.mark.parametrize(
    ("text", "found", "origin"),
    [
        pytest.param("cafe\u0301s", "cafe", "cafe\u0301", id="with-the-accent"),
        pytest.param("20㎡的", "m2的", "㎡的", id="one-that-becomes-two"),
        pytest.param("20㎡的", "2的", "㎡的", id="half-of-one"),
        pytest.param("20㎡的", "0m", "0㎡", id="half-of-one-at-the-end"),
        pytest.param("a\u200b\u200b测\u200b流", "测流", "测\u200b流", id="without-what-is-before"),
    ],
)
def test_a_place_is_told_in_whole_characters(text: str, found: str, origin: str) -> None:
    folded = Folded(text)
    start = folded.text.index(found)
    begin, end = folded.origin(start, start + len(found))
    assert text[begin:end] == origin
