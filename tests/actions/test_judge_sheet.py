"""Judging many at once: a table of what a person has to decide, and what one decides."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from archivist.actions.judge import worksheet
from archivist.actions.judge_sheet import (
    Reading,
    SheetReport,
    Trouble,
    read_worksheet,
    take_over,
)
from archivist.errors import InvalidChoiceError, InvalidFileError
from archivist.formats.apart import Apart
from archivist.formats.judgement_sheet import open_rows
from archivist.formats.table import Book, Cell, CellState
from archivist.formats.workbook import write_workbook
from archivist.formats.workbook.cells import read_cells
from archivist.model.period import Period
from archivist.model.rubric import Rubric
from archivist.store.judgements import read_judgements
from tests.judging import (
    DAY,
    NOW,
    QUARTER,
    STUDIOS,
    a_judgement,
    a_rubric,
    a_score,
    an_inspection,
    decide,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "库" / ".archivist").mkdir(parents=True)
    return tmp_path / "库"


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Apart, "ask", lambda _self, job, _most: read_cells(Path(job[1])))


def a_table(root: Path, period: Period = QUARTER) -> Book:
    inspection = an_inspection(made=read_judgements(root), period=period)
    return worksheet(inspection, [a_score(studio) for studio in STUDIOS], archive="库")


def fill(book: Book, at: int, **texts: str) -> None:
    for key, text in texts.items():
        book.sheets[0].rows[at][key] = Cell(text)  # type: ignore[index]


def read(root: Path, book: Book, **more: Any) -> SheetReport:  # noqa: ANN401
    target = root.parent / "认定.xlsx"
    target.unlink(missing_ok=True)
    write_workbook(target, book)
    return read_worksheet(a_reading(root, **more), target)


def a_reading(root: Path, **more: Any) -> Reading:  # noqa: ANN401
    def rubric_of(name: str) -> Rubric:
        return a_rubric(id=name or "small")

    values: dict[str, Any] = {"studios": STUDIOS, "as_of": DAY, "made": read_judgements(root)}
    return Reading(rubric_of=rubric_of, **{**values, **more})


def test_a_table_holds_each_matter_of_each_studio(root: Path) -> None:
    decide(root)
    rows = a_table(root).sheets[0].rows
    assert [(row["studio"].text, row["criterion"].text) for row in rows] == [
        (studio, matter) for studio in STUDIOS for matter in ("A1", "A3", "B2", "team", "talk")
    ]
    assert [bool(row["made"].text) for row in rows] == [True, *[False] * 9]
    assert [row["files"].text for row in rows[:5]] == [
        "secured 5.00, possible 5.00", "met", "", "holds", "met"
    ]  # fmt: skip


def test_what_was_judged_is_filled_in_and_says_nothing_new(root: Path) -> None:
    decide(root, note="账上  少一台")
    decide(root, "team", "met")
    decide(root, "B2", "2.5", note="")
    book = a_table(root)
    rows = book.sheets[0].rows[:5]
    assert [row["deduct"].text for row in rows] == ["2", "", "2.5", "met", ""]
    assert [row["deduct"].state is CellState.MISSING for row in rows] == [
        False, True, False, False, True
    ]  # fmt: skip
    assert open_rows(book) == 7
    report = read(root, book)
    assert (report.decisions, report.same, report.undecided) == ((), 3, 7)


def test_what_a_table_decides_is_shown_then_kept_once(root: Path) -> None:
    book = a_table(root)
    fill(book, 0, deduct="2", by="王工", note="账上少一台流速仪")
    fill(book, 8, deduct="不符合", by="李工")
    report = read(root, book)
    assert (report.rows, report.same, report.undecided, report.troubles) == (10, 0, 8, ())
    assert report.added is None
    assert read_judgements(root) == ()
    done = take_over(root, report, NOW)
    assert done.added == read_judgements(root)
    assert read_judgements(root) == (
        a_judgement(),
        a_judgement(number=2, studio="乙工作室", criterion="team", deduct=Decimal(1), by="李工",
                    note=""),
    )  # fmt: skip
    again = read(root, book)
    assert (again.decisions, again.same) == ((), 2)
    assert take_over(root, again, NOW).added == ()
    fill(book, 0, deduct="1")
    (changed,) = read(root, book).decisions
    assert changed.before == a_judgement()


@pytest.mark.parametrize(
    ("texts", "trouble", "column"),
    [
        ({"deduct": "9", "by": "王工"}, Trouble.DECISION, "deduct"),
        ({"deduct": "-1", "by": "王工"}, Trouble.DECISION, "deduct"),
        ({"deduct": "好", "by": "王工"}, Trouble.DECISION, "deduct"),
        ({"deduct": "0", "by": "王工"}, Trouble.DECISION, "deduct"),
        ({"deduct": "1", "by": "王工"}, Trouble.DECISION, "deduct"),
        ({"note": "only a note"}, Trouble.DECISION, "deduct"),
        ({"deduct": "met"}, Trouble.BY, "by"),
        ({"deduct": "1", "by": "王工", "key": "x"}, Trouble.KEY, ""),
        ({"deduct": "1", "by": "王工", "criterion": "A3"}, Trouble.KEY, ""),
        ({"deduct": "1", "by": "王工", "key": "", "criterion": "A9"}, Trouble.MATTER, "criterion"),
        ({"deduct": "1", "by": "王工", "key": "", "criterion": "A2"}, Trouble.FILES, "criterion"),
        ({"deduct": "1", "by": "王工", "key": "", "studio": "丙工作室"}, Trouble.STUDIO, "studio"),
        ({"deduct": "1", "by": "王工", "key": "", "criterion": "B2"}, Trouble.TWICE, ""),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_kept(
    root: Path, texts: dict[str, str], trouble: Trouble, column: str
) -> None:
    book = a_table(root)
    fill(book, 1, deduct="unmet", by="王工")
    fill(book, 2, deduct="1", by="王工")
    fill(book, 4, **texts)
    report = read(root, book)
    assert [(each.trouble, each.column) for each in report.troubles] == [(trouble, column)]
    assert report.troubles[0].row.row == report.decisions[0].row.row + 3
    assert take_over(root, report, NOW) == report
    assert read_judgements(root) == ()


def test_rows_of_another_period_or_rubric_are_named(root: Path) -> None:
    book, other = a_table(root), a_table(root, Period.parse("2024"))
    fill(book, 0, deduct="1", by="王工")
    fill(book, 1, deduct="unmet", by="王工", key=other.sheets[0].rows[1]["key"].text)
    report = read(root, book)
    assert (report.rubric.id, report.period) == ("small", QUARTER)
    assert [(each.trouble, each.detail) for each in report.troubles] == [(Trouble.PERIOD, "2024")]
    assert [each.trouble for each in read(root, book, rubric="other").troubles] == [
        Trouble.RUBRIC, Trouble.RUBRIC
    ]  # fmt: skip
    named = read(root, book, period=Period.parse("2024"))
    assert [each.detail for each in named.troubles] == ["2025-Q1"]


def test_a_table_without_keys_has_to_be_named(root: Path) -> None:
    book = a_table(root)
    for at in range(10):
        fill(book, at, key="")
    fill(book, 0, deduct="1", by="王工")
    with pytest.raises(InvalidFileError) as caught:
        read(root, book)
    assert "--period" in caught.value.hint
    (decision,) = read(root, book, period=QUARTER).decisions
    assert (decision.judgement.rubric, decision.judgement.criterion) == ("small", "A1")


def test_a_table_of_what_has_not_begun_is_refused(root: Path) -> None:
    with pytest.raises(InvalidChoiceError, match="has not begun"):
        read(root, a_table(root), period=Period.parse("2026"))


def test_what_was_withdrawn_is_to_be_judged_again(root: Path) -> None:
    before = open_rows(a_table(root))
    decide(root)
    assert open_rows(a_table(root)) == before - 1
    decide(root, withdraw=True)
    assert open_rows(a_table(root)) == before
