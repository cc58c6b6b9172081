"""The inbox from look to look: what lies there, what has settled, of which a word is due.

Files of one folder whose names begin alike are one lot: a picture, its sidecar, its RAW. So is a
whole folder that has an ``item.toml``, or whose files decide together on which day their item is.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from archivist.model.entry import Entry, EntryKind
from archivist.model.item import ITEM_FILE, ItemName
from archivist.model.reception import UNFOLLOWED
from archivist.model.settling import Settling

Mark: TypeAlias = tuple[int, int]
"""Size and time, by which a file is known to be the one that was judged."""
Lot: TypeAlias = tuple[str, str]
"""A folder and how names in it begin; empty: all of the folder."""


@dataclass(slots=True)
class _Lots:
    """The files by lot, at one moment."""

    files: dict[Lot, list[Entry]] = field(default_factory=dict)
    due: set[Lot] = field(default_factory=set)
    """Of which a word is to be said."""
    held: set[tuple[str, str]] = field(default_factory=set)
    """Files that may not be judged yet: folder and how the name begins."""


class Arriving:
    """What is known of the files in the inbox: grows with what lies there now, not with time.

    Args:
        root: The archive, in the form in which the system takes long paths.
        settle: Seconds that size and time of a file must have stayed the same.
    """

    def __init__(self, root: Path, settle: float) -> None:
        self._root = root
        self.entries: dict[str, Entry] = {}
        self.others: dict[str, Entry] = {}
        """Links, devices and folders that cannot be opened."""
        self._settling = Settling(settle)
        self._judged: dict[str, Mark] = {}
        self._since: dict[str, float] = {}
        """When a file of which a word is due was first seen."""
        self._described: frozenset[str] = frozenset()
        """Folders that have an ``item.toml``."""

    def settle_for(self, seconds: float) -> None:
        """Let every file that was not judged yet wait for so long, from now on."""
        self._settling = Settling(seconds)

    def take(self, found: Iterable[Entry], folders: Collection[str] | None) -> set[str]:
        """Take in a listing; return the files that are gone.

        Args:
            found: Everything below the folders.
            folders: What was listed, with all below it; None: the whole inbox.
        """
        heads = tuple(f"{folder}/" for folder in folders or ())
        there: dict[str, Entry] = {}
        if folders is not None:
            there = {p: e for p, e in self.entries.items() if not p.startswith(heads)}
        listed = {entry.path: entry for entry in found if entry.kind is not EntryKind.FOLDER}
        there |= {path: e for path, e in listed.items() if e.kind is EntryKind.FILE}
        others = {path: e for path, e in listed.items() if e.kind in UNFOLLOWED}
        if folders is not None:
            others |= {p: e for p, e in self.others.items() if not p.startswith(heads)}
        gone = (self.entries.keys() - there.keys()) | (self.others.keys() - others.keys())
        self.others = others
        for path in gone:
            self.drop(path)
        self.entries = there
        self._described = frozenset(e.folder for e in there.values() if e.name == ITEM_FILE)
        return gone

    def drop(self, path: str) -> None:
        """Forget a file that is gone."""
        self.entries.pop(path, None)
        self._judged.pop(path, None)
        self._since.pop(path, None)
        self._settling.forget(path)

    def doubt(self, paths: Iterable[str], now: float) -> None:
        """Let a word be due of these files again."""
        for path in paths:
            if self._judged.pop(path, None):
                self._since[path] = now

    def ripe(self, now: float, *, stale: bool, whole: bool = True) -> Iterator[tuple[Entry, ...]]:
        """Yield the lots of which a word is due, and what of them has settled.

        Args:
            now: Seconds on a clock that runs evenly.
            stale: A word is due of every file, because the archive is another one.
            whole: Whether folders that are judged as a whole are to be judged now.
        """
        lots = _Lots()
        for entry in sorted(self.entries.values(), key=lambda e: e.path):
            self._sort_in(entry, lots, now, stale=stale)
        for lot, entries in lots.files.items():
            if lot in lots.due and (lot[1] or whole) and (lot[0], _NAMELESS) not in lots.held:
                settled = [e for e in entries if (e.folder, _beginning(e)) not in lots.held]
                yield tuple(self.entries[e.path] for e in settled)

    def company(self, paths: Collection[str]) -> list[Entry]:
        """Return the whole lots of these files, but none of which something is still to come."""
        wanted = {self._lot(self.entries[path]) for path in paths if path in self.entries}
        lots: dict[Lot, list[Entry]] = {}
        for entry in self.entries.values():
            if (lot := self._lot(entry)) in wanted:
                lots.setdefault(lot, []).append(entry)
        whole = [some for some in lots.values() if all(map(self._is_known, some))]
        return [entry for some in whole for entry in some]

    def unchanged(self, entry: Entry) -> bool:
        """Tell whether a file is still what was listed; if not, it is waited for anew."""
        fresh = self._look(entry)
        if fresh is not None and fresh != entry:
            self.entries[entry.path] = fresh
        return fresh == entry

    def judge(self, entry: Entry) -> None:
        """Take note that a word was said of this file as it is."""
        self._judged[entry.path] = (entry.size, entry.mtime_ns)
        self._since.pop(entry.path, None)
        self._settling.forget(entry.path)

    def fail(self, path: str, now: float) -> int:
        """Let a file that does not open be tried again later; return how often it failed."""
        self._judged.pop(path, None)
        self._since.pop(path, None)
        self._settling.failed(path, now)
        return self._settling.failures(path)

    def replaced(self, entries: Iterable[Entry]) -> set[str]:
        """Return those of the files that have changed since a word was said of them."""
        return {e.path for e in entries if e.path in self._judged and not self._is_judged(e)}

    def open(self, now: float, least: float = 0.0) -> list[Entry]:
        """Return the files of which a word is due, those that failed apart.

        Args:
            now: Seconds on a clock that runs evenly.
            least: Only those that have been waited for so long.
        """
        waited = [path for path, since in self._since.items() if now - since >= least]
        return [self.entries[path] for path in waited]

    def next_look(self, now: float) -> float | None:
        """Return after how many seconds something can have settled; None: nothing is waiting."""
        return self._settling.next_look(now)

    def _sort_in(self, entry: Entry, lots: _Lots, now: float, *, stale: bool) -> None:
        lot = self._lot(entry)
        lots.files.setdefault(lot, []).append(entry)
        if self._is_judged(entry):
            lots.due.update([lot] if stale else ())
        elif self._settled(entry, now):
            lots.due.add(lot)
        else:
            lots.held.add((entry.folder, _beginning(entry)))

    def _is_judged(self, entry: Entry) -> bool:
        return self._judged.get(entry.path) == (entry.size, entry.mtime_ns)

    def _is_known(self, entry: Entry) -> bool:
        return self._is_judged(entry) or bool(self._settling.failures(entry.path))

    def _settled(self, entry: Entry, now: float) -> bool:
        """Tell whether a file is settled, as a second look at the file itself confirms.

        A listing may be old, and Windows lists what a file was before its writer opened it.
        """
        if not self._settling.failures(entry.path):
            self._since.setdefault(entry.path, now)
        if not self._settling.look(entry.path, entry.size, entry.mtime_ns, now):
            return False
        fresh = self._look(entry)
        if fresh is None:
            self._settling.failed(entry.path, now)
            return False
        self.entries[entry.path] = fresh
        return self._settling.look(fresh.path, fresh.size, fresh.mtime_ns, now)

    def _look(self, entry: Entry) -> Entry | None:
        """Look at a file itself; None: the system does not let us, or it is gone."""
        try:
            status = os.stat(self._root / entry.path, follow_symlinks=False)  # noqa: PTH116
        except OSError:
            return None
        return replace(entry, size=status.st_size, mtime_ns=status.st_mtime_ns)

    def _lot(self, entry: Entry) -> Lot:
        folder = entry.folder
        return folder, "" if self._is_bound(folder) else _beginning(entry)

    def _is_bound(self, folder: str) -> bool:
        """Tell whether the files of a folder are judged together (`archivist.model.reception`)."""
        above, _slash, name = folder.rpartition("/")
        undated = bool(above) and ItemName.parse(name).day is None
        return undated or folder in self._described


_NAMELESS = "/"
"""How the name of an ``item.toml`` begins, for which all files of its folder wait."""


def _beginning(entry: Entry) -> str:
    name = entry.name
    return _NAMELESS if name == ITEM_FILE else f".{name.partition('.')[0]}"
