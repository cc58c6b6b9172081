"""Showing which files a backup or a restore had to leave out, and why."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

from archivist.cli.screen import show, wrapped
from archivist.model.display import shown
from archivist.store.backup.snapshots import Refused


def show_refused(refused: Sequence[Refused]) -> None:
    """Write a line for each."""
    for each in refused:
        text = _("{place}: {what}").format(place=each.path, what=each.reason)
        show(wrapped(shown(text), "    ", first="  × "))


def refused_json(refused: Sequence[Refused]) -> list[dict[str, str]]:
    """Return them for JSON."""
    return [{"path": each.path, "reason": each.reason} for each in refused]
