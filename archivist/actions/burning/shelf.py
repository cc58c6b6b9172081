"""Which discs an archive has, by the registers of its studios and by its lists of discs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archivist.actions.blind import refuse_unseen
from archivist.actions.ledgers import Librarian, StudioLedgers
from archivist.actions.registers import refuse_unread, with_disguised
from archivist.actions.survey import Survey
from archivist.formats.apart import Apart
from archivist.formats.workbook.reading import LIMITS
from archivist.model.disc import Disc
from archivist.model.ledger import DISC_REGISTER, Ledger
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.names import same_name
from archivist.model.record import Record
from archivist.store.disc_lists import DiscList, disc_lists
from archivist.store.journal_notes import Note, notes
from archivist.store.ledger_file import load_ledgers
from archivist.store.tree import extended

_TEXTS = (
    *("number", "title", "type", "capacity", "size", "year", "retention", "set"),
    *("first", "last", "digest", "burner", "result", "checker", "place", "remarks"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioDiscs:
    """The rows of one studio's register of discs."""

    studio: str
    discs: tuple[Disc, ...]
    """One for each set of a disc."""
    read: StudioLedgers = field(default_factory=StudioLedgers)
    stamps: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Size and time, in nanoseconds, of each workbook just before it was read, by its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDisc:
    """What the journal tells of an image that was made."""

    number: str
    image: str
    """The digest of the image."""
    list: str
    """SHA-256 of the list of what lies on it."""
    sums: str = ""
    """SHA-256 of the list that lies on the disc itself; empty: it was burnt without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscShelf:
    """All discs of an archive."""

    seen: Survey
    ledgers: tuple[Ledger, ...]
    studios: tuple[StudioDiscs, ...]
    lists: Mapping[str, DiscList]
    """By number, in the form in which two numbers are one."""
    made: Mapping[str, MadeDisc]
    """The last that the journal tells of each number, in the same form."""

    @property
    def rows(self) -> Iterator[Disc]:
        """Every row of every register."""
        for studio in self.studios:
            yield from studio.discs

    @property
    def numbers(self) -> set[str]:
        """The numbers in registers, in the form in which two are one."""
        return {same_name(disc.number) for disc in self.rows if disc.number}

    def of(self, studio: str) -> StudioDiscs:
        """Return the discs of a studio."""
        return next(each for each in self.studios if each.studio == studio)

    def on_discs(self) -> frozenset[str]:
        """Return the SHA-256 of all that lies on discs which a register names."""
        numbers = self.numbers
        lists = (each for number, each in self.lists.items() if number in numbers)
        return frozenset(sha256 for each in lists for sha256 in each.sums.values())

    def unentered(self) -> tuple[DiscList, ...]:
        """Return the lists of discs that no register names: a run was killed, or taken back."""
        numbers = self.numbers
        return tuple(each for number, each in self.lists.items() if number not in numbers)


def disc_shelf(seen: Survey) -> DiscShelf:
    """Return the discs of an archive that was looked at; it raises as `registered_discs`."""
    names = tuple(studio.name for studio in seen.dossier.settings.studios)
    ledgers, studios = registered_discs(seen, names)
    lists = disc_lists(extended(seen.view.root))
    return DiscShelf(
        seen=seen,
        ledgers=ledgers,
        studios=studios,
        lists={same_name(each.number): each for each in lists},
        made=made_discs(seen.view.root),
    )


def registered_discs(
    seen: Survey, names: Sequence[str]
) -> tuple[tuple[Ledger, ...], tuple[StudioDiscs, ...]]:
    """Return the archive's kinds of ledgers, and the discs in the registers of some studios.

    Raises:
        InvalidFileError: A register of discs cannot be read.
        NotReadableError: A studio or a category cannot be looked into.
    """
    view, dossier = seen.view, seen.dossier
    refuse_unseen(dossier, names)
    ledgers = tuple(load_ledgers(extended(view.root), dossier.plan))
    librarian = Librarian(dossier.plan, ledgers)
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for record in dossier.records:
        records[record.item.studio].append(record)
    with Apart(LIMITS) as apart:
        looked = [librarian.read(view.root, records[name], apart) for name in names]
    read = [
        with_disguised(each, name, dossier, ledgers)
        for name, each in zip(names, looked, strict=True)
    ]
    refuse_unread(read, DISC_REGISTER)
    sizes = {record.path: record.size for record in dossier.records}
    studios = zip(names, read, strict=True)
    return ledgers, tuple(_studio(name, each, sizes, seen) for name, each in studios)


def made_discs(root: Path) -> dict[str, MadeDisc]:
    """Return what the journal tells of the images that were made, the last of each number.

    Raises:
        OSError: The journal cannot be read.
    """
    found: dict[str, MadeDisc] = {}
    for note in notes(extended(root), "disc"):
        if number := _text(note, "number"):
            found[same_name(number)] = MadeDisc(
                number=number,
                image=_text(note, "image_digest"),
                list=_text(note, "archive_list_sha256"),
                sums=_text(note, "disc_list_sha256"),
            )
    return found


def _text(note: Note, key: str) -> str:
    told = note.value.get(key)
    return told if isinstance(told, str) else ""


def _studio(name: str, read: StudioLedgers, sizes: Mapping[str, int], seen: Survey) -> StudioDiscs:
    return StudioDiscs(
        studio=name,
        discs=tuple(_disc(entry) for entry in read.of(DISC_REGISTER)),
        read=read,
        stamps={
            reading.path: (sizes[reading.path], seen.modified.get(reading.path, 0))
            for reading in read.readings
        },
    )


def _disc(entry: LedgerEntry) -> Disc:
    return Disc(
        studio=entry.path.partition("/")[0],
        burnt=entry.days.get("burnt"),
        checked=entry.days.get("checked"),
        row=entry.place,
        **{key: " ".join(entry.text(key).split()) for key in _TEXTS},
    )
