"""Checking ledgers: each bad cell by sheet, row and column; one that fails stops no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from archivist.actions import ledger_check
from archivist.actions.blind import still_there
from archivist.actions.ledger_check import CheckedLedger, check_files, check_ledgers
from archivist.actions.ledger_sync import sync_ledgers
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError, NotReadableError
from archivist.model.ledger_entry import CellFault, CellTrouble, LedgerReading, SheetRead
from tests.actions.conftest import DAY, state_of
from tests.actions.ledgerwork import TITLES, row
from tests.formats.ledgers import in_this_process, save

FOLDER = "甲工作室/18 工作台账"
Look = Callable[..., View]


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


def keep(folder: Path, *rows: Sequence[Any], name: str = "培训台账.xlsx") -> Path:
    return save(folder / name, ("培训台账", [TITLES, *rows]))


def told(checked: CheckedLedger) -> list[tuple[CellTrouble, str]]:
    return [(fault.trouble, f"{fault.column}{fault.row}") for fault in checked.faults]


def test_a_ledger_without_fault_passes(archive: Path, look: Look) -> None:
    keep(archive / FOLDER, row())
    before = state_of(archive)
    (checked,) = check_ledgers(look())
    assert checked.passed
    assert checked.path == f"{FOLDER}/培训台账.xlsx"
    assert [ledger.id for ledger in checked.ledgers] == ["training"]
    assert checked.entries == 1
    assert state_of(archive) == before


def test_bad_cells_are_told_in_the_order_of_the_sheet(archive: Path, look: Look) -> None:
    keep(
        archive / FOLDER,
        row(类别="随便", 日期="2025.02.31"),
        row(主题=""),
        row(日期="2026.01.01", 主题="将来"),
    )
    (checked,) = check_ledgers(look())
    assert not checked.passed
    assert told(checked) == [
        (CellTrouble.NO_DAY, "A2"),
        (CellTrouble.NO_CHOICE, "B2"),
        (CellTrouble.EMPTY, "C3"),
        (CellTrouble.FUTURE, "A4"),
    ]


def test_faults_go_by_sheet_row_and_column(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(sheet: str, line: int, column: str) -> CellFault:
        return CellFault(trouble=CellTrouble.EMPTY, sheet=sheet, row=line, column=column)

    places = [("乙", 2, "A"), ("甲", 9, "A"), ("甲", 3, "AA"), ("甲", 3, "Z"), ("无", 1, "A")]
    sheets = [
        SheetRead(name=name, ledger="training", head=1, last=9, letters={}) for name in ("甲", "乙")
    ]
    reading = LedgerReading(
        path="x", faults=tuple(fault(*place) for place in places), sheets=tuple(sheets)
    )
    monkeypatch.setattr(ledger_check, "read_ledger", lambda *_words, **_more: reading)
    (checked,) = check_files(archive, [keep(archive, row())], DAY)
    assert [(f.sheet, f.row, f.column) for f in checked.faults] == [
        ("甲", 3, "Z"),
        ("甲", 3, "AA"),
        ("甲", 9, "A"),
        ("乙", 2, "A"),
        ("无", 1, "A"),
    ]


def test_one_that_cannot_be_read_stops_no_other(archive: Path, look: Look) -> None:
    keep(archive / FOLDER, row(主题=""))
    whole = keep(archive / FOLDER, row(), name="荣誉台账.xlsx").read_bytes()
    (archive / FOLDER / "荣誉台账.xlsx").write_bytes(whole[:900])
    (archive / FOLDER / "经费台账.docx").write_bytes(b"x")
    checked = {each.path.rpartition("/")[2]: each for each in check_ledgers(look())}
    assert told(checked["培训台账.xlsx"]) == [(CellTrouble.EMPTY, "C2")]
    assert "damaged" in checked["荣誉台账.xlsx"].reason
    assert "no workbook" in checked["经费台账.docx"].reason
    assert not checked["经费台账.docx"].passed


def test_only_the_studios_that_are_named_are_checked(sample_of_two: Path) -> None:
    def studios(*names: str) -> list[str]:
        view = View(root=sample_of_two, as_of=DAY, now_ns=0)
        return [each.path.partition("/")[0] for each in check_ledgers(view, names)]

    assert studios("乙") == ["乙工作室"]
    assert studios() == ["乙工作室", "甲工作室"]
    with pytest.raises(InvalidChoiceError):
        studios("丙")


@pytest.fixture
def sample_of_two(tmp_path: Path) -> Path:
    from archivist.actions.init import init  # noqa: PLC0415 - only these two tests

    root = tmp_path / "两个"
    init(root, ["甲工作室", "乙工作室"], "zh_CN")
    for studio in ("甲工作室", "乙工作室"):
        keep(root / studio / "18 工作台账", row())
    return root


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_outside_of_any_archive_is_read_by_the_shipped_ledgers(
    encoding: str, tmp_path: Path
) -> None:
    lines = [",".join(map(str, line)) for line in (TITLES, row(), row(学时="两个"))]
    path = tmp_path / "外面的培训台账.csv"
    path.write_bytes("\n".join(lines).encode(encoding))
    (checked,) = check_files(None, [path], DAY)
    assert not checked.reason
    assert checked.path == str(path)
    assert told(checked) == [(CellTrouble.NO_NUMBER, "F3")]


def test_the_day_decides_what_has_not_come(archive: Path, tmp_path: Path) -> None:
    path = keep(tmp_path, row())
    early = date(2025, 3, 18) - timedelta(days=1)
    assert told(check_files(archive, [path], early)[0]) == [(CellTrouble.FUTURE, "A2")]
    assert check_files(archive, [path], date(2025, 3, 18))[0].passed


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("没有.xlsx", "It is not there. Check the name."),
        ("夹", "It is a folder. Name the workbooks in it."),
        ("坏.xlsx", "is no workbook, or it is damaged. Open it in Excel or WPS"),
        ("别的.csv", "holds none of the ledgers. Head the columns as one of these"),
    ],
)
def test_why_a_file_cannot_be_checked_is_told_with_the_way_out(
    name: str, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "夹").mkdir()
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "别的.csv").write_bytes(b"a,b\n1,2\n")
    good = keep(tmp_path, row())
    bad, fine = check_files(None, [tmp_path / name, good], DAY)
    assert reason in bad.reason
    assert fine.passed


@pytest.mark.parametrize("gone", ["甲工作室", "甲工作室/18 工作台账"])
def test_what_cannot_be_looked_into_is_not_called_right(
    gone: str, archive: Path, look: Look
) -> None:
    elsewhere = archive.parent / "别处"
    (archive / gone).rename(elsewhere)
    (archive / gone).symlink_to(elsewhere, target_is_directory=True)
    for ask in (check_ledgers, sync_ledgers):
        with pytest.raises(NotReadableError, match="cannot be looked into"):
            ask(look())


def test_a_drive_that_went_away_is_told(archive: Path) -> None:
    still_there(archive)
    (archive / "archive.toml").unlink()
    with pytest.raises(NotReadableError, match="went away"):
        still_there(archive)
