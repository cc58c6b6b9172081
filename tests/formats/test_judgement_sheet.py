"""The assessor's table: what was decided comes back, and what was tampered with shows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from archivist.cli.language import speak
from archivist.errors import InvalidFileError
from archivist.formats.apart import Apart
from archivist.formats.judgement_sheet import (
    SCHEMA,
    OpenRow,
    SaidRow,
    judgement_book,
    read_judgement_sheet,
    title_of,
)
from archivist.formats.judgement_wording import allowed, decision
from archivist.formats.table import Book, Cell, CellState
from archivist.formats.workbook import write_workbook
from archivist.formats.workbook.cells import read_cells
from archivist.model.matters import decided, matters
from archivist.model.rubric import Deduction, DeductionKind
from archivist.model.score import (
    BonusScore,
    Certainty,
    ConditionState,
    CriterionScore,
    DutyState,
    Loss,
)
from tests.judging import A1, A3, OTHER, QUARTER, TALK, TEAM, a_judgement, a_rubric

KNOWN = matters(a_rubric())
EVIL = "=1+1 甲/乙\u202e工作室 "


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Apart, "ask", lambda _self, job, _most: read_cells(Path(job[1])))
    yield
    speak("en")


def a_row(matter: str = "A1", studio: str = "甲工作室", **more: object) -> OpenRow:
    return OpenRow(studio=studio, matter=KNOWN[matter], **more)  # type: ignore[arg-type]


def a_book(*rows: OpenRow) -> Book:
    return judgement_book(a_rubric(), QUARTER, rows or (a_row(),), archive="库")


def filled(book: Book, at: int = 0, **texts: str) -> Book:
    """Type into a row."""
    sheet = book.sheets[0]
    for key, text in texts.items():
        sheet.rows[at][key] = Cell(text)  # type: ignore[index]
    return book


def returned(book: Book, tmp_path: Path) -> tuple[SaidRow, ...]:
    target = tmp_path / "认定.xlsx"
    write_workbook(target, book)
    return read_judgement_sheet(target)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_what_was_decided_comes_back(language: str, tmp_path: Path) -> None:
    speak(language)
    book = a_book(a_row(), a_row("team", EVIL))
    assert (book.schema, book.archive) == (SCHEMA, "库")
    assert "small" in book.sheets[0].notes[0]
    assert "2025-Q1" in book.sheets[0].notes[0]
    filled(book, 0, deduct="2", by=" 王  工 ", note="账上少一台")
    first, second = returned(book, tmp_path)
    assert (first.rubric, first.period, first.matter, first.studio) == (
        "small", "2025-Q1", "A1", "甲工作室"
    )  # fmt: skip
    assert (first.said, first.by, first.note, first.whole) == ("2", "王 工", "账上少一台", True)
    assert not first.untouched
    assert (second.matter, second.studio) == ("team", EVIL)
    assert second.whole
    assert second.untouched


def test_a_name_alone_decides_nothing(tmp_path: Path) -> None:
    (row,) = returned(filled(a_book(), by="王工"), tmp_path)
    assert row.untouched


LOSS = Loss(
    deduction=Deduction(kind=DeductionKind.LEDGER, text="台账"),
    certainty=Certainty.LOST, period=None, times=1, raw=Fraction(2), points=Fraction(2),
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "files"),
    [
        (a_row(scored=CriterionScore(criterion=A1, losses=(LOSS,))), "secured 3.00, possible 3.00"),
        (a_row("A3", scored=CriterionScore(criterion=A3)), "met"),
        (a_row("team", scored=ConditionState(condition=TEAM, losses=(LOSS,))), "does not hold"),
        (a_row("talk", scored=DutyState(duty=TALK, period=None)), "met"),
        (a_row("B2", scored=BonusScore(bonus=OTHER)), ""),
        (a_row(), ""),
    ],
)
def test_the_files_say_their_part(row: OpenRow, files: str) -> None:
    assert a_book(row).sheets[0].rows[0]["files"].text == files


@pytest.mark.parametrize(
    ("matter", "takes", "two", "nothing"),
    [
        ("A1", "0 to 3.5 points", "-2 points", "0 points"),
        ("team", "met or unmet", "unmet", "met"),
        ("B2", "0 to 10 points", "+2 points", "0 points"),
    ],
)
def test_what_a_matter_takes_is_said(matter: str, takes: str, two: str, nothing: str) -> None:
    assert allowed(KNOWN[matter]) == takes
    assert decision(KNOWN[matter], Decimal("2.0")) == two
    assert decision(KNOWN[matter], Decimal(0)) == nothing
    assert decision(None, Decimal("2.50")) == "2.5"


def test_the_questions_and_what_was_judged_are_shown() -> None:
    row = a_book(a_row(made=a_judgement())).sheets[0].rows[0]
    assert row["question"].text == "Is it so\nIs it so"
    assert row["made"].text == "-2 points, 王工, 2025-04-03\n账上少一台流速仪"
    assert row["deduct"].state is CellState.GIVEN
    assert a_book(a_row(made=a_judgement(note=""))).sheets[0].rows[0]["made"].text.count("\n") == 0
    first = a_book(a_row("B2")).sheets[0].rows[0]
    assert first["question"].text == "Other"
    assert first["deduct"].state is CellState.MISSING


KEY = a_book().sheets[0].rows[0]["key"].text


@pytest.mark.parametrize(
    "changes",
    [
        {"key": KEY.replace("A1", "A3")},
        {"key": KEY.replace("2025-Q1", "2025-Q2")},
        {"key": KEY[1:]},
        {"key": f"/{KEY.partition('/')[2]}"},
        {"key": "0123456789abcdef/[1,2,3,4]"},
        {"key": "0123456789abcdef/" + "[" * 5000},
        {"key": "x"},
        {"criterion": "A3"},
        {"studio": "乙工作室"},
        {"criterion": ""},
    ],
)
def test_a_row_whose_key_was_changed_is_not_whole(changes: dict[str, str], tmp_path: Path) -> None:
    (row,) = returned(filled(a_book(), 0, **{"deduct": "2", **changes}), tmp_path)
    assert not row.whole


def test_a_row_without_its_key_is_told_by_what_it_shows(tmp_path: Path) -> None:
    (row,) = returned(filled(a_book(), key="", deduct="2"), tmp_path)
    assert row == SaidRow(
        sheet=row.sheet, row=row.row, matter="A1", studio="甲工作室", said="2"
    )  # fmt: skip


def test_a_table_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "认定.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        page = csv.writer(file)
        page.writerow(["工作室", "评分项", "扣分（分）", "认定人", "备注"])
        page.writerow(["甲工作室", "A1", "2", "王工", "x"])
    (row,) = read_judgement_sheet(path)
    assert (row.studio, row.matter, row.said, row.by, row.note) == (
        "甲工作室", "A1", "2", "王工", "x"
    )  # fmt: skip


def test_another_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(InvalidFileError):
        read_judgement_sheet(path)


def test_columns_are_named_in_the_language_spoken() -> None:
    assert title_of("deduct") == "Decision"


JUDGED = replace(LOSS, certainty=Certainty.JUDGED, points=Fraction(1))
OPEN = replace(LOSS, certainty=Certainty.OPEN, points=Fraction(1, 2))
UNDECIDED = replace(LOSS, certainty=Certainty.UNDECIDED)


@pytest.mark.parametrize(
    ("row", "files"),
    [
        (
            a_row(scored=CriterionScore(criterion=A1, losses=(LOSS, JUDGED, OPEN, UNDECIDED))),
            "secured 2.50, possible 3.00",
        ),
        (a_row("A3", scored=CriterionScore(criterion=A3, losses=(JUDGED,))), "met"),
        (a_row("team", scored=ConditionState(condition=TEAM, losses=(UNDECIDED,))), "holds"),
        (a_row("talk", scored=DutyState(duty=TALK, period=None, losses=(JUDGED,))), "met"),
    ],
)
def test_what_a_person_decides_is_not_what_files_say(row: OpenRow, files: str) -> None:
    assert a_book(row).sheets[0].rows[0]["files"].text == files


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(("matter", "number"), [("A1", "2.5"), ("team", "0"), ("team", "1")])
def test_what_is_filled_in_says_what_was_decided(language: str, matter: str, number: str) -> None:
    speak(language)
    made = a_judgement(criterion=matter, deduct=Decimal(number))
    row = a_book(a_row(matter, made=made)).sheets[0].rows[0]
    assert decided(KNOWN[matter], row["deduct"].text, in_words=True) == Decimal(number)
    assert (row["by"].text, row["note"].text) == ("王工", "账上少一台流速仪")
