"""Reading what is to be backed up: what has not changed is not opened, the rest on threads.

The archive is walked again after it was read: what was moved from a place that came later to one
that came earlier would be in neither of the two otherwise.
"""

from __future__ import annotations

import errno
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from gettext import gettext as _
from itertools import islice
from pathlib import Path

from archivist.errors import NotReadableError
from archivist.model.entry import Entry
from archivist.model.refusal import reason_of
from archivist.model.settings import MARKER, Settings
from archivist.model.sums import CODING
from archivist.store.backup.drive import TargetError
from archivist.store.backup.gathered import NEW, OLD, UNREAD, Before, Gathered, Outcome
from archivist.store.backup.objects import ChangingError, Objects, Taken
from archivist.store.backup.snapshots import Refused, Stored
from archivist.store.backup.within import within
from archivist.store.durable import exists
from archivist.store.durable_files import durable_files
from archivist.store.tree import extended, walk_folder

THREADS = 16
"""More than processors: most of the time is waited for the drive to say that it has written."""
_ROUNDS = 3
_TOGETHER = 32
"""Files that a thread takes at once."""
_AHEAD = 2
"""Handfuls for each thread that may wait: what bounds the memory."""
_ALL = Settings(studios=(), inbox="")
"""Nothing is ignored, and no folder is the inbox."""

Progress = Callable[[int, int], None]


class Gathering:
    """Takes the content of an archive into the objects of a target.

    Args:
        root: The archive.
        objects: Where to.
        before: What is known already.
        reread: Every file is read, also those that seem not to have changed.
    """

    def __init__(self, root: Path, objects: Objects, before: Before, *, reread: bool) -> None:
        self._named = root
        self._root = extended(root)
        self._objects = objects
        self._before = before
        self._reread = reread
        self._known = {(each.size, each.mtime_ns) for each in before.files.values()}

    def run(self, progress: Progress) -> Gathered:
        """Return what was found; each content is on the disk, if not yet its name.

        Raises:
            NotReadableError: The archive is gone.
            TargetError: The target cannot be written.
        """
        found = Gathered()
        with ThreadPoolExecutor(THREADS, thread_name_prefix="backup") as pool:
            for number in range(_ROUNDS):
                todo = found.begin(list(wanted(self._root)))
                self._check()
                if not todo:
                    break
                for done, outcome in enumerate(self._spread(pool, todo), start=1):
                    found.put(outcome)
                    if not number:
                        progress(done, len(todo))
                self._check()
        return found

    def _check(self) -> None:
        """Make sure that the archive is there: a share that dropped out looks empty."""
        try:
            there = exists(self._root / MARKER)
        except OSError:
            there = False
        if not there:
            raise NotReadableError(
                _("The archive {place} is gone: {marker} is not there any more.").format(
                    place=self._named, marker=MARKER
                ),
                _("No snapshot was made. Check the drive or share of the archive."),
            )

    def _spread(self, pool: ThreadPoolExecutor, todo: Iterable[Entry]) -> Iterator[Outcome]:
        source = iter(todo)
        waiting: deque[Future[list[Outcome]]] = deque()
        try:
            while True:
                while len(waiting) < THREADS * _AHEAD:
                    some = list(islice(source, _TOGETHER))
                    if not some:
                        break
                    waiting.append(pool.submit(self._some, some))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        finally:
            for each in waiting:
                each.cancel()

    def _some(self, entries: Sequence[Entry]) -> list[Outcome]:
        return [self._one(entry) for entry in entries]

    def _one(self, entry: Entry) -> Outcome:
        same = None if self._reread else self._before.same(entry)
        if same is not None and self._objects.has(same.sha256, same.size):
            return entry, same, UNREAD
        try:
            entry.path.encode(*CODING)
            taken = self._take(entry)
        except UnicodeEncodeError:
            return entry, Refused(entry.path, _("its name is no text")), OLD
        except ChangingError:
            return entry, Refused(entry.path, _("it changes just now")), OLD
        except OSError as error:
            return entry, Refused(entry.path, reason_of(error)), OLD
        except TargetError as error:
            if error.cause.errno != errno.EFBIG:
                raise
            text = _("it is too large for the drive of the backup (FAT32 holds up to 4 GB)")
            return entry, Refused(entry.path, text), OLD
        stored = Stored(entry.path, taken.sha256, taken.size, taken.mtime_ns)
        return entry, stored, NEW if taken.new else OLD

    def _take(self, entry: Entry) -> Taken:
        known = self._before.unnamed or (entry.size, entry.mtime_ns) in self._known
        return self._objects.take(within(self._root, entry.path), known=known)


def wanted(root: Path) -> Iterator[Entry]:
    """Yield all that is to be backed up, and what cannot be; junk and derived state are not.

    What the archive's settings ignore is somebody's file all the same.

    Raises:
        NotReadableError: The archive cannot be listed.
    """
    yield from walk_folder(root, "", _ALL)
    yield from durable_files(root)
