"""The temporary folder of one print, and what prints that were killed left behind."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from archivist.formats.press.hold import holding, is_given_up
from archivist.formats.press.names import HELD

PREFIX = "archivist-print-"
STALE = 24 * 60 * 60.0
"""Seconds after which a folder is nobody's any more; a print takes minutes."""
YOUNG = 60.0
"""Seconds in which a folder may have an owner that does not hold it yet."""
_NAME = re.compile(re.escape(PREFIX) + r"[a-z0-9_]{8}")
_LOOKED_AT = 100_000
_SWEPT = 100
"""Folders taken away at a time: a print should not wait for them all."""


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Make a folder of our own, which we hold, and take it away in the end.

    Raises:
        OSError: There is no place for it.
    """
    with tempfile.TemporaryDirectory(
        # A virus scanner may hold a file open for a moment on Windows.
        prefix=PREFIX,
        ignore_cleanup_errors=True,
    ) as name:
        folder = Path(name)
        with holding(folder / HELD):
            sweep(folder)
            yield folder


def sweep(folder: Path) -> None:
    """Take away the folders of prints that were killed, as soon as nobody holds them.

    Where none can be held, those go that were made more than a day before this one.

    Args:
        folder: The one just made: where it lies others do, its time is the clock of that drive.
    """
    with suppress(OSError):
        made = folder.lstat()
        with os.scandir(folder.parent) as entries:
            names = [
                entry.name
                for entry in islice(entries, _LOOKED_AT)
                if _NAME.fullmatch(entry.name) and entry.name != folder.name
            ]
        left = [folder.parent / name for name in names]
        for path in islice((each for each in left if _is_stale(each, made)), _SWEPT):
            shutil.rmtree(path, ignore_errors=True)


def _is_stale(path: Path, made: os.stat_result) -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    # Neither a link nor a junction is a folder of ours; nor is another user's.
    ours = stat.S_ISDIR(status.st_mode) and status.st_uid == made.st_uid
    plain = not getattr(status, "st_reparse_tag", 0)
    age = made.st_mtime - status.st_mtime
    return ours and plain and (age > STALE or (age > YOUNG and is_given_up(path / HELD)))
