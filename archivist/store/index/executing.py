"""Executing a query: for each record that it finds, a score.

A query looks at one segment after the other, as a record never lies in two. Its leaves may match in
different parts of a record: what they find are records, by their first part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Protocol, TypeAlias

from archivist.model.query import DAYS, All, And, Between, Not, Or, Query, Text
from archivist.store.index import schema
from archivist.store.index.finding_text import TextSearch
from archivist.store.index.scoring import Scale
from archivist.store.index.view import View

Within: TypeAlias = Collection[int] | None
"""First parts of the records that are of interest; None: all."""
_COLUMNS = {"date": schema.DAY, "shot": schema.SHOT, "filed": schema.FILED, "size": schema.SIZE}
_MOST = 2**63 - 1
_READING = 20
"""How much longer it takes to read a part than to look at its number."""


class Search(Protocol):
    """A query, or a part of one, ready to be executed."""

    def found(self, view: View, within: Within) -> dict[int, float]:
        """Return the score of each record by its first part."""

    def cost(self, view: View) -> int:
        """Return how late it is to be looked at, when others say where to look."""

    def texts(self) -> Iterator[TextSearch]:
        """Yield the texts that a record was found by."""


def prepare(query: Query, views: Sequence[View], scale: Scale) -> Search:
    """Make a query ready for these segments."""
    match query:
        case Text():
            return TextLeaf(query, views, scale)
        case Between():
            return RangeLeaf(query)
        case And(parts):
            return Conjunction([prepare(part, views, scale) for part in parts])
        case Or(parts):
            return Disjunction([prepare(part, views, scale) for part in parts])
        case Not(part):
            return Negation(prepare(part, views, scale))
        case All():
            return Everything()


class Everything:
    """Every record."""

    def found(self, view: View, within: Within) -> dict[int, float]:
        """Return all of them, worth nothing."""
        return dict.fromkeys(view.records if within is None else within, 0.0)

    def cost(self, view: View) -> int:
        """Return how late it is to be looked at: first, as it takes nothing."""
        return 0 if view.file.parts else 1

    def texts(self) -> Iterator[TextSearch]:
        """Yield nothing."""
        return iter(())


class TextLeaf(TextSearch):
    """A literal text."""

    def cost(self, view: View) -> int:
        """Return how many parts it has to look at, and that it takes longer to read them."""
        return 1 + len(self.candidates(view)) * (1 if self.sure else _READING)

    def texts(self) -> Iterator[TextSearch]:
        """Yield itself."""
        yield self


class RangeLeaf:
    """A day or a number in a range."""

    def __init__(self, query: Between) -> None:
        self._column = _COLUMNS[query.field]
        # A day of 0 is none: it is in no range, not even in an open one.
        self._first = 1 if query.field in DAYS else -_MOST
        if query.first is not None:
            self._first = max(self._first, _number(query.first))
        self._last = _MOST if query.last is None else _number(query.last)

    def found(self, view: View, within: Within) -> dict[int, float]:
        """Return the records in the range, worth nothing."""
        values, first, last = view.file.numbers(self._column), self._first, self._last
        if within is not None:
            return {each: 0.0 for each in within if first <= values[each] <= last}
        records = view.records
        if isinstance(records, range):
            some = [part for part, value in enumerate(values) if first <= value <= last]
        else:
            some = [part for part in records if first <= values[part] <= last]
        return dict.fromkeys(some, 0.0)

    def cost(self, view: View) -> int:
        """Return how late it is to be looked at: after words that few parts have."""
        return view.file.parts

    def texts(self) -> Iterator[TextSearch]:
        """Yield nothing."""
        return iter(())


class Conjunction:
    """What all parts find."""

    def __init__(self, parts: Sequence[Search]) -> None:
        self._parts = parts

    def found(self, view: View, within: Within) -> dict[int, float]:
        """Return the records that all find, with the sum of their scores."""
        # Reading texts is what takes time: only where all words of all texts are.
        for part in self._parts:
            if isinstance(part, TextLeaf) and not part.sure:
                rough = part.rough(view)
                within = rough if within is None else rough.intersection(within)
        scores: dict[int, float] | None = None
        for part in sorted(self._parts, key=lambda part: part.cost(view)):
            if within is not None and not within:
                return {}
            found = part.found(view, within)
            if scores is not None:
                found = {first: score + scores[first] for first, score in found.items()}
            scores = found
            within = scores.keys()
        return {} if scores is None else scores

    def cost(self, view: View) -> int:
        """Return that of its first part."""
        return min((part.cost(view) for part in self._parts), default=0)

    def texts(self) -> Iterator[TextSearch]:
        """Yield those of all parts."""
        for part in self._parts:
            yield from part.texts()


class Disjunction(Conjunction):
    """What any part finds."""

    def found(self, view: View, within: Within) -> dict[int, float]:
        """Return the records that any part finds, with the sum of their scores."""
        scores: dict[int, float] = {}
        for part in self._parts:
            found = part.found(view, within)
            if not scores:
                scores = found
                continue
            for first, score in found.items():
                scores[first] = scores.get(first, 0.0) + score
        return scores

    def cost(self, view: View) -> int:
        """Return that of all parts."""
        return sum(part.cost(view) for part in self._parts)


class Negation:
    """What its part does not find."""

    def __init__(self, part: Search) -> None:
        self._part = part

    def found(self, view: View, within: Within) -> dict[int, float]:
        """Return all records but those that the part finds, worth nothing."""
        records = view.records if within is None else within
        gone = self._part.found(view, within)
        return {first: 0.0 for first in records if first not in gone}

    def cost(self, view: View) -> int:
        """Return how late it is to be looked at: last."""
        return self._part.cost(view) + view.file.parts

    def texts(self) -> Iterator[TextSearch]:
        """Yield nothing: no record was found by what it lacks."""
        return iter(())


def execute(
    search: Search, views: Sequence[View], *, scored: bool = True, within: Within = None
) -> dict[int, float]:
    """Return the score of each record found, by its first part's number in the whole index.

    Args:
        search: What is looked for.
        views: All segments.
        scored: Whether what is found is worth anything; it takes longer.
        within: First parts of the records that are of interest, numbered as those returned.
    """
    for text in search.texts():
        text.scored = scored
    scores: dict[int, float] = {}
    for view in views:
        start, end = view.start, view.start + view.file.parts
        some = None if within is None else {each - start for each in within if start <= each < end}
        found = search.found(view, some)
        if not start:
            scores = found
        else:
            scores.update((start + first, score) for first, score in found.items())
    return scores


def _number(value: date | int) -> int:
    return value.toordinal() if isinstance(value, date) else value
