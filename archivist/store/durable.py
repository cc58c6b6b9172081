"""Plain files: read without following a link, written so that they outlive a power cut."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from io import BufferedReader, BufferedWriter
from pathlib import Path

_CHUNK = 1024 * 1024
_PLAIN = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
"""A link that took the file's place is refused, and a pipe is not waited for."""
_GONE = (FileNotFoundError, NotADirectoryError)


def exists(path: Path) -> bool:
    """Tell whether anything has that name, a link that leads nowhere as well.

    Raises:
        OSError: It cannot be found out; `os.path.lexists` would say no.
    """
    try:
        path.lstat()
    except _GONE:
        return False
    return True


def regular(path: Path) -> os.stat_result:
    """Return what the system says of an ordinary file.

    Raises:
        OSError: It is a folder, a link, a device, or it is not there.
    """
    return _ordinary(path.lstat(), path)


def open_plain(path: Path) -> BufferedReader:
    """Open an ordinary file for reading.

    Raises:
        OSError: It is a folder, a link, a device, or it is not there.
    """
    regular(path)
    handle = os.open(path, _PLAIN)
    try:
        _ordinary(os.fstat(handle), path)
        return open(handle, "rb")  # noqa: PTH123 - a handle; the caller closes it
    except BaseException:
        os.close(handle)
        raise


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex; empty when there is none.

    Raises:
        OSError: It is there and is no ordinary file, or cannot be read.
    """
    try:
        with open_plain(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except _GONE:
        return ""


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; on the disk when this returns, or away again.

    Raises:
        OSError: Something has that name, or the file system refuses.
    """
    with _new(path) as file:
        file.write(content)


def pour_new(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that is not there yet piece by piece; on the disk when this returns.

    Raises:
        OSError: Something has that name, or the file system refuses.
    """
    with _new(path) as file:
        for chunk in chunks:
            file.write(chunk)


def copy_new(source: Path, path: Path) -> str:
    """Copy into a file that is not there yet and return the SHA-256 of what was read.

    Raises:
        OSError: Something has that name, or the file system refuses; then nothing stays.
    """
    sha256 = hashlib.sha256()
    with open_plain(source) as old, _new(path) as new:
        while chunk := old.read(_CHUNK):
            sha256.update(chunk)
            new.write(chunk)
    return sha256.hexdigest()


def discard(path: Path) -> None:
    """Take a temporary neighbour of ours away; that it cannot be is no failure of the work."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def settle(*folders: Path) -> None:
    """Have new names written to the disk; Windows does so by itself and opens no folders."""
    if os.name == "nt":  # pragma: no cover - the others cannot run it
        return
    for folder in dict.fromkeys(folders):
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _ordinary(status: os.stat_result, path: Path) -> os.stat_result:
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, _("it is no ordinary file"), str(path))
    return status


@contextmanager
def _new(path: Path) -> Iterator[BufferedWriter]:
    """Open a file that is not there yet; behind the block it is on the disk, or away again."""
    file = path.open("xb")
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        discard(path)  # closed by now: Windows takes no open file away
        raise
