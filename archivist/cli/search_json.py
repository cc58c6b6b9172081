"""What a search found, as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from archivist.actions.search import Found
from archivist.actions.unfound import Unfound
from archivist.formats.query_wording import remark_text
from archivist.model.document import Hit

SCHEMA = "archivist/search/1"


def as_json_value(found: Found) -> dict[str, Any]:
    """Return the hits, the counts by facet, and what was remarked."""
    answer = found.answer
    facets = answer.facets
    return {
        "schema": SCHEMA,
        "query": found.understood,
        "total": answer.total,
        "searched": found.records,
        "index": found.standing.value,
        "made": found.reason.value if found.reason else None,
        "crowded": found.crowded,
        "remarks": [
            {"kind": r.kind.value, "text": r.text, "message": remark_text(r)} for r in found.remarks
        ],
        "suggestions": list(answer.suggestions),
        "gone": sorted(found.gone),
        "unfound": _unfound_json(found.unfound) if found.unfound else None,
        "facets": {
            "category": dict(facets.categories),
            "year": dict(facets.years),
            "people": dict(facets.people),
            "kind": dict(facets.kinds),
        },
        "hits": [_hit_json(hit) for hit in answer.hits],
    }


def _unfound_json(help_: Unfound) -> dict[str, Any]:
    return {
        "wider": help_.wider,
        "words": dict(help_.counts),
        "near": [_hit_json(hit) for hit in help_.near],
        "waiting": help_.waiting,
    }


def _hit_json(hit: Hit) -> dict[str, Any]:
    head = hit.head
    return {
        "path": head.path,
        "score": round(hit.score, 4),
        "kind": head.kind,
        "code": head.code,
        "title": head.title,
        "studio": head.studio,
        "category": head.category,
        "category_name": head.category_name,
        "item": head.item,
        "materials": list(head.materials),
        "cause": head.cause,
        "date": _day(head.day),
        "shot": _day(head.shot),
        "filed": _day(head.filed),
        "place": head.place,
        "people": list(head.people),
        "source": head.source,
        "size": head.size,
        "sha256": head.checksum,
        "snippets": [
            {"text": s.text, "marks": [*map(list, s.marks)], "page": s.page, "field": s.field}
            for s in hit.snippets
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
