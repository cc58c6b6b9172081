"""Looking after the items: what is put into them directly, or changed there, is checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from archivist.actions.check import check
from archivist.actions.survey import View
from archivist.model.entry import Entry, EntryKind
from archivist.model.finding import Check, Finding, Severity
from archivist.model.layout import read_layout
from archivist.model.settings import STATE, Settings
from archivist.model.settling import Settling
from archivist.store.catalog import Catalog, state_folder
from archivist.store.plan_file import load_plan
from archivist.store.tree import extended, walk

MANY = 50
"""With more new files than these only their number is told: an archive that is met for the first
time is the business of ``archivist check``."""


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


class Upkeep:
    """Finds what is new in the items, against the catalog, once it has settled.

    Args:
        settling: Which of the files may still be growing.
    """

    def __init__(self, settling: Settling) -> None:
        self._settling = settling
        self._told: dict[str, tuple[int, int]] = {}

    @property
    def waits(self) -> bool:
        """Whether something has not settled."""
        return bool(self._settling.waiting)

    def next_look(self, now: float) -> float | None:
        """Return after how many seconds something can be settled; None: nothing is waiting."""
        return self._settling.next_look(now)

    def look(self, view: View, settings: Settings, now: float) -> Iterator[Finds]:
        """Yield what is to be said of new and changed files; their facts are remembered then.

        Args:
            view: Which archive, on which day.
            settings: Of the archive.
            now: Seconds on a clock that runs evenly.
        """
        new = list(self._new(view, settings))
        self._settling.retain({entry.path for entry in new})
        ready = [e for e in new if self._settling.look(e.path, e.size, e.mtime_ns, now)]
        if not ready:
            return
        report = check(replace(view, scope=frozenset(entry.path for entry in ready)))
        self._told |= {entry.path: (entry.size, entry.mtime_ns) for entry in ready}
        for entry in ready:
            self._settling.forget(entry.path)
        if len(ready) > MANY:
            yield Finds(count=len(ready))
            return
        for entry in ready:
            found = tuple(pair for pair in report.findings if pair[1].path == entry.path)
            yield Finds(path=entry.path, findings=found)

    def _new(self, view: View, settings: Settings) -> Iterator[Entry]:
        """Yield the files of the items that the catalog does not know as they are."""
        root = extended(view.root)
        layout = read_layout(walk(root, settings), settings, load_plan(root, settings))
        folder = state_folder(view.root, STATE, settings.state_dir)
        with closing(Catalog.open(folder)) as catalog:
            known = {row.path: (row.size, row.mtime_ns) for row in catalog.rows()}
        for entries in layout.files.values():
            for entry in entries:
                mark = (entry.size, entry.mtime_ns)
                fresh = known.get(entry.path) != mark and self._told.get(entry.path) != mark
                if entry.kind is EntryKind.FILE and fresh:
                    yield entry
