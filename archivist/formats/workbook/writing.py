"""Writing tables for people: drop-downs, notes, pictures, print set-up; the same bytes each time.

Every text is written as text, so that nothing which begins with ``=``, ``+``, ``-`` or ``@`` is
ever calculated.
"""

from __future__ import annotations

import io
import os
import re
from contextlib import suppress
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from archivist.errors import NotWritableError
from archivist.formats.table import CHOICES_SHEET, SCHEMA_SHEET, Book
from archivist.formats.workbook.looks import Looks
from archivist.formats.workbook.page import add_page, clean, offered
from archivist.model.refusal import reason_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks know no time zone
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_MAX_NAME = 31
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook_bytes(book: Book) -> bytes:
    """Return a workbook; the same values give the same bytes."""
    import xlsxwriter  # noqa: PLC0415 - most commands write none

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as made:
        made.set_properties({"created": _CREATED})
        looks = Looks(made)
        lists = _lists(book)
        taken = {SCHEMA_SHEET, CHOICES_SHEET.casefold()}
        for sheet in book.sheets:
            page = made.add_worksheet(_free_name(sheet.name, taken))
            add_page(page, sheet, looks, lists)
        _add_choices(made, lists, looks)
        _add_schema(made, book, looks)
    return buffer.getvalue()


def write_workbook(target: Path | BinaryIO, book: Book) -> None:
    """Write a workbook to an open stream, or to a path where nothing is yet.

    Raises:
        NotWritableError: There is something of that name, or the file system refuses.
    """
    data = workbook_bytes(book)
    if not isinstance(target, Path):
        target.write(data)
        return
    try:
        _put(target, data)
    except FileExistsError as error:
        message = _("{file} is there already and is not overwritten.").format(file=target)
        raise NotWritableError(message, _("Give the new workbook another name.")) from error
    except OSError as error:
        message = _("{file} cannot be written: {reason}.")
        hint = _("Check that the folder exists, may be written to and has space left.")
        reason = reason_of(error, making=True)
        raise NotWritableError(message.format(file=target, reason=reason), hint) from error


def _put(target: Path, data: bytes) -> None:
    """Write beside the target, then link into place: a crash leaves at most a ``.tmp``."""
    beside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _move_in(beside, target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _move_in(beside: Path, target: Path) -> None:
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:
        # FAT and some shares have no links; Windows' rename refuses an existing target by itself,
        # elsewhere the check leaves a gap of microseconds that only such file systems have.
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        beside.rename(target)


def _lists(book: Book) -> dict[tuple[str, ...], str]:
    """Return where on the hidden sheet each list of choices will stand."""
    columns = [column for sheet in book.sheets for column in sheet.columns]
    lists = dict.fromkeys(offered(column) for column in columns if offered(column))
    return {
        choices: f"='{CHOICES_SHEET}'!${_letters(at)}$1:${_letters(at)}${len(choices)}"
        for at, choices in enumerate(lists)
    }


def _letters(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _add_choices(made: Workbook, lists: dict[tuple[str, ...], str], looks: Looks) -> None:
    if not lists:
        return
    page = made.add_worksheet(CHOICES_SHEET)
    for at, choices in enumerate(lists):
        for row, choice in enumerate(choices):
            page.write_string(row, at, choice, looks.hidden)
    page.hide()


def _add_schema(made: Workbook, book: Book, looks: Looks) -> None:
    page = made.add_worksheet(SCHEMA_SHEET)
    rows = [("schema", book.schema), ("version", str(book.version)), ("archive", book.archive)]
    rows += [(f"column {c.key}", c.title) for sheet in book.sheets for c in sheet.columns]
    for row, (name, value) in enumerate(rows):
        page.write_string(row, 0, name, looks.hidden)
        page.write_string(row, 1, clean(value), looks.hidden)
    page.very_hidden()


def _free_name(name: str, taken: set[str]) -> str:
    """Return a sheet's name as spreadsheet programs allow it, and that is not taken yet."""
    bare = _NOT_IN_NAME.sub(" ", clean(name)).strip(" '") or _("Table")
    number, free = 1, bare[:_MAX_NAME]
    while free.casefold() in taken:
        number += 1
        free = f"{bare[: _MAX_NAME - len(str(number)) - 1]} {number}"
    taken.add(free.casefold())
    return free
