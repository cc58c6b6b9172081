"""A stream of bytes into a file, hashed beside the writing: threads, and a few buffers in turn."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from io import BufferedWriter
from types import TracebackType
from typing import BinaryIO, Self

_BUFFER = 1024 * 1024
_BUFFERS = 8
"""What the threads may lag behind the writing: what bounds the memory."""
_SMALL = 64 * 1024
"""Bytes up to which handing over to a thread costs more than hashing."""
_SYNCED = 128 * 1024 * 1024
"""Bytes after which the disk is told to write: it works while the rest is read and hashed."""


class Digest:
    """The SHA-256 of a file whose bytes pass through the stream."""

    def __init__(self, stream: Stream, *, beside: bool) -> None:
        self._stream = stream
        self._beside = beside
        self._sha256 = hashlib.sha256()

    def update(self, view: memoryview) -> None:
        """Take bytes that stand in the stream's buffer."""
        if self._beside:
            self._stream.beside(self._sha256.update, view)
        else:
            self._sha256.update(view)

    def expect(self, sha256: str, path: str) -> None:
        """Have the file named in `Stream.unexpected`, now or soon, when it is another one."""

        def compare(_view: memoryview) -> None:
            if self._sha256.hexdigest() != sha256.lower():
                self._stream.unexpected.append(path)

        if self._beside:
            self._stream.beside(compare, memoryview(b""))
        else:
            compare(memoryview(b""))


class Stream:
    """Bytes on their way into a file.

    Args:
        out: Only written to.
    """

    def __init__(self, out: BinaryIO) -> None:
        self.length = 0
        """Bytes that were taken so far."""
        self.unexpected: list[str] = []
        self._out = out
        self._on_disk = isinstance(out, BufferedWriter)
        self._sha256 = hashlib.sha256()
        # One thread each: what a thread does, it does in order.
        self._whole = ThreadPoolExecutor(1, thread_name_prefix="image")
        self._parts = ThreadPoolExecutor(1, thread_name_prefix="member")
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="disk")
        self._syncing: Future[None] | None = None
        self._synced = 0
        self._free = deque(bytearray(_BUFFER) for _ in range(_BUFFERS))
        self._busy: deque[tuple[bytearray, list[Future[None]]]] = deque()
        self._buffer = self._free.popleft()
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
        for pool in (self._whole, self._parts, self._disk):
            pool.shutdown(cancel_futures=True)

    def digest(self, length: int) -> Digest:
        """Return what hashes a file of so many bytes that comes next."""
        return Digest(self, beside=length > _SMALL)

    def room(self) -> memoryview:
        """Return where the next bytes may be written; never empty."""
        return memoryview(self._buffer)[self._filled :]

    def took(self, count: int) -> None:
        """Tell that so many bytes of the room were filled."""
        self._filled += count
        self.length += count
        if self._filled == _BUFFER:
            self._flush()

    def put(self, data: bytes) -> None:
        """Take bytes."""
        view = memoryview(data)
        while view:
            room = self.room()[: len(view)]
            room[:] = view[: len(room)]
            view = view[len(room) :]
            self.took(len(room))

    def zeros(self, count: int) -> None:
        """Take so many zeros."""
        while count > 0:
            some = min(count, _BUFFER)
            self.put(bytes(some))
            count -= some

    def beside(self, job: object, view: memoryview) -> None:
        """Have a thread do something with bytes of the buffer, in order."""
        self._waiting.append(self._parts.submit(job, view))  # type: ignore[arg-type]

    def finish(self) -> str:
        """Write what is left and return the SHA-256 of everything."""
        self._flush()
        while self._busy:
            self._settle()
        if self._syncing is not None:
            self._syncing.result()
        return self._sha256.hexdigest()

    def _flush(self) -> None:
        view = memoryview(self._buffer)[: self._filled]
        self._waiting.append(self._whole.submit(self._sha256.update, view))
        self._out.write(view)
        self._sync()
        self._busy.append((self._buffer, self._waiting))
        if not self._free:
            self._settle()
        self._buffer, self._filled, self._waiting = self._free.popleft(), 0, []

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

    def _settle(self) -> None:
        """Wait until the buffer that was written first is hashed."""
        buffer, futures = self._busy.popleft()
        for future in futures:
            future.result()
        self._free.append(buffer)
