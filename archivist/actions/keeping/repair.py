"""``archivist seal --repair``: a manifest that another hand changed, restored line by line.

What each file holds decides. Where it agrees with the manifest, with the beginning of the digest in
the times, or with what the journal tells of its filing, its line is right again. Where it agrees
with none, the manifest's digest stays, so that ``verify`` goes on naming the file until a person
decides; without a digest, nothing of it is sealed. What comes out is proven by the journal, which
names the digest of the manifest as it was: if it is not that one, a line may have been changed
together with its file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.keeping.seal_writing import changed_meanwhile
from archivist.actions.keeping.sealed_tree import SealedTree, look_around
from archivist.actions.keeping.verify_request import Pace, unpaced
from archivist.errors import NotReadableError, NotWritableError
from archivist.model.manifest import Sealed
from archivist.model.operation import Verb
from archivist.model.refusal import reason_of
from archivist.model.sealing import Sealing
from archivist.model.settings import STATE
from archivist.model.verifying import Complaint
from archivist.model.wording import N_
from archivist.store.durable import open_plain
from archivist.store.hashing import Content
from archivist.store.journal_lines import read_deeds
from archivist.store.manifest import Manifest
from archivist.store.manifest_lines import MANIFEST, MARK, TIMES, UNKNOWN, manifest_bytes
from archivist.store.operations import Writing, writing
from archivist.store.seal_state import SealState, seal_state, touched
from archivist.store.sealing import is_covered, seal
from archivist.store.tree import extended

_UNPROVEN = N_(
    "all is restored that the files tell, but it is not the one that the journal names: a line may "
    "have been changed together with its file; compare it with the manifest of the backup"
)


def repair(root: Path, now: datetime, pace: Pace = unpaced, *, dry: bool = False) -> Sealing:
    """Restore a manifest; the altered one is put among the kept files.

    Args:
        root: The archive.
        now: When the command runs.
        pace: Called as files are read.
        dry: Nothing is written.

    Raises:
        NotReadableError: The archive, its journal or its manifest cannot be read.
        BusyError: Another command writes there and does not end.
        NotWritableError: Nothing can be written there.
    """
    try:
        state = seal_state(root)
        if state.whole:
            return Sealing(total=len(state.manifest.entries), dry=dry)
        tree = look_around(root, state.manifest.entries)
        mending = _Mending(tree, state.manifest, touched(read_deeds(root)), now)
        mending.mend(pace)
    except OSError as error:
        raise NotReadableError(
            _("The manifest cannot be repaired: {reason}").format(reason=reason_of(error)),
            _("Check the drive and your rights; then run the command again."),
        ) from error
    if not _is_proven(state, mending.entries):
        mending.doubt_all()
    kept: tuple[str, ...] = ()
    if not dry:
        with writing(root, Verb.SEAL, now) as session:
            kept = _put(root, session, state, mending.entries)
    return Sealing(
        total=len(mending.entries),
        repaired=tuple(sorted(mending.repaired)),
        doubtful=tuple(sorted(mending.doubtful, key=lambda each: each.path)),
        kept=kept,
        size=sum(each.size for each in mending.held.values()),
        dry=dry,
    )


@dataclass(slots=True)
class _Mending:
    """The lines of a manifest, while they are compared with the files."""

    tree: SealedTree
    manifest: Manifest
    told: Mapping[str, str]
    """Digests that the journal tells; empty: the file is gone."""
    now: datetime
    held: dict[str, Content] = field(default_factory=dict)
    entries: dict[str, Sealed] = field(default_factory=dict)
    repaired: set[str] = field(default_factory=set)
    doubtful: list[Complaint] = field(default_factory=list)

    def mend(self, pace: Pace) -> None:
        self._read(pace)
        for path, sealed in self.manifest.entries.items():
            self._mend(path, sealed)
        for path, times in self.manifest.other.items():
            if path not in self.manifest.entries and path not in self.entries:
                self._mend_from_times(path, times)
        for path, sha256 in self.told.items():
            if path not in self.manifest.entries and path not in self.entries:
                self._mend_from_journal(path, sha256)

    def _read(self, pace: Pace) -> None:
        named = {*self.manifest.entries, *self.manifest.other, *self.told}
        files = self.tree.files
        wanted = sorted(path for path in named if path in files)
        total, size = sum(files[path].size for path in wanted), 0
        for number, (path, content) in enumerate(self.tree.read(wanted), start=1):
            if isinstance(content, Content) and content.steady:
                self.held[path] = content
                size += content.size
            pace(number, len(wanted), size, total)

    def _mend(self, path: str, sealed: Sealed) -> None:
        content = self.held.get(path)
        if content is None:
            self._mend_absent(path, sealed)
            return
        marks = {sealed.sha256[:MARK], self._mark(path)}
        fits = content.sha256[:MARK] in marks or self.told.get(path) == content.sha256
        if content.sha256 == sealed.sha256 or fits:
            self._restore(path, content, sealed)
            return
        self.entries[path] = sealed
        if path in self.manifest.other or sealed.size < 0:
            self._doubt(path, _("the file agrees with neither; the manifest's digest was left"))

    def _mend_absent(self, path: str, sealed: Sealed) -> None:
        """Find the file of a line whose path was altered."""
        if sealed.size >= 0 or path in self.manifest.other:
            self.entries[path] = sealed
            return
        for other, times in self.manifest.other.items():
            content = self.held.get(other)
            if content and content.sha256 == sealed.sha256 and times.sha256 == sealed.sha256[:MARK]:
                self._restore(other, content, times)
                return
        if self.told.get(path) != "":
            self.entries[path] = sealed
            self._doubt(path, _("there is no such file, and the times do not know it"))

    def _mend_from_times(self, path: str, times: Sealed) -> None:
        content = self.held.get(path)
        if content and content.sha256[:MARK] == times.sha256:
            self._restore(path, content, times)
            return
        known = self.told.get(path, "")
        if known and known[:MARK] == times.sha256:
            self.entries[path] = replace(times, sha256=known)
        elif not any(each.sha256[:MARK] == times.sha256 for each in self.entries.values()):
            self._doubt(path, _("its line in the manifest is lost; nothing of it is sealed"))

    def _mend_from_journal(self, path: str, sha256: str) -> None:
        content = self.held.get(path)
        if content and content.sha256 == sha256 and is_covered(path, self.tree.settings):
            self._restore(path, content, Sealed(path, sha256, -1, 0, UNKNOWN))

    def _mark(self, path: str) -> str:
        times = self.manifest.other.get(path)
        return times.sha256 if times else ""

    def _restore(self, path: str, content: Content, known: Sealed) -> None:
        times = self.manifest.other.get(path, known)
        day = self.now.date() if times.sealed == UNKNOWN else times.sealed
        new = Sealed(path, content.sha256, content.size, content.mtime_ns, day)
        self.entries[path] = new
        if new != self.manifest.entries.get(path):
            self.repaired.add(path)

    def doubt_all(self) -> None:
        """Tell that files may have been changed together with their lines; name those likely."""
        self._doubt("", _(_UNPROVEN))
        for path, sealed in self.entries.items():
            filed = self.told.get(path)
            if filed and filed != sealed.sha256 and path not in self.tree.living:
                self._doubt(path, _("the journal tells that it was filed with another content"))

    def _doubt(self, path: str, why: str) -> None:
        self.doubtful.append(Complaint(file=f"{STATE}/{MANIFEST}", why=why, path=path))


def _is_proven(state: SealState, entries: Mapping[str, Sealed]) -> bool:
    """Tell whether the restored manifest is the one that the journal names last.

    What was written since is none of it.
    """
    before = {path: each for path, each in entries.items() if path not in state.pending}
    known = state.manifest.entries
    before |= {path: known[path] for path in state.pending if path in known}
    ordered = sorted(before.values(), key=lambda each: each.path)
    digest = hashlib.sha256(manifest_bytes(ordered)).hexdigest()
    return bool(state.named) and digest == state.named[0][0]


def _put(
    root: Path, session: Writing, state: SealState, entries: Mapping[str, Sealed]
) -> tuple[str, ...]:
    """Keep the altered manifest and its times, then write the restored ones."""
    try:
        now = seal_state(root).manifest
        if (now.sha256, now.times) != (state.manifest.sha256, state.manifest.times):
            raise changed_meanwhile()
        kept = []
        for name, there in ((MANIFEST, now.sha256), (TIMES, now.times)):
            if there:
                with open_plain(extended(root) / STATE / name) as file:
                    kept.append(session.keep(file.read()))
        seal(root, session.journal, entries.values(), "seal --repair", mended=True)
    except OSError as error:
        raise NotWritableError(
            _("The manifest cannot be written: {reason}").format(reason=reason_of(error)),
            _("Check the drive, the space left on it and your rights; then run it again."),
        ) from error
    return tuple(kept)
