"""The inbox from look to look: what lies there, what has settled, of which a word is due.

Files of one folder that differ in their endings alone are one lot: a picture, its sidecar, its RAW.
So is a whole folder whose files decide together on which day their new item is.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from archivist.model.entry import Entry, EntryKind
from archivist.model.item import ITEM_FILE
from archivist.model.settling import Settling

Mark: TypeAlias = tuple[int, int]
"""Size and time, by which a file is known to be the one that was judged."""
_Lot: TypeAlias = tuple[str, str]
"""A folder and how names in it begin; empty: its ``item.toml``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ripe:
    """What is settled and to be judged now."""

    lots: tuple[tuple[Entry, ...], ...]
    item_files: tuple[Entry, ...]
    """``item.toml`` files that are settled and new: all files beside them are to be judged."""


class Arriving:
    """What is known of the files in the inbox: grows with what lies there now, not with time.

    Args:
        root: The archive, in the form in which the system takes long paths.
        settle: Seconds that size and time of a file must have stayed the same.
    """

    def __init__(self, root: Path, settle: float) -> None:
        self._root = root
        self.entries: dict[str, Entry] = {}
        self._settling = Settling(settle)
        self._judged: dict[str, Mark] = {}
        self._since: dict[str, float] = {}
        """When a file of which no word was said was first seen."""
        self._whole: frozenset[str] = frozenset()

    def settle_for(self, seconds: float) -> None:
        """Let every file that was not judged yet wait for so long, from now on."""
        self._settling = Settling(seconds)

    def take(self, found: Iterable[Entry], folders: Collection[str] | None) -> None:
        """Take in a listing.

        Args:
            found: Everything below the folders.
            folders: What was listed, with all below it; None: the whole inbox.
        """
        heads = tuple(f"{folder}/" for folder in folders or ())
        there: dict[str, Entry] = {}
        if folders is not None:
            there = {p: e for p, e in self.entries.items() if not p.startswith(heads)}
        there |= {entry.path: entry for entry in found if entry.kind is EntryKind.FILE}
        for path in self.entries.keys() - there.keys():
            self.drop(path)
        self.entries = there

    def drop(self, path: str) -> None:
        """Forget a file that is gone."""
        self.entries.pop(path, None)
        self._judged.pop(path, None)
        self._since.pop(path, None)
        self._settling.forget(path)

    def doubt(self, paths: Iterable[str]) -> None:
        """Let a word be due of these files again."""
        for path in paths:
            self._judged.pop(path, None)

    def bind(self, folders: Collection[str]) -> None:
        """Let the files of these folders be judged together from now on."""
        new = frozenset(folders) - self._whole
        self._whole |= new
        self.doubt([path for path, entry in self.entries.items() if entry.folder in new])

    def ripe(self, now: float, *, stale: bool) -> Ripe:
        """Return what is settled, all of its lot with it, and of which a word is due.

        Args:
            now: Seconds on a clock that runs evenly.
            stale: A word is due of every file, because the archive is another one.
        """
        lots: dict[_Lot, list[Entry]] = {}
        due, held = set[_Lot](), set[_Lot]()
        for entry in sorted(self.entries.values(), key=lambda e: e.path):
            lot = _lot(entry)
            if self._is_judged(entry):
                due.update([lot] if stale else ())
            else:
                (due if self._settled(entry, now) else held).add(lot)
            lots.setdefault(lot, []).append(entry)
        held |= {lot for lot in lots if (lot[0], "") in held}
        shaken = {folder for folder, _name in due if folder in self._whole}
        shaken |= {folder for folder, name in due if not name}
        free = {lot: some for lot, some in lots.items() if lot not in held}
        wanted = {lot: some for lot, some in free.items() if lot in due or lot[0] in shaken}
        new = [e for lot in wanted if not lot[1] for e in wanted[lot]]
        return Ripe(lots=tuple(self._bound(wanted)), item_files=tuple(new))

    def beside(self, folders: Collection[str]) -> list[Entry]:
        """Return the ``item.toml`` of each of these folders that has one."""
        paths = (f"{folder}/{ITEM_FILE}" for folder in sorted(folders))
        return [self.entries[path] for path in paths if path in self.entries]

    def complete(self, folder: str) -> bool:
        """Tell whether every file of a folder was judged as it is."""
        return all(self._is_judged(e) for e in self.entries.values() if e.folder == folder)

    def unchanged(self, entry: Entry) -> bool:
        """Tell whether a file is still what was listed; if not, it is waited for anew."""
        fresh = self._look(entry)
        if fresh == entry:
            return True
        if fresh is not None:
            self.entries[entry.path] = fresh
        return False

    def judge(self, entries: Iterable[Entry]) -> None:
        """Take note that a word was said of these files as they are."""
        for entry in entries:
            self._judged[entry.path] = (entry.size, entry.mtime_ns)
            self._since.pop(entry.path, None)
            self._settling.forget(entry.path)

    def fail(self, path: str, now: float) -> int:
        """Let a file that does not open be tried again later; return how often it failed."""
        self._judged.pop(path, None)
        self._settling.failed(path, now)
        return self._settling.failures(path)

    def unsettled(self, now: float, longest: float | None = None) -> list[Entry]:
        """Return the files that are waited for and of which no word was said.

        Args:
            now: Seconds on a clock that runs evenly.
            longest: Only those that have been waited for so long.
        """
        known = [e for path, e in self.entries.items() if path in self._since]
        open_ = [e for e in known if not self._settling.failures(e.path)]
        return [e for e in open_ if longest is None or now - self._since[e.path] >= longest]

    def next_look(self, now: float) -> float | None:
        """Return after how many seconds something can have settled; None: nothing is waiting."""
        return self._settling.next_look(now)

    def _is_judged(self, entry: Entry) -> bool:
        return self._judged.get(entry.path) == (entry.size, entry.mtime_ns)

    def _settled(self, entry: Entry, now: float) -> bool:
        """Tell whether a file is settled, as a second look at the file itself confirms.

        A listing may be old, and Windows lists what a file was before its writer opened it.
        """
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

    def _bound(self, wanted: dict[_Lot, list[Entry]]) -> Iterator[tuple[Entry, ...]]:
        whole: dict[str, list[Entry]] = {}
        for (folder, name), entries in wanted.items():
            if name and folder in self._whole:
                whole.setdefault(folder, []).extend(entries)
            elif name:
                yield tuple(entries)
        yield from (tuple(entries) for entries in whole.values())


def _lot(entry: Entry) -> _Lot:
    name = entry.name
    return entry.folder, "" if name == ITEM_FILE else f".{name.partition('.')[0]}"
