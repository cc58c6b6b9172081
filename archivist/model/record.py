"""The record 文件: one file filed under an item, with its description."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from archivist.model.code import Code
from archivist.model.elements import Elements
from archivist.model.endings import IMAGE_SUFFIXES, VIDEO_SUFFIXES, WORKBOOK_SUFFIXES
from archivist.model.facts import Facts
from archivist.model.item import Description, Item


class RecordKind(StrEnum):
    """What a record is, told by its name."""

    IMAGE = "image"
    VIDEO = "video"
    WORKBOOK = "workbook"
    DOCUMENT = "document"


PICTURES = frozenset({RecordKind.IMAGE, RecordKind.VIDEO})
"""What is an image record 影像 in an item that has a date."""


def kind_of(name: str) -> RecordKind:
    """Return what a file of that name claims to be."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in IMAGE_SUFFIXES:
        return RecordKind.IMAGE
    if suffix in VIDEO_SUFFIXES:
        return RecordKind.VIDEO
    return RecordKind.WORKBOOK if suffix in WORKBOOK_SUFFIXES else RecordKind.DOCUMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One file of an item."""

    path: str
    """Relative to the archive, with forward slashes."""
    item: Item
    size: int
    """Bytes."""
    kind: RecordKind
    pictorial: bool = False
    """It is an image record 影像: it has to bear a code and the five elements."""
    code: Code | None = None
    facts: Facts | None = None
    """None: not looked at in this run."""
    elements: Elements = Elements()
    description: Description = Description()
    """What the item's ``item.toml`` says of this file alone."""

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.rpartition("/")[2]

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return PurePosixPath(self.path).stem
