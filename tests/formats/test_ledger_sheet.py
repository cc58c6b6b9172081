"""The workbook of a ledger: Chinese titles, drop-downs, print set-up, and read back as it went."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from archivist.cli.language import speak
from archivist.formats.apart import Apart
from archivist.formats.ledger_sheet import SPARE, ledger_book
from archivist.formats.table import Book, Column
from archivist.formats.workbook import read_table, workbook_bytes, write_workbook
from archivist.formats.workbook.cells import read_cells
from archivist.model.ledger import ColumnKind, Ledger, LedgerColumn

LEDGER = Ledger(
    id="training",
    name="培训学习台账",
    name_en="Ledger of training",
    title="topic",
    note="一次培训一行。\n\n不影响。",
    note_en="One training is one row.",
    columns=(
        LedgerColumn(key="day", name="日期", name_en="Date", kind=ColumnKind.DAY, required=True),
        LedgerColumn(
            key="category",
            name="类别",
            name_en="Category",
            kind=ColumnKind.CHOICE,
            choices=("理论授课", "实操培训"),
            required=True,
            note="理论或实操",
            note_en="Theory or practice",
        ),
        LedgerColumn(
            key="topic", name="主题", name_en="Topic", also=("课程",), choices=("测流",), width=24
        ),
        LedgerColumn(key="hours", name="学时", kind=ColumnKind.NUMBER),
        LedgerColumn(key="cost", name="费用", kind=ColumnKind.MONEY),
        LedgerColumn(key="term", name="起止", kind=ColumnKind.TERM),
    ),
)
ROW = {
    "day": "2022.01.25",
    "category": "理论授课",
    "topic": "=1+1",
    "hours": "2",
    "cost": "一百",
    "term": "2025.02.10-2026.02.09",
}


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Apart, "ask", lambda _self, job, _most: read_cells(Path(job[1])))
    yield
    speak("en")


def column(key: str, book: Book | None = None) -> Column:
    found = book or ledger_book(LEDGER, "库")
    return next(each for each in found.sheets[0].columns if each.key == key)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_ledger_is_read_as_it_was_written(language: str, tmp_path: Path) -> None:
    speak(language)
    target = tmp_path / "培训台账.xlsx"
    book = ledger_book(LEDGER, "库", [ROW, {"topic": "缆道"}])
    write_workbook(target, book)
    table = read_table(target, book.sheets[0].columns)
    assert table.rows[0].values == ROW
    assert table.rows[1].values["topic"] == "缆道"
    assert len(table.rows) == 2
    assert (table.schema, table.archive) == ("ledger:training", "库")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_titles_are_chinese_in_either_language(language: str) -> None:
    speak(language)
    (sheet,) = ledger_book(LEDGER, "库").sheets
    assert (sheet.name, sheet.title) == ("培训学习台账", "培训学习台账")
    assert [each.title for each in sheet.columns] == [each.name for each in LEDGER.columns]


def test_english_titles_and_other_offices_titles_are_read_too() -> None:
    assert column("topic").also == ("Topic", "课程")
    assert column("hours").also == ()


def test_what_has_to_be_filled_in_is_said() -> None:
    assert column("category").note == "Category\nTheory or practice\nMust be filled in."
    assert column("topic").note == "Topic"
    assert column("hours").note == ""
    notes = ledger_book(LEDGER, "库").sheets[0].notes
    assert "Must be filled in: 日期、类别" in notes
    assert notes[-1] == "One training is one row."


def test_in_chinese_the_notes_are_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archivist.formats.ledger_sheet.spoken", lambda: "zh_CN")
    assert column("category").note.startswith("理论或实操\n")
    assert ledger_book(LEDGER, "库").sheets[0].notes[-2:] == ("一次培训一行。", "不影响。")


def test_a_ledger_that_demands_nothing_says_nothing_of_it() -> None:
    bare = Ledger(id="x", name="台账", columns=(LedgerColumn(key="a", name="甲"),))
    notes = ledger_book(bare, "").sheets[0].notes
    assert len(notes) == 2
    assert not any("filled" in note for note in notes)


def test_only_a_choice_allows_nothing_else() -> None:
    assert column("category").strict
    assert not column("topic").strict
    assert column("topic").required
    assert not column("day").required


def test_the_workbook_offers_choices_and_prints_well(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    write_workbook(target, ledger_book(LEDGER, "库", [ROW]))
    made = openpyxl.load_workbook(target)
    page = made["培训学习台账"]
    head = next(row for row in range(1, 20) if page.cell(row, 3).value == "主题")
    last = head + 1 + SPARE
    lists = {
        str(each.sqref): (each.formula1, each.showErrorMessage)
        for each in page.data_validations.dataValidation
        if each.type == "list"
    }
    assert lists[f"B{head + 1}:B{last}"] == ("'选项'!$A$1:$A$2", True)
    assert lists[f"C{head + 1}:C{last}"][1] is False
    assert made["选项"].sheet_state == "hidden"
    assert [made["选项"]["A1"].value, made["选项"]["A2"].value] == ["理论授课", "实操培训"]
    assert page.freeze_panes == f"C{head + 1}"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.cell(head + 1, 1).value == "2022.01.25"
    assert page.cell(head + 1, 3).data_type == "s"
    assert page.cell(head + 1, 4).value == 2


def test_the_same_ledger_gives_the_same_bytes() -> None:
    assert workbook_bytes(ledger_book(LEDGER, "库")) == workbook_bytes(ledger_book(LEDGER, "库"))
