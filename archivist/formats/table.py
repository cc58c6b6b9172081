"""Tables that people fill in: what is written into a workbook, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SCHEMA_SHEET = "archivist"
"""Hidden sheet that says which workbook this is."""
CHOICES_SHEET = "选项"
"""Hidden sheet from which drop-downs are filled."""
KEY_MARK = "archivist:"
"""Stands before each column's key in the hidden row above the titles."""


class CellState(StrEnum):
    """What a person should know of a cell before typing into it."""

    GIVEN = "given"
    """Known; may be corrected."""
    PROPOSED = "proposed"
    """A guess that a person has to look at."""
    MISSING = "missing"
    """Has to be filled in."""
    LOCKED = "locked"
    """Not to be changed."""


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DATE = "date"
    """Stays text, so that ``2022.01.25`` is kept as typed."""
    IMAGE = "image"
    NUMBER = "number"
    POINTS = "points"
    """A number that is shown to two places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    key: str
    title: str
    width: float
    """In characters of the body font, as spreadsheet programs count."""
    choices: tuple[str, ...] = ()
    """Offered as a drop-down."""
    kind: Kind = Kind.TEXT
    locked: bool = False
    note: str = ""
    """Shown when a cell of the column is chosen; at most 255 characters."""
    strict: bool = False
    """Whether nothing but the choices may be typed."""
    hidden: bool = False
    required: bool = False
    """A table without this column is not the one looked for."""
    also: tuple[str, ...] = ()
    """Other titles under which it is recognised, such as the one in the other language."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell to be written."""

    text: str = ""
    state: CellState = CellState.GIVEN
    picture: bytes | None = None
    """A small JPEG, in a column of images; the text describes it to who cannot see it."""
    link: str = ""
    """A path relative to the workbook, with slashes, that opens when the cell is clicked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet to be written."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    """Cells by the key of their column; what is left out is empty."""
    notes: tuple[str, ...] = ()
    """Lines above the table that say how to fill it in."""
    frozen: int = 1
    """Columns at the left that stay in sight."""
    spare: int = 0
    """Empty rows below that are formatted like the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook to be written."""

    sheets: tuple[Sheet, ...]
    schema: str
    """What kind of table it is, for example ``register``."""
    version: int = 1
    archive: str = ""
    """Which archive it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row that was read."""

    sheet: str
    """Empty in a CSV file."""
    number: int
    """As the spreadsheet program counts, from 1."""
    values: Mapping[str, str]
    """Trimmed texts by the key of their column; a column that is not there has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What was read of a table; rows without any text are left out."""

    rows: tuple[Row, ...]
    schema: str = ""
    """What `Book.schema` said; empty when the table was not written by archivist."""
    version: int = 0
    archive: str = ""
