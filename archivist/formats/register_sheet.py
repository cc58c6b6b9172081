"""照片登记表: the table in which people describe images (clause 6.8.15.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO

from archivist.formats import register_columns as columns
from archivist.formats.register_columns import Choices, register_columns, title_of
from archivist.formats.row_key import parse_row_key, row_key
from archivist.formats.table import Book, Cell, CellState, Row, Sheet
from archivist.formats.workbook import read_table, write_workbook
from archivist.model.days import dotted, read_day
from archivist.model.display import shown
from archivist.model.elements import DAYS, Element

SCHEMA = "register"
_YES = frozenset({"是", "yes", "y", "√", "✓", "对", "已核对"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRow:
    """One image in the register."""

    path: str
    """Below the archive, with slashes."""
    code: str = ""
    values: Mapping[Element, str] = field(default_factory=dict)
    """What is stated; several people with ``、`` between."""
    proposals: Mapping[Element, str] = field(default_factory=dict)
    missing: frozenset[Element] = frozenset()
    sha256: str = ""
    studio: str = ""
    item: str = ""
    thumbnail: bytes | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One row of a register that came back."""

    sheet: str
    row: int
    path: str
    """Empty when the row names no file."""
    sha256: str
    """The first 16 digits; empty when the hidden key is gone."""
    values: Mapping[Element, str]
    """Every element whose column is there; empty: its cell is empty."""
    checked: bool
    """Whether somebody vouches for the guesses that still stand in the row."""


def write_register(
    target: Path | BinaryIO,
    rows: Sequence[PhotoRow],
    choices: Choices | None = None,
    *,
    archive: str = "",
) -> None:
    """Write a register, one sheet a studio.

    Args:
        target: An open stream, or a path where nothing is yet.
        rows: The images, in the order in which they are to be listed.
        choices: What the drop-downs offer; None: nothing.
        archive: Which archive it belongs to.

    Raises:
        NotWritableError: There is something of that name, or the file system refuses.
    """
    studios = list(dict.fromkeys(row.studio for row in rows)) or [""]
    sheets = tuple(
        _sheet(studio, [row for row in rows if row.studio == studio], choices or Choices())
        for studio in studios
    )
    write_workbook(target, Book(sheets=sheets, schema=SCHEMA, archive=archive))


def read_register(path: Path) -> tuple[RegisterRow, ...]:
    """Return the rows of a register in a workbook or a CSV file.

    Raises:
        NotReadableError: The file system refuses.
        InvalidFileError: It is no register.
    """
    return tuple(_returned(row) for row in read_table(path, register_columns(Choices())).rows)


def _sheet(studio: str, rows: Sequence[PhotoRow], choices: Choices) -> Sheet:
    name = _("Photo register")
    return Sheet(
        name=studio or name,
        title=_("{studio} · photo register").format(studio=studio) if studio else name,
        columns=register_columns(choices),
        rows=tuple(_cells(number, row) for number, row in enumerate(rows, 1)),
        notes=(
            _(
                "Fill in the dashed cells. Check the slanted guesses: correct what is wrong, then"
                " choose yes in the column Checked. Guesses without a yes count for nothing."
            ),
            _(
                "Rows may be sorted, filtered and deleted, columns moved; what is left out stays"
                " as it is in the archive."
            ),
        ),
        frozen=3,
    )


def _cells(number: int, row: PhotoRow) -> dict[str, Cell]:
    name = row.path.rpartition("/")[2]
    cells: dict[str, Cell] = {
        columns.NUMBER: Cell(str(number)),
        columns.THUMBNAIL: Cell(name, picture=row.thumbnail),
        columns.CODE: Cell(row.code),
        columns.PATH: Cell(shown(row.path), CellState.LOCKED),
        columns.HINTS: Cell("\n".join(_hints(row))),
        columns.KEY: Cell(row_key(row.path, row.sha256)),
    }
    if _proposed(row):
        cells[columns.CHECKED] = Cell("", CellState.MISSING)
    return cells | {element: _cell(row, element) for element in columns.DESCRIBING}


def _cell(row: PhotoRow, element: Element) -> Cell:
    stated = _said(row.values, element)
    if stated:
        return Cell(stated)
    proposed = _said(row.proposals, element)
    if proposed:
        return Cell(proposed, CellState.PROPOSED)
    return Cell("", CellState.MISSING if element in _missing(row) else CellState.GIVEN)


def _said(values: Mapping[Element, str], element: Element) -> str:
    text = values.get(element, "")
    if element in DAYS:
        day = read_day(text)
        return dotted(day) if day else text
    if element is Element.PEOPLE and not text:
        return columns.people_word(values.get(Element.PEOPLE_STATUS, ""))
    return text


def _proposed(row: PhotoRow) -> list[Element]:
    return [e for e in columns.DESCRIBING if _cell(row, e).state is CellState.PROPOSED]


def _missing(row: PhotoRow) -> frozenset[Element]:
    status = {Element.PEOPLE} if Element.PEOPLE_STATUS in row.missing else set()
    return row.missing | status


def _hints(row: PhotoRow) -> Iterator[str]:
    """Say in words what the cells say by their look."""
    absent = [e for e in columns.DESCRIBING if _cell(row, e).state is CellState.MISSING]
    if absent:
        yield _("Fill in: {titles}").format(titles=_(", ").join(map(title_of, absent)))
    guessed = _proposed(row)
    if guessed:
        yield _("Check: {titles}").format(titles=_(", ").join(map(title_of, guessed)))
    if row.note:
        yield row.note


def _returned(row: Row) -> RegisterRow:
    path, sha256 = parse_row_key(row.values.get(columns.KEY, ""))
    return RegisterRow(
        sheet=row.sheet,
        row=row.number,
        path=path or row.values.get(columns.PATH, ""),
        sha256=sha256,
        values=_elements(row.values),
        checked=row.values.get(columns.CHECKED, "").casefold() in _YES,
    )


def _elements(values: Mapping[str, str]) -> dict[Element, str]:
    found = {e: values[e] for e in columns.DESCRIBING if e in values}
    status = columns.status_of(found.get(Element.PEOPLE, ""))
    if status is not None:
        found |= {Element.PEOPLE: "", Element.PEOPLE_STATUS: status.value}
    return found
