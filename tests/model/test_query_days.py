"""Days in queries."""

from __future__ import annotations

from datetime import date

import pytest

from archivist.model.query import Query, Text
from archivist.model.query_remark import RemarkKind
from archivist.model.query_text import Parsed, parse
from tests.model.querying import (
    DAY,
    JANUARY,
    QUARTER,
    TODAY,
    YEAR,
    A,
    on,
)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        *((text, YEAR) for text in ("2022", "2022年", "2022年度", '"2022"')),
        *((text, JANUARY) for text in ("2022.01", "2022-1", "2022/01", "202201", "2022年1月")),
        *((text, DAY) for text in ("2022.01.25", "2022-1-25", "20220125", "2022年1月25日")),
        *((text, QUARTER) for text in ("2022-Q1", "2022q1", "2022年第一季度", "2022年1季度")),
        *((text, QUARTER) for text in ("2022.01..2022.03", "2022.01~2022.03", "2022.01～2022.03")),
        *(
            (text, QUARTER)
            for text in ("2022.01至2022.03", "2022年1月到2022年3月", "2022.01…2022.03")
        ),
        *((text, QUARTER) for text in ("2022.01—2022.03", "2022.01——2022.03", "2022.01-2022.03")),
        *(
            (text, QUARTER)
            for text in ("2022-01-2022-03", "20220101-20220331", '"2022.01 - 2022.03"')
        ),
        ("2022-H1", on(date(2022, 1, 1), date(2022, 6, 30))),
        ("2022下半年", on(date(2022, 7, 1), date(2022, 12, 31))),
        ("2022-2023", on(date(2022, 1, 1), date(2023, 12, 31))),
        ("2022..", on(date(2022, 1, 1), None)),
        ("2022.01至今", on(date(2022, 1, 1), None)),
        ("..2022.03", on(None, date(2022, 3, 31))),
        (">=2022.01", on(date(2022, 1, 1), None)),
        ("≥2022.01", on(date(2022, 1, 1), None)),
        (">2022.01", on(date(2022, 2, 1), None)),
        ("＞2022.01", on(date(2022, 2, 1), None)),
        ("<2022", on(None, date(2021, 12, 31))),
        ("<=2022", on(None, date(2022, 12, 31))),
        ("≤2022", on(None, date(2022, 12, 31))),
        ("9999", on(date(9999, 1, 1), date(9999, 12, 31))),
        *((text, on(TODAY, TODAY)) for text in ("今天", "today")),
        *((text, on(date(2022, 3, 14), date(2022, 3, 14))) for text in ("昨天", "Yesterday")),
        *((text, on(date(2022, 3, 1), date(2022, 3, 31))) for text in ("本月", "this-month")),
        *(
            (text, on(date(2022, 2, 1), date(2022, 2, 28)))
            for text in ("上月", "上个月", "last-month")
        ),
        *((text, QUARTER) for text in ("本季度", "this-quarter")),
        *((text, on(date(2021, 10, 1), date(2021, 12, 31))) for text in ("上季度", "last-quarter")),
        *((text, YEAR) for text in ("今年", "本年", "this-year")),
        *((text, on(date(2021, 1, 1), date(2021, 12, 31))) for text in ("去年", "last-year")),
        ("上月..今天", on(date(2022, 2, 1), TODAY)),
    ],
)
def test_days(text: str, query: Query) -> None:
    assert parse(f"日期:{text}", TODAY) == Parsed(query)


@pytest.mark.parametrize(
    "text",
    [
        "2022.02.30",
        "2022.13",
        "0000",
        "202213",
        "2022.01..2022.02.30",
        "2022.02.30..2022.03",
        "2022-Q5",
        ">9999",
        "<0001",
        ">会",
        "会..",
        "上周",
        "本月",
        "a-b",
        "2" * 61,
    ],
)
def test_what_is_no_day_is_searched_as_text(text: str) -> None:
    parsed = parse(f"日期:{text}")
    assert parsed.query == Text(text)
    assert [(each.kind, each.text) for each in parsed.remarks] == [(RemarkKind.DAY, text)]


def test_a_lone_range_sign_is_no_day() -> None:
    assert parse("日期:.. 测流").query == A
    assert parse("日期:今天", date.min).query == on(date.min, date.min)
    assert parse("日期:昨天", date.min).query == Text("昨天")
