"""``archivist verify`` 校验: every sealed file is read and compared; nothing is changed.

What was found to be right is remembered, so that a run that was cut off goes on where it was. Only
for the line in the journal, at the end, the archive is held.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from gettext import gettext as _
from pathlib import Path

from archivist.actions.blind import still_there
from archivist.actions.keeping.ground import Ground, look_around
from archivist.actions.keeping.order import Order
from archivist.actions.keeping.own import (
    journal_chain,
    kept_complaint,
    kept_files,
    manifest_complaints,
    other_complaints,
)
from archivist.actions.keeping.verify_note import note
from archivist.errors import NotReadableError
from archivist.model.manifest import Sealed
from archivist.model.refusal import reason_of
from archivist.model.settings import STATE
from archivist.model.verifying import (
    Complaint,
    Difference,
    Differing,
    Verification,
    change,
    drawn,
    moves,
)
from archivist.store.catalog import state_folder
from archivist.store.hashing import Content
from archivist.store.manifest import MANIFEST, MARK, line_of
from archivist.store.sealing import SealState, seal_state, with_touched
from archivist.store.verified import Verified, asked_for


def verify(root: Path, order: Order, now: datetime) -> Verification:
    """Compare an archive with what was sealed, and write down in the journal that it was done.

    Raises:
        NotReadableError: The archive, its journal or its manifest cannot be read, or the drive
            went away meanwhile.
    """
    started = time.monotonic()
    try:
        run = _Run(root, order, now)
        found = run.verification()
    except OSError as error:
        raise NotReadableError(
            _("The archive cannot be verified: {reason}").format(reason=reason_of(error)),
            _("Check the drive and your rights; then run the command again."),
        ) from error
    found = replace(found, seconds=time.monotonic() - started)
    return replace(found, noted=note(root, found, now))


class _Run:
    """One run over an archive."""

    def __init__(self, root: Path, order: Order, now: datetime) -> None:
        self._root, self._order, self._now = root, order, now
        self._chain = journal_chain(root)
        self._state: SealState = seal_state(root)
        manifest = self._state.manifest
        self._sealed = with_touched(root, manifest.entries, self._state.pending, now.date())
        self._ground: Ground = look_around(root, self._sealed)
        kept = [] if order.paths else list(kept_files(root))
        self._kept = {each.path: each for each in kept}
        settings = self._ground.settings
        self._memory = Verified(state_folder(root, STATE, settings.state_dir))
        self._wanted = {path: each for path, each in self._sealed.items() if order.covers(path)}
        self._complaints: list[Complaint] = list(manifest_complaints(self._state))
        self._asked = asked_for(order.scope, order.paths)
        self._size = self._files = 0

    def verification(self) -> Verification:
        earlier = self._earlier()
        chosen = [path for path in self._due() if path not in earlier]
        differing = [*self._differing(chosen, on=bool(earlier)), *self._absent_and_new()]
        still_there(self._root)
        differing = self._settled(differing)
        own = [kept_complaint(each) for each in differing if each.path in self._kept]
        differing = [each for each in differing if each.path not in self._kept]
        return Verification(
            archive=self._ground.settings.called(self._root.name),
            when=self._now,
            scope=self._order.scope,
            paths=tuple(sorted(self._order.paths)),
            sealed=len(self._wanted),
            files=self._files,
            earlier=len(earlier),
            size=self._size,
            differing=tuple(sorted(differing, key=lambda each: each.path)),
            begun=self._state.begun,
            breaks=self._chain.breaks,
            torn=self._chain.torn,
            manifest=tuple(self._complaints),
            own=(*own, *other_complaints(self._root)),
            kept=sum(path in self._kept for path in chosen),
            line=self._chain.line,
            head=self._chain.head,
        )

    def _settled(self, differing: list[Differing]) -> list[Differing]:
        """Leave out what another command filed, moved or changed while this one was reading."""
        if not differing:
            return []
        state = seal_state(self._root)
        if (state.named, state.pending) == (self._state.named, self._state.pending):
            return differing
        today = self._now.date()
        now = with_touched(self._root, state.manifest.entries, state.pending, today)
        return [
            each
            for each in differing
            if each.path in self._kept or now.get(each.path) == self._sealed.get(each.path)
        ]

    def _due(self) -> list[str]:
        """Return what is to be read: what is there, of it what is due, of that a sample."""
        there = [path for path in self._wanted if path in self._ground.files]
        found = sorted([*there, *self._kept])
        days = self._order.older_than
        if days is not None:
            today = self._now.date()
            before, due = today - timedelta(days=days), self._memory.due
            found = [path for path in found if due(path, self._of(path), before, today)]
        if not self._order.sample:
            return found
        sample = drawn(found, self._order.sample, self._now.date())
        return [path for path in found if path in sample]

    def _of(self, path: str) -> str:
        return (self._kept.get(path) or self._wanted[path]).sha256

    def _earlier(self) -> set[str]:
        """Return what the run that was cut off had found to be right, and still seems to be."""
        if self._order.again:
            return set()
        earlier = self._memory.earlier(self._asked, self._now)
        return {path for path, mark in earlier.items() if self._unchanged(path, mark)}

    def _unchanged(self, path: str, mark: str) -> bool:
        if path in self._kept:
            return mark == path.rpartition("/")[2][:MARK]
        sealed, entry = self._wanted.get(path), self._ground.files.get(path)
        if sealed is None or entry is None:
            return False
        same = (entry.size, entry.mtime_ns) == (sealed.size, sealed.mtime_ns)
        return same and mark == sealed.sha256[:MARK]

    def _differing(self, chosen: list[str], *, on: bool) -> list[Differing]:
        """Read files and return those that differ; what is right is remembered."""
        total = sum(self._expected(path) for path in chosen)
        memory, found = self._memory, []
        memory.begin(self._asked, self._now, on=on)
        try:
            for path, content in self._ground.read(chosen):
                self._files += 1
                self._size += 0 if isinstance(content, OSError) else content.size
                self._order.pace(self._files, len(chosen), self._size, total)
                differing = self._compared(path, content)
                if differing is None:
                    memory.right(path, self._of(path))
                else:
                    found.append(differing)
        finally:
            memory.stop()
        still_there(self._root)
        order = self._order
        everything = not on and not order.paths and order.scope == "all"
        wrong = [each.path for each in found]
        memory.end(wrong, lambda p: p in self._sealed or p in self._kept, all_read=everything)
        return found

    def _expected(self, path: str) -> int:
        entry = self._ground.files.get(path)
        return entry.size if entry else self._kept[path].size

    def _compared(self, path: str, content: Content | OSError) -> Differing | None:
        sealed = self._kept.get(path) or self._wanted[path]
        if isinstance(content, FileNotFoundError):
            return Differing(kind=Difference.MISSING, path=path, sealed=sealed)
        if isinstance(content, OSError):
            reason = reason_of(content)
            return Differing(kind=Difference.UNREADABLE, path=path, reason=reason, sealed=sealed)
        if content.sha256 == sealed.sha256:
            return None
        living = path in self._ground.living
        kind = change(sealed, content.sha256, content.size, content.mtime_ns, living=living)
        if kind is not None and not content.steady:
            kind = Difference.IN_USE
        if kind is None or self._is_manifests_fault(path, content.sha256):
            return None
        return Differing(kind=kind, path=path, sealed=sealed, sha256=content.sha256)

    def _is_manifests_fault(self, path: str, sha256: str) -> bool:
        """Tell whether the times agree with a file, so that the manifest's line is wrong."""
        manifest = self._state.manifest
        times = manifest.other.get(path) or manifest.entries.get(path)
        if self._state.whole or times is None or times.sha256[:MARK] != sha256[:MARK]:
            return False
        why = _("its digest is not that of the file, which is as it was")
        line = line_of(self._root, path)
        place = f"{STATE}/{MANIFEST}"
        self._complaints.append(Complaint(file=place, line=line, why=why, path=path))
        return True

    def _absent_and_new(self) -> Iterator[Differing]:
        gone = {
            path: sealed for path, sealed in self._wanted.items() if path not in self._ground.files
        }
        absent = {path: self._ground.absence(path) for path in gone}
        missing = [gone[path] for path, each in absent.items() if each.kind is Difference.MISSING]
        moved = moves(missing, self._digests_of_new(missing))
        for path, each in absent.items():
            if path in moved:
                yield replace(each, kind=Difference.MOVED, to=moved[path], sealed=gone[path])
            else:
                yield replace(each, sealed=gone[path])
        taken = set(moved.values())
        for path in self._ground.files:
            if path not in self._sealed and path not in taken and self._order.covers(path):
                yield Differing(kind=Difference.NEW, path=path)
        yield from self._blocked(absent)

    def _digests_of_new(self, missing: list[Sealed]) -> dict[str, str]:
        """Return digests of the files that are not sealed and could be one that is missing."""
        sizes = {each.size for each in missing}
        files = self._ground.files
        near = [
            path
            for path, entry in files.items()
            if path not in self._sealed and (entry.size in sizes or -1 in sizes)
        ]
        read = self._ground.read(near) if sizes else iter(())
        return {path: each.sha256 for path, each in read if isinstance(each, Content)}

    def _blocked(self, absent: dict[str, Differing]) -> Iterator[Differing]:
        """Yield folders that cannot be listed, and nothing of which is sealed: what is there?"""
        for path, entry in self._ground.others.items():
            told = path in absent or any(each.startswith(f"{path}/") for each in absent)
            if entry.detail and not told and self._order.covers(path):
                yield Differing(kind=Difference.UNREADABLE, path=path, reason=entry.detail)
