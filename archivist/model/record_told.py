"""What is told of a record wherever one is listed: its title, its day, its elements.

Bags, discs and the printed catalogue tell the same of one record.
"""

from __future__ import annotations

from datetime import date

from archivist.model.days import dotted
from archivist.model.record import Record


def title_of(record: Record) -> str:
    """Return the cause that is stated, else the item's title; of what is no image its name."""
    if not record.pictorial:
        return record.stem
    cause = record.elements.cause
    if cause is not None:
        return cause.text
    return record.stem if record.item.flat else record.item.name.title


def day_of(record: Record) -> date | None:
    """Return the day of shooting, else of the event, of the item, of the code."""
    told = record.elements
    stated = (each.day for each in (told.shooting_date, told.event_date) if each is not None)
    code = record.code.day if record.code else None
    return next((day for day in (*stated, record.item.day, code) if day), None)


def elements_text(record: Record) -> str:
    """Return the five elements 五要素 in one text; what is not stated is left out."""
    told, day = record.elements, day_of(record)
    named = (
        ("事由", told.cause.text if told.cause else ""),
        ("日期", dotted(day) if day and record.pictorial else ""),
        ("地点", told.place.text if told.place else ""),
        ("人物", "、".join(person.text for person in told.people)),
        ("来源", told.source.text if told.source else ""),
    )
    return "；".join(f"{name}：{' '.join(text.split())}" for name, text in named if text)
