"""The values of a head in which a text may stand, folded, as quickly as they can be had."""

from __future__ import annotations

from functools import lru_cache

from archivist.model.document import Head
from archivist.model.han import fold
from archivist.store.index import heads, schema

folded_value = lru_cache(maxsize=4096)(fold)
"""Heads share studio, category, item, people."""


@lru_cache(maxsize=4096)
def people_of(facet: bytes) -> tuple[str, ...]:
    """Return people from what facets count, which is quicker to have than the whole head."""
    return heads.facets_of(facet)[-1]


def head_values(head: Head) -> dict[str, tuple[str, ...]]:
    """Return the texts of a head by field, a category also by number and name at once."""
    found = heads.texts(head)
    if head.category and head.category_name:
        whole = f"{head.category} {head.category_name}"
        found[schema.CATEGORY] = (*found[schema.CATEGORY], whole)
    return found
