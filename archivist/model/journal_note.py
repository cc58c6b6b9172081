"""What lines of the journal tell besides operations."""

from __future__ import annotations

from enum import StrEnum


class NoteKind(StrEnum):
    """The kind of a line that is no operation, as it stands behind ``"do"``."""

    SEAL = "seal"
    """A manifest was written; the line names its digest."""
    VERIFY = "verify"
    BACKUP = "backup"
    RESTORE_TEST = "restore-test"
    DISC = "disc"
    """An image was written for a disc."""
    DISC_VERIFY = "disc-verify"
