"""The query language: what is understood, whatever stands where."""

from __future__ import annotations

import pytest

from archivist.model.query import NUMBERS, All, And, Between, Field, Not, Or, Query, Text
from archivist.model.query_remark import RemarkKind
from archivist.model.query_text import Parsed, parse
from archivist.model.query_words import FIELDS, KINDS, OPERATORS
from archivist.model.record import RecordKind
from tests.model.querying import (
    ROOM,
    A,
    B,
    C,
    in_field,
    people,
    quoted,
)


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
        pytest.param("测流 or 培训", And((A, Text("or"), B)), id="lower-case-is-text"),
        pytest.param("测流 || 培训", None, id="pipes-are-no-operator"),
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
        pytest.param("注意：安全", Text("注意：安全"), id="colon-in-a-sentence"),
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
        pytest.param('kind:"PDF"', in_field(Field.KIND, "document"), id="kind-quoted"),
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
    assert not set(FIELDS) & set(OPERATORS)
    assert all(name == name.casefold() for name in [*FIELDS, *KINDS])
