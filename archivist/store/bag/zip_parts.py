"""What a ZIP says of its members, held against what an honest one can say."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from gettext import gettext as _
from typing import BinaryIO

from archivist.model.bag import DECLARATION, is_safe
from archivist.model.bag_faults import Fault, FaultKind, Notice, NoticeKind
from archivist.store.bag.zip_headers import SECRET, UTF8, header_faults, raw_name

_READ = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Compressions whose reading takes little memory, whatever they hold."""
_UNIX = 3
_RATIO = 200
"""How many times larger a member may become; what people file stays far below."""
_SMALL = 64 << 20
"""Bytes up to which no ratio matters."""
_MOST = 1_000_000
"""Members."""


@dataclass(slots=True)
class ZipContents:
    """The members of a ZIP below its one folder. Filled while it is read, then left alone."""

    members: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    """By the path in the bag."""
    folders: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def read_contents(archive: zipfile.ZipFile, file: BinaryIO) -> ZipContents:
    """Return the members that are files of the bag, and what is wrong with the others.

    Args:
        archive: The ZIP.
        file: The same, as bytes.
    """
    made = ZipContents()
    infos = archive.infolist()
    made.faults += _out_of_proportion(infos) or header_faults(file, infos)
    if any(fault.kind is FaultKind.BOMB for fault in made.faults):
        return made
    twofold = {fault.path for fault in made.faults}
    named = [(info, _name(info)) for info in infos]
    unmarked = sum(not name.isascii() and not info.flag_bits & UTF8 for info, name in named)
    if unmarked:
        made.notices.append(Notice(NoticeKind.UNMARKED, "", str(unmarked)))
    top = _top([name for _info, name in named], made)
    for info, name in named:
        path = name.removeprefix(top)
        faults = list(_faults(info, name))
        made.faults += faults
        if faults or info.orig_filename in twofold:
            continue
        if name.endswith("/"):
            made.folders.add(path.rstrip("/"))
        elif path in made.members:
            made.faults.append(Fault(FaultKind.REPEATED, path))
        else:
            made.members[path] = info
    return made


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name: some systems write UTF-8 and do not mark it so, macOS among them."""
    raw = raw_name(info)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _top(names: list[str], made: ZipContents) -> str:
    """Return the one folder in which everything lies, with its slash; empty: there is none."""
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
    if name.encode("utf-8", "replace") != raw_name(info):
        yield Fault(FaultKind.NAME, name)
    # What calls itself a folder has no content that a manifest could list.
    if not is_safe(name.removesuffix("/")) or (name.endswith("/") and info.file_size):
        yield Fault(FaultKind.PATH, name)
    if info.flag_bits & SECRET:
        yield Fault(FaultKind.ENCRYPTED, name)
    if kind == stat.S_IFLNK:
        yield Fault(FaultKind.LINK, name)
    elif kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        yield Fault(FaultKind.SPECIAL, name)
    if info.compress_type not in _READ:
        yield Fault(FaultKind.UNREADABLE, name, _("its compression is not read here"))
    if _swells(info.file_size, info.compress_size):
        yield Fault(FaultKind.BOMB, name, f"{info.compress_size} → {info.file_size}")


def _out_of_proportion(infos: list[zipfile.ZipInfo]) -> list[Fault]:
    """Return what makes the whole a bomb: too many members, or what becomes too large."""
    packed = sum(info.compress_size for info in infos)
    whole = sum(info.file_size for info in infos)
    faults = []
    if len(infos) > _MOST:
        faults.append(Fault(FaultKind.BOMB, "", str(len(infos))))
    if _swells(whole, packed):
        faults.append(Fault(FaultKind.BOMB, "", f"{packed} → {whole}"))
    return faults


def _swells(whole: int, packed: int) -> bool:
    return whole > _SMALL and whole > packed * _RATIO
