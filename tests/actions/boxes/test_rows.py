"""Rows of the register of boxes: each column is what it is called, read and written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archivist.actions.boxes.rows import box_of, row_of
from archivist.model.box import Box
from archivist.model.box_cells import UNDATED, years_of
from archivist.model.ledger_entry import LedgerEntry, RowPlace
from archivist.model.plan import Retention
from tests.actions.boxwork import ALL, REGISTER, STUDIO, Look, boxes_held
from tests.formats.ledgers import in_this_process, save

CELLS = {
    "盒号": "06-7",
    "类目/内容": "06 培训学习资料",
    "年度": "2021-2023",
    "保管期限": "永久",
    "盒脊厚度": 27.5,
    "起件号": "8",
    "止件号": "13",
    "存放地点": "一柜 二层",
    "整理人": "李淼",
    "整理日期": "2025.12.01",
    "检查人": "白淼",
    "检查日期": "2025.12.09",
    "盒内文件情况说明": "缺一份签到表",
}
BOX = Box(
    studio=STUDIO,
    number="06-7",
    content="06 培训学习资料",
    years=(2021, 2022, 2023),
    retention=Retention.PERMANENT,
    spine=27.5,
    first="8",
    last="13",
    place="一柜 二层",
    packer="李淼",
    packed=date(2025, 12, 1),
    checker="白淼",
    checked=date(2025, 12, 9),
    state="缺一份签到表",
    row=RowPlace(path=REGISTER, sheet="档案盒登记表", row=2),
)


def test_each_column_is_read_as_what_it_is_called(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_this_process(monkeypatch)
    save(archive / REGISTER, ("档案盒登记表", [[*CELLS], [*CELLS.values()]]))
    (held,) = boxes_held(look(), ALL)
    assert held.box == BOX


def test_each_column_is_written_as_what_it_is_called() -> None:
    assert row_of(BOX) == {
        "number": "06-7",
        "content": "06 培训学习资料",
        "year": "2021、2022、2023",
        "retention": "永久",
        "spine": "27.5",
        "first": "8",
        "last": "13",
        "place": "一柜 二层",
        "packer": "李淼",
        "packed": "2025.12.01",
        "state": "缺一份签到表",
    }


def test_what_nobody_told_is_written_as_an_empty_cell() -> None:
    assert row_of(Box(studio=STUDIO, number="06-1")) == {"number": "06-1", "year": UNDATED}


@pytest.mark.parametrize("retention", Retention)
def test_a_retention_that_is_written_is_read_again(retention: Retention) -> None:
    written = row_of(replace(BOX, retention=retention))
    entry = LedgerEntry(ledger="boxes", path=REGISTER, sheet="", row=2, values=written)
    assert box_of(entry).retention is retention


YEARS = {
    "2025": (2025,),
    "2023-2025": (2023, 2024, 2025),
    "2023至2024年": (2023, 2024),
    "2025、2023": (2023, 2025),
    "2025-2023": (),
    "不分年度": (),
    "1895": (1895,),
    "2105、0099": (99, 2105),
    "2.5": (),
    "123456": (),
}


@pytest.mark.parametrize(("text", "years"), YEARS.items(), ids=YEARS)
def test_a_cell_names_years(text: str, years: tuple[int, ...]) -> None:
    assert years_of(text) == years
