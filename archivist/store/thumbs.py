"""Small pictures, kept by the content of what they show, so that each is made once.

Derived state (DESIGN §3): a file's name holds the digest of the image, the size, and the digest of
the picture itself, so that a damaged one is told by reading it. The oldest go when there is no
room. Where nothing can be kept they lie in a temporary folder until the pages are printed.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from contextlib import ExitStack, suppress
from gettext import gettext as _
from pathlib import Path
from types import TracebackType
from typing import Self

from archivist.errors import NotWritableError
from archivist.model.refusal import reason_of

FOLDER = "thumbs"
FORM = 1
"""Raised when pictures are made otherwise; those of another form are not found any more."""
MOST = 1_000_000_000
"""Bytes that are kept."""
_SPARE = 0.9
"""What is kept of that once something has to go."""
_NAME = re.compile(r"([0-9a-f]{32}-[0-9]{1,5}-[0-9]{1,3})\.([0-9a-f]{16})\.jpg")
_OWN = re.compile(r"(?:[0-9a-f]{32}-[0-9]{1,5}-[0-9]{1,3})\.[0-9a-f]{16}\.jpg(?:\.[0-9]+\.tmp)?")
_JPEG = b"\xff\xd8\xff"


class Thumbs:
    """The pictures kept in a folder of derived state.

    Args:
        folder: The archive's folder for derived state.
        most: Bytes that are kept.
    """

    def __init__(self, folder: Path, *, most: int = MOST) -> None:
        self._folder = folder / FOLDER
        self._most = most
        self._used: set[str] = set()
        self._stack = ExitStack()
        self._spare: Path | None = None
        self._keeping = True
        self._known = dict(self._list())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()
        with suppress(OSError):
            self._make_room()

    def find(self, sha256: str, edge: int) -> Path | None:
        """Return the picture of an image, or None: there is none that is whole.

        Args:
            sha256: Digest of the image's content; empty: it is not known.
            edge: Pixels of the picture's longer side.
        """
        key = _key(sha256, edge)
        name = self._known.get(key)
        if not sha256 or name is None:
            return None
        path = self._folder / name
        try:
            content = path.read_bytes()
        except OSError:
            return None
        if _name(key, content) != name or not content.startswith(_JPEG):
            self._discard(path)
            return None
        self._used.add(name)
        return path

    def keep(self, sha256: str, edge: int, picture: bytes) -> Path:
        """Keep a picture and return where it lies; without a digest until the end of the run.

        Raises:
            NotWritableError: Not even a temporary folder takes it.
        """
        name = _name(_key(sha256, edge), picture)
        if sha256 and self._keeping:
            try:
                return self._put(name, picture)
            except OSError:
                self._keeping = False
        try:
            return self._lay_aside(name, picture)
        except OSError as error:
            raise NotWritableError(
                _("The small pictures cannot be written: {reason}").format(reason=reason_of(error)),
                _("Free some space on the disk, then run the command again."),
            ) from error

    def _put(self, name: str, picture: bytes) -> Path:
        path = self._folder / name
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._folder.is_symlink():
            raise NotADirectoryError(self._folder)
        beside = path.with_name(f"{name}.{os.getpid()}.tmp")
        try:
            # Nothing is synced: what a power cut spoils is told by its digest.
            with beside.open("xb") as file:
                file.write(picture)
            beside.replace(path)
        finally:
            self._discard(beside)
        self._used.add(name)
        self._known[name.partition(".")[0]] = name
        return path

    def _lay_aside(self, name: str, picture: bytes) -> Path:
        if self._spare is None:
            made = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="archivist-"))
            self._spare = Path(made)
        path = self._spare / name
        path.write_bytes(picture)
        return path

    def _list(self) -> list[tuple[str, str]]:
        """Return the names of what is kept, by key."""
        try:
            if self._folder.is_symlink():
                return []
            names = os.listdir(self._folder)  # noqa: PTH208 - names are all that is asked for
        except OSError:
            return []
        return [(match[1], match[0]) for match in map(_NAME.fullmatch, names) if match]

    def _make_room(self) -> None:
        """Take the oldest away, and what a killed run left, until the rest has room."""
        if self._folder.is_symlink():
            return
        with os.scandir(self._folder) as entries:
            ours = [entry for entry in entries if _OWN.fullmatch(entry.name)]
        left = [entry for entry in ours if entry.name.endswith(".tmp")]
        whole = [(entry.stat(), entry) for entry in ours if not entry.name.endswith(".tmp")]
        total = sum(status.st_size for status, _entry in whole)
        for entry in left:
            self._discard(Path(entry.path))
        if total <= self._most:
            return
        for status, entry in sorted(whole, key=lambda each: each[0].st_mtime_ns):
            if total <= self._most * _SPARE:
                break
            if entry.name not in self._used:
                self._discard(Path(entry.path))
                total -= status.st_size

    @staticmethod
    def _discard(path: Path) -> None:
        with suppress(OSError):
            path.unlink()


def _key(sha256: str, edge: int) -> str:
    return f"{sha256[:32]}-{edge}-{FORM}"


def _name(key: str, picture: bytes) -> str:
    return f"{key}.{hashlib.sha256(picture).hexdigest()[:16]}.jpg"
