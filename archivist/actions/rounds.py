"""One round of the watch: what is there, what has settled, what is to be said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from archivist.actions.file import Order, Outcome, carried_out, hints_of
from archivist.actions.inbox import receive
from archivist.actions.survey import View, survey
from archivist.actions.tidings import Tidings
from archivist.actions.upkeep import Finds, Upkeep
from archivist.model.arrival import Arrival, Intake, Verdict
from archivist.model.dossier import Dossier
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Defect
from archivist.model.item import ITEM_FILE
from archivist.model.operation import Verb
from archivist.model.settings import Settings
from archivist.model.settling import Settling
from archivist.store.hints import Hints
from archivist.store.operations import writing
from archivist.store.settings import load_settings
from archivist.store.tree import extended, walk_folder, walk_inbox

TOGETHER = 100
"""Files on which a word is said before the next ones are read."""
SETTLE, SETTLE_SHARE = 2.0, 5.0
RESCAN, RESCAN_SHARE = 60.0, 120.0
_UNFINISHED = frozenset(
    {Defect.EMPTY, Defect.UNDECODABLE, Defect.BROKEN, Defect.UNREADABLE, Defect.TIMEOUT}
)
"""What a file looks like that is not whole yet, or that a program has open: look again later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is to be said of one file."""

    outcome: Outcome | None = None
    """Of a file in the inbox."""
    finds: Finds | None = None
    """Of a file that was put into an item directly, or changed there."""


@dataclass(slots=True)
class _Inbox:
    """What is known of the inbox from round to round."""

    entries: dict[str, Entry] = field(default_factory=dict)
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Size and time of what was judged, by path."""
    words: dict[str, str] = field(default_factory=dict)
    """What was said of each file."""

    def replace(self, entries: Iterable[Entry], folder: str | None) -> None:
        """Take in what a look at everything, or at one folder, has found."""
        if folder is None:
            self.entries = {}
        else:
            below = f"{folder}/"
            self.entries = {
                path: entry for path, entry in self.entries.items() if not path.startswith(below)
            }
        self.entries |= {e.path: e for e in entries if e.kind is EntryKind.FILE}


class Rounds:
    """Does the rounds of one archive.

    Args:
        root: The archive.
        settings: As they are at the start; read again with each look at everything.
        seconds: A clock that runs evenly.
        remote: Whether the archive lies on a share.
    """

    def __init__(
        self, root: Path, settings: Settings, seconds: Callable[[], float], *, remote: bool
    ) -> None:
        self._root, self._seconds, self._remote = root, seconds, remote
        self._settings = settings
        self._settling = Settling(self._settle)
        self._inbox = _Inbox()
        self._upkeep = Upkeep(Settling(self._settle))
        self._dossier: Dossier | None = None
        self._stale = True
        self._next_scan = seconds()
        self._tree_dirty = True
        self._tidings = Tidings(root)
        self._begun = False

    @property
    def rescan_due(self) -> bool:
        """Whether it is time to look at everything."""
        return self._seconds() >= self._next_scan

    @property
    def over(self) -> bool:
        """Every file has its verdict, or failed to settle often enough to be named."""
        undecided = [p for p in self._settling.waiting if self._settling.failures(p) < 1]
        return self._begun and not undecided and not self._upkeep.waits

    def rescan(self) -> None:
        """Look at everything in the next round."""
        self._next_scan = self._seconds()

    def pause(self) -> float:
        """Return after how many seconds the next round is due."""
        now = self._seconds()
        dues = [self._settling.next_look(now), self._upkeep.next_look(now)]
        dues.append(max(0.0, self._next_scan - now))
        return min(due for due in dues if due is not None)

    def go(self, view: View, now: datetime, hints: Hints) -> Iterator[Said]:
        """Do a round and yield what is to be said.

        Raises:
            ArchivistError: The archive cannot be read, or its settings have mistakes.
            OSError: A drive that drops out; nothing is forgotten.
        """
        self._scan(hints)
        yield from self._judge(view, now)
        if self._tree_dirty:
            yield from self._mind_tree(view)
        self._begun = True
        self._tidings.write(view, now, self._summary())

    def leave(self, view: View) -> None:
        """Write down that nobody watches any more."""
        self._tidings.close(view)

    def _scan(self, hints: Hints) -> None:
        root = extended(self._root)
        inbox = self._settings.inbox
        if self.rescan_due or hints.overflow:
            self._settings = load_settings(root)
            inbox = self._settings.inbox
            self._inbox.replace(walk_inbox(root, self._settings), None)
            self._settling.retain(self._inbox.entries.keys())
            self._tree_dirty = self._stale = True
            self._dossier = None
            self._next_scan = self._seconds() + self._rescan
            return
        for folder in sorted(hints.folders):
            if folder == inbox or folder.startswith(f"{inbox}/"):
                self._inbox.replace(walk_folder(root, folder, self._settings), folder)
            else:
                self._tree_dirty = True

    def _judge(self, view: View, now: datetime) -> Iterator[Said]:
        """Say a word on each settled file of the inbox of which none was said, or another one."""
        settled = [entry for entry in self._inbox.entries.values() if self._settled(entry)]
        fresh = {e.folder for e in settled if self._inbox.marks.get(e.path) != _mark(e)}
        # Whole folders: a sidecar, an item.toml and the picture that they describe belong together.
        wanted = [e for e in settled if self._stale or e.folder in fresh]
        self._stale = False
        item_files = {e.folder: e for e in wanted if e.name == ITEM_FILE}
        files = sorted((e for e in wanted if e.name != ITEM_FILE), key=lambda e: e.path)
        for some in _portions(files):
            beside = [item_files[f] for f in {e.folder for e in some} if f in item_files]
            yield from self._receive(view, now, [*beside, *some])
        self._inbox.marks |= {entry.path: _mark(entry) for entry in item_files.values()}

    def _receive(self, view: View, now: datetime, entries: list[Entry]) -> Iterator[Said]:
        found = receive(view, self._known(view), entries, Intake())
        for path, facts in found.facts.items():
            if facts.defect in _UNFINISHED:
                self._settling.failed(path, self._seconds())
        filed: dict[str, Outcome] = {}
        if self._settings.auto_file and any(a.verdict is Verdict.READY for a in found.arrivals):
            filed = self._file(view, now, entries)
        outcomes = [filed.get(arrival.path) or _outcome(arrival) for arrival in found.arrivals]
        changed = [o for o in outcomes if self._inbox.words.get(o.arrival.path) != _words(o)]
        # Only now: whatever was raised above, the files are judged again.
        self._inbox.marks |= {entry.path: _mark(entry) for entry in entries}
        self._inbox.words |= {outcome.arrival.path: _words(outcome) for outcome in outcomes}
        for outcome in outcomes:
            self._tidings.note(outcome)
        yield from (Said(outcome=outcome) for outcome in changed)

    def _file(self, view: View, now: datetime, entries: list[Entry]) -> dict[str, Outcome]:
        """File what is complete and unambiguous, in the archive as it is now."""
        order = Order(allowed=frozenset())
        with writing(self._root, Verb.FILE, now) as session:
            inbox = receive(view, survey(view).dossier, entries, order.intake)
            outcomes = {o.arrival.path: o for o in carried_out(session, inbox, order)}
        self._dossier = None
        for path, outcome in outcomes.items():
            if outcome.verdict is Verdict.FILED:
                self._inbox.entries.pop(path, None)
                self._inbox.entries.pop(outcome.arrival.sidecar, None)
                self._settling.forget(path)
        return outcomes

    def _mind_tree(self, view: View) -> Iterator[Said]:
        """Say a word on what was put into the items directly since it was last looked at."""
        for finds in self._upkeep.look(view, self._settings, self._seconds()):
            # Another place, another number in use: what waits may be judged otherwise now.
            self._dossier = None
            yield Said(finds=finds)
        # What has not settled is looked at again.
        self._tree_dirty = self._upkeep.waits

    def _known(self, view: View) -> Dossier:
        if self._dossier is None:
            self._dossier = survey(view).dossier
        return self._dossier

    def _settled(self, entry: Entry) -> bool:
        return self._settling.look(entry.path, entry.size, entry.mtime_ns, self._seconds())

    def _summary(self) -> Mapping[str, int]:
        """Return how many files lie in the inbox, and how many of them are not settled."""
        here = self._inbox.entries.keys()
        self._inbox.marks = {p: mark for p, mark in self._inbox.marks.items() if p in here}
        self._inbox.words = {p: said for p, said in self._inbox.words.items() if p in here}
        self._tidings.keep(here)
        return {"files": len(here), "unsettled": len(self._settling.waiting)}

    @property
    def _settle(self) -> float:
        stated = self._settings.watch.settle
        return stated or (SETTLE_SHARE if self._remote else SETTLE)

    @property
    def _rescan(self) -> float:
        stated = self._settings.watch.rescan
        return stated or (RESCAN_SHARE if self._remote else RESCAN)


def _outcome(arrival: Arrival) -> Outcome:
    verdict = arrival.verdict
    reasons = arrival.reasons if verdict is Verdict.WAITS else hints_of(arrival)
    return Outcome(arrival=arrival, verdict=verdict, reasons=reasons)


def _words(outcome: Outcome) -> str:
    reasons = [f"{r.kind.value}{sorted(r.facts.items())}" for r in outcome.reasons]
    return f"{outcome.verdict.value}{outcome.target}{reasons}"


def _mark(entry: Entry) -> tuple[int, int]:
    return entry.size, entry.mtime_ns


def _portions(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Yield the files of whole folders together, of large folders a hundred at a time.

    Files that differ in their endings alone stay together: a picture and its sidecar.
    """
    portion: list[Entry] = []
    for entry in entries:
        if len(portion) >= TOGETHER and not _belong(portion[-1], entry):
            yield portion
            portion = []
        portion.append(entry)
    if portion:
        yield portion


def _belong(one: Entry, other: Entry) -> bool:
    return one.folder == other.folder and one.name.split(".")[0] == other.name.split(".")[0]
