"""Workbooks as offices keep them, for the tests of adding rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import xlsxwriter  # type: ignore[import-untyped]

from archivist.formats.workbook.appending import Addition
from tests.formats.pictures import encoded, noise

TITLES = ["日期", "摘要", "收入", "支出", "余额"]


def office_book(write: Callable[[Any, Any], None] = lambda _made, _page: None) -> bytes:
    """Return a workbook with about everything that offices put into one."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as made:
        page = made.add_worksheet("经费")
        day = made.add_format({"num_format": "yyyy-mm-dd", "bg_color": "yellow"})
        page.write_row(0, 0, TITLES)
        for row in range(1, 4):
            page.write_datetime(row, 0, datetime(2025, 1, row), day)  # noqa: DTZ001
            page.write(row, 1, f"摘要{row}", day)
            page.write(row, 2, 100 * row)
            page.write_formula(row, 4, f"=E{row}+C{row + 1}-D{row + 1}", None, 7)
        page.set_row(3, 33)
        write(made, page)
    return buffer.getvalue()


def addition(**cells: str) -> Addition:
    return Addition(sheet="经费", head_row=1, cells=cells)


def opened(content: bytes, sheet: str = "经费") -> Any:  # noqa: ANN401 - openpyxl has no types
    return openpyxl.load_workbook(io.BytesIO(content))[sheet]


def everything(made: Any, page: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
    chart = made.add_chart({"type": "column"})
    chart.add_series({"values": "=经费!$C$2:$C$4"})
    page.insert_chart("H10", chart)
    page.insert_image("H2", "x.jpg", {"image_data": io.BytesIO(encoded(noise(), "JPEG"))})
    page.insert_textbox("H30", "文本框")
    page.write_comment("B2", "批注")
    bold = made.add_format({"bold": True})
    page.write_rich_string("B3", bold, "粗", "细体")
    page.data_validation("B2:B4", {"validate": "list", "source": ["甲", "乙"]})
    page.conditional_format("C2:C4", {"type": "cell", "criteria": ">", "value": 3, "format": bold})
    page.autofilter("A1:E4")
    page.print_area("A1:E4")
    page.merge_range("K1:L2", "并")
    other = made.add_worksheet("其他")
    other.write_formula("A1", "=SUM(经费!C2:C4)", None, 600)
    other.add_sparkline("B1", {"range": "经费!C2:C4"})


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return {name: container.read(name) for name in container.namelist()}
