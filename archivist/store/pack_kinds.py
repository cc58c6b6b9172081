"""The two kinds of packs: what a folder and what a ZIP do with a file that is copied in."""

from __future__ import annotations

import errno
import hashlib
import os
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO, Protocol

from archivist.store.durable import copy_new, digest_of, open_plain, pour_new, regular, write_new

_CHUNK = 1024 * 1024
_FIRST, _LAST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""The times that a ZIP knows."""
_PRESSED = frozenset(".jpg .jpeg .png .heic .webp .mp4 .mov .pdf .docx .xlsx .pptx .zip".split())
"""What does not become smaller."""
_LARGE = 64 << 20
"""Bytes from which on a file is not pressed: no check may take it for one that bursts a disk."""
_FOR_ALL = 0o100644 << 16
"""An ordinary file that everybody may read; without it an unpacked one is the owner's alone."""


class Pack(Protocol):
    """A pack that is being written; what an `OSError` tells is that the source cannot be read."""

    def copy(self, source: Path, path: str) -> str:
        """Copy a file in, and return its SHA-256."""

    def pour(self, chunks: Iterable[bytes], path: str, status: os.stat_result) -> None:
        """Write what is being read of a file that ``status`` is of.

        What goes wrong while writing is a `PackError`. What the chunks raise is none, and leaves
        half a file in the pack, which is then to be given up.
        """

    def write(self, path: str, content: bytes) -> str:
        """Write a file of our own, and return its SHA-256."""


class PackError(Exception):
    """The pack itself cannot be written: no file after this one can be copied either."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class FolderPack:
    """A folder of copies, each with the time of its original."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: list[tuple[Path, int]] = []

    def confirm(self) -> None:
        """Make sure that everything written is there; a folder can be emptied meanwhile.

        Raises:
            OSError: Something was taken away, or changed.
        """
        for place, size in self._written:
            if regular(place).st_size != size:
                raise OSError(errno.EINVAL, _("it was changed while the pack was made"), str(place))

    def copy(self, source: Path, path: str) -> str:
        """Copy a file in."""
        place = self._place(path)
        try:
            sha256 = copy_new(source, place)
            self._note(place)
            times = source.stat().st_mtime_ns
        except OSError as error:
            if _readable(source):
                raise PackError(error) from error
            raise
        with suppress(OSError):
            os.utime(place, ns=(times, times))
        return sha256

    def pour(self, chunks: Iterable[bytes], path: str, status: os.stat_result) -> None:
        """Write what is being read."""
        place = self._place(path)
        try:
            pour_new(place, chunks)
            self._note(place)
        except OSError as error:
            raise PackError(error) from error
        with suppress(OSError):
            os.utime(place, ns=(status.st_mtime_ns, status.st_mtime_ns))

    def write(self, path: str, content: bytes) -> str:
        """Write a file of our own."""
        place = self._place(path)
        write_new(place, content)
        self._note(place)
        return hashlib.sha256(content).hexdigest()

    def _note(self, place: Path) -> None:
        self._written.append((place, regular(place).st_size))

    def _place(self, path: str) -> Path:
        place = self._folder / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PackError(error) from error
        return place


class ZipPack:
    """A ZIP whose names every system shows and whose files everybody may read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def copy(self, source: Path, path: str) -> str:
        """Copy a file in."""
        # Read once before: half a file could not be taken out of a ZIP again.
        with open_plain(source) as old:
            time = os.fstat(old.fileno()).st_mtime
            while old.read(_CHUNK):
                pass
            old.seek(0)
            try:
                return self._poured(old, _entry(path, time))
            except OSError as error:
                raise PackError(error) from error

    def pour(self, chunks: Iterable[bytes], path: str, status: os.stat_result) -> None:
        """Write what is being read."""
        about = _entry(path, status.st_mtime)
        if status.st_size > _LARGE:
            about.compress_type = zipfile.ZIP_STORED
        try:
            with self._archive.open(about, "w", force_zip64=True) as new:
                for chunk in chunks:
                    new.write(chunk)
        except OSError as error:
            raise PackError(error) from error

    def write(self, path: str, content: bytes) -> str:
        """Write a file of our own."""
        self._archive.writestr(_entry(path), content)
        return hashlib.sha256(content).hexdigest()

    def _poured(self, old: BinaryIO, about: zipfile.ZipInfo) -> str:
        sha256 = hashlib.sha256()
        with self._archive.open(about, "w", force_zip64=True) as new:
            while chunk := old.read(_CHUNK):
                sha256.update(chunk)
                new.write(chunk)
        return sha256.hexdigest()


def _entry(path: str, time: float | None = None) -> zipfile.ZipInfo:
    about = zipfile.ZipInfo(path, _FIRST if time is None else _time(time))
    pressed = Path(path).suffix.lower() in _PRESSED
    about.compress_type = zipfile.ZIP_STORED if pressed else zipfile.ZIP_DEFLATED
    about.external_attr = _FOR_ALL
    return about


def _time(time: float) -> tuple[int, int, int, int, int, int]:
    try:
        local = datetime.fromtimestamp(time)  # noqa: DTZ006 - a ZIP knows local time
    except (OSError, OverflowError, ValueError):
        return _FIRST
    year, month, day, hour, minute, second = local.timetuple()[:6]
    return min(max((year, month, day, hour, minute, second), _FIRST), _LAST)


def _readable(source: Path) -> bool:
    try:
        return digest_of(source) != ""
    except OSError:
        return False
