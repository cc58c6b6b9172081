"""Faults that only several rows show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from archivist.model.ledger import ColumnKind, EventRule, Ledger, LedgerColumn, When
from archivist.model.ledger_cells import RowPlace, entry_of
from archivist.model.ledger_check import check_rows
from archivist.model.ledger_entry import CellFault, CellTrouble, LedgerReading, SheetRead

MONEY = ColumnKind.MONEY
FUNDS = Ledger(
    id="funds",
    name="经费台账",
    columns=(
        LedgerColumn(key="day", name="日期", kind=ColumnKind.DAY),
        LedgerColumn(key="due", name="计划日期", kind=ColumnKind.DAY),
        LedgerColumn(key="topic", name="摘要"),
        LedgerColumn(key="income", name="收入", kind=MONEY),
        LedgerColumn(key="expense", name="支出", kind=MONEY),
        LedgerColumn(key="balance", name="余额", kind=MONEY),
        LedgerColumn(key="people", name="参加人", kind=ColumnKind.PEOPLE),
    ),
)
KEYS = [column.key for column in FUNDS.columns]
LETTERS = dict(zip(KEYS, "ABCDEFG", strict=True))
AS_OF = date(2025, 12, 31)


def reading(
    *rows: Mapping[str, str], sheets: Sequence[str] = (), ledger: Ledger = FUNDS
) -> LedgerReading:
    names = sheets or ["s"] * len(rows)
    entries = []
    for number, (sheet, texts) in enumerate(zip(names, rows, strict=True), 2):
        place = RowPlace(path="a", sheet=sheet, row=number, letters=LETTERS)
        entries.append(entry_of(ledger, place, texts)[0])
    read = tuple(
        SheetRead(name=name, ledger="funds", head=1, last=9, letters=LETTERS)
        for name in dict.fromkeys(names)
    )
    return LedgerReading(path="a", entries=tuple(entries), sheets=read)


def faults(*rows: Mapping[str, str], sheets: Sequence[str] = ()) -> tuple[CellFault, ...]:
    return check_rows(reading(*rows, sheets=sheets), (FUNDS,), AS_OF)


def money(income: str, expense: str, balance: str) -> dict[str, str]:
    return {"income": income, "expense": expense, "balance": balance}


BALANCED: dict[str, list[dict[str, str]]] = {
    "plain": [money("36000", "0", "36000"), money("0", "1280", "34720")],
    "any start": [money("", "", "77"), money("1", "", "78")],
    "cents": [money("0.1", "", "0.1"), money("0.2", "", "0.3")],
    "thousands": [money("3.6万元", "", "36,000"), money("", "￥1,280", "34720元")],
    "left out": [money("5", "", "5"), money("", "1", ""), money("", "1", "3")],
    "unreadable": [money("5", "", "5"), money("", "约1", "4"), money("", "1", "3")],
    "never stated": [money("5", "", ""), money("", "1", "")],
}


@pytest.mark.parametrize("rows", BALANCED.values(), ids=BALANCED)
def test_a_balance_that_follows_is_right(rows: list[dict[str, str]]) -> None:
    assert faults(*rows) == ()


def test_a_balance_that_does_not_follow_is_told_once_with_the_right_one() -> None:
    found = faults(
        money("36000", "", "36000"), money("", "1280.50", "34720"), money("", "20", "34700")
    )
    assert [(f.trouble, f.row, f.column, f.text, f.near) for f in found] == [
        (CellTrouble.BALANCE, 3, "F", "34720", "34719.5")
    ]


def test_a_ledger_with_the_newest_on_top_is_followed_upwards() -> None:
    rows = [
        {"day": "20250301"} | money("", "1", "3"),
        {"day": "20250201"} | money("", "1", "4"),
        {"day": "20250101"} | money("5", "", "5"),
    ]
    assert faults(*rows) == ()


def test_each_sheet_starts_its_own_balance() -> None:
    assert faults(money("5", "", "5"), money("7", "", "7"), sheets=["甲", "乙"]) == ()


def test_a_balance_that_is_no_money_is_not_followed() -> None:
    plain = Ledger(id="funds", name="x", columns=(LedgerColumn(key="balance", name="余额"),))
    found = reading(money("", "", "1"), money("", "", "2"), ledger=plain)
    assert check_rows(found, (plain,), AS_OF) == ()


def test_a_day_to_come_is_told_but_not_one_that_is_planned() -> None:
    found = faults({"day": "2025.12.31"}, {"day": "2026.01.01", "due": "2027.01.01"})
    assert [(f.trouble, f.row, f.column, f.text) for f in found] == [
        (CellTrouble.FUTURE, 3, "A", "2026.01.01")
    ]


def test_a_row_that_repeats_another_is_told_with_the_first() -> None:
    row = {"day": "20250101", "topic": "授课"}
    found = faults(row, {"topic": "授课"}, row, row, sheets=["甲", "甲", "甲", "乙"])
    assert [(f.trouble, f.sheet, f.row, f.near) for f in found] == [
        (CellTrouble.TWICE, "甲", 4, "2"),
        (CellTrouble.TWICE, "乙", 5, "甲!2"),
    ]


def test_rows_with_one_filled_cell_are_not_compared() -> None:
    assert faults({"topic": "授课"}, {"topic": "授课"}) == ()


SPELLINGS: dict[str, tuple[list[str], list[tuple[str, str]]]] = {
    "blank": (["李淼", "李 淼、孟和"], [("李 淼", "李淼")]),
    "blank though more often": (["李 淼", "李 淼、孟和", "李淼"], [("李 淼", "李淼")] * 2),
    "torn": (["乌云其木格", "乌云 其木格"], [("乌云 其木格", "乌云其木格")]),
    "two people": (["乌云 其木格"], []),
    "width": (["John", "John、孟和", "Ｊｏｈｎ"], [("Ｊｏｈｎ", "John")]),
    "traditional": (["张晓峰", "張曉峰、孟和"], [("張曉峰", "张晓峰")]),
    "role": (["李淼（组长）", "李淼、孟和"], []),
    "long name": (
        ["乌云其木格", "乌云其木格、孟和", "乌云其木各"],
        [("乌云其木各", "乌云其木格")],
    ),
    "in one cell": (["乌云其木格", "乌云其木格、孟和", "乌云其木格、乌云其木各"], []),
    "short, seldom": (["张晓峰", "张晓峰、孟和", "张晓锋"], []),
    "short, often": (
        [*[f"张晓峰、孟和{n}" for n in range(5)], "张晓锋"],
        [("张晓锋", "张晓峰")],
    ),
    "other surname": ([*[f"张晓峰、孟和{n}" for n in range(5)], "王晓峰"], []),
    "other character": (["王㛃", "王婕"], []),
}


@pytest.mark.parametrize(("cells", "said"), SPELLINGS.values(), ids=SPELLINGS)
def test_a_person_written_in_two_ways_is_told_when_it_is_sure(
    cells: list[str], said: list[tuple[str, str]]
) -> None:
    found = faults(*({"people": text} for text in cells))
    assert [(f.text, f.near) for f in found] == said
    assert all(f.trouble is CellTrouble.TWO_SPELLINGS and f.column == "G" for f in found)


def test_entries_of_a_ledger_that_is_not_known_are_compared_only() -> None:
    row = {"day": "20270101", "topic": "授课"}
    found = check_rows(reading(row, row), (), AS_OF)
    assert [f.trouble for f in found] == [CellTrouble.TWICE]


def test_what_an_event_demands_of_its_row_is_named() -> None:
    rule = EventRule(
        kind="purchase",
        name="采购",
        day="day",
        when=(When(column="topic", words=("购置",)),),
        required=("topic", "people", "expense"),
    )
    ledger = replace(FUNDS, events=(rule,))
    rows = (
        {"day": "2025.01.02", "topic": "购置教材", "expense": "5", "people": "李淼"},
        {"day": "2025.01.03", "topic": "购置配件", "expense": "约1"},
        {"day": "2025.01.04", "topic": "拨款"},
        {"topic": "购置，日期未定"},
    )
    found = check_rows(reading(*rows, ledger=ledger), (ledger,), AS_OF)
    assert [(each.trouble, each.row, each.column, each.near) for each in found] == [
        (CellTrouble.DEMANDED, 3, "G", "采购"),
        (CellTrouble.DEMANDED, 3, "E", "采购"),
    ]
