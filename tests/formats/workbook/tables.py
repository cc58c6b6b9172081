"""Tables for the tests of reading, made by archivist and by other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from archivist.formats.table import Book, Cell, Column, Row, Sheet
from archivist.formats.workbook.reading import read_table

CAUSE = Column(key="cause", title="事由", width=20, also=("Cause",), required=True)
DAY = Column(key="day", title="日期", width=12, also=("Date",), required=True)
NOTE = Column(key="note", title="备注", width=12)
WANTED = (CAUSE, DAY, NOTE)
TITLES = ["事由", "日期", "备注"]


def book(
    *sheets: tuple[str, list[list[Any]]], merged: Sequence[tuple[Any, ...]] = ()
) -> Callable[[Path], None]:
    """Return a writer of a workbook that another program might have made."""

    def write(path: Path) -> None:
        with xlsxwriter.Workbook(path) as made:
            look = made.add_format({"num_format": "yyyy-mm-dd"})
            for name, rows in sheets:
                page = made.add_worksheet(name)
                for row, texts in enumerate(rows):
                    for column, value in enumerate(texts):
                        if isinstance(value, date):
                            page.write_datetime(row, column, value, look)
                        elif value != "":
                            page.write(row, column, value)
                for each in merged:
                    page.merge_range(*each)

    return write


def read(tmp_path: Path, write: Callable[[Path], None]) -> list[Row]:
    path = tmp_path / "表.xlsx"
    write(path)
    return list(read_table(path, WANTED).rows)


def values(rows: list[Row]) -> list[Mapping[str, str]]:
    return [row.values for row in rows]


FULL = [{"cause": "授课", "day": "2022.01.25", "note": "甲"}]
PLAIN: list[list[Any]] = [TITLES, ["授课", "2022.01.25", "甲"]]


def written(*rows: dict[str, Cell]) -> Book:
    sheet = Sheet(name="台账", title="标题", columns=WANTED, rows=rows, notes=("说明",))
    return Book(sheets=(sheet,), schema="ledger", version=3, archive="河套 库")
