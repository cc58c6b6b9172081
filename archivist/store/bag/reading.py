"""What lies in a bag, be it a folder or a ZIP: names, sizes and streams, nothing unpacked."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from gettext import gettext as _
from io import BufferedReader
from pathlib import Path
from types import MappingProxyType
from typing import IO, Protocol

from archivist.errors import NotReadableError
from archivist.model.bag import DECLARATION
from archivist.model.bag_faults import Fault, FaultKind, Notice
from archivist.model.refusal import reason_of
from archivist.store.bag.zip_end import end_faults
from archivist.store.bag.zip_parts import ZipContents, read_contents
from archivist.store.durable import open_plain
from archivist.store.inside import is_link
from archivist.store.tree import extended

UNREADABLE = (
    *(OSError, zipfile.BadZipFile, zlib.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError),
)
"""What reading a file of a bag raises: the system's refusals, and what a damaged ZIP leads to."""


class Source(Protocol):
    """A bag that is open for reading."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """Bytes of each file, by its path in the bag."""

    @property
    def folders(self) -> Collection[str]:
        """Paths of the folders that are there, as far as they are known."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What of it could not be taken for a file."""

    @property
    def notices(self) -> Collection[Notice]:
        """What has to be known of how it is packed."""

    @property
    def parallel(self) -> bool:
        """Whether several files can be read at once."""

    def open(self, path: str) -> IO[bytes]:
        """Open a file; what it raises is one of `UNREADABLE`."""


class FolderSource:
    """A bag that is a folder; links are named and not followed."""

    parallel = True
    notices: Collection[Notice] = ()

    def __init__(self, folder: Path) -> None:
        self._folder = extended(folder)
        self.sizes: dict[str, int] = {}
        self.folders: set[str] = set()
        self._faults: list[Fault] = []
        self._walk()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What of it could not be taken for a file."""
        return tuple(self._faults)

    def open(self, path: str) -> IO[bytes]:
        """Open a file."""
        return open_plain(self._folder / path)

    def _walk(self) -> None:
        pending = [""]
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(self._folder / folder) as found:
                    pending += [each for entry in found if (each := self._take(entry, folder))]
            except OSError as error:
                self._faults.append(Fault(FaultKind.UNREADABLE, folder or ".", reason_of(error)))

    def _take(self, entry: os.DirEntry[str], folder: str) -> str:
        """Take one entry, and return its path when it is a folder to be looked into."""
        path = f"{folder}/{entry.name}" if folder else entry.name
        if not _encodable(path):
            self._faults.append(Fault(FaultKind.NAME, path))
            return ""
        status = entry.stat(follow_symlinks=False)
        if is_link(status):
            self._faults.append(Fault(FaultKind.LINK, path))
        elif stat.S_ISDIR(status.st_mode):
            self.folders.add(path)
            return path
        elif stat.S_ISREG(status.st_mode):
            self.sizes[path] = status.st_size
        else:
            self._faults.append(Fault(FaultKind.SPECIAL, path))
        return ""


class ZipSource:
    """A bag that is a ZIP; its files are read as streams."""

    parallel = False

    def __init__(self, archive: zipfile.ZipFile, contents: ZipContents) -> None:
        self._archive = archive
        self._members = contents.members
        self.faults = tuple(contents.faults)
        self.notices = contents.notices
        self.folders = contents.folders
        self.sizes = {path: member.file_size for path, member in contents.members.items()}

    def open(self, path: str) -> IO[bytes]:
        """Open a file."""
        return self._archive.open(self._members[path])


@contextmanager
def open_bag(place: Path) -> Iterator[Source]:
    """Open a bag.

    Raises:
        NotReadableError: Neither folder nor ZIP, or the file system refuses.
    """
    if place.is_dir():
        yield FolderSource(place)
        return
    if not os.path.lexists(extended(place)):
        raise NotReadableError(
            _("{place} is not there.").format(place=place),
            _("Name the folder of a bag, or its .zip."),
        )
    try:
        file = open_plain(extended(place))
    except OSError as error:
        raise NotReadableError(
            _("{place} cannot be read: {reason}").format(place=place, reason=reason_of(error)),
            _("Name the folder of a bag, or its .zip."),
        ) from error
    with file:
        yield _zip_source(file)


def _zip_source(file: BufferedReader) -> Source:
    """Return what lies in a ZIP; nothing does in one that cannot be opened, or had better not."""
    sealed: list[Fault] = []
    try:
        sealed += end_faults(file)
        if any(fault.kind is FaultKind.BOMB for fault in sealed):
            return _Broken(sealed)
        archive = zipfile.ZipFile(file)
        contents = read_contents(archive, file)
    except UNREADABLE as error:
        detail = reason_of(error) if isinstance(error, OSError) else ""
        return _Broken([*sealed, Fault(FaultKind.ARCHIVE, "", detail)])
    contents.faults += sealed
    return ZipSource(archive, contents)


def why_unreadable(error: Exception) -> str:
    """Return why a file could not be read, for one of `UNREADABLE`."""
    return reason_of(error) if isinstance(error, OSError) else _("it is damaged")


def is_bag(place: Path) -> bool:
    """Tell whether a folder says of itself that it is a bag."""
    return os.path.isfile(extended(place) / DECLARATION)  # noqa: PTH113 - a name may be too long


class _Broken:
    """A ZIP that cannot be opened: nothing lies in it."""

    parallel = False
    sizes: Mapping[str, int] = MappingProxyType({})
    folders: Collection[str] = ()
    notices: Collection[Notice] = ()

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)

    def open(self, path: str) -> IO[bytes]:
        raise FileNotFoundError(path)


def _encodable(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)
