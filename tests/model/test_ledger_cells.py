"""Cells of a ledger: what people type, and what it tells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.ledger import ColumnKind, Ledger, LedgerColumn
from archivist.model.ledger_cells import RowPlace, entry_of, understood
from archivist.model.ledger_days import read_days
from archivist.model.ledger_entry import CellTrouble
from archivist.model.ledger_numbers import near_number, read_number
from archivist.model.ledger_people import people_of
from archivist.model.ledger_words import is_remark, is_sum

DAY = date(2022, 1, 25)
FIRST, LAST = date(2025, 2, 10), date(2026, 2, 9)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_days_and_numbers(text: str) -> None:
    for term in (False, True):
        found = read_days(text, term=term)
        assert found.first or found.trouble
    number, amount = read_number(text), read_number(text, money=True)
    assert amount is None or amount == number
    assert all(people_of(text))


NUMBERS = {
    "36000": "36000",
    "36,000.50": "36000.50",
    "36，000": "36000",
    "36 000": "36000",
    "3.6万元": "36000",
    "２万": "20000",
    "0.1亿元": "10000000",
    "￥1280": "1280",
    "¥-5": "-5",
    "-¥5": "-5",
    "−5元": "-5",
    "(5)": "-5",
    "（1,280.50）": "-1280.50",
    "人民币36000元整": "36000",
    "0": "0",
}


@pytest.mark.parametrize(("text", "number"), NUMBERS.items(), ids=NUMBERS)
def test_an_amount_is_read(text: str, number: str) -> None:
    assert read_number(text, money=True) == Decimal(number)


NO_NUMBERS = {"3,6000": "36000", "约5": "5", "5/5": "", "1e+20": "", "壹万元": "", "50%": "50"}


@pytest.mark.parametrize(("text", "near"), NO_NUMBERS.items(), ids=NO_NUMBERS)
def test_what_is_no_number_is_refused(text: str, near: str) -> None:
    assert read_number(text) is None
    assert near_number(text) == near


def test_a_number_may_bear_a_unit_and_an_amount_only_yuan() -> None:
    assert read_number("2学时") == 2
    assert read_number("2学时", money=True) is None
    assert read_number("9" * 80) is None


PEOPLE = {
    "李淼、张晓峰": ("李淼", "张晓峰"),
    "李淼,张晓峰，孟和;陈雅楠；王㛃/赵永亮": ("李淼", "张晓峰", "孟和", "陈雅楠", "王㛃", "赵永亮"),
    "李 淼": ("李淼",),
    "李　淼、王 㛃": ("李淼", "王㛃"),
    "李淼 张晓峰": ("李淼", "张晓峰"),
    "李 淼 王 㛃": ("李淼", "王㛃"),
    "王 小 明": ("王小明",),
    "王 小明 李淼": ("王小明", "李淼"),
    "欧阳 娜娜": ("欧阳娜娜",),
    "欧阳 娜": ("欧阳娜",),
    "李淼（组长）、张晓峰(记录)": ("李淼", "张晓峰"),
    "组长：李淼；孟和": ("李淼", "孟和"),
    "李淼、张晓峰等5人": ("李淼", "张晓峰"),
    "John  Smith/乌云其木格": ("John Smith", "乌云其木格"),
    "李淼\n孟和": ("李淼", "孟和"),
    "": (),
}


@pytest.mark.parametrize(("text", "names"), PEOPLE.items(), ids=PEOPLE)
def test_people_are_told_apart(text: str, names: tuple[str, ...]) -> None:
    assert people_of(text) == names


LEVEL = LedgerColumn(
    key="level", name="级别", kind=ColumnKind.CHOICE, choices=("公司", "市级", "国家级")
)


def test_a_choice_is_found_whatever_its_width_and_blanks() -> None:
    assert understood(LEVEL, "市 级").text == "市级"
    assert understood(LEVEL, "市 级").trouble is None


CHOICES = {"公司级二等": "公司", "国家": "国家级", "市及": "市级", "乡镇": ""}


@pytest.mark.parametrize(("text", "near"), CHOICES.items(), ids=CHOICES)
def test_what_is_no_choice_has_the_nearest_named(text: str, near: str) -> None:
    found = understood(LEVEL, text)
    assert (found.trouble, found.near, found.text) == (CellTrouble.NO_CHOICE, near, text)


def test_a_column_of_choices_without_any_takes_all() -> None:
    anything = LedgerColumn(key="a", name="a", kind=ColumnKind.CHOICE)
    assert understood(anything, "x").trouble is None


LEDGER = Ledger(
    id="funds",
    name="经费台账",
    columns=(
        LedgerColumn(key="day", name="日期", kind=ColumnKind.DAY, required=True),
        LedgerColumn(key="term", name="起止", kind=ColumnKind.TERM),
        LedgerColumn(key="income", name="收入", kind=ColumnKind.MONEY),
        LedgerColumn(key="hours", name="学时", kind=ColumnKind.NUMBER),
        LedgerColumn(key="topic", name="主题", required=True),
        LEVEL,
    ),
)
LETTERS = {"day": "A", "term": "B", "income": "C", "hours": "D", "topic": "E", "level": "F"}
PLACE = RowPlace(path="a.xlsx", sheet="一月", row=3, letters=LETTERS, titles={"day": "活动日期"})


def test_a_row_becomes_an_entry() -> None:
    texts = {
        "day": "2022年1月25日",
        "term": "2025.02.10-2026.02.09",
        "income": "3.6万元",
        "hours": "—",
        "topic": " 授课 ",
        "level": "市级",
    }
    entry, faults = entry_of(LEDGER, PLACE, texts)
    assert faults == ()
    assert (entry.path, entry.sheet, entry.row, entry.ledger) == ("a.xlsx", "一月", 3, "funds")
    assert entry.text("day") == "2022年1月25日"
    assert entry.text("topic") == "授课"
    assert "hours" not in entry.values
    assert entry.days == {"day": DAY, "term": FIRST, "term.end": LAST}
    assert entry.numbers == {"income": Decimal(36000)}
    assert entry.lacking == ()


def test_bad_and_empty_cells_are_told_and_what_is_required_is_lacking() -> None:
    entry, faults = entry_of(
        LEDGER, PLACE, {"day": "2025.02.31", "income": "约5", "topic": "/", "hours": "无"}
    )
    assert [(f.trouble, f.column, f.title, f.text, f.near) for f in faults] == [
        (CellTrouble.NO_DAY, "A", "活动日期", "2025.02.31", "2025.02.28"),
        (CellTrouble.NO_NUMBER, "C", "收入", "约5", "5"),
        (CellTrouble.EMPTY, "E", "主题", "", ""),
    ]
    assert entry.lacking == ("day", "topic")
    assert entry.days == {}


def test_a_formula_without_value_is_told_instead_of_an_empty_cell() -> None:
    place = RowPlace(path="a", sheet="s", row=2, letters=LETTERS, broken={"topic": "#REF!"})
    entry, faults = entry_of(LEDGER, place, {"day": "20220125"})
    assert [(f.trouble, f.text) for f in faults] == [(CellTrouble.FORMULA, "#REF!")]
    assert entry.lacking == ("topic",)


def test_a_required_column_that_is_not_there_is_lacking_without_a_fault_in_each_row() -> None:
    place = RowPlace(path="a", sheet="s", row=2, letters={"day": "A"})
    entry, faults = entry_of(LEDGER, place, {"day": "20220125"})
    assert (entry.lacking, faults) == (("topic",), ())


@pytest.mark.parametrize(
    "text", ["合计", "合 计：", "2025年小计", "一季度小计", "Total", "本年累计"]
)
def test_sums_are_known_by_their_word(text: str) -> None:
    assert is_sum(text)
    assert not is_sum(f"{text}表的编制方法")


@pytest.mark.parametrize("text", ["制表人：李淼", "审核:", "备注：\n以上", "说明：无"])
def test_remarks_are_known_by_their_word(text: str) -> None:
    assert is_remark(text)
    assert not is_remark("2025.01.01")
