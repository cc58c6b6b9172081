"""What ``archivist ledger`` does besides asking one action: find the archive, put rows in."""

from __future__ import annotations

from collections.abc import Sequence

from archivist.actions.ledger_sync import StudioSync, append_missing
from archivist.actions.view import View
from archivist.cli import ledger_output as output
from archivist.cli.freshness import keep_fresh, touched_by
from archivist.cli.options import clock


def append_rows(view: View, found: Sequence[StudioSync], *, quiet: bool) -> int:
    """Put in the rows that lack, and return the exit code."""
    report = append_missing(view, found, clock())
    output.show_appended(report)
    keep_fresh(view.root, touched_by((*report.deeds, *report.finished)), quiet=quiet)
    left = any(each.unproved for studio in found for each in studio.syncs)
    unread = any(studio.read.unread for studio in found)
    return 0 if report.done and not left and not unread else 1
