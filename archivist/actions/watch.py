"""``archivist watch``: look again and again, say a word on every file, file what may be filed.

Events only wake it. What is true is found by looking at the whole tree: at the start, every minute,
after every error (DESIGN §6). Deciding lies in `archivist.actions.rounds`; here is the loop.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from archivist.actions.rounds import Rounds, Said
from archivist.actions.survey import View
from archivist.errors import ArchivistError, BusyError
from archivist.model.settings import MARKER, STATE, Settings
from archivist.store.arrivals import Arrivals
from archivist.store.hints import Hints
from archivist.store.lock import this_process, writer_lock
from archivist.store.settings import load_settings
from archivist.store.shares import is_share
from archivist.store.tree import extended

LOCK = "watch.lock"
RETRY = 5.0
"""Seconds after which a paused watch looks whether the archive is back."""
ALL = Hints(overflow=True)


class Clock(Protocol):
    """The clocks, which come from the command line."""

    def now(self) -> datetime:
        """Return the time of day, with its zone."""

    def now_ns(self) -> int:
        """Return nanoseconds since 1970."""

    def seconds(self) -> float:
        """Return seconds on a clock that runs evenly."""


class State(StrEnum):
    """What the watch as a whole is doing."""

    STARTED = "started"
    PAUSED = "paused"
    """The archive is not there; nothing is forgotten."""
    RESUMED = "resumed"
    TROUBLED = "troubled"
    """Something cannot be done; it is tried again."""
    DEGRADED = "degraded"
    """There are no events; it looks from time to time."""
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing to be told: of a file, or of the watch as a whole."""

    at: datetime
    said: Said | None = None
    state: State | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How to watch."""

    root: Path
    clock: Clock
    tell: Callable[[News], None]
    once: bool = False
    """Until every file has its verdict, then end."""
    poll: bool | None = None
    """None: as the kind of drive asks for."""


def watch(how: Watch, ready: Callable[[Arrivals], None]) -> None:
    """Watch an archive until stopped.

    Args:
        how: What to watch, and who is told.
        ready: Called with what ends the watch, before it begins.

    Raises:
        BusyError: Another watch is at work there.
        InvalidFileError: ``archive.toml`` or the plan has mistakes.
        NotWritableError: Nothing can be written in the archive.
    """
    settings = load_settings(extended(how.root))
    remote = is_share(how.root)
    poll = remote if how.poll is None else how.poll
    owner = this_process("watch", how.clock.now())
    with (
        writer_lock(extended(how.root) / STATE, owner, name=LOCK),
        Arrivals(how.root, poll=poll or how.once, ignore=settings.ignore) as arrivals,
        closing(_Watcher(how, settings, arrivals, remote=remote)) as watcher,
    ):
        ready(arrivals)
        watcher.run()


class _Watcher:
    """The loop, with what it has to remember from round to round."""

    def __init__(self, how: Watch, settings: Settings, arrivals: Arrivals, *, remote: bool) -> None:
        self._how = how
        self._arrivals = arrivals
        self._remote = remote
        self._paused = False
        self._trouble = ""
        self._degraded = ""
        self._rounds = Rounds(how.root, settings, how.clock.seconds, remote=remote)

    def run(self) -> None:
        """Look, tell and wait until stopped."""
        self._tell(State.STARTED, self._arrivals.degraded)
        hints = ALL
        while not self._arrivals.stopped:
            pause = self._round(hints)
            if self._how.once and self._rounds.over:
                break
            hints = self._arrivals.wait(pause)
        self._tell(State.STOPPED)

    def close(self) -> None:
        """Leave word that nobody watches any more."""
        self._rounds.leave(self._view())

    def _round(self, hints: Hints) -> float:
        """Do one round and return after how many seconds the next is due."""
        if not os.path.isfile(self._how.root / MARKER):  # noqa: PTH113 - is_file() may raise
            if not self._paused:
                self._tell(State.PAUSED)
            self._paused = True
            return RETRY
        if self._paused:
            self._paused = False
            self._tell(State.RESUMED)
            hints = ALL
        self._mind_events()
        try:
            for said in self._rounds.go(self._view(), self._how.clock.now(), hints):
                self._how.tell(News(at=self._how.clock.now(), said=said))
        except (ArchivistError, OSError) as error:
            self._be_troubled(error)
            return RETRY
        self._trouble = ""
        return self._rounds.pause()

    def _mind_events(self) -> None:
        if self._arrivals.degraded and self._arrivals.degraded != self._degraded:
            self._tell(State.DEGRADED, self._arrivals.degraded)
        self._degraded = self._arrivals.degraded
        if self._degraded and self._rounds.rescan_due:
            self._arrivals.renew()

    def _be_troubled(self, error: ArchivistError | OSError) -> None:
        """Tell of an error once, and look at everything when it is over."""
        text = error.message if isinstance(error, ArchivistError) else str(error)
        if text != self._trouble and os.path.isfile(self._how.root / MARKER):  # noqa: PTH113
            self._tell(State.TROUBLED, text)
            self._trouble = text
        self._rounds.rescan()
        if isinstance(error, BusyError):
            self._trouble = ""

    def _view(self) -> View:
        clock = self._how.clock
        return View(root=self._how.root, as_of=clock.now().date(), now_ns=clock.now_ns())

    def _tell(self, state: State, detail: str = "") -> None:
        self._how.tell(News(at=self._how.clock.now(), state=state, detail=detail))
