"""What a disc's catalogue tells of a record: title, day, the five elements."""

from __future__ import annotations

from archivist.model.days import dotted
from archivist.model.record import Record


def title_of(record: Record) -> str:
    """Return the cause that is stated, else the item's title, of what is no image its name."""
    if not record.pictorial:
        return record.stem
    cause = record.elements.cause
    return cause.text if cause else record.item.name.title


def day_text(record: Record) -> str:
    """Return the day of shooting, else of the event, else of the item; empty: none is known."""
    told = record.elements.shooting_date or record.elements.event_date
    day = (told.day if told else None) or record.item.day
    return dotted(day) if day else ""


def elements_text(record: Record) -> str:
    """Return the five elements 五要素 in one text; what is not stated is left out."""
    told = record.elements
    named = (
        ("事由", told.cause.text if told.cause else ""),
        ("日期", day_text(record) if record.pictorial else ""),
        ("地点", told.place.text if told.place else ""),
        ("人物", "、".join(person.text for person in told.people)),
        ("来源", told.source.text if told.source else ""),
    )
    return "；".join(f"{name}：{' '.join(text.split())}" for name, text in named if text)


def told_text(record: Record) -> str:
    """Return all that the catalogue tells of a record, as far as its length goes."""
    return f"{title_of(record)}{day_text(record)}{elements_text(record)}"
