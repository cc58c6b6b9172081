from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.analysis import (
    LONGEST,
    MOST_LOOKUPS,
    How,
    index_terms,
    lookups,
    phrase,
    term_counts,
)

LETTERS = "abcdefghijklmnopqrstuvwxyz" * 5
TEXTS = st.text(st.sampled_from("测流儀な\u3099한 \n0125ab-_.é，～\0\ud800")) | st.text()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("测流仪", "测流 流仪 仪", id="neighbours-and-the-last"),
        pytest.param("测", "测", id="one"),
        pytest.param("測 流　儀", "测流 流仪 仪", id="blanks-inside-a-run"),
        pytest.param("测\n流", "测 流", id="a-line-break-ends-a-run"),
        pytest.param("测，流。", "测 流", id="punctuation-ends-a-run"),
        pytest.param("测试测试", "测试 试测 测试 试", id="with-repetition"),
        pytest.param("第12条", "第 12 条", id="digits-between"),
        pytest.param("测流仪 A型", "测流 流仪 仪 a 型", id="letters-between"),
        pytest.param("々〇ノート", "々〇 〇ノ ノー ート ト", id="kana-and-marks-are-han"),
        pytest.param("\U00020bb7野", "\U00020bb7野 野", id="supplementary"),
        pytest.param("Hello Wörld", "hello world", id="words"),
        pytest.param("Привет", "привет", id="other-alphabets"),
        pytest.param("3.5米", "3 5 3.5 米", id="a-decimal"),
        pytest.param("20220125", "20220125 202201 2022", id="a-date"),
        pytest.param("20221325 120220125", "20221325 120220125", id="no-date"),
        pytest.param(
            "C1-20220125-01",
            "c1 20220125 202201 2022 01 c1-20220125 c1-202201 c1-2022 20220125-01 c1-20220125-01",
            id="a-code",
        ),
        pytest.param("a-b_c.d", "a b c d a-b b_c c.d a-b_c b_c.d", id="a-longer-chain"),
        pytest.param("-a--b-", "a b", id="hyphens-that-join-nothing"),
        pytest.param("", "", id="nothing"),
        pytest.param("，。\0\ud800", "", id="no-words"),
    ],
)
def test_a_text_has_these_terms(text: str, terms: str) -> None:
    assert list(index_terms(text)) == terms.split()


def test_a_long_word_is_pieces_that_overlap() -> None:
    word = LETTERS[:110]
    assert list(index_terms(word)) == [word[:64], "~" + word[32:95], "~" + word[64:110]]
    assert list(index_terms(f"{word}-a")) == [word[:64], "~" + word[32:95], "~" + word[64:], "a"]


@given(TEXTS)
def test_counts_are_those_of_the_terms(text: str) -> None:
    assert term_counts(text) == Counter(index_terms(text))


@given(TEXTS | st.text("ab-", min_size=100))
def test_terms_can_be_kept_by_any_index(text: str) -> None:
    for term in index_terms(text):
        assert 1 <= len(term) <= LONGEST
        assert term.encode("utf-8").strip() == term.encode("utf-8")
        assert not set(term) & set(" \n\0")


def test_what_is_searched_for_has_single_blanks_and_none_at_its_ends() -> None:
    assert phrase(" Ａ  測\n\u3000流\t") == "a 测 流"
    assert phrase("\u200b \n") == ""


def shown(text: str, *, quoted: bool = False, prefix: bool = False) -> str:
    """Write lookups as ``exact prefix* *inside*``."""
    form = {How.EXACT: "{}", How.PREFIX: "{}*", How.INSIDE: "*{}*"}
    return " ".join(
        form[one.how].format(one.term) for one in lookups(text, quoted=quoted, prefix=prefix)
    )


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        pytest.param("測流儀", "测流 流仪", id="neighbours"),
        pytest.param("测", "测*", id="one-character"),
        pytest.param("测试测试", "测试 试测", id="each-once"),
        pytest.param("测 流", "测流", id="blanks-between"),
        pytest.param("测\n流", "测流", id="a-line-break-is-a-blank"),
        pytest.param("测，流", "测 流*", id="at-the-end-of-a-run"),
        pytest.param("A测", "a 测*", id="nothing-says-more"),
        pytest.param("A测流仪", "a 测流 流仪", id="word-and-han"),
        pytest.param("12条", "12", id="costly-left-out"),
        pytest.param("第12条", "第 12", id="cheap-kept"),
        pytest.param("C1-20220125-01", "c1-20220125-01", id="code"),
        pytest.param("C1-2022", "c1-2022", id="begin-of-a-code"),
        pytest.param("a-b-c-d", "a-b-c b-c-d", id="a-longer-chain"),
        pytest.param("，！", "", id="punctuation"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_an_unquoted_text_needs_these_terms(text: str, needed: str) -> None:
    assert shown(text) == needed


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        pytest.param("测流", "测流", id="han-goes-on-anyway"),
        pytest.param("cel", "cel*", id="word"),
        pytest.param("c", "c*", id="letter"),
        pytest.param("C1-2022", "2022* c1", id="chain"),
        pytest.param("a-b-c-de", "de* a-b-c", id="a-longer-chain"),
        pytest.param("测流a", "测流", id="costly-left-out"),
        pytest.param(LETTERS[:70], LETTERS[:64] + "*", id="long-word"),
    ],
)
def test_a_prefix_needs_these_terms(text: str, needed: str) -> None:
    assert shown(text, prefix=True) == needed


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        pytest.param("测流", "测流", id="han"),
        pytest.param("022", "*022*", id="inside-a-word"),
        pytest.param("022年度", "年度", id="costly-left-out"),
        pytest.param("022年", "*022* 年*", id="nothing-says-more"),
        pytest.param("a 2022 b", "2022", id="a-whole-word-within"),
        pytest.param("1-20220125-0", "20220125", id="a-whole-word-of-a-code"),
        pytest.param("1-2-b-c-3", "2-b-c", id="a-chain-within"),
        pytest.param("年a-b", "年 a *b*", id="whole-at-the-left"),
        pytest.param("a-b年", "b *a* 年*", id="whole-at-the-right"),
        pytest.param("20220125-0", "*20220125*", id="the-longest"),
        pytest.param("3.5", "*3* *5*", id="equally-long"),
        pytest.param(
            LETTERS[:70],
            " ".join(f"*{LETTERS[start : start + 32]}*" for start in (0, 32, 38)),
            id="long-word",
        ),
    ],
)
def test_a_quoted_text_needs_these_terms(text: str, needed: str) -> None:
    assert shown(text, quoted=True) == needed


def test_a_long_whole_word_needs_all_its_pieces() -> None:
    word = LETTERS[:110]
    assert [one.term for one in lookups(word)] == list(index_terms(word))
    assert [one.term for one in lookups(f"{word}-b")] == [*index_terms(word), "b"]


def test_a_long_text_is_looked_up_by_its_begin() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 1000)))
    assert len(lookups(text)) == MOST_LOOKUPS
