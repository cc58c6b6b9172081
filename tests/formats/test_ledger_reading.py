"""Ledgers are read however people kept them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from archivist.formats.table import Book, Cell, Column, Sheet
from archivist.formats.workbook import workbook_bytes
from archivist.model.ledger_entry import CellTrouble, LedgerReading
from tests.formats.ledgers import (
    FUND_ROW,
    FUND_TITLES,
    FUNDS,
    ROW,
    TITLES,
    TRAINING,
    in_this_process,
    read,
    save,
    topics,
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def strays(reading: LedgerReading) -> list[tuple[str, int, str]]:
    return [
        (fault.column, fault.row, fault.text)
        for fault in reading.faults
        if fault.trouble is CellTrouble.STRAY
    ]


TABLES: dict[str, tuple[list[list[Any]], list[str]]] = {
    "plain": ([TITLES, ROW], []),
    "a title above": ([["2025年培训台账"], [], TITLES, ROW], []),
    "a title merged above": ([["2025年培训台账"], TITLES, ROW], ["A1:F1"]),
    "other order and titles": (
        [
            ["佐证", "备注", "时间", "主 题*", "主讲人（教师）"],
            [ROW[5], "x", ROW[0], ROW[2], ROW[3]],
        ],
        [],
    ),
    "english": ([["Date", "TOPIC", "speaker", "evidence"], [ROW[0], ROW[2], ROW[3], ROW[5]]], []),
    "sums": ([TITLES, ROW, ["合计", "", "", "", 2], ["本年累计", "", "", "", 2], [9, "总计"]], []),
    "titles once more": ([TITLES, ROW, TITLES], []),
    "numbers before rows": (
        [["序号", *TITLES], [1, *ROW], [2], [3]],
        [],
    ),
    "two rows of titles": (
        [["日期", "内容", "内容", "主讲人", "学时", "佐证"], ["", "类别", "主题"], ROW],
        ["A1:A2", "B1:C1", "D1:D2", "E1:E2", "F1:F2"],
    ),
    "two rows of titles, not merged": (
        [["日期", "内容", "", "主讲人", "学时", "佐证"], ["", "类别", "主题"], ROW],
        [],
    ),
}


@pytest.mark.parametrize(("rows", "merged"), TABLES.values(), ids=TABLES)
def test_the_entry_is_found(rows: list[list[Any]], merged: list[str], tmp_path: Path) -> None:
    reading = read(save(tmp_path / "a.xlsx", ("培训", rows), merged=merged))
    assert topics(reading) == ["测流仪器"]
    assert reading.faults == ()
    entry = reading.entries[0]
    assert entry.days == {"day": date(2025, 2, 25)}
    assert entry.text("evidence") == "20250225 授课"
    assert entry.path == reading.path == "18 工作台账/a.xlsx"


def test_the_sheet_tells_where_its_columns_are(tmp_path: Path) -> None:
    rows = [["台账"], TITLES, ROW, ROW, [], ["合计"]]
    sheet = read(save(tmp_path / "a.xlsx", ("一", rows))).sheets[0]
    assert (sheet.name, sheet.ledger, sheet.head, sheet.last) == ("一", "training", 2, 4)
    assert sheet.letters["evidence"] == "F"


def test_each_sheet_is_the_ledger_that_its_titles_say(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.xlsx",
        ("2024", [TITLES, ROW]),
        ("收支", [FUND_TITLES, FUND_ROW]),
        ("说明", [["随便写写"], ["日期", "说明"]]),
        ("2025", [TITLES, ROW]),
    )
    reading = read(path)
    assert [(sheet.name, sheet.ledger) for sheet in reading.sheets] == [
        ("2024", "training"),
        ("收支", "funds"),
        ("2025", "training"),
    ]
    assert len(reading.entries) == 3


def test_the_name_of_a_sheet_or_a_file_tells_it_with_few_titles(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["日期", "佐证"], ["2025.02.25", "x"]]
    assert read(save(tmp_path / "a.xlsx", ("经费使用", rows))).sheets[0].ledger == "funds"
    path = save(tmp_path / "b.xlsx", ("Sheet1", rows))
    assert read(path, FUNDS).sheets[0].ledger == "funds"
    assert read(path, TRAINING).sheets[0].ledger == "training"


def test_a_required_column_that_is_gone_is_told_once(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["日期", "主讲人", "学时", "佐证"],
        ["20250225", "李淼", 2, "x"],
        ["20250226", "", 2],
    ]
    reading = read(save(tmp_path / "培训.xlsx", ("培训", rows)))
    told = [(f.trouble, f.row, f.column, f.title) for f in reading.faults]
    assert told == [(CellTrouble.EMPTY, 1, "", "主题")]
    assert [entry.lacking for entry in reading.entries] == [("topic",), ("topic",)]


def test_a_day_merged_over_several_rows_counts_for_each(tmp_path: Path) -> None:
    rows = [TITLES, ROW, ["", "实操培训", "缆道"]]
    reading = read(save(tmp_path / "a.xlsx", ("培训", rows), merged=["A2:A3"]))
    assert [entry.days["day"] for entry in reading.entries] == [date(2025, 2, 25)] * 2


STRAYS: dict[str, tuple[list[list[Any]], list[str], list[tuple[str, int, str]]]] = {
    "beside": ([TITLES, [*ROW, "", "旁注"]], [], [("H", 2, "旁注")]),
    "below a gap": ([TITLES, ROW, [], ["缺两次"]], [], [("A", 4, "缺两次")]),
    "more below": (
        [TITLES, ROW, [], ["说明"], ["见附件"]],
        [],
        [("A", 4, "说明"), ("A", 5, "见附件")],
    ),
    "signature": (
        [TITLES, ROW, ["制表人：李淼", "", "审核人：郝建垚"]],
        [],
        [("A", 3, "制表人：李淼"), ("C", 3, "审核人：郝建垚")],
    ),
    "heading between": ([TITLES, ["一季度"], ROW], ["A2:F2"], [("A", 2, "一季度")]),
    "only beside": ([TITLES, ROW, [*[""] * 7, "旁"]], [], [("H", 3, "旁")]),
}


@pytest.mark.parametrize(("rows", "merged", "told"), STRAYS.values(), ids=STRAYS)
def test_what_stands_outside_of_the_table_is_told_and_not_read(
    rows: list[list[Any]], merged: list[str], told: list[tuple[str, int, str]], tmp_path: Path
) -> None:
    reading = read(save(tmp_path / "a.xlsx", ("培训", rows), merged=merged))
    assert topics(reading) == ["测流仪器"]
    assert strays(reading) == told


def test_an_entry_after_an_empty_row_is_one(tmp_path: Path) -> None:
    rows = [TITLES, ROW, [], ROW, [], ["2025.03.01"]]
    assert len(read(save(tmp_path / "a.xlsx", ("培训", rows))).entries) == 3


def test_no_more_strays_are_told_than_a_person_reads(tmp_path: Path) -> None:
    rows = [TITLES, *([*ROW, "", n] for n in range(150))]
    assert len(strays(read(save(tmp_path / "a.xlsx", ("培训", rows))))) == 100


def test_columns_of_the_office_are_nobodys_fault(tmp_path: Path) -> None:
    reading = read(save(tmp_path / "a.xlsx", ("培训", [[*TITLES, "备注"], [*ROW, "好"]])))
    assert reading.faults == ()


def test_formulas_without_values_and_errors_are_told(tmp_path: Path) -> None:
    rows = [FUND_TITLES, ["2025.02.20", "拨付", 5, "", "=C2-D2"], ["2025.02.21", "=1/0", 5]]
    path = save(tmp_path / "a.xlsx", ("经费", rows))
    told = [(f.trouble, f.column, f.row, f.text) for f in read(path).faults]
    assert told == [
        (CellTrouble.FORMULA, "E", 2, "=C2-D2"),
        (CellTrouble.FORMULA, "B", 3, "=1/0"),
    ]
    with xlsxwriter.Workbook(path) as made:
        page = made.add_worksheet("经费")
        page.write_row(0, 0, FUND_TITLES)
        page.write_row(1, 0, ["2025.02.20", "拨付"])
        page.write_formula(1, 2, "=A9", None, "#REF!")
        page.write_formula(1, 4, "=3+4", None, 7)
    reading = read(path)
    assert [(f.trouble, f.text) for f in reading.faults] == [(CellTrouble.FORMULA, "#REF!")]
    assert reading.entries[0].numbers == {"balance": 7}


def test_the_thirty_first_of_february_is_told_by_sheet_row_and_column(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ("培训", [TITLES, ["2025.02.31", *ROW[1:]]]))
    fault = read(path).faults[0]
    assert (fault.trouble, fault.sheet, fault.row, fault.column) == (
        CellTrouble.NO_DAY,
        "培训",
        2,
        "A",
    )
    assert (fault.title, fault.text, fault.near) == ("日期", "2025.02.31", "2025.02.28")


def own_book(schema: str, title: str) -> Book:
    columns = tuple(Column(key=c.key, title=c.name, width=9) for c in TRAINING.columns[:3])
    renamed = (Column(key="topic", title=title, width=9), *columns[:2])
    rows = ({"topic": Cell("授课"), "day": Cell("2025.02.25"), "category": Cell("理论授课")},)
    sheet = Sheet(name="表", title="台账", columns=renamed, rows=rows)
    return Book(sheets=(sheet,), schema=schema)


def test_the_hidden_row_of_keys_outlives_any_title(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook_bytes(own_book("ledger:training", "改过的标题")))
    reading = read(path, FUNDS)
    assert topics(reading) == ["授课"]
    assert reading.sheets[0].letters == {"topic": "A", "day": "B", "category": "C"}


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        for name in ("培训", "旧"):
            page = made.add_worksheet(name)
            page.write_row(0, 0, TITLES)
            page.write_row(1, 0, ROW)
        made.get_worksheet_by_name("旧").hide()
    assert [sheet.name for sheet in read(path).sheets] == ["培训"]
