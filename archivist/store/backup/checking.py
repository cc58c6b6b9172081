"""Whether a backup is as it was written: its own files, its lists, its objects."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from gettext import gettext as _

from archivist.errors import InvalidFileError
from archivist.model.refusal import reason_of
from archivist.store.backup.beside import beside_damage
from archivist.store.backup.layout import Target, object_path
from archivist.store.backup.names import (
    MANIFEST,
    MARKER,
    OBJECTS,
    SNAPSHOTS,
    is_temporary,
)
from archivist.store.backup.snapshots import Snapshot, Stored, faults_of, read_entries
from archivist.store.durable import regular
from archivist.store.hashing import hashed, sha256_of


@dataclass(frozen=True, slots=True)
class Fault:
    """A file of a backup that is not as it was written."""

    file: str
    """Relative to the backup."""
    why: str
    sha256: str = ""
    """The object that it is; empty: it is none."""


@dataclass(frozen=True, slots=True)
class Orphans:
    """Objects that no snapshot names: left by a backup that was killed, or by a snapshot gone."""

    count: int = 0
    bytes: int = 0


def faults_of_target(target: Target) -> Iterator[Fault]:
    """Yield what is wrong with the marker, the README and the scripts."""
    if target.marked.damage:
        yield Fault(MARKER, target.marked.damage)
    yield from (Fault(name, why) for name, why in beside_damage(target).items())


def faults_of_lists(snapshot: Snapshot) -> Iterator[Fault]:
    """Yield what is wrong with the three files of a snapshot."""
    place, whole = f"{SNAPSHOTS}/{snapshot.name}", True
    for part, why in faults_of(snapshot):
        whole = False
        yield Fault(f"{place}/{part}", why)
    try:
        if whole:
            read_entries(snapshot)
    except InvalidFileError as error:  # as it was written, and no list
        yield Fault(place, error.message)


def entries_of(snapshot: Snapshot) -> list[Stored]:
    """Return the files that a snapshot names; of a damaged one, those that can still be read."""
    with suppress(InvalidFileError):
        return read_entries(snapshot)
    with suppress(InvalidFileError, OSError):
        # Nothing vouches for the list any more, and yet its objects had better be looked at.
        found = sha256_of(snapshot.folder / MANIFEST)
        return read_entries(replace(snapshot, damage="", manifest_sha256=found, times_sha256=""))
    return []


def faults_of_sizes(target: Target, sizes: dict[str, int]) -> Iterator[Fault]:
    """Yield the objects that are not there or have another size; nothing is read.

    Args:
        target: The backup.
        sizes: By the object's name; what is not known (-1) is filled in.
    """
    for sha256, size in sizes.items():
        try:
            status = regular(object_path(target, sha256))
        except FileNotFoundError:
            yield Fault(_file(sha256), _("it is missing"), sha256)
        except OSError as error:
            yield Fault(_file(sha256), reason_of(error), sha256)
        else:
            if size not in {-1, status.st_size}:
                yield Fault(_file(sha256), _("it is damaged: its length is another"), sha256)
            sizes[sha256] = status.st_size


def faults_of_objects(target: Target, wanted: Iterable[str]) -> Iterator[Fault | None]:
    """Read objects and yield for each what is wrong with it, or None."""
    for path, found in hashed(object_path(target, each) for each in wanted):
        sha256 = path.name
        if isinstance(found, OSError):
            yield Fault(_file(sha256), reason_of(found), sha256)
        elif found != sha256:
            yield Fault(_file(sha256), _("it is damaged: its content is another"), sha256)
        else:
            yield None


def orphans_of(target: Target, known: Collection[str]) -> Orphans:
    """Return how many objects no snapshot names."""
    many, size = 0, 0
    for name in _listed(target.folder / OBJECTS):
        for each in _entries(target, name):
            with suppress(OSError):
                status = each.stat(follow_symlinks=False)
                ours = is_temporary(each.name) or (each.name in known and each.name[:2] == name)
                if stat.S_ISREG(status.st_mode) and not ours:
                    many, size = many + 1, size + status.st_size
    return Orphans(many, size)


def _listed(folder: os.PathLike[str]) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names only
    except OSError:
        return []


def _entries(target: Target, name: str) -> Iterator[os.DirEntry[str]]:
    with suppress(OSError), os.scandir(target.folder / OBJECTS / name) as found:
        yield from found


def _file(sha256: str) -> str:
    return f"{OBJECTS}/{sha256[:2]}/{sha256}"
