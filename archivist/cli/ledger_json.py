"""Ledgers as JSON: which cells are wrong, how rows and folders compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archivist.actions.ledger_check import CheckedLedger
from archivist.actions.ledger_sync import StudioSync
from archivist.cli.ledger_wording import why_unproved
from archivist.formats.ledger_wording import describe_fault
from archivist.model.tie import Tie


def checked_json(checked: Sequence[CheckedLedger]) -> Mapping[str, Any]:
    """Return what is wrong in workbooks."""
    return {
        "schema": "archivist/ledger-check/1",
        "workbooks": [
            {
                "path": each.path,
                "ledgers": [ledger.id for ledger in each.ledgers],
                "rows": each.entries,
                "reason": each.reason or None,
                "faults": [
                    {
                        "trouble": fault.trouble.value,
                        "sheet": fault.sheet,
                        "row": fault.row,
                        "column": fault.column,
                        "title": fault.title,
                        "cell": fault.text,
                        "text": describe_fault(fault),
                    }
                    for fault in each.faults
                ],
            }
            for each in checked
        ],
    }


def sync_json(found: Sequence[StudioSync]) -> Mapping[str, Any]:
    """Return how ledgers and folders compare."""
    return {"schema": "archivist/ledger-sync/1", "studios": [*map(_studio_json, found)]}


def _studio_json(studio: StudioSync) -> Mapping[str, Any]:
    return {
        "name": studio.studio,
        "unread": dict(studio.read.unread),
        "ledgers": [
            {
                "ledger": each.ledger.id,
                "tied": [*map(_tie_json, each.tied)],
                "unproved": [
                    {
                        **_tie_json(one.tie),
                        "why": one.why.value,
                        "text": why_unproved(one),
                    }
                    for one in each.unproved
                ],
                "unentered": [
                    {"item": one.item.path, "kind": one.kind, "row": dict(one.row)}
                    for one in each.unentered
                ],
            }
            for each in studio.syncs
        ],
    }


def _tie_json(tie: Tie) -> dict[str, Any]:
    return {
        "path": tie.entry.path,
        "sheet": tie.entry.sheet,
        "row": tie.entry.row,
        "by": tie.hold.value,
        "item": tie.item.path if tie.item else None,
        "unknown": list(tie.unknown),
        "fitting": list(tie.fitting),
    }
