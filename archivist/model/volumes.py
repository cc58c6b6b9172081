"""Volumes 分卷: which files go on which disc, so that each finished image really fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from types import MappingProxyType

SECTOR = 2048
"""Bytes; everything on a disc begins at a multiple of it."""
_FREE = 5
"""Percent of a medium that stay free: its edge is where burning fails first."""
_FIXED = 512 * SECTOR
"""Bytes of what every image has: 257 sectors before UDF's anchor, path tables, scripts, heads."""
_FILE = 2 * SECTOR + 3 * 1024
"""Bytes that a file costs besides its own: UDF entry, part of a sector, records, table rows."""
_NAME = 8
"""How often a path is written, in bytes of UTF-8: three file systems, links, four lists."""
_TOLD = 4
"""How often the catalogue tells a text: as a page, a table and a list, with what it escapes."""
_FOLDER = 6 * SECTOR
"""Bytes of a folder: one sector or more in each of three file systems, and its UDF entry."""


class Medium(StrEnum):
    """What is burnt."""

    CD = "cd"
    DVD = "dvd"
    DVD_DL = "dvd-dl"
    BD25 = "bd25"
    BD50 = "bd50"
    BD100 = "bd100"


CAPACITY = MappingProxyType(
    {
        Medium.CD: 700_000_000,
        Medium.DVD: 4_700_000_000,
        Medium.DVD_DL: 8_500_000_000,
        Medium.BD25: 25_000_000_000,
        Medium.BD50: 50_000_000_000,
        Medium.BD100: 100_000_000_000,
    }
)
"""Bytes, counted in thousands, as makers print them."""


class Order(StrEnum):
    """How files are laid out over several volumes."""

    KEEP = "keep"
    """In their order: a later volume never holds an earlier file."""
    FIT = "fit"
    """So that few volumes are needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeFile:
    """One file that is to be burnt."""

    path: str
    """On the disc, with forward slashes."""
    size: int
    sidecars: tuple[VolumeFile, ...] = ()
    """What stays with it: descriptions and the like."""
    told: int = 0
    """Bytes of what the catalogue tells of it besides its path."""

    def parts(self) -> Iterator[VolumeFile]:
        """Yield the file, then all that stays with it."""
        yield self
        for sidecar in self.sidecars:
            yield from sidecar.parts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Volumes:
    """Which files go where."""

    volumes: tuple[tuple[VolumeFile, ...], ...]
    """In each, files stand in the order in which they were given."""
    too_large: tuple[VolumeFile, ...] = ()
    """Files that no volume holds, with what stays with them."""


def room_of(medium: Medium) -> int:
    """Return the bytes of an image that goes on a medium; about 5 % stay free."""
    return CAPACITY[medium] * (100 - _FREE) // 100


def image_size(files: Sequence[VolumeFile]) -> int:
    """Return the bytes that an image of these files has at most, its catalogue included."""
    load = _Load(room=0)
    for number, file in enumerate(files):
        load.put(number, file)
    return load.used


def split(files: Sequence[VolumeFile], room: int, order: Order = Order.KEEP) -> Volumes:
    """Lay files out over volumes; a file and what stays with it are never torn apart.

    Args:
        files: In their order.
        room: Bytes of one image, from `room_of`.
        order: Keep it, or fit.
    """
    empty = _Load(room=room)
    alone = [empty.used + empty.cost(file) for file in files]
    numbers = [number for number, cost in enumerate(alone) if cost <= room]
    loads = _kept(files, numbers, room) if order is Order.KEEP else _fitted(files, alone, room)
    loads.sort(key=lambda load: min(load.numbers))
    return Volumes(
        volumes=tuple(tuple(files[number] for number in sorted(each.numbers)) for each in loads),
        too_large=tuple(files[number] for number, cost in enumerate(alone) if cost > room),
    )


@dataclass(slots=True)
class _Load:
    """A volume that is being filled."""

    room: int
    used: int = _FIXED
    numbers: list[int] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)

    def cost(self, file: VolumeFile) -> int:
        """Return the bytes by which a file with its sidecars makes the image longer."""
        parts = tuple(file.parts())
        new = {each for part in parts for each in _folders(part.path)} - self.folders
        return sum(map(_cost, parts)) + sum(_FOLDER + _NAME * len(each.encode()) for each in new)

    def put(self, number: int, file: VolumeFile) -> None:
        self.used += self.cost(file)
        self.numbers.append(number)
        for part in file.parts():
            self.folders.update(_folders(part.path))


def _kept(files: Sequence[VolumeFile], numbers: Sequence[int], room: int) -> list[_Load]:
    loads: list[_Load] = []
    for number in numbers:
        if not loads or loads[-1].used + loads[-1].cost(files[number]) > room:
            loads.append(_Load(room=room))
        loads[-1].put(number, files[number])
    return loads


def _fitted(files: Sequence[VolumeFile], alone: Sequence[int], room: int) -> list[_Load]:
    """Best fit, the largest first: each goes where the least room is left."""
    loads: list[_Load] = []
    for number in sorted(range(len(files)), key=lambda number: -alone[number]):
        if alone[number] > room:
            continue
        file = files[number]
        after = [(load.used + load.cost(file), -place) for place, load in enumerate(loads)]
        used, place = max((each for each in after if each[0] <= room), default=(0, 1))
        if not used:
            loads.append(_Load(room=room))
            place = 1 - len(loads)
        loads[-place].put(number, file)
    return loads


def _cost(file: VolumeFile) -> int:
    sectors = -(-file.size // SECTOR)
    return (
        sectors * SECTOR
        + _FILE
        + _NAME * len(file.path.encode(errors="replace"))
        + _TOLD * file.told
    )


def _folders(path: str) -> Iterator[str]:
    names = path.split("/")[:-1]
    return accumulate(names, lambda one, other: f"{one}/{other}")
