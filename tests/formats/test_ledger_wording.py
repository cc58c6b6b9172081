"""A fault of a cell in one sentence: where, what stands there, what to do."""

from __future__ import annotations

import pytest

from archivist.formats.ledger_wording import describe_fault, fault_words, row_text
from archivist.model.ledger_entry import CellFault, CellTrouble, RowPlace


def fault(trouble: CellTrouble, **facts: str) -> CellFault:
    place = {"column": "C", "title": "日期"} | facts
    return CellFault(trouble=trouble, sheet="一月", row=5, **place)


SENTENCES = {
    "day": (
        fault(CellTrouble.NO_DAY, text="2025.02.31", near="2025.02.28"),
        "一月!C5 “日期”: “2025.02.31” is no day that exists: write it like 2022.01.25 "
        "(probably “2025.02.28” is meant).",
    ),
    "empty": (
        fault(CellTrouble.EMPTY),
        "一月!C5 “日期”: empty, but every entry needs it: fill it in.",
    ),
    "column gone": (
        fault(CellTrouble.EMPTY, column=""),
        "一月, row 5 “日期”: there is no column with this title, but every entry needs it: add the "
        "column.",
    ),
    "balance": (
        fault(CellTrouble.BALANCE, text="30021", near="30020", title="余额"),
        "一月!C5 “余额”: the balance 30021 does not follow from the row before: correct income, "
        "expense or balance (it should be 30020).",
    ),
    "two spellings": (
        fault(CellTrouble.TWO_SPELLINGS, text="李 淼", near="李淼", title=""),
        "一月!C5: “李 淼” is written in another way elsewhere: write it alike "
        "(mostly it is “李淼”).",
    ),
    "twice": (
        fault(CellTrouble.TWICE, column="", title="", near="3"),
        "一月, row 5: the row says the same as row 3: delete one of them.",
    ),
}


@pytest.mark.parametrize(("told", "sentence"), SENTENCES.values(), ids=SENTENCES)
def test_a_fault_is_one_sentence(told: CellFault, sentence: str) -> None:
    assert describe_fault(told) == sentence


@pytest.mark.parametrize("trouble", CellTrouble)
def test_every_trouble_has_words_and_a_way_out(trouble: CellTrouble) -> None:
    words = fault_words(fault(trouble, text="甲", near="乙"))
    assert ": " in words
    assert "{" not in words


def test_nothing_in_a_cell_can_hide_or_fill_the_screen() -> None:
    words = fault_words(fault(CellTrouble.STRAY, text="a\u202eb\n" + "长" * 500))
    assert "\\u202e" in words
    assert len(words) < 200


def test_a_table_without_sheets_is_named_by_its_cells_alone() -> None:
    place = CellFault(trouble=CellTrouble.EMPTY, sheet="", row=2, column="B")
    assert describe_fault(place).startswith("B2: ")
    row = CellFault(trouble=CellTrouble.TWICE, sheet="", row=2, column="", near="1")
    assert describe_fault(row).startswith("row 2: ")


def test_a_row_is_named_by_workbook_sheet_and_number_with_nothing_hidden() -> None:
    place = RowPlace(path="甲/登记表.xlsx", sheet="一\u202e月", row=3)
    assert row_text(place) == "甲/登记表.xlsx, 一\\u202e月, row 3"
