"""What leaves the data before it is printed, and what stays."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.press.printable import printable, texts, without_variants


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("#strong[甲] $x$", "#strong[甲] $x$", id="markup is text"),
        pytest.param(
            "甲\u200b乙\u2066\ufeff\u202e", r"甲\u200b乙\u2066\ufeff\u202e", id="steering"
        ),
        pytest.param("甲\t乙\n丙\u2028丁", r"甲\t乙\n丙\u2028丁", id="breaks, as on the screen"),
        pytest.param("丙\u00a0丁\u2009己", "丙 丁 己", id="blanks"),
        pytest.param("甲\u3000乙", "甲\u3000乙", id="the Chinese space"),
        pytest.param("cafe\u0301 u\u0308\u030c", "café ǚ", id="marks join their letters"),
        pytest.param("\uf900\u2126", "\uf900\u2126", id="no other ideograph, no other sign"),
        pytest.param("ho\udce9tel", "ho\\udce9tel", id="half a character"),
        pytest.param("a\x00b\x1b", r"a\u0000b\u001b", id="controls"),
        pytest.param("㛃𬭎垚淼", "㛃𬭎垚淼", id="rare surnames"),
        pytest.param("葛\U000e0100", "葛\U000e0100", id="a variant"),
    ],
)
def test_a_text_becomes_printable(text: str, printed: str) -> None:
    assert printable(text) == printed


def test_all_of_a_value_is_cleaned_and_nothing_else_is_touched() -> None:
    value = {"a": ["x\u200b", 1, None, True, 2.5, {"b": ("y\u00a0",)}]}
    assert printable(value) == {"a": [r"x\u200b", 1, None, True, 2.5, {"b": ["y "]}]}


@given(st.text(st.characters()))
def test_whatever_is_printable_can_be_written_and_stays_so(text: str) -> None:
    clean = printable(text)
    json.dumps(clean, ensure_ascii=False).encode("utf-8")
    assert printable(clean) == clean
    assert not {"Cc", "Cf", "Cs", "Zl", "Zp"} & set(map(unicodedata.category, clean))


def test_texts_bear_the_name_of_the_nearest_table() -> None:
    value = {
        "where": "盒 1",
        "rows": [{"t": "a"}, {"where": "", "t": "b"}, {"where": "c", "t": ["d"]}],
    }
    found = dict(texts(value))
    assert (found["a"], found["b"], found["d"]) == ("盒 1", "盒 1", "c")
    assert list(texts(3)) == []


def test_a_selector_leaves_only_the_pairs_that_are_named() -> None:
    value = {"a": ["葛\U000e0100", "辻\U000e0101", 1]}
    clean = without_variants(value, frozenset({"葛\U000e0100"}))
    assert clean == {"a": ["葛", "辻\U000e0101", 1]}


def test_a_value_of_any_depth_is_read() -> None:
    deep: object = "甲"
    for _turn in range(5000):
        deep = [deep]
    assert [text for text, _where in texts(deep)] == ["甲"]
