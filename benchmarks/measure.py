"""Measuring a command as a whole process, with everything that it starts."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ARCHIVIST = (sys.executable, "-P", "-m", "archivist")
DAY = "2025.12.31"
"""The day as on which everything is judged."""
ROUNDS = 3
MEGABYTE = 1_000_000
_INTERVAL = 0.1
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took."""

    wall: float
    """Seconds."""
    cpu: float | None = None
    """Seconds of all its processes together; None where the system does not tell (Windows)."""
    own: float = 0
    """Most megabytes that its first process held; 0: not looked at."""
    all: float = 0
    """Most megabytes of all its processes at one time. What they share is counted in each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table."""

    name: str
    cost: Cost
    runs: int = ROUNDS
    files: int = 0
    target: str = ""

    @property
    def seconds(self) -> float:
        """CPU, or wall where the system tells no CPU."""
        return self.cost.wall if self.cost.cpu is None else self.cost.cpu


def measure(command: Sequence[str], folder: Path, *, memory: bool = False) -> Cost:
    """Run a command and return what it took.

    Args:
        command: The words. Exit code 1 is a verdict; a higher one ends the benchmark.
        folder: The current folder of the command.
        memory: Whether memory is looked at, ten times a second, which disturbs a short run.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        list(command), cwd=folder, env=_environment(), stdout=subprocess.DEVNULL
    )
    peak = _Peak(process.pid)
    with peak if memory else contextlib.nullcontext():
        cpu = _wait(process)
    wall = time.perf_counter() - started
    if process.returncode not in {0, 1}:
        sys.exit(f"exit code {process.returncode}: {' '.join(command)}")
    return Cost(wall=wall, cpu=cpu, own=peak.own / MEGABYTE, all=peak.all / MEGABYTE)


def median(costs: Iterable[Cost]) -> Cost:
    """Return the medians of several runs, each figure by itself."""
    runs = list(costs)
    cpu = [run.cpu for run in runs if run.cpu is not None]
    return Cost(
        wall=statistics.median(run.wall for run in runs),
        cpu=statistics.median(cpu) if cpu else None,
        own=statistics.median(run.own for run in runs),
        all=statistics.median(run.all for run in runs),
    )


def _wait(process: subprocess.Popen[bytes]) -> float | None:
    """Wait for the end; return the seconds of CPU of it and of what it started and awaited."""
    if sys.platform == "win32":
        process.wait()
        return None
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def _environment() -> dict[str, str]:
    """Return an environment in which the checkout is measured, and always the same language."""
    return {**os.environ, "PYTHONPATH": str(_HERE.parent), "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}


@dataclass(slots=True)
class _Peak:
    """Looks at a process and its children again and again while the block lasts."""

    pid: int
    own: int = 0
    all: int = 0
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> None:
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_INTERVAL):
            try:
                parent = psutil.Process(self.pid)
                own = parent.memory_info().rss
                held = own + sum(_held(child) for child in parent.children(recursive=True))
            except psutil.Error:
                continue
            self.own, self.all = max(self.own, own), max(self.all, held)


def _held(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
