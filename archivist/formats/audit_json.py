"""An audit as JSON values. The schema's number rises when a reader would break."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archivist.formats.keeping_wording import keeping_json
from archivist.formats.wording import describe_gap, describe_task, name_of
from archivist.model.audit import Audit
from archivist.model.completeness import Line, State

SCHEMA = "archivist/audit/1"


def audit_json(audit: Audit) -> Mapping[str, Any]:
    """Return an audit as JSON values; identifiers are English, texts in the language spoken."""
    matrix = audit.matrix
    return {
        "schema": SCHEMA,
        "archive": audit.archive,
        "plan": matrix.plan.id,
        "period": str(matrix.period),
        "as_of": matrix.as_of.isoformat(),
        "complete": matrix.complete,
        "keeping": keeping_json(audit.keeping),
        "studios": [
            {
                "name": studio,
                "paper_unstated": matrix.unstated(studio),
                "counts": {state.value: matrix.count(state, studio) for state in State},
                "lines": [_line(line) for line in matrix.of(studio)],
            }
            for studio in matrix.studios
        ],
        "tasks": [
            {
                "kind": task.kind.value,
                "studio": task.studio,
                "category": task.category.number,
                "materials": [line.material.id for line in task.lines],
                "text": describe_task(task),
            }
            for task in audit.tasks
        ],
        "unrecognised": list(audit.matrix.unrecognised),
        "uncounted": [{"path": s.path, "kind": s.kind.value} for s in audit.uncounted],
    }


def _line(line: Line) -> Mapping[str, Any]:
    return {
        "category": line.category.number,
        "material": line.material.id,
        "name": name_of(line.material),
        "clause": line.material.clause,
        "retention": line.material.retention.value,
        "period": str(line.period) if line.period else None,
        "state": line.state.value,
        "due": line.due.isoformat() if line.due else None,
        "evidence": list(line.evidence),
        "gaps": [
            {
                "kind": gap.kind.value,
                "path": gap.path,
                "lacking": list(gap.lacking),
                "text": describe_gap(gap),
            }
            for gap in line.gaps
        ],
        "paper_unstated": list(line.unstated),
        "reason": line.reason,
    }
