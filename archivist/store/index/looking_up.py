"""From what is asked to the words of a segment, and on to the parts that have them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from archivist.model.analysis import How, Lookup, lookups
from archivist.model.query import EXACT, Field, Text
from archivist.store.index.mapped import damaged
from archivist.store.index.view import View

_DIGEST = re.compile(r"[0-9a-f]{6,}")
"""A begin of a checksum that is worth looking for."""

_CHEAP = 2
"""Postings of a word that are known without reading them."""


def lookups_of(text: Text) -> tuple[Lookup, ...]:
    """Return the words that a part must have to hold a text in the field that is asked for."""
    if text.field not in EXACT:
        return lookups(text.text, quoted=text.quoted, prefix=text.prefix)
    value = text.text.strip().lower()
    begin = text.field is Field.CHECKSUM and _DIGEST.fullmatch(value)
    return (Lookup(value, How.PREFIX if begin else How.EXACT),)


def any_of(
    view: View,
    field: str,
    lookup: Lookup,
    reading: Callable[[list[int]], Iterable[int]] | None = None,
) -> set[int]:
    """Return the parts that have any of the words that a lookup stands for.

    Args:
        view: A segment.
        field: Whose words are looked up.
        lookup: What they are like.
        reading: Tells by their texts which of some parts do; None: it cannot be told so.
    """
    words, parts = view.file.words, view.file.parts
    search = words.starting if lookup.how is How.PREFIX else words.holding
    terms = [term for _word, term in search(field, lookup.term)]
    terms.sort(key=lambda term: -term.frequency)
    costly = bisect_right(terms, -_CHEAP - 1, key=lambda term: -term.frequency)
    found: set[int] = set()
    for number, term in enumerate(terms):
        if reading and parts - len(found) < costly - number:
            # The words that are left are more than the parts that are: most have one already.
            found.update(reading(view.living(part for part in range(parts) if part not in found)))
            break
        if term.frequency == 1:
            found.add(term.first)
        else:
            found.update(view.file.postings(term).ids())
    if found and max(found) >= parts:
        raise damaged("a posting leads to no part")
    return found
