"""Looking after the items: what is put into them directly, or changed there, is checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace

from archivist.actions.arriving import Mark
from archivist.actions.check import check
from archivist.actions.view import View
from archivist.actions.watched import Finds
from archivist.errors import NotInArchiveError
from archivist.model.entry import Entry, EntryKind
from archivist.model.finding import Check, Finding
from archivist.model.layout import read_layout
from archivist.model.plan import Plan
from archivist.model.settings import STATE, Settings
from archivist.model.settling import Settling
from archivist.store.catalog import Catalog, Row, state_folder
from archivist.store.plan_file import load_plan
from archivist.store.tree import extended, walk

MANY = 50
"""With more new files than these only their number is told: an archive that is met for the first
time is the business of ``archivist check``."""


@dataclass(frozen=True, slots=True)
class _Tree:
    """What a walk saw."""

    plan: Plan
    marks: Mapping[str, Mark]
    """Of every file and folder."""


class Upkeep:
    """Finds what is new in the items, and once it has settled, what is wrong with it.

    What is known grows with the archive, and shrinks with it.

    Args:
        settle: Seconds that a file must have stayed the same.
    """

    def __init__(self, settle: float) -> None:
        self._settling = Settling(settle)
        self._known: dict[str, Mark] | None = None
        """Files of which no word is due; None: the catalog has not been asked yet."""
        self._tree: _Tree | None = None
        self._new: dict[str, Entry] = {}
        self._since: dict[str, float] = {}
        self.changes: set[str] | None = None
        """Files and folders that were another, or not there, at the look before the last; None:
        there was only one."""

    def settle_for(self, seconds: float) -> None:
        """Let every file that was not told of yet wait for so long, from now on."""
        self._settling = Settling(seconds)

    def waits(self, now: float, longest: float) -> bool:
        """Tell whether something has not settled, but was not waited for too long."""
        return any(now - since < longest for since in self._since.values())

    def next_look(self, now: float) -> float | None:
        """Return after how many seconds something can be settled; None: nothing is waiting."""
        return self._settling.next_look(now)

    def look(self, view: View, settings: Settings, now: float) -> bool:
        """Walk the tree; tell whether anything is different from the last look.

        Args:
            view: Which archive, on which day.
            settings: Of the archive.
            now: Seconds on a clock that runs evenly.
        """
        root = extended(view.root)
        entries = list(walk(root, settings))
        plan = load_plan(root, settings)
        layout = read_layout(entries, settings, plan)
        if self._known is None:
            # Before anything is read: afterwards the catalog knows what nobody was told of.
            self._known = _remembered(view, settings)
        marks = {entry.path: (entry.size, entry.mtime_ns) for entry in entries}
        if not any(entry.kind is EntryKind.BLOCKED for entry in entries):
            self._known = {p: mark for p, mark in self._known.items() if p in marks}
        files = [e for some in layout.files.values() for e in some if e.kind is EntryKind.FILE]
        known = self._known
        self._new = {e.path: e for e in files if known.get(e.path) != (e.size, e.mtime_ns)}
        self._settling.retain(self._new.keys())
        self._since = {path: self._since.get(path, now) for path in self._new}
        before, self._tree = self._tree, _Tree(plan, marks)
        self.changes = None if before is None else _differing(before.marks, marks)
        return before != self._tree

    def tell(self, view: View, now: float) -> Iterator[Finds]:
        """Yield what is to be said of the new files that have settled.

        Args:
            view: Which archive, on which day.
            now: Seconds on a clock that runs evenly.
        """
        new = list(self._new.values())
        ready = [e for e in new if self._settling.look(e.path, e.size, e.mtime_ns, now)]
        try:
            found = _findings(view, ready)
        except NotInArchiveError:
            # One was taken away since the tree was walked; the next walk tells which.
            self.put_off(now)
            return
        self._know({entry.path: (entry.size, entry.mtime_ns) for entry in ready})
        if len(ready) > MANY:
            yield Finds(count=len(ready))
            return
        for entry in ready:
            yield Finds(path=entry.path, findings=tuple(found.get(entry.path, ())))

    def put_off(self, now: float) -> None:
        """Look at what has settled again later: it could not be checked."""
        for path in self._new.keys() - self._settling.waiting:
            self._settling.failed(path, now)

    def filed(self, moved: Mapping[str, Mark]) -> None:
        """Take note of files that archivist itself put into items: nobody needs to be told."""
        self._know(moved)
        if self._tree is not None:
            folders = {parent: (0, 0) for path in moved for parent in _above(path)}
            self._tree = replace(self._tree, marks={**self._tree.marks, **folders, **moved})

    def _know(self, marks: Mapping[str, Mark]) -> None:
        self._known = {**(self._known or {}), **marks}
        for path in marks:
            self._new.pop(path, None)
            self._since.pop(path, None)
            self._settling.forget(path)


def keep_catalog(
    view: View, settings: Settings, there: Collection[str], moved: Mapping[str, Entry]
) -> None:
    """Carry over what is known of files that were filed, and forget what has left the inbox.

    Args:
        view: Which archive.
        settings: Of the archive.
        there: The files in the inbox.
        moved: What the filed ones are now, by the path that they had.
    """
    with closing(Catalog.open(state_folder(view.root, STATE, settings.state_dir))) as catalog:
        rows = [
            _at(row, moved[row.path]) for row in catalog.rows(moved.keys()) if row.path in moved
        ]
        catalog.remember([row for row in rows if row is not None], now_ns=view.now_ns)
        inbox = f"{settings.inbox}/"
        catalog.forget({p for p in catalog.paths() if p.startswith(inbox)}.difference(there))


def _at(row: Row, entry: Entry) -> Row | None:
    """Return a row for a file at its new place; None: it is another, or bears another ending."""
    same = (row.size, row.mtime_ns) == (entry.size, entry.mtime_ns)
    ending = row.path.rpartition(".")[2].lower() == entry.path.rpartition(".")[2].lower()
    return replace(row, path=entry.path) if same and ending else None


def _remembered(view: View, settings: Settings) -> dict[str, Mark]:
    folder = state_folder(view.root, STATE, settings.state_dir)
    with closing(Catalog.open(folder)) as catalog:
        return {row.path: (row.size, row.mtime_ns) for row in catalog.rows()}


def _findings(view: View, ready: Iterable[Entry]) -> dict[str, list[tuple[Check, Finding]]]:
    """Check these files in one look at the tree, and return what was found by path."""
    scope = frozenset(entry.path for entry in ready)
    found: dict[str, list[tuple[Check, Finding]]] = {}
    if scope:
        for pair in check(replace(view, scope=scope)).findings:
            found.setdefault(pair[1].path, []).append(pair)
    return found


def _differing(before: Mapping[str, Mark], now: Mapping[str, Mark]) -> set[str]:
    return {path for path, _mark in before.items() ^ now.items()}


def _above(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
