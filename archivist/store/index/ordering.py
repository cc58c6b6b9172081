"""The order of what was found, and who of it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import islice

from archivist.model.query import Sort
from archivist.store.index import schema
from archivist.store.index.view import View

_FEW = 100
"""Records whose paths are sooner read one by one than from the list of all."""
_READING = 100
"""How much longer it takes to read a path than to pass by one in the list of all."""
_NEVER = 1 << 40


def page_of(
    scores: Mapping[int, float], views: Sequence[View], sort: Sort, *, offset: int, limit: int
) -> list[int]:
    """Return which of the records found are to be shown, in order.

    Those that are alike otherwise are in order of path, so a record keeps its place.

    Args:
        scores: By number of the record's first part in the whole index.
        views: All segments.
        sort: The order.
        offset: How many come before the first one that is shown.
        limit: How many are shown at most.
    """
    if limit <= 0 or offset >= len(scores):
        return []
    wanted = max(offset, 0) + limit
    keys = list(_keys(scores, views, sort))
    paths: dict[int, str] = {}
    if wanted >= len(scores):
        found = list(zip(keys, scores, strict=True))
    else:
        last = nsmallest(wanted, keys)[-1]
        found = [each for each in zip(keys, scores, strict=True) if each[0] < last]
        alike = [number for key, number in zip(keys, scores, strict=True) if key == last]
        paths = _first(alike, wanted - len(found), views)
        found += ((last, each) for each in paths)
    counts = Counter(key for key, _number in found)
    more = [number for key, number in found if counts[key] > 1 and number not in paths]
    paths.update(_paths(more, views))
    found.sort(key=lambda each: (each[0], paths.get(each[1], "")))
    return [number for _key, number in found[max(offset, 0) :]]


def view_of(views: Sequence[View], number: int) -> View:
    """Return the segment that a part is in, by its number in the whole index."""
    return next(view for view in reversed(views) if view.start <= number)


def _keys(scores: Mapping[int, float], views: Sequence[View], sort: Sort) -> Iterable[float]:
    """Return what each record is sorted by, in order of the records."""
    if sort is Sort.RANK:
        return [-score for score in scores.values()]
    if sort is Sort.PATH:
        return [0.0] * len(scores)
    days = [day for view in views for day in _days(scores, view)]
    if sort is Sort.NEWEST:
        return [-day for day in days]
    return [day or _NEVER for day in days]


def _days(scores: Mapping[int, float], view: View) -> Iterable[int]:
    """Yield the day of each record found in one segment: records come segment by segment."""
    names = (schema.DAY, schema.SHOT, schema.FILED)
    days, shots, filed = (view.file.numbers(name) for name in names)
    start, end = view.start, view.start + view.file.parts
    parts = [each - start for each in scores if start <= each < end]
    return [days[part] or shots[part] or filed[part] for part in parts]


def _first(numbers: Sequence[int], wanted: int, views: Sequence[View]) -> dict[int, str]:
    """Return some of the records and their paths, those that come first by path."""
    paths_passed = wanted * sum(view.file.parts for view in views) // len(numbers)
    if len(numbers) <= max(wanted, paths_passed // _READING):
        paths = _paths(numbers, views)
        return {each: paths[each] for each in nsmallest(wanted, numbers, key=paths.__getitem__)}
    found: list[tuple[str, int]] = []
    for view in views:
        start, end = view.start, view.start + view.file.parts
        among = {each - start for each in numbers if start <= each < end}
        order = ((path, start + part) for part, path in view.file.by_path() if part in among)
        found += islice(order, min(wanted, len(among)))
    return {number: path for path, number in nsmallest(wanted, found)}


def _paths(numbers: Sequence[int], views: Sequence[View]) -> dict[int, str]:
    """Return the paths of records."""
    paths: dict[int, str] = {}
    for view in views:
        start, end = view.start, view.start + view.file.parts
        parts = [each - start for each in numbers if start <= each < end]
        if len(numbers) > _FEW:
            some: Iterable[str] = map(view.file.paths.__getitem__, parts)
        else:
            some = (view.file.stored.head(part).path for part in parts)
        paths.update(zip(map(start.__add__, parts), some, strict=True))
    return paths
