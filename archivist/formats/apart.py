"""Odd jobs on foreign files, each done in a process that can be killed.

A picture or a workbook may make its library loop, swallow the memory or crash; here that costs
one process and one answer. What the process does stands in `archivist.formats.apart_worker`.
"""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from types import TracebackType
from typing import Self

from archivist.errors import ArchivistError
from archivist.formats.child import COMMAND as READER
from archivist.formats.child import MAX_ANSWER, Child, ChildFailedError
from archivist.formats.watchdog import Watchdog
from archivist.model.facts import Defect
from archivist.model.refusal import reason_of
from archivist.model.settings import Limits

COMMAND = (*READER[:-1], "archivist.formats.apart_worker")


class SpoiltError(Exception):
    """A job took too long or too much memory, or its process crashed.

    Args:
        defect: Which of these.
    """

    def __init__(self, defect: Defect) -> None:
        super().__init__(defect.value)
        self.defect = defect


class Apart:
    """One process for one job after the other, started with the first, replaced when killed.

    Args:
        limits: What one job may cost.
        command: What to run as a process (tests run one that misbehaves).
    """

    def __init__(self, limits: Limits, *, command: Sequence[str] = COMMAND) -> None:
        self._limits = limits
        self._command = command
        self._child: Child | None = None
        self._watchdog = Watchdog(limits.megabytes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._retire()
        self._watchdog.stop()

    def ask(self, job: Sequence[object], most: int = MAX_ANSWER) -> object:
        """Have one job done and return the answer, which nobody has checked yet.

        Args:
            job: What `archivist.formats.apart_worker` understands.
            most: Bytes of the longest answer that is believed.

        Raises:
            SpoiltError: There is none; the next job is done by a new process.
            ArchivistError: The system cannot start a process.
        """
        child = self._child = self._child or self._start()
        answered, answer = False, None
        with self._watchdog.watching(child, self._limits.seconds) as watch:
            try:
                answer, answered = child.exchange(job, most), True
            except ChildFailedError:
                answered = False
        if answered and watch.defect is None:
            return answer
        self._retire()
        raise SpoiltError(watch.defect or Defect.CRASHED)

    def _start(self) -> Child:
        try:
            return Child(self._command)
        except OSError as error:
            message = _("The process that reads files cannot be started: {reason}.")
            hint = _("Close other programs to free memory, then try again.")
            raise ArchivistError(message.format(reason=reason_of(error)), hint) from error

    def _retire(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None
