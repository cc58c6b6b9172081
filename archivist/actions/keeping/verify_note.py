"""Writing down in the journal that the archive was verified, and what was found."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from archivist.errors import ArchivistError
from archivist.model.journal_note import NoteKind
from archivist.model.operation import Verb
from archivist.model.verify_note import note_value
from archivist.model.verifying import Verification
from archivist.store.operations import writing


def note(root: Path, found: Verification, now: datetime) -> str:
    """Write down that it was verified; return why that could not be done, or nothing."""
    try:
        with writing(root, Verb.VERIFY, now) as session:
            session.note(NoteKind.VERIFY, note_value(found))
    except ArchivistError as error:
        return error.message
    return ""
