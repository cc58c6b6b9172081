"""Making an index what it is from now on.

A commit writes new segments, then the list of segments under a new name, then ``index.json`` in
place of the old one; only then goes what nobody lists any more. So at any instant the index is as
before or as after, and what a killed writer left is swept by the next.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final

from archivist.model.analysis import ANALYSIS
from archivist.store.index import toc
from archivist.store.index.keeping import OURS, Kept, files, holds_ours, nothing, state_file
from archivist.store.index.schema import FORM

_TRIES: Final = 20
_PAUSE: Final = 0.02
"""Seconds to wait on Windows for a reader that just has the file open."""


def commit(folder: Path, kept: Kept, *, sync: bool) -> None:
    """Make that the index from now on, and sweep what is no part of it.

    Args:
        folder: Has all segments already.
        kept: With a generation that was never used.
        sync: Have the disk confirm it.

    Raises:
        OSError: It cannot be written; the index is as before.
    """
    listed = toc.dump(kept.generation, kept.segments)
    name = folder / toc.file_name(kept.generation)
    _write(name.with_name(f"{name.name}.tmp"), name, listed, sync=sync)
    _write_state(folder, kept, [len(listed), zlib.crc32(listed)], sync=sync)
    sweep(folder, kept)


def prepare(folder: Path, *, anew: bool) -> None:
    """Make the folder of an index, and say that it is ours before anything is in it.

    Args:
        folder: Which.
        anew: Whatever is in it is to be replaced.

    Raises:
        OSError: It cannot be made.
    """
    place = state_file(folder)
    if not folder.is_dir():
        # It was set aside, or somebody removed it: what is said of it is of nothing.
        place.unlink(missing_ok=True)
        folder.mkdir()
    if not place.exists() and (anew or not holds_ours(folder)):
        _write_state(folder, nothing(), [], sync=False)


def sweep(folder: Path, kept: Kept) -> None:
    """Remove files of ours that are no part of the index, as far as nobody has them open."""
    current = {segment.file for segment in kept.segments} | {toc.file_name(kept.generation)}
    for path in files(folder):
        if path.name not in current and OURS.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


def _write_state(folder: Path, kept: Kept, listed: list[int], *, sync: bool) -> None:
    state = {
        "form": [FORM, ANALYSIS],
        "id": kept.id,
        "generation": kept.generation,
        "toc": listed,
        "segments": {each.id: [each.size, each.crc, each.synced] for each in kept.segments},
    }
    place = state_file(folder)
    data = json.dumps(state, separators=(",", ":")).encode()
    _write(place.with_name(f"{place.name}.tmp"), place, data, sync=sync)


def _write(beside: Path, place: Path, data: bytes, *, sync: bool) -> None:
    # Whatever stands there, such as a link to a file of somebody: it is not written through.
    beside.unlink(missing_ok=True)
    with beside.open("xb") as file:
        file.write(data)
        file.flush()
        if sync:
            os.fsync(file.fileno())
    for left in reversed(range(_TRIES)):
        try:
            beside.replace(place)
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return
