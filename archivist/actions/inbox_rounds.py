"""What a round of the watch does with the inbox: list, judge what has settled, file, tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from operator import not_
from pathlib import PurePosixPath
from typing import TypeAlias

from archivist.actions.arriving import Arriving
from archivist.actions.file import Outcome
from archivist.actions.inbox import Inbox
from archivist.actions.judging import Judge, outcome_of, unsettled
from archivist.actions.pace import Pace
from archivist.actions.taken_back import TakenBack
from archivist.actions.tidings import Tidings
from archivist.actions.troubles import Troubles, text_of
from archivist.actions.view import View
from archivist.actions.watched import Said, Watched, is_there
from archivist.errors import ArchivistError
from archivist.model.arrival import ReasonKind, Verdict
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Defect, Facts
from archivist.model.item import ITEM_FILE
from archivist.model.layout import SIDECAR
from archivist.model.reception import unfollowed
from archivist.model.settings import Settings
from archivist.store.tree import extended, walk_folder

TOGETHER, MOST_TOGETHER = 100, 800
"""Files on which a word is said before the next ones are read: few at first, for a quick answer,
then more, because each time processes have to be started that read them."""
MOST_FILED = 500
"""Files that are filed under one lock, for which others wait."""
RETRY = 5.0
"""Seconds after which filing is tried again."""
LATE_ONCE, LATE = 15, 150
"""How many times longer than a file must have stayed the same it is waited for in silence."""
HOPE = 3
"""How often a file is read whose reading costs much each time and leads to nothing."""
_UNFINISHED = frozenset({Defect.EMPTY, Defect.UNDECODABLE, Defect.BROKEN, Defect.UNREADABLE})
"""What a file looks like that is not whole yet, or that a program has open: look again later."""
_COSTLY = frozenset({Defect.TIMEOUT, Defect.MEMORY, Defect.CRASHED})
Lots: TypeAlias = list[tuple[Entry, ...]]


class InboxRounds:
    """Looks after one inbox from round to round.

    Args:
        watched: Which archive.
        settings: Of the archive, as they are at the start.
        settle: Seconds that a file must have stayed the same.

    Attributes:
        patience: Seconds after which a word is said of a file that does not settle.
    """

    def __init__(self, watched: Watched, settings: Settings, settle: float) -> None:
        self.settings = settings
        self.patience = settle * (LATE_ONCE if watched.once else LATE)
        self.stale = False
        """The archive is another one: every file is to be judged again."""
        self.moved: dict[str, str] = {}
        """Where the files lie that were filed in this round, by the path that they had."""
        self.judge = Judge(watched)
        self.arriving = Arriving(extended(watched.root), settle)
        self.tidings = Tidings(watched)
        self._watched = watched
        self._root = extended(watched.root)
        self._seconds = watched.clock.seconds
        self._ready: dict[str, Outcome] = {}
        """What may be filed and was not tried yet."""
        self._held = False
        """Whether all of it waits for something that is still to come."""
        self._taken_back = TakenBack(self._root)
        self._troubles = Troubles()
        self._filing = Pace(self._seconds, RETRY)
        self._again = Pace(self._seconds, rest=1.0)
        """For what is judged again because something else has changed."""

    def list(self, folders: Iterable[str] | None = None) -> Iterator[Said]:
        """List folders of the inbox with all below them, or the whole inbox.

        An inbox that cannot be listed is told of, and what lay there is not forgotten.
        """
        inbox = self.settings.inbox
        chosen = None if folders is None else _topmost(folders)
        found: list[Entry] = []
        for folder in chosen or [inbox]:
            found += walk_folder(self._root, folder, self.settings)
        blocked = [e for e in found if e.kind is EntryKind.BLOCKED and e.path == inbox]
        if blocked:
            yield from self._trouble("inbox", f"{self._watched.root / inbox}: {blocked[0].detail}")
            return
        self._troubles.over("inbox")
        self._forget(self.arriving.take(found, chosen))
        for entry in self.arriving.others.values():
            yield from self._tell(outcome_of(unfollowed(entry)))

    def go(self, view: View) -> Iterator[Said]:
        """Judge what has settled, file what may be filed, and yield what is to be said."""
        again = not self._again.left
        stale = self.stale and again
        lots = list(self.arriving.ripe(self._seconds(), stale=stale, whole=again))
        large = [stale or len(lot) > TOGETHER for lot in lots]
        repeated = list(compress(lots, large))
        yield from self._say_all(view, list(compress(lots, map(not_, large))))
        if repeated:
            with self._again.spent():
                yield from self._say_all(view, repeated)
        self.stale &= not stale
        yield from self._file(view)
        yield from self._late(self._seconds())

    def over(self, now: float) -> bool:
        """Tell whether nothing is due any more, but for what has been waited for too long."""
        late = len(self.arriving.open(now, self.patience))
        filing = self._files_next and "file" not in self._troubles
        return not self.stale and len(self.arriving.open(now)) == late and not filing

    def next_look(self, now: float) -> float | None:
        """Return after how many seconds there is something to do; None: nothing is waiting."""
        dues = [self.arriving.next_look(now), self.tidings.left, self.judge.readers.left]
        dues += [self._filing.left] if self._files_next else []
        dues += [self._again.left] if self.stale or self._again.left else []
        return min((due for due in dues if due is not None), default=None)

    def write(self) -> None:
        """Write down how the inbox stands."""
        due = len(self.arriving.open(self._seconds()))
        self.tidings.write(self.settings, len(self.arriving.entries), due)

    @property
    def _files_next(self) -> bool:
        return bool(self._ready) and self.settings.auto_file and not self._held

    def _say_all(self, view: View, lots: Lots) -> Iterator[Said]:
        if lots:
            self.judge.prepare(view)
        for some in _portions(lots):
            yield from self._say(view, some)

    def _say(self, view: View, lots: Lots) -> Iterator[Said]:
        """Judge lots together; what nobody foresaw is pinned on one of them and put off."""
        entries = [entry for lot in lots for entry in lot]
        changed = self.arriving.replaced(entries)
        self.arriving.doubt(self.judge.drop(changed), self._seconds())
        try:
            found = self.judge.judge(view, entries)
        except ArchivistError:
            raise
        except Exception as error:
            if not is_there(self._watched.root):
                raise
            yield from self._pin_down(view, lots, error)
            return
        yield from self._take(entries, found)

    def _pin_down(self, view: View, lots: Lots, error: Exception) -> Iterator[Said]:
        if len(lots) > 1:
            half = len(lots) // 2
            yield from self._say(view, lots[:half])
            yield from self._say(view, lots[half:])
            return
        for entry in lots[0]:
            self.arriving.fail(entry.path, self._seconds())
        path = lots[0][0].path
        yield from self._trouble(f"file {path}", f"{path}: {text_of(error)}")

    def _take(self, entries: Sequence[Entry], found: Inbox) -> Iterator[Said]:
        """Take in what was found out of files, unless they have changed meanwhile."""
        same = {entry.path for entry in entries if self.arriving.unchanged(entry)}
        for entry in entries:
            if entry.path in same and not self._is_put_off(entry.path, found.facts):
                self.arriving.judge(entry)
        for arrival in found.arrivals:
            if same.issuperset({arrival.path, arrival.sidecar or arrival.path}):
                outcome = outcome_of(arrival)
                self._ready.pop(arrival.path, None)
                if self._may_file(outcome):
                    self._ready[arrival.path] = outcome
                else:
                    yield from self._tell(outcome)

    def _may_file(self, outcome: Outcome) -> bool:
        facts = outcome.arrival.record.facts
        if facts is None or outcome.verdict is not Verdict.READY or not self.settings.auto_file:
            return False
        return not self._taken_back.holds(outcome.arrival.path, facts.sha256)

    def _is_put_off(self, path: str, facts: Mapping[str, Facts]) -> bool:
        """Put off a file that does not open; tell whether it is to be read again."""
        defect = facts[path].defect if path in facts else None
        if defect not in _UNFINISHED | _COSTLY:
            return False
        failures = self.arriving.fail(path, self._seconds())
        return defect in _UNFINISHED or failures < HOPE

    def _file(self, view: View) -> Iterator[Said]:
        """File what is complete and unambiguous, if that is wanted and due."""
        self._held = False
        if not self._ready or not self.settings.auto_file or self._filing.left:
            return
        quiet = {entry.path for entry in self.arriving.company(self._ready.keys())}
        chosen = sorted(self._ready.keys() & quiet)[:MOST_FILED]
        self._held = not chosen
        if not chosen:
            return
        entries = self.arriving.company(chosen)
        try:
            outcomes = self.judge.file(view, entries)
        except Exception as error:
            if not is_there(self._watched.root):
                raise
            with self._filing.spent():
                yield from self._trouble("file", error)
                for path in chosen:
                    yield from self._tell(self._ready[path])
            return
        self._troubles.over("file")
        yield from self._filed(outcomes)

    def _filed(self, outcomes: Sequence[Outcome]) -> Iterator[Said]:
        for outcome in outcomes:
            path = outcome.arrival.path
            self._ready.pop(path, None)
            if outcome.verdict is Verdict.FILED:
                self._leave(outcome)
            elif any(reason.kind is ReasonKind.UNFILED for reason in outcome.reasons):
                self.arriving.fail(path, self._seconds())
            yield from self._tell(outcome)

    def _leave(self, outcome: Outcome) -> None:
        """Forget a file that was filed, and remember where it is."""
        arrival, target = outcome.arrival, outcome.target
        self.moved[arrival.path] = target
        if arrival.item_file:
            self.moved[arrival.item_file] = f"{target.rpartition('/')[0]}/{ITEM_FILE}"
        if arrival.sidecar:
            own = f"{target}{SIDECAR}"
            there = (self._root / own).exists()
            shared = PurePosixPath(target).with_suffix(SIDECAR).as_posix()
            self.moved[arrival.sidecar] = own if there else shared
        gone = {arrival.path, arrival.sidecar, arrival.item_file} - {""}
        for path in gone:
            self.arriving.drop(path)
        self.arriving.doubt(self.judge.drop(gone), self._seconds())

    def _late(self, now: float) -> Iterator[Said]:
        """Say a word on files that do not settle, and on what cannot be filed without them."""
        late = self.arriving.open(now, self.patience)
        folders = {entry.folder for entry in late}
        for entry in late:
            yield from self._tell(unsettled(entry))
        for path, outcome in self._ready.items() if self._held else ():
            if path.rpartition("/")[0] in folders:
                yield from self._tell(outcome)

    def _tell(self, outcome: Outcome) -> Iterator[Said]:
        if self.tidings.note(outcome):
            yield Said(outcome=outcome)

    def _trouble(self, kind: str, error: Exception | str) -> Iterator[Said]:
        if text := self._troubles.news(kind, error):
            yield Said(trouble=text)

    def _forget(self, gone: set[str]) -> None:
        self.tidings.drop(gone)
        for path in gone:
            self._ready.pop(path, None)
            self._troubles.over(f"file {path}")
        self.arriving.doubt(self.judge.drop(gone), self._seconds())


def _topmost(folders: Iterable[str]) -> list[str]:
    """Return the folders that do not lie in another one: each is listed with all below it."""
    chosen: list[str] = []
    for folder in sorted(folders, key=lambda f: f.split("/")):
        if not chosen or not f"{folder}/".startswith(f"{chosen[-1]}/"):
            chosen.append(folder)
    return chosen


def _portions(lots: Lots) -> Iterator[Lots]:
    """Yield lots together, so that many small ones are read at one time."""
    portion: Lots = []
    size, most = 0, TOGETHER
    for lot in lots:
        portion.append(lot)
        size += len(lot)
        if size >= most:
            yield portion
            portion, size, most = [], 0, min(2 * most, MOST_TOGETHER)
    if portion:
        yield portion
