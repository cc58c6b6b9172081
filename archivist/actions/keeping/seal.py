"""``archivist seal`` 固化: what is new is read and taken up; an edited record waits for a person.

A file whose size and time are those of the manifest is not read; ``archivist verify`` does. While
files are read nothing is held. What was read is written down every minute and when the run is cut
off, so that the next one goes on behind it.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.blind import still_there
from archivist.actions.keeping.own_files import journal_chain, manifest_complaints
from archivist.actions.keeping.seal_writing import write_down
from archivist.actions.keeping.sealed_tree import SealedTree, look_around
from archivist.actions.keeping.verify_request import Pace, lies_in, unpaced
from archivist.errors import ArchivistError, NotReadableError
from archivist.model.manifest import Sealed
from archivist.model.refusal import reason_of
from archivist.model.sealing import Sealing
from archivist.model.settings import STATE
from archivist.model.verifying import Difference, Differing, change, moves
from archivist.store.catalog import state_folder
from archivist.store.hashing import Content
from archivist.store.manifest_lines import MARK
from archivist.store.seal_state import SealState, seal_state
from archivist.store.sealing import with_touched
from archivist.store.settings import load_settings
from archivist.store.verify_memory import VerifyMemory

CHECKPOINT = 60.0
"""Seconds after which what was read is written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRequest:
    """What is to be sealed, and what a person has decided."""

    paths: frozenset[str] = frozenset()
    """Files and folders, relative to the archive; empty: everything."""
    accept: frozenset[str] = frozenset()
    """Where edited records and removals are right; ``""``: everywhere. What no verification found
    to be right is read there, though it looks as it did: damage is not accepted so."""
    accept_damaged: frozenset[str] = frozenset()
    """Files that are taken up as they are, however they differ."""
    dry: bool = False
    checkpoint: float = CHECKPOINT
    pace: Pace = unpaced

    def covers(self, path: str) -> bool:
        """Tell whether a path is asked for."""
        return not self.paths or lies_in(path, self.paths) or path in self.accept_damaged


def seal(root: Path, request: SealRequest, now: datetime) -> Sealing:
    """Take up what is new, moved or lawfully edited; tell what waits for a person.

    Raises:
        NotReadableError: The archive, its journal or its manifest cannot be read, or the drive
            went away meanwhile.
        InvalidFileError: ``archive.toml`` has mistakes, so that nobody knows what is to be sealed.
        BusyError: Another command writes there and does not end.
        NotWritableError: Nothing can be written there; what was written before is whole.
    """
    try:
        state, chain = seal_state(root), journal_chain(root)
        if state.begun and not state.whole:
            found = Sealing(
                total=len(state.manifest.entries), complaints=tuple(manifest_complaints(state))
            )
        else:
            found = _Run(root, request, now, state).sealing()
        return replace(found, breaks=chain.breaks, torn=chain.torn)
    except OSError as error:
        raise NotReadableError(
            _("The archive cannot be sealed: {reason}").format(reason=reason_of(error)),
            _("Check the drive and your rights; then run the command again."),
        ) from error


@dataclass(slots=True)
class _Found:
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    waiting: list[Differing] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    touched: int = 0
    size: int = 0


class _Run:
    """One run over an archive."""

    def __init__(self, root: Path, request: SealRequest, now: datetime, state: SealState) -> None:
        self._root, self._request, self._now, self._state = root, request, now, state
        today = now.date()
        self._sealed = with_touched(root, state.manifest.entries, state.pending, today)
        self._tree: SealedTree = look_around(root, self._sealed, load_settings(root))
        self._memory = VerifyMemory(state_folder(root, STATE, self._tree.settings.state_dir))
        self._found = _Found()
        self._changes: dict[str, Sealed | None] = {}
        self._next = time.monotonic() + request.checkpoint
        there = self._tree.files
        self._gone = {path: each for path, each in self._sealed.items() if path not in there}
        self._sought = {each.sha256 for each in self._gone.values()}

    def sealing(self) -> Sealing:
        try:
            self._read(self._due())
        except BaseException:
            # Cut off: what was read so far need not be read again.
            with suppress(ArchivistError, OSError):
                self._write()
            raise
        still_there(self._root)  # else all that is gone would look taken out
        self._absent()
        written = self._write(last=True)
        found = self._found
        places = set(found.moved.values())
        return Sealing(
            total=len(self._sealed) if written is None else written,
            added=tuple(path for path in found.added if path not in places),
            updated=tuple(found.updated),
            moved=tuple(sorted(found.moved.items())),
            touched=found.touched,
            accepted=tuple(found.accepted),
            removed=tuple(found.removed),
            waiting=tuple(sorted(found.waiting, key=lambda each: each.path)),
            size=found.size,
            uncovered=self._tree.uncovered(self._request.paths),
            dry=self._request.dry,
        )

    def _due(self) -> list[str]:
        """Return the files that are new, or that size and time say may have changed."""
        return sorted(
            path
            for path, entry in self._tree.files.items()
            if self._request.covers(path) and not self._looks_same(path, entry.size, entry.mtime_ns)
        )

    def _looks_same(self, path: str, size: int, mtime_ns: int) -> bool:
        sealed = self._sealed.get(path)
        if sealed is None or path in self._request.accept_damaged:
            return False
        return sealed.looks(size, mtime_ns) and not self._doubted(path, sealed)

    def _doubted(self, path: str, sealed: Sealed) -> bool:
        """Tell whether a person accepts a file of which nobody knows that it is not damaged."""
        accept = self._request.accept
        if path in accept or not lies_in(path, accept):
            return path in accept
        _day, mark = self._memory.known.get(path, ("", ""))
        return mark != sealed.sha256[:MARK]

    def _read(self, due: list[str]) -> None:
        total = sum(self._tree.files[path].size for path in due)
        for number, (path, content) in enumerate(self._tree.read(due), start=1):
            if isinstance(content, OSError):
                self._refused(path, content)
            else:
                self._found.size += content.size
                self._take(path, content)
            self._request.pace(number, len(due), self._found.size, total)
            if time.monotonic() >= self._next:
                self._write()
                self._next = time.monotonic() + self._request.checkpoint

    def _refused(self, path: str, error: OSError) -> None:
        sealed = self._sealed.get(path)
        if isinstance(error, FileNotFoundError):
            del self._tree.files[path]  # it went while we were reading
            return
        kind, reason = Difference.UNREADABLE, reason_of(error)
        self._wait(Differing(kind=kind, path=path, reason=reason, sealed=sealed))

    def _take(self, path: str, content: Content) -> None:
        sealed, found = self._sealed.get(path), self._found
        if not content.steady:
            self._wait(Differing(kind=Difference.IN_USE, path=path, sealed=sealed))
            return
        if sealed is None:
            found.added.append(path)
        else:
            kind = self._change(path, sealed, content)
            if kind is None and sealed.looks(content.size, content.mtime_ns):
                return
            if kind is None:
                found.touched += 1
            elif kind is Difference.UPDATED:
                found.updated.append(path)
            elif self._accepted(path, kind):
                found.accepted.append(path)
            else:
                self._wait(Differing(kind=kind, path=path, sealed=sealed, sha256=content.sha256))
                return
        same = sealed is not None and sealed.sha256 == content.sha256
        day = sealed.sealed if sealed and same else self._now.date()
        self._changes[path] = Sealed(path, content.sha256, content.size, content.mtime_ns, day)

    def _change(self, path: str, sealed: Sealed, content: Content) -> Difference | None:
        if content.sha256 == sealed.sha256:
            return None
        living = path in self._tree.living
        size, mtime_ns = content.size, content.mtime_ns
        return change(sealed, content.sha256, size, mtime_ns, living=living)

    def _accepted(self, path: str, kind: Difference) -> bool:
        if path in self._request.accept_damaged:
            return True
        return kind is Difference.CHANGED and lies_in(path, self._request.accept)

    def _wait(self, differing: Differing) -> None:
        self._found.waiting.append(differing)

    def _absent(self) -> None:
        """Follow what moved; what is gone stays sealed until a person says that it may go."""
        absent = {path: self._tree.absence(path) for path in self._gone}
        missing = [self._gone[p] for p, each in absent.items() if each.kind is Difference.MISSING]
        new = {p: each.sha256 for p in self._found.added if (each := self._changes.get(p))}
        moved = moves(missing, new)
        for path, found in absent.items():
            if path in moved:
                self._follow(self._gone[path], moved[path])
            elif self._request.covers(path):
                self._miss(self._gone[path], found)

    def _follow(self, sealed: Sealed, place: str) -> None:
        self._found.moved[sealed.path] = place
        self._changes[sealed.path] = None
        new = self._changes[place]
        if new is not None:
            self._changes[place] = replace(new, sealed=sealed.sealed)

    def _miss(self, sealed: Sealed, found: Differing) -> None:
        path = sealed.path
        wanted = lies_in(path, self._request.accept) or path in self._request.accept_damaged
        if wanted and found.kind is Difference.MISSING:
            self._found.removed.append(path)
            self._changes[path] = None
        else:
            self._wait(replace(found, sealed=sealed))

    def _write(self, *, last: bool = False) -> int | None:
        """Write down what was found; return how many files are sealed then, where that is known.

        What may have moved waits until all that is new is read: which of it came from where?
        """
        if self._request.dry:
            return self._count() if last else None
        held = {} if last else {p: s for p, s in self._changes.items() if self._may_have_moved(s)}
        changes = {path: each for path, each in self._changes.items() if path not in held}
        behind = bool(self._state.pending) or self._state.cut_off or not self._state.begun
        if not changes and not (last and behind):
            return None
        total = write_down(self._root, self._sealed, changes, self._now)
        self._sealed |= {path: each for path, each in changes.items() if each}
        self._changes = held
        return total

    def _may_have_moved(self, sealed: Sealed | None) -> bool:
        return sealed is not None and sealed.sha256 in self._sought

    def _count(self) -> int:
        after = set(self._sealed)
        for path, each in self._changes.items():
            after.discard(path)
            after |= {path} if each else set()
        return len(after)
