"""Rows are added to a workbook, and nothing else in it changes."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from archivist.formats.ledger_reading import read_ledger
from archivist.formats.table import Book, Column, Sheet
from archivist.formats.workbook import workbook_bytes
from archivist.formats.workbook.appending import Addition, appended
from archivist.formats.workbook.cells import sheets_of
from tests.formats.ledgers import LEDGERS, in_this_process
from tests.formats.workbook.office_books import (
    TITLES,
    addition,
    everything,
    members,
    office_book,
    opened,
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "process_apart" not in request.fixturenames:
        in_this_process(monkeypatch)


@pytest.fixture
def process_apart() -> None:
    """Append where it is done for users: in a process of its own."""


def test_a_row_goes_below_the_last_and_looks_like_it() -> None:
    made = appended(office_book(), [addition(A="2025.02.01", B="新购", C="1,200元")])
    page = opened(made)
    assert [cell.value for cell in page[5]] == [datetime(2025, 2, 1), "新购", 1200, None, None]  # noqa: DTZ001
    assert page["A5"].number_format == "yyyy-mm-dd"
    assert page["B5"].fill.fgColor.rgb == page["B4"].fill.fgColor.rgb == "FFFFFF00"
    assert page.row_dimensions[5].height == 33
    assert page.dimensions == "A1:E5"


def test_a_day_below_texts_stays_text_and_words_below_numbers_stay_words() -> None:
    rows = [["日期", "数量"], ["2025.01.01", 3]]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as made:
        page = made.add_worksheet("经费")
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    made_rows = [addition(A="2025.01.02", B="约5"), addition(A="0012", B="6")]
    page = opened(appended(buffer.getvalue(), made_rows))
    assert [[cell.value for cell in row] for row in page["A3:B4"]] == [
        ["2025.01.02", "约5"],
        ["0012", 6],
    ]


HOSTILE = "<c r='A1'>&amp; ]]> \"'\n _x0041_ \x01\ud800 = 㛃𠮷"


def test_any_text_arrives_as_text() -> None:
    made = appended(office_book(), [addition(B=HOSTILE), addition(B="=1+1")])
    page = opened(made)
    assert page["B5"].value.startswith("<c r='A1'>&amp; ]]> \"'\n _x")
    assert page["B5"].value.endswith("= 㛃𠮷")
    assert (page["B6"].value, page["B6"].data_type) == ("=1+1", "s")


def test_every_other_part_stays_byte_for_byte() -> None:
    source = office_book(everything)
    made = appended(source, [addition(B="新")])
    before, after = members(source), members(made)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/workbook.xml", "xl/worksheets/sheet1.xml"}


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_lists_colours_filter_and_print_area_reach_down_to_the_new_row() -> None:
    page = opened(appended(office_book(everything), [addition(B="新"), addition(B="又")]))
    assert str(page.data_validations.dataValidation[0].sqref) == "B2:B6"
    assert [str(each.sqref) for each in page.conditional_formatting] == ["C2:C6"]
    assert page.auto_filter.ref == "A1:E6"
    assert page.print_area == "'经费'!$A$1:$E$6"
    assert [str(each) for each in page.merged_cells.ranges] == ["K1:L2"]


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_values_of_formulas_stay() -> None:
    made = appended(office_book(everything), [addition(B="新")])
    page = openpyxl.load_workbook(io.BytesIO(made), data_only=True)
    assert page["经费"]["E4"].value == 7
    assert page["其他"]["A1"].value == 600
    assert opened(made)["E4"].value == "=E3+C4-D4"


def test_a_formatted_table_grows_with_its_rows() -> None:
    source = office_book(
        lambda _made, page: page.add_table(
            "A1:E4", {"columns": [{"header": title} for title in TITLES]}
        )
    )
    tables = opened(appended(source, [addition(B="新")])).tables
    assert [table.ref for table in tables.values()] == ["A1:E5"]
    assert [table.autoFilter.ref for table in tables.values()] == ["A1:E5"]


def own_book(spare: int) -> bytes:
    columns = (
        Column(key="day", title="日期", width=9),
        Column(key="topic", title="主题", width=9, choices=("甲", "乙")),
    )
    sheet = Sheet(name="培训", title="台账", columns=columns, rows=(), spare=spare, notes=("说明",))
    return workbook_bytes(Book(sheets=(sheet,), schema="ledger:training"))


@pytest.mark.parametrize("spare", [0, 2, 50])
def test_an_empty_ledger_of_our_own_gets_its_first_rows(spare: int, tmp_path: Path) -> None:
    path = tmp_path / "培训.xlsx"
    path.write_bytes(own_book(spare))
    sheet = read_ledger(path, "a", LEDGERS).sheets[0]
    rows = [{"A": f"2025.01.{day:02}", "B": f"第{day}次"} for day in range(1, 6)]
    additions = [Addition(sheet="培训", head_row=sheet.head, cells=cells) for cells in rows]
    path.write_bytes(appended(path.read_bytes(), additions[:2]))
    path.write_bytes(appended(path.read_bytes(), additions[2:]))
    reading = read_ledger(path, "a", LEDGERS)
    assert [entry.text("topic") for entry in reading.entries] == [f"第{n}次" for n in range(1, 6)]
    assert [entry.days["day"] for entry in reading.entries] == [
        date(2025, 1, n) for n in range(1, 6)
    ]


def test_a_formula_that_waits_in_the_new_row_stays() -> None:
    source = office_book(lambda _made, page: page.write_formula(4, 4, "=E4+C5", None, ""))
    page = opened(appended(source, [addition(B="新", E="9")]))
    assert (page["B5"].value, page["E5"].value) == ("新", "=E4+C5")


def test_days_counted_from_1904_are_written_so() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"date_1904": True}) as made:
        page = made.add_worksheet("经费")
        page.write(0, 0, "日期")
        look = made.add_format({"num_format": "yyyy-mm-dd"})
        page.write_datetime(1, 0, datetime(2025, 1, 1), look)  # noqa: DTZ001
    made_rows = appended(buffer.getvalue(), [addition(A="2025.02.01")])
    sheets: Any = sheets_of(made_rows, "")["sheets"]
    assert sheets[0][2][-1] == (3, ["2025.02.01"])


def test_rows_come_from_a_process_apart(process_apart: None) -> None:
    made = appended(office_book(), [addition(B="新")])
    assert opened(made)["B5"].value == "新"
