"""The text of Excel's old workbooks (BIFF), and WPS Spreadsheets' et files: a page for each sheet.

Text boxes are not read: the library leaves them out.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any

import xlrd  # type: ignore[import-untyped]
from xlrd.compdoc import CompDocError  # type: ignore[import-untyped]
from xlrd.formula import FormulaError  # type: ignore[import-untyped]

from archivist.formats.found import one_line
from archivist.formats.text.cell_formats import Look, look_of, shown
from archivist.formats.text.failing import TextError
from archivist.formats.text.flow import Flow
from archivist.model.facts import Defect

_DAMAGE = (
    xlrd.XLRDError,
    CompDocError,
    FormulaError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    NotImplementedError,
    TypeError,
    ValueError,
    struct.error,
)
"""What xlrd raises for damaged workbooks."""


def pages(content: bytes) -> Iterator[str]:
    """Yield the text of each sheet, hidden ones too; its first line is the sheet's name.

    Args:
        content: The stream with the workbook: the library's own reader of containers gives up on
            damage that does not touch it.

    Raises:
        TextError: After what could be read.
    """
    book = _opened(content)
    fault: TextError | None = None
    for number, name in enumerate(book.sheet_names()):
        flow = Flow()
        flow.add(" ".join(name.split()))
        flow.row()
        try:
            _fill(flow, book, book.sheet_by_index(number))
        except _DAMAGE as error:
            fault = fault or TextError(Defect.BROKEN, one_line(error))
        yield flow.take()
        book.unload_sheet(number)
    if fault:
        raise fault


def _opened(content: bytes) -> Any:  # noqa: ANN401 - xlrd has no types
    try:
        try:
            return _book(content, formats=True)
        except _DAMAGE:
            # Formats are damaged more often than cells; without them a code loses its zeros.
            return _book(content, formats=False)
    except _DAMAGE as error:
        detail = one_line(error)
        if "encrypted" in detail:
            raise TextError(Defect.ENCRYPTED, "it needs a password") from error
        raise TextError(Defect.BROKEN, detail) from error


def _book(content: bytes, *, formats: bool) -> Any:  # noqa: ANN401 - xlrd has no types
    return xlrd.open_workbook(
        file_contents=content,
        on_demand=True,
        ragged_rows=True,
        formatting_info=formats,
        logfile=io.StringIO(),
    )


def _fill(flow: Flow, book: Any, sheet: Any) -> None:  # noqa: ANN401 - xlrd has no types
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _shown(book, sheet, row, column)
            if text:
                flow.add(text)
                flow.cell()
        flow.row()
        if flow.full:
            return
    for _place, note in sorted(sheet.cell_note_map.items()):
        flow.add(str(note.text).strip())
        flow.row()


def _shown(book: Any, sheet: Any, row: int, column: int) -> str:  # noqa: ANN401 - xlrd has no types
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return str(bool(value)).upper()
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, ""))
    if kind in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        default = Look(calendar=True, clock=value % 1 > 0) if kind == xlrd.XL_CELL_DATE else Look()
        look = _look(book, sheet, row, column) if book.formatting_info else default
        return shown(value, look, since_1904=book.datemode == 1)
    return " ".join(str(value).split("\n")).strip()


def _look(book: Any, sheet: Any, row: int, column: int) -> Look:  # noqa: ANN401 - xlrd has no types
    format_key = book.xf_list[sheet.cell_xf_index(row, column)].format_key
    return look_of(book.format_map[format_key].format_str)
