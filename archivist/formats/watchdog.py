"""The watchdog: kills a reading process that takes too long or too much memory."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from archivist.formats.child import Child
from archivist.model.facts import Defect

PATIENCE = 0.3
"""Seconds after which a process is looked at; nearly all files are done by then."""
INTERVAL = 0.05
"""Seconds between two looks at a process that has used up the patience."""
_MEGABYTE = 1024 * 1024


@dataclass(slots=True, kw_only=True)
class Watch:
    """One question to one process under watch."""

    child: Child
    begun: float
    seconds: float
    defect: Defect | None = None
    """Why the process was killed; None: it was not."""


class Watchdog:
    """One thread that looks at the processes at work; it sleeps while none is.

    Args:
        megabytes: Memory that a process may hold.
    """

    def __init__(self, megabytes: int) -> None:
        self._limit = megabytes * _MEGABYTE
        self._watches: list[Watch] = []
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._asleep = False
        self._stopped = False

    @contextmanager
    def watching(self, child: Child, seconds: float) -> Iterator[Watch]:
        """Kill ``child`` when the block lasts longer than ``seconds`` or takes too much memory."""
        watch = Watch(child=child, begun=time.monotonic(), seconds=seconds)
        with self._changed:
            self._watches.append(watch)
            self._wake()
        try:
            yield watch
        finally:
            # Once this lock is taken, the process cannot be killed for this question any more.
            with self._changed:
                self._watches.remove(watch)

    def stop(self) -> None:
        """End the thread and wait for it."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
            self._thread.start()
        elif self._asleep:
            # Only then: waking it for each of 10,000 quick files would cost more than the files.
            self._changed.notify()

    def _run(self) -> None:
        with self._changed:
            while not self._stopped:
                pause = self._look(time.monotonic())
                self._asleep = pause is None
                self._changed.wait(pause)

    def _look(self, now: float) -> float | None:
        """Kill what is over a limit; return after how many seconds to look again."""
        pause: float | None = None
        for watch in self._watches:
            if watch.defect is not None:
                continue
            age = now - watch.begun
            if age >= PATIENCE or age >= watch.seconds:
                watch.defect = self._judge(watch, age)
                if watch.defect:
                    watch.child.kill()
                left = INTERVAL
            else:
                left = min(PATIENCE, watch.seconds) - age
            pause = left if pause is None else min(pause, left)
        return pause

    def _judge(self, watch: Watch, age: float) -> Defect | None:
        if age > watch.seconds:
            return Defect.TIMEOUT
        return Defect.MEMORY if _resident(watch.child.pid) > self._limit else None


def _resident(pid: int) -> int:
    """Return how many bytes of memory a process holds; 0 when it is gone."""
    import psutil  # noqa: PLC0415 - only once a file has taken long

    try:
        return int(psutil.Process(pid).memory_info().rss)
    except (psutil.Error, OSError):
        return 0
