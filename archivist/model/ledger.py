"""The ledger 台账: which columns a workbook has, and what its rows tell.

Ledgers are data (``templates/catalog/ledgers/*.toml``); clause 6.7 names five, the assessment rules
of 2025 five, together nine, and the registers of photos, boxes, discs and members are read alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

BOX_REGISTER, DISC_REGISTER = "boxes", "discs"
"""Ids of the ledgers that tell of boxes and of discs."""
REGISTERS = frozenset({BOX_REGISTER, DISC_REGISTER})
"""Their rows are printed on labels."""


class ColumnKind(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    DAY = "day"
    TERM = "term"
    """From one day to another, ``2025.02.10-2026.02.09``."""
    NUMBER = "number"
    MONEY = "money"
    """Yuan."""
    CHOICE = "choice"
    PEOPLE = "people"
    """One name or several, ``李淼、张晓峰``."""
    EVIDENCE = "evidence"
    """The item, record or code that proves the entry: where a person ties the two by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerColumn:
    """One column of a ledger."""

    key: str
    """English word; unique in the ledger, never changed afterwards."""
    name: str
    name_en: str = ""
    kind: ColumnKind = ColumnKind.TEXT
    choices: tuple[str, ...] = ()
    """Offered as a drop-down; for `ColumnKind.CHOICE` nothing else is right."""
    required: bool = False
    """An entry whose cell is empty is incomplete, whatever it tells."""
    also: tuple[str, ...] = ()
    """Other titles under which offices head the same column."""
    width: float = 14.0
    """In characters of the body font."""
    note: str = ""
    """Shown when a cell of the column is chosen."""
    note_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A condition on one cell: it contains one of the words."""

    column: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandedFile:
    """A file that an event's item must hold and that is no material of the plan."""

    name: str
    name_en: str = ""
    words: tuple[str, ...]
    """One of them in the file's name, its cause or what ``item.toml`` says of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule:
    """Which event 事件 a row tells, or an item of which there is no row."""

    kind: str
    """``theory``, ``practice``, ``award``: rubrics ask for events by this word."""
    name: str
    name_en: str = ""
    day: str = ""
    """The column of its own date: a day, or a term, of which the first day counts."""
    months: tuple[str, ...] = ()
    """Instead of a day: twelve columns, January first; each month of the term is one event."""
    term: str = ""
    """The column with the term within which the months lie."""
    when: tuple[When, ...] = ()
    """All of them have to hold; none: every row."""
    failing: tuple[str, ...] = ()
    """Words in the cell of a month that make it a failed one, such as 不合格."""
    level: str = ""
    """The column that states the level of an award."""
    required: tuple[str, ...] = ()
    """Columns that this event needs besides those that every entry needs."""
    categories: tuple[str, ...] = ()
    """Numbers of the categories in which its items lie."""
    materials: tuple[str, ...] = ()
    """Materials of the plan, by id, that its item must hold."""
    files: tuple[DemandedFile, ...] = ()
    photo: bool = False
    """Its item must hold an image with all five elements."""
    evidence: bool = True
    """It must be tied to something filed."""
    words: tuple[str, ...] = ()
    """Words in the title of an item by which it tells this event although no row does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One kind of ledger."""

    id: str
    """The name of its data file."""
    name: str
    name_en: str = ""
    clause: str = ""
    material: str = ""
    """The material of the plan that its workbook is; empty for a register that the plan lacks."""
    words: tuple[str, ...] = ()
    """Words in a workbook's or a sheet's name that tell it where the plan does not."""
    title: str = ""
    """The column that names an entry."""
    columns: tuple[LedgerColumn, ...] = ()
    events: tuple[EventRule, ...] = ()
    note: str = ""
    note_en: str = ""
    """How the project reads what the texts leave open."""

    @property
    def proven(self) -> bool:
        """Whether its rows rest on what is filed; a register of boxes or discs only counts it."""
        cites = any(column.kind is ColumnKind.EVIDENCE for column in self.columns)
        return cites or any(rule.evidence for rule in self.events)

    def column(self, key: str) -> LedgerColumn | None:
        """Return the column with that key, or None."""
        return next((column for column in self.columns if column.key == key), None)
