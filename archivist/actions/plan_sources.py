"""What lies in the old folder where the rows of a plan say, and which rows are settled without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from archivist.actions.inbox import read
from archivist.actions.old_descriptions import old_descriptions
from archivist.actions.old_folder import OldFolder
from archivist.actions.view import View
from archivist.formats.plan_sheet import PlanAction, PlannedRow
from archivist.model.approval import Fault, Mistake
from archivist.model.bringing import Left, LeftKind, OldTree, read_old_tree
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Facts
from archivist.model.fates import Fate, Turn
from archivist.model.item import ITEM_FILE
from archivist.model.layout import SIDECAR
from archivist.model.old_descriptions import OldDescriptions
from archivist.model.settings import Settings
from archivist.store.durable import regular
from archivist.store.inside import inside
from archivist.store.tree import extended


@dataclass(slots=True, kw_only=True)
class PlanTable:
    """The rows of a plan with what lies at their sources now. Filled once, then left alone."""

    rows: tuple[PlannedRow, ...]
    fates: dict[int, Fate] = field(default_factory=dict)
    """By the number of the row in ``rows``: those that are settled."""
    sources: dict[int, str] = field(default_factory=dict)
    """The full path of the file that a row copies."""
    tree: OldTree = field(default_factory=OldTree)
    descriptions: OldDescriptions = field(default_factory=OldDescriptions)
    facts: Mapping[str, Facts] = field(default_factory=dict)

    @property
    def numbers(self) -> dict[str, int]:
        """Which row copies a file, by its full path."""
        return {source: number for number, source in self.sources.items()}


def plan_sources(
    view: View, settings: Settings, old: OldFolder, rows: tuple[PlannedRow, ...]
) -> PlanTable:
    """Return the rows with what lies at their sources; those without a source are settled."""
    table = PlanTable(rows=rows)
    entries: dict[str, Entry] = {}
    for number, row in enumerate(rows):
        if row.action is not PlanAction.COPY:
            table.fates[number] = fate_of(row, _unadopted(row))
            continue
        found = _source(old, row)
        if not isinstance(found, Mistake) and found[0].path in entries:
            found = Mistake(fault=Fault.TWO_ROWS)
        if isinstance(found, Mistake):
            table.fates[number] = fate_of(row, found)
            continue
        table.sources[number] = found[0].path
        entries.update({entry.path: entry for entry in found})
    table.tree = read_old_tree(entries.values())
    table.descriptions = old_descriptions(table.tree)
    table.facts = read(view, settings, table.tree.wanted)
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
    if place.name.lower().endswith(SIDECAR):
        return Mistake(fault=Fault.SIDECAR)
    own = _entry(place, f"{old.start}/{PurePosixPath(row.source).as_posix()}")
    if own is None:
        return Mistake(fault=Fault.GONE, text=row.source)
    if own.name == ITEM_FILE:
        return [own]
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


def fate_of(row: PlannedRow, why: Left | Mistake | None = None) -> Fate:
    """Return what becomes of a row; without a reason against it, that it is ready."""
    left = why if isinstance(why, Left) else None
    mistake = why if isinstance(why, Mistake) else None
    turn = Turn.MISTAKEN if mistake else Turn.LEFT if left else Turn.READY
    return Fate(
        sheet=row.sheet,
        row=row.row,
        source=row.source,
        turn=turn,
        left=left,
        mistake=mistake,
    )
