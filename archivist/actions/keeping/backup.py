"""``archivist backup``: everything that was not there yet, and a snapshot that names all of it."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.actions.progress import Progress, unseen
from archivist.errors import ArchivistError, InvalidChoiceError, InvalidFileError
from archivist.model.operation import Verb
from archivist.store.backup.gathered import Before, Gathered
from archivist.store.backup.gathering import Gathering
from archivist.store.backup.layout import Target, open_target
from archivist.store.backup.objects import Objects, TargetError
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
from archivist.store.journal_notes import Anchor, head, notes
from archivist.store.operations import writing
from archivist.store.settings import load_settings
from archivist.store.tree import extended

NOTE = "backup"
"""The kind of the line in the journal."""


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
    if not check_place(asked.target, root):
        _check_new(root, asked)
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
    settings = load_settings(extended(root))
    called = settings.called(root.name or str(root))
    target = opened(asked.target, called, settings.id)
    snapshots = target.snapshots()
    objects = Objects(target.folder)
    journal = _head(root)  # before the journal is copied: the copy holds this line
    before = _before(target, snapshots)
    found = Gathering(root, objects, before, reread=asked.reread).run(progress)
    objects.settle()
    occasion = Occasion(
        now=asked.now,
        archive=called,
        archive_id=settings.id,
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


def _check_new(root: Path, asked: BackupAsked) -> None:
    """Refuse to begin anew where a backup was: more likely another drive bears that name now."""
    place = os.path.abspath(asked.target)  # noqa: PTH100
    try:
        told = notes(extended(root), NOTE)
    except OSError:
        return
    last = next((note for note in reversed(told) if note.value.get("target") == place), None)
    if last is not None and not asked.anew:
        raise InvalidChoiceError(
            _("{place} held a backup on {day}, and there is none now.").format(
                place=asked.target, day=last.at[:10]
            ),
            _(
                "Check that the right drive or share is connected. To begin a new backup there, "
                "add --new."
            ),
        )


def _note(root: Path, asked: BackupAsked, snapshot: Snapshot) -> str:
    """Write the backup down; why that could not be done, or nothing."""
    value = {
        "target": os.path.abspath(asked.target),  # noqa: PTH100
        "snapshot": snapshot.name,
        "files": snapshot.files,
        "bytes": snapshot.bytes,
        "manifest": snapshot.manifest_sha256,
    }
    try:
        with writing(root, Verb.BACKUP, asked.now) as session:
            session.note(NOTE, value)
    except ArchivistError as error:
        return error.message
    return ""
