"""What is searched for, as a tree: free of any search engine, so that any engine can answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class Field(StrEnum):
    """What of a record a word is looked for in. Values are the English names in queries."""

    CODE = "code"
    TITLE = "title"
    """The file's name without ending, and its item's title."""
    CAUSE = "cause"
    PLACE = "place"
    PEOPLE = "people"
    SOURCE = "source"
    STUDIO = "studio"
    CATEGORY = "category"
    """Number or name: ``06``, ``6``, ``培训``."""
    ITEM = "item"
    MATERIAL = "material"
    KIND = "kind"
    """``image``, ``video``, ``workbook``, ``document`` or ``item``."""
    NAME = "name"
    """The whole path in the archive."""
    CHECKSUM = "checksum"
    DATE = "date"
    """The event's date."""
    SHOT = "shot"
    """The shooting date."""
    FILED = "filed"
    """The day of the file's last change, as far as the file system tells."""
    SIZE = "size"
    """Bytes."""


DAYS = frozenset({Field.DATE, Field.SHOT, Field.FILED})
NUMBERS = DAYS | {Field.SIZE}
EXACT = frozenset({Field.KIND, Field.CHECKSUM})
"""Fields whose value is one of few, or known only as a whole."""


@dataclass(frozen=True, slots=True)
class All:
    """Every record."""


@dataclass(frozen=True, slots=True)
class Text:
    """A literal text, found where it stands in one piece, folded (`archivist.model.han.fold`).

    Blanks between two Han characters do not count, and a word of letters or digits is found as a
    whole word or as a part of a code. Quoted, it is found exactly as it stands, blanks and all, and
    may begin and end inside a word.
    """

    text: str
    quoted: bool = False
    prefix: bool = False
    """The last word may go on: ``测流*``."""
    field: Field | None = None
    """None: anywhere, body and all fields of words. Never one of `NUMBERS`."""


@dataclass(frozen=True, slots=True)
class Between:
    """A day or a number in a range, both ends included; None: open. One of `NUMBERS`."""

    field: Field
    first: date | int | None
    last: date | int | None


@dataclass(frozen=True, slots=True)
class And:
    """What all parts find. Parts may match in different places of one record."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any part finds."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not find."""

    part: Query


Query: TypeAlias = All | Text | Between | And | Or | Not


class Sort(StrEnum):
    """The order of what was found."""

    RANK = "rank"
    NEWEST = "newest"
    """By event date, else shooting date, else filed; what has none comes last."""
    OLDEST = "oldest"
    PATH = "path"
