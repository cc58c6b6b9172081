"""What a round of the watch does with the inbox: list, judge what has settled, file, tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from archivist.actions.arriving import Arriving
from archivist.actions.file import Outcome
from archivist.actions.inbox import Inbox
from archivist.actions.judging import Judge, outcome_of, unsettled
from archivist.actions.pace import Pace
from archivist.actions.survey import View
from archivist.actions.tidings import Tidings
from archivist.actions.troubles import Troubles, text_of
from archivist.actions.watched import Said, Watched, is_there
from archivist.errors import ArchivistError
from archivist.model.arrival import ReasonKind, Verdict
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Defect, Facts
from archivist.model.item import ITEM_FILE
from archivist.model.settings import Settings
from archivist.store.tree import extended, walk_folder

TOGETHER = 100
"""Files on which a word is said before the next ones are read."""
MOST_FILED = 500
"""Files that are filed under one lock, for which others wait."""
RETRY = 5.0
"""Seconds after which filing is tried again."""
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
    """

    def __init__(self, watched: Watched, settings: Settings, settle: float) -> None:
        self.settings = settings
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
        self._troubles = Troubles()
        self._filing = Pace(self._seconds, RETRY)
        self._whole = Pace(self._seconds, 0.0)

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

    def go(self, view: View) -> Iterator[Said]:
        """Judge what has settled, file what may be filed, and yield what is to be said."""
        now, stale = self._seconds(), self.stale and not self._whole.left
        lots = list(self.arriving.ripe(now, stale=stale, whole=not self._whole.left))
        if stale or any(len(lot) > TOGETHER for lot in lots):
            with self._whole.spent():
                yield from self._say_all(view, lots)
        else:
            yield from self._say_all(view, lots)
        self.stale &= not stale
        yield from self._late(self._seconds())
        yield from self._file(view)

    def over(self, now: float, longest: float) -> bool:
        """Tell whether nothing is due any more, but for what has been waited for too long."""
        late = len(self.arriving.open(now, longest))
        return not self.stale and len(self.arriving.open(now)) == late and not self._files_next

    def next_look(self, now: float) -> float | None:
        """Return after how many seconds there is something to do; None: nothing is waiting."""
        dues = [self.arriving.next_look(now), self.tidings.left]
        dues += [self._filing.left] if self._ready and self.settings.auto_file else []
        dues += [self._whole.left] if self.stale or self._whole.left else []
        return min((due for due in dues if due is not None), default=None)

    def write(self) -> None:
        """Write down how the inbox stands."""
        due = len(self.arriving.open(self._seconds()))
        self.tidings.write(self.settings, len(self.arriving.entries), due)

    @property
    def _files_next(self) -> bool:
        return bool(self._ready) and self.settings.auto_file and "file" not in self._troubles
