"""Images of discs on the disk: under their final name they are whole, or not there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from archivist.store.durable import discard, settle
from archivist.store.renaming import rename_new


def making_of(place: Path) -> Path:
    """Return under which name an image is written; a killed run leaves that of ours behind."""
    return place.with_name(f".~{place.name}.tmp")


@contextmanager
def new_image(place: Path) -> Iterator[BinaryIO]:
    """Open a file that bears its name when the block ends well; else nothing stays.

    Raises:
        OSError: Something has that name, or the file system refuses.
    """
    beside = making_of(place)
    discard(beside)  # of a run that was killed; one of ours at a time writes images
    with beside.open("xb") as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            file.close()  # Windows takes no open file away
            discard(beside)
            raise
    try:
        rename_new(beside, place)
    except OSError:
        discard(beside)
        raise
    settle(place.parent)
