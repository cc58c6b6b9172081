"""Few segments for ever: small ones are put together, and what is gone is left out.

Nothing is analysed or compressed again: parts are copied as they are, postings renumbered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import merge as in_order
from operator import itemgetter
from pathlib import Path
from typing import Final

from archivist.store.index import schema
from archivist.store.index.lengths import SCALE
from archivist.store.index.opened import OpenSegment
from archivist.store.index.postings import Postings
from archivist.store.index.segment import Segment
from archivist.store.index.segment_writing import SegmentWriter
from archivist.store.index.terms_writing import TermsWriter

GROWTH: Final = 5
"""So many segments of a level are put together; a level holds so many times the one below."""
MOST_BYTES: Final = 1 << 30
"""A segment of that size is left alone, because its columns reach only so far."""
GONE: Final = 0.2
"""The share of gone parts from which an index is better built anew."""

Map = Sequence[int]
"""The new number of each part of a segment; -1: it is gone."""


def due(segments: Sequence[Segment], most: int | None = None) -> tuple[Segment, ...]:
    """Return the segments that are to be put together next; none when there are few enough.

    Args:
        segments: All of them.
        most: Parts for which there is time; None: any number.
    """
    levels: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        if segment.size < MOST_BYTES:
            levels[level(segment.live)].append(segment)
    below: list[Segment] = []
    for number in sorted(levels):
        below = [*below, *levels[number]]
        if len(levels[number]) >= GROWTH:
            fits = sum(segment.size for segment in below) < 2 * MOST_BYTES
            group = below if fits else levels[number][:2]
            in_time = most is None or sum(segment.live for segment in group) <= most
            return tuple(group) if in_time else ()
    return ()


def level(parts: int) -> int:
    """Return the level of a segment of that many parts."""
    found = 0
    while parts >= GROWTH:
        parts //= GROWTH
        found += 1
    return found


def worn(segments: Sequence[Segment]) -> bool:
    """Tell whether so much is gone that the index is better built anew."""
    return sum(len(s.deleted) for s in segments) > GONE * sum(s.parts for s in segments)


def merge(folder: Path, segments: Sequence[Segment], *, sync: bool) -> Segment:
    """Write one segment that holds what is left of several, in their order.

    Raises:
        IndexUnusableError: One of them is damaged.
        OSError: It cannot be written.
    """
    opened: list[OpenSegment] = []
    out = SegmentWriter(folder)
    try:
        maps = []
        for segment in segments:
            opened.append(OpenSegment(folder, segment))
            maps.append(_copy_parts(opened[-1], segment, out))
        terms = out.terms()
        for number, field in enumerate(schema.TERM_FIELDS):
            _copy_terms(number, field, opened, maps, terms)
        return out.finish(terms, sync=sync)
    except BaseException:
        out.discard()
        raise
    finally:
        for source in opened:
            source.close()


def _copy_parts(source: OpenSegment, segment: Segment, out: SegmentWriter) -> Map:
    lengths = source.lengths
    kept = [part for part in range(segment.parts) if part not in segment.deleted]
    new = [-1] * segment.parts
    for part, values in zip(kept, source.values(kept), strict=True):
        new[part] = out.parts
        out.add_encoded(values, lengths[part])
    gone = sum(SCALE[lengths[part]] for part in segment.deleted)
    out.count_words(max(segment.words - gone, 0))
    return new


def _copy_terms(
    number: int, field: str, opened: Sequence[OpenSegment], maps: Sequence[Map], out: TermsWriter
) -> None:
    term, ids, halves = b"", [], []  # type: tuple[bytes, list[int], list[int]]
    for key, postings, new in in_order(
        *(_numbered(source.terms(field), new) for source, new in zip(opened, maps, strict=True)),
        key=itemgetter(0),
    ):
        if key != term:
            if ids:
                out.add(number, term, ids, halves)
            term, ids, halves = key, [], []
        for part, weight in zip(*postings.weighed(), strict=True):
            if (place := new[part]) >= 0:
                ids.append(place)
                halves.append(int(weight * 2))
    if ids:
        out.add(number, term, ids, halves)


def _numbered(
    terms: Iterator[tuple[bytes, Postings]], new: Map
) -> Iterator[tuple[bytes, Postings, Map]]:
    for key, postings in terms:
        yield key, postings, new
