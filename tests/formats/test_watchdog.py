"""The watchdog: kills what is over a limit, and leaves the rest alone."""

from __future__ import annotations

import os
import threading
from typing import cast

import pytest

from archivist.formats import watchdog as module
from archivist.formats.child import Child
from archivist.formats.watchdog import Watchdog
from archivist.model.facts import Defect

NOBODY = 2**22 + 1
"""More than the largest number of a process on Linux."""


class Dog:
    """Stands where a process would, and notes that it was killed."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.killed = threading.Event()

    def kill(self) -> None:
        self.killed.set()


def test_a_process_over_its_time_is_killed_and_another_is_not() -> None:
    dog = Watchdog(100_000)
    late, early = Dog(os.getpid()), Dog(os.getpid())
    with (
        dog.watching(cast("Child", early), 60) as good,
        dog.watching(cast("Child", late), 0.01) as bad,
    ):
        assert late.killed.wait(30)
    dog.stop()
    assert (good.defect, bad.defect) == (None, Defect.TIMEOUT)
    assert not early.killed.is_set()


def test_it_wakes_up_for_a_process_that_comes_while_it_sleeps() -> None:
    dog = Watchdog(100_000)
    for _ in range(2):
        late = Dog(os.getpid())
        with dog.watching(cast("Child", late), 0.01):
            assert late.killed.wait(30)
    dog.stop()


@pytest.mark.parametrize(
    ("pid", "expected"), [(os.getpid(), Defect.MEMORY), (NOBODY, None)], ids=["this one", "none"]
)
def test_memory_is_looked_at_once_the_patience_is_used_up(
    monkeypatch: pytest.MonkeyPatch, pid: int, expected: Defect | None
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    dog = Watchdog(1)
    big = Dog(pid)
    with dog.watching(cast("Child", big), 0.2) as watch:
        assert big.killed.wait(30)
    dog.stop()
    assert watch.defect is (expected or Defect.TIMEOUT)


def test_it_can_be_stopped_before_it_has_begun() -> None:
    Watchdog(1).stop()
