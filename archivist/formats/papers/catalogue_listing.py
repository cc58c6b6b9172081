"""A list that is printed: one value, which comes to PDF, workbook, CSV or page of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from archivist.model.display import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list."""

    key: str
    """By which a layout chooses it."""
    title: str
    width: float
    """In characters, for a workbook; a layout says it in mm."""
    left: bool = False
    """Texts stand at the left, what is short in the middle."""
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rows under one heading."""

    rows: tuple[tuple[str, ...], ...]
    """Texts in the order of the columns; no rows: the heading says “none”."""
    heading: str = ""
    """The category or the volume; empty: the list is not divided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What begins on a page of its own: a studio."""

    name: str
    groups: tuple[Group, ...]
    told: str = ""
    """What there is in all, in words; empty: only the rows are counted."""

    @property
    def rows(self) -> int:
        """Rows of all groups."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def totals(self) -> str:
        """What stands above the table at the right."""
        return self.told or totals_of(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A whole list."""

    form: str
    """Which layouts print it."""
    title: str
    archive: str
    """What stands at the foot: the archive's name, or its fonds."""
    day: str
    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    divided_by: str = ""
    """What the headings of the groups are; empty: categories."""
    apart: bool = False
    """Each group begins on a page of its own."""
    contents: bool = False
    """Pages in front that tell on which page each studio and category begins."""

    @property
    def grouped(self) -> bool:
        """Whether the rows stand under headings."""
        return any(group.heading for part in self.parts for group in part.groups)


def totals_of(count: int) -> str:
    """Return how many rows there are, in words."""
    return ngettext("{count} entry", "{count} entries", count).format(count=count)


def items_of(count: int) -> str:
    """Return how many items there are, in words; what has none says so."""
    if not count:
        return _("none")
    return ngettext("{count} item", "{count} items", count).format(count=count)


def heading_of(part: Part) -> str:
    """Return what stands above the table of a studio."""
    return _("Studio: {name}").format(name=part.name)


def cell(value: object) -> str:
    """Return what a cell says: nothing for None and 0, else the text with nothing hidden in it."""
    return shown(str(value)) if value else ""
