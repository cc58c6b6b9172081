"""Retention as JSON, schemas ``archivist/retention-due/1`` and ``archivist/retention-list/1``.

Both: ``as_of``; days as ``2025-12-31``. ``due``: ``until`` (the last day looked at), ``destroyed``
(always 0: archivist destroys nothing) and ``items``, those whose ``standing`` is run-out, soon or
unknown. ``list``: ``categories`` with ``studio``, ``number``, ``name``, ``terms`` (how many
materials of the plan are kept how long) and ``items``. An item has ``path``, ``studio``,
``category``, ``year`` (null: none is told), ``retention`` (permanent, 30-years, 10-years),
``origin`` (item, file, material, category, nothing), ``names`` of the files or materials that ask
for so long, ``asked`` (what they ask for where item.toml says something shorter, else null),
``end`` (the last day; null: never or unknown), ``standing``, ``files``, ``bytes``, ``newest`` (the
latest year of its files where that is later, else null) and ``damaged``: its item.toml has
mistakes, so that it may say something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archivist.model.retention import CategoryTerms, Lapse, Retained, Standing


def due_json(retained: Retained) -> Mapping[str, Any]:
    """Return what has run out, what runs out soon and what nobody can tell."""
    lapses = retained.of(Standing.RUN_OUT, Standing.SOON, Standing.UNKNOWN)
    return {
        "schema": "archivist/retention-due/1",
        "as_of": retained.as_of.isoformat(),
        "until": retained.horizon.isoformat(),
        "destroyed": 0,
        "items": [_lapse(retained, lapse) for lapse in lapses],
    }


def list_json(retained: Retained) -> Mapping[str, Any]:
    """Return how long everything is kept."""
    return {
        "schema": "archivist/retention-list/1",
        "as_of": retained.as_of.isoformat(),
        "categories": [_category(retained, each) for each in retained.categories],
    }


def _category(retained: Retained, terms: CategoryTerms) -> Mapping[str, Any]:
    return {
        "studio": terms.studio,
        "number": terms.category.number,
        "name": terms.category.name,
        "terms": {each.value: count for each, count in terms.terms},
        "items": [_lapse(retained, lapse) for lapse in terms.lapses],
    }


def _lapse(retained: Retained, lapse: Lapse) -> Mapping[str, Any]:
    return {
        "path": lapse.item.path,
        "studio": lapse.item.studio,
        "category": lapse.item.category,
        "year": lapse.year or None,
        "retention": lapse.kept.retention.value,
        "origin": lapse.kept.origin.value,
        "names": list(lapse.kept.names),
        "asked": lapse.kept.asked.value if lapse.kept.asked else None,
        "end": lapse.end.isoformat() if lapse.end else None,
        "standing": retained.standing(lapse).value,
        "files": lapse.files,
        "bytes": lapse.size,
        "newest": lapse.newest or None,
        "damaged": lapse.damaged,
    }
