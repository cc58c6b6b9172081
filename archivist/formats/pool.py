"""The pool: several files read at once, each in a process that can be killed.

A foreign file may make its library loop, swallow the memory or crash; here that costs one process
and becomes a defect of that file. Processes start as they are needed, answer many files each, and
are replaced when they were killed.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeAlias, TypeVar

from archivist.errors import ArchivistError
from archivist.formats.child import COMMAND, MAX_ANSWER, Child, ChildFailedError
from archivist.formats.verdict import StoppedError, allowance, condemned
from archivist.formats.watchdog import Watchdog
from archivist.formats.wire import checked_facts
from archivist.model.facts import Defect, Facts
from archivist.model.refusal import reason_of
from archivist.model.settings import Limits

MAX_WORKERS = 4
_AHEAD = 8
"""Jobs taken per process before their turn, so that none waits for a slow consumer."""
_TICK = 0.5
"""Seconds after which a waiting reader lets Ctrl-C through (Windows does not interrupt a wait)."""

_Answer = TypeVar("_Answer")
_Reply: TypeAlias = queue.SimpleQueue[tuple[str, _Answer] | BaseException]


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be read."""

    key: str
    """What the answer is to be called."""
    path: Path
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand(Generic[_Answer]):
    """What the processes of a pool are asked of each file."""

    check: Callable[[object], _Answer]
    """Turns what a process sent, which a hostile file may own, into an answer; ValueError."""
    condemned: Callable[[Facts], _Answer]
    """What is answered for a file whose process was killed: its defect and its digest."""
    most: int
    """Bytes of the longest answer that is believed."""
    allowance: Callable[[Limits, int], float] = allowance
    """Seconds that a file of so many bytes may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order(Generic[_Answer]):
    job: Job
    reply: _Reply[_Answer]


class Pool(Generic[_Answer]):
    """Reads files in processes of their own, under limits.

    Args:
        errand: What is asked.
        limits: What one file may cost.
        workers: How many processes at most; 0: as many as there are processors, up to 4.
        command: What to run as a process (tests run one that misbehaves).
    """

    def __init__(
        self, errand: Errand[_Answer], limits: Limits, workers: int, command: Sequence[str]
    ) -> None:
        self._errand = errand
        self._limits = limits
        self._workers = workers or min(MAX_WORKERS, os.cpu_count() or 1)
        self._command = command
        self._lock = threading.Lock()
        self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, jobs: Iterable[Job]) -> Iterator[tuple[str, _Answer]]:
        """Yield the key and the answer of each job, in the order in which they are done.

        Jobs are taken as they can be worked on, so ``jobs`` may be endless. When the iteration
        is given up, the processes are killed at once.

        Raises:
            ArchivistError: The system cannot start a process.
            RuntimeError: The pool was closed meanwhile.
        """
        source, stopping = iter(jobs), self._stopping
        reply: _Reply[_Answer] = queue.SimpleQueue()
        running, more = 0, True
        try:
            while True:
                while more and running < self._workers * _AHEAD:
                    job = next(source, None)
                    more = job is not None
                    if job is not None:
                        running += 1
                        self._submit(_Order(job=job, reply=reply), running)
                if not running:
                    return
                answer = _next(reply, stopping)
                running -= 1
                yield answer
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Kill the processes and wait until they and their threads are gone."""
        self._stopping.set()
        with self._lock:
            for child in self._children:
                child.kill()
            threads = self._threads
        for _thread in threads:
            self._orders.put(None)
        for thread in threads:
            thread.join()
        self._watchdog.stop()
        self._begin()

    def _begin(self) -> None:
        self._stopping = threading.Event()
        self._orders: queue.SimpleQueue[_Order[_Answer] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._children: set[Child] = set()
        self._watchdog = Watchdog(self._limits.megabytes)

    def _submit(self, order: _Order[_Answer], running: int) -> None:
        self._orders.put(order)
        count = len(self._threads)
        # Starting a process costs as much as reading dozens of photos: one file, one process.
        if count == 0 or (count < self._workers and running - count >= 2):
            thread = threading.Thread(target=self._serve, name=f"reader-{count}", daemon=True)
            # In this order: Ctrl-C may come in between, and only what runs can be waited for.
            thread.start()
            self._threads.append(thread)

    def _serve(self) -> None:
        child: Child | None = None
        try:
            while (order := self._orders.get()) is not None and not self._stopping.is_set():
                try:
                    child = child or self._start()
                    answer, child = self._read_one(child, order.job)
                    order.reply.put((order.job.key, answer))
                except StoppedError:
                    return
                except BaseException as error:  # noqa: BLE001 - raised again where `read` waits
                    order.reply.put(error)
        finally:
            if child:
                self._retire(child)

    def _start(self) -> Child:
        try:
            child = Child(self._command)
        except OSError as error:
            message = _("The process that reads files cannot be started: {reason}.")
            hint = _("Close other programs to free memory, then try again.")
            raise ArchivistError(message.format(reason=reason_of(error)), hint) from error
        with self._lock:
            self._children.add(child)
            if self._stopping.is_set():
                child.kill()
        return child

    def _retire(self, child: Child) -> None:
        with self._lock:
            self._children.discard(child)
        child.close()

    def _read_one(self, child: Child, job: Job) -> tuple[_Answer, Child | None]:
        """Return the answer, and the process if it is fit for further files."""
        seconds = self._errand.allowance(self._limits, job.size)
        answers: list[_Answer] = []
        with self._watchdog.watching(child, seconds) as watch:
            try:
                sent = child.exchange(str(job.path), self._errand.most)
                answers.append(self._errand.check(sent))
            except (ChildFailedError, ValueError, RecursionError):
                answers.clear()
        if answers and watch.defect is None:
            return answers[0], child
        self._retire(child)
        facts = condemned(
            job.path,
            watch.defect or Defect.CRASHED,
            limits=self._limits,
            seconds=seconds,
            stopping=self._stopping,
        )
        return self._errand.condemned(facts), None


_FACTS: Errand[Facts] = Errand(check=checked_facts, condemned=lambda facts: facts, most=MAX_ANSWER)


class ReaderPool(Pool[Facts]):
    """Reads the facts of files.

    Args:
        limits: What one file may cost.
        workers: How many processes at most; 0: as many as there are processors, up to 4.
        command: What to run as a process (tests run one that misbehaves).
    """

    def __init__(
        self, limits: Limits, workers: int = 0, *, command: Sequence[str] = COMMAND
    ) -> None:
        super().__init__(_FACTS, limits, workers, command)


def _next(reply: _Reply[_Answer], stopping: threading.Event) -> tuple[str, _Answer]:
    while True:
        try:
            answer = reply.get(timeout=_TICK)
        except queue.Empty:
            if stopping.is_set():
                raise RuntimeError("the pool was closed while files were being read") from None
            continue
        if isinstance(answer, BaseException):
            raise answer
        return answer
