"""Hints of the operating system that something has changed; a look at the tree is the truth.

Events get lost when many come at once, and on shares they do not come at all: whoever waits here
has to look at the whole tree from time to time, and right away when a hint says so.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
import time
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from archivist.model.names import PENDING_PAGE, is_junk
from archivist.store.hints import Hints, Pending

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

GATHER = 0.2
"""Seconds to wait after a first event for the others of its kind: a copy makes hundreds."""
_SLICE = 0.5
"""Seconds that one wait lasts: Windows ends none for Ctrl-C, and a watch may die silently."""
_LOGGERS = ("watchdog", "fsevents")
"""Where watchdog tells of lost events; it has no other way."""


class Arrivals:
    """Wait for changes below a folder, from entering the ``with`` block to leaving it.

    Args:
        root: The folder; it should be there.
        poll: Ask the operating system for nothing, only pass the time: for shares.
        ignore: Names that are none of archivist's business.
        gather: Seconds to wait after a first event for more.
    """

    def __init__(
        self,
        root: Path,
        *,
        poll: bool = False,
        ignore: tuple[str, ...] = (),
        gather: float = GATHER,
    ) -> None:
        self.degraded = ""
        """Why there are no events although there should be; empty: there are."""
        self._root, self._poll, self._ignore, self._gather = root, poll, ignore, gather
        self._pending = Pending()
        self._stopped = False
        self._observer: BaseObserver | None = None
        self._identity: tuple[int, int] | None = None
        self._roots: tuple[Path, ...] = ()
        self._ear = _Ear(self)

    def __enter__(self) -> Self:
        for name in _LOGGERS:
            logging.getLogger(name).addHandler(self._ear)
        self.renew()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        self._end()
        for name in _LOGGERS:
            logging.getLogger(name).removeHandler(self._ear)

    @property
    def stopped(self) -> bool:
        """Whether somebody has called ``stop``."""
        return self._stopped

    def stop(self) -> None:
        """End every wait from now on; may be called from a signal handler and from any thread."""
        self._stopped = True
        self._pending.wake()

    def renew(self) -> bool:
        """Begin to listen, or begin anew after ``degraded``; tell whether events come now.

        What happened meanwhile was not heard, so the next hints say ``overflow`` after a failure.
        """
        self._end()
        if self._poll:
            return False
        if self.degraded:
            self.lost()
        try:
            self._identity = _identity(self._root)
            # FSEvents names what is behind links, the others what they were asked for.
            self._roots = (self._root, self._root.resolve())
            self._observe()
        except Exception as error:  # noqa: BLE001 - whatever a platform's watch raises, we can poll
            self._fail(_reason(error))
            return False
        self.degraded = ""
        return True

    def wait(self, seconds: float) -> Hints:
        """Return what changed since the last call, at once or as soon as something does.

        The hints are empty when the time is over, or when ``stop`` was called.
        """
        end = time.monotonic() + seconds
        while not self._stopped:
            self._look_after()
            left = end - time.monotonic()
            if self._pending or left <= 0:
                break
            self._pending.sleep(min(left, _SLICE))
        if self._gather and self._pending:
            gathered = time.monotonic() + self._gather
            while not self._stopped and (left := gathered - time.monotonic()) > 0:
                self._pending.sleep(left)
        return self._pending.take()

    def heard(self, path: str, *, is_folder: bool) -> None:
        """Take in an event: what it names, in the file system's own writing."""
        root = next((root for root in self._roots if Path(path).is_relative_to(root)), None)
        if root is None:
            self.lost()
            return
        parts = Path(path).relative_to(root).parts
        if parts and (parts[-1] == PENDING_PAGE or any(is_junk(p, self._ignore) for p in parts)):
            return
        folders = {"/".join(parts[:-1])}
        if is_folder:
            folders.add("/".join(parts))
        self._pending.add(folders)

    def lost(self) -> None:
        """Take in that events were lost."""
        self._pending.lose()

    def _look_after(self) -> None:
        """Notice a watch that has died, or a root that is gone or is another one by now."""
        watch = self._observer
        if watch is None:
            return
        alive = watch.is_alive() and all(emitter.is_alive() for emitter in list(watch.emitters))
        try:
            same = _identity(self._root) == self._identity
        except OSError as error:
            self._fail(error.strerror or str(error))
            return
        if not (alive and same):
            self._fail(_("the operating system stopped reporting changes"))

    def _fail(self, reason: str) -> None:
        self.degraded = reason
        self.lost()
        self._end()

    def _observe(self) -> None:
        """Start the platform's own watch; it is ours to end as soon as it exists."""
        from watchdog import events  # noqa: PLC0415 - only for a command that waits
        from watchdog.observers import Observer  # noqa: PLC0415

        arrivals = self

        class Handler(events.FileSystemEventHandler):
            def on_any_event(self, event: events.FileSystemEvent) -> None:
                for path in (event.src_path, event.dest_path):
                    if path:
                        arrivals.heard(os.fsdecode(path), is_folder=event.is_directory)

        # Opening and reading, which archivist does itself, are not asked for.
        wanted: list[type[events.FileSystemEvent]] = [
            events.FileCreatedEvent,
            events.FileModifiedEvent,
            events.FileMovedEvent,
            events.FileDeletedEvent,
            events.FileClosedEvent,
            events.DirCreatedEvent,
            events.DirMovedEvent,
            events.DirDeletedEvent,
        ]
        self._observer = watch = Observer()
        watch.schedule(Handler(), str(self._root), recursive=True, event_filter=wanted)
        watch.start()
        if sys.platform == "linux":
            # A limit on watches that is reached below the root passes in silence; one more tells.
            one_more = watch.schedule(
                events.FileSystemEventHandler(),
                str(self._root.parent),
                event_filter=[events.DirDeletedEvent],
            )
            watch.unschedule(one_more)

    def _end(self) -> None:
        watch, self._observer = self._observer, None
        if watch is None:
            return
        with suppress(OSError, RuntimeError):
            watch.stop()
            if watch.is_alive():
                watch.join()


class _Ear(logging.Handler):
    """Listens to watchdog's log, and so keeps it off the user's screen."""

    def __init__(self, arrivals: Arrivals) -> None:
        super().__init__(logging.WARNING)
        self._arrivals = arrivals

    def emit(self, record: logging.LogRecord) -> None:
        """Take any warning for lost events."""
        del record
        self._arrivals.lost()


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        if error.errno in {errno.ENOSPC, errno.EMFILE}:
            # What inotify(7) says when a user watches too much, for all programs together.
            return _("the system's limit on watched folders is reached (fs.inotify)")
        return error.strerror or str(error)
    return str(error) or type(error).__name__


def _identity(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_dev, status.st_ino
