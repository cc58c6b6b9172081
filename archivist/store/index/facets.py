"""Facets: how many of the records found have which category, year, people and kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from archivist.model.document import Facets
from archivist.model.elements import Person
from archivist.store.index import heads
from archivist.store.index.view import View

TOP = 10
"""Values that are shown of each."""


def count_facets(records: Iterable[int], views: Sequence[View]) -> Facets:
    """Count what all records found have.

    Args:
        records: First parts, by their numbers in the whole index.
        views: All segments.
    """
    whole: Counter[bytes] = Counter()
    wanted = list(records)
    for view in views:
        start, end = view.start, view.start + view.file.parts
        here = wanted if len(views) == 1 else [each for each in wanted if start <= each < end]
        whole.update(view.file.facets.several(each - start for each in here))
    categories: Counter[str] = Counter()
    years: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for data, count in whole.items():
        category, year, kind, names = heads.facets_of(data)
        categories[category] += count
        years[year] += count
        kinds[kind] += count
        # One person has had several positions, and several may have been noted together.
        for name in dict.fromkeys(Person.parse(each).name for each in names if each):
            people[name] += count
    return Facets(
        categories=_top(categories), years=_top(years), people=_top(people), kinds=_top(kinds)
    )


def _top(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Return the most frequent first; those that are as frequent in order of their names."""
    stated = ((name, count) for name, count in counts.items() if name)
    return tuple(sorted(stated, key=lambda each: (-each[1], each[0]))[:TOP])
