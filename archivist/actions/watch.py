"""``archivist watch``: look again and again, say a word on every file, file what may be filed.

Events only wake it. What is true is found by looking at the whole tree: at the start, every minute,
after every error (DESIGN §6). What is looked at when is decided in `archivist.actions.rounds`; here
is the loop, which no error of a file or of a drive ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from gettext import gettext as _
from pathlib import Path

from archivist.actions.rounds import Rounds
from archivist.actions.troubles import Troubles
from archivist.actions.watched import Clock, Said, Watched, is_there
from archivist.errors import NotReadableError, NotWritableError
from archivist.model.settings import STATE
from archivist.store.arrivals import Arrivals
from archivist.store.hints import Hints
from archivist.store.lock import this_process, writer_lock
from archivist.store.settings import load_settings
from archivist.store.shares import is_share
from archivist.store.tree import extended

LOCK = "watch.lock"
RETRY = 5.0
"""Seconds after which a paused or troubled watch tries again; with the same trouble, longer."""
LONGEST = 60.0
BLINK = 1.0
"""Seconds for which ``archive.toml`` may be missing: some editors put a new file in its place."""
ALL = Hints(overflow=True)


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
    """Until a word was said on every file, then end."""
    poll: bool | None = None
    """None: as the kind of drive asks for."""


class Stop:
    """Ends a watch, from a signal handler.

    Args:
        arrivals: On which it waits.
    """

    def __init__(self, arrivals: Arrivals) -> None:
        self._arrivals = arrivals
        self._reading = False

    def __call__(self) -> None:
        """End the watch: reading is broken off at once, a file that moves is seen through.

        Raises:
            KeyboardInterrupt: Files are being read, which may take minutes and changes nothing.
        """
        self._arrivals.stop()
        if self._reading:
            raise KeyboardInterrupt

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let what happens in the block be broken off."""
        self._reading = True
        try:
            if self._arrivals.stopped:
                raise KeyboardInterrupt
            yield
        finally:
            self._reading = False


def watch(how: Watch, ready: Callable[[Stop], None]) -> None:
    """Watch an archive until stopped.

    Args:
        how: What to watch, and who is told.
        ready: Called with what ends the watch, before it begins.

    Raises:
        BusyError: Another watch is at work there.
        InvalidFileError: ``archive.toml`` has mistakes at the start.
        NotWritableError: Nothing can be written in the archive at the start.
        NotReadableError: The archive went away from one who looks once.
    """
    settings = load_settings(extended(how.root))
    remote = is_share(how.root)
    poll = remote if how.poll is None else how.poll
    with Arrivals(how.root, poll=poll or how.once, ignore=settings.ignore) as arrivals:
        stop = Stop(arrivals)
        ready(stop)
        watched = Watched(
            root=how.root, clock=how.clock, remote=remote, once=how.once, reading=stop.reading
        )
        _Watcher(how, Rounds(watched, settings), arrivals, events=not (poll or how.once)).run()


class _Watcher:
    """The loop, with what it has to remember from round to round."""

    def __init__(self, how: Watch, rounds: Rounds, arrivals: Arrivals, *, events: bool) -> None:
        self._how, self._rounds, self._arrivals = how, rounds, arrivals
        self._events = events
        self._troubles = Troubles()
        self._retry = RETRY
        self._degraded = ""
        self._started = False

    def run(self) -> None:
        """Look, tell and wait until stopped."""
        while not self._arrivals.stopped:
            try:
                if self._hold():
                    break
            except BrokenPipeError:
                raise
            except (NotWritableError, OSError) as error:
                # The lock of a share that dropped out; at the start there is nothing to wait for.
                if not self._started or self._how.once:
                    raise
                self._arrivals.wait(self._be_troubled(error))
            self._await_return()
        self._tell(State.STOPPED)

    def _hold(self) -> bool:
        """Watch while the archive is there, as the only one; tell whether that was all."""
        how = self._how
        owner = this_process("watch", how.clock.now())
        with writer_lock(extended(how.root) / STATE, owner, name=LOCK):
            self._tell(State.RESUMED if self._started else State.STARTED)
            self._started = True
            try:
                return self._turn()
            finally:
                self._rounds.leave()

    def _turn(self) -> bool:
        hints = ALL
        self._rounds.rescan()
        while not self._arrivals.stopped:
            if self._is_away():
                return False
            pause = self._round(hints)
            if self._how.once and self._rounds.over:
                return True
            hints = self._arrivals.wait(pause)
        return True

    def _is_away(self) -> bool:
        """Tell whether the archive is gone, and not for a moment only."""
        seconds = self._how.clock.seconds
        if is_there(self._how.root):
            return False
        end = seconds() + BLINK
        there = False
        while not there and (left := end - seconds()) > 0:
            self._arrivals.wait(left)
            there = is_there(self._how.root)
        self._rounds.rescan()
        return not there

    def _await_return(self) -> None:
        if self._is_stopped() or is_there(self._how.root):
            return
        if self._how.once:
            raise NotReadableError(
                _("The archive {place} went away while it was being watched.").format(
                    place=self._how.root
                ),
                _("Check the network drive or the cable, then run the command again."),
            )
        self._tell(State.PAUSED)
        while not is_there(self._how.root):
            self._arrivals.wait(RETRY)
            if self._is_stopped():
                return

    def _round(self, hints: Hints) -> float:
        """Do one round and return after how many seconds the next is due."""
        self._mind_events()
        try:
            for said in self._rounds.go(hints, events=self._events and not self._arrivals.degraded):
                self._tell_news(News(at=self._how.clock.now(), said=said))
        except BrokenPipeError:
            raise
        except KeyboardInterrupt:
            if not self._arrivals.stopped:
                raise
        except Exception as error:
            if self._how.once:
                raise
            return self._be_troubled(error)
        self._troubles.over("round")
        self._retry = RETRY
        return self._rounds.pause()

    def _is_stopped(self) -> bool:
        return self._arrivals.stopped

    def _mind_events(self) -> None:
        if self._arrivals.degraded and self._rounds.rescan_due:
            self._arrivals.renew()
        if self._arrivals.degraded and self._arrivals.degraded != self._degraded:
            self._tell(State.DEGRADED, self._arrivals.degraded)
        self._degraded = self._arrivals.degraded

    def _be_troubled(self, error: Exception) -> float:
        """Tell of an error once; return after how many seconds to look at everything again."""
        if is_there(self._how.root) and (text := self._troubles.news("round", error)):
            self._tell(State.TROUBLED, text)
        self._rounds.rescan()
        pause, self._retry = self._retry, min(LONGEST, self._retry * 2)
        return pause

    def _tell(self, state: State, detail: str = "") -> None:
        self._tell_news(News(at=self._how.clock.now(), state=state, detail=detail))

    def _tell_news(self, news: News) -> None:
        """Tell; a log on a full drive must not end the watch, but a reader who left does."""
        try:
            self._how.tell(news)
        except BrokenPipeError:
            raise
        except OSError:
            return
