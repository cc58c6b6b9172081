"""From what is asked to the words of a segment, and on to the parts that have them."""

from __future__ import annotations

import re

from archivist.model.analysis import How, Lookup, lookups
from archivist.model.query import EXACT, Field, Text
from archivist.store.index.mapped import damaged
from archivist.store.index.view import View

_DIGEST = re.compile(r"[0-9a-f]{6,}")
"""A begin of a checksum that is worth looking for."""


def lookups_of(text: Text) -> tuple[Lookup, ...]:
    """Return the words that a part must have to hold a text in the field that is asked for."""
    if text.field not in EXACT:
        return lookups(text.text, quoted=text.quoted, prefix=text.prefix)
    value = text.text.strip().lower()
    begin = text.field is Field.CHECKSUM and _DIGEST.fullmatch(value)
    return (Lookup(value, How.PREFIX if begin else How.EXACT),)


def any_of(view: View, field: str, lookup: Lookup) -> set[int]:
    """Return the parts that have any of the words that a lookup stands for."""
    words = view.file.words
    search = words.starting if lookup.how is How.PREFIX else words.holding
    found: set[int] = set()
    for _word, term in search(field, lookup.term):
        if term.frequency == 1:
            found.add(term.first)
        else:
            found.update(view.file.postings(term).ids())
    if found and max(found) >= view.file.parts:
        raise damaged("a posting leads to no part")
    return found
