"""Taking away what a killed run left in a target; it bears a temporary name."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from archivist.store.backup.names import FACTS, MANIFEST, TIMES, is_temporary
from archivist.store.durable import discard
from archivist.store.inside import is_link


def sweep(folder: Path) -> None:
    """Take away the files of a folder that were never finished.

    Raises:
        OSError: The folder cannot be listed.
    """
    for name in _temporary(folder):
        discard(folder / name)


def sweep_snapshots(folder: Path) -> None:
    """Take away the snapshots that were never finished, or whose removal was cut off.

    Raises:
        OSError: The folder cannot be listed.
    """
    for name in _temporary(folder):
        remove_snapshot(folder / name)


def remove_snapshot(folder: Path) -> None:
    """Take away a snapshot's folder that bears a temporary name already; only its own files.

    A link that bears such a name stays, as does what it leads to.
    """
    with suppress(OSError):
        if is_link(folder.lstat()):
            return
        for name in (FACTS, TIMES, MANIFEST):
            discard(folder / name)
        folder.rmdir()


def _temporary(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if is_temporary(name)]  # noqa: PTH208 - names only
