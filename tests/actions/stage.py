"""A watch on a stage: its clock, its events and what happens when are written in a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from archivist.actions import watch as action
from archivist.actions.watch import News, Stop, Watch
from archivist.model.arrival import Verdict
from archivist.store.hints import Hints
from tests.actions.inboxes import dropped

if TYPE_CHECKING:
    import pytest

BEGUN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LATE_NS = 4_000_000_000_000_000_000
"""A time after everything that a test writes, so that it is remembered."""
Deed = Callable[[], object]


class Stage:
    """Runs a watch in scripted time; nothing waits.

    Args:
        root: The archive.
        monkeypatch: Puts the script in the place of the operating system.
    """

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.time = 0.0
        self.news: list[News] = []
        self.polls = False
        self.degraded = ""
        self.renewed = 0
        self.waits: list[float] = []
        self.stop: Stop | None = None
        self.stopped = False
        self.begun = BEGUN
        self._script: list[tuple[float, Deed, Hints]] = []
        monkeypatch.setattr(action, "Arrivals", self._made)

    def at(self, time: float, deed: Deed = lambda: None, *folders: str, lost: bool = False) -> None:
        """Let something happen at a time, with hints of these folders; by default, with none."""
        self._script.append((time, deed, Hints(folders=frozenset(folders), overflow=lost)))
        self._script.sort(key=lambda each: each[0])

    def run(self, until: float = 10.0, *, once: bool = False, poll: bool | None = None) -> Self:
        """Watch until a time, and stop as after Ctrl-C."""
        self.stopped = False
        self.at(until, self._end)
        how = Watch(root=self.root, clock=self, tell=self.tell, once=once, poll=poll)
        action.watch(how, self._ready)
        return self

    def _end(self) -> None:
        assert self.stop
        self.stop()

    def tell(self, news: News) -> None:
        self.news.append(news)

    def said(self) -> list[str]:
        """Return what was said of files, ``verdict name``, in order."""
        found = []
        for news in self.news:
            outcome = news.said.outcome if news.said else None
            if outcome:
                found.append(f"{outcome.verdict.value} {outcome.arrival.record.name}")
        return found

    def when(self, line: str) -> float:
        """Return the time at which something was said of a file first."""
        times = [
            (news.at - self.begun).total_seconds()
            for news in self.news
            if news.said
            and news.said.outcome
            and f"{news.said.outcome.verdict.value} {news.said.outcome.arrival.record.name}" == line
        ]
        return times[0]

    def reasons(self, name: str) -> list[set[str]]:
        """Return why a file waits, each time something was said of it."""
        outcomes = [n.said.outcome for n in self.news if n.said and n.said.outcome]
        return [
            {reason.kind.value for reason in o.reasons}
            for o in outcomes
            if o.arrival.record.name == name and o.verdict is Verdict.WAITS
        ]

    def states(self) -> list[str]:
        return [news.state.value for news in self.news if news.state]

    def troubles(self) -> list[str]:
        told = [n.said.trouble for n in self.news if n.said and n.said.trouble]
        return told + [n.detail for n in self.news if n.state is action.State.TROUBLED]

    def finds(self) -> list[tuple[str, int, list[str]]]:
        """Return what was said of the items: path, count, codes."""
        found = [news.said.finds for news in self.news if news.said and news.said.finds]
        return [(f.path, f.count, [check.code for check, _finding in f.findings]) for f in found]

    def now(self) -> datetime:
        return self.begun + timedelta(seconds=self.time)

    def now_ns(self) -> int:
        return LATE_NS

    def seconds(self) -> float:
        return self.time

    def _ready(self, stop: Stop) -> None:
        self.stop = stop

    def _made(self, root: Path, *, poll: bool, ignore: Iterable[str]) -> _Scripted:
        del ignore
        assert root == self.root
        self.polls = poll
        return _Scripted(self)

    def step(self, seconds: float) -> Hints:
        """Let time pass until something happens, or for so long."""
        self.waits.append(seconds)
        end = self.time + seconds
        if self._script and self._script[0][0] <= end:
            time, deed, hints = self._script.pop(0)
            self.time = max(self.time, time)
            deed()
            return hints
        self.time = end
        return Hints()


def dropping(stage: Stage, path: str, content: bytes | str) -> Deed:
    """Return what puts a file into the archive when its time has come."""
    return lambda: dropped(stage.root, path, content)


class _Scripted:
    """Stands for `archivist.store.arrivals.Arrivals`."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stage.stopped = True

    @property
    def stopped(self) -> bool:
        return self._stage.stopped

    @property
    def degraded(self) -> str:
        return self._stage.degraded

    def stop(self) -> None:
        self._stage.stopped = True

    def renew(self) -> bool:
        self._stage.renewed += 1
        return not self._stage.degraded

    def wait(self, seconds: float) -> Hints:
        return self._stage.step(seconds)
