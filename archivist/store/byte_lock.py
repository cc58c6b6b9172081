"""One byte of a file, locked by the operating system until its owner ends.

The byte lies far behind the end, at an offset that Windows' and POSIX' calls share, so that
machines of both kinds exclude each other on one share.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    _OPEN = os.O_BINARY | os.O_NOINHERIT
else:
    import fcntl

    # A pipe of that name must not be waited for.
    _OPEN = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK

_OFFSET = 1 << 30
"""Of the byte that is locked: Windows bars reading a locked byte, so it is none of the text's."""
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


def open_file(path: Path, flags: int) -> int:
    """Open the lock file; a link, a pipe or a second name of a user's file is refused."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, _("it is a link, which is not followed"))
    file = os.open(path, flags | _OPEN, 0o666)
    status = os.fstat(file)
    if stat.S_ISREG(status.st_mode) and status.st_nlink <= 1:
        return file
    os.close(file)
    raise OSError(errno.EEXIST, _("something else has that name"))


def lock_byte(file: int, *, shared: bool = False) -> bool:
    """Lock the byte without waiting; False: somebody holds it."""
    try:
        if sys.platform == "win32":  # pragma: no cover
            del shared
            os.lseek(file, _OFFSET, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
            fcntl.lockf(file, kind | fcntl.LOCK_NB, 1, _OFFSET, os.SEEK_SET)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True


def unlock_byte(file: int) -> None:
    """Free the byte: closing would do it, too, but Windows does not say when."""
    with suppress(OSError):
        if sys.platform == "win32":  # pragma: no cover
            os.lseek(file, _OFFSET, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
        else:
            fcntl.lockf(file, fcntl.LOCK_UN, 1, _OFFSET, os.SEEK_SET)


def write_words(file: int, words: bytes) -> None:
    """Replace the text; not on a full drive, where the lock is held all the same."""
    with suppress(OSError):
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, words)


def identity(status: os.stat_result) -> tuple[int, int]:
    """Return what makes a file the same one under any name."""
    return status.st_dev, status.st_ino
