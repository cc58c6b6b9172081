"""When a file is settled: nobody is writing it any more, so that it may be judged and filed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

EMPTY = 10
"""How many times longer a file of 0 bytes has to wait: copy programs make it first."""
FIRST_PAUSE = 2.0
"""Seconds until a settled file that did not open is tried again; doubled each time."""
LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What the last look at one file saw."""

    size: int
    mtime_ns: int
    since: float
    """When it was first seen like this."""
    due: float
    """From when on it counts as settled."""
    failures: int = 0
    settled: bool = False
    """Whether the last look was answered with True."""


class Settling:
    """What is known of the files that may still be growing; the time comes in with every look.

    A modification time is only compared, never measured against ``now``: cameras and servers have
    clocks of their own, and copying keeps the old time.

    Args:
        seconds: How long size and time of a file must have stayed the same.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._files: dict[str, _Seen] = {}

    def look(self, path: str, size: int, mtime_ns: int, now: float) -> bool:
        """Take note of what a file looks like; tell whether it is settled.

        Args:
            path: Which file.
            size: Its bytes.
            mtime_ns: Its modification time, as the file system tells it.
            now: Seconds on a clock that runs evenly; when it jumps back, waiting starts anew.
        """
        seen = self._files.get(path)
        if seen is None or (seen.size, seen.mtime_ns) != (size, mtime_ns) or now < seen.since:
            need = self._seconds * (1 if size else EMPTY)
            self._files[path] = _Seen(size=size, mtime_ns=mtime_ns, since=now, due=now + need)
            return False
        settled = now >= seen.due
        if settled is not seen.settled:
            self._files[path] = replace(seen, settled=settled)
        return settled

    def failed(self, path: str, now: float) -> None:
        """Put a settled file off that does not open, or that another program has locked.

        It is never given up: the pauses grow up to a minute, and a change ends them.
        """
        seen = self._files.get(path)
        if seen is not None:
            # The exponent is bounded so that a file which fails for weeks cannot overflow it.
            pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(seen.failures, 10))
            self._files[path] = replace(
                seen, due=now + pause, failures=seen.failures + 1, settled=False
            )

    def failures(self, path: str) -> int:
        """Return how often a file did not open since it last changed."""
        seen = self._files.get(path)
        return seen.failures if seen else 0

    def forget(self, path: str) -> None:
        """Drop a file that is gone or done with; it may never have been looked at."""
        self._files.pop(path, None)

    def retain(self, paths: Collection[str]) -> None:
        """Forget every file but these: what a look at the whole tree has found."""
        self._files = {path: seen for path, seen in self._files.items() if path in paths}

    @property
    def waiting(self) -> frozenset[str]:
        """The files that are not settled, or that settled and did not open."""
        return frozenset(path for path, seen in self._files.items() if not seen.settled)

    def next_look(self, now: float) -> float | None:
        """Return after how many seconds the first file can be settled; None: none is waiting."""
        return min(
            # A clock that jumped back: the next look starts the wait anew, so it may come at once.
            (
                max(0.0, seen.due - now) if now >= seen.since else 0.0
                for seen in self._files.values()
                if not seen.settled
            ),
            default=None,
        )
