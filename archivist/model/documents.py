"""Making of a record what an index takes: its head, its text in parts, and a stamp of both."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from archivist.model.document import CHUNK, OVERLAP, Document, Head, Part
from archivist.model.elements import Person, Reading
from archivist.model.item import Item
from archivist.model.plan import Plan
from archivist.model.record import Record, RecordKind
from archivist.model.text import FileText

FORM = 1
"""Raised when a document is made differently: every stamp changes."""
ITEM = "item"
"""The kind of an item as a whole."""
_SLACK = CHUNK // 4
_END = re.compile(r"[。！？；!?;\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is to be said of a record besides its own words."""

    materials: tuple[str, ...] = ()
    """Names of the plan's materials that it answers."""
    image_class: str = ""
    """What the class of its code means: ``照片``."""
    filed: date | None = None
    """The day of its last change."""


def head_of(record: Record, plan: Plan, about: About = About()) -> Head:
    """Return what is shown of a record and searched by field.

    Args:
        record: With its elements and facts.
        plan: For the name of its category.
        about: What the record itself does not tell.
    """
    known = record.elements
    words = [known.caption, known.background, known.photographer]
    return Head(
        path=record.path,
        kind=_kind(record),
        title=record.stem,
        code=str(record.code) if record.code else "",
        studio=record.item.studio,
        category=record.item.category,
        category_name=_category(plan, record.item.category),
        item=_folder(record.item),
        cause=_text(known.cause),
        place=_text(known.place),
        people=tuple(_person(reading) for reading in known.people),
        source=_text(known.source),
        materials=about.materials,
        notes=(*(reading.text for reading in words if reading), *filter(None, [about.image_class])),
        day=_day(record),
        shot=known.shooting_date.day if known.shooting_date else None,
        filed=about.filed,
        size=record.size,
        checksum=record.facts.sha256 if record.facts else "",
    )


def item_head(item: Item, plan: Plan) -> Head:
    """Return what is shown of an item as a whole."""
    return Head(
        path=item.path,
        kind=ITEM,
        title=item.name.title,
        studio=item.studio,
        category=item.category,
        category_name=_category(plan, item.category),
        item=_folder(item),
        day=item.day,
    )


def document_of(head: Head, text: FileText | None, stamp: str) -> Document:
    """Return what an index takes.

    Args:
        head: Of the record or item.
        text: What its file says; None: nothing that is known.
        stamp: As `stamp_of` tells it.
    """
    if text is None:
        return Document(head=head, stamp=stamp)
    return Document(head=head, parts=tuple(parts_of(text)), stamp=stamp)


def stamp_of(head: Head, text: str = "") -> str:
    """Return a short text that changes whenever the head or the text does.

    Args:
        head: Of the record or item.
        text: What stands for the text, such as a digest of it.
    """
    whole = repr((FORM, head, text)).encode("utf-8", "backslashreplace")
    return hashlib.blake2b(whole, digest_size=8).hexdigest()


def parts_of(text: FileText) -> Iterator[Part]:
    """Yield the pieces of a text: a page, or what is left of a long one up to a sentence's end."""
    for number, page in enumerate(text.pages, start=1):
        for piece in _pieces(page):
            yield Part(text=piece, page=number if len(text.pages) > 1 else 0)
    words = "\n".join(filter(None, (text.title, text.author)))
    if words:
        yield Part(text=words)


def _pieces(page: str) -> Iterator[str]:
    """Yield pieces of about `CHUNK` characters, each beginning `OVERLAP` before the last's end."""
    begin = 0
    while len(page) - begin > CHUNK + _SLACK:
        end = begin + CHUNK
        stop = next(_END.finditer(page, end - _SLACK, end + _SLACK), None)
        end = stop.end() if stop else end
        yield page[begin:end]
        begin = end - OVERLAP
    if page[begin:].strip():
        yield page[begin:]


def _category(plan: Plan, number: str) -> str:
    return next((each.name for each in plan.categories if each.number == number), "")


def _folder(item: Item) -> str:
    """Return the item's folder; files that lie in a category directly are in none."""
    return "" if item.flat else item.path.rpartition("/")[2]


def _kind(record: Record) -> str:
    """Return what a record is; a picture may be stated to be a document."""
    stated = record.description.kind or record.item.description.kind
    if stated == RecordKind.DOCUMENT and record.kind is RecordKind.IMAGE:
        return RecordKind.DOCUMENT.value
    return record.kind.value


def _person(reading: Reading) -> str:
    return str(Person.parse(reading.text))


def _text(reading: Reading | None) -> str:
    return reading.text if reading else ""


def _day(record: Record) -> date | None:
    stated = record.elements.event_date
    if stated is not None and stated.day is not None:
        return stated.day
    return record.item.day or (record.code.day if record.code else None)
