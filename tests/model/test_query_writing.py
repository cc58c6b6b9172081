"""Queries as texts and back, and what else is made of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.query import EXACT, NUMBERS, All, And, Between, Field, Not, Or, Query, Text
from archivist.model.query_form import NOTHING, plain_words
from archivist.model.query_text import MOST_CHARACTERS, MOST_REMARKS, Parsed, parse
from archivist.model.query_words import KINDS
from archivist.model.query_writing import narrowed, normal, written
from tests.model.querying import (
    DAY,
    JANUARY,
    YEAR,
    A,
    B,
    C,
    in_field,
    on,
    people,
    size,
)

PIECES = st.sampled_from(
    [
        *"()（）\"“”「」'’*＊-!：: \u3000.~至",
        *"AND OR NOT 与 或 非 测流 a 日期: 人物： 类型: 大小: 校验: peple:".split(),
        *"2022 01 2022.01 20220125 5MB .. >= 照片 word".split(),
        *"或者 以及 and Or not | & ， 。 , ; 《 》 部门： 部门".split(),
    ]
)
TYPED = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@given(TYPED, st.none() | st.dates())
def test_no_text_fails_and_all_that_is_understood_can_be_written(
    text: str, today: date | None
) -> None:
    parsed = parse(text, today)
    assert len(parsed.remarks) <= MOST_REMARKS
    form = normal(parsed.query)
    again = written(parsed.query)
    if len(again) <= MOST_CHARACTERS:
        assert parse(again) == Parsed(form)
    assert normal(form) == form


DATED = st.sampled_from(["2022.01", "2022-01", "2022年1月", "20220125", "2022Q1", "2022"])
WORDS = st.one_of(
    st.text(max_size=12),
    PIECES,
    DATED,
    st.lists(PIECES, max_size=3).map("".join),
    st.text("()\"”」』»＂'测 :*-", max_size=9),
)
TEXTS = st.builds(
    Text,
    WORDS,
    quoted=st.booleans(),
    prefix=st.booleans(),
    field=st.none() | st.sampled_from([field for field in Field if field not in NUMBERS | EXACT]),
)
VALUES = st.one_of(
    st.sampled_from([Text(kind, field=Field.KIND) for kind in sorted(set(KINDS.values()))]),
    st.text("0123456789abcdef", min_size=64, max_size=64).map(
        lambda digits: Text(digits, field=Field.CHECKSUM)
    ),
    st.builds(
        Between,
        st.sampled_from([Field.DATE, Field.SHOT, Field.FILED]),
        st.none() | st.dates(),
        st.none() | st.dates(),
    ),
    st.sampled_from([JANUARY, DAY]),
    st.builds(
        size,
        st.none() | st.integers(-5, 2**62),
        st.none() | st.integers(-5, 2**62),
    ),
)
QUERIES: st.SearchStrategy[Query] = st.recursive(
    st.one_of(st.just(All()), TEXTS, VALUES),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda parts: And(tuple(parts))),
        st.lists(inner, max_size=4).map(lambda parts: Or(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=12,
)


@given(QUERIES)
def test_what_is_written_is_read_back(query: Query) -> None:
    text = written(query)
    if len(text) <= MOST_CHARACTERS:
        assert parse(text) == Parsed(normal(query))


@given(QUERIES)
def test_the_normal_form_is_its_own(query: Query) -> None:
    assert normal(normal(query)) == normal(query)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (And((Or((A, B)), Not(And((B, C))))), "(测流 OR 培训) -(培训 考核)"),
        (JANUARY, "date:2022.01"),
        (YEAR, "date:2022"),
        (DAY, "date:2022.01.25"),
        (on(None, date(2022, 1, 2)), "date:..2022.01.02"),
        (on(date(2022, 2, 1), date(2022, 1, 1)), "date:2022.01.01..2022.02.01"),
        (on(None, None), "*"),
        (size(None, -1), "-*"),
        (Or(()), "-*"),
        (size(5, 5), "size:5"),
        (Text("AND"), '"AND"'),
        (Text("2022.01"), '"2022.01"'),
        (Or((Text("2022.01"), JANUARY)), "2022.01"),
        (Not(Or((Text("2022.01"), JANUARY))), "-2022.01"),
        (And((Or((JANUARY, Text("2022.01"))), A)), "(date:2022.01 OR 2022.01) 测流"),
        (Or((Text("2022.01"), A, JANUARY)), "2022.01 OR 测流"),
        (Or((Text("2022.01"), Text("2022-1"), JANUARY)), "2022.01 OR 2022-1"),
        (Or((Text("2022.01", prefix=True), JANUARY)), "2022.01* OR date:2022.01"),
        (Or((Text("2022.01"), DAY)), '"2022.01" OR date:2022.01.25'),
        (And((A, Text("and"), Text("或者"))), "测流 (and) (或者)"),
        (And((Text("部门："), A)), "(部门：) 测流"),
        (And((Text("and", prefix=True), A)), "and* 测流"),
        (Text("测流，"), '"测流，"'),
        (Not(Text("--a")), '-"--a"'),
        (Text("测流 仪"), '"测流 仪"'),
        (Text('5"'), '＂5"＂'),
        (Text("'a"), '"\'a"'),
        (Text("  "), "*"),
        (Text('a"＂”」』»b', field=Field.CAUSE), 'cause:"a" cause:"＂”」』»b"'),
    ],
)
def test_queries_are_written_shortly(query: Query, text: str) -> None:
    assert written(query) == text


def test_only_words_that_a_record_holds_are_worth_marking() -> None:
    assert plain_words(parse("2022.01 -20220125").query) == (Text("2022.01"),)
    query = parse("测流 (培训 或 人物:徐) -考核 类型:照片 日期:2022 测流").query
    assert plain_words(query) == (A, B, people("徐"))


def test_options_narrow_a_query() -> None:
    query = narrowed(
        A,
        category="06",
        kind="照片",
        first=date(2022, 1, 1),
        last=date(2022, 1, 31),
    )
    assert written(query) == "测流 category:06 kind:image date:2022.01"
    assert narrowed(Or((A, B)), category="06") == And((Or((A, B)), in_field(Field.CATEGORY, "06")))
    assert narrowed(A) == A
    assert narrowed(All(), kind="pdf") == parse("类型:pdf").query
    assert narrowed(All(), first=date(2022, 1, 1)) == on(date(2022, 1, 1), None)
    assert narrowed(NOTHING) == NOTHING
