"""The filing plan 分类方案: the categories and the materials that each must hold (clause 6.8)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_NUMBERED = re.compile(r"([0-9]{2})(?![0-9])[\s_.、·-]*(.*)", re.DOTALL)


class MaterialKind(StrEnum):
    """What kind of record answers a material."""

    DOCUMENT = "document"
    """A text, table, certificate or drawing; a scan or photo of it is accepted."""
    IMAGE = "image"
    """A photo, scan or video with a code and the five elements."""
    LEDGER = "ledger"
    """A workbook with one row for each event."""
    SET = "set"
    """Several parts that belong together, such as cover, contents and own page of a paper."""


class Frequency(StrEnum):
    """How often a material falls due."""

    STANDING = "standing"
    """It has to be there, once, and current."""
    YEARLY = "yearly"
    HALF_YEARLY = "half-yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    PER_EVENT = "per-event"
    """Every event of the period must hold it, and there must be one: each training, activity."""
    PER_ITEM = "per-item"
    """Every item of the category must hold it, of whatever date: each paper."""

    @property
    def recurring(self) -> bool:
        """It is asked for in each of its own periods."""
        return not self.by_item and self is not Frequency.STANDING

    @property
    def by_item(self) -> bool:
        """Each item is asked for it, not the category as a whole."""
        return self in {Frequency.PER_EVENT, Frequency.PER_ITEM}


class Retention(StrEnum):
    """保管期限: how long a record is kept (a proposal that the studio may change)."""

    PERMANENT = "permanent"
    YEARS_30 = "30-years"
    YEARS_10 = "10-years"


RETENTION_NAMES = {
    Retention.PERMANENT: "永久",
    Retention.YEARS_30: "30年",
    Retention.YEARS_10: "10年",
}
"""As the archive's own documents write them, Chinese whatever is spoken: registers, item.toml."""


class Medium(StrEnum):
    """On what a material is kept; the standard asks for both nearly everywhere (6.8, 6.9.1)."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a set."""

    name: str
    name_en: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """应归材料: one thing that a category must hold."""

    id: str
    """``06.plan``: the category's number, a dot, an English word."""
    name: str
    name_en: str = ""
    clause: str
    kind: MaterialKind = MaterialKind.DOCUMENT
    frequency: Frequency = Frequency.STANDING
    media: tuple[Medium, ...] = (Medium.PAPER, Medium.ELECTRONIC)
    retention: Retention = Retention.YEARS_30
    words: tuple[str, ...] = ()
    """Words by which a file name or an item title is recognised, besides the name itself."""
    parts: tuple[Part, ...] = ()
    due: str = "12-31"
    """Month and day by which a recurring material has to be there, in its own year."""
    least: int = 1
    """How many records it takes."""
    note: str = ""
    note_en: str = ""
    """How the project reads a clause that leaves room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """类目: the second level of the catalogue."""

    number: str
    """Two digits."""
    name: str
    name_en: str = ""
    clause: str
    about: str = ""
    about_en: str = ""
    """What belongs here, for the ``说明.txt`` of its folder."""
    flat: bool = False
    """Files lie in the category itself, without items (ledgers)."""
    materials: tuple[Material, ...] = ()

    @property
    def folder(self) -> str:
        """The folder's name, ``06 培训学习资料``."""
        return f"{self.number} {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """分类方案: all categories."""

    id: str
    name: str
    name_en: str = ""
    source: str = ""
    categories: tuple[Category, ...] = ()

    def category_of(self, folder: str) -> Category | None:
        """Return the category that a folder's name means: by its number, else by its name."""
        match = _NUMBERED.fullmatch(folder)
        for category in self.categories:
            if match and match[1] == category.number:
                return category
            if not match and folder.strip() == category.name:
                return category
        return None

    def material(self, material_id: str) -> Material | None:
        """Return the material with that id, or None."""
        for category in self.categories:
            for material in category.materials:
                if material.id == material_id:
                    return material
        return None
