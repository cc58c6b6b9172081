"""Tidings: the page in the inbox that people open, and the status that programs read."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from archivist.actions.file import Outcome
from archivist.actions.survey import View
from archivist.errors import ArchivistError
from archivist.formats.pending_page import MARK, pending_page
from archivist.model.arrival import Verdict
from archivist.model.names import PENDING_PAGE
from archivist.model.settings import STATE, Settings
from archivist.store.catalog import state_folder
from archivist.store.settings import load_settings
from archivist.store.tree import extended
from archivist.store.writing import replace_file, replace_report

STATUS = "status.json"
SCHEMA = "archivist/watch-status/1"


class Tidings:
    """What was said of the files that lie in the inbox now.

    Args:
        root: The archive.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._outcomes: dict[str, Outcome] = {}
        self._written = ""

    def note(self, outcome: Outcome) -> None:
        """Take note of what was said of a file."""
        if outcome.verdict is not Verdict.FILED:
            self._outcomes[outcome.arrival.path] = outcome

    def keep(self, paths: Collection[str]) -> None:
        """Forget the files that do not lie in the inbox any more."""
        self._outcomes = {p: outcome for p, outcome in self._outcomes.items() if p in paths}

    def write(self, view: View, now: datetime, counts: Mapping[str, int]) -> None:
        """Write page and status, if something is new; a read-only inbox keeps the old ones."""
        listed = sorted(self._outcomes.values(), key=lambda o: o.arrival.path)
        waiting = [(o.arrival.path, o.verdict, o.reasons) for o in listed]
        status = {
            "files": counts["files"],
            "unsettled": counts["unsettled"],
            **{
                verdict.value: _count(listed, verdict) for verdict in (Verdict.READY, Verdict.WAITS)
            },
        }
        key = repr((waiting, status))
        if key == self._written:
            return
        with suppress(OSError, ArchivistError):
            settings = load_settings(extended(view.root))
            page = extended(view.root) / settings.inbox / PENDING_PAGE
            replace_report(page, pending_page(waiting, counts, now).encode("utf-8"), MARK)
            self._write_status(view, settings, {"watching": True, "at": now.isoformat(), **status})
            self._written = key

    def close(self, view: View) -> None:
        """Write down that nobody watches any more."""
        with suppress(OSError, ArchivistError):
            settings = load_settings(extended(view.root))
            self._write_status(view, settings, {"watching": False})

    @staticmethod
    def _write_status(view: View, settings: Settings, values: Mapping[str, Any]) -> None:
        folder = state_folder(view.root, STATE, settings.state_dir)
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"schema": SCHEMA, **values}, ensure_ascii=True, indent=1)
        replace_file(folder / STATUS, text.encode("ascii"))


def _count(outcomes: list[Outcome], verdict: Verdict) -> int:
    return sum(outcome.verdict is verdict for outcome in outcomes)
