"""``archivist import`` with a corrected plan: what it would copy, and copying what was adopted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from archivist.actions.bring_in import OldFolder
from archivist.actions.inbox import forget_foreign, read
from archivist.actions.material_notes import Note, noted, notes
from archivist.actions.survey import survey
from archivist.actions.view import View
from archivist.formats.plan_sheet import PlanAction, PlannedRow, read_plan
from archivist.model.approval import Approver, Fault, Mistake, Wish
from archivist.model.arrival import Arrival
from archivist.model.bringing import Left, LeftKind, OldTree, read_old_tree
from archivist.model.dossier import Dossier
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Facts
from archivist.model.fates import Fate, Turn, count
from archivist.model.filing import Filing
from archivist.model.item import ITEM_FILE
from archivist.model.layout import SIDECAR
from archivist.model.operation import Deed, Result, Verb
from archivist.store.durable import regular
from archivist.store.inside import inside
from archivist.store.operations import Writing, writing
from archivist.store.tree import extended


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


@dataclass(slots=True, kw_only=True)
class _Table:
    """The rows of a plan with what lies at their sources now. Filled once, then left alone."""

    rows: tuple[PlannedRow, ...]
    fates: dict[int, Fate] = field(default_factory=dict)
    """By the number of the row in ``rows``: those that are settled."""
    sources: dict[int, str] = field(default_factory=dict)
    """The full path of the file that a row copies."""
    tree: OldTree = field(default_factory=OldTree)
    facts: Mapping[str, Facts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copying:
    """What is going to be copied, as the archive is now."""

    fates: Mapping[int, Fate]
    filings: tuple[Filing, ...]
    rows: Mapping[str, int]
    """Which row copies a file, by its full path."""
    unsaid: tuple[tuple[str, str], ...]


def preview(view: View, old: OldFolder, plan: Path) -> ImportReport:
    """Return what a plan would copy, row by row; nothing is written.

    Raises:
        InvalidFileError: It is no plan.
        NotReadableError: It cannot be read.
    """
    rows = read_plan(plan)
    dossier = survey(view).dossier
    copying = _weigh(_sources(view, dossier, old, rows), dossier)
    ready = _ended(copying, copying.filings, Turn.READY)
    fates = {**copying.fates, **dict(ready)}
    found = notes(view.root, copying.unsaid)
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
    table, settings = _sources(view, dossier, old, rows), dossier.settings
    with writing(view.root, Verb.IMPORT, now) as session:
        copying = _weigh(table, survey(view).dossier)
        fates = dict(copying.fates)
        if count(fates.values(), Turn.MISTAKEN):
            fates |= _ended(copying, copying.filings, Turn.READY)
            return ImportReport(fates=_in_order(fates), dry_run=True, finished=session.finished)
        found = notes(view.root, copying.unsaid)
        filings = noted(session, copying.filings, found)
        fates |= _copied(session, copying, filings)
        forget_foreign(view, settings)
        return ImportReport(fates=_in_order(fates), notes=found, finished=session.finished)


def _copied(
    session: Writing, copying: _Copying, filings: Iterable[Filing]
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


def _ended(copying: _Copying, filings: Iterable[Filing], turn: Turn) -> Iterator[tuple[int, Fate]]:
    for filing in filings:
        for arrival, target in filing.targets:
            number = copying.rows[arrival.path]
            yield number, replace(copying.fates[number], turn=turn, target=target)


def _in_order(fates: Mapping[int, Fate]) -> tuple[Fate, ...]:
    return tuple(fates[number] for number in sorted(fates))


def _sources(view: View, dossier: Dossier, old: OldFolder, rows: tuple[PlannedRow, ...]) -> _Table:
    """Return the rows with what lies at their sources; those without a source are settled."""
    table = _Table(rows=rows)
    entries: dict[str, Entry] = {}
    for number, row in enumerate(rows):
        if row.action is not PlanAction.COPY:
            table.fates[number] = _fate(row, left=_unadopted(row))
            continue
        found = _source(old, row)
        if not isinstance(found, Mistake) and found[0].path in entries:
            found = Mistake(fault=Fault.TWO_ROWS)
        if isinstance(found, Mistake):
            table.fates[number] = _fate(row, mistake=found)
            continue
        table.sources[number] = found[0].path
        entries.update({entry.path: entry for entry in found})
    table.tree = read_old_tree(entries.values())
    table.facts = read(view, dossier.settings, table.tree.wanted)
    return table


def _unadopted(row: PlannedRow) -> Left:
    """Return why a row is not to be copied: a person's remark goes before what the plan said."""
    said = row.values.get("note", "").strip()
    if row.action is None:
        return Left(kind=LeftKind.UNDECIDED, text=said)
    if row.proposed and not said:
        return Left(kind=LeftKind.PROPOSED, text=row.proposed)
    return Left(kind=LeftKind.NOT_ADOPTED, text=said)


def _source(old: OldFolder, row: PlannedRow) -> list[Entry] | Mistake:
    """Return the file that a row names with what may be its sidecars, if it is in the folder."""
    try:
        place = inside(extended(old.place), row.source)
    except (OSError, ValueError):
        return Mistake(fault=Fault.OUTSIDE, text=row.source)
    name = place.name.lower()
    if name.endswith(SIDECAR) or name == ITEM_FILE:
        return Mistake(fault=Fault.SIDECAR)
    own = _entry(place, f"{old.start}/{PurePosixPath(row.source).as_posix()}")
    if own is None:
        return Mistake(fault=Fault.GONE, text=row.source)
    endings = (SIDECAR, SIDECAR.upper())
    beside = {
        place.with_name(stem + end).name for stem in (place.name, place.stem) for end in endings
    }
    sidecars = (_entry(place.with_name(name), f"{own.folder}/{name}") for name in sorted(beside))
    return [own, *(entry for entry in sidecars if entry is not None)]


def _entry(place: Path, path: str) -> Entry | None:
    """Return an ordinary file, or None."""
    try:
        status = regular(place)
    except (OSError, ValueError):
        return None
    return Entry(path, EntryKind.FILE, status.st_size, status.st_mtime_ns)


def _weigh(table: _Table, dossier: Dossier) -> _Copying:
    """Hold the rows against the archive."""
    approver = Approver(dossier)
    fates = dict(table.fates)
    arrivals: dict[str, Arrival] = {}
    rows: dict[str, int] = {}
    seen: dict[str, str] = {}
    for number, source in table.sources.items():
        row = table.rows[number]
        found = _weighed(table, approver, seen, number)
        if isinstance(found, Arrival):
            arrivals[source], rows[source] = found, number
            fates[number] = _fate(row)
            seen[table.facts[source].sha256] = row.source
        elif isinstance(found, Mistake):
            fates[number] = _fate(row, mistake=found)
        else:
            fates[number] = _fate(row, left=found)
    filings = []
    for filing, wrong in approver.plan(arrivals.values(), table.facts):
        if not wrong:
            filings.append(filing)
        for path, mistake in wrong.items():
            fates[rows[path]] = _fate(table.rows[rows[path]], mistake=mistake)
    unsaid = tuple(_unsaid(table, approver, filings, rows))
    return _Copying(fates=fates, filings=tuple(filings), rows=rows, unsaid=unsaid)


def _unsaid(
    table: _Table, approver: Approver, filings: Iterable[Filing], rows: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Yield the copies whose name does not tell the material that the plan states."""
    for filing in filings:
        for arrival, target in filing.targets:
            material = table.rows[rows[arrival.path]].values.get("material", "")
            if material and not approver.told(arrival, target, material):
                yield target, material


def _weighed(
    table: _Table, approver: Approver, seen: Mapping[str, str], number: int
) -> Arrival | Mistake | Left:
    """Return the file that a row copies with its place, or why it is not copied."""
    row, source = table.rows[number], table.sources[number]
    facts = table.facts.get(source)
    if facts is None or not facts.sha256:
        return Mistake(fault=Fault.UNREADABLE, text=facts.detail if facts else "")
    beside = table.tree.sidecars.get(source)
    if beside is not None and not table.facts[beside.path].sha256:
        return Mistake(fault=Fault.UNREADABLE, text=beside.name)
    if row.sha256 and not facts.sha256.startswith(row.sha256):
        return Mistake(fault=Fault.CHANGED)
    if first := approver.archived(facts):
        return Left(kind=LeftKind.ARCHIVED, text=first)
    if facts.sha256 in seen:
        return Left(kind=LeftKind.REPEATED, text=seen[facts.sha256])
    return approver.arrival(_wish(table, number, facts))


def _wish(table: _Table, number: int, facts: Facts) -> Wish:
    source = table.sources[number]
    said = table.rows[number].values
    beside = table.tree.sidecars.get(source)
    return Wish(
        source=source,
        size=table.tree.files[source].size,
        facts=facts,
        studio=said.get("studio", ""),
        category=said.get("category", ""),
        item=said.get("item", ""),
        date=said.get("date", ""),
        name=said.get("name", ""),
        material=said.get("material", ""),
        sidecar=beside.path if beside else "",
    )


def _fate(row: PlannedRow, *, left: Left | None = None, mistake: Mistake | None = None) -> Fate:
    turn = Turn.MISTAKEN if mistake else Turn.LEFT if left else Turn.READY
    return Fate(
        sheet=row.sheet,
        row=row.row,
        source=row.source,
        turn=turn,
        left=left,
        mistake=mistake,
    )
