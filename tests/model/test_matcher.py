from __future__ import annotations

import os
import random
import re
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from archivist.model.analysis import WORD, How, Lookup, index_terms, lookups, phrase
from archivist.model.han import HAN, fold
from archivist.model.matcher import Matcher

PIECES = [
    *"测流儀后な한の \n  02ab-_.é，～①Ⅳ㎡\u3099\u0301\u200b\0",
    *("2022", "202201", "20220125", "C1", "測流", "2022年", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
SHORT = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
MODES = st.sampled_from([(False, False), (False, True), (True, False), (True, True)])


def is_answer(wanted: Lookup, term: str) -> bool:
    if wanted.how is How.EXACT:
        return term == wanted.term
    return term.startswith(wanted.term) if wanted.how is How.PREFIX else wanted.term in term


def is_possible(terms: set[str], text: str, *, quoted: bool, prefix: bool = False) -> bool:
    """Return whether a text with these terms is a candidate."""
    needed = lookups(text, quoted=quoted, prefix=prefix)
    return all(any(is_answer(one, term) for term in terms) for one in needed)


def squeezed(text: str) -> str:
    return re.sub(" +", " ", fold(text))


def stands_unquoted(wanted: str, text: str, *, prefix: bool) -> bool:
    """Say by trying all places whether a text holds another, blanks beside Han not counted."""

    def bare(part: str) -> str:
        part = re.sub(f"(?<=[{HAN}]) +(?=[{HAN}]|{WORD})|(?<={WORD}) +(?=[{HAN}])", "", part)
        return re.sub(" +", " ", part)

    def is_edge(start: int, end: int) -> bool:
        word = [bool(re.match(WORD, character)) for character in text]
        if word[start] and start and word[start - 1]:
            return False
        if prefix or not word[end - 1] or not (end < len(text) and word[end]):
            return True
        whole = re.compile(f"{WORD}*").match(text, end)
        begin = end - len(re.findall(f"{WORD}*$", text[:end])[0])
        assert whole
        date = re.fullmatch(
            "(19|20)[0-9]{2}(0[1-9]|1[0-2])([0-2][1-9]|[123]0|31)", text[begin : whole.end()]
        )
        return date is not None and end - begin in (4, 6)

    wanted = bare(phrase(wanted))
    return not wanted or any(
        text[start] != " " != text[end - 1]
        and bare(text[start:end]) == wanted
        and is_edge(start, end)
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
    )


@given(TEXTS, st.data())
def test_whatever_stands_in_a_text_is_found_in_it_when_quoted(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : start + data.draw(st.integers(0, 8))]
    assume("\n" not in part)
    assert is_possible(set(index_terms(text)), part, quoted=True)
    assert Matcher(part, quoted=True).matches(fold(text))


@given(TEXTS, SHORT)
def test_quoted_is_found_where_it_stands_and_nowhere_else(text: str, wanted: str) -> None:
    found = Matcher(wanted, quoted=True).matches(fold(text))
    assert found == (phrase(wanted) in squeezed(text))


@settings(max_examples=300)
@given(TEXTS, SHORT, st.booleans())
def test_unquoted_is_found_where_it_stands_and_nowhere_else(
    text: str, wanted: str, prefix: bool
) -> None:
    found = Matcher(wanted, prefix=prefix).matches(fold(text))
    assert found == stands_unquoted(wanted, fold(text), prefix=prefix)


@settings(max_examples=300)
@given(TEXTS, SHORT, MODES)
def test_what_matches_is_among_the_candidates(
    text: str, wanted: str, mode: tuple[bool, bool]
) -> None:
    quoted, prefix = mode
    matcher = Matcher(wanted, quoted=quoted, prefix=prefix)
    found = matcher.matches(fold(text))
    possible = is_possible(set(index_terms(text)), wanted, quoted=quoted, prefix=prefix)
    assert possible or not found
    if matcher.exact:
        assert found == possible


@given(TEXTS, SHORT, MODES)
def test_what_matches_has_places(text: str, wanted: str, mode: tuple[bool, bool]) -> None:
    quoted, prefix = mode
    matcher = Matcher(wanted, quoted=quoted, prefix=prefix)
    folded = fold(text)
    spans = list(matcher.spans(folded))
    assert bool(spans) == (matcher.matches(folded) and phrase(wanted) != "")
    flat = [place for span in spans for place in span]
    assert flat == sorted(flat)
    for start, end in spans:
        assert Matcher(wanted, quoted=True).matches(folded[start:end]) or not quoted
        assert Matcher(wanted, prefix=True).matches(folded[start:end]) or quoted


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        pytest.param("測流儀", "在测流仪旁", "测流仪", id="folded"),
        pytest.param("测流", "测 流", "测 流", id="blanks-in-the-text"),
        pytest.param("测 流", "测流", "测流", id="blanks-in-the-query"),
        pytest.param("测流", "测\n流", None, id="not-across-a-line-break"),
        pytest.param("测流", "流测流测", "测流", id="in-the-middle"),
        pytest.param("第12条", "第 12 条", "第 12 条", id="blanks-around-digits"),
        pytest.param("第12", "第123条", None, id="no-half-number-at-the-end"),
        pytest.param("2条", "第12条", None, id="no-half-number-at-the-begin"),
        pytest.param("12", "第12条", "12", id="a-number-between-han"),
        pytest.param("测流仪A型2号", "测流仪 A型 2 号", "测流仪 a型 2 号", id="mixed"),
        pytest.param("C1-2022", "c1-20220125-01", "c1-2022", id="begin-of-a-code"),
        pytest.param("202201", "c1-20220125-01", "202201", id="month-of-a-date"),
        pytest.param("2022-01", "20220125-01", None, id="no-year-before-a-hyphen"),
        pytest.param("2022", "2022012", None, id="no-year-of-what-is-no-date"),
        pytest.param("01", "c1-20220125-01", "01", id="end-of-a-code"),
        pytest.param("0125", "c1-20220125-01", None, id="no-day-of-a-date"),
        pytest.param("3.5米", "13.5米", None, id="no-half-decimal"),
        pytest.param("3.5米", "高 3.5 米", "3.5 米", id="a-decimal"),
        pytest.param("hello world", "hello   world", "hello   world", id="blanks-between-words"),
        pytest.param("hello world", "helloworld", None, id="words-are-apart"),
        pytest.param("c++", "c++ 语言", "c++", id="punctuation-as-it-stands"),
        pytest.param("（测）", "(测)", "(测)", id="brackets"),
    ],
)
def test_an_unquoted_text_is_found(wanted: str, text: str, found: str | None) -> None:
    text = fold(text)
    assert next((text[slice(*span)] for span in Matcher(wanted).spans(text)), None) == found
    assert Matcher(wanted).matches(text) == (found is not None)


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        pytest.param("测 流", "测   流", "测   流", id="a-run-of-blanks"),
        pytest.param("测  流", "测 流", "测 流", id="a-run-of-blanks-in-the-query"),
        pytest.param("测\n流", "测 流", "测 流", id="a-line-break-in-the-query"),
        pytest.param("测\n流", "测\n流", None, id="a-line-break-in-the-text"),
        pytest.param(" 测 ", "测", "测", id="blanks-at-the-ends"),
        pytest.param("测 流", "测流", None, id="blanks-count"),
        pytest.param("测流", "测 流", None, id="blanks-in-the-text-count"),
        pytest.param("022年1", "2022年12月", "022年1", id="inside-numbers"),
        pytest.param("1-2022", "c1-20220125", "1-2022", id="inside-a-code"),
        pytest.param(".*", "a.*b", ".*", id="no-pattern"),
    ],
)
def test_a_quoted_text_is_found(wanted: str, text: str, found: str | None) -> None:
    matcher = Matcher(wanted, quoted=True)
    assert next((text[slice(*span)] for span in matcher.spans(text)), None) == found
    assert matcher.matches(text) == (found is not None)


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        pytest.param("cel", "celiuyi.jpg", "celiuyi", id="to-the-end-of-the-word"),
        pytest.param("C1-2022", "c1-20220125-01", "c1-20220125", id="in-a-code"),
        pytest.param("el", "celiuyi", None, id="not-in-the-middle"),
        pytest.param("测流", "测流仪", "测流", id="han"),
    ],
)
def test_a_prefix_is_found(wanted: str, text: str, found: str | None) -> None:
    spans = Matcher(wanted, prefix=True).spans(text)
    assert next((text[slice(*span)] for span in spans), None) == found


@pytest.mark.parametrize(
    ("wanted", "quoted", "prefix"),
    [
        pytest.param("测", False, False, id="one-han"),
        pytest.param("测", True, False, id="one-han-quoted"),
        pytest.param("测流", False, False, id="two-han"),
        pytest.param("2022", False, False, id="word"),
        pytest.param("22", True, False, id="inside-of-a-word"),
        pytest.param("c1-20220125-01", False, False, id="code"),
        pytest.param("cel", False, True, id="prefix"),
        pytest.param(" ", False, False, id="nothing"),
    ],
)
def test_lookups_alone_prove_the_simplest(wanted: str, quoted: bool, prefix: bool) -> None:
    assert Matcher(wanted, quoted=quoted, prefix=prefix).exact


def test_nothing_is_in_every_text_but_has_no_place() -> None:
    assert Matcher(" \n").matches("")
    assert list(Matcher("").spans("测流")) == []


REAL = Path(os.environ["ARCHIVIST_REAL"]) if "ARCHIVIST_REAL" in os.environ else None


@pytest.mark.skipif(REAL is None, reason="ARCHIVIST_REAL names no folder of real files")
@pytest.mark.no_cover  # measuring would take as long again, and shows nothing new
def test_every_phrase_of_real_laws_is_found() -> None:
    assert REAL
    chance = random.Random(4)  # noqa: S311 - which phrases are tried
    paths = sorted((REAL / "laws").rglob("*.md"))
    for path in islice(chance.sample(paths, len(paths)), 300):
        text = path.read_text(encoding="utf-8", errors="replace")[:20_000]
        terms, folded = set(index_terms(text)), fold(text)
        for _ in range(20):
            start = chance.randrange(max(1, len(text)))
            part = text[start : start + chance.randint(1, 8)].partition("\n")[0]
            assert is_possible(terms, part, quoted=True), part
            assert Matcher(part, quoted=True).matches(folded), part
            other = Matcher(part)
            assert is_possible(terms, part, quoted=False) or not other.matches(folded), part
