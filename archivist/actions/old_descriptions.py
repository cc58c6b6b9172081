"""Bringing the ``item.toml`` files of an old folder along with the files that they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from archivist.model.arrival import Arrival
from archivist.model.bringing import OldTree
from archivist.model.entry import Entry
from archivist.model.facts import Facts
from archivist.model.filing import Filing
from archivist.model.item import ITEM_FILE
from archivist.model.old_descriptions import OldDescription, OldDescriptions
from archivist.model.operation import Step, StepKind
from archivist.model.place import Destination
from archivist.model.record import Record, kind_of
from archivist.store.item_file import load_description
from archivist.store.tree import extended


def old_descriptions(tree: OldTree) -> OldDescriptions:
    """Return what the ``item.toml`` files of an old tree say."""
    return OldDescriptions(_described(entry) for entry in tree.descriptions.values())


def _described(entry: Entry) -> OldDescription:
    said, trouble = load_description(extended(Path(entry.path)), entry.name)
    return OldDescription(entry=entry, said=said, trouble=trouble)


def with_descriptions(
    filings: Sequence[Filing],
    places: Iterable[tuple[Entry, Destination]],
    facts: Mapping[str, Facts],
) -> list[Filing]:
    """Return filings of which the first into an item copies its description as well."""
    found = list(filings)
    first: dict[str, int] = {}
    for number, filing in enumerate(found):
        first.setdefault(filing.targets[0][1].rpartition("/")[0], number)
    for entry, place in places:
        number = first[place.path]
        filing, target = found[number], f"{place.path}/{ITEM_FILE}"
        copy = Step(
            kind=StepKind.COPY,
            path=target,
            source=entry.path,
            sha256=facts[entry.path].sha256,
        )
        operation = replace(filing.operation, steps=(*filing.operation.steps, copy))
        targets = (*filing.targets, (_arrival(entry, place), target))
        found[number] = Filing(operation=operation, targets=targets)
    return found


def _arrival(entry: Entry, place: Destination) -> Arrival:
    kind = kind_of(entry.name)
    record = Record(path=entry.path, item=place.item, size=entry.size, kind=kind)
    return Arrival(entry=entry, record=record, destination=place)
