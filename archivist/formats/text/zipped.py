"""The parts of a zip container, unpacked in chunks and never further than a document goes.

Nothing is written to disk, so that no name of a part can lead anywhere.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from archivist.formats.found import one_line
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect

MAX_PART = 256 * 1024 * 1024
"""Bytes to which one part may unpack, whatever it says of itself."""
MAX_TOTAL = 1024 * 1024 * 1024
"""Bytes that are unpacked of one container."""
MAX_PARTS = 100_000
MAX_RATIO = 400
"""Unpacked bytes to a packed one beyond `_UNSUSPECTED`; rows that are all alike reach 250."""
_UNSUSPECTED = 32 * 1024 * 1024
_CHUNK = 64 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What Office writes; Python unpacks the others without a bound."""
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    struct.error,
    NotImplementedError,
)


class Package:
    """A zip container whose parts are found whatever the case of their names.

    Of two parts with the same name the last counts, as in Office.

    Raises:
        TextError: It is no whole zip container.
    """

    def __init__(self, stream: BinaryIO) -> None:
        try:
            self._container = zipfile.ZipFile(stream)
        except _DAMAGE as error:
            raise TextError(Defect.BROKEN, one_line(error)) from error
        members = self._container.infolist()
        if len(members) > MAX_PARTS:
            raise TextError(Defect.BROKEN, f"more than {MAX_PARTS} parts")
        self._parts = {_key(member.filename): member for member in members}
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a part.

        Raises:
            TextError: It is missing, encrypted, damaged or unpacks to too much.
        """
        member = self._parts.get(_key(name))
        if member is None:
            raise TextError(Defect.BROKEN, one_line(f"{name} is missing"))
        if member.flag_bits & 1:
            raise TextError(Defect.ENCRYPTED, "it needs a password")
        if member.compress_type not in _METHODS:
            raise TextError(Defect.BROKEN, "packed by a method that Office does not use")
        yield from self._unpack(member)

    def _unpack(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        size = 0
        try:
            with self._container.open(member) as part:
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    self._check(size, member)
                    yield chunk
        except _DAMAGE as error:
            detail = one_line(f"{member.filename}: {one_line(error)}")
            raise TextError(Defect.BROKEN, detail) from error

    def _check(self, size: int, member: zipfile.ZipInfo) -> None:
        swollen = size > _UNSUSPECTED and size > MAX_RATIO * member.compress_size
        if swollen or size > MAX_PART or self._unpacked > MAX_TOTAL:
            detail = one_line(f"{member.filename} unpacks to more than any document needs")
            raise TextError(Defect.BROKEN, detail)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
