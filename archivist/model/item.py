"""The item 案卷(具体内容): the third level of the catalogue, a folder with date and title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from archivist.model.days import parse_compact
from archivist.model.elements import Element, Reading
from archivist.model.names import same_name
from archivist.model.plan import Retention

ITEM_FILE = "item.toml"
_BOUNDS = re.compile(r"[、，,;；]")
"""What stands between the numbers of several boxes."""
_NAME = re.compile(r"([0-9]{8})(?![0-9])[\s_-]*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Where the paper copy lies, or why there is none (6.8, 6.9.1)."""

    box: str = ""
    """Its number; several are divided by commas."""
    none_because: str = ""

    @property
    def boxes(self) -> tuple[str, ...]:
        """The numbers of the boxes in which the paper lies; usually one."""
        named = (part.strip() for part in _BOUNDS.split(self.box))
        return tuple({same_name(part): part for part in named if part}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What ``item.toml`` says of an item, or of one file of it."""

    materials: tuple[str, ...] = ()
    """The materials that it answers, by name or id: a volume of rules answers several."""
    kind: str = ""
    """``document`` for a scan that is a document and no image record; empty: as the name says."""
    paper: Paper | None = None
    """None: nothing is stated."""
    pages: int | None = None
    """Pages of the paper copy as counted by a person; None: nobody counted them."""
    retention: Retention | None = None
    """None: as the plan says of its materials."""
    pieces: Mapping[str, int] = field(default_factory=dict)
    """件号 of the item's pieces, by the names of the papers (`archivist.model.pieces`)."""
    numbered_as: str = ""
    """Among which pieces these count, as `archivist.model.piece_numbers.numbering` spells it;
    empty: a person wrote the numbers."""
    responsible: str = ""
    """责任者 of its documents; empty: nobody is stated."""
    reference: str = ""
    """文号."""
    secrecy: str = ""
    """密级."""
    readings: tuple[Reading, ...] = ()
    """Elements shared by all images of the item."""
    files: Mapping[str, Description] = field(default_factory=dict)
    """By file name; what one file says goes before what its item says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemName:
    """A folder's name taken apart."""

    day_text: str
    """Eight digits as written, or empty."""
    day: date | None
    title: str

    @classmethod
    def parse(cls, folder: str) -> ItemName:
        """Take ``20220125 测流仪器理论授课`` apart; a name without eight digits is all title."""
        match = _NAME.fullmatch(folder)
        if match is None:
            return cls(day_text="", day=None, title=folder.strip())
        return cls(day_text=match[1], day=parse_compact(match[1]), title=match[2].strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item, without its records."""

    path: str
    """Relative to the archive, with forward slashes."""
    studio: str
    category: str
    """The category's number."""
    name: ItemName
    description: Description = field(default_factory=Description)
    flat: bool = False
    """It is the category itself, whose files lie in it directly."""

    @property
    def day(self) -> date | None:
        """The day of its event: the one in its name, else the one that ``item.toml`` states."""
        if self.name.day is not None:
            return self.name.day
        stated = (r for r in self.description.readings if r.element is Element.EVENT_DATE)
        return next((reading.day for reading in stated), None)
