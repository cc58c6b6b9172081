"""Removing old snapshots, and contents that no snapshot names. Nothing else is ever removed.

A snapshot is renamed away first: killed after that, only objects stay that nobody names, and the
next run finds those again.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _

from archivist.errors import InvalidFileError
from archivist.store.backup.drive import at_target
from archivist.store.backup.layout import Target
from archivist.store.backup.names import OBJECTS, TEMPORARY, is_sha256
from archivist.store.backup.policy import Keep, dropped
from archivist.store.backup.snapshots import Snapshot, damage_of, read_entries
from archivist.store.backup.sweeping import remove_snapshot
from archivist.store.durable import settle
from archivist.store.inside import is_link


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What was removed from a target."""

    snapshots: tuple[str, ...] = ()
    objects: int = 0
    bytes: int = 0
    reason: str = ""
    """Why nothing was removed though the policy says so."""


def prune(target: Target, keep: Keep) -> Pruned:
    """Remove what a policy does not keep.

    Raises:
        TargetError: The target cannot be written.
        NotReadableError: The snapshots cannot be listed.
    """
    snapshots = [replace(each, damage=damage_of(each)) for each in target.snapshots()]
    old = dropped(snapshots, keep)
    try:
        needed = _needed([each for each in snapshots if not each.damage]) if old else set()
        old = [each for each in old if each.name not in needed]
        gone = {each.name for each in old}
        named = _named([each for each in snapshots if each.name not in gone])
    except InvalidFileError as error:
        return Pruned(
            reason=_("{what}; as long as it lies there, nothing is removed").format(
                what=error.message
            )
        )
    for each in old:
        _remove(each)
    objects, size = _sweep(target, named)
    return Pruned(snapshots=tuple(each.name for each in old), objects=objects, bytes=size)


def _needed(sound: Sequence[Snapshot]) -> set[str]:
    """Return the snapshots that hold last what the newest one could not read.

    A folder that nobody may open for a day is in no snapshot of that day, and yet not gone.
    """
    waiting, needed = {each.path for each in sound[-1].refused}, set[str]()
    for snapshot in reversed(sound[:-1]):
        if not waiting:
            break
        held = {
            path
            for each in read_entries(snapshot)
            for path in _lineage(each.path)
            if path in waiting
        }
        if held:
            needed.add(snapshot.name)
            waiting -= held
    return needed


def _lineage(path: str) -> Iterator[str]:
    """Yield a path and every folder it lies in."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _named(snapshots: Sequence[Snapshot]) -> set[bytes]:
    """Return the contents that snapshots name; one that cannot be read is an error."""
    return {bytes.fromhex(each.sha256) for snap in snapshots for each in read_entries(snap)}


def _remove(snapshot: Snapshot) -> None:
    away = snapshot.folder.with_name(TEMPORARY.format(name=snapshot.name))
    with at_target():
        snapshot.folder.rename(away)
        settle(away.parent)
    remove_snapshot(away)


def _sweep(target: Target, named: set[bytes]) -> tuple[int, int]:
    """Remove the objects that no snapshot names; their count and size."""
    removed = size = 0
    objects = target.folder / OBJECTS
    with at_target():
        for folder in sorted(os.listdir(objects)):  # noqa: PTH208 - names only
            status = (objects / folder).lstat()
            if len(folder) != 2 or is_link(status) or not stat.S_ISDIR(status.st_mode):
                continue
            with os.scandir(objects / folder) as found:
                unnamed = [
                    (entry.name, entry.stat(follow_symlinks=False).st_size)
                    for entry in found
                    if is_sha256(entry.name) and bytes.fromhex(entry.name) not in named
                ]
            for name, length in unnamed:
                (objects / folder / name).unlink()
                removed += 1
                size += length
    return removed, size
