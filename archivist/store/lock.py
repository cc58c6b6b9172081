"""One writer at a time: a lock of the operating system, which dies with its owner.

What the lock file says about its owner is for people only: a killed owner's words stay, its lock
does not. The file itself stays, too, because two could lock two files of one name otherwise.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from archivist.errors import BusyError, NotReadableError, NotWritableError
from archivist.model.owner import MOST, Owner
from archivist.model.refusal import reason_of
from archivist.store.byte_lock import identity, lock_byte, open_file, unlock_byte, write_words

PAUSE = 0.1
"""Seconds between two tries."""
_guard = threading.Lock()
_ours: dict[tuple[int, int], Owner] = {}
"""Locks of this process by device and inode. POSIX would grant one again to the same process, and
would drop it as soon as the process closes any handle of the file: such a file is not opened."""


def this_process(verb: str, since: datetime) -> Owner:
    """Return this process as the owner of a lock."""
    return Owner(verb=verb, host=socket.gethostname(), pid=os.getpid(), since=since)


@contextmanager
def writer_lock(
    folder: Path, owner: Owner, *, name: str = "lock", patience: float = 0.0
) -> Iterator[None]:
    """Hold the lock of a folder while the block runs.

    Nothing else in this process may open the lock file meanwhile (see ``_ours``).

    Args:
        folder: Where the lock file lies; made when only it is missing.
        owner: Who is to be named to others.
        name: The lock file's name.
        patience: Seconds to wait for another owner; one short retry is made in any case, because
            somebody may just be looking who holds the lock.

    Raises:
        BusyError: Another program, or another part of this one, holds it.
        NotWritableError: There is no writing, or no locking, in that folder.
    """
    path = folder / name
    deadline = time.monotonic() + max(patience, PAUSE)
    while (held := _try(path, owner)) is None:
        if time.monotonic() >= deadline:
            raise _busy(path)
        time.sleep(PAUSE)
    file, key = held
    try:
        yield
    finally:
        with _guard:
            del _ours[key]
            write_words(file, b"")
            unlock_byte(file)
            os.close(file)


def holder(folder: Path, name: str = "lock") -> Owner | None:
    """Return who holds the lock of a folder now; None: nobody.

    An owner that has not written its name yet, or whose words make no sense, is an empty one.

    Raises:
        NotReadableError: The lock file cannot be looked at.
    """
    path = folder / name
    with _guard:
        try:
            mine = _ours.get(identity(path.stat()))
            return mine or _probe(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise NotReadableError(
                _("The lock {place} cannot be looked at: {reason}").format(
                    place=path, reason=reason_of(error)
                ),
                _("Check that the drive is there and that you may open the folder."),
            ) from error


def _try(path: Path, owner: Owner) -> tuple[int, tuple[int, int]] | None:
    """Open and lock the file; None: it is held."""
    with _guard:
        try:
            if not path.parent.is_dir():
                path.parent.mkdir(exist_ok=True)
            if path.exists() and identity(path.stat()) in _ours:
                return None
            file = open_file(path, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise _refused(path, error) from error
        try:
            key = _take(path, file)
        except OSError as error:
            os.close(file)
            raise _lockless(path, error) from error
        if key is None:
            os.close(file)
            return None
        _ours[key] = owner
        write_words(file, owner.words())
        return file, key


def _take(path: Path, file: int) -> tuple[int, int] | None:
    """Lock an open file; None: it is held, or was replaced between opening and locking."""
    if not lock_byte(file):
        return None
    try:
        key = identity(os.fstat(file))
        return key if key == identity(path.stat()) else None
    except FileNotFoundError:
        return None


def _probe(path: Path) -> Owner | None:
    file = open_file(path, os.O_RDONLY)
    try:
        if lock_byte(file, shared=True):
            unlock_byte(file)
            return None
        os.lseek(file, 0, os.SEEK_SET)
        return Owner.parse(os.read(file, MOST))
    finally:
        os.close(file)


def _busy(path: Path) -> BusyError:
    hint = _("Wait until it has ended, or end it there; then run the command again.")
    try:
        owner = holder(path.parent, path.name)
    except NotReadableError:
        owner = None
    if owner is None or owner.since is None:
        return BusyError(
            _("Another program is writing to the archive ({place}).").format(place=path), hint
        )
    text = _(
        "“archivist {verb}” on {host} is writing to the archive (process {pid}, since {since})."
    )
    since = f"{owner.since:%Y-%m-%d %H:%M}"
    return BusyError(
        text.format(verb=owner.verb, host=owner.host, pid=owner.pid, since=since), hint
    )


def _refused(path: Path, error: OSError) -> NotWritableError:
    return NotWritableError(
        _("The lock {place} cannot be written: {reason}").format(
            place=path, reason=reason_of(error)
        ),
        _("Check that the drive is there, is not full, and that you may write to the folder."),
    )


def _lockless(path: Path, error: OSError) -> NotWritableError:
    text = _(
        "The drive cannot lock files ({place}: {reason}); without, two programs could spoil each "
        "other's work."
    )
    return NotWritableError(
        text.format(place=path, reason=reason_of(error)),
        _("Use a drive or a share that supports file locks, or ask whoever runs the server."),
    )
