"""``archivist verify`` 校验: every sealed file is read and compared; nothing is changed.

What was found to be right is remembered, so that a run that was cut off goes on where it was. Only
for the line in the journal, at the end, the archive is held.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta
from gettext import gettext as _
from pathlib import Path

from archivist.actions.blind import still_there
from archivist.actions.keeping.astray import astray
from archivist.actions.keeping.own_files import (
    journal_chain,
    kept_complaint,
    kept_files,
    manifest_complaints,
    other_complaints,
)
from archivist.actions.keeping.sealed_tree import SealedTree, look_around
from archivist.actions.keeping.verify_note import note
from archivist.actions.keeping.verify_request import VerifyRequest, lies_in
from archivist.errors import NotReadableError
from archivist.model.refusal import reason_of
from archivist.model.settings import STATE
from archivist.model.verifying import (
    Complaint,
    Difference,
    Differing,
    Verification,
    change,
    drawn,
)
from archivist.store.catalog import state_folder
from archivist.store.hashing import Content
from archivist.store.manifest import line_of
from archivist.store.manifest_lines import MANIFEST, MARK
from archivist.store.seal_state import SealState, seal_state
from archivist.store.sealing import with_touched
from archivist.store.verify_memory import VerifyMemory, asked_for


def verify(root: Path, request: VerifyRequest, now: datetime) -> Verification:
    """Compare an archive with what was sealed, and write down in the journal that it was done.

    Raises:
        NotReadableError: The archive, its journal or its manifest cannot be read, or the drive
            went away meanwhile.
    """
    started = time.monotonic()
    try:
        run = _Run(root, request, now)
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

    def __init__(self, root: Path, request: VerifyRequest, now: datetime) -> None:
        self._root, self._request, self._now = root, request, now
        self._chain = journal_chain(root)
        self._state: SealState = seal_state(root)
        manifest = self._state.manifest
        self._sealed = with_touched(root, manifest.entries, self._state.pending, now.date())
        self._tree: SealedTree = look_around(root, self._sealed)
        kept = [] if request.paths else list(kept_files(root))
        self._kept = {each.path: each for each in kept}
        settings = self._tree.settings
        self._memory = VerifyMemory(state_folder(root, STATE, settings.state_dir))
        self._wanted = {path: each for path, each in self._sealed.items() if request.covers(path)}
        self._complaints: list[Complaint] = list(manifest_complaints(self._state))
        self._asked = asked_for(request.scope, request.paths)
        self._size = self._read = self._files = 0

    def verification(self) -> Verification:
        earlier = self._earlier()
        chosen = [path for path in self._due() if path not in earlier]
        elsewhere = astray(self._tree, self._sealed, self._wanted, self._request.covers)
        differing = [*self._differing(chosen, on=bool(earlier)), *elsewhere]
        still_there(self._root)
        differing = self._settled(differing)
        own = [kept_complaint(each) for each in differing if each.path in self._kept]
        differing = [each for each in differing if each.path not in self._kept]
        state, chain = self._state, self._chain
        return replace(
            self._counted(chosen, earlier),
            differing=tuple(sorted(differing, key=lambda each: each.path)),
            begun=state.begun,
            breaks=chain.breaks,
            torn=chain.torn,
            manifest=tuple(self._complaints),
            own=(*own, *other_complaints(self._root)),
            line=chain.line,
            head=chain.head,
        )

    def _counted(self, chosen: list[str], earlier: set[str]) -> Verification:
        """Return what was asked for, and how much was read."""
        paths = self._request.paths
        return Verification(
            archive=self._tree.settings.called(self._root.name),
            when=self._now,
            scope=self._request.scope,
            paths=tuple(sorted(paths)),
            sealed=len(self._wanted),
            files=self._files,
            earlier=sum(path in self._wanted for path in earlier),
            size=self._size,
            kept=sum(path in self._kept for path in (*chosen, *earlier)),
            uncovered=self._tree.uncovered(paths - self._places()),
        )

    def _places(self) -> set[str]:
        """Return what was asked for and holds something that is sealed."""
        paths = self._request.paths
        return {path for path in paths if any(lies_in(each, (path,)) for each in self._wanted)}

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
        there = [path for path in self._wanted if path in self._tree.files]
        found = sorted([*there, *self._kept])
        days = self._request.older_than
        if days is not None:
            today = self._now.date()
            before, due = today - timedelta(days=days), self._memory.due
            found = [path for path in found if due(path, self._of(path), before, today)]
        if not self._request.sample:
            return found
        sample = drawn(found, self._request.sample, self._now.date())
        return [path for path in found if path in sample]

    def _of(self, path: str) -> str:
        return (self._kept.get(path) or self._wanted[path]).sha256

    def _earlier(self) -> set[str]:
        """Return what the run that was cut off had found to be right, and still seems to be."""
        if self._request.restart:
            return set()
        earlier = self._memory.earlier(self._asked, self._now)
        return {path for path, mark in earlier.items() if self._unchanged(path, mark)}

    def _unchanged(self, path: str, mark: str) -> bool:
        if path in self._kept:
            return mark == path.rpartition("/")[2][:MARK]
        sealed, entry = self._wanted.get(path), self._tree.files.get(path)
        if sealed is None or entry is None:
            return False
        return sealed.looks(entry.size, entry.mtime_ns) and mark == sealed.sha256[:MARK]

    def _differing(self, chosen: list[str], *, on: bool) -> list[Differing]:
        """Read files and return those that differ; what is right is remembered."""
        total = sum(self._expected(path) for path in chosen)
        memory, found = self._memory, []
        memory.begin(self._asked, self._now, on=on)
        try:
            for path, content in self._tree.read(chosen):
                self._read += 1
                self._files += path in self._wanted
                self._size += 0 if isinstance(content, OSError) else content.size
                self._request.pace(self._read, len(chosen), self._size, total)
                differing = self._compared(path, content)
                if differing is None:
                    memory.right(path, self._of(path))
                else:
                    found.append(differing)
        finally:
            memory.stop()
        still_there(self._root)
        request = self._request
        everything = not on and not request.paths and request.scope == "all"
        wrong = [each.path for each in found]
        memory.end(wrong, lambda p: p in self._sealed or p in self._kept, all_read=everything)
        return found

    def _expected(self, path: str) -> int:
        entry = self._tree.files.get(path)
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
        living = path in self._tree.living
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
