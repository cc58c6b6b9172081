"""Renaming a file onto a name that is free, so that nothing is ever overwritten.

Windows' own rename refuses a target that exists. On Linux and macOS it would replace it, so the
calls that refuse are used: ``renameat2(RENAME_NOREPLACE)`` and ``renamex_np(RENAME_EXCL)``. A file
system that knows neither gets a small file of ours in the target's place first, so that nobody else
can take it, and the rename replaces that.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from archivist.store.durable import discard, open_plain

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_RENAME_EXCL = 4
_EXCHANGE = 2
"""Of both systems: RENAME_EXCHANGE and RENAME_SWAP."""
_UNKNOWN = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.ENOTTY}
)
"""What a file system answers that does not know the call."""
PLACEHOLDER = b"archivist is moving a file to this place.\n"
"""What the file of ours holds; a run that is killed may leave it, or the beginning of it."""


def rename_new(source: Path, target: Path) -> None:
    """Rename a file; the target's folder has to be there.

    Raises:
        FileExistsError: Something of the target's name is there.
        OSError: The file system refuses, or the two lie on different drives.
    """
    if sys.platform == "win32":  # pragma: no cover - the others cannot run it
        source.rename(target)
        return
    number = _call(source, target, exchange=False)
    if number in _UNKNOWN:
        _reserve_and_rename(source, target)
    elif number:
        raise OSError(number, os.strerror(number), str(source), None, str(target))


def exchange(one: Path, other: Path) -> bool:
    """Let two files change places at one instant; False where the system cannot.

    Raises:
        OSError: The file system refuses.
    """
    number = _call(one, other, exchange=True)
    if number in _UNKNOWN:
        return False
    if number:
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    return True


def is_placeholder(path: Path) -> bool:
    """Tell whether a file may be what a killed rename left: all of the placeholder, or less."""
    try:
        with open_plain(path) as file:
            return PLACEHOLDER.startswith(file.read(len(PLACEHOLDER) + 1))
    except OSError:
        return False


def _call(source: Path, target: Path, *, exchange: bool) -> int:
    native = _native()
    if native is None:
        return errno.ENOSYS
    return native(os.fsencode(source), os.fsencode(target), exchange)


def _reserve_and_rename(source: Path, target: Path) -> None:
    """Rename without the system's help: killed in between, our file stays at the target."""
    # The source first: without it, nothing of ours may stay at the target.
    source.lstat()
    with target.open("xb", buffering=0) as file:
        file.write(PLACEHOLDER)
    try:
        source.rename(target)
    except OSError:
        if is_placeholder(target):
            discard(target)
        raise


@cache
def _native() -> Callable[[bytes, bytes, bool], int] | None:
    """Return the system's call, which returns an error number or 0; None when it has none."""
    if sys.platform == "win32":  # pragma: no cover - the others cannot run it
        return None
    library = ctypes.CDLL(None, use_errno=True)
    name = "renamex_np" if sys.platform == "darwin" else "renameat2"
    function = getattr(library, name, None)
    if function is None:
        return None

    def call(source: bytes, target: bytes, swap: bool) -> int:  # noqa: FBT001
        if name == "renamex_np":
            failed = function(source, target, _EXCHANGE if swap else _RENAME_EXCL)
        else:
            how = _EXCHANGE if swap else _RENAME_NOREPLACE
            failed = function(_AT_FDCWD, source, _AT_FDCWD, target, how)
        return ctypes.get_errno() if failed else 0

    return call
