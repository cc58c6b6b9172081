"""``archivist ledger check``: every bad cell of the ledgers, by sheet, row and column."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from pathlib import Path

from archivist.actions.blind import refuse_unseen
from archivist.actions.ledgers import Librarian, ledger_told, problem
from archivist.actions.survey import choose_studios, survey
from archivist.actions.view import View
from archivist.errors import ArchivistError
from archivist.formats.apart import Apart
from archivist.formats.ledger_reading import read_ledger
from archivist.formats.workbook.reading import LIMITS
from archivist.model.ledger import Ledger
from archivist.model.ledger_check import check_rows
from archivist.model.ledger_entry import CellFault, LedgerReading
from archivist.model.settings import Settings
from archivist.store.ledger_file import load_ledgers
from archivist.store.plan_file import load_plan
from archivist.store.settings import load_settings
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLedger:
    """One workbook."""

    path: str
    ledgers: tuple[Ledger, ...] = ()
    """Those that its sheets are."""
    entries: int = 0
    faults: tuple[CellFault, ...] = ()
    """By sheet and row."""
    reason: str = ""
    """Why it cannot be read."""

    @property
    def passed(self) -> bool:
        """It was read, and nothing is wrong in it."""
        return not self.faults and not self.reason


def check_ledgers(view: View, studios: Sequence[str] = ()) -> tuple[CheckedLedger, ...]:
    """Check all ledgers of the archive.

    A workbook that cannot be read is told with the reason, and the others are read all the same.

    Args:
        view: Which archive, on which day.
        studios: Names, or parts of names; none means all.

    Raises:
        InvalidChoiceError: A name fits no studio.
        NotReadableError: The archive, a studio or a category cannot be looked into.
    """
    root = extended(view.root)
    settings = load_settings(root)
    plan = load_plan(root, settings)
    ledgers = load_ledgers(root, plan)
    wanted = set(choose_studios(settings, studios) or (s.name for s in settings.studios))
    dossier = survey(view).dossier
    refuse_unseen(dossier, wanted)
    records = [record for record in dossier.records if record.item.studio in wanted]
    read = Librarian(plan, ledgers).read(view.root, records)
    checked = [_checked(reading, ledgers, view.as_of) for reading in read.readings]
    checked += [CheckedLedger(path=path, reason=reason) for path, reason in read.unread.items()]
    return tuple(sorted(checked, key=lambda each: each.path))


def check_files(root: Path | None, paths: Iterable[Path], as_of: date) -> tuple[CheckedLedger, ...]:
    """Check workbooks wherever they lie; their names tell which ledgers they are.

    Args:
        root: The archive by whose plan and ledgers they are read; None: by the shipped ones.
        paths: The workbooks.
        as_of: Days after this one have not come.
    """
    place = extended(root) if root else None
    plan = load_plan(place, load_settings(place) if place else Settings(studios=()))
    ledgers = load_ledgers(place, plan)
    with Apart(LIMITS) as apart:
        return tuple(
            _file(path, ledgers, ledger_told(path.name, plan, ledgers), as_of, apart)
            for path in paths
        )


def _file(
    path: Path, ledgers: Sequence[Ledger], known: Ledger | None, as_of: date, apart: Apart
) -> CheckedLedger:
    shown, place = str(path), extended(path)
    if not os.path.lexists(place):
        return CheckedLedger(path=shown, reason=_("It is not there. Check the name."))
    if os.path.isdir(place):  # noqa: PTH112 - it raises nothing
        reason = _("It is a folder. Name the workbooks in it.")
        return CheckedLedger(path=shown, reason=reason)
    try:
        return _checked(read_ledger(place, shown, ledgers, known, apart=apart), ledgers, as_of)
    except ArchivistError as error:
        return CheckedLedger(path=shown, reason=problem(error))


def _checked(reading: LedgerReading, ledgers: Sequence[Ledger], as_of: date) -> CheckedLedger:
    faults = (*reading.faults, *check_rows(reading, ledgers, as_of))
    sheets = {sheet.name: at for at, sheet in enumerate(reading.sheets)}

    def place(fault: CellFault) -> tuple[int, int, int, str]:
        # Column Z comes before AA.
        return sheets.get(fault.sheet, len(sheets)), fault.row, len(fault.column), fault.column

    return CheckedLedger(
        path=reading.path,
        ledgers=tuple(_of(reading, ledgers)),
        entries=len(reading.entries),
        faults=tuple(sorted(faults, key=place)),
    )


def _of(reading: LedgerReading, ledgers: Sequence[Ledger]) -> Iterator[Ledger]:
    held = {sheet.ledger for sheet in reading.sheets}
    return (ledger for ledger in ledgers if ledger.id in held)
