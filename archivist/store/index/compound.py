"""Reading one segment file: the files inside it, each as a stretch of the map."""

from __future__ import annotations

from archivist.store.index import safe_pickle
from archivist.store.index.compound_writing import START
from archivist.store.index.mapped import Region, damaged

_MOST = 1 << 20
"""Bytes of a directory: it names a dozen files."""


def inner_files(region: Region) -> dict[str, Region]:
    """Return the files of a segment by their whole names.

    Raises:
        IndexUnusableError: The file was not finished, or is damaged.
    """
    place, size = region.unpack(START, 0)
    if place < START.size or not 0 < size <= _MOST or place + size != len(region):
        raise damaged("a segment has no directory at its end")
    try:
        told = safe_pickle.loads(region.take(place, size))
        return {
            str(name): region.part(each["offset"], each["length"]) for name, each in told.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise damaged(f"the directory of a segment: {error}") from error
