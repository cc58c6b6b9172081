"""The query language: what is understood, whatever stands where."""

from __future__ import annotations

from datetime import date

import pytest

from archivist.model.query import NUMBERS, All, And, Between, Field, Not, Or, Query, Text
from archivist.model.query_remark import RemarkKind
from archivist.model.query_text import Parsed, parse
from archivist.model.query_words import BETWEEN, ENDINGS, FIELDS, KINDS, OPERATORS, SMALL
from archivist.model.record import RecordKind, kind_of
from tests.model.querying import (
    DAY,
    JANUARY,
    QUARTER,
    ROOM,
    TODAY,
    A,
    B,
    C,
    in_field,
    on,
    people,
    quoted,
)


def ending(text: str) -> Text:
    return in_field(Field.NAME, text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("", All(), id="nothing"),
        pytest.param(" \u3000\n", All(), id="blanks"),
        pytest.param("*", All(), id="star"),
        pytest.param("＊", All(), id="full-width-star"),
        pytest.param("测流", A, id="word"),
        pytest.param("测流 培训", And((A, B)), id="blank"),
        pytest.param("测流\u3000培训", And((A, B)), id="ideographic-blank"),
        pytest.param("测流 测流", A, id="said-twice"),
        pytest.param("* 测流", A, id="everything-and-a-word"),
        pytest.param("* OR 测流", All(), id="everything-or-a-word"),
        pytest.param("测流 AND 培训", And((A, B)), id="AND"),
        pytest.param("测流 与 培训", And((A, B)), id="与"),
        pytest.param("测流 和 培训", And((A, B)), id="和"),
        pytest.param("测流 OR 培训", Or((A, B)), id="OR"),
        pytest.param("测流 ＯＲ 培训", Or((A, B)), id="full-width-OR"),
        pytest.param("测流 或 培训", Or((A, B)), id="或"),
        pytest.param("or 培训", And((Text("or"), B)), id="lower-case-is-text"),
        pytest.param("测流 (or) 培训", And((A, Text("or"), B)), id="lower-case-in-brackets"),
        pytest.param("测流 或者 培训", Or((A, B)), id="或者"),
        pytest.param("测流 以及 培训", And((A, B)), id="以及"),
        pytest.param("“测流” 并且 (培训 或者 考核)", And((quoted("测流"), Or((B, C)))), id="并且"),
        pytest.param("测流 | 培训", Or((A, B)), id="pipe"),
        pytest.param("测流 || -培训", Or((A, Not(B))), id="pipes"),
        pytest.param("测流｜人物:徐", Or((A, people("徐"))), id="pipe-without-blanks"),
        pytest.param("测流 & 培训 ＆＆ 考核", And((A, B, C)), id="ampersand"),
        pytest.param("R&D", Text("R&D"), id="ampersand-in-a-word"),
        pytest.param("人物:或者 测流", And((people("或者"), A)), id="或者-as-value"),
        pytest.param("或者 测流", And((Text("或者"), A)), id="或者-first"),
        pytest.param("测流 或者 或者 培训", Or((A, And((Text("或者"), B)))), id="或者-twice"),
        pytest.param("参与人员 或者", And((Text("参与人员"), Text("或者"))), id="inside-words"),
        pytest.param("测流 OR 培训 考核", Or((A, And((B, C)))), id="AND-binds-stronger"),
        pytest.param("(测流 OR 培训) 考核", And((Or((A, B)), C)), id="brackets"),
        pytest.param("（测流 或 培训）考核", And((Or((A, B)), C)), id="full-width-brackets"),
        pytest.param("((测流))", A, id="brackets-twice"),
        pytest.param("测流 AND(培训 OR 考核)", And((A, Or((B, C)))), id="bracket-at-operator"),
        pytest.param("签到表（一）.pdf", Text("签到表（一）.pdf"), id="brackets-in-a-word"),
        pytest.param("(签到表(一))", Text("签到表(一)"), id="brackets-in-brackets"),
        pytest.param(
            "签到表(一 二)", And((Text("签到表"), Text("一"), Text("二"))), id="not-in-word"
        ),
        pytest.param("测流 NOT 培训", And((A, Not(B))), id="NOT"),
        pytest.param("测流 AND NOT 培训", And((A, Not(B))), id="AND-NOT"),
        pytest.param("测流 OR NOT 培训", Or((A, Not(B))), id="OR-NOT"),
        pytest.param("非 培训", Not(B), id="非-alone"),
        pytest.param("-培训", Not(B), id="minus"),
        pytest.param("!培训", Not(B), id="exclamation"),
        pytest.param("！培训", Not(B), id="full-width-exclamation"),
        pytest.param("-(测流 培训)", Not(And((A, B))), id="not-a-group"),
        pytest.param("NOT NOT 培训", B, id="not-not"),
        pytest.param("-人物:徐", Not(people("徐")), id="not-in-a-field"),
        pytest.param("人物:-徐", Not(people("徐")), id="field-of-not"),
        pytest.param("-AND", Not(Text("AND")), id="a-sign-makes-an-operator-a-word"),
        pytest.param("C1-2022", Text("C1-2022"), id="minus-in-a-word"),
        pytest.param("--help", Text("--help"), id="two-signs-are-text"),
        pytest.param("——测流", Text("——测流"), id="a-dash-is-no-minus"),
        pytest.param("测流*", Text("测流", prefix=True), id="prefix"),
        pytest.param("测流＊", Text("测流", prefix=True), id="full-width-prefix"),
        pytest.param('"测流"*', quoted("测流"), id="quoted-goes-on-anyway"),
        pytest.param("10:30", Text("10:30"), id="time"),
        pytest.param("http://例.cn/a", Text("http://例.cn/a"), id="address"),
        pytest.param("比例 1:500", And((Text("比例"), Text("1:500"))), id="scale"),
        pytest.param("注意事项如下：安全", Text("注意事项如下：安全"), id="colon-in-a-sentence"),
        pytest.param("注意：安全：一", Text("注意：安全：一"), id="colons-in-a-sentence"),
        pytest.param("注意：", Text("注意："), id="colon-at-the-end"),
        pytest.param("（注意：）", Text("注意："), id="colon-before-a-bracket"),
        pytest.param("5℃", Text("5℃"), id="symbol"),
    ],
)
def test_words_and_operators(text: str, query: Query | None) -> None:
    parsed = parse(text)
    if query is None:
        assert [remark.kind for remark in parsed.remarks] == [RemarkKind.SIGNS]
    else:
        assert parsed == Parsed(query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("测流，培训", And((A, B)), id="comma"),
        pytest.param("测流,培训", And((A, B)), id="narrow-comma"),
        pytest.param("测流、培训；考核。", And((A, B, C)), id="others"),
        pytest.param("测流？！培训", And((A, B)), id="stressed"),
        pytest.param("培训!", B, id="exclaimed"),
        pytest.param("!!培训", B, id="exclaimed-before"),
        pytest.param("pump，flow", And((Text("pump"), Text("flow"))), id="wide-between-letters"),
        pytest.param("pump, flow?", And((Text("pump"), Text("flow"))), id="edges"),
        pytest.param("a,,b", And((Text("a"), Text("b"))), id="two"),
        pytest.param("《测流》", A, id="title"),
        pytest.param("-《测流》", Not(A), id="not-a-title"),
        pytest.param("测流《培训》考核", And((A, B, C)), id="title-between"),
        pytest.param("测流，-培训", And((A, Not(B))), id="not-behind"),
        pytest.param("测流，！培训", And((A, B)), id="no-not-behind"),
        pytest.param("-，测流", None, id="sign-alone"),
        pytest.param("人物：徐，地点：室", And((people("徐"), ROOM)), id="fields"),
        pytest.param("人物：《徐》", people("徐"), id="value"),
        pytest.param("'测流'，“培训”。", And((quoted("测流"), quoted("培训"))), id="quoted"),
        pytest.param("测流*，培训", And((Text("测流", prefix=True), B)), id="prefix"),
        pytest.param("测流，或者，培训", Or((A, B)), id="operator"),
        pytest.param("“测流，培训。”", quoted("测流，培训。"), id="inside-quotation-marks"),
        pytest.param("签到表（一、二）.pdf", Text("签到表（一、二）.pdf"), id="in-brackets"),
        *(
            pytest.param(text, Text(text), id=text)
            for text in ("1,500", "3.5", "a.b", "a?b=1;2", "a!b", "C1-2022.pdf")
        ),
    ],
)
def test_marks_of_a_sentence_part_words(text: str, query: Query | None) -> None:
    parsed = parse(text)
    if query is None:
        assert [remark.kind for remark in parsed.remarks] == [RemarkKind.SIGNS]
    else:
        assert parsed == Parsed(query)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2022年1月", JANUARY),
        ("2022.01", JANUARY),
        ("2022-1", JANUARY),
        ("２０２２．０１", JANUARY),
        ("2022.01.25", DAY),
        ("2022年1月25日", DAY),
        ("20220125", DAY),
        ("2022年第一季度", QUARTER),
        ("2022Q1", QUARTER),
        ("2022上半年", on(date(2022, 1, 1), date(2022, 6, 30))),
    ],
)
def test_a_day_is_looked_for_as_a_word_and_as_the_date_of_the_event(
    text: str, days: Between
) -> None:
    either = Or((Text(text), days))
    assert parse(text, TODAY) == Parsed(either)
    assert parse(f"-{text}") == Parsed(Not(either))
    assert parse(f"{text}，测流") == Parsed(And((either, A)))
    assert parse(f"编号:{text}").query == in_field(Field.CODE, text)
    assert parse(f'"{text}"').query == quoted(text)
    assert parse(f"{text}*").query == Text(text, prefix=True)


@pytest.mark.parametrize(
    "text",
    [
        *"2022 2022年 2022年度 三月 3月 202201 2022.13 20220230 1500.01 今天 本月".split(),
        *"2022.. 2022.01..2022.03 2022-2023 >=2022.01".split(),
        "2022" + "年" * 99,
    ],
)
def test_other_words_are_no_days(text: str) -> None:
    assert parse(text, TODAY) == Parsed(Text(text))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param('"理论 授课"', quoted("理论 授课"), id="straight"),
        pytest.param("＂理论＂", quoted("理论"), id="full-width"),
        pytest.param("“理论”", quoted("理论"), id="curly"),
        pytest.param("”理论“", quoted("理论"), id="curly-turned"),
        pytest.param('“理论"', quoted("理论"), id="curly-then-straight"),
        pytest.param("“理“论”", quoted("理“论"), id="opened-twice"),
        pytest.param("「理论」", quoted("理论"), id="corner"),
        pytest.param("『理论』", quoted("理论"), id="double-corner"),
        pytest.param("«理论»", quoted("理论"), id="guillemets"),
        pytest.param("'理论 授课'", quoted("理论 授课"), id="single"),
        pytest.param("‘理论 授课’", quoted("理论 授课"), id="single-curly"),
        pytest.param("don't", Text("don't"), id="apostrophe"),
        pytest.param("'tis it's", And((Text("'tis"), Text("it's"))), id="apostrophe-begins"),
        pytest.param("'it's'", quoted("it's"), id="apostrophe-inside"),
        pytest.param('"人物:(a OR b)*"', quoted("人物:(a OR b)*"), id="literal-inside"),
        pytest.param('测流"仪器"', And((A, quoted("仪器"))), id="after-a-word"),
        pytest.param("「测流」与「培训」", And((quoted("测流"), quoted("培训"))), id="与-between"),
        pytest.param('-"理论"', Not(quoted("理论")), id="not"),
        pytest.param('"2022"-"2023"', None, id="dash-between-quotes"),
    ],
)
def test_quotation_marks(text: str, query: Query | None) -> None:
    parsed = parse(text)
    if query is None:
        assert [remark.kind for remark in parsed.remarks] == [RemarkKind.SIGNS]
    else:
        assert parsed == Parsed(query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("人物:徐宏伟", people("徐宏伟"), id="chinese"),
        pytest.param("人物：徐宏伟", people("徐宏伟"), id="full-width-colon"),
        pytest.param("People:徐宏伟", people("徐宏伟"), id="case"),
        pytest.param("ｐｅｏｐｌｅ：徐", people("徐"), id="full-width"),
        pytest.param("人物： 徐宏伟", people("徐宏伟"), id="blank-behind"),
        pytest.param(
            '人物:"徐 宏伟"', Text("徐 宏伟", quoted=True, field=Field.PEOPLE), id="quoted"
        ),
        pytest.param("人物:徐*", Text("徐", prefix=True, field=Field.PEOPLE), id="prefix"),
        pytest.param("人物:与", people("与"), id="operator-as-value"),
        pytest.param("人物:(徐 或 郝)", Or((people("徐"), people("郝"))), id="group"),
        pytest.param("人物:(徐 地点:室)", And((people("徐"), ROOM)), id="inner"),
        pytest.param("路径:a:b", in_field(Field.NAME, "a:b"), id="second-colon"),
        pytest.param("类型:图片", in_field(Field.KIND, "image"), id="kind"),
        pytest.param('kind:"文档"', in_field(Field.KIND, "document"), id="kind-quoted"),
        pytest.param(
            'kind:"PDF"',
            And((in_field(Field.KIND, "document"), ending("pdf"))),
            id="kind-and-ending",
        ),
        pytest.param(
            "类型:word",
            And(
                (
                    in_field(Field.KIND, "document"),
                    Or((ending("doc"), ending("docx"), ending("docm"), ending("wps"))),
                )
            ),
            id="kind-and-endings",
        ),
        pytest.param("会议地点:室", ROOM, id="place"),
        pytest.param("活动:测流", in_field(Field.CAUSE, "测流"), id="cause"),
        pytest.param("类型:案卷", in_field(Field.KIND, "item"), id="kind-item"),
        pytest.param("校验:" + "AB" * 32, in_field(Field.CHECKSUM, "ab" * 32), id="checksum"),
    ],
)
def test_fields(text: str, query: Query) -> None:
    assert parse(text) == Parsed(query)


@pytest.mark.parametrize(("name", "field"), FIELDS.items())
def test_every_name_of_a_field_is_understood(name: str, field: Field) -> None:
    value = {Field.KIND: "image", Field.CHECKSUM: "0" * 64}.get(field, "2022")
    query = parse(f"{name}:{value}").query
    assert isinstance(query, Between if field in NUMBERS else Text)
    assert query.field is field


def test_names_are_of_one_thing_each_and_hide_no_operator() -> None:
    assert set(FIELDS.values()) == set(Field)
    assert set(KINDS.values()) == {*RecordKind, "item"}
    assert set(ENDINGS) < set(KINDS)
    for name, endings in ENDINGS.items():
        assert {kind_of(f"a.{ending}") for ending in endings} == {KINDS[name]}
    assert not set(FIELDS) & {*OPERATORS, *BETWEEN, *SMALL}
    assert all(name == name.casefold() for name in [*FIELDS, *KINDS])
