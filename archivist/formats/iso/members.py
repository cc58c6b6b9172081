"""What goes into an image, and how each of its file systems names it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from itertools import accumulate, count
from pathlib import Path
from typing import BinaryIO, cast

from archivist.errors import InvalidChoiceError
from archivist.model.display import shown
from archivist.model.names import same_name, utf16_length

_VOLUME = re.compile(r"[A-Za-z0-9_]{1,15}")
_FORBIDDEN = re.compile(r'[*:;?\\<>"|\x00-\x1f\x7f\ud800-\udfff]')
_SIMPLE = re.compile(r"[A-Z0-9]{1,3}")
_UDF = 253
"""Bytes of a name in UDF (2.60, 2.3.4.2): Latin-1, or two for each unit of UTF-16."""
_ROCK_RIDGE = 255
"""Bytes of a name that Linux takes."""
_JOLIET = 64
"""Bytes of UTF-8, as pycdlib counts a name's characters."""
_MAX_SUFFIX = 12
"""Bytes of an ending that an alias keeps."""
_MAX_BAD = 20
"""Names that one message repeats."""


def _open(place: Path) -> BinaryIO:
    return cast("BinaryIO", place.open("rb", buffering=0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of an image."""

    path: str
    """In the image, with forward slashes."""
    source: Path | bytes
    opener: Callable[[Path], BinaryIO] = field(default=_open, repr=False)
    """How a file is opened; whoever may meet links and pipes in its place, refuses them there."""
    size: int = -1
    """Bytes that it has to have; -1: as many as it has."""
    sha256: str = ""
    """What it has to be; empty: nobody knows."""
    mtime: float = 0
    """Seconds since 1970; 0: when the image is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A folder or a file with its full path in each file system of the image."""

    path: str
    """In UDF: the true one."""
    name: str
    """In Rock Ridge."""
    plain: str
    """In ISO 9660: capitals and digits, 8.3."""
    joliet: str
    member: Member | None = None
    """None: a folder."""


def check_names(volume_name: str, members: Sequence[Member]) -> None:
    """Refuse names that a disc cannot hold, all of them at once.

    Raises:
        InvalidChoiceError: There are such.
    """
    if not _VOLUME.fullmatch(volume_name):
        raise InvalidChoiceError(
            _("“{name}” is no name of a disc.").format(name=shown(volume_name)),
            _("Take up to 15 letters A–Z, digits and _: A104_2015_015."),
        )
    bad = [f"{shown(member.path)}: {fault}" for member in members if (fault := _fault(member.path))]
    bad += _twice(members)
    if bad:
        more = [_("… and {count} more").format(count=len(bad) - _MAX_BAD)][: len(bad) > _MAX_BAD]
        raise InvalidChoiceError(
            _("These names cannot stand on a disc:\n{names}").format(
                names="\n".join(f"  {line}" for line in [*bad[:_MAX_BAD], *more])
            ),
            _("Nothing was written. Rename the files and make the disc again."),
        )


def named(members: Sequence[Member]) -> Iterator[Named]:
    """Yield every folder and file with its names, a folder before what it holds."""
    numbers = count(1)
    true = frozenset(name for member in members for name in member.path.split("/"))
    folders = {"": Named(path="", name="", plain="", joliet="")}
    for member in members:
        *above, name = member.path.split("/")
        folder = ""
        for each in above:
            path = f"{folder}/{each}"
            if path not in folders:
                folders[path] = _named(folders[folder], each, next(numbers), true)
                yield folders[path]
            folder = path
        file = _named(folders[folder], name, next(numbers), true)
        suffix = name.rpartition(".")[2].upper()
        suffix = suffix if _SIMPLE.fullmatch(suffix) else ""
        plain = f"{folders[folder].plain}/F{file.plain[-7:]}.{suffix};1"
        yield replace(file, plain=plain, member=member)


def _named(folder: Named, name: str, number: int, true: Container[str]) -> Named:
    return Named(
        path=f"{folder.path}/{name}",
        name=_alias(name, f"~{number}", _ROCK_RIDGE, true),
        plain=f"{folder.plain}/D{number:07}",
        joliet=f"{folder.joliet}/{_alias(name, f'~{number}', _JOLIET, true)}",
    )


def _alias(name: str, mark: str, room: int, true: Container[str]) -> str:
    """Return a name, or the beginning of one that is too long with a mark and its ending."""
    if len(name.encode()) <= room:
        return name
    stem, dot, suffix = name.rpartition(".")
    ending = f"{mark}.{suffix}" if dot and len(suffix.encode()) <= _MAX_SUFFIX else mark
    cut = (stem or name).encode()[: room - len(ending.encode())]
    alias = cut.decode(errors="ignore").rstrip() + ending
    return _alias(name, f"~{mark}", room, true) if alias in true else alias


def _fault(path: str) -> str:
    names = path.split("/")
    if any(name in {"", ".", ".."} for name in names):
        return _("it is no path")
    if any(_FORBIDDEN.search(name) for name in names):
        return _('it holds one of * : ; ? \\ < > " | or a control character')
    if any(name != name.rstrip(". ") for name in names):
        return _("it ends with a dot or a space")
    return _("it is too long") if any(map(_too_long, names)) else ""


def _too_long(name: str) -> bool:
    narrow = all(sign < "\u0100" for sign in name)
    return (len(name) if narrow else 2 * utf16_length(name)) > _UDF


def _twice(members: Sequence[Member]) -> list[str]:
    """Return what is one on Windows but written in two ways, or a file and a folder at once."""
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    bad = []
    for member in members:
        key = same_name(member.path)
        if key in files:
            bad.append(_same(member.path, files[key]))
        files[key] = member.path
        names = member.path.split("/")[:-1]
        for folder in accumulate(names, lambda one, name: f"{one}/{name}"):
            other = folders.setdefault(same_name(folder), folder)
            if other != folder:
                bad.append(_same(folder, other))
    bad += [_same(files[key], folders[key]) for key in files.keys() & folders.keys()]
    return list(dict.fromkeys(bad))


def _same(path: str, other: str) -> str:
    return _("{path}: the same as {other}").format(path=shown(path), other=shown(other))
