"""``archivist import`` with a corrected plan: what it would copy, and copying what was adopted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from archivist.actions.inbox import forget_foreign
from archivist.actions.material_notes import Note, noted, notes
from archivist.actions.old_folder import OldFolder
from archivist.actions.plan_sources import plan_sources
from archivist.actions.plan_weighing import Copying, weigh
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.formats.plan_sheet import read_plan
from archivist.model.bringing import Left, LeftKind
from archivist.model.fates import Fate, Turn, count
from archivist.model.filing import Filing
from archivist.model.operation import Deed, Result, Verb
from archivist.store.operations import Writing, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What became of a plan."""

    fates: tuple[Fate, ...]
    """One for each row, in order."""
    notes: tuple[Note, ...] = ()
    """What ``item.toml`` says, or would, of copies whose name does not tell their material."""
    dry_run: bool = False
    finished: tuple[Deed, ...] = ()
    """What an earlier run had left unfinished, and how it ended now."""

    @property
    def complete(self) -> bool:
        """Everything that was adopted is in the archive, or would be."""
        refused = any(f.left and f.left.kind is LeftKind.REFUSED for f in self.fates)
        return not refused and not count(self.fates, Turn.MISTAKEN)

    @property
    def stated(self) -> dict[str, str]:
        """The materials that are, or would be, written into ``item.toml``, by path."""
        there = {fate.target for fate in self.fates if fate.turn is not Turn.MISTAKEN}
        said = (note.materials.items() for note in self.notes if not note.trouble)
        return {path: material for each in said for path, material in each if path in there}


def preview(view: View, old: OldFolder, plan: Path) -> ImportReport:
    """Return what a plan would copy, row by row; nothing is written.

    Raises:
        InvalidFileError: It is no plan.
        NotReadableError: It cannot be read.
    """
    rows = read_plan(plan)
    dossier = survey(view).dossier
    copying = weigh(plan_sources(view, dossier.settings, old, rows), dossier)
    ready = _ended(copying, copying.filings, Turn.READY)
    fates = {**copying.fates, **dict(ready)}
    found = notes(view.root, copying.unsaid, copying.filings)
    return ImportReport(fates=_in_order(fates), notes=found, dry_run=True)


def take_in(view: View, old: OldFolder, plan: Path, now: datetime) -> ImportReport:
    """Copy what a plan adopts: nothing at all when one row has a mistake.

    Raises:
        InvalidFileError: It is no plan.
        NotReadableError: It cannot be read.
        BusyError: Another command writes and does not end.
        NotWritableError: Nothing can be written in the archive.
    """
    rows = read_plan(plan)
    # The long reading, before others are kept waiting; what is copied is checked against it.
    dossier = survey(view).dossier
    settings = dossier.settings
    table = plan_sources(view, settings, old, rows)
    with writing(view.root, Verb.IMPORT, now) as session:
        copying = weigh(table, survey(view).dossier)
        fates = dict(copying.fates)
        if count(fates.values(), Turn.MISTAKEN):
            fates |= _ended(copying, copying.filings, Turn.READY)
            return ImportReport(fates=_in_order(fates), dry_run=True, finished=session.finished)
        found = notes(view.root, copying.unsaid, copying.filings)
        filings = noted(session, copying.filings, found)
        fates |= _copied(session, copying, filings)
        forget_foreign(view, settings)
        return ImportReport(fates=_in_order(fates), notes=found, finished=session.finished)


def _copied(
    session: Writing, copying: Copying, filings: Iterable[Filing]
) -> Iterator[tuple[int, Fate]]:
    asked = tuple(filings)
    deeds = session.carry_out(filing.operation for filing in asked)
    for filing, deed in zip(asked, deeds, strict=True):
        if deed.result is Result.DONE:
            yield from _ended(copying, [filing], Turn.COPIED)
        else:
            refused = Left(kind=LeftKind.REFUSED, text=deed.reason)
            for number, fate in _ended(copying, [filing], Turn.LEFT):
                yield number, replace(fate, target="", left=refused)


def _ended(copying: Copying, filings: Iterable[Filing], turn: Turn) -> Iterator[tuple[int, Fate]]:
    for filing in filings:
        for arrival, target in filing.targets:
            number = copying.rows[arrival.path]
            yield number, replace(copying.fates[number], turn=turn, target=target)


def _in_order(fates: Mapping[int, Fate]) -> tuple[Fate, ...]:
    return tuple(fates[number] for number in sorted(fates))
