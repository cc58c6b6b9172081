"""What stands before each member of a ZIP, held against the list at its end.

Most programs believe the list; those that unpack a stream believe the headers, and some a second
name in either. A bag may not be one thing to the one and another thing to the other.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from archivist.model.bag_faults import Fault, FaultKind

UTF8, SECRET = 0x800, 0x1
"""Flags: the name is in UTF-8; the content is encrypted."""
_LATER = 0x8
"""The flag that lets checksum and sizes stand behind the member."""
_HEADER = struct.Struct("<4sHHHLLLLHH")
_MARK = b"PK\x03\x04"
_FULL = 0xFFFFFFFF
"""Of a size: it stands in the field for large files."""
_SIZES, _SECOND_NAME = 1, 0x7075
"""Fields of a header: for large files, and the name once more."""


def header_faults(file: BinaryIO, infos: Iterable[zipfile.ZipInfo]) -> Iterator[Fault]:
    """Yield the members whose headers say something else than the list, up to one that overlaps."""
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            yield Fault(FaultKind.BOMB, "", info.orig_filename)
            return
        head = _read(file, info.header_offset)
        length = sum(_HEADER.unpack(head)[-2:]) if head else 0
        if not _agrees(info, head, file.read(length)):
            yield Fault(FaultKind.TWOFOLD, info.orig_filename)
        end = info.header_offset + _HEADER.size + length + info.compress_size


def _read(file: BinaryIO, offset: int) -> bytes:
    """Return a header without what it bears of a length of its own; empty: there is none."""
    if offset < 0:
        return b""
    file.seek(offset)
    head = file.read(_HEADER.size)
    return head if len(head) == _HEADER.size and head.startswith(_MARK) else b""


def raw_name(info: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a member's name as they stand in the list."""
    return info.orig_filename.encode("utf-8" if info.flag_bits & UTF8 else "cp437")


def _agrees(info: zipfile.ZipInfo, head: bytes, rest: bytes) -> bool:
    if not head:
        return False
    _mark, _version, flags, method, _time, crc, packed, whole, names, _extras = _HEADER.unpack(head)
    name = raw_name(info)
    fields = dict(_fields(rest[names:]))
    sizes = [whole, packed]
    large = fields.get(_SIZES, b"")
    for number, size in enumerate(sizes):
        if size == _FULL and len(large) >= 8:
            sizes[number] = int.from_bytes(large[:8], "little")
            large = large[8:]
    listed = (info.CRC, info.file_size, info.compress_size)
    blank = {0} if flags & _LATER else set()
    second = {second[5:] for second in _second_names(fields, dict(_fields(info.extra)))}
    return (
        rest[:names] == name
        and second <= {name}
        and method == info.compress_type
        and not (flags ^ info.flag_bits) & (UTF8 | SECRET)
        and all(one in {two, *blank} for one, two in zip((crc, *sizes), listed, strict=True))
    )


def _second_names(*headers: dict[int, bytes]) -> Iterator[bytes]:
    return (fields[_SECOND_NAME] for fields in headers if _SECOND_NAME in fields)


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        yield kind, extra[4 : 4 + length]
        extra = extra[4 + length :]
