"""Digests of the files of a bag: all algorithms in one reading, a folder's files on threads."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from archivist.store.bag.reading import UNREADABLE, Source, why_unreadable

_CHUNK = 1024 * 1024
_AHEAD = 16
"""Files for each thread that may wait to be taken: what bounds the memory."""

Digested = tuple[str, dict[str, str] | str]
"""A path with its digests by algorithm, or with what kept it from being read."""


def digests(source: Source, asked: Iterable[tuple[str, Collection[str]]]) -> Iterator[Digested]:
    """Yield the digests of files, in the order asked.

    Args:
        source: The bag.
        asked: Paths, each with its algorithms.
    """
    if source.parallel:
        yield from _on_threads(source, asked)
    else:
        yield from (_digest(source, *each) for each in asked)


def _digest(source: Source, path: str, algorithms: Iterable[str]) -> Digested:
    sums = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
    try:
        with source.open(path) as file:
            while chunk := file.read(_CHUNK):
                for each in sums.values():
                    each.update(chunk)
    except UNREADABLE as error:
        return path, why_unreadable(error)
    return path, {name: each.hexdigest() for name, each in sums.items()}


def _on_threads(source: Source, asked: Iterable[tuple[str, Collection[str]]]) -> Iterator[Digested]:
    count = os.cpu_count() or 1
    waiting: deque[Future[Digested]] = deque()
    pool = ThreadPoolExecutor(count, thread_name_prefix="bag")
    try:
        for each in asked:
            waiting.append(pool.submit(_digest, source, *each))
            if len(waiting) >= count * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
