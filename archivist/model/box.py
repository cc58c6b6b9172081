"""The box 档案盒: what the register says of it, and which items lie in it (6.9.1, 6.9.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archivist.model.item import Item
from archivist.model.plan import Retention


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One row of the register of boxes; what a person left empty is empty, or None."""

    studio: str
    number: str
    """``06-1``."""
    content: str = ""
    """类目/内容, ``06 培训学习资料``."""
    years: tuple[int, ...] = ()
    retention: Retention | None = None
    spine: float = 0.0
    """Thickness in mm; 0: not stated."""
    first: str = ""
    """起件号."""
    last: str = ""
    place: str = ""
    packer: str = ""
    packed: date | None = None
    checker: str = ""
    checked: date | None = None
    state: str = ""
    """盒内文件情况说明."""
    row: str = ""
    """Where it stands in the register, for messages: path, sheet and row; empty: in no register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxedItem:
    """One item that lies in a box."""

    item: Item
    number: int = 0
    """Its running number in the box, from 1."""
    piece: int = 0
    """件号: the same through all boxes of its studio, category, year and retention; the end of a
    档号."""
    files: int = 0
    """Records filed under it."""
    year: int = 0
    """Of the item; 0: none is told."""
    pages: int = 0
    """Of paper; 0: unknown."""
    estimated: bool = False
    """Some of the pages were estimated, not counted."""
    first_code: str = ""
    """The codes of its images, the first and the last; empty: none."""
    last_code: str = ""
    retention: Retention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxHeld:
    """A box with what lies in it."""

    box: Box
    items: tuple[BoxedItem, ...] = ()
    """By number."""

    @property
    def where(self) -> str:
        """How messages name it."""
        return self.box.number

    @property
    def pages(self) -> int:
        """Pages of paper in it."""
        return sum(each.pages for each in self.items)
