"""A stream of bytes into a file: what it holds is hashed on threads beside the writing."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from io import BufferedWriter
from types import TracebackType
from typing import BinaryIO, Self

from archivist.formats.iso.digest import ImageDigest

_BUFFER = 1024 * 1024
_BUFFERS = 24
"""What the threads may lag behind the writing: what bounds the memory."""
_THREADS = 2
"""How many files are hashed at once: one thread is slower than a fast disk."""
_SMALL = 64 * 1024
"""Bytes up to which handing over to a thread costs more than hashing."""
_SYNCED = 64 * 1024 * 1024
"""Bytes after which the disk is told to write: it works while the rest is read and hashed."""


class Digest:
    """The SHA-256 of one file whose bytes pass through the stream.

    Args:
        path: Of the file.
        thread: Where it is hashed; None: at once, in the caller's own.
    """

    def __init__(self, path: str, thread: ThreadPoolExecutor | None) -> None:
        self.path = path
        self.expected = ""
        """What it has to be; empty: nobody knows."""
        self._thread = thread
        self._sha256 = hashlib.sha256()
        self._last: Future[None] | None = None

    def update(self, view: memoryview) -> Future[None] | None:
        """Take bytes; they have to stay until the future is done, where there is one."""
        if self._thread is None:
            self._sha256.update(view)
        else:
            self._last = self._thread.submit(self._sha256.update, view)
        return self._last

    @property
    def done(self) -> bool:
        """All bytes that were taken are hashed."""
        return self._last is None or self._last.done()

    def hexdigest(self) -> str:
        """Return the SHA-256, when it is done."""
        if self._last is not None:
            self._last.result()
        return self._sha256.hexdigest()


class Stream:
    """Bytes on their way into a file.

    Args:
        out: Only written to.
    """

    def __init__(self, out: BinaryIO) -> None:
        self.length = 0
        """Bytes that were taken so far."""
        self.unexpected: list[str] = []
        self.image = ImageDigest()
        self._out = out
        self._on_disk = isinstance(out, BufferedWriter)
        # Pools of one thread each: what a thread does, it does in order.
        self._hashing = deque(
            ThreadPoolExecutor(1, thread_name_prefix="hashing") for _ in range(_THREADS)
        )
        self._ended: deque[Digest] = deque()
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="disk")
        self._syncing: Future[None] | None = None
        self._synced = 0
        self._free: deque[bytearray] = deque()
        self._busy: deque[tuple[bytearray, list[Future[None]]]] = deque()
        self._buffer = bytearray(_BUFFER)
        self._filled = 0
        self._waiting: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for pool in (*self._hashing, self._disk):
            pool.shutdown(cancel_futures=True)

    def digest(self, path: str, length: int) -> Digest:
        """Return what hashes a file of so many bytes that comes next."""
        self._hashing.rotate()
        return Digest(path, self._hashing[0] if length > _SMALL else None)

    def end(self, digest: Digest, sha256: str) -> None:
        """Take a file into the digest of the image.

        Args:
            digest: Of the file, which is complete.
            sha256: What it has to be, or else it is named in ``unexpected``, now or soon; empty:
                nobody knows.
        """
        digest.expected = sha256.lower()
        self._ended.append(digest)
        while self._ended and self._ended[0].done:
            self._tell(self._ended.popleft())

    def room(self) -> memoryview:
        """Return where the next bytes of a file may be written; never empty."""
        return memoryview(self._buffer)[self._filled :]

    def take(self, digest: Digest, count: int) -> None:
        """Take so many bytes of the room, which a file filled."""
        future = digest.update(self.room()[:count])
        if future is not None:
            self._waiting.append(future)
        self._took(count)

    def _took(self, count: int) -> None:
        self._filled += count
        self.length += count
        if self._filled == _BUFFER:
            self._flush()

    def put(self, data: bytes) -> None:
        """Take bytes that belong to no file."""
        self.image.between(data)
        view = memoryview(data)
        while view:
            room = self.room()[: len(view)]
            room[:] = view[: len(room)]
            view = view[len(room) :]
            self._took(len(room))

    def zeros(self, count: int) -> None:
        """Take so many zeros that belong to no file."""
        while count > 0:
            some = min(count, _BUFFER)
            self.put(bytes(some))
            count -= some

    def finish(self) -> str:
        """Write what is left and return the digest of the image."""
        self._flush()
        while self._busy:
            self._settle()
        for digest in self._ended:
            self._tell(digest)
        if self._syncing is not None:
            self._syncing.result()
        return self.image.hexdigest()

    def _tell(self, digest: Digest) -> None:
        found = digest.hexdigest()
        self.image.file(found)
        if digest.expected not in {"", found}:
            self.unexpected.append(digest.path)

    def _flush(self) -> None:
        self._out.write(memoryview(self._buffer)[: self._filled])
        self._sync()
        self._busy.append((self._buffer, self._waiting))
        while self._busy and (len(self._busy) == _BUFFERS or self._hashed()):
            self._settle()
        self._buffer = self._free.pop() if self._free else bytearray(_BUFFER)
        self._filled, self._waiting = 0, []

    def _sync(self) -> None:
        """Have the disk write what it has, unless it is still busy with that."""
        if self.length - self._synced < _SYNCED or not self._on_disk:
            return
        if self._syncing is not None:
            if not self._syncing.done():
                return
            self._syncing.result()
        self._synced = self.length
        self._syncing = self._disk.submit(os.fsync, self._out.fileno())

    def _hashed(self) -> bool:
        """Tell whether the buffer that was written first is hashed."""
        return all(future.done() for future in self._busy[0][1])

    def _settle(self) -> None:
        """Wait until the buffer that was written first is hashed."""
        buffer, futures = self._busy.popleft()
        for future in futures:
            future.result()
        self._free.append(buffer)
