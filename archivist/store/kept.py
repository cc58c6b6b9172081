"""The kept files: what archivist put aside, and descriptions before and after each change.

Each is named by its SHA-256. Nothing in this folder is ever overwritten or deleted but by the same
content, and by what a killed run left half written.
"""

from __future__ import annotations

import errno
import hashlib
from contextlib import suppress
from gettext import gettext as _
from itertools import count
from pathlib import Path

from archivist.model.settings import STATE
from archivist.store.durable import (
    copy_new,
    digest_of,
    discard,
    exists,
    regular,
    settle,
    write_new,
)
from archivist.store.renaming import rename_new

KEPT = "kept"


class ChangedError(OSError):
    """A file is not what it was when the step was decided; it is where it was."""


class StrandedError(OSError):
    """A file that had changed was moved, and could not be moved back."""


def changed(path: Path) -> ChangedError:
    """Return the error for a file that is not what it was."""
    return ChangedError(errno.EBUSY, _("it was changed in the meantime"), str(path))


def beside_of(target: Path, sha256: str) -> Path:
    """Return the temporary neighbour in which content for a place is prepared.

    Its name follows from the step, so that the next run finds what a killed one left.
    """
    return target.with_name(f".~archivist-{sha256}.tmp")


def move_checked(source: Path, target: Path, sha256: str) -> None:
    """Move a file of known content onto a free name; anything else stays where it is.

    Raises:
        ChangedError: It has another content.
        FileExistsError: Something of the target's name is there.
        StrandedError: It changed in the instant of the move, and its old place was taken.
        OSError: The file system refuses.
    """
    before = regular(source)
    if digest_of(source) != sha256:
        raise changed(source)
    rename_new(source, target)
    try:
        after = regular(target)
        # The times show a change after the look; where they moved, the content decides.
        same = (before.st_ino, before.st_size, before.st_mtime_ns) == (
            after.st_ino,
            after.st_size,
            after.st_mtime_ns,
        )
        if not same and digest_of(target) != sha256:
            raise changed(source)
    except OSError:
        _give_back(target, source)
        raise
    settle(target.parent, source.parent)


def _give_back(target: Path, source: Path) -> None:
    try:
        rename_new(target, source)
    except OSError as error:
        text = _("it was changed in the meantime, and its old place is taken")
        raise StrandedError(errno.EBUSY, text, str(target)) from error


class Kept:
    """The kept files of one archive.

    Args:
        root: The archive; its own folder is there.
    """

    def __init__(self, root: Path) -> None:
        self._folder = root / STATE / KEPT

    def place(self, sha256: str) -> Path:
        """Return where content is kept.

        Raises:
            OSError: That is no checksum.
        """
        if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
            raise OSError(errno.EINVAL, _("the journal names no valid checksum"), sha256)
        return self._folder / sha256

    def keep(self, content: bytes) -> str:
        """Keep content and return its SHA-256; on the disk when this returns."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self._ready(sha256):
            beside = beside_of(self.place(sha256), sha256)
            discard(beside)
            write_new(beside, content)
            self._take_in(beside, sha256)
        return sha256

    def keep_copy(self, path: Path, sha256: str) -> None:
        """Keep a copy of a file of known content.

        Raises:
            ChangedError: It has another content.
        """
        if not self._ready(sha256):
            beside = beside_of(self.place(sha256), sha256)
            discard(beside)
            if copy_new(path, beside) != sha256:
                discard(beside)
                raise changed(path)
            self._take_in(beside, sha256)

    def put_aside(self, path: Path, sha256: str) -> None:
        """Move a file of known content here.

        Raises:
            ChangedError: It has another content.
            OSError: The file system refuses; the file is where it was.
        """
        place = self.place(sha256)
        twice = self._ready(sha256)
        target = self._free(sha256) if twice else place
        move_checked(path, target, sha256)
        if twice:
            # The same content was kept already, and is replaced by itself.
            with suppress(OSError):
                target.replace(place)

    def fetch(self, sha256: str, target: Path) -> None:
        """Copy kept content into a new file.

        Raises:
            OSError: It is not kept, or damaged; nothing is at the target.
        """
        place = self.place(sha256)
        if copy_new(place, target) != sha256:
            discard(target)
            raise OSError(errno.EIO, _("the kept copy is damaged"), str(place))

    def sweep(self) -> None:
        """Take away what a killed run left half written here; it is whole elsewhere."""
        for path in self._folder.glob(".~archivist-*.tmp"):
            discard(path)

    def _ready(self, sha256: str) -> bool:
        """Tell whether content is kept whole; what is damaged gets another name."""
        place = self.place(sha256)
        if not self._folder.is_dir():
            self._folder.mkdir()
            settle(self._folder.parent)
        if not exists(place):
            return False
        if digest_of(place) == sha256:
            return True
        rename_new(place, self._free(sha256))
        return False

    def _take_in(self, beside: Path, sha256: str) -> None:
        try:
            rename_new(beside, self.place(sha256))
        except OSError:
            discard(beside)
            raise
        settle(self._folder)

    def _free(self, sha256: str) -> Path:
        names = (self._folder / f"{sha256}.{number}" for number in count(2))
        return next(path for path in names if not exists(path))
