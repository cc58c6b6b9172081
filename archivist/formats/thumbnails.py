"""Thumbnails of many images, made in processes that are replaced when a picture spoils them."""

from __future__ import annotations

import base64
import binascii
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from queue import LifoQueue

from archivist.formats.apart import COMMAND, Apart, SpoiltError
from archivist.model.settings import Limits

EDGE = 160
"""Pixels of the longer side."""
LIMITS = Limits(seconds=10, megabytes=1536)
WORKERS = 2
"""Processes at most: more of them wait for the disk."""
_AHEAD = 4
"""Pictures per process that are begun before their turn."""
_TICK = 0.5
"""Seconds after which a wait lets Ctrl-C through (Windows does not interrupt one)."""


def make_thumbnails(
    paths: Sequence[Path],
    edge: int = EDGE,
    *,
    limits: Limits = LIMITS,
    command: Sequence[str] = COMMAND,
) -> Iterator[tuple[Path, bytes | None]]:
    """Yield a JPEG of each image in order; None for what is no image, or costs too much.

    Args:
        paths: The images.
        edge: Pixels of the longer side.
        limits: What one picture may cost.
        command: What to run as a process (tests run one that misbehaves).

    Raises:
        ArchivistError: The system cannot start a process.
    """
    workers = max(1, min(WORKERS, os.cpu_count() or 1, len(paths)))
    with ExitStack() as stack:
        # The last that was free is taken first, so that few pictures start few processes.
        idle: LifoQueue[Apart] = LifoQueue()
        for _worker in range(workers):
            idle.put(stack.enter_context(Apart(limits, command=command)))
        pool = ThreadPoolExecutor(workers, thread_name_prefix="thumbnail")
        # Before the processes end, nothing may ask them any more.
        stack.callback(pool.shutdown, cancel_futures=True)
        source = iter(paths)
        begun: deque[tuple[Path, Future[bytes | None]]] = deque()
        while True:
            for path in islice(source, workers * _AHEAD - len(begun)):
                begun.append((path, pool.submit(_picture, idle, path, edge)))
            if not begun:
                return
            path, future = begun.popleft()
            while not wait([future], timeout=_TICK).done:
                continue
            yield path, future.result()


def _picture(idle: LifoQueue[Apart], path: Path, edge: int) -> bytes | None:
    apart = idle.get()
    try:
        answer = apart.ask(["thumbnail", str(path), edge])
        return base64.b64decode(answer, validate=True) if isinstance(answer, str) else None
    except (SpoiltError, binascii.Error):
        return None
    finally:
        idle.put(apart)
