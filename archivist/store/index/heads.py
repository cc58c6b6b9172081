"""The head of a record in the index: kept as JSON, searched by field, counted by facet."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date

from archivist.model.document import Head
from archivist.model.elements import Person
from archivist.store.index import schema

_TUPLES = ("people", "materials", "notes")
_NEEDED = ("path", "kind", "title")
_DAYS = ("day", "shot", "filed")
_SPLIT = "\x1f"
"""Between the values of a facet, and between people."""


def dump(head: Head) -> str:
    """Write a head as JSON; what is empty is left out."""
    values = {each.name: getattr(head, each.name) for each in fields(Head)}
    stated = {key: _plain(each) for key, each in values.items() if each or key in _NEEDED}
    return json.dumps(stated, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Head:
    """Read what `dump` wrote.

    Raises:
        ValueError, TypeError: It is none.
    """
    values = json.loads(text)
    for key in _TUPLES:
        if key in values:
            values[key] = tuple(values[key])
    for key in _DAYS:
        if key in values:
            values[key] = date.fromordinal(values[key])
    return Head(**values)


def texts(head: Head) -> dict[str, tuple[str, ...]]:
    """Return the texts of a head by the field that holds their words; none is empty."""
    number = (head.category, head.category.lstrip("0")) if head.category else ()
    found = {
        schema.CODE: (head.code,),
        schema.TITLE: (head.title, head.item),
        schema.CAUSE: (head.cause,),
        schema.PLACE: (head.place,),
        schema.PEOPLE: head.people,
        schema.SOURCE: (head.source,),
        schema.STUDIO: (head.studio,),
        schema.CATEGORY: (*number, head.category_name),
        schema.ITEM: (head.item,),
        schema.MATERIAL: head.materials,
        schema.NOTES: head.notes,
        schema.PATH_WORDS: (head.path,),
    }
    stated = {field: tuple(dict.fromkeys(filter(None, each))) for field, each in found.items()}
    return {field: each for field, each in stated.items() if each}


def scored_texts(head: Head) -> dict[str, tuple[str, ...]]:
    """Return the texts whose words are in `schema.ALL`, each under what it weighs there."""
    found = texts(head)
    # The item has a weight of its own, and a file's name is looked for with its ending as well.
    name = head.path.rpartition("/")[2]
    found[schema.TITLE] = (name if head.title and name.startswith(head.title) else head.title,)
    # A position is no person: who looks for what a team does wants no list of its members.
    found[schema.PEOPLE] = tuple(Person.parse(each).name for each in head.people)
    found[schema.NOTES] = (*found.get(schema.NOTES, ()), *head.people)
    stated = {field: tuple(dict.fromkeys(filter(None, each))) for field, each in found.items()}
    return {field: each for field, each in stated.items() if each and field in schema.BOOSTS}


def facet(head: Head) -> bytes:
    """Return what facets count: category, year, kind and people."""
    day = head.day or head.shot
    category = f"{head.category} {head.category_name}".strip()
    values = (category, str(day.year) if day else "", head.kind, *head.people)
    return _SPLIT.join(each.replace(_SPLIT, " ") for each in values).encode("utf-8", _LENIENT)


def facets_of(data: bytes) -> tuple[str, str, str, tuple[str, ...]]:
    """Return category, year, kind and people from what `facet` made; of no bytes: all empty."""
    category, year, kind, *people = (data.decode("utf-8", _LENIENT) + _SPLIT * 2).split(_SPLIT)
    return category, year, kind, tuple(filter(None, people))


def ordinal(day: date | None) -> int:
    """Return a day as a number of a column; 0: none."""
    return day.toordinal() if day else 0


_LENIENT = "surrogatepass"
"""A name of a file may hold bytes that are no text."""


def _plain(value: object) -> object:
    return value.toordinal() if isinstance(value, date) else value
