"""A file that is held as long as its owner runs: the system lets go of it, however that one ends.

Unlike the archive's lock it excludes nobody; it only tells the living from the dead.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    _OPEN = os.O_BINARY | os.O_NOINHERIT
else:
    import fcntl

    # A pipe of that name must not be waited for.
    _OPEN = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


@contextmanager
def holding(path: Path) -> Iterator[None]:
    """Make a file and hold it while the block runs.

    Raises:
        OSError: It cannot be made.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _OPEN, 0o600)
    try:
        # Where a drive cannot lock, nobody can tell: what is left there goes by its age.
        with suppress(OSError):
            _lock(file)
        yield
    finally:
        os.close(file)


def is_given_up(path: Path) -> bool:
    """Tell whether a file is there that was held once and that nobody holds any more."""
    try:
        file = os.open(path, os.O_RDWR | _OPEN)
    except OSError:
        return False
    try:
        _lock(file)
    except OSError:
        return False
    finally:
        os.close(file)
    return True


def _lock(file: int) -> None:
    if sys.platform == "win32":  # pragma: no cover
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        # Not lockf: that one would grant it again to another thread of the same process.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
