"""Ledgers for the tests of reading them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl  # type: ignore[import-untyped]

from archivist.formats import apart_worker
from archivist.formats.apart import Apart
from archivist.formats.ledger_reading import read_ledger
from archivist.formats.workbook.cells import read_cells
from archivist.model.ledger import ColumnKind, Ledger, LedgerColumn
from archivist.model.ledger_entry import LedgerReading

if TYPE_CHECKING:
    import pytest

TRAINING = Ledger(
    id="training",
    name="培训学习台账",
    name_en="Ledger of training",
    words=("培训",),
    title="topic",
    columns=(
        LedgerColumn(
            key="day",
            name="日期",
            name_en="Date",
            kind=ColumnKind.DAY,
            required=True,
            also=("时间",),
        ),
        LedgerColumn(
            key="category", name="类别", kind=ColumnKind.CHOICE, choices=("理论授课", "实操培训")
        ),
        LedgerColumn(key="topic", name="主题", name_en="Topic", required=True),
        LedgerColumn(key="speaker", name="主讲人", kind=ColumnKind.PEOPLE),
        LedgerColumn(key="hours", name="学时", kind=ColumnKind.NUMBER),
        LedgerColumn(key="evidence", name="佐证", kind=ColumnKind.EVIDENCE),
    ),
)
FUNDS = Ledger(
    id="funds",
    name="经费台账",
    words=("经费",),
    title="summary",
    columns=(
        LedgerColumn(key="day", name="日期", name_en="Date", kind=ColumnKind.DAY, required=True),
        LedgerColumn(key="summary", name="摘要", required=True),
        LedgerColumn(key="income", name="收入", kind=ColumnKind.MONEY, also=("收支收入",)),
        LedgerColumn(key="expense", name="支出", kind=ColumnKind.MONEY),
        LedgerColumn(key="balance", name="余额", kind=ColumnKind.MONEY),
        LedgerColumn(key="evidence", name="佐证", kind=ColumnKind.EVIDENCE),
    ),
)
LEDGERS = (TRAINING, FUNDS)
TITLES: list[Any] = ["日期", "类别", "主题", "主讲人", "学时", "佐证"]
ROW: list[Any] = ["2025.02.25", "理论授课", "测流仪器", "郝建垚", 2, "20250225 授课"]
FUND_TITLES: list[Any] = ["日期", "摘要", "收入", "支出", "余额", "佐证"]
FUND_ROW: list[Any] = ["2025.02.20", "拨付", 36000, "", 36000, "x"]


def save(
    path: Path, *sheets: tuple[str, Sequence[Sequence[Any]]], merged: Sequence[str] = ()
) -> Path:
    """Write a workbook as an office keeps it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append([None if value == "" else value for value in row])
        for each in merged:
            page.merge_cells(each)
    book.save(path)
    return path


def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do without the process apart, which costs a tenth of a second."""

    def ask(_self: Apart, job: list[Any], _most: int = 0) -> object:
        return read_cells(Path(job[1])) if job[0] == "cells" else apart_worker.result_of(job)

    monkeypatch.setattr(Apart, "ask", ask)


def read(path: Path, known: Ledger | None = None) -> LedgerReading:
    return read_ledger(path, f"18 工作台账/{path.name}", LEDGERS, known)


def topics(reading: LedgerReading) -> list[str]:
    return [entry.text("topic") or entry.text("summary") for entry in reading.entries]
