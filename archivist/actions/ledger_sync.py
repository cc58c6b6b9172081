"""``archivist ledger sync``: ledgers held against the folders, in both directions."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from archivist.actions.blind import refuse_unseen
from archivist.actions.cases import filed_of
from archivist.actions.ledgers import Librarian, StudioLedgers, problem
from archivist.actions.survey import Survey, choose_studios, survey
from archivist.actions.view import View
from archivist.errors import ArchivistError, NotReadableError
from archivist.formats.apart import Apart
from archivist.formats.workbook.appending import Addition, appended
from archivist.formats.workbook.reading import LIMITS
from archivist.model.display import shown
from archivist.model.events import events_of
from archivist.model.ledger import Ledger
from archivist.model.ledger_entry import LedgerReading, SheetRead
from archivist.model.ledger_sync import Sync, Unentered, sync
from archivist.model.operation import Deed, Operation, Result, Step, StepKind, Verb
from archivist.model.refusal import reason_of
from archivist.store.durable import open_plain
from archivist.store.ledger_file import load_ledgers
from archivist.store.operations import writing
from archivist.store.plan_file import load_plan
from archivist.store.settings import load_settings
from archivist.store.tree import extended

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ROWS_FIT = (".xlsx", ".xlsm")
"""Endings of the workbooks into which rows can be put."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioSync:
    """The ledgers of one studio and its folders."""

    studio: str
    syncs: tuple[Sync, ...]
    read: StudioLedgers
    stamps: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Size and time, in nanoseconds, of each workbook just before it was read, by its path."""

    @property
    def agrees(self) -> bool:
        """All was read, every row has its evidence, every item its row."""
        differ = any(each.unproved or each.unentered for each in self.syncs)
        return not differ and not self.read.unread

    def home(self, ledger: Ledger, year: int) -> tuple[LedgerReading, SheetRead] | None:
        """Return the sheet into which a row of that year belongs, or None.

        One that names the year goes before one that names none; of several, the fullest.
        """
        held = [
            (_years(sheet.name) or _years(reading.path.rpartition("/")[2]), reading, sheet)
            for reading in self.read.readings
            for sheet in reading.sheets
            if sheet.ledger == ledger.id
        ]
        fitting = [each for each in held if year in each[0]]
        fitting = fitting or [each for each in held if not each[0]]
        best = max(fitting, key=lambda each: _capacity(*each[1:]), default=None)
        return best and best[1:]


def _years(name: str) -> range:
    """Return the years that a name tells: ``2025``, ``2023-2025``."""
    years = [int(found) for found in _YEAR.findall(name)]
    return range(min(years), max(years) + 1) if years else range(0)


def _capacity(reading: LedgerReading, sheet: SheetRead) -> tuple[bool, int]:
    return reading.path.lower().endswith(_ROWS_FIT), sheet.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """What was put into workbooks."""

    deeds: tuple[Deed, ...] = ()
    """One for each workbook."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """How many each workbook was to get, by its path."""
    refused: tuple[str, ...] = ()
    """Why rows were not put anywhere: where, what, and what to do."""
    finished: tuple[Deed, ...] = ()
    """What an earlier run had left unfinished, and how it ended now."""

    @property
    def done(self) -> bool:
        """All rows were put in."""
        return not self.refused and all(deed.result is Result.DONE for deed in self.deeds)


def sync_ledgers(view: View, studios: Sequence[str] = ()) -> tuple[StudioSync, ...]:
    """Return what ledgers and folders do not have in common, studio by studio.

    Raises:
        InvalidChoiceError: A name fits no studio.
        NotReadableError: The archive, a studio or a category cannot be looked into.
    """
    root = extended(view.root)
    settings = load_settings(root)
    plan = load_plan(root, settings)
    ledgers = load_ledgers(root, plan)
    chosen = choose_studios(settings, studios) or tuple(s.name for s in settings.studios)
    seen, librarian = survey(view), Librarian(plan, ledgers)
    refuse_unseen(seen.dossier, chosen)
    with Apart(LIMITS) as apart:
        return tuple(_synced(name, seen, librarian, apart) for name in chosen)


def _synced(studio: str, seen: Survey, librarian: Librarian, apart: Apart) -> StudioSync:
    dossier, ledgers = seen.dossier, librarian.ledgers
    records = [record for record in dossier.records if record.item.studio == studio]
    items = [item for item in dossier.items if item.studio == studio]
    read = librarian.read(seen.view.root, records, apart)
    filed = filed_of(items, records, dossier.plan)
    ties = events_of(ledgers, read.entries, filed).ties
    # A ledger of which no workbook could be read would seem to lack every row.
    kept = [ledger for ledger in ledgers if ledger.id in read.workbooks]
    sizes = {record.path: record.size for record in records}
    paths = [reading.path for reading in read.readings]
    return StudioSync(
        studio=studio,
        syncs=tuple(sync(each, read.entries, filed, ties, others=ledgers) for each in kept),
        read=read,
        stamps={path: (sizes[path], seen.modified.get(path, 0)) for path in paths},
    )


def append_missing(view: View, synced: Sequence[StudioSync], now: datetime) -> Appended:
    """Put a row for every filed item without one into its ledger; the rest stays as it was.

    What a workbook held before is kept, and ``archivist undo`` brings it back. Nothing is put into
    one that changed since it was compared, or that somebody has open.

    Raises:
        BusyError: Another command writes there and does not end.
        NotWritableError: Nothing can be written in the archive.
    """
    wanted, refused = _additions(synced)
    if not wanted:
        return Appended(refused=tuple(refused))
    stamps = {path: stamp for studio in synced for path, stamp in studio.stamps.items()}
    deeds: list[Deed] = []
    with writing(view.root, Verb.LEDGER, now) as session:
        for path, additions in wanted.items():
            try:
                source = closed_source(extended(view.root) / path, path, stamps[path])
                content = appended(source, additions, named=path)
            except ArchivistError as error:
                refused.append(problem(error))
                continue
            put = Step(
                kind=StepKind.PUT,
                path=path,
                sha256=session.keep(content),
                before=hashlib.sha256(source).hexdigest(),
            )
            deeds += session.carry_out([Operation(verb=Verb.LEDGER, steps=(put,))])
        return Appended(
            deeds=tuple(deeds),
            rows={path: len(additions) for path, additions in wanted.items()},
            refused=tuple(refused),
            finished=session.finished,
        )


def _additions(synced: Sequence[StudioSync]) -> tuple[dict[str, list[Addition]], list[str]]:
    """Return the rows for each workbook, and why others have nowhere to go."""
    wanted: defaultdict[str, list[Addition]] = defaultdict(list)
    homeless: Counter[tuple[str, str, int]] = Counter()
    for studio in synced:
        for each in studio.syncs:
            for missing in sorted(each.unentered, key=_by_day):
                year = _by_day(missing)[0].year
                home = studio.home(each.ledger, year)
                if home is None:
                    homeless[studio.studio, each.ledger.name, year] += 1
                else:
                    wanted[home[0].path].append(_addition(home[1], missing))
    return dict(wanted), [_homeless(*place, count) for place, count in homeless.items()]


def _homeless(studio: str, ledger: str, year: int, count: int) -> str:
    text = ngettext(
        "{studio}: {count} row has no place: no {ledger} there is for {year}. Make one: "
        "archivist ledger new {ledger} --year {year} --studio {studio}",
        "{studio}: {count} rows have no place: no {ledger} there is for {year}. Make one: "
        "archivist ledger new {ledger} --year {year} --studio {studio}",
        count,
    )
    return text.format(studio=studio, count=count, ledger=ledger, year=year)


def _by_day(missing: Unentered) -> tuple[date, str]:
    return missing.item.day or date.min, missing.item.path


def _addition(sheet: SheetRead, missing: Unentered) -> Addition:
    cells = {sheet.letters[key]: text for key, text in missing.row.items() if key in sheet.letters}
    return Addition(sheet=sheet.name, head_row=sheet.head, cells=cells)


def closed_source(place: Path, path: str, stamp: tuple[int, int]) -> bytes:
    """Return a workbook as it was when it was compared, which nobody edits now."""
    file_name = shown(path)
    for name in _locks(place.name):
        if os.path.lexists(place.with_name(name)):
            raise NotReadableError(
                _("{file} is open in Excel, WPS or LibreOffice.").format(file=file_name),
                _(
                    "Close it there, then run the command again. If nobody has it open, remove the "
                    "file {lock} beside it."
                ).format(lock=shown(name)),
            )
    try:
        with open_plain(place) as file:
            status = os.fstat(file.fileno())
            if (status.st_size, status.st_mtime_ns) == stamp:
                return file.read()
    except OSError as error:
        raise NotReadableError(
            _("{file} cannot be read: {reason}.").format(file=file_name, reason=reason_of(error)),
            _("Close it in Excel or WPS if it is open there."),
        ) from error
    raise NotReadableError(
        _("{file} was changed while it was being compared.").format(file=file_name),
        _("Run the command again."),
    )


def _locks(name: str) -> Iterator[str]:
    """Yield the names of the files by which office programs say that a workbook is open."""
    yield f"~${name}"
    yield f"~${name[2:]}"
    yield f".~lock.{name}#"
    yield f".~{name}"
