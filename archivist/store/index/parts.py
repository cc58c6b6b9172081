"""A document as the index takes it in: its parts one by one, with all terms and values."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from archivist.model.analysis import term_counts
from archivist.model.document import Document, Head, Part
from archivist.model.elements import Person
from archivist.store.index import heads, schema
from archivist.store.index.pinyin import pinyin_terms

_FIELDS = {name: place for place, name in enumerate(schema.TERM_FIELDS)}
_WORD_FIELDS = frozenset(schema.WORD_FIELDS)
_LARGEST = 2**63 - 1
_BODY = 2
"""Halves that one occurrence in the body weighs."""
_REST = (0,) * (len(schema.NUMBER_COLUMNS) - 1)


@dataclass(frozen=True, slots=True)
class PartValues:
    """What is kept of one part, beside its terms."""

    stored: bytes
    """A row of `schema.STORED`."""
    numbers: tuple[int, ...]
    """In the order of `schema.NUMBER_COLUMNS`."""
    stamp: bytes
    facet: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """One part, ready for the index."""

    values: PartValues
    halves: Mapping[str, int]
    """Terms of `schema.ALL`, and what they weigh, times two."""
    words: int
    """How many words `schema.ALL` has of it."""
    terms: tuple[tuple[int, str], ...] = ()
    """Field, as a place in `schema.TERM_FIELDS`, and term; each once."""


def parts_of(document: Document) -> Iterator[Taken]:
    """Yield the parts of a document; one that has no text is one part with nothing but a head."""
    parts = document.parts or (Part(text=""),)
    yield _first(document, parts[0])
    for number, part in enumerate(parts[1:], start=1):
        counts = term_counts(part.text)
        yield Taken(
            PartValues(_stored(part), (number, *_REST), b"", b""),
            {term: count * _BODY for term, count in counts.items()},
            sum(counts.values()),
        )


def _first(document: Document, part: Part) -> Taken:
    head = document.head
    counts = term_counts(part.text)
    halves = {term: count * _BODY for term, count in counts.items()}
    words = sum(counts.values())
    for field, texts in heads.scored_texts(head).items():
        weight = int(schema.BOOSTS[field] * 2)
        for text in texts:
            for term, count in _counted(text):
                halves[term] = halves.get(term, 0) + count * weight
                words += count
    stamp = document.stamp.encode("utf-8", "surrogatepass")
    days = (heads.ordinal(head.day), heads.ordinal(head.shot), heads.ordinal(head.filed))
    return Taken(
        PartValues(
            _stored(part, head), (0, *days, min(head.size, _LARGEST)), stamp, heads.facet(head)
        ),
        halves,
        words,
        _head_terms(head),
    )


def _head_terms(head: Head) -> tuple[tuple[int, str], ...]:
    found = heads.texts(head)
    terms = {
        (_FIELDS[field], term): None
        for field, texts in found.items()
        if field in _WORD_FIELDS
        for text in texts
        for term, _count in _counted(text)
    }
    whole = {schema.KIND: head.kind, schema.CHECKSUM: head.checksum, schema.PATH: head.path}
    terms.update({(_FIELDS[field], value): None for field, value in whole.items() if value})
    found[schema.PEOPLE] = tuple(Person.parse(each).name for each in head.people)
    spoken = [text for field in schema.PINYIN_FIELDS for text in found.get(field, ())]
    terms.update({(_FIELDS[schema.PINYIN], term): None for t in spoken for term in pinyin_terms(t)})
    return tuple(terms)


def _stored(part: Part, head: Head | None = None) -> bytes:
    stored: dict[str, str | int] = {schema.HEAD: heads.dump(head)} if head else {}
    if part.text:
        stored[schema.TEXT] = part.text
    if part.page:
        stored[schema.PAGE] = part.page
    return zlib.compress(pickle.dumps(stored, 2), schema.LEVEL)


@lru_cache(maxsize=8192)
def _counted(text: str) -> tuple[tuple[str, int], ...]:
    """Return the terms of a text of a head: many records share item, studio, category, people."""
    return tuple(term_counts(text).items())
