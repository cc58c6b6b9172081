"""What lies on each disc: a list for each, ``.archivist/discs/NUMBER.txt``, as sha256sum reads it.

The list outlives the disc's image and tells later whether the list on the disc itself was changed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archivist.model.disc_numbers import is_plain_number
from archivist.model.names import same_name
from archivist.model.settings import STATE
from archivist.model.sums import read_sum_line, sum_line
from archivist.store.durable import open_plain, settle
from archivist.store.writing import replace_file

FOLDER = "discs"
_SUFFIX = ".txt"
_MOST = 256 * 1024 * 1024
"""Bytes of a list; a disc of two million files has less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscList:
    """What was written to one disc."""

    number: str
    sums: Mapping[str, str]
    """SHA-256 of each file of the archive, by its path there."""
    sha256: str
    """Of the list itself; empty: it cannot be read."""
    torn: tuple[int, ...] = field(default=())
    """Lines, from 1, that are none of a list."""


def list_content(sums: Mapping[str, str]) -> bytes:
    """Return the list of some files, by path."""
    lines = (sum_line(sums[path], path) for path in sorted(sums))
    return "".join(lines).encode("utf-8", "surrogateescape")


def disc_lists(root: Path) -> tuple[DiscList, ...]:
    """Return the lists of all discs of an archive, by number; one that cannot be read is torn."""
    folder = root / STATE / FOLDER
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names are wanted
    except OSError:
        return ()
    numbers = (name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX))
    found = (read_disc_list(root, number) for number in numbers if is_plain_number(number))
    return tuple(each for each in found if each)


def read_disc_list(root: Path, number: str) -> DiscList | None:
    """Return what was written to a disc; None: no list bears its number."""
    try:
        with open_plain(_place(root, number)) as file:
            content = file.read(_MOST + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    except OSError:
        return DiscList(number=number, sums={}, sha256="", torn=(1,))
    sums, torn = parsed_list(content[:_MOST])
    sha256 = hashlib.sha256(content).hexdigest()
    return DiscList(number=number, sums=sums, sha256=sha256, torn=tuple(torn))


def parsed_list(content: bytes) -> tuple[dict[str, str], list[int]]:
    """Return the SHA-256 of each path that a list tells, and the lines that tell none."""
    sums: dict[str, str] = {}
    torn: list[int] = []
    lines = content.split(b"\n")
    for at, raw in enumerate(lines if lines[-1] else lines[:-1], 1):
        told = read_sum_line(raw.decode("utf-8", "surrogateescape"))
        if told is None or told[1] in sums:
            torn.append(at)
        else:
            sums[told[1]] = told[0]
    return sums, torn


def keep_disc_list(root: Path, number: str, content: bytes) -> None:
    """Keep what lies on a disc, in place of a list of that number that no disc was entered for.

    Raises:
        OSError: The file system refuses, or the number is no file's name.
    """
    place = _place(root, number)
    place.parent.mkdir(exist_ok=True)
    replace_file(place, content)
    settle(place.parent, place.parent.parent)


def _place(root: Path, number: str) -> Path:
    if not is_plain_number(number) or same_name(number) == STATE:
        raise ValueError(number)
    return root / STATE / FOLDER / f"{number}{_SUFFIX}"
