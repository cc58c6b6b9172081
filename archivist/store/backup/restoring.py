"""Restoring one file of a backup: beside first, in its place when its content is right.

What lies in its place with the right content is kept; nothing there is ever overwritten.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path

from archivist.errors import NotReadableError
from archivist.model.names import NameFault, name_fault
from archivist.store.backup.layout import Target, object_path
from archivist.store.backup.names import MARKER
from archivist.store.backup.place import BESIDE, UNFINISHED, Place, refused
from archivist.store.backup.snapshots import Stored
from archivist.store.backup.within import within
from archivist.store.durable import copy_new, discard, exists, regular
from archivist.store.hashing import sha256_of
from archivist.store.renaming import rename_new

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
_IMPOSSIBLE = frozenset(
    {NameFault.CHARACTER, NameFault.RESERVED, NameFault.ENDING, NameFault.LENGTH}
)


class DamagedError(OSError):
    """A content is missing in the backup, or is not what its name says."""

    def __init__(self, text: str, path: str) -> None:
        super().__init__(errno.EINVAL, text, path)


def put(target: Target, stored: Stored, place: Place, number: int) -> bool:
    """Restore one file; False when it was there with the right content already.

    Args:
        target: The backup.
        stored: Which file.
        place: Where to.
        number: Another one for each file, so that no two meet while they are beside.

    Raises:
        DamagedError: Its content in the backup is another; nothing was put in its place.
        OSError: It cannot be read or written, or another file has its name.
    """
    goal = _goal(place.folder, stored.path)
    if exists(goal):
        _expect(goal, stored)
        _set_time(goal, stored)
        return False
    source = object_path(target, stored.sha256)
    try:
        regular(source)
    except FileNotFoundError as error:
        raise DamagedError(_("its content is missing in the backup"), stored.path) from error
    beside = place.folder / BESIDE / f"{stored.sha256}-{number}-{os.getpid()}"
    try:
        _copy(source, beside, stored)
        goal.parent.mkdir(parents=True, exist_ok=True)
        # Copying takes its time: a link may have taken a folder's place meanwhile.
        rename_new(beside, _goal(place.folder, stored.path))
    except BaseException:
        discard(beside)
        raise
    return True


def make_empty(place: Place, path: str) -> None:
    """Make a folder that was empty when it was backed up.

    Raises:
        OSError: The file system refuses, or the path leads out.
    """
    try:
        _goal(place.folder, path).mkdir(parents=True, exist_ok=True)
    except UnicodeEncodeError as error:
        raise OSError(errno.EINVAL, _("its name is no text"), path) from error


def impossible(path: str) -> bool:
    """Tell whether Windows cannot hold a path."""
    return any(name_fault(part) in _IMPOSSIBLE for part in path.split("/"))


def give_up(target: Target, place: Place, error: OSError) -> None:
    """Raise what ends a restore, if an error says that no other file can be restored either.

    Raises:
        NotWritableError: The drive is full or gone.
        NotReadableError: The backup is gone.
    """
    if error.errno in _FULL:
        raise refused(place, error) from error
    with suppress(OSError):
        if not exists(place.folder / UNFINISHED):
            raise refused(place, error) from error
        if exists(target.folder / MARKER):
            return
    raise NotReadableError(
        _("The backup {place} is not there any more.").format(place=target.path),
        _("Check the drive or share, then run the command again: it goes on where it was."),
    ) from error


def _goal(folder: Path, path: str) -> Path:
    """Return where a file is going to be, if the system can hold such a name."""
    if os.name == "nt" and impossible(path):  # pragma: no cover - the others cannot run it
        raise OSError(errno.EINVAL, _("Windows cannot hold a file of this name"), path)
    return within(folder, path)


def _expect(goal: Path, stored: Stored) -> None:
    """Refuse a place where another file lies than the one that belongs there."""
    right = stored.size in {-1, goal.lstat().st_size}
    with suppress(OSError):
        if right and sha256_of(goal) == stored.sha256:
            return
    text = _("another file of that name is there; it was left as it is")
    raise OSError(errno.EINVAL, text, stored.path)


def _copy(source: Path, beside: Path, stored: Stored) -> None:
    if copy_new(source, beside) != stored.sha256:
        raise DamagedError(_("its content in the backup is damaged"), stored.path)
    _set_time(beside, stored)


def _set_time(path: Path, stored: Stored) -> None:
    if stored.size >= 0:
        with suppress(OSError, OverflowError, ValueError):
            os.utime(path, ns=(stored.mtime_ns, stored.mtime_ns))
