"""Why an index cannot be used: it is derived, so that is never worse than building it anew."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What is the matter with an index."""

    ABSENT = "absent"
    OLD = "old"
    """Made by an archivist whose index had another form."""
    DAMAGED = "damaged"
    """Half-written, truncated, filled with zeros, or a file of it is missing."""
    FOREIGN = "foreign"
    """Not made here: our own state knows nothing of it, so it is not opened."""


class IndexUnusableError(Exception):
    """The index has to be built anew before anything can be searched.

    Args:
        reason: What is the matter.
        detail: Where it showed; English, for a log.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
