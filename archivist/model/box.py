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
    pieces: int = 0
    """How many papers 件 it brings (`archivist.model.pieces`); 0: none is known of."""
    first_piece: int = 0
    """件号 of the first of them; 0: not numbered. They run through all pieces of its studio,
    category, year and retention, and stand at the end of a 档号."""
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

    @property
    def last_piece(self) -> int:
        """件号 of its last piece; 0: not numbered."""
        return self.first_piece and self.first_piece + self.pieces - 1


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

    @property
    def pieces(self) -> int:
        """Pieces 件 in it."""
        return sum(each.pieces for each in self.items)

    @property
    def first_piece(self) -> int:
        """起件号; 0: nothing in it is numbered."""
        return min((each.first_piece for each in self.items if each.first_piece), default=0)

    @property
    def last_piece(self) -> int:
        """止件号; 0: nothing in it is numbered."""
        return max((each.last_piece for each in self.items), default=0)
