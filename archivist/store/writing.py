"""Making folders and small text files that are not there yet; what is there is never touched."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path

from archivist.store.moving import new_file


def make_folder(path: Path) -> bool:
    """Make a folder with what leads to it; False when it is there already.

    Raises:
        OSError: The file system refuses, or a link is in the way.
    """
    if path.is_symlink():
        raise OSError(errno.ELOOP, _("it is a link, which is not followed"), str(path))
    if path.is_dir():
        return False
    path.mkdir(parents=True)
    return True


def make_text(path: Path, text: str) -> bool:
    """Write a new text file, whole or not at all; False when something of that name is there.

    Raises:
        OSError: The file system refuses.
    """
    if os.path.lexists(path):
        return False
    try:
        new_file(path, text.encode("utf-8"))
    except FileExistsError:
        return False
    return True


def replace_report(path: Path, data: bytes, mark: bytes) -> bool:
    """Write a report, in place of an earlier one; False when another file bears that name.

    Args:
        path: Where to; its folder has to be there.
        data: The whole report.
        mark: What reports of this kind have near their beginning.

    Raises:
        OSError: The file system refuses; what was there before is still whole.
    """
    if os.path.lexists(path):
        if not path.is_file():
            # A pipe would be waited for until somebody writes into it.
            return False
        with path.open("rb") as file:
            if mark not in file.read(512):
                return False
    replace_file(path, data)
    return True


def replace_own(path: Path, data: bytes, is_own: Callable[[Path], bool]) -> bool:
    """Write a file, in place of an earlier one; False when another file bears that name.

    Args:
        path: Where to; its folder has to be there.
        data: The whole file.
        is_own: Tells whether a file is archivist's own and nobody changed it.

    Raises:
        OSError: The file system refuses; what was there before is still whole.
    """
    if os.path.lexists(path) and not is_own(path):
        return False
    replace_file(path, data)
    return True


def remove_own(path: Path, is_own: Callable[[Path], bool]) -> bool:
    """Take away a file of archivist's own that nobody changed; False when it is another's.

    Raises:
        OSError: The file system refuses.
    """
    if not is_own(path):
        return False
    path.unlink()
    return True


def replace_file(path: Path, data: bytes) -> None:
    """Write a file of archivist's own, in place of an earlier one.

    Raises:
        OSError: The file system refuses; what was there before is still whole.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
