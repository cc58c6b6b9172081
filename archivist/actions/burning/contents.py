"""What is to be burnt: the files of a selection with what describes them, and their checksums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from archivist.actions.burning.shelf import DiscShelf
from archivist.actions.chosen import Chosen
from archivist.actions.survey import Survey
from archivist.formats.disc.description import RECORDS
from archivist.model.boxing import Scales, year_of
from archivist.model.days import dotted
from archivist.model.disc_names import DiscNames
from archivist.model.item import ITEM_FILE, Item
from archivist.model.layout import SIDECAR
from archivist.model.names import same_name
from archivist.model.plan import Retention
from archivist.model.record import Record
from archivist.model.record_told import day_of, elements_text, title_of
from archivist.model.refusal import reason_of
from archivist.model.volumes import VolumeFile
from archivist.store.durable import regular
from archivist.store.hashing import hashed
from archivist.store.inside import inside
from archivist.store.sealing import SealedNow
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnFile:
    """One file of the archive that is to lie on a disc."""

    path: str
    """In the archive."""
    disc: str
    """On the disc."""
    size: int
    mtime_ns: int
    sha256: str = ""
    """Empty: not known yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnRecord:
    """One record that is to be burnt, with what stays with it."""

    record: Record
    file: BurnFile
    beside: tuple[BurnFile, ...] = ()
    """Its sidecar, and the ``item.toml`` of its item."""
    year: int = 0
    retention: Retention | None = None

    @property
    def parts(self) -> tuple[BurnFile, ...]:
        """All files."""
        return self.file, *self.beside

    @property
    def volume_file(self) -> VolumeFile:
        """The record as volumes are filled with it."""
        beside = (VolumeFile(path=each.disc, size=each.size) for each in self.beside)
        day = day_of(self.record)
        texts = (title_of(self.record), dotted(day) if day else "", elements_text(self.record))
        told = len("".join(texts).encode("utf-8", "replace"))
        return VolumeFile(
            path=self.file.disc, size=self.file.size, sidecars=tuple(beside), told=told
        )


@dataclass(slots=True)
class Wanted:
    """What of a selection is to be burnt."""

    records: dict[str, list[BurnRecord]] = field(default_factory=dict)
    """By studio, in the order of their days."""
    burnt: int = 0
    """Records that are left out: what they hold is on a disc already."""
    troubles: list[tuple[str, str]] = field(default_factory=list)
    """Records that cannot be burnt, and why."""


def wanted_records(
    found: Chosen, shelf: DiscShelf, *, all_files: bool = False, again: bool = False
) -> Wanted:
    """Return the records of a selection that are to be burnt.

    Args:
        found: What was chosen.
        shelf: The discs that there are.
        all_files: Every record; else the image records alone.
        again: Also what lies on a disc already.
    """
    wanted = Wanted()
    gatherer = _Gatherer(found.seen, wanted)
    on_discs = frozenset[str]() if again else shelf.on_discs()
    for item in found.items:
        held = found.records.get(item.path, [])
        some = [record for record in held if all_files or record.pictorial]
        left = [record for record in some if sha256_known(record) not in on_discs]
        wanted.burnt += len(some) - len(left)
        if left:
            gatherer.gather(item, held, left)
    for records in wanted.records.values():
        records.sort(key=_order)
    return wanted


def sha256_known(record: Record) -> str:
    """Return what a record held when it was looked at; ``-``: it could not be read."""
    return (record.facts.sha256 if record.facts else "") or "-"


def with_sums(
    root: Path, records: Iterable[BurnRecord], sealed: SealedNow
) -> tuple[list[BurnRecord], list[tuple[str, str]]]:
    """Return records with the SHA-256 of all their files, and what cannot be read.

    What the manifest says holds where size and time are still those of the day of sealing, and
    nobody altered the manifest; else what was seen when the archive was looked at. Each is held
    against the bytes that are written.
    """
    listed = list(records)
    parts = {part.path: part for record in listed for part in record.parts}
    vouched = {path: _vouched(part, sealed) for path, part in parts.items()}
    known = {path: each for path, each in vouched.items() if each}
    unknown = [path for path in parts if path not in known]
    places = (inside(extended(root), path) for path in unknown)
    troubles: dict[str, str] = {}
    for path, (_place, sha256) in zip(unknown, hashed(places), strict=True):
        if isinstance(sha256, OSError):
            troubles[path] = reason_of(sha256)
        else:
            known[path] = sha256
    whole = (each for each in listed if all(part.path in known for part in each.parts))
    return [_summed(each, known) for each in whole], sorted(troubles.items())


def _vouched(part: BurnFile, sealed: SealedNow) -> str:
    entry = sealed.entries.get(part.path) if sealed.whole else None
    if entry and (entry.size, entry.mtime_ns) == (part.size, part.mtime_ns):
        return entry.sha256
    return part.sha256


def _summed(each: BurnRecord, known: Mapping[str, str]) -> BurnRecord:
    return replace(
        each,
        file=replace(each.file, sha256=known[each.file.path]),
        beside=tuple(replace(part, sha256=known[part.path]) for part in each.beside),
    )


class _Gatherer:
    """Takes what stays with each record; where it goes on a disc is told over all items."""

    def __init__(self, seen: Survey, wanted: Wanted) -> None:
        self._root, self._seen, self._wanted = extended(seen.view.root), seen, wanted
        self._scales = Scales(seen.dossier.plan)
        self._names = DiscNames(RECORDS)

    def gather(self, item: Item, held: Sequence[Record], left: Sequence[Record]) -> None:
        """Take some records of an item."""
        retention = self._scales.weighed(item, held).boxed.retention
        year = year_of(item, held)
        about = _item_file(self._root, item.path, year, self._names)
        for record in left:
            try:
                each = _record(self._root, self._seen, record, year, self._names)
            except OSError as error:
                self._wanted.troubles.append((record.path, reason_of(error)))
                continue
            each = replace(each, beside=(*each.beside, *about), retention=retention)
            self._wanted.records.setdefault(item.studio, []).append(each)


def _record(root: Path, seen: Survey, record: Record, year: int, names: DiscNames) -> BurnRecord:
    file = _file(root, record.path, names.of(record.path, year))
    seen_so = (record.size, seen.modified.get(record.path)) == (file.size, file.mtime_ns)
    if seen_so and record.facts:
        file = replace(file, sha256=record.facts.sha256)
    beside: list[BurnFile] = []
    if sidecar := seen.sidecars.get(record.path):
        # It is found by the name of its file.
        own = same_name(sidecar) == same_name(record.path + SIDECAR)
        place = file.disc + SIDECAR if own else names.of(sidecar, year)
        beside.append(_file(root, sidecar, place))
    day = record.code.day if record.code else record.item.day
    return BurnRecord(
        record=record, file=file, beside=tuple(beside), year=day.year if day else year
    )


def _item_file(root: Path, item: str, year: int, names: DiscNames) -> tuple[BurnFile, ...]:
    path = f"{item}/{ITEM_FILE}"
    try:
        return (_file(root, path, names.of(path, year)),)
    except OSError:
        return ()  # most items have none


def _file(root: Path, path: str, disc: str) -> BurnFile:
    status = regular(inside(root, path))
    return BurnFile(path=path, disc=disc, size=status.st_size, mtime_ns=status.st_mtime_ns)


def _order(each: BurnRecord) -> tuple[date, bool, str, int, str]:
    code, item = each.record.code, each.record.item
    day = code.day if code else item.day or date.max
    name, number = (code.image_class, code.number) if code else ("", 0)
    return day, code is None, name, number, each.file.path


def gathered(records: Sequence[BurnRecord]) -> Iterator[BurnFile]:
    """Yield the files of some records, each once."""
    seen: set[str] = set()
    for part in (part for record in records for part in record.parts):
        if part.path not in seen:
            seen.add(part.path)
            yield part
