"""Removing old snapshots, and contents that no snapshot names. Nothing else is ever removed.

A snapshot is renamed away first: killed after that, only objects stay that nobody names, and the
next run finds those again.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _

from archivist.errors import InvalidFileError
from archivist.store.backup.layout import Target
from archivist.store.backup.names import OBJECTS, TEMPORARY, is_sha256
from archivist.store.backup.objects import at_target
from archivist.store.backup.policy import Keep, dropped
from archivist.store.backup.preparing import remove_snapshot
from archivist.store.backup.snapshots import Snapshot, damage_of, read_entries
from archivist.store.durable import settle


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
    gone = {each.name for each in old}
    left = [each for each in snapshots if each.name not in gone]
    try:
        named = _named(left)
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
            if len(folder) != 2 or not (objects / folder).is_dir():
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
