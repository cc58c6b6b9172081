"""Which volumes are made: the records over discs, their numbers, and the rows of the register."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from archivist.actions.burning.contents import BurnRecord, gathered
from archivist.actions.burning.register import DiscRow
from archivist.actions.burning.shelf import DiscShelf
from archivist.formats.disc import SUMS
from archivist.model.amounts import gigabytes
from archivist.model.disc import SETS
from archivist.model.disc_numbers import FreeNumbers, disc_prefix
from archivist.model.names import same_name
from archivist.model.plan import RETENTION_NAMES, Retention
from archivist.model.retention import strongest
from archivist.model.volumes import CAPACITY, Medium, Order, VolumeFile, room_of, split
from archivist.store.disc_lists import list_content

_TYPES = {
    Medium.CD: "CD",
    Medium.DVD: "DVD",
    Medium.DVD_DL: "DVD-DL",
    Medium.BD25: "BD",
    Medium.BD50: "BD",
    Medium.BD100: "BD",
}
_GIGABYTE = 1_000_000_000
_DIGEST = f"SHA-256（盘上清单 {SUMS}）：{{sha256}}"
"""Of the list on the disc: unlike an image's, it can be told of a burnt disc, by any program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Burning:
    """How discs are made."""

    media: Medium
    order: Order = Order.KEEP
    sets: tuple[str, ...] = SETS
    all_files: bool = False
    """Every record; else the image records alone."""
    again: bool = False
    """Also what lies on a disc already."""
    by_year: bool = False
    """Each year begins a disc of its own."""
    title: str = ""
    by: str = ""
    """Who makes them."""
    place: str = ""
    """Where they are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDisc:
    """One disc that is to be made."""

    studio: str
    number: str
    title: str
    media: Medium
    records: tuple[BurnRecord, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its records; 0: of some it is not known."""
        return tuple(sorted({each.year for each in self.records}))

    @property
    def year(self) -> int:
        """The year in its number: that of the first record of which one is known."""
        return _first_year(self.records)

    @property
    def size(self) -> int:
        """Bytes of the archive's files on it."""
        return sum(each.size for each in gathered(self.records))

    @property
    def count(self) -> int:
        """How many files of the archive lie on it, with descriptions."""
        return sum(1 for _each in gathered(self.records))

    @property
    def retention(self) -> Retention | None:
        """The longest of its records."""
        return strongest(each.retention for each in self.records if each.retention)

    @property
    def codes(self) -> tuple[str, str]:
        """The codes of its first and last image; empty where no record has one."""
        codes = [each.record.code for each in self.records if each.record.code]
        return (str(codes[0]), str(codes[-1])) if codes else ("", "")

    @property
    def list(self) -> bytes:
        """The list of its files, as ``.archivist/discs`` keeps it."""
        return list_content({each.path: each.sha256 for each in gathered(self.records)})

    @property
    def type(self) -> str:
        """类型规格."""
        return _TYPES[self.media]

    @property
    def capacity(self) -> str:
        """容量, ``4.7GB``."""
        size = CAPACITY[self.media]
        return f"{size // 1_000_000}MB" if size < _GIGABYTE else f"{size / _GIGABYTE:g}GB"

    @property
    def amount(self) -> str:
        """数据量 in GB, with three decimals; what there is, is never 0."""
        return gigabytes(max(self.size, 1_000_000))

    @property
    def year_text(self) -> str:
        """年度, ``2022、2023``."""
        return "、".join(f"{year:04}" for year in self.years if year)


@dataclass(slots=True)
class Planned:
    """All discs that are to be made."""

    discs: list[PlannedDisc] = field(default_factory=list)
    too_large: list[str] = field(default_factory=list)
    """Files that no disc of this kind holds."""


def planned(shelf: DiscShelf, records: dict[str, list[BurnRecord]], burning: Burning) -> Planned:
    """Lay records out over discs and number these; a disc is of one studio.

    A list that a killed run left keeps its number where the disc is going to hold the same again.
    """
    result = Planned()
    taken = [disc.number for disc in shelf.rows] + [each.number for each in shelf.lists.values()]
    free = FreeNumbers(disc_prefix(shelf.seen.dossier.settings), taken)
    left = {each.sha256: each.number for each in shelf.unentered() if not each.torn}
    for studio in (each.studio for each in shelf.studios if each.studio in records):
        for some in _runs(records[studio], by_year=burning.by_year):
            found, too_large = _volumes(some, burning)
            result.too_large += too_large
            for at, held in enumerate(found, 1):
                same = hashlib.sha256(_list_of(held)).hexdigest()
                result.discs.append(
                    PlannedDisc(
                        studio=studio,
                        number=left.pop(same, "") or free.next(_first_year(held)),
                        title=_title(studio, held, burning, (at, len(found))),
                        media=burning.media,
                        records=held,
                    )
                )
    return result


def rows_of(disc: PlannedDisc, burning: Burning, sums: str) -> list[DiscRow]:
    """Return the rows of a disc, one for each set; burnt and checked it is later.

    Args:
        disc: Which one.
        burning: Sets, who, where.
        sums: SHA-256 of the list of checksums on it.
    """
    first, last = disc.codes
    cells = {
        "number": disc.number,
        "title": disc.title,
        "type": disc.type,
        "capacity": disc.capacity,
        "size": disc.amount,
        "year": disc.year_text,
        "retention": RETENTION_NAMES[disc.retention] if disc.retention else "",
        "first": first,
        "last": last,
        "digest": _DIGEST.format(sha256=sums),
        "burner": burning.by,
        "place": burning.place,
    }
    told = {key: text for key, text in cells.items() if text}
    return [DiscRow(year=disc.year, cells={**told, "set": each}) for each in burning.sets]


def taken_since(shelf: DiscShelf, discs: Iterable[PlannedDisc]) -> list[str]:
    """Return the numbers that a register names now although they were free."""
    numbers = shelf.numbers
    return [disc.number for disc in discs if same_name(disc.number) in numbers]


def _runs(records: Sequence[BurnRecord], *, by_year: bool) -> list[list[BurnRecord]]:
    if not by_year:
        return [list(records)]
    ordered = sorted(records, key=lambda each: each.year)
    return [list(some) for _year, some in groupby(ordered, key=lambda each: each.year)]


def _volumes(
    records: Sequence[BurnRecord], burning: Burning
) -> tuple[list[tuple[BurnRecord, ...]], list[str]]:
    by_place = {each.file.disc: each for each in records}
    files = [each.volume_file for each in records]
    found = split(files, room_of(burning.media), burning.order)

    def meant(some: Sequence[VolumeFile]) -> tuple[BurnRecord, ...]:
        return tuple(by_place[each.path] for each in some)

    return [meant(some) for some in found.volumes], [
        each.file.path for each in meant(found.too_large)
    ]


def _list_of(records: Sequence[BurnRecord]) -> bytes:
    return list_content({each.path: each.sha256 for each in gathered(records)})


def _first_year(records: Sequence[BurnRecord]) -> int:
    return next((each.year for each in records if each.year), 0)


def _title(
    studio: str, records: Sequence[BurnRecord], burning: Burning, part: tuple[int, int]
) -> str:
    years = sorted({each.year for each in records if each.year})
    span = f"{years[0]}—{years[-1]}年" if len(years) > 1 else f"{years[0]}年" if years else ""
    what = "影像" if all(each.record.pictorial for each in records) else "电子档案"
    title = burning.title or f"{studio}{span}{what}"
    return f"{title}（{part[0]}/{part[1]}）" if part[1] > 1 else title
