"""Verifying 校验 a backup: every content is read, and what is damaged is told by its files."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archivist.actions.keeping.backup_journal import JournalSeen, journal_seen
from archivist.actions.progress import Progress, unseen
from archivist.store.backup.checking import (
    Fault,
    Orphans,
    entries_of,
    faults_of_lists,
    faults_of_objects,
    faults_of_sizes,
    faults_of_target,
    orphans_of,
)
from archivist.store.backup.layout import Target, open_target
from archivist.store.backup.names import LATEST, MARKER
from archivist.store.backup.snapshots import Snapshot
from archivist.store.durable import exists
from archivist.store.settings import lenient_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A file of the backup that is not as it was written, and what it stands for."""

    fault: Fault
    files: Mapping[str, tuple[str, ...]]
    """Paths in the archive, each with the snapshots in which it had this content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found in a backup."""

    target: Path
    snapshots: tuple[str, ...]
    objects: int
    """Contents that the snapshots name."""
    read: int
    """Contents that were read."""
    bytes: int
    """Bytes of these, as far as they are known."""
    damages: tuple[Damage, ...]
    orphans: Orphans
    journal: JournalSeen | None = None
    """What the archive's journal says to it; None: nobody asked, or it is another archive's."""

    @property
    def whole(self) -> bool:
        """Whether the backup is as it was written."""
        return not self.damages

    @property
    def clean(self) -> bool:
        """Whether nothing at all was found."""
        return self.whole and (self.journal is None or not self.journal.rewritten)


def verify_backup(
    path: Path,
    name: str = "",
    percent: float = 100,
    seed: int = 0,
    progress: Progress = unseen,
    root: Path | None = None,
) -> Verified:
    """Verify a backup.

    Args:
        path: The backup.
        name: One snapshot of it; empty: all.
        percent: How many of the contents are read; that they are there is looked at for all.
        seed: Another one chooses other contents.
        progress: Told how many contents are read.
        root: An archive; if the backup is one of it, its journal is looked at, too.

    Raises:
        InvalidChoiceError: It is no backup, or has no such snapshot.
        NotReadableError: It cannot be read.
    """
    target = open_target(path)
    every = target.snapshots()
    meant = [target.snapshot(name)] if name else every
    faults = list(faults_of_target(target))
    passed = {each.name for each in target.after(meant[0])} if name == LATEST else set()
    for snapshot in (*meant, *(each for each in every if each.name in passed)):
        faults += faults_of_lists(snapshot)
    sizes = _sizes(meant)
    wrong = list(faults_of_sizes(target, sizes))
    gone = {fault.sha256 for fault in wrong}
    chosen = sample([each for each in sorted(sizes) if each not in gone], percent, seed)
    wrong += _read(target, chosen, progress)
    return Verified(
        target=path,
        snapshots=tuple(each.name for each in meant),
        objects=len(sizes),
        read=len(chosen),
        bytes=sum(max(0, sizes[each]) for each in chosen),
        damages=tuple(_damages((*faults, *wrong), meant)),
        orphans=Orphans() if name else _orphans(target, every, sizes),
        journal=journal_seen(root, meant) if root is not None and _is_of(target, root) else None,
    )


def _is_of(target: Target, root: Path) -> bool:
    """Tell whether a backup is one of an archive; without marks nobody can."""
    own = lenient_settings(root).id
    return bool(own) and own == target.marked.archive_id


def sample(names: Sequence[str], percent: float, seed: int, least: int = 1) -> list[str]:
    """Return some of many, in their order; at least so many as are asked for, if there are."""
    count = max(math.ceil(len(names) * percent / 100), min(least, len(names)))
    if count >= len(names):
        return list(names)
    chosen = random.Random(seed).sample(range(len(names)), count)  # noqa: S311 - no secret
    return [names[number] for number in sorted(chosen)]


def _sizes(snapshots: Sequence[Snapshot]) -> dict[str, int]:
    """Return the contents that snapshots name, each with its size; -1: not known."""
    sizes: dict[str, int] = {}
    for snapshot in snapshots:
        for each in entries_of(snapshot):
            sizes[each.sha256] = max(each.size, sizes.get(each.sha256, -1))
    return sizes


def _read(target: Target, chosen: Sequence[str], progress: Progress) -> Iterator[Fault]:
    for number, fault in enumerate(faults_of_objects(target, chosen), start=1):
        progress(number, len(chosen))
        if fault is not None:
            if not exists(target.folder / MARKER):
                open_target(target.path)  # the drive is gone: not every content is damaged
            yield fault


def _damages(faults: Sequence[Fault], snapshots: Sequence[Snapshot]) -> Iterator[Damage]:
    """Yield what is damaged; the lists are read once more, so that none is held in memory."""
    files: dict[str, dict[str, list[str]]] = {each.sha256: {} for each in faults if each.sha256}
    for snapshot in snapshots if files else ():
        for stored in entries_of(snapshot):
            if stored.sha256 in files:
                files[stored.sha256].setdefault(stored.path, []).append(snapshot.name)
    for fault in faults:
        found = files.get(fault.sha256, {})
        yield Damage(fault=fault, files={path: tuple(names) for path, names in found.items()})


def _orphans(target: Target, snapshots: Sequence[Snapshot], known: dict[str, int]) -> Orphans:
    if any(snapshot.damage for snapshot in snapshots):
        return Orphans()  # a damaged snapshot may name them
    return orphans_of(target, known)
