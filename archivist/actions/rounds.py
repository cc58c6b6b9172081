"""One round of the watch: where to look now, and when to look again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

from archivist.actions.freshening import EVERYTHING, Freshener, items_of
from archivist.actions.inbox_rounds import InboxRounds
from archivist.actions.pace import Pace
from archivist.actions.troubles import Troubles
from archivist.actions.upkeep import Upkeep, keep_catalog
from archivist.actions.view import View
from archivist.actions.watched import Said, Watched
from archivist.errors import ArchivistError
from archivist.model.entry import Entry, EntryKind
from archivist.model.names import same_name
from archivist.model.settings import TEMPLATES, Settings
from archivist.store.hints import Hints
from archivist.store.settings import load_settings
from archivist.store.tree import extended

SETTLE, SETTLE_SHARE = 2.0, 5.0
RESCAN, RESCAN_SHARE = 60.0, 120.0
SHORTEST = 0.05
"""Seconds between two rounds in any case."""
TREE = 1.0
"""Seconds between two looks at all items."""


class Rounds:
    """Does the rounds of one archive.

    Args:
        watched: Which archive.
        settings: As they are at the start; read again with each look at everything.
    """

    def __init__(self, watched: Watched, settings: Settings) -> None:
        self._watched = watched
        self._seconds = watched.clock.seconds
        settle = settle_of(settings, watched)
        self._inbox = InboxRounds(watched, settings, settle)
        self._upkeep = Upkeep(settle)
        self._listing = Pace(self._seconds, settle)
        self._looking = Pace(self._seconds, TREE)
        self._freshener = Freshener(watched.view)
        self._troubles = Troubles()
        self._next_scan = self._seconds()
        self._dirty = True
        """Something may have changed outside the inbox."""
        self._day: date | None = None
        self._begun = False
        self._events = False

    @property
    def rescan_due(self) -> bool:
        """Whether it is time to look at everything."""
        return self._seconds() >= self._next_scan

    @property
    def over(self) -> bool:
        """Whether a word was said on every file, even if it was that it does not settle."""
        now = self._seconds()
        waits = self._upkeep.waits(now, self._inbox.patience)
        return self._begun and not self._dirty and not waits and self._inbox.over(now)

    def rescan(self) -> None:
        """Look at everything in the next round."""
        self._next_scan = self._seconds()

    def pause(self) -> float:
        """Return after how many seconds the next round is due."""
        now = self._seconds()
        dues = [max(0.0, self._next_scan - now), self._inbox.next_look(now)]
        if not self._events:
            dues.append(self._listing.left)
        if self._dirty:
            dues.append(self._looking.left)
        elif (next_look := self._upkeep.next_look(now)) is not None:
            dues.append(max(next_look, self._looking.left))
        return max(SHORTEST, min(due for due in dues if due is not None))

    def go(self, hints: Hints, *, events: bool) -> Iterator[Said]:
        """Do a round and yield what is to be said.

        Args:
            hints: Where something has changed.
            events: Whether there are hints; if not, the inbox is listed every few seconds.

        Raises:
            ArchivistError: The archive cannot be read, or its settings have mistakes.
            OSError: A drive that drops out; nothing is forgotten.
        """
        view = self._watched.view()
        self._events = events
        full = self.rescan_due or any(_rules(folder) for folder in hints.folders)
        if full:
            self._read_settings()
        yield from self._list(hints, full=full)
        if full and self._inbox.judge.behind:
            self._inbox.judge.renew()
        self._look_at_tree(view, dirty=full or hints.overflow or self._outside(hints))
        yield from self._inbox.go(view)
        self._keep(view, full=full)
        yield from self._say_of_items(view)
        yield from self._say_of_index()
        self._begun = True
        self._inbox.write()
        self._inbox.judge.readers.rest()

    def leave(self) -> None:
        """End what is at work, and write down that nobody watches any more."""
        self._inbox.judge.readers.close()
        if self._watched.once:
            # What goes wrong now has ended the watch, and is told as that.
            with suppress(ArchivistError, OSError):
                self._freshener.finish()
        self._freshener.close()
        self._inbox.tidings.close(self._inbox.settings)

    def _read_settings(self) -> None:
        settings = load_settings(extended(self._watched.root))
        self._next_scan = self._seconds() + rescan_of(settings, self._watched)
        before, self._inbox.settings = self._inbox.settings, settings
        if settings == before:
            return
        self._renew()
        if settings.watch != before.watch:
            settle = settle_of(settings, self._watched)
            self._inbox.arriving.settle_for(settle)
            self._upkeep.settle_for(settle)
            self._listing.least = settle

    def _renew(self) -> None:
        """Judge everything again, in an archive that is another one."""
        self._inbox.judge.renew()
        self._inbox.stale = True
        self._dirty = True

    def _list(self, hints: Hints, *, full: bool) -> Iterator[Said]:
        """List the inbox, or the parts of it in which something has changed."""
        inside = [folder for folder in map(self._inside, hints.folders) if folder]
        inbox = self._inbox.settings.inbox
        due = not self._events and not self._listing.left
        if full or hints.overflow or due or inbox in inside:
            with self._listing.spent():
                yield from self._inbox.list()
        elif inside:
            yield from self._inbox.list(inside)

    def _inside(self, folder: str) -> str:
        """Return a folder of the inbox as the settings spell the inbox; empty: it is none."""
        head, slash, rest = folder.partition("/")
        inbox = self._inbox.settings.inbox
        return f"{inbox}{slash}{rest}" if same_name(head) == same_name(inbox) else ""

    def _outside(self, hints: Hints) -> bool:
        return any(not self._inside(folder) for folder in hints.folders)

    def _look_at_tree(self, view: View, *, dirty: bool) -> None:
        """Walk through the items, if something may have changed there or can have settled."""
        if view.as_of != self._day:
            self._day = view.as_of
            self._renew()
        self._dirty |= dirty or self._upkeep.next_look(self._seconds()) == 0
        if self._dirty and not self._looking.left:
            with self._looking.spent(), self._watched.reading():
                changed = self._upkeep.look(view, self._inbox.settings, self._seconds())
            self._dirty = False
            changes = self._upkeep.changes
            self._freshener.note({EVERYTHING} if changes is None else items_of(changes))
            if changed:
                self._inbox.judge.renew()
                self._inbox.stale = True

    def _keep(self, view: View, *, full: bool) -> None:
        """Remember what was filed under its new name, and forget what has left the inbox."""
        moved, self._inbox.moved = self._inbox.moved, {}
        now = dict(_entries(self._watched, moved.items()))
        self._upkeep.filed({e.path: (e.size, e.mtime_ns) for e in now.values()})
        self._freshener.note(items_of(entry.path for entry in now.values()))
        if full or now:
            there = self._inbox.arriving.entries.keys()
            keep_catalog(view, self._inbox.settings, there, now)

    def _say_of_items(self, view: View) -> Iterator[Said]:
        now = self._seconds()
        try:
            with self._watched.reading():
                found = list(self._upkeep.tell(view, now))
        except (ArchivistError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - told, and the inbox is looked after meanwhile
            self._upkeep.put_off(now)
            if text := self._troubles.news("items", error):
                yield Said(trouble=text)
            return
        if found:
            self._troubles.over("items")
        yield from (Said(finds=finds) for finds in found)

    def _say_of_index(self) -> Iterator[Said]:
        error = self._freshener.trouble()
        if error and (text := self._troubles.news("index", error)):
            yield Said(trouble=text)


def settle_of(settings: Settings, watched: Watched) -> float:
    """Return how many seconds a file must have stayed the same."""
    return settings.watch.settle or (SETTLE_SHARE if watched.remote else SETTLE)


def rescan_of(settings: Settings, watched: Watched) -> float:
    """Return how many seconds lie between two looks at everything."""
    return settings.watch.rescan or (RESCAN_SHARE if watched.remote else RESCAN)


def _rules(folder: str) -> bool:
    """Tell whether settings or templates of the archive may have changed there."""
    return folder in {"", TEMPLATES} or folder.startswith(f"{TEMPLATES}/")


def _entries(watched: Watched, moved: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Entry]]:
    root = extended(watched.root)
    for source, target in moved:
        try:
            status = (root / target).stat(follow_symlinks=False)
        except OSError:
            continue
        yield source, Entry(target, EntryKind.FILE, status.st_size, status.st_mtime_ns)
