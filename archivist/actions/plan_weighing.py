"""Weighing a plan: which of its rows are copied, to where, and why the others are not."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from archivist.actions.old_descriptions import with_descriptions
from archivist.actions.plan_sources import PlanTable, fate_of
from archivist.model.approval import Approver, Fault, Mistake, Wish
from archivist.model.arrival import Arrival
from archivist.model.bringing import Left, LeftKind
from archivist.model.dossier import Dossier
from archivist.model.entry import Entry
from archivist.model.facts import Facts
from archivist.model.fates import Fate
from archivist.model.filing import Filing
from archivist.model.old_descriptions import Companions
from archivist.model.place import Destination


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """What is going to be copied, as the archive is now."""

    fates: Mapping[int, Fate]
    filings: tuple[Filing, ...]
    rows: Mapping[str, int]
    """Which row copies a file, by its full path."""
    unsaid: tuple[tuple[str, str], ...]
    """Copies, by their paths in the archive, whose names do not tell the material stated."""


def weigh(table: PlanTable, dossier: Dossier) -> Copying:
    """Hold the rows of a plan against the archive."""
    approver = Approver(dossier)
    found = _found(table, approver)
    why: dict[str, Left | Mistake] = {
        source: each for source, each in found.items() if isinstance(each, Left | Mistake)
    }
    arrivals = (each for each in found.values() if isinstance(each, Arrival))
    planned = list(approver.plan(arrivals, table.facts))
    why |= {path: each for _filing, wrong in planned for path, each in wrong.items()}
    filings = [filing for filing, wrong in planned if not wrong]
    unsaid = tuple(_unsaid(table, approver, filings))
    companions = Companions(dossier, (pair for filing in filings for pair in filing.targets))
    places: list[tuple[Entry, Destination]] = []
    for entry, place in _described(table, companions, why):
        if isinstance(place, Left):
            why[entry.path] = place
        else:
            places.append((entry, place))
    told = {n: fate_of(table.rows[n], why.get(path)) for path, n in table.numbers.items()}
    return Copying(
        fates={**table.fates, **told},
        filings=tuple(with_descriptions(filings, places, table.facts)),
        rows=table.numbers,
        unsaid=unsaid,
    )


def _found(table: PlanTable, approver: Approver) -> dict[str, Arrival | Mistake | Left | None]:
    """Return the file of each row with its place, or why it is not copied, by its full path."""
    found: dict[str, Arrival | Mistake | Left | None] = {}
    seen: dict[str, str] = {}
    for source, number in table.numbers.items():
        each = _unreadable(table, number) or _weighed(table, approver, seen, number)
        if isinstance(each, Arrival):
            seen[table.facts[source].sha256] = table.rows[number].source
        found[source] = each
    return found


def _described(
    table: PlanTable, companions: Companions, why: Container[str]
) -> Iterator[tuple[Entry, Destination | Left]]:
    """Yield where every description goes that was adopted and can be read."""
    for each in table.descriptions.all:
        if each.entry.path not in why:
            yield each.entry, companions.place(each)


def _unsaid(
    table: PlanTable, approver: Approver, filings: Iterable[Filing]
) -> Iterator[tuple[str, str]]:
    """Yield the copies whose name does not tell the material that the plan states."""
    rows = table.numbers
    for filing in filings:
        for arrival, target in filing.targets:
            material = table.rows[rows[arrival.path]].values.get("material", "")
            if material and not approver.told(arrival, target, material):
                yield target, material


def _unreadable(table: PlanTable, number: int) -> Mistake | None:
    """Return why the file of a row is not the one that the plan means."""
    row, source = table.rows[number], table.sources[number]
    facts = table.facts.get(source)
    if facts is None or not facts.sha256:
        return Mistake(fault=Fault.UNREADABLE, text=facts.detail if facts else "")
    beside = table.tree.sidecars.get(source)
    if beside is not None and not table.facts[beside.path].sha256:
        return Mistake(fault=Fault.UNREADABLE, text=beside.name)
    if row.sha256 and not facts.sha256.startswith(row.sha256):
        return Mistake(fault=Fault.CHANGED)
    return None


def _weighed(
    table: PlanTable, approver: Approver, seen: Mapping[str, str], number: int
) -> Arrival | Mistake | Left | None:
    """Return the file of a row with its place, or why it is not copied.

    None: a description, whose place is that of other files.
    """
    source = table.sources[number]
    facts = table.facts[source]
    if source in table.tree.descriptions:
        return None
    if first := approver.archived(facts):
        return Left(kind=LeftKind.ARCHIVED, text=first)
    if facts.sha256 in seen:
        return Left(kind=LeftKind.REPEATED, text=seen[facts.sha256])
    return approver.arrival(_wish(table, number, facts))


def _wish(table: PlanTable, number: int, facts: Facts) -> Wish:
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
        document=table.descriptions.document(source),
    )
