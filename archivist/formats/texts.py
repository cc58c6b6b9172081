"""The texts of many files, each read in a process that can be killed."""

from __future__ import annotations

from collections.abc import Sequence

from archivist.formats.child import COMMAND as READER
from archivist.formats.pool import Errand, Pool
from archivist.formats.text_wire import MAX_ANSWER, checked_text
from archivist.model.facts import Facts
from archivist.model.settings import Limits
from archivist.model.text import FileText

COMMAND = (*READER[:-1], "archivist.formats.text_worker")
_TIMES = 4.0
"""How much longer than its facts the text of a file may take: every page is gone through."""
_BYTES_PER_SECOND = 1_000_000
"""Larger files get a second more for each of these."""
_MOST = 600.0
"""Seconds that no file exceeds by its size alone."""


def allowance(limits: Limits, size: int) -> float:
    """Return how many seconds reading the text of a file of that many bytes may take."""
    return _TIMES * limits.seconds + min(size / _BYTES_PER_SECOND, _MOST)


def _condemned(facts: Facts) -> FileText:
    return FileText(sha256=facts.sha256, defect=facts.defect, detail=facts.detail)


_TEXTS = Errand(check=checked_text, condemned=_condemned, most=MAX_ANSWER, allowance=allowance)


class TextPool(Pool[FileText]):
    """Reads the texts of files.

    Args:
        limits: What the facts of one file may cost; a text may take longer.
        workers: How many processes at most; 0: as many as there are processors, up to 4.
        command: What to run as a process (tests run one that misbehaves).
    """

    def __init__(
        self, limits: Limits, workers: int = 0, *, command: Sequence[str] = COMMAND
    ) -> None:
        super().__init__(_TEXTS, limits, workers, command)
