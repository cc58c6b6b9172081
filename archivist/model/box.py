"""The box 档案盒: what the register says of it, and which items lie in it (6.9.1, 6.9.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archivist.model.code import codes_range
from archivist.model.item import Item
from archivist.model.ledger_entry import RowPlace
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
    row: RowPlace | None = None
    """Where it stands in the register; None: in no register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxedItem:
    """One item that lies in a box."""

    item: Item
    number: int = 0
    """Its running number in the box, from 1."""
    pieces: int = 0
    """How many papers 件 it brings (`archivist.model.pieces`); 0: none is known of."""
    papers: tuple[str, ...] = ()
    """What ``item.toml`` calls each of them."""
    numbers: tuple[int, ...] = ()
    """件号 of each of them (`archivist.model.piece_numbers`); none: not numbered."""
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
    def codes(self) -> str:
        """The codes of its images, from which to which; empty: none."""
        return codes_range(self.first_code, self.last_code)

    @property
    def first_piece(self) -> int:
        """件号 of its first piece; 0: not numbered."""
        return min(self.numbers, default=0)

    @property
    def last_piece(self) -> int:
        """件号 of its last piece; 0: not numbered."""
        return max(self.numbers, default=0)

    @property
    def piece_ranges(self) -> tuple[tuple[int, int], ...]:
        """件号 of its pieces, from which to which: a paper that came late has one of its own."""
        found: list[tuple[int, int]] = []
        for number in sorted(self.numbers):
            if found and number <= found[-1][1] + 1:
                found[-1] = found[-1][0], number
            else:
                found.append((number, number))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxHeld:
    """A box with what lies in it."""

    box: Box
    items: tuple[BoxedItem, ...] = ()
    """By number."""

    @property
    def pages(self) -> int:
        """Pages of paper in it."""
        return sum(each.pages for each in self.items)

    @property
    def pieces(self) -> int:
        """Pieces 件 in it."""
        return sum(each.pieces for each in self.items)

    @property
    def years(self) -> tuple[int, ...]:
        """As its row says them, else those of what lies in it."""
        return self.box.years or tuple(sorted({each.year for each in self.items} - {0}))

    @property
    def retention(self) -> Retention | None:
        """As its row says it, else the one of all that lies in it; None: nobody knows."""
        found = {each.retention for each in self.items}
        return self.box.retention or (found.pop() if len(found) == 1 else None)

    @property
    def first_piece(self) -> int:
        """起件号; 0: nothing in it is numbered."""
        return min((each.first_piece for each in self.items if each.first_piece), default=0)

    @property
    def last_piece(self) -> int:
        """止件号; 0: nothing in it is numbered."""
        return max((each.last_piece for each in self.items), default=0)
