"""What is typed by sound or by initials is the begin of a term."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.store.index.pinyin import MOST, pinyin_terms, spoken_in


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("测流仪", "celiuyi"),
        ("测流仪", "cly"),
        ("测流仪", "celiu"),
        ("测流仪器理论授课", "lilunshouke"),
        ("测流仪器理论授课", "llsk"),
        ("20220125 测流仪", "cly"),
        ("徐宏伟、白淼", "bm"),
        ("绿", "lv"),
        ("重庆", "chongqing"),
        ("㐀测流", "cl"),
    ],
)
def test_a_word_is_found_by_its_sound(text: str, typed: str) -> None:
    assert any(term.startswith(typed) for term in pinyin_terms(text))


@pytest.mark.parametrize(
    ("text", "typed"),
    [("测流,仪器", "cly"), ("测 流", "cl"), ("Flow", "fl"), ("", ""), ("(1)", "1")],
)
def test_what_does_not_stand_together_is_not(text: str, typed: str) -> None:
    assert not any(term.startswith(typed) for term in pinyin_terms(text))


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("测流仪器", "celiuyi", ["测流仪"]),
        ("测流仪器", "celiuy", ["测流仪"]),
        ("测流仪器", "cly", ["测流仪"]),
        ("20220125 测流仪 RTK", "ly", ["流仪"]),
        ("测\U0003fffe流", "celiu", ["测\U0003fffe流"]),
        ("重庆测流，测流", "celiu", ["测流", "测流"]),
        ("测测测测", "cc", ["测测", "测测"]),
        ("测流仪", "rtk", []),
        ("abc", "abc", []),
        ("测" * 9, "ce" * 7, []),
    ],
)
def test_what_sounds_so_is_known_by_its_place(text: str, typed: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in spoken_in(text, typed)] == expected


@given(st.text("测流仪重庆a \U0003fffe", max_size=20), st.text("celiuyh", min_size=1, max_size=9))
def test_what_is_found_by_its_sound_has_a_place(text: str, typed: str) -> None:
    heard = any(term.startswith(typed) for term in pinyin_terms(text))
    assert heard == any(spoken_in(text, typed))


def test_a_term_is_no_longer_than_some_characters() -> None:
    assert max(map(len, pinyin_terms("仪" * 99))) == len("yi") * MOST
    assert pinyin_terms("仪" * 50) == pinyin_terms("仪" * 5000)


@given(st.text(st.characters(min_codepoint=0x3000, max_codepoint=0x2FFFF), max_size=20))
def test_terms_are_ascii_letters_and_each_is_there_once(text: str) -> None:
    terms = pinyin_terms(text)
    assert all(term.isascii() and term.isalpha() and term.islower() for term in terms)
    assert len(set(terms)) == len(terms)
