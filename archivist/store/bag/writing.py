"""Writing a bag: every file is read once, and what is copied is what was sealed, or nothing is."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO

from archivist.model.bag import (
    DECLARATION,
    INFO,
    PAYLOAD,
    VERSION,
    Oxum,
    info_text,
    manifest_line,
)
from archivist.model.manifest import Sealed
from archivist.model.names import portable
from archivist.model.refusal import reason_of
from archivist.model.verifying import Difference, change
from archivist.store.bag.zip_end import BLANK_SEAL, seal
from archivist.store.durable import open_plain, regular
from archivist.store.pack_kinds import Pack
from archivist.store.packing import new_pack

ALGORITHM = "sha256"
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What became of one file of the payload."""

    path: str
    """In the archive, or of a file of our own in the payload."""
    sha256: str = ""
    size: int = 0
    agrees: bool = False
    """Its content is the one that was sealed."""
    damaged: bool = False
    """Size and time are those of the sealed file, and the content is another one."""
    reason: str = ""
    """Why it cannot be handed over; then nothing is."""


class _UnreadableError(Exception):
    """Reading failed on the way, which says nothing of the pack that is written."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class BagWriter:
    """A bag that is being written."""

    def __init__(self, pack: Pack, top: str) -> None:
        self._pack = pack
        self._top = top
        self._payload: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._size = 0

    @property
    def oxum(self) -> Oxum:
        """Bytes and files of the payload so far."""
        return Oxum(self._size, len(self._payload))

    def copy(self, source: Path, path: str, sealed: Sealed | None = None) -> Copied:
        """Copy a file into the payload.

        Raises:
            PackError: The bag cannot be written.
        """
        sums = hashlib.sha256()
        try:
            with open_plain(source) as old:
                before = os.fstat(old.fileno())
                self._pack.pour(_read(old, sums), f"{self._top}{PAYLOAD}{path}", before)
                read, after = old.tell(), os.fstat(old.fileno())
            steady = len({_state(each) for each in (before, after, regular(source))}) == 1
        except _UnreadableError as error:
            return Copied(path=path, reason=reason_of(error.cause))
        except OSError as error:
            return Copied(path=path, reason=reason_of(error))
        if not steady or read != before.st_size:
            return Copied(path=path, reason=_("it changed while it was read"))
        digest = sums.hexdigest()
        if sealed and _damaged(before, digest, sealed):
            reason = _("its content is not the one that was sealed, though size and time are")
            return Copied(path=path, damaged=True, reason=reason)
        self._enter(path, digest, read)
        agrees = sealed is not None and sealed.sha256 == digest
        return Copied(path=path, sha256=digest, size=read, agrees=agrees)

    def add(self, path: str, content: bytes) -> str:
        """Write a file of our own into the payload, and return its SHA-256."""
        digest = self._pack.write(f"{self._top}{PAYLOAD}{path}", content)
        self._enter(path, digest, len(content))
        return digest

    def tag(self, path: str, content: bytes) -> None:
        """Write a file beside the payload."""
        self._tags[path] = self._pack.write(f"{self._top}{path}", content)

    def manifest(self) -> str:
        """Write the manifest of the payload, and return its SHA-256."""
        name = f"manifest-{ALGORITHM}.txt"
        self.tag(name, _lines(self._payload))
        return self._tags[name]

    def finish(self, info: Iterable[tuple[str, str]]) -> None:
        """Write what a bag says of itself; the list of all that last."""
        self.tag(INFO, info_text(info).encode())
        said = f"BagIt-Version: {VERSION}\nTag-File-Character-Encoding: UTF-8\n"
        self.tag(DECLARATION, said.encode())
        self._pack.write(f"{self._top}tagmanifest-{ALGORITHM}.txt", _lines(self._tags))

    def _enter(self, path: str, digest: str, size: int) -> None:
        self._payload[f"{PAYLOAD}{path}"] = digest
        self._size += size


class _Seal:
    """Has a ZIP bear the checksum of all its bytes."""

    blank = BLANK_SEAL

    def seal(self, file: BinaryIO) -> None:
        seal(file)


@contextmanager
def new_bag(target: Path) -> Iterator[BagWriter]:
    """Make a bag, a folder or a ZIP; it appears when it is whole.

    Raises:
        NotWritableError: Something of that name is there, or the file system refuses.
    """
    zipped = target.suffix.lower() == ".zip"
    top = f"{portable(target.stem)}/" if zipped else ""
    with new_pack(target, _Seal() if zipped else None) as pack:
        yield BagWriter(pack, top)


def _read(old: BinaryIO, sums: hashlib._Hash) -> Iterator[bytes]:
    while True:
        try:
            chunk = old.read(_CHUNK)
        except OSError as error:
            raise _UnreadableError(error) from error
        if not chunk:
            return
        sums.update(chunk)
        yield chunk


def _state(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _damaged(status: os.stat_result, digest: str, sealed: Sealed) -> bool:
    found = change(sealed, digest, status.st_size, status.st_mtime_ns, living=False)
    return found is Difference.DAMAGED


def _lines(digests: dict[str, str]) -> bytes:
    return "".join(manifest_line(digests[path], path) for path in sorted(digests)).encode()
