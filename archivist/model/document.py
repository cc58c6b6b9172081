"""What an index takes of a record, and what it keeps: free of any search engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

CHUNK = 1500
"""Characters of one part of a long text; a page that is shorter is one part."""
OVERLAP = 64
"""Characters that a part repeats of the one before, when both are of one page: a phrase of this
length is whole in one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One piece of a record's text, which is searched as one."""

    text: str
    """As extracted, unfolded; lines end with ``\\n``."""
    page: int = 0
    """Page, slide or sheet, from 1; 0: the text has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is shown of a record and searched by field. Empty or None where nothing is stated."""

    path: str
    """Relative to the archive, with forward slashes; no two records share one."""
    kind: str
    """A `RecordKind`, or ``item`` for an item as a whole."""
    title: str
    """The file's name without ending, or the item's title."""
    code: str = ""
    studio: str = ""
    category: str = ""
    """The category's number, ``06``."""
    category_name: str = ""
    item: str = ""
    """The item's folder name, ``20220125 测流仪器理论授课``."""
    cause: str = ""
    place: str = ""
    people: tuple[str, ...] = ()
    source: str = ""
    materials: tuple[str, ...] = ()
    """Names of the plan's materials that it answers."""
    notes: tuple[str, ...] = ()
    """Other words about it, searched and shown in snippets: caption, background, photographer."""
    day: date | None = None
    """The event's date."""
    shot: date | None = None
    filed: date | None = None
    size: int = 0
    """Bytes."""
    checksum: str = ""
    """SHA-256 in hex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One record or item, as an index takes it."""

    head: Head
    parts: tuple[Part, ...] = ()
    stamp: str
    """Changes whenever head or parts do: two documents of one path and stamp are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Words that were found, in their sentence."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    """Begin and end of each match within the text, in order, not overlapping."""
    page: int = 0
    field: str = ""
    """Of the head, if it is of that and not of the text: a `Field`, or ``notes``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One record that was found."""

    head: Head
    score: float
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many of all records found have which value; the most frequent first."""

    categories: tuple[tuple[str, int], ...] = ()
    """By number and name, ``06 培训学习资料``."""
    years: tuple[tuple[str, int], ...] = ()
    people: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a search came to."""

    total: int
    """Records found in all."""
    hits: tuple[Hit, ...] = ()
    facets: Facets = field(default_factory=Facets)
    suggestions: tuple[str, ...] = ()
    """Near texts that would find something; only looked for when nothing was found."""
