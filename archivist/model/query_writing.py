"""Writing a query as a text that is read back as the same query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from archivist.model.query import All, And, Between, Field, Not, Or, Query, Text
from archivist.model.query_days import Days, bare_days, written_days
from archivist.model.query_form import NOTHING, all_of, any_of, negated
from archivist.model.query_leaves import of_kind
from archivist.model.query_signs import SIGNS
from archivist.model.query_sizes import Sizes, written_sizes
from archivist.model.query_text import Parsed, parse
from archivist.model.query_tokens import APOSTROPHES, COLONS, QUOTES
from archivist.model.query_words import BETWEEN, SMALL, as_operator

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
            return any_of(part if _days_in(part, parts) else normal(part) for part in _told(parts))
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
    filters: list[Query] = []
    if category.strip():
        filters.append(Text(category, field=Field.CATEGORY))
    if kind.strip():
        filters.append(of_kind(kind) or Text(kind, field=Field.KIND))
    return normal(And((query, *filters, Between(Field.DATE, first, last))))


def _written(query: Query) -> str:
    match query:
        case And(parts):
            return " ".join(map(_grouped, parts))
        case Or(parts):
            return " OR ".join(_either(parts))
        case Not(part):
            inner = _grouped(part)
            return f"-({inner})" if isinstance(part, And) else f"-{inner}"
        case Between(field, first, last):
            return f"{field}:{_written_range(first, last)}"
        case Text():
            return _word(query)
        case All():
            return "*"


def _grouped(query: Query) -> str:
    if isinstance(query, Or) and len(_either(query.parts)) > 1:
        return f"({_written(query)})"
    return _written(query)


def _either(parts: Sequence[Query]) -> list[str]:
    """Return the parts of OR; days that the word before says as well are left out."""
    pieces = []
    said: Query | None = None
    for part in parts:
        days = _days_in(part, parts)
        if part != said:
            pieces.append(_plain(part) if days and isinstance(part, Text) else _written(part))
        said = days
    return pieces


def _told(parts: Sequence[Query]) -> Iterator[Query]:
    """Yield the parts of OR, each word that names days with these behind it, as it is read."""
    for part in parts:
        yield part
        days = _days_in(part, parts)
        if days:
            yield days


def _days_in(part: Query, parts: Sequence[Query]) -> Between | None:
    """Return the days that a word names, if they are among the parts of OR."""
    days = _days_of(part)
    return days if days in parts else None


def _days_of(part: Query) -> Between | None:
    """Return the days for which a word stands as well, as `parse` reads it."""
    if not isinstance(part, Text) or part.text[:1] in _ELSE or bare_days(part.text) is None:
        return None
    match parse(_plain(part)):
        case Parsed(Or((text, Between() as days)), ()) if text == part:
            return days
    return None


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
    plain = _plain(text)
    if text.text[0] not in _ELSE and parse(plain) == Parsed(text):
        return f"({plain})" if _depends(text) else plain
    return " ".join(f"{_field(text)}{quoted}" for quoted in _quoted(text.text))


def _plain(text: Text) -> str:
    return f"{_field(text)}{text.text}{'*' if text.prefix else ''}"


def _field(text: Text) -> str:
    return f"{text.field}:" if text.field else ""


def _depends(text: Text) -> bool:
    """Tell whether the word, beside others, may be read as an operator or as a field."""
    word = as_operator(text.text)
    alone = text.field is None and not text.prefix
    return alone and (word in {*BETWEEN, *SMALL} or text.text[-1] in COLONS)


def _quoted(text: str) -> list[str]:
    """Return the text in quotation marks that it does not hold, else its pieces between them."""
    for opening, ending in QUOTES.items():
        if ending not in text:
            return [f"{opening}{text}{ending}"]
    return [f'"{piece}"' for piece in text.split('"') if piece.strip()]
