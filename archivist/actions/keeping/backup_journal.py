"""Whether the archive's journal still holds the line that a snapshot names as its last one.

A chain that fits shows no line that was changed by itself; that all of it was written anew, or
cut off at its end, shows here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from archivist.model.refusal import reason_of
from archivist.model.settings import STATE
from archivist.store.backup.snapshots import Snapshot
from archivist.store.journal_lines import FILE, digest, read_lines
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalSeen:
    """What an archive's journal says to the snapshots of its backup."""

    root: Path
    rewritten: tuple[Snapshot, ...] = ()
    """Those whose line it does not hold any more."""
    unread: str = ""
    """Why it cannot be read; empty: it was."""


def journal_seen(root: Path, snapshots: Sequence[Snapshot]) -> JournalSeen:
    """Look up in an archive's journal what snapshots name as its last line then."""
    missing = {each.journal_sha256 for each in snapshots if each.journal_line}
    try:
        for line in read_lines(extended(root) / STATE / FILE):
            missing.discard(digest(line.raw))
    except OSError as error:
        return JournalSeen(root=root, unread=reason_of(error))
    return JournalSeen(
        root=root,
        rewritten=tuple(
            each for each in snapshots if each.journal_line and each.journal_sha256 in missing
        ),
    )
