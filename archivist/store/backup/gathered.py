"""What was found while backing up, and what the snapshot before knew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from gettext import gettext as _

from archivist.model.entry import Entry, EntryKind
from archivist.store.backup.snapshots import Refused, Stored

_TICK = 2_000_000_000
"""Nanoseconds of the coarsest clock for the time of a file (FAT)."""
_DAY = 86_400_000_000_000
UNREAD, OLD, NEW = range(3)
"""The file was not opened; its content was there already; its content was copied."""

Outcome = tuple[Entry, Stored | Refused, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What the snapshot before knows."""

    files: Mapping[str, Stored] = field(default_factory=dict)
    at_ns: int = 0
    """When it was made; what changed about then may have changed again unseen."""
    unnamed: bool = False
    """Objects lie there that no snapshot names: an earlier run did not come to its end."""

    def same(self, entry: Entry) -> Stored | None:
        """Return what the file was, if it has not changed by its size and time."""
        stored = self.files.get(entry.path)
        if stored is None or (stored.size, stored.mtime_ns) != (entry.size, entry.mtime_ns):
            return None
        return None if 0 <= stored.mtime_ns - (self.at_ns - _TICK) <= _DAY else stored


@dataclass(slots=True)
class Gathered:
    """What was found in the archive; each content of it lies among the objects."""

    stored: dict[str, Stored] = field(default_factory=dict)
    refused: dict[str, Refused] = field(default_factory=dict)
    empty_folders: tuple[str, ...] = ()
    read: int = 0
    """Files that were opened."""
    new_objects: int = 0
    new_bytes: int = 0

    def begin(self, entries: Sequence[Entry]) -> list[Entry]:
        """Take up what a walk saw: what is gone is dropped, what is left to do is returned."""
        files = {entry.path: entry for entry in entries if entry.kind is EntryKind.FILE}
        seen = {entry.path for entry in entries}
        self.stored = {path: each for path, each in self.stored.items() if path in files}
        self.refused = {path: each for path, each in self.refused.items() if path in seen}
        self.empty_folders = _empty(entries)
        for entry in entries:
            if reason := _reason(entry):
                self.refused[entry.path] = Refused(entry.path, reason)
        return [entry for entry in files.values() if not self._done(entry)]

    def put(self, outcome: Outcome) -> None:
        """Take up what became of a file."""
        entry, result, new = outcome
        if isinstance(result, Refused):
            self.stored.pop(entry.path, None)
            self.refused[entry.path] = result
            return
        self.stored[entry.path] = result
        self.read += new != UNREAD
        if new == NEW:
            self.new_objects += 1
            self.new_bytes += result.size

    def _done(self, entry: Entry) -> bool:
        stored = self.stored.get(entry.path)
        same = stored and (stored.size, stored.mtime_ns) == (entry.size, entry.mtime_ns)
        return bool(same) or entry.path in self.refused


def _empty(entries: Sequence[Entry]) -> tuple[str, ...]:
    full = {entry.folder for entry in entries}
    folders = (entry.path for entry in entries if entry.kind is EntryKind.FOLDER)
    return tuple(sorted(path for path in folders if path not in full))


def _reason(entry: Entry) -> str:
    """Return why an entry cannot be backed up whatever one tries; empty: it can."""
    if entry.kind is EntryKind.LINK:
        return _("it is a link, which is not followed")
    if entry.kind is EntryKind.SPECIAL:
        return _("it is no ordinary file")
    return entry.detail if entry.kind is EntryKind.BLOCKED else ""
