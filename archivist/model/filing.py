"""Filing: which operations bring arrivals into their items, each image under its next free code.

Files of one folder that differ in their endings alone (RAW and JPEG, a live photo) are one shot:
they are given one code, and they move together or not at all, with their sidecars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from archivist.model.arrival import Arrival
from archivist.model.code import Code, read_code
from archivist.model.dossier import Dossier
from archivist.model.endings import ending_fits, renamed
from archivist.model.facts import Facts
from archivist.model.names import name_fault, portable, same_name
from archivist.model.operation import Operation, Step, StepKind, Verb
from archivist.model.arrival import Intake

_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One operation and what it files."""

    operation: Operation
    targets: tuple[tuple[Arrival, str], ...]
    """Each file and where it is going to lie."""


class Filer:
    """Gives names and codes that nothing in the archive has.

    Args:
        dossier: The archive as it is known now.
        facts: The facts of the arrivals and their sidecars, by path.
    """

    def __init__(self, dossier: Dossier, facts: dict[str, Facts]) -> None:
        self._dossier = dossier
        self._facts = facts
        self._last: dict[tuple[str, str, date], int] = {}
        self._codes: set[tuple[str, Code]] = set()
        self._names = {same_name(path) for path in dossier.paths}
        for record in dossier.records:
            if record.code:
                self._use(record.item.studio, record.code)

    def plan(self, arrivals: Iterable[Arrival], intake: Intake) -> Iterator[Filing]:
        """Yield the operations, in the order in which the pictures were taken.

        Args:
            arrivals: Those that are to be filed; each has a destination.
            intake: What a person says.
        """
        for shot in _shots(arrivals):
            targets = self._targets(shot, intake)
            yield Filing(
                operation=Operation(verb=Verb.FILE, steps=tuple(self._steps(targets))),
                targets=tuple(targets),
            )

    def _targets(self, shot: list[Arrival], intake: Intake) -> list[tuple[Arrival, str]]:
        first = shot[0]
        folder = first.destination.path if first.destination else ""
        code = self._code(first, intake) if first.record.pictorial else None
        targets = []
        for arrival in shot:
            name = f"{code}{_ending(arrival)}" if code else self._name(arrival, folder)
            path = f"{folder}/{name}"
            self._names.add(same_name(path))
            targets.append((arrival, path))
        return targets

    def _code(self, arrival: Arrival, intake: Intake) -> Code:
        record = arrival.record
        destination = arrival.destination
        studio = destination.item.studio if destination else ""
        stated = record.elements.event_date
        day = (stated.day if stated else None) or intake.day
        if day is None:
            raise ValueError(f"{arrival.path}: an image without its event's date has no code")
        own = read_code(record.stem)
        classes = self._dossier.settings.classes
        head = record.stem.partition("-")[0]
        image_class = intake.image_class or (head if head in classes else next(iter(classes)))
        wanted = Code(image_class=image_class, day=day, number=1)
        if own and own.day == day and own.image_class == image_class:
            wanted = own
        if (studio, wanted) in self._codes or wanted != own:
            key = (studio, image_class, day)
            wanted = replace(wanted, number=self._last.get(key, 0) + 1)
        self._use(studio, wanted)
        return wanted

    def _use(self, studio: str, code: Code) -> None:
        key = (studio, code.image_class, code.day)
        self._codes.add((studio, code))
        self._last[key] = max(self._last.get(key, 0), code.number)

    def _name(self, arrival: Arrival, folder: str) -> str:
        """Return a document's own name, made portable and unique where a person agreed to that."""
        name = arrival.record.name
        name = portable(name) if name_fault(name) else name
        path = PurePosixPath(name)
        number = 2
        while same_name(f"{folder}/{name}") in self._names:
            name = f"{path.stem} ({number}){path.suffix}"
            number += 1
        return name

    def _steps(self, targets: list[tuple[Arrival, str]]) -> Iterator[Step]:
        destination = targets[0][0].destination
        for path in destination.folders if destination and destination.new else ():
            yield Step(kind=StepKind.FOLDER, path=path)
        moved: set[str] = set()
        for arrival, target in targets:
            yield self._bring(arrival.path, target)
            if arrival.sidecar and arrival.sidecar not in moved:
                moved.add(arrival.sidecar)
                own = same_name(arrival.sidecar) == same_name(f"{arrival.path}.xmp")
                beside = f"{target}.xmp" if own else f"{target.rpartition('.')[0]}.xmp"
                yield self._bring(arrival.sidecar, beside)

    def _bring(self, source: str, target: str) -> Step:
        kind = StepKind.COPY if PurePosixPath(source).is_absolute() else StepKind.MOVE
        if PurePosixPath(source).drive or source[1:2] == ":" or source.startswith("\\\\"):
            kind = StepKind.COPY
        sha256 = self._facts[source].sha256
        return Step(kind=kind, path=target, source=source, sha256=sha256)


def _shots(arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    groups: dict[tuple[str, str], list[Arrival]] = {}
    for arrival in arrivals:
        record = arrival.record
        stem = record.stem if record.pictorial else record.name
        groups.setdefault((arrival.entry.folder, same_name(stem)), []).append(arrival)
    yield from sorted(groups.values(), key=lambda shot: _when(shot[0]))


def _when(arrival: Arrival) -> tuple[str, str, list[tuple[int, str]]]:
    """Return by what shots are ordered: the item, the moment, the name with numbers as numbers."""
    destination = arrival.destination.path if arrival.destination else ""
    facts = arrival.record.facts
    pieces = _DIGITS.split(same_name(arrival.record.name))
    natural = [(int(p) if p.isdecimal() else 0, p) for p in pieces]
    return destination, facts.shot.moment if facts else "", natural


def _ending(arrival: Arrival) -> str:
    """Return the ending that fits the content: a ``.heic`` that is a JPEG becomes ``.jpg``."""
    record = arrival.record
    suffix = PurePosixPath(record.name).suffix
    if record.facts and not ending_fits(record.facts.format, suffix):
        suffix = PurePosixPath(renamed(record.name, record.facts.format)).suffix
    return suffix.lower()
