"""What the journal tells of backups and of restore tests."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from archivist.errors import ArchivistError
from archivist.model.operation import Verb
from archivist.store.journal_notes import Note, notes
from archivist.store.operations import writing
from archivist.store.tree import extended

BACKUP = "backup"
TEST = "restore-test"
"""The kinds of the lines."""


def place_of(target: Path) -> str:
    """Return a target as the lines name it."""
    return os.path.abspath(target)  # noqa: PTH100 - links stay what they are


def last_backup(root: Path, target: Path | None = None) -> Note | None:
    """Return the line of the last backup, of the last one to a target if one is named.

    None: there is none, or the journal cannot be read.
    """
    try:
        told = notes(extended(root), BACKUP)
    except OSError:
        return None
    for note in reversed(told):
        if target is None or note.value.get("target") == place_of(target):
            return note
    return None


def note_down(root: Path, kind: str, value: Mapping[str, object], now: datetime) -> str:
    """Write a line; return why that could not be done, or nothing."""
    try:
        with writing(root, Verb.BACKUP, now) as session:
            session.note(kind, dict(value))
    except ArchivistError as error:
        return error.message
    return ""
