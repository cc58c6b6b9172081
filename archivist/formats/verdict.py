"""What is said of a file whose reading process was killed or crashed."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from archivist.formats.reader import digest, open_regular, unreadable
from archivist.model.facts import Defect, Facts
from archivist.model.settings import Limits

_DETAILS = {
    Defect.TIMEOUT: "reading it took longer than the limit of {seconds:g} seconds",
    Defect.MEMORY: "reading it took more memory than the limit of {megabytes} MB",
    Defect.CRASHED: "the process that read it crashed",
}
_BYTES_PER_SECOND = 10_000_000
"""Larger files get a second more for each of these."""


class StoppedError(Exception):
    """The pool is closed while a file is being hashed."""


def allowance(limits: Limits, size: int) -> float:
    """Return how many seconds reading a file of that many bytes may take."""
    return limits.seconds + size / _BYTES_PER_SECOND


def condemned(
    path: Path, defect: Defect, *, limits: Limits, seconds: float, stopping: threading.Event
) -> Facts:
    """Return the facts of a file whose reader was killed: the defect and the digest.

    The digest takes no library, so it is computed here; duplicates are found by it. The verdict
    itself is not remembered: the machine may have been busy, and the next run tries again.

    Raises:
        StoppedError: ``stopping`` was set meanwhile.
    """
    until = time.monotonic() + seconds

    def check() -> None:
        if stopping.is_set():
            raise StoppedError
        if time.monotonic() > until:
            raise TimeoutError(0, "reading it takes too long")

    try:
        check()
        with open_regular(path) as file:
            sha256 = digest(file, check)
    except OSError as error:
        return unreadable(error)
    detail = _DETAILS[defect].format(seconds=seconds, megabytes=limits.megabytes)
    return Facts(sha256=sha256, defect=defect, detail=detail)
