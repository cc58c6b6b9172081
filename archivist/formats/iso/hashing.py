"""All of an image in one pass: the SHA-256 of each file, and the digest of the whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO

from archivist.formats.iso.digest import ImageDigest, unreadable
from archivist.formats.iso.reading import LIMITS, Listed, listed
from archivist.model.settings import Limits

_CHUNK = 1024 * 1024
Progress = Callable[[int, int], None]
"""Called with the bytes that are done and all bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HashedFile:
    """One file of an image."""

    path: str
    size: int
    sha256: str | OSError
    """Or what kept it from being read: of a scratched disc, the other files are still told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HashedImage:
    """What an image holds."""

    files: tuple[HashedFile, ...]
    """In the order in which they lie there."""
    digest: str
    """As `ImageDigest` tells it; empty: not all of it can be read."""
    size: int
    places: tuple[Listed, ...]
    unread: OSError | None = None
    """What kept the bytes between the files from being read."""

    @property
    def sums(self) -> dict[str, str]:
        """SHA-256 of each file that can be read, by its path."""
        return {each.path: each.sha256 for each in self.files if isinstance(each.sha256, str)}


def hash_image(
    path: Path, progress: Progress | None = None, limits: Limits = LIMITS
) -> HashedImage:
    """Return what an image holds.

    Args:
        path: The image.
        progress: Told now and then how far it is.
        limits: What listing it may cost.

    Raises:
        InvalidFileError: It is no image, or a damaged one.
        NotReadableError: The file system refuses.
    """
    files = listed(path, limits)
    try:
        with path.open("rb", buffering=0) as image:
            return _Pass(image, progress).over(files)
    except OSError as error:
        raise unreadable(path, error) from error


class _Pass:
    """One way through an image, from its first byte to its last."""

    def __init__(self, image: BinaryIO, progress: Progress | None) -> None:
        self._image, self._progress = image, progress
        self._size = image.seek(0, os.SEEK_END)
        self._buffer = memoryview(bytearray(_CHUNK))
        self._digest = ImageDigest()
        self._unread: OSError | None = None
        self._at = 0
        """Everything before it has been taken."""

    def over(self, files: Sequence[Listed]) -> HashedImage:
        """Return what was found."""
        found = tuple(map(self._file, files))
        self._between(self._size)
        whole = self._unread is None and all(isinstance(each.sha256, str) for each in found)
        return HashedImage(
            files=found,
            digest=self._digest.hexdigest() if whole else "",
            size=self._size,
            places=tuple(files),
            unread=self._unread,
        )

    def _file(self, file: Listed) -> HashedFile:
        sha256 = hashlib.sha256()
        try:
            for start, length in file.extents:
                self._between(start)
                self._read(start, length, sha256.update)
                self._at = max(self._at, start + length)
        except OSError as error:
            self._at = max(self._at, *(start + length for start, length in file.extents))
            return HashedFile(path=file.path, size=file.size, sha256=error)
        if file.extents:
            self._digest.file(sha256.hexdigest())
        if self._progress:
            self._progress(self._at, self._size)
        return HashedFile(path=file.path, size=file.size, sha256=sha256.hexdigest())

    def _between(self, end: int) -> None:
        """Take what belongs to no file."""
        try:
            self._read(self._at, max(end - self._at, 0), self._digest.between)
        except OSError as error:
            self._unread = error
        self._at = max(self._at, end)

    def _read(self, start: int, length: int, take: Callable[[memoryview], None]) -> None:
        """Read a stretch.

        Raises:
            OSError: It cannot be read, or the image ends before it does.
        """
        if length:
            self._image.seek(start)
        while length:
            room = self._buffer[:length]
            count = self._image.readinto(room)  # type: ignore[attr-defined]
            if not count:
                raise OSError(_("the image ends before the file does"))
            take(room[:count])
            length -= count
