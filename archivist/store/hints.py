"""What is known to have changed and nobody has asked for yet: between a watch and who waits."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue

MOST_FOLDERS = 1000
"""Changed folders to tell apart; with more, the whole tree is to be looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What has happened since the last time somebody asked."""

    folders: frozenset[str] = frozenset()
    """Folders in which something changed, from the root on, with forward slashes; the root is
    ``""``. A new folder stands here, too, for all that came with it; one may be gone by now."""
    overflow: bool = False
    """Events were lost: the whole tree is to be looked at."""


class Pending:
    """Hints that gather until they are taken; any thread may add to them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folders: set[str] = set()
        self._overflow = False
        # A signal handler may wake us at any point of sleep(): this is the one queue of the
        # standard library that bears it.
        self._wake: SimpleQueue[None] = SimpleQueue()

    def __bool__(self) -> bool:
        with self._lock:
            return bool(self._folders or self._overflow)

    def add(self, folders: set[str]) -> None:
        """Note changed folders."""
        self._note(folders)

    def lose(self) -> None:
        """Note that events were lost."""
        self._note(None)

    def take(self) -> Hints:
        """Return all hints, and begin anew."""
        with self._lock:
            hints = Hints(folders=frozenset(self._folders), overflow=self._overflow)
            self._folders, self._overflow = set(), False
        return hints

    def sleep(self, seconds: float) -> None:
        """Wait until there is a first hint, until somebody calls, or until the time is over."""
        with suppress(Empty):
            self._wake.get(timeout=seconds)

    def wake(self) -> None:
        """End one sleep, now or later; may be called from a signal handler."""
        self._wake.put(None)

    def _note(self, folders: set[str] | None) -> None:
        with self._lock:
            idle = not (self._folders or self._overflow)
            self._folders |= folders or set()
            if folders is None or len(self._folders) > MOST_FOLDERS:
                self._folders, self._overflow = set(), True
        if idle:
            self._wake.put(None)
