"""Restoring many files on threads: each waits for its own write to be on the disk."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count, islice

from archivist.store.backup.layout import Target
from archivist.store.backup.place import Place
from archivist.store.backup.restoring import give_up, put
from archivist.store.backup.snapshots import Stored

_THREADS = 8
_AHEAD = 4
"""Files for each thread that may wait: what bounds the memory."""


@dataclass(frozen=True, slots=True)
class Put:
    """What became of one file."""

    stored: Stored
    new: bool = False
    """False: it was there already, or it is not there."""
    size: int = 0
    """Bytes, as it lies there now."""
    error: OSError | None = None


def put_all(
    target: Target, entries: Iterable[Stored], place: Place, threads: int | None = None
) -> Iterator[Put]:
    """Restore files and yield what became of each, in order.

    Raises:
        NotWritableError: The drive is full or gone; what was restored stays.
        NotReadableError: The backup is gone.
    """
    # More than there are processors: they wait for the disk.
    many = threads or min(_THREADS, 2 * (os.cpu_count() or 1))
    source, numbers = iter(entries), count()
    waiting: deque[Future[Put]] = deque()
    pool = ThreadPoolExecutor(many, thread_name_prefix="restoring")
    try:
        while True:
            for stored in islice(source, many * _AHEAD - len(waiting)):
                waiting.append(pool.submit(_put, target, stored, place, next(numbers)))
            if not waiting:
                return
            done = waiting.popleft().result()
            if done.error is not None:
                give_up(target, place, done.error)
            yield done
    finally:
        pool.shutdown(cancel_futures=True)


def _put(target: Target, stored: Stored, place: Place, number: int) -> Put:
    try:
        new = put(target, stored, place, number)
        return Put(stored, new=new, size=(place.folder / stored.path).lstat().st_size)
    except OSError as error:
        return Put(stored, error=error)
