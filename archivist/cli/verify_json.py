"""What verifying came to, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from archivist.model.verifying import Complaint, Difference, Differing, Verification

SCHEMA = "archivist/verify/1"


def value_of(found: Verification) -> dict[str, Any]:
    """Return the verdict, the counts, every file that differs, and the head of the journal."""
    return {
        "schema": SCHEMA,
        "archive": found.archive,
        "when": found.when.isoformat(timespec="seconds"),
        "sound": found.sound,
        "sealed_before": found.begun,
        "scope": found.scope,
        "paths": list(found.paths),
        "counts": {
            "sealed": found.sealed,
            "files": found.files,
            "earlier": found.earlier,
            "bytes": found.size,
            **{kind.value: found.count(kind) for kind in Difference},
        },
        "files": [differing_value(each) for each in found.differing],
        "journal": {
            "whole": found.chain_whole,
            "broken_lines": list(found.breaks),
            "torn_line": found.torn or None,
            "line": found.line,
            "sha256": found.head,
        },
        "manifest": complaints(found.manifest),
        "own": complaints(found.own),
        "noted": not found.noted,
        "seconds": round(found.seconds, 3),
    }


def differing_value(each: Differing) -> dict[str, Any]:
    """Return one file; what was sealed is null when nothing was."""
    sealed = each.sealed
    return {
        "kind": each.kind.value,
        "grave": each.kind.grave,
        "path": each.path,
        **({"to": each.to} if each.to else {}),
        **({"reason": each.reason} if each.reason else {}),
        "sealed": {"sha256": sealed.sha256, "size": sealed.size, "on": sealed.sealed.isoformat()}
        if sealed
        else None,
        "sha256": each.sha256 or None,
    }


def complaints(found: Iterable[Complaint]) -> list[dict[str, Any]]:
    """Return what is wrong with files of archivist's own."""
    return [
        {"file": each.file, "line": each.line or None, "why": each.why, "path": each.path or None}
        for each in found
    ]
