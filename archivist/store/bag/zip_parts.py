"""What a ZIP says of its members, held against what an honest one can say, and the ZIP's seal.

The seal is the ZIP's comment: the SHA-256 of every byte before it. The manifests of a bag tell of
the files' contents alone; times, names in two places and the bits between the members they do not.
"""

from __future__ import annotations

import hashlib
import stat
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from archivist.model.bag import DECLARATION, is_safe
from archivist.model.bag_faults import Fault, FaultKind

_CHUNK = 1024 * 1024
BLANK_SEAL = b"archivist sha256 " + b"0" * 64
"""Takes the place of the seal until everything before it is written."""
_END, _END_MARK = 22, b"PK\x05\x06"
"""The record at the end: its bytes without the comment, and how it begins."""
_MOST_COMMENT = 0xFFFF
_LARGE, _LARGE_END = 0xFFFFFFFF, 76
"""What says that a number stands in a record before, and how many bytes before that one begins."""
_MOST_DIRECTORY = 512 << 20
"""Bytes of the list of members, which is held in memory."""
_READ = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Compressions whose reading takes little memory, whatever they hold."""
_UTF8, _SECRET = 0x800, 0x1
_UNIX = 3
_RATIO = 200
"""How many times larger a member may become; what people file stays far below."""
_SMALL = 64 << 20
"""Bytes up to which no ratio matters."""
_MOST = 1_000_000
"""Members."""
_HEADER = 30


@dataclass(slots=True)
class ZipContents:
    """The members of a ZIP below its one folder. Filled while it is read, then left alone."""

    members: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    """By the path in the bag."""
    folders: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def read_contents(archive: zipfile.ZipFile) -> ZipContents:
    """Return the members that are files of the bag, and what is wrong with the others."""
    made = ZipContents()
    infos = archive.infolist()
    made.faults += _out_of_proportion(infos)
    if any(fault.kind is FaultKind.BOMB and not fault.path for fault in made.faults):
        return made
    top = _top(infos, made)
    for info in infos:
        name = info.orig_filename
        path = name.removeprefix(top)
        if faults := list(_faults(info, name)):
            made.faults += faults
        elif name.endswith("/"):
            made.folders.add(path.rstrip("/"))
        elif path in made.members:
            made.faults.append(Fault(FaultKind.REPEATED, path))
        else:
            made.members[path] = info
    return made


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
    if directory == _LARGE:
        directory = _large_directory(file, start + at)
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
    return int.from_bytes(file.read(_LARGE_END)[40:48], "little")


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


def _top(infos: list[zipfile.ZipInfo], made: ZipContents) -> str:
    """Return the one folder in which everything lies, with its slash; empty: there is none."""
    names = [info.orig_filename for info in infos]
    tops = sorted({name.partition("/")[0] for name in names})
    if len(tops) == 1 and all("/" in name for name in names):
        return f"{tops[0]}/"
    made.faults += [Fault(FaultKind.TOPS, top) for top in tops]
    if DECLARATION in names:
        return ""
    return next((f"{top}/" for top in tops if f"{top}/{DECLARATION}" in names), "")


def _faults(info: zipfile.ZipInfo, name: str) -> Iterator[Fault]:
    """Yield why a member is none that a bag can hold."""
    kind = stat.S_IFMT(info.external_attr >> 16) if info.create_system == _UNIX else 0
    if not name.isascii() and not info.flag_bits & _UTF8:
        yield Fault(FaultKind.NAME, name)
    # What calls itself a folder has no content that a manifest could list.
    if not is_safe(name.removesuffix("/")) or (name.endswith("/") and info.file_size):
        yield Fault(FaultKind.PATH, name)
    if info.flag_bits & _SECRET:
        yield Fault(FaultKind.ENCRYPTED, name)
    if kind == stat.S_IFLNK:
        yield Fault(FaultKind.LINK, name)
    elif kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        yield Fault(FaultKind.SPECIAL, name)
    if info.compress_type not in _READ:
        yield Fault(FaultKind.UNREADABLE, name, str(info.compress_type))
    if _swells(info.file_size, info.compress_size):
        yield Fault(FaultKind.BOMB, name, f"{info.compress_size} → {info.file_size}")


def _out_of_proportion(infos: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    """Yield what makes the whole a bomb: too many members, or some that share their bytes."""
    if len(infos) > _MOST:
        yield Fault(FaultKind.BOMB, "", str(len(infos)))
    packed = sum(info.compress_size for info in infos)
    whole = sum(info.file_size for info in infos)
    if _swells(whole, packed):
        yield Fault(FaultKind.BOMB, "", f"{packed} → {whole}")
    end = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < end:
            yield Fault(FaultKind.BOMB, "", info.orig_filename)
        end = info.header_offset + _HEADER + info.compress_size


def _swells(whole: int, packed: int) -> bool:
    return whole > _SMALL and whole > packed * _RATIO
