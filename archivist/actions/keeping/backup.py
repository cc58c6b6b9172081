"""``archivist backup``: everything that was not there yet, and a snapshot that names all of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from archivist.actions.keeping.backup_identity import identity_of, refuse_lost
from archivist.actions.keeping.backup_notes import BACKUP, note_down, place_of
from archivist.actions.progress import Progress, unseen
from archivist.errors import ArchivistError, InvalidFileError
from archivist.store.backup.drive import TargetError
from archivist.store.backup.gathered import Before, Gathered
from archivist.store.backup.gathering import Gathering
from archivist.store.backup.layout import Target, open_target
from archivist.store.backup.objects import Objects
from archivist.store.backup.policy import Keep
from archivist.store.backup.preparing import (
    check_place,
    locked,
    make_place,
    not_writable,
    opened,
)
from archivist.store.backup.pruning import Pruned, prune
from archivist.store.backup.snapshots import Snapshot, damage_of, read_entries
from archivist.store.backup.writing import Occasion, write_snapshot
from archivist.store.journal_lines import FIRST
from archivist.store.journal_notes import Anchor, head
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupAsked:
    """How a backup is to be made."""

    target: Path
    now: datetime
    keep: Keep | None = None
    """None: nothing is removed."""
    reread: bool = False
    """Every file is read, also those that seem not to have changed."""
    anew: bool = False
    """A new backup may be begun where there was one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """What a backup did."""

    snapshot: Snapshot
    read: int
    """Files that were read; the others had not changed."""
    pruned: Pruned | None = None
    """None: nothing was asked to be removed."""
    unnoted: str = ""
    """Why the journal does not tell of it; empty: it does."""

    @property
    def complete(self) -> bool:
        """Whether all was done that was asked for."""
        stopped = self.pruned is not None and bool(self.pruned.reason)
        return not (self.snapshot.refused or stopped or self.unnoted)


def backup(root: Path, asked: BackupAsked, progress: Progress = unseen) -> BackupReport:
    """Back an archive up into a target, which is made when there is none.

    Raises:
        InvalidChoiceError: The target is something else, or another archive's.
        NotWritableError: The target cannot be written; no snapshot was made.
        NotReadableError: The archive, or the target, is gone.
        BusyError: Somebody else writes to the target.
    """
    if not check_place(asked.target, root) and not asked.anew:
        refuse_lost(root, asked.target)
    try:
        make_place(asked.target, extended(root))
        with locked(asked.target, asked.now):
            report = _written(root, asked, progress)
    except TargetError as error:
        raise not_writable(asked.target, error) from error
    return replace(report, unnoted=_note(root, asked, report.snapshot))


def backups(target: Path) -> list[Snapshot]:
    """Return the snapshots of a target, oldest first; a damaged one says why.

    Raises:
        ArchivistError: It is no backup, of a newer version, or gone.
    """
    found = open_target(target).snapshots()
    return [replace(each, damage=damage_of(each)) for each in found]


def _written(root: Path, asked: BackupAsked, progress: Progress) -> BackupReport:
    called, archive_id = identity_of(root, asked.target)
    target = opened(asked.target, called, archive_id)
    snapshots = target.snapshots()
    objects = Objects(target.folder)
    journal = _head(root)  # before the journal is copied: the copy holds this line
    before = _before(target, snapshots)
    found = Gathering(root, objects, before, reread=asked.reread).run(progress)
    objects.settle()
    occasion = Occasion(
        now=asked.now,
        archive=called,
        archive_id=archive_id,
        journal=journal,
        number=1 + max((each.number for each in snapshots), default=0),
    )
    snapshot = write_snapshot(target, occasion, found)
    return _kept(target, asked, snapshot, found)


def _kept(target: Target, asked: BackupAsked, snapshot: Snapshot, found: Gathered) -> BackupReport:
    if asked.keep is None:
        return BackupReport(snapshot=snapshot, read=found.read)
    try:
        pruned = prune(target, asked.keep)
    except TargetError as error:
        pruned = Pruned(reason=not_writable(asked.target, error).message)
    except ArchivistError as error:
        pruned = Pruned(reason=error.message)
    return BackupReport(snapshot=snapshot, read=found.read, pruned=pruned)


def _head(root: Path) -> Anchor:
    try:
        return head(extended(root))
    except OSError:
        return Anchor(0, FIRST)  # it is named among what could not be read


def _before(target: Target, snapshots: list[Snapshot]) -> Before:
    """Return what the newest snapshot that can be read knows."""
    for each in reversed(snapshots):
        try:
            files = {stored.path: stored for stored in read_entries(each)}
        except InvalidFileError:
            continue
        at = datetime.fromisoformat(each.at)
        return Before(files=files, at_ns=int(at.timestamp()) * 1_000_000_000)
    return Before(unnamed=Objects(target.folder).any())


def _note(root: Path, asked: BackupAsked, snapshot: Snapshot) -> str:
    value = {
        "target": place_of(asked.target),
        "snapshot": snapshot.name,
        "files": snapshot.files,
        "bytes": snapshot.bytes,
        "manifest": snapshot.manifest_sha256,
    }
    return note_down(root, BACKUP, value, asked.now)
