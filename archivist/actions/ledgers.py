"""Reading the ledgers of a studio: which workbook is which, and what each holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import gettext as _
from operator import itemgetter
from pathlib import Path

from archivist.errors import ArchivistError, InvalidFileError
from archivist.formats.apart import Apart, SpoiltError
from archivist.formats.ledger_reading import read_ledger
from archivist.formats.workbook.reading import LIMITS
from archivist.model.ledger import Ledger
from archivist.model.ledger_entry import LedgerEntry, LedgerReading
from archivist.model.matching import Recogniser, fold
from archivist.model.plan import Category, MaterialKind, Plan
from archivist.model.record import Record, RecordKind
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioLedgers:
    """The ledgers of one studio."""

    readings: tuple[LedgerReading, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict)
    """Why a workbook cannot be read, by its path."""
    taken_for: Mapping[str, str] = field(default_factory=dict)
    """The ledger's id that the name of a workbook tells, by its path."""
    passing: bool = False
    """Some of it may be the moment's: a file that is open elsewhere."""

    @property
    def entries(self) -> tuple[LedgerEntry, ...]:
        """All rows of all of them."""
        return tuple(entry for reading in self.readings for entry in reading.entries)

    def of(self, ledger_id: str) -> tuple[LedgerEntry, ...]:
        """Return the rows of one kind of ledger."""
        return tuple(entry for entry in self.entries if entry.ledger == ledger_id)

    def unread_of(self, ledger_id: str) -> dict[str, str]:
        """Return why workbooks of one kind of ledger cannot be read, by their paths."""
        return {p: why for p, why in self.unread.items() if self.taken_for.get(p) == ledger_id}

    @property
    def workbooks(self) -> dict[str, tuple[str, ...]]:
        """The paths of those that were read, by the ledger's id."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for reading in self.readings:
            for sheet in reading.sheets:
                found[sheet.ledger][reading.path] = None
        return {name: tuple(paths) for name, paths in found.items()}


def _passing(error: ArchivistError) -> bool:
    """Tell whether an error may be the moment's: the file is open elsewhere, the machine busy."""
    return not isinstance(error, InvalidFileError) or isinstance(error.__cause__, SpoiltError)


class Librarian:
    """Tells which record is which ledger.

    Attributes:
        ledgers: Those that it knows.
    """

    def __init__(self, plan: Plan, ledgers: Sequence[Ledger]) -> None:
        self.ledgers = tuple(ledgers)
        self._recogniser = Recogniser(plan)
        self._category = ledgers_category(plan, ledgers)
        self._by_material = {each.material: each for each in ledgers if each.material}

    def workbooks(self, records: Iterable[Record]) -> Iterator[tuple[Record, Ledger | None]]:
        """Yield the records that are ledgers, or may hold one, with the one that is told."""
        for record in sorted(records, key=lambda each: each.path):
            ledger = self._told(record)
            here = self._category is not None and record.item.category == self._category.number
            if ledger is not None or (here and record.kind is RecordKind.WORKBOOK):
                yield record, ledger

    def papers(self, records: Iterable[Record]) -> Iterator[Record]:
        """Yield the records that are filed papers; registers that only count others are none."""
        for record in records:
            here = self._category is not None and record.item.category == self._category.number
            ledger = self._told(record) if here else None
            if ledger is None or ledger.proven:
                yield record

    def read(
        self, root: Path, records: Iterable[Record], apart: Apart | None = None
    ) -> StudioLedgers:
        """Read the ledgers among the records of one studio; one that fails stops no other.

        Args:
            root: The archive.
            records: Of one studio.
            apart: The process that reads them: to start one takes longer than it needs for twenty
                workbooks, so that many studios share one. None: one for this call alone.
        """
        books = list(self.workbooks(records))
        with nullcontext(apart) if apart else Apart(LIMITS) as running:
            found = [self._read(root, *pair, running) for pair in books]
        errors = [(path, each) for path, each in found if isinstance(each, ArchivistError)]
        return StudioLedgers(
            readings=tuple(each for _path, each in found if isinstance(each, LedgerReading)),
            unread={path: problem(error) for path, error in errors},
            taken_for={record.path: ledger.id for record, ledger in books if ledger},
            passing=any(_passing(error) for _path, error in errors),
        )

    def _read(
        self, root: Path, record: Record, ledger: Ledger | None, apart: Apart
    ) -> tuple[str, LedgerReading | ArchivistError]:
        path = record.path
        if record.kind is not RecordKind.WORKBOOK:
            return path, InvalidFileError(_("It is no workbook; keep the ledger as .xlsx."))
        try:
            place = extended(root) / path
            return path, read_ledger(place, path, self.ledgers, ledger, apart=apart)
        except ArchivistError as error:
            return path, error

    def _told(self, record: Record) -> Ledger | None:
        for claim in self._recogniser.claims(record):
            ledger = self._by_material.get(claim.material.id)
            kept = claim.material.kind is MaterialKind.LEDGER
            if ledger is not None and (kept or record.kind is RecordKind.WORKBOOK):
                return ledger
        if self._category is None or record.item.category != self._category.number:
            return None
        return told_by_words(record.name, self.ledgers)


def problem(error: ArchivistError) -> str:
    """Return in one line what stopped the reading of a workbook, and what to do."""
    if not error.hint:
        return error.message
    return _("{problem} {remedy}").format(problem=error.message, remedy=error.hint)


def ledger_told(name: str, plan: Plan, ledgers: Sequence[Ledger]) -> Ledger | None:
    """Return which ledger a file's name tells in the category of ledgers, or None."""
    category = ledgers_category(plan, ledgers)
    for sighting in _recogniser(plan).everywhere(name, is_picture=False):
        if category is not None and sighting.category == category.number:
            wanted = sighting.claim.material.id
            return next((each for each in ledgers if each.material == wanted), None)
    return told_by_words(name, ledgers)


def told_by_words(name: str, ledgers: Iterable[Ledger]) -> Ledger | None:
    """Return the ledger whose longest word, or whose name, stands in a file's name."""
    folded = fold(name)
    found = [
        (len(word), ledger.id, ledger)
        for ledger in ledgers
        for word in map(fold, (ledger.name, *ledger.words))
        if word in folded
    ]
    return max(found, key=itemgetter(0, 1))[2] if found else None


def ledgers_category(plan: Plan, ledgers: Sequence[Ledger]) -> Category | None:
    """Return the category in which the plan keeps the ledgers, or None."""
    wanted = {ledger.material for ledger in ledgers}
    for category in plan.categories:
        materials = category.materials
        if any(m.kind is MaterialKind.LEDGER and m.id in wanted for m in materials):
            return category
    return None


@lru_cache(maxsize=2)
def _recogniser(plan: Plan) -> Recogniser:
    return Recogniser(plan)
