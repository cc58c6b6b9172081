"""Queries put together so that what means the same looks the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archivist.model.query import EXACT, All, And, Not, Or, Query, Text

NOTHING = Not(All())
"""What no record is found by."""


def all_of(parts: Iterable[Query]) -> Query:
    """Return what all parts find; without parts every record."""
    flat = dict.fromkeys(
        inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))
    )
    flat.pop(All(), None)
    if not flat:
        return All()
    return And(tuple(flat)) if len(flat) > 1 else next(iter(flat))


def any_of(parts: Iterable[Query]) -> Query:
    """Return what any part finds; without parts nothing."""
    flat = dict.fromkeys(
        inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))
    )
    if All() in flat:
        return All()
    if not flat:
        return NOTHING
    return Or(tuple(flat)) if len(flat) > 1 else next(iter(flat))


def negated(part: Query) -> Query:
    """Return what the part does not find."""
    return part.part if isinstance(part, Not) else Not(part)


def plain_words(query: Query) -> tuple[Text, ...]:
    """Return the texts that a record found holds, once each: what is worth marking in it."""
    return tuple(dict.fromkeys(_texts(query)))


def _texts(query: Query) -> Iterator[Text]:
    if isinstance(query, Text) and query.field not in EXACT:
        yield query
    elif isinstance(query, And | Or):
        for part in query.parts:
            yield from _texts(part)
