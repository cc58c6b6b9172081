"""Reading tables that people filled in, whatever they did to the order and the look of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from gettext import gettext as _
from pathlib import Path
from typing import Any, TypeAlias, cast

from archivist.errors import ArchivistError, InvalidFileError, NotReadableError
from archivist.formats.apart import Apart, SpoiltError
from archivist.formats.table import (
    CHOICES_SHEET,
    KEY_MARK,
    SCHEMA_SHEET,
    Column,
    Row,
    Table,
)
from archivist.formats.workbook.cells import MAX_ANSWER, Failure
from archivist.model.display import shown
from archivist.model.facts import Defect
from archivist.model.settings import Limits

LIMITS = Limits(seconds=60, megabytes=1536)
OWN_SHEETS = frozenset({SCHEMA_SHEET, CHOICES_SHEET})
"""Sheets that archivist writes beside the tables."""
MAX_TOP = 60
"""Rows in which the titles are looked for."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")

_Lines: TypeAlias = list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The texts of all cells of a file."""

    sheets: list[tuple[str, bool, _Lines]]
    """Name, whether it is hidden, and the rows that hold text with their numbers."""
    broken: Mapping[str, Mapping[tuple[int, int], str]]
    """By sheet, row (from 1) and column (from 0): errors, and formulas without a value."""

    def told(self) -> dict[str, str]:
        """Return what the hidden sheet of a workbook that archivist wrote says of it."""
        return dict(
            texts[:2]
            for name, _hidden, lines in self.sheets
            if name == SCHEMA_SHEET
            for _number, texts in lines
            if len(texts) > 1
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """Where the titles of a sheet stand."""

    at: int
    """Index among the sheet's rows; everything below is data."""
    places: Mapping[str, int]
    """Column of each key."""


_NOWHERE: tuple[str, _Lines, _Head] = ("", [], _Head(at=0, places={}))


def read_table(path: Path, wanted: Sequence[Column], *, limits: Limits = LIMITS) -> Table:
    """Return the rows of all visible sheets of a file that hold the table.

    Columns are found by their titles, in any order; the hidden row of keys that archivist writes
    above the titles goes before them. Other columns and other sheets are left out.

    Args:
        path: A workbook (xlsx, xls, ods) or a CSV file (UTF-8, UTF-16, GB18030).
        wanted: The columns looked for; those that are `Column.required` have to be there.
        limits: What reading it may cost.

    Raises:
        NotReadableError: The file system refuses.
        InvalidFileError: It is no table, or not this one.
    """
    cells = cells_of(path, limits)
    heads = [
        (name, lines, _head(lines, wanted))
        for name, hidden, lines in cells.sheets
        if not hidden and name not in OWN_SHEETS
    ]
    fit = [found for found in heads if not _missing(found[2], wanted)]
    if not fit:
        raise _not_found(path, wanted, heads)
    rows = tuple(row for found in fit for row in _rows(*found))
    return _table(rows, cells)


def cells_of(
    path: Path, limits: Limits = LIMITS, *, named: str = "", apart: Apart | None = None
) -> Cells:
    """Return the texts of all cells of a workbook or a CSV file.

    Args:
        path: The file.
        limits: What reading it may cost.
        named: What messages call it; empty: its path.
        apart: The process that reads it, with limits of its own; None: one for this file alone.

    Raises:
        NotReadableError: The file system refuses.
        InvalidFileError: It is neither, damaged, locked by a password, or too large.
    """
    name = named or str(path)
    try:
        with nullcontext(apart) if apart else Apart(limits) as running:
            answer = running.ask(["cells", str(path)], MAX_ANSWER)
    except SpoiltError as error:
        failure = Failure.NO_TABLE if error.defect is Defect.CRASHED else Failure.TOO_LARGE
        raise _refused(name, failure, "") from error
    try:
        told = cast("dict[str, Any]", answer)
        if "failure" in told:
            raise _refused(name, Failure(told["failure"]), str(told["detail"]))
        sheets = [_checked(*sheet) for sheet in told["sheets"]]
        return Cells(sheets=sheets, broken=_broken(told.get("broken", {})))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise _refused(name, Failure.NO_TABLE, "") from error


def _checked(name: object, hidden: object, lines: Any) -> tuple[str, bool, _Lines]:  # noqa: ANN401
    return str(name), bool(hidden), [(int(number), [*map(str, row)]) for number, row in lines]


def _broken(told: Any) -> dict[str, dict[tuple[int, int], str]]:  # noqa: ANN401
    return {
        str(name): {(int(row), int(column)): str(text) for row, column, text in found}
        for name, found in told.items()
    }


def _refused(path: str, failure: Failure, detail: str) -> ArchivistError:
    name = shown(path)
    if failure is Failure.UNREADABLE:
        message = _("{file} cannot be read: {reason}.").format(file=name, reason=detail)
        return NotReadableError(message, _("Close it in Excel or WPS if it is open there."))
    if failure is Failure.PASSWORD:
        message = _("{file} is protected by a password.").format(file=name)
        hint = _("Open it in Excel or WPS, take the password off, save it, then try again.")
    elif failure is Failure.TOO_LARGE:
        message = _("{file} is too large for a table.").format(file=name)
        hint = _("Copy the rows that matter into a new workbook and save that.")
    else:
        message = _("{file} is no workbook, or it is damaged.").format(file=name)
        hint = _("Open it in Excel or WPS and save it as .xlsx, then try again.")
    return InvalidFileError(message, hint)


def _head(lines: _Lines, wanted: Sequence[Column]) -> _Head:
    keys = {KEY_MARK + column.key: column.key for column in wanted}
    titles = _titles(wanted)
    best = _Head(at=0, places={})
    for at, (_number, texts) in enumerate(lines[:MAX_TOP]):
        by_key = _places(texts, keys)
        if by_key:
            # The titles stand in the next row, whatever they have become.
            return _Head(at=at + 1, places=by_key)
        by_title = _places(texts, titles)
        if len(by_title) > len(best.places):
            best = _Head(at=at, places=by_title)
    return best


def _titles(wanted: Sequence[Column]) -> dict[str, str]:
    """Return the key of every title; where two columns share one, the first has it."""
    titles: dict[str, str] = {}
    for spelling in (0, 1):
        for column in wanted:
            for title in (column.title, *column.also, column.key):
                titles.setdefault(spellings(title)[spelling], column.key)
    titles.pop("", None)
    return titles


def _places(texts: list[str], names: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, text in enumerate(texts):
        spelt = next((each for each in (text, *spellings(text)) if each in names), None)
        if spelt is not None:
            places.setdefault(names[spelt], at)
    return places


@lru_cache(maxsize=4096)
def spellings(title: str) -> tuple[str, ...]:
    """Return a title without width, spaces, case and stars; and without a remark in brackets."""
    plain = "".join(unicodedata.normalize("NFKC", title).casefold().split()).strip("*:")
    return plain, _IN_BRACKETS.sub("", plain).strip("*:")


def _missing(head: _Head, wanted: Sequence[Column]) -> list[Column]:
    if not head.places:
        return list(wanted)
    return [column for column in wanted if column.required and column.key not in head.places]


def _rows(sheet: str, lines: _Lines, head: _Head) -> Iterator[Row]:
    for number, texts in lines[head.at + 1 :]:
        values = {key: texts[at] if at < len(texts) else "" for key, at in head.places.items()}
        if any(values.values()):
            yield Row(sheet=sheet, number=number, values=values)


def _not_found(
    path: Path, wanted: Sequence[Column], heads: Sequence[tuple[str, _Lines, _Head]]
) -> InvalidFileError:
    required = [column for column in wanted if column.required] or list(wanted)
    sheet, _lines, head = max(heads, key=lambda found: len(found[2].places), default=_NOWHERE)
    absent = [column.title for column in required if column.key not in head.places]
    names = {"file": shown(str(path)), "sheet": shown(sheet), "titles": _(", ").join(absent)}
    if not head.places:
        message = _("{file} has no row with the titles of the columns.").format(**names)
        return InvalidFileError(message, _("Looked for: {titles}.").format(**names))
    message = _("{file}, sheet {sheet}: these columns are missing: {titles}.").format(**names)
    hint = _("Put the titles back as archivist wrote them, or have the table written anew.")
    return InvalidFileError(message, hint)


def _table(rows: tuple[Row, ...], cells: Cells) -> Table:
    told = cells.told()
    version = told.get("version", "")
    return Table(
        rows=rows,
        schema=told.get("schema", ""),
        version=int(version) if version.isdecimal() and len(version) < 9 else 0,
        archive=told.get("archive", ""),
    )
