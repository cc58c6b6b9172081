"""Tidings: the page in the inbox that people open, and the status that programs read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from archivist.actions.file import Outcome
from archivist.actions.pace import Pace
from archivist.actions.pending import write_pending
from archivist.actions.watched import Watched
from archivist.errors import ArchivistError
from archivist.model.arrival import Verdict
from archivist.model.settings import MARKER, STATE, Settings
from archivist.store.catalog import state_folder
from archivist.store.tree import extended
from archivist.store.writing import replace_file

STATUS = "status.json"
SCHEMA = "archivist/watch-status/1"
LEAST = 1.0
"""Seconds between two writings in a burst."""


class Tidings:
    """What was said of the files that lie in the inbox now.

    Args:
        watched: Which archive.
    """

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self._root = extended(watched.root)
        self._pace = Pace(watched.clock.seconds, LEAST)
        self._outcomes: dict[str, Outcome] = {}
        self._counts: dict[str, int] = {}
        self._new = True

    def note(self, outcome: Outcome) -> bool:
        """Take note of what is to be said of a file; tell whether it was not said before."""
        path = outcome.arrival.path
        before = self._outcomes.pop(path, None)
        if outcome.verdict is not Verdict.FILED:
            self._outcomes[path] = outcome
        fresh = before is None or _words(before) != _words(outcome)
        self._new |= fresh
        return fresh

    def drop(self, paths: set[str]) -> None:
        """Forget files that do not lie in the inbox any more."""
        for path in paths & self._outcomes.keys():
            del self._outcomes[path]
            self._new = True

    @property
    def paths(self) -> set[str]:
        """The files of which something was said."""
        return set(self._outcomes)

    @property
    def left(self) -> float | None:
        """Seconds until something new is written down; None: nothing is new."""
        return self._pace.left if self._new else None

    def write(self, settings: Settings, files: int, unsettled: int) -> None:
        """Write page and status if something is new, about once a second at most."""
        counts = {"files": files, "unsettled": unsettled}
        self._new |= counts != self._counts
        self._counts = counts
        if not self._new or self._pace.left:
            return
        self._new = False
        with self._pace.spent():
            self._write_page(settings, counts)
            self._write_status(settings, {"watching": True, **self._numbers(counts)})

    def close(self, settings: Settings) -> None:
        """Write down what is new, and that nobody watches any more."""
        if os.path.isfile(self._root / MARKER):  # noqa: PTH113 - is_file() may raise
            if self._new and self._counts:
                self._write_page(settings, self._counts)
            numbers = self._numbers(self._counts) if self._counts else {}
            self._write_status(settings, {"watching": False, **numbers})

    def _numbers(self, counts: Mapping[str, int]) -> dict[str, int]:
        verdicts = [outcome.verdict for outcome in self._outcomes.values()]
        told = {each.value: verdicts.count(each) for each in (Verdict.READY, Verdict.WAITS)}
        return {**counts, **told}

    def _write_page(self, settings: Settings, counts: Mapping[str, int]) -> None:
        waiting = [(o.arrival.path, o.verdict, o.reasons) for o in self._outcomes.values()]
        write_pending(self._root, settings, waiting, counts, self._watched.clock.now())

    def _write_status(self, settings: Settings, values: Mapping[str, Any]) -> None:
        told = {"schema": SCHEMA, "at": self._watched.clock.now().isoformat(), **values}
        text = json.dumps(told, ensure_ascii=True, indent=1)
        # Named after the archive as the user names it, like the catalog's.
        folder = state_folder(self._watched.root, STATE, settings.state_dir)

        def write() -> None:
            folder.mkdir(parents=True, exist_ok=True)
            replace_file(folder / STATUS, text.encode("ascii"))

        _try(write)


def _try(write: Callable[[], object]) -> None:
    with suppress(OSError, ArchivistError):
        write()


def _words(outcome: Outcome) -> str:
    reasons = [f"{r.kind.value}{sorted(r.facts.items())}" for r in outcome.reasons]
    return f"{outcome.verdict.value}{outcome.target}{reasons}"
