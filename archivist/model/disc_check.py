"""What a check of a disc found: its files against its own list, and against the archive's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a disc or a file on it."""

    MISSING = "missing"
    CHANGED = "changed"
    EXTRA = "extra"
    """No list has it."""
    UNREADABLE = "unreadable"
    LINK = "link"
    """It leads elsewhere and was not followed."""
    NO_LIST = "no-list"
    """The disc has no list of its own."""
    AS_FILE = "as-file"
    """An image of a disc was burnt as if it were an ordinary file."""
    BAD_LINE = "bad-line"
    """A line of a list is none."""
    IMAGE = "image"
    """The image as a whole is not what was made."""
    NOT_ARCHIVED = "not-archived"
    """The archive has no list of this disc, or one that was changed."""
    LOST = "lost"
    """The archive wrote it onto this disc, and no file there holds it."""
    FOREIGN = "foreign"
    """It lies among the records of the disc, and the archive never wrote it there."""
    TOO_MUCH = "too-much"
    """There is more than was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscFault:
    """One thing that is wrong."""

    fault: Fault
    path: str = ""
    """On the disc; of what the archive misses, in the archive."""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscCheck:
    """What a check of a disc found."""

    number: str = ""
    """Of the disc; empty: it is not known."""
    files: int = 0
    """Files that were read."""
    records: int = 0
    """Those among them that are files of the archive; the others belong to the disc itself."""
    size: int = 0
    """Their bytes."""
    image: str = ""
    """The digest of the image; empty: it was a folder, or not all could be read."""
    nearest: str = ""
    """The number of the disc that it looks like by its content, else that its description tells."""
    foreign: bool = False
    """Nothing on it tells that archivist made it."""
    by_archive: bool = False
    """It was also held against the archive's own list."""
    sums: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file that was read, by its path on the disc."""
    faults: tuple[DiscFault, ...] = ()

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return not self.faults


def against_own(
    there: Mapping[str, str], told: Mapping[str, str], apart: Iterable[str] = ()
) -> list[DiscFault]:
    """Return how files differ from a disc's own list.

    Args:
        there: SHA-256 by path, of every file that could be read.
        told: The list.
        apart: Paths of which something is told already, and the list itself.
    """
    known = set(apart)
    faults = [
        DiscFault(fault=Fault.CHANGED if path in there else Fault.MISSING, path=path)
        for path, sha256 in told.items()
        if path not in known and there.get(path) != sha256
    ]
    extra = (path for path in there if path not in told and path not in known)
    return sorted(
        [*faults, *(DiscFault(fault=Fault.EXTRA, path=path) for path in extra)],
        key=lambda each: (each.fault is Fault.EXTRA, each.path),
    )


def against_archive(
    there: Mapping[str, str],
    kept: Mapping[str, str],
    own: Mapping[str, str],
    records: str,
    told: Iterable[DiscFault],
) -> list[DiscFault]:
    """Return what the archive wrote onto a disc and is not there, and what is there instead.

    The two name files differently, so that contents are compared.

    Args:
        there: SHA-256 by path on the disc.
        kept: SHA-256 by path in the archive, as the archive keeps it.
        own: The disc's own list.
        records: The folder of the records on a disc, with a slash behind it.
        told: What is wrong by the disc's own list: it is not said twice.
    """
    said = {each.path for each in told}
    found = {*there.values(), *(sha256 for path, sha256 in own.items() if path in said)}
    wanted = set(kept.values())
    lost = [
        DiscFault(fault=Fault.LOST, path=path)
        for path, sha256 in sorted(kept.items())
        if sha256 not in found
    ]
    foreign = [
        DiscFault(fault=Fault.FOREIGN, path=path)
        for path, sha256 in sorted(there.items())
        if path.startswith(records) and sha256 not in wanted and path not in said
    ]
    return [*lost, *foreign]


def nearest_list(there: Iterable[str], lists: Mapping[str, Iterable[str]], named: str = "") -> str:
    """Return the number of the list that shares most with a disc; empty: none shares anything.

    Of two that share as much, as when a disc is made again with more on it, it is the one that was
    named, else the one of which least is missing.

    Args:
        there: SHA-256 of the files on the disc, or of those its own list tells.
        lists: SHA-256 of each disc's files, by its number.
        named: The number by which somebody calls it, as ``lists`` has it.
    """
    own = set(there)
    sums = {number: set(each) for number, each in lists.items()}
    shared = {number: len(own & each) for number, each in sums.items()}
    best = max(
        shared,
        key=lambda number: (shared[number], number == named, -len(sums[number]), number),
        default="",
    )
    return best if best and shared[best] else ""
