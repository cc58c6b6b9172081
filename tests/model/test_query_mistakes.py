"""Mistakes in a query never fail: they are taken somehow and said, within bounds."""

from __future__ import annotations

import time

import pytest

from archivist.model.query import And, Field, Not, Or, Query, Text
from archivist.model.query_form import plain_words
from archivist.model.query_remark import RemarkKind
from archivist.model.query_text import MOST_CHARACTERS, MOST_REMARKS, MOST_WORDS, parse
from tests.model.querying import (
    MB,
    QUARTER,
    ROOM,
    TODAY,
    A,
    B,
    people,
    quoted,
    size,
)


@pytest.mark.parametrize(
    ("text", "query", "remarks"),
    [
        ("AND 测流", A, ["operator AND"]),
        ("测流 OR", A, ["operator OR"]),
        ("测流 非", A, ["operator 非"]),
        ("与 测流", A, ["operator 与"]),
        ("测流 AND OR 培训", Or((A, B)), ["operator AND"]),
        ("测流 (OR) 培训", And((A, B)), ["operator OR"]),
        ("测流 -()", A, ["empty-brackets", "operator -"]),
        ("测流 (", A, ["bracket ("]),
        ("测流) 培训", And((A, B)), ["bracket )"]),
        ("((测流) 培训", And((A, B)), ["bracket ("]),
        ("测流 ()", A, ["empty-brackets"]),
        ("()", quoted("()"), ["literal ()"]),
        ("或", quoted("或"), ["literal 或"]),
        ("AND NOT", quoted("AND NOT"), ["literal AND NOT"]),
        ("人物:", quoted("人物:"), ["literal 人物:"]),
        ("人物:(AND)", quoted("人物:(AND)"), ["literal 人物:(AND)"]),
        ("—", quoted("—"), ["literal —"]),
        ("人物: 地点:室", ROOM, ["empty-field 人物:"]),
        ("测流 人物:*", A, ["empty-field 人物:"]),
        ("测流 OR 人物:", A, ["empty-field 人物:", "operator OR"]),
        ('人物:"" 测流', A, ["empty-quote"]),
        ("测流 or 培训", And((A, Text("or"), B)), ["small or → OR"]),
        ("(测流) And 人物:徐", And((A, Text("And"), people("徐"))), ["small And → AND"]),
        ("测流 not 培训", And((A, Text("not"), B)), ["small not → NOT"]),
        ("测流 |", A, ["signs |"]),
        ("测流 - 培训", And((A, B)), ["signs -"]),
        ("测流 或 -", A, ["signs -"]),
        ('"测流 培训', quoted("测流 培训"), ["open-quote 测流 培训"]),
        ('"测流 人物:徐', And((quoted("测流"), people("徐"))), ["open-quote 测流"]),
        ("“测流，地点：室", And((quoted("测流"), ROOM)), ["open-quote 测流"]),
        ("「测流 -地点:室", And((quoted("测流"), Not(ROOM))), ["open-quote 测流"]),
        ('"测流 部门:一', quoted("测流 部门:一"), ["open-quote 测流 部门:一"]),
        ('" 地点:室', ROOM, ["empty-quote"]),
        ('测流 "', A, ["empty-quote"]),
        ("测流」", A, ["stray-quote 」"]),
        ("peple:徐", Text("peple:徐"), ["field peple → people"]),
        ("人物名：徐", Text("人物名：徐"), ["field 人物名 → 人物"]),
        ("部门：水文", Text("部门：水文"), ["no-field 部门"]),
        ("部门： 测流", And((Text("部门："), A)), ["no-field 部门"]),
        ("类型:照像", Text("照像"), ["kind 照像 → 照片"]),
        ("类型:文件", Text("文件"), ["kind 文件 → 文档"]),
        ("类型:合同", Text("合同"), ["kind 合同"]),
        ("类型:vidoe", Text("vidoe"), ["kind vidoe → video"]),
        ("校验:abc", Text("abc"), ["checksum abc"]),
        ("类型:" + "a" * 30, Text("a" * 30), ["kind " + "a" * 30]),
        ("*测流", quoted("测流"), ["star *测流 → 测流"]),
        ("*测流*", quoted("测流"), ["star *测流* → 测流"]),
        (
            "人物:徐*伟",
            And(
                (
                    Text("徐", prefix=True, field=Field.PEOPLE),
                    Text("伟", quoted=True, field=Field.PEOPLE),
                )
            ),
            ["star 徐*伟 → 徐 伟"],
        ),
        ("测*-", Text("测", prefix=True), ["star 测*- → 测"]),
        ("日期:2022.03..2022.01", QUARTER, ["reversed 2022.03..2022.01 → 2022.01.01..2022.03.31"]),
        ("大小:5MB..1MB", size(MB, 5 * MB), [f"reversed 5MB..1MB → {MB}..{5 * MB}"]),
    ],
)
def test_a_mistake_is_taken_somehow_and_said(text: str, query: Query, remarks: list[str]) -> None:
    parsed = parse(text)
    said = [
        f"{each.kind} {each.text}".strip() + (f" → {each.suggestion}" if each.suggestion else "")
        for each in parsed.remarks
    ]
    assert (parsed.query, said) == (query, remarks)


def test_a_text_that_is_too_long_is_cut() -> None:
    parsed = parse("测" * (MOST_CHARACTERS + 1))
    assert parsed.query == Text("测" * MOST_CHARACTERS)
    assert [remark.kind for remark in parsed.remarks] == [RemarkKind.TOO_LONG]
    assert parse("测" * MOST_CHARACTERS).remarks == ()


@pytest.mark.parametrize("text", [" OR ", " "])
def test_too_many_words_are_cut(text: str) -> None:
    words = [f"a{number}" for number in range(MOST_WORDS + 5)]
    parsed = parse(text.join(words))
    assert plain_words(parsed.query) == tuple(Text(word) for word in words[:MOST_WORDS])
    assert [remark.kind for remark in parsed.remarks] == [RemarkKind.TOO_MANY]
    assert parse(text.join(words[:MOST_WORDS])).remarks == ()


def test_pieces_between_stars_are_words_too() -> None:
    parsed = parse("*".join(f"a{number}" for number in range(200)))
    assert len(plain_words(parsed.query)) == MOST_WORDS
    assert [remark.kind for remark in parsed.remarks] == [RemarkKind.TOO_MANY]


def nested(depth: int) -> str:
    return "(a OR (b " * depth + "c" + "))" * depth


def test_brackets_that_are_too_deep_are_left_out() -> None:
    assert parse(nested(10)).remarks == ()
    parsed = parse(nested(11))
    assert [remark.kind for remark in parsed.remarks] == [RemarkKind.TOO_DEEP]
    assert parse("(" * 400 + "测流" + ")" * 400).query == A


def test_a_query_of_mistakes_makes_few_remarks() -> None:
    assert len(parse("a " + " ".join("#" * n for n in range(1, 40))).remarks) == MOST_REMARKS


STEEP = "「 测：1 ，！ a| 2022. ( a( ) \" 'a “ - *a 人物: 日期:. 2022- peple: ~".split()


@pytest.mark.parametrize("piece", [*STEEP, *(f"{piece} " for piece in STEEP)])
def test_reading_takes_no_longer_than_a_moment(piece: str) -> None:
    begun = time.thread_time()
    for text in (piece * 1000, "日期:" + piece * 1000, piece * 10_000_000):
        parse(text, TODAY)
    assert time.thread_time() - begun < 1
