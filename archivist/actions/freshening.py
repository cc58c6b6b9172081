"""Keeping the index fresh beside the watch: in a thread, so that the inbox never waits for it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path

from archivist.actions.index import Order, index, recognise_waiting, refresh
from archivist.actions.index_place import index_folder
from archivist.actions.progress import Progress, Stage, Stages, silent
from archivist.actions.recognise import can_recognise
from archivist.actions.view import View
from archivist.errors import BusyError
from archivist.store.settings import load_settings
from archivist.store.tree import extended

CALM = 0.5
"""Seconds without a further change before the index is brought up to date."""
MANY = 100
"""Items; when more have changed, everything is looked at in one go."""
PATIENCE = 5.0
"""Seconds that the end of the watch waits for the thread."""
PAGES = 20
"""Pages that are recognised before they can be found."""
EVERYTHING = ""


class _EndedError(Exception):
    """The watch ends; what was not written yet the next run writes."""


class _NewsError(Exception):
    """Something has changed, or enough pages are recognised: that goes before further ones."""


class Freshener:
    """Brings the index, if there is one, up to date with what changed, one run after the other.

    In between it recognises pages that are pictures, if that is installed.

    Args:
        view: Returns which archive, on which day.
    """

    def __init__(self, view: Callable[[], View]) -> None:
        self._view = view
        self._changed = threading.Condition()
        self._items: set[str] = set()
        self._left: set[str] = set()
        self._pages = 0
        self._ended = False
        self._thread: threading.Thread | None = None
        self._error: Exception | None = None

    def note(self, items: Iterable[str]) -> None:
        """Take note of items in which something changed, or of `EVERYTHING`."""
        with self._changed:
            self._items.update(items)
            if not self._items or self._ended:
                return
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="freshener", daemon=True)
                self._thread.start()
            self._changed.notify()

    def trouble(self) -> Exception | None:
        """Return what the last run failed of, once."""
        error, self._error = self._error, None
        return error

    def finish(self) -> None:
        """Do what is left, here and now."""
        self.close()
        items = self._items | self._left
        if items and self._thread is None:
            self._refresh(items)
            self._items, self._left = set(), set()

    def close(self) -> None:
        """End; a run at work is broken off."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        if self._thread is not None:
            # A page that is being read is left to its process, which ends with this one.
            self._thread.join(PATIENCE)
            if not self._thread.is_alive():
                self._thread = None

    def _run(self) -> None:
        while items := self._next():
            try:
                self._refresh(items, self._stage)
                self._recognise()
            except (_EndedError, BusyError):
                # Another run writes: what is left is done with what changes next.
                self._keep(items)
            except Exception as error:  # noqa: BLE001 - told by the watch, which goes on
                self._keep(items)
                self._error = error

    def _keep(self, items: set[str]) -> None:
        """Keep what could not be done for the next run; that is no change to be woken by."""
        with self._changed:
            self._left |= items

    def _recognise(self) -> None:
        """Recognise pages until all are, or something goes before; each is kept at once."""
        view, more = self._view(), can_recognise()
        while more and os.path.lexists(_index_of(view)):
            with suppress(_NewsError):
                more = recognise_waiting(view, self._page)
            if self._pages:
                self._pages = 0
                self._refresh({EVERYTHING}, self._stage)
            more = more and not self._items

    def _page(self, done: int, total: int) -> None:
        self._stage(Stage.RECOGNISING)(done, total)
        self._pages += 1
        if self._items or self._pages >= PAGES:
            raise _NewsError

    def _next(self) -> set[str]:
        """Wait until something has changed and nothing more does; empty: it is over."""
        with self._changed:
            while not self._items and not self._ended:
                self._changed.wait()
            # Each further change wakes it; a pause without one is what is waited for.
            while not self._ended and self._changed.wait(CALM):
                continue
            if self._ended:
                return set()
            items, self._items, self._left = self._items | self._left, set(), set()
            return items

    def _refresh(self, items: set[str], stages: Stages = silent) -> None:
        view = self._view()
        if os.path.lexists(_index_of(view)):
            update(view, items, stages)

    def _stage(self, _stage: Stage) -> Progress:
        def step(done: int, total: int) -> None:
            del done, total
            if self._ended:
                raise _EndedError

        return step


def _index_of(view: View) -> Path:
    return index_folder(view.root, load_settings(extended(view.root)))


def update(view: View, items: Collection[str], stages: Stages = silent) -> None:
    """Bring an index up to date with what changed in some items, or in so many that all are meant.

    Raises:
        ArchivistError: The archive cannot be read, or the index cannot be written.
    """
    few = EVERYTHING not in items and len(items) <= MANY
    if not few or not refresh(view, items, stages):
        index(view, Order(stages=stages))


def items_of(paths: Iterable[str]) -> set[str]:
    """Return the items, or the folders above them, in which these files and folders lie."""
    return {"/".join(Path(path).parts[:3]) for path in paths}
