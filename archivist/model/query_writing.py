"""Writing a query as a text that is read back as the same query."""

from __future__ import annotations

from datetime import date

from archivist.model.query import All, And, Between, Field, Not, Or, Query, Text
from archivist.model.query_days import Days, written_days
from archivist.model.query_form import NOTHING, all_of, any_of, negated
from archivist.model.query_sizes import Sizes, written_sizes
from archivist.model.query_text import Parsed, parse
from archivist.model.query_tokens import APOSTROPHES, QUOTES, SIGNS
from archivist.model.query_words import kind_named

_ELSE = frozenset([*APOSTROPHES, *SIGNS])
"""With these in front a word may be read differently beside another."""


def normal(query: Query) -> Query:
    """Return the query in the form that a text has, which asks for the same.

    AND in AND, OR in OR and NOT of NOT are one; nothing is said twice; what is written in
    quotation marks only is quoted; a quoted text is no prefix; ranges begin with their first.
    """
    match query:
        case And(parts):
            return all_of(map(normal, parts))
        case Or(parts):
            return any_of(map(normal, parts))
        case Not(part):
            return negated(normal(part))
        case Between():
            return _range(query)
        case Text():
            return parse(_word(query)).query
        case All():
            return query


def written(query: Query) -> str:
    """Return a text of which `parse` makes ``normal(query)``, if it is within its bounds."""
    return _written(normal(query))


def narrowed(
    query: Query,
    *,
    category: str = "",
    kind: str = "",
    first: date | None = None,
    last: date | None = None,
) -> Query:
    """Return the query with what the options of the command line ask for besides.

    Args:
        query: What is asked.
        category: Number or name.
        kind: In either language.
        first: First day of the event.
        last: Last day of the event.
    """
    words = {
        Field.CATEGORY: category,
        Field.KIND: kind_named(kind) or kind,
    }
    filters = [Text(word, field=field) for field, word in words.items() if word.strip()]
    return normal(And((query, *filters, Between(Field.DATE, first, last))))


def _written(query: Query) -> str:
    match query:
        case And(parts):
            return " ".join(map(_grouped, parts))
        case Or(parts):
            return " OR ".join(map(_written, parts))
        case Not(part):
            inner = _written(part)
            return f"-({inner})" if isinstance(part, And | Or) else f"-{inner}"
        case Between(field, first, last):
            return f"{field}:{_written_range(first, last)}"
        case Text():
            return _word(query)
        case All():
            return "*"


def _grouped(query: Query) -> str:
    return f"({_written(query)})" if isinstance(query, Or) else _written(query)


def _range(query: Between) -> Query:
    first, last = query.first, query.last
    if isinstance(last, int) and last < 0:
        return NOTHING
    if isinstance(first, int) and first < 0:
        first = None
    if first is None and last is None:
        return All()
    if first is not None and last is not None and _key(first) > _key(last):
        first, last = last, first
    return Between(query.field, first, last)


def _key(end: date | int) -> int:
    return end.toordinal() if isinstance(end, date) else end


def _written_range(first: date | int | None, last: date | int | None) -> str:
    if isinstance(first, date) or isinstance(last, date):
        return written_days(Days(_day(first), _day(last)))
    return written_sizes(Sizes(first, last))


def _day(end: date | int | None) -> date | None:
    return end if isinstance(end, date) else None


def _word(text: Text) -> str:
    """Return the word as it is, if it is read as itself wherever it stands; else quoted."""
    if not text.text.strip():
        return "*"
    field = f"{text.field}:" if text.field else ""
    plain = f"{field}{text.text}{'*' if text.prefix else ''}"
    if text.text[0] not in _ELSE and parse(plain) == Parsed(text):
        return plain
    return " ".join(f"{field}{quoted}" for quoted in _quoted(text.text))


def _quoted(text: str) -> list[str]:
    """Return the text in quotation marks that it does not hold, else its pieces between them."""
    for opening, ending in QUOTES.items():
        if ending not in text:
            return [f"{opening}{text}{ending}"]
    return [f'"{piece}"' for piece in text.split('"') if piece.strip()]
