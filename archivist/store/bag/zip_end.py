"""The end of a ZIP: its seal, and what a list of members can be that the memory holds.

The seal is the ZIP's comment: the SHA-256 of every byte before it. The manifests of a bag tell of
the files' contents alone; times, names in two places and the bits between the members they do not.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from typing import BinaryIO

from archivist.model.bag_faults import Fault, FaultKind

_CHUNK = 1024 * 1024
BLANK_SEAL = b"archivist sha256 " + b"0" * 64
"""Takes the place of the seal until everything before it is written."""
_END, _END_MARK = 22, b"PK\x05\x06"
"""The record at the end: its bytes without the comment, and how it begins."""
_MOST_COMMENT = 0xFFFF
_LARGE, _LARGE_END, _LARGE_MARK = 0xFFFFFFFF, 76, b"PK\x06\x06"
"""What says that a number stands in a record before, how many bytes before, and how that begins."""
_MOST_DIRECTORY = 512 << 20
"""Bytes of the list of members, which is held in memory."""


def end_faults(file: BinaryIO) -> Iterator[Fault]:
    """Yield what is wrong behind the last member of a ZIP: cut off, or not as archivist sealed it.

    A ZIP that bears no seal has none to be broken.
    """
    size = file.seek(0, 2)
    start = max(0, size - _END - _MOST_COMMENT)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END:
        return
    directory, _offset, length = struct.unpack("<LLH", tail[at + 12 : at + _END])
    comment = tail[at + _END :]
    # The record for large ZIPs counts wherever it is, whatever the one at the end says.
    directory = max(directory % _LARGE, _large_directory(file, start + at))
    if directory > _MOST_DIRECTORY:
        yield Fault(FaultKind.BOMB, "", str(directory))
    elif length != len(comment):
        yield Fault(FaultKind.SEAL if b"archivist" in comment else FaultKind.ARCHIVE)
    elif len(comment) == len(BLANK_SEAL) and comment != _seal(file, size - length):
        yield Fault(FaultKind.SEAL)
    file.seek(0)


def _large_directory(file: BinaryIO, end: int) -> int:
    """Return the bytes of the list of a ZIP that is larger than the record at its end can say."""
    if end < _LARGE_END:
        return 0
    file.seek(end - _LARGE_END)
    record = file.read(_LARGE_END)
    return int.from_bytes(record[40:48], "little") if record.startswith(_LARGE_MARK) else 0


def seal(file: BinaryIO) -> None:
    """Put the seal in the place of `BLANK_SEAL` at the end of a ZIP of our own."""
    size = file.seek(0, 2) - len(BLANK_SEAL)
    stated = _seal(file, size)
    file.seek(size)
    file.write(stated)


def _seal(file: BinaryIO, size: int) -> bytes:
    sha256 = hashlib.sha256()
    file.seek(0)
    while size > 0 and (chunk := file.read(min(_CHUNK, size))):
        sha256.update(chunk)
        size -= len(chunk)
    return BLANK_SEAL[:17] + sha256.hexdigest().encode()
