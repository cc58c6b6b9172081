"""What the target's drive refuses, told from what the archive's does."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from pathlib import Path

from archivist.store.inside import is_link


class TargetError(Exception):
    """The target cannot be read or written: no file after this one can be backed up either."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


@contextmanager
def at_target() -> Iterator[None]:
    """Raise `TargetError` for what the file system refuses in the block."""
    try:
        yield
    except OSError as error:
        raise TargetError(error) from error


def make_own(folder: Path) -> None:
    """Make a folder of the target, if it is not there.

    Raises:
        OSError: The file system refuses, or a link bears its name: what lies behind it is not ours
            to write to, or to remove.
    """
    folder.mkdir(exist_ok=True)
    if is_link(folder.lstat()):
        text = _("the folder {name} is a link, which is not followed").format(name=folder.name)
        raise OSError(errno.ELOOP, text, str(folder))


def write(path: Path, chunks: Iterator[bytes]) -> str:
    """Write a new file and return its SHA-256; on the disk when this returns.

    Raises:
        TargetError: The target refuses.
        OSError: From the source of the chunks.
    """
    sha256 = hashlib.sha256()
    with at_target():
        new = path.open("xb", buffering=0)
    try:
        for chunk in chunks:
            sha256.update(chunk)
            with at_target():
                rest = memoryview(chunk)
                while rest:
                    rest = rest[new.write(rest) or 0 :]
        with at_target():
            os.fsync(new.fileno())
    finally:
        # What a share tells only when it closes has been told by fsync.
        with suppress(OSError):
            new.close()
    return sha256.hexdigest()
