from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from archivist.formats.score_book import score_book
from archivist.formats.table import Book, Cell, Column, Kind, Sheet
from archivist.formats.workbook import page as workbook_page
from archivist.formats.workbook import workbook_bytes
from archivist.formats.workbook.links import target_of
from archivist.model.rubric import DeductionKind
from archivist.model.score import BandState
from tests.formats.losses import CRITERIA, a_deduction, a_loss
from tests.formats.verdicts import a_rubric, a_score, a_studio, a_verdict, an_evil_verdict


def opened(data: bytes) -> Any:  # noqa: ANN401 - openpyxl has no types
    return openpyxl.load_workbook(io.BytesIO(data))


def table(sheet: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Return the rows below the titles, by the keys of the hidden row above them."""
    rows = list(sheet.iter_rows())
    at = next(n for n, row in enumerate(rows) if str(row[0].value).startswith("archivist:"))
    keys = [str(cell.value).removeprefix("archivist:") for cell in rows[at]]
    return [dict(zip(keys, row, strict=False)) for row in rows[at + 2 :]]


BOOK = score_book(a_verdict())


def test_the_same_verdict_gives_the_same_bytes() -> None:
    assert score_book(a_verdict()) == BOOK


def test_there_is_a_summary_and_a_sheet_for_each_section_in_order() -> None:
    names = opened(BOOK).sheetnames
    assert names == ["Summary", "Basics", "Training", "New", "Beside the points", "archivist"]


def test_the_summary_has_totals_and_sections() -> None:
    rows = table(opened(BOOK)["Summary"])
    told = [
        [row[key].value for key in ("section", "points", "secured", "possible", "lost", "judged")]
        for row in rows
    ]
    assert told == [
        ["Total", 60, 36.33, 43.33, 16.67, 1],
        ["Basics", 20, 14, 16, 4, None],
        ["Training", 20, 8.33, 13.33, 6.67, None],
        ["New", 20, 14, 14, 6, None],
    ]
    assert (rows[0]["band"].value, rows[0]["leads"].value) == ("Penalty", "20 % of the fund")
    assert rows[0]["secured"].number_format == "0.00"
    assert "rank" not in rows[0]


def test_a_criterion_has_its_figures_once_and_a_row_for_each_loss_and_proof() -> None:
    rows = table(opened(BOOK)["Training"])
    assert [row["id"].value for row in rows] == ["X-P1"] * 3 + ["X-P2"] * 2
    assert [row["secured"].value for row in rows] == [4.33, None, None, 4, None]
    assert [row["off"].value for row in rows] == [-1.67, -2, -2, -5, -1]
    assert [bool(row["evidence"].value) for row in rows] == [True, True, False, True, True]
    assert rows[3]["sure"].value == "○ open"
    assert rows[3]["when"].value == "due 2025.03.31"
    assert rows[3]["why"].value.startswith("2025-03 Practical training")
    assert rows[3]["cure"].value.startswith("Hold 1 more")


def test_the_column_of_the_inspector_is_left_empty() -> None:
    rows = table(opened(BOOK)["Training"])
    assert {row["seen"].value for row in rows} == {None}
    assert rows[0]["seen"].fill.fgColor.rgb == "FFFFF2CC"
    assert rows[0]["seen"].border.left.style != rows[0]["name"].border.left.style


def test_what_comes_off_later_has_a_column_of_its_own() -> None:
    rows = [row for row in table(opened(BOOK)["New"]) if row["sure"].value == "→ forecast"]
    assert [(row["off"].value, row["later"].value) for row in rows] == [(None, -5)]


def test_the_sheet_says_who_fills_in_the_column_of_the_inspector() -> None:
    sheet = opened(BOOK)["Training"]
    words = "“points of the inspection” is for the inspectors to fill in."
    assert words in [row[0].value for row in sheet.iter_rows(max_row=4)]
    assert words in [each.prompt for each in sheet.data_validations.dataValidation]


def test_what_stands_beside_the_points_has_a_sheet_of_its_own() -> None:
    rows = table(opened(BOOK)["Beside the points"])
    assert [(row["part"].value, row["id"].value, row["state"].value) for row in rows] == [
        ("standing condition", "team", "× does not hold"),
        ("standing condition", "team", "√ holds"),
        ("standing condition", "team", "? undecided"),
        ("recurring duty", "exchange", "× not met"),
        ("recurring duty", "exchange", "√ met"),
        ("for a person to decide", "X-J2", "? undecided"),
        ("for a person to decide", "team", "? undecided"),
        ("judgement", "X-J2", "※ 1.00 points off"),
        ("judgement", "X-B1", "※ 1.00 points given"),
        ("bonus", "X-B1", "+ 2.00"),
    ]
    assert rows[3]["period"].value == "quarter 1 of 2025"
    assert rows[3]["why"].value.startswith("2025-03 Practical training")
    assert rows[3]["cure"].value.startswith("If it was held")
    assert rows[6]["cure"].value.startswith("archivist judge team --met")
    told = [rows[7][key].value for key in ("period", "why", "by", "day")]
    assert told == ["quarter 1 of 2025", "分工不清", "王主任", "2025.04.03"]
    assert rows[9]["why"].value == "“测流仪器理论授课” of 2025.03.12"


def test_a_decision_has_no_cure_and_what_is_asked_is_told_once() -> None:
    rows = table(opened(BOOK)["Basics"])
    assert rows[2]["sure"].value == "※ judged by a person"
    assert rows[2]["cure"].value is None
    demands = (a_deduction(DeductionKind.JUDGE, "甲"),) * 2 + (
        a_deduction(DeductionKind.FEW, "乙"),
    )
    criterion = replace(CRITERIA[0], deductions=demands)
    section = replace(a_rubric().sections[0], criteria=(criterion,))
    rubric = a_rubric(sections=(section,))
    score = a_score(losses=(), proofs=(), rubric=rubric)
    rows = table(opened(score_book(a_verdict(a_studio(score), rubric=rubric)))["Basics"])
    assert [row["asked"].value for row in rows] == ["甲\n乙"]


def test_evidence_opens_beside_the_workbook() -> None:
    rows = table(opened(BOOK)["Basics"])
    assert [row["open"].hyperlink.target for row in rows[:2]] == [
        "甲室/06%20培训学习资料/20250312%20水泵检修实操培训",
        "甲室/18%20工作台账/培训台账.xlsx",
    ]
    assert rows[1]["open"].value == "show"
    assert rows[1]["evidence"].value == "18 工作台账/培训台账.xlsx"
    assert rows[1]["evidence"].hyperlink is None
    assert rows[1]["evidence"].alignment.wrap_text
    moved = table(opened(score_book(a_verdict(), "../../"))["Basics"])[1]["open"]
    assert moved.hyperlink.target == "../../甲室/18%20工作台账/培训台账.xlsx"


def test_several_studios_have_a_column_and_a_rank() -> None:
    book = opened(score_book(a_verdict(a_studio(), a_studio(a_score("乙室", ())), ranked=True)))
    rows = table(book["Summary"])
    assert [row["rank"].value for row in rows] == [1, None, None, None, 2, None, None, None]
    rows = table(book["Basics"])
    assert [row["studio"].value for row in rows] == ["甲室"] * 4 + ["乙室"] * 4
    assert book["Basics"]["A1"].value == "Basics"


def test_a_rubric_without_points_says_what_is_met() -> None:
    criteria = tuple(replace(each, points=Decimal(0)) for each in CRITERIA[:2])
    section = replace(a_rubric().sections[0], criteria=criteria)
    rubric = a_rubric(total=Decimal(0), sections=(section,))
    score = a_score(losses=(), proofs=(), rubric=rubric, band=BandState())
    rows = table(opened(score_book(a_verdict(a_studio(score), rubric=rubric)))["Basics"])
    assert [(row["sure"].value, row["points"].value) for row in rows] == [("√ met", None)] * 2


def test_hostile_names_never_become_formulas() -> None:
    data = score_book(an_evil_verdict())
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        for name in container.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert "<f>" not in container.read(name).decode()
    rows = table(opened(data)["Summary"])
    assert rows[0]["studio"].value.startswith("=1+1<script>")
    assert rows[0]["studio"].data_type == "s"
    assert "\\u202e" in rows[0]["studio"].value
    links = [row["open"].hyperlink for row in table(opened(data).worksheets[1])]
    targets = [link.target for link in links if link]
    assert any(target.endswith("/100%2525%20%231%3F.pdf") for target in targets)
    assert not any(re.search(r"[<>\s#\u202e]", target) for target in targets)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("甲室/06 培训/签到表（一）.pdf", "甲室/06%20培训/签到表（一）.pdf"),
        ("a/#1 50%.jpg", "a/%231%2050%25.jpg"),
        ("a/50%25.jpg", "a/50%2525.jpg"),
        ("a/b:c?d\\e.pdf", "a/b%3Ac%3Fd%5Ce.pdf"),
        ("../a b", "../a%20b"),
        ("a/\u202eb\x00\uffff.pdf", "a/%E2%80%AEb%00%EF%BF%BF.pdf"),
        ("a/㛃𠮷é.pdf", "a/㛃𠮷é.pdf"),
        ("/etc/passwd", ""),
        ("a/\udcff.pdf", ""),
        ("", ""),
        ("a", ""),
        ("长" * 2001, ""),
    ],
)
def test_a_path_as_the_target_of_a_link(path: str, target: str) -> None:
    assert target_of(path) == target


def linked(count: int) -> list[Any]:
    column = Column(key="name", title="名称", width=20)
    rows = tuple({"name": Cell("=1+1", link=f"a/{n} #.pdf")} for n in range(count))
    sheet = Sheet(name="表", title="表", columns=(column,), rows=rows)
    book = opened(workbook_bytes(Book(sheets=(sheet,), schema="t")))
    return [row["name"] for row in table(book["表"])]


def test_a_text_that_is_a_link_is_no_formula() -> None:
    (cell,) = linked(1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert cell.hyperlink.target == "a/0%20%23.pdf"
    assert cell.font.underline == "single"


def test_a_sheet_has_no_more_links_than_programs_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_page, "MOST", 2)
    assert [bool(cell.hyperlink) for cell in linked(4)] == [True, True, False, False]
    assert {cell.value for cell in linked(4)} == {"=1+1"}


def test_points_are_numbers_of_two_places_and_other_texts_stay() -> None:
    column = Column(key="p", title="分", width=9, kind=Kind.POINTS)
    rows = ({"p": Cell("8.33")}, {"p": Cell("-")})
    sheet = Sheet(name="表", title="表", columns=(column,), rows=rows)
    cells = [
        row["p"] for row in table(opened(workbook_bytes(Book(sheets=(sheet,), schema="t")))["表"])
    ]
    assert [cell.value for cell in cells] == [8.33, "-"]
    assert cells[0].number_format == "0.00"


def test_a_loss_without_a_proof_and_a_proof_without_a_loss_have_rows() -> None:
    losses = ((a_loss(DeductionKind.LEDGER, points=1),),)
    rows = table(opened(score_book(a_verdict(a_studio(a_score(losses=losses)))))["Basics"])
    assert [row["off"].value for row in rows] == [-1, None, None, None]
