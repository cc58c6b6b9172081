"""SHA-256 of many files on threads: at the speed of the disk, in order, each file opened once."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from gettext import gettext as _
from itertools import islice
from pathlib import Path
from typing import TypeVar

from archivist.store.durable import open_plain

_CHUNK = 1024 * 1024
"""Bytes that are read at once; with less, threads wait for each other."""
_TOGETHER = 16
"""Files that a thread takes at once: handing over one by one costs more than hashing small ones."""
_AHEAD = 4
"""Handfuls for each thread that may wait for being taken: what bounds the memory."""
_DIRECT = (os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK) if hasattr(os, "O_NOFOLLOW") else None
"""How a file is opened where the system itself refuses links, so that nobody has to look first."""

_own = threading.local()
P = TypeVar("P", Path, str)
Hashed = tuple[Path, str | OSError]
"""A file with its SHA-256 in hex, or with what kept it from being read."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file held when it was read."""

    sha256: str
    size: int
    """Bytes that were read."""
    mtime_ns: int
    steady: bool = True
    """Whether size and time were the same before and after."""


def hashed(paths: Iterable[Path], threads: int | None = None) -> Iterator[Hashed]:
    """Yield every file with its SHA-256, in the order given.

    Memory grows with the number of threads, not with that of the files.

    Args:
        paths: Taken a few at a time; a link, a folder or a device among them is refused.
        threads: None: one for each processor.
    """
    for path, content in read_files(paths, threads):
        yield path, content if isinstance(content, OSError) else content.sha256


def read_files(
    paths: Iterable[P], threads: int | None = None
) -> Iterator[tuple[P, Content | OSError]]:
    """Yield every file with what it held, as `hashed` does."""
    count = threads or os.cpu_count() or 1
    source = iter(paths)
    waiting: deque[Future[list[tuple[P, Content | OSError]]]] = deque()
    pool = ThreadPoolExecutor(count, thread_name_prefix="hashing")
    work: Callable[[Sequence[P]], list[tuple[P, Content | OSError]]] = _some
    try:
        while True:
            while len(waiting) < count * _AHEAD and (some := list(islice(source, _TOGETHER))):
                waiting.append(pool.submit(work, some))
            if not waiting:
                return
            yield from waiting.popleft().result()
    finally:
        # Whoever stops listening does not wait for what nobody asks for any more.
        pool.shutdown(cancel_futures=True)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of an ordinary file in hex.

    Raises:
        OSError: It cannot be read, or is no ordinary file.
    """
    return _content(path).sha256


def _some(paths: Sequence[P]) -> list[tuple[P, Content | OSError]]:
    return [(path, _one(path)) for path in paths]


def _one(path: Path | str) -> Content | OSError:
    try:
        return _content(path)
    except OSError as error:
        return error


def _content(path: Path | str) -> Content:
    view = _view()
    sha256 = hashlib.sha256()
    size = 0
    with _opened(path) as raw:
        before = os.fstat(raw.fileno())
        while count := raw.readinto(view):
            sha256.update(view[:count])
            size += count
        after = os.fstat(raw.fileno())
    time = after.st_mtime_ns
    steady = before.st_size == size == after.st_size and before.st_mtime_ns == time
    return Content(sha256.hexdigest(), size, time, steady)


def _view() -> memoryview:
    """Return this thread's own room to read into, which lives as long as the thread."""
    try:
        view: memoryview = _own.view
    except AttributeError:
        view = _own.view = memoryview(bytearray(_CHUNK))
    return view


def _opened(path: Path | str) -> io.FileIO:
    """Open an ordinary file without a buffer, which would be a second copy."""
    if _DIRECT is None:  # pragma: no cover - Windows, where a look goes before
        return open_plain(Path(path)).detach()  # type: ignore[return-value]
    handle = os.open(path, _DIRECT)
    try:
        return io.FileIO(_ordinary(handle, path))
    except BaseException:
        os.close(handle)
        raise


def _ordinary(handle: int, path: Path | str) -> int:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        raise OSError(errno.EINVAL, _("it is no ordinary file"), str(path))
    return handle
