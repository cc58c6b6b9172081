"""The texts of all cells of a file, read with calamine or as CSV.

Runs in a process of its own, under a memory watch: two cells in opposite corners of a sheet make
calamine lay out the 17 thousand million between them. It is no XML reader that follows a DTD, so
nothing has to be refused on that account.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from archivist.formats.found import one_line
from archivist.formats.reader import open_regular
from archivist.formats.workbook.formulas import broken_cells
from archivist.model.days import dotted

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED = 512 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CHARACTERS = 24_000_000
"""Of all cells of a file."""
MAX_ANSWER = 8 * MAX_CHARACTERS
"""Bytes in which all of them go from one process to the other."""
_MAX_MERGED = 1_000_000
"""Cells that are filled in because they are merged with another."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Line: TypeAlias = tuple[int, list[str]]
"""Number of the row, from 1, and the texts of its cells."""


class Failure(StrEnum):
    """Why there are no cells."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    PASSWORD = "password"  # noqa: S105 - no secret
    NO_TABLE = "no-table"
    """Neither workbook nor CSV, or damaged."""


class NoCellsError(Exception):
    """There are no cells to be had.

    Args:
        failure: Why.
        detail: What the library said.
    """

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(detail)
        self.failure = failure
        self.detail = detail


def read_cells(path: Path) -> dict[str, object]:
    """Return ``{"sheets": [[name, hidden, [[row, [text, …]], …]], …], …}`` or ``{"failure": …}``.

    Under ``"broken"`` stand, by the sheet's name, row, column and text of cells without a value,
    if there are any.
    Rows without any text are left out. Never raises for what the file is.
    """
    try:
        content = _content(path)
        return sheets_of(content, path.stem)
    except NoCellsError as error:
        return {"failure": error.failure.value, "detail": error.detail}


def sheets_of(content: bytes, name: str) -> dict[str, object]:
    """Return what `read_cells` does of a content; a CSV file is one sheet of that name.

    Raises:
        NoCellsError: There are none.
    """
    sheets = list(_sheets(content, name))
    broken = broken_cells(content) if content.startswith(b"PK") else {}
    return {"sheets": sheets, "broken": broken} if broken else {"sheets": sheets}


def _content(path: Path) -> bytes:
    try:
        with open_regular(path) as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NoCellsError(Failure.UNREADABLE, one_line(reason)) from error
    if len(content) > MAX_BYTES:
        raise NoCellsError(Failure.TOO_LARGE)
    return content


def _sheets(content: bytes, title: str) -> Iterator[tuple[str, bool, list[Line]]]:
    room = MAX_CHARACTERS
    for name, hidden, lines in _tables(content, title):
        room -= sum(len(text) + 4 for _number, texts in lines for text in texts)
        if room < 0:
            raise NoCellsError(Failure.TOO_LARGE)
        yield name, hidden, lines


def _lines(rows: Iterable[Iterable[object]]) -> list[Line]:
    lines: list[Line] = []
    for number, row in enumerate(rows, 1):
        texts = [_text(value) for value in islice(row, MAX_COLUMNS)]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            lines.append((number, texts))
        if len(lines) > MAX_ROWS:
            raise NoCellsError(Failure.TOO_LARGE)
    return lines


def _text(value: object) -> str:
    """Return what a person sees in the cell, or would have typed."""
    if isinstance(value, datetime):
        day = dotted(value)
        return day if value.time() == time() else f"{day} {value:%H:%M:%S}"
    if isinstance(value, date):
        return dotted(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, bool):
        return str(value).upper()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _tables(content: bytes, title: str) -> Iterator[tuple[str, bool, list[Line]]]:
    if not content.startswith((b"PK", _OLE)):
        yield title, False, _lines(_csv(content))
        return
    _check(content)
    import python_calamine  # noqa: PLC0415 - a CSV file needs it not

    try:
        with python_calamine.load_workbook(io.BytesIO(content)) as book:
            for about in book.sheets_metadata:
                if about.typ is python_calamine.SheetTypeEnum.WorkSheet:
                    hidden = about.visible is not python_calamine.SheetVisibleEnum.Visible
                    yield about.name, hidden, _filled(book.get_sheet_by_name(about.name))
    except python_calamine.PasswordError as error:
        raise NoCellsError(Failure.PASSWORD) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise NoCellsError(Failure.NO_TABLE, one_line(error)) from error


def _check(content: bytes) -> None:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise NoCellsError(Failure.PASSWORD)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            unpacked = sum(member.file_size for member in container.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise NoCellsError(Failure.NO_TABLE, one_line(error)) from error
    if unpacked > MAX_UNPACKED:
        raise NoCellsError(Failure.TOO_LARGE)


def _filled(sheet: CalamineSheet) -> list[Line]:
    """Return the rows of a sheet; what is merged holds the text of its first cell everywhere."""
    # Rows are counted from the first, columns from the first that holds anything.
    left = [""] * sheet.start[1] if sheet.start else []
    lines = _lines(chain(left, row) for row in sheet.iter_rows())
    texts = dict(lines)
    room = _MAX_MERGED
    for (top, first), (bottom, last) in sheet.merged_cell_ranges or ():
        origin = texts.get(top + 1, [])
        text = origin[first] if first < len(origin) else ""
        for number in range(top + 1, min(bottom + 1, top + MAX_ROWS) + 1):
            room -= last - first + 1
            if room < 0:
                return lines
            if text and number in texts:
                _overlay(texts[number], first, min(last, MAX_COLUMNS - 1), text)
    return lines


def _overlay(row: list[str], first: int, last: int, text: str) -> None:
    row += [""] * (last + 1 - len(row))
    row[first : last + 1] = [text] * (last + 1 - first)


def _csv(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    head = text[:8192]
    # Excel separates by what the system's region asks for, and by tabs in its Unicode text.
    delimiter = max(",\t;", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise NoCellsError(Failure.NO_TABLE, one_line(error)) from error


def _decoded(content: bytes) -> str:
    if b"\0" in content and not content.startswith(_UTF16):
        raise NoCellsError(Failure.NO_TABLE, "binary content")
    encodings = ("utf-16",) if content.startswith(_UTF16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.lstrip().startswith("<"):
            break
        return text
    raise NoCellsError(Failure.NO_TABLE, "neither a workbook nor comma-separated text")
