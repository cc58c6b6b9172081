"""What is watched, by which clock, and what there is to be said of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from archivist.actions.file import Outcome
from archivist.actions.view import View
from archivist.model.finding import Check, Finding, Severity
from archivist.model.settings import MARKER
from archivist.store.tree import extended


class Clock(Protocol):
    """The clocks, which come from the command line."""

    def now(self) -> datetime:
        """Return the time of day, with its zone."""

    def now_ns(self) -> int:
        """Return nanoseconds since 1970."""

    def seconds(self) -> float:
        """Return seconds on a clock that runs evenly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One archive and how it is looked at."""

    root: Path
    clock: Clock
    remote: bool = False
    """Whether it lies on a share."""
    once: bool = False
    """Whether an end is to be reached, even if a file never settles."""
    reading: Callable[[], AbstractContextManager[None]] = nullcontext
    """Stands around whatever may be broken off at any point because it changes nothing."""

    def view(self) -> View:
        """Return what is looked at, as on this day."""
        return View(root=self.root, as_of=self.clock.now().date(), now_ns=self.clock.now_ns())


@dataclass(frozen=True, slots=True, kw_only=True)
class Finds:
    """What is wrong with a file that was put into an item, or how many files are new."""

    path: str = ""
    """Empty: many files are new, which are not told one by one."""
    findings: tuple[tuple[Check, Finding], ...] = ()
    count: int = 1

    @property
    def passed(self) -> bool:
        """Nothing worse than a hint was found."""
        return all(check.severity is Severity.HINT for check, _finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is to be said: one of these."""

    outcome: Outcome | None = None
    """Of a file in the inbox."""
    finds: Finds | None = None
    """Of a file that was put into an item directly, or changed there."""
    trouble: str = ""
    """Of something that cannot be done now and is tried again."""


def is_there(root: Path) -> bool:
    """Tell whether the archive is there: a share that drops out leaves no ``archive.toml``."""
    return os.path.isfile(extended(root) / MARKER)  # noqa: PTH113 - is_file() may raise
