"""Where new rows of a table go, what they look like, and whether the rest is as it was.

Runs in a process of its own, for `archivist.formats.workbook.appending`.
"""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, TypeAlias

from archivist.formats.text.failing import TextError
from archivist.formats.workbook.cells import NoCellsError, sheets_of
from archivist.formats.workbook.package import OpenPackage, Refusal, RefusedError
from archivist.formats.workbook.places import column_of
from archivist.formats.workbook.sheet_xml import NewCell, UnusualError, held
from archivist.model.ledger_days import read_days
from archivist.model.ledger_numbers import read_number
from archivist.model.ledger_words import is_remark, is_sum

_EPOCH = date(1899, 12, 30)
_SINCE_1904 = 1462
_MAX_ROW = 1_048_576

Row: TypeAlias = Mapping[int, str]
"""Texts by column, from 0."""
_Grid: TypeAlias = dict[int, list[object]]
"""Values of the cells of each row that is not empty."""


def add_rows(
    content: str,
    additions: Sequence[Mapping[str, Any]],
    changes: Sequence[Mapping[str, Any]] = (),
) -> dict[str, str]:
    """Return ``{"data": …}``, the workbook with the rows in it, or ``{"refused": …}``.

    Args:
        content: The workbook, in base64.
        additions: For each row ``sheet``, ``head_row`` and ``cells``, texts by letters.
        changes: For each cell ``sheet``, ``row``, ``column`` in letters, and ``text``.
    """
    try:
        data = _added(base64.b64decode(content), additions, changes)
    except RefusedError as error:
        return {"refused": error.why.value}
    except (UnusualError, TextError, zipfile.BadZipFile, zlib.error, ValueError, RuntimeError):
        return {"refused": Refusal.UNUSUAL.value}
    return {"data": base64.b64encode(data).decode("ascii")}


def _added(
    content: bytes, additions: Sequence[Mapping[str, Any]], changes: Sequence[Mapping[str, Any]]
) -> bytes:
    package = OpenPackage(content)
    expected: dict[tuple[str, int, int], str] = {}

    def table(each: Mapping[str, Any]) -> tuple[str, int]:
        return str(each["sheet"]), int(each["head_row"])

    for (sheet, head), group in groupby(sorted(additions, key=table), key=table):
        rows = [{column_of(k): str(v) for k, v in each["cells"].items()} for each in group]
        last = _last_row(_grid(content, sheet), head)
        _put(package, sheet, (head, last), rows, _grid(content, sheet))
        for at, row in enumerate(rows, last + 1):
            expected |= {(sheet, at, column): text for column, text in row.items()}
    changed = {
        (str(each["sheet"]), int(each["row"]), column_of(each["column"])): str(each["text"])
        for each in changes
    }
    for sheet in {place[0] for place in changed}:
        own = {place[1:]: text for place, text in changed.items() if place[0] == sheet}
        _change(package, sheet, _grid(content, sheet), own)
    made = package.written()
    _compare(content, made, expected, changed)
    return made


def _grid(content: bytes, sheet: str) -> _Grid:
    import python_calamine  # noqa: PLC0415 - as in cells

    try:
        with python_calamine.load_workbook(io.BytesIO(content)) as book:
            page = book.get_sheet_by_name(sheet)
            left = [""] * (page.start[1] if page.start else 0)
            rows: Iterator[list[object]] = ([*left, *row] for row in page.iter_rows())
            return {at: row for at, row in enumerate(rows, 1) if any(v != "" for v in row)}
    except python_calamine.WorksheetNotFound as error:
        raise RefusedError(Refusal.NO_SHEET) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise RefusedError(Refusal.NOT_XLSX) from error


def _last_row(grid: _Grid, head: int) -> int:
    """Return the last row of a table, below which nothing may stand."""
    if head not in grid:
        raise RefusedError(Refusal.NO_SHEET)
    below = [number for number in grid if number > head]
    before = head
    for number in below:
        texts = [str(value).strip() for value in grid[number] if str(value).strip()]
        lone = len(texts) == 1 and number > before + 1
        if texts and (lone or is_sum(texts[0]) or is_remark(texts[0])):
            raise RefusedError(Refusal.BELOW)
        before = number if texts else before
    return before


def _put(
    package: OpenPackage, sheet: str, table: tuple[int, int], rows: Sequence[Row], grid: _Grid
) -> None:
    head, last = table
    bottom = last + len(rows)
    xml = package.sheet(sheet)
    if bottom > _MAX_ROW or xml.merged(range(last + 1, bottom + 1)):
        raise RefusedError(Refusal.BELOW)
    shift = _SINCE_1904 if package.since_1904 else 0
    above = {column: _above(grid, column, head) for row in rows for column in row}
    added = {
        number: {column: _cell(text, above[column], shift) for column, text in row.items()}
        for number, row in enumerate(rows, last + 1)
    }
    xml.put(added, last if last > head else None)
    if last > head:
        xml.extend(last, bottom)
        package.follow(sheet, last, bottom)


def _change(
    package: OpenPackage, sheet: str, grid: _Grid, changes: Mapping[tuple[int, int], str]
) -> None:
    """Set cells of rows that are there; a number stays one."""
    shift = _SINCE_1904 if package.since_1904 else 0
    cells: defaultdict[int, dict[int, NewCell]] = defaultdict(dict)
    for (number, column), text in changes.items():
        row = grid.get(number, [])
        there = row[column] if column < len(row) else ""
        cells[number][column] = _cell(text, there, shift)
    package.sheet(sheet).put(cells, None)


def _above(grid: _Grid, column: int, head: int) -> object:
    """Return the value of the lowest cell of a column that is not empty."""
    for number, row in reversed(grid.items()):
        if number <= head:
            return ""
        if column < len(row) and row[column] != "":
            return row[column]
    return ""


def _cell(text: str, above: object, shift: int) -> NewCell:
    if isinstance(above, date):
        days = read_days(text)
        if days.first and not days.last and not days.trouble:
            return NewCell(str((days.first - _EPOCH).days - shift), number=True)
    elif isinstance(above, (int, float)) and not isinstance(above, bool):
        number = read_number(text)
        if number is not None:
            return NewCell(f"{number:f}", number=True)
    return NewCell(text)


def _compare(
    before: bytes,
    after: bytes,
    expected: Mapping[tuple[str, int, int], str],
    changed: Mapping[tuple[str, int, int], str],
) -> None:
    """Make sure that every old cell reads as it did and every new one as it should.

    Args:
        before: The workbook as it was.
        after: As it is going to be.
        expected: The cells of new rows; one with a formula keeps it.
        changed: Those that are to say something else.

    Raises:
        RefusedError: It is not so.
    """
    try:
        old, new = _texts(before), _texts(after)
    except NoCellsError as error:
        raise RefusedError(Refusal.CHANGED) from error
    for place in {*old, *new} - {*expected, *changed}:
        if old.get(place) != new.get(place):
            raise RefusedError(Refusal.CHANGED)
    for place, text in expected.items():
        there = new.get(place, old.get(place, ""))
        if not _same(there, text) and place not in old:
            raise RefusedError(Refusal.CHANGED)
    if not all(_same(new.get(place, ""), text) for place, text in changed.items()):
        raise RefusedError(Refusal.CHANGED)


def _texts(content: bytes) -> dict[tuple[str, int, int], str]:
    told: Any = sheets_of(content, "")
    found = {
        (name, number, column): text
        for name, _hidden, lines in told["sheets"]
        for number, texts in lines
        for column, text in enumerate(texts)
        if text
    }
    broken = {
        (name, row, at): t for name, each in told.get("broken", {}).items() for row, at, t in each
    }
    return found | broken


def _same(there: str, text: str) -> bool:
    plain = " ".join(held(text).split())
    if " ".join(there.split()) == plain:
        return True
    day, number = read_days(there).first, read_number(there)
    return (day is not None and day == read_days(text).first) or (
        number is not None and number == read_number(text)
    )
