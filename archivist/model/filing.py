"""Filing: which operations bring arrivals into their items, each image under its next free code.

Files of one folder that differ in their endings alone (RAW and JPEG, a live photo) are one shot:
they are given one code, and they move together or not at all, with their sidecars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from archivist.model.arrival import Arrival, Intake
from archivist.model.code import Code, read_code
from archivist.model.dossier import Dossier
from archivist.model.endings import ending_fits, renamed
from archivist.model.facts import Facts
from archivist.model.item import ITEM_FILE
from archivist.model.layout import SIDECAR
from archivist.model.names import is_outside, name_fault, portable, same_name
from archivist.model.operation import Operation, Step, StepKind, Verb

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
        facts: The facts of the arrivals, their sidecars and ``item.toml`` files, by path.
    """

    def __init__(self, dossier: Dossier, facts: Mapping[str, Facts]) -> None:
        self._dossier = dossier
        self._facts = facts
        self._last: dict[tuple[str, str, date], int] = {}
        self._codes: set[tuple[str, Code]] = set()
        self._names = {same_name(path) for path in dossier.paths}
        self._moved: set[str] = set()
        """Sidecars and ``item.toml`` files that an operation has taken along."""
        studios = {same_name(studio.name): studio.name for studio in dossier.settings.studios}
        for path in dossier.paths:
            # A sidecar without its image tells that its number was given, as the image itself does.
            code = read_code(path.rpartition("/")[2].partition(".")[0].upper())
            studio = studios.get(same_name(path.partition("/")[0]))
            if code and studio:
                self._use(studio, code)

    def plan(self, arrivals: Iterable[Arrival], intake: Intake) -> Iterator[Filing]:
        """Yield the operations, in the order in which the pictures were taken.

        Args:
            arrivals: Those that are to be filed; each has a destination.
            intake: What a person says.
        """
        shots = list(_shots(arrivals))
        # Whoever has a code of its own and may keep it does, before others are given the next one.
        codes = [self._own_code(shot[0], intake) for shot in shots]
        for shot, own in zip(shots, codes, strict=True):
            code = own or (self._next_code(shot, intake) if _is_image(shot[0]) else None)
            targets = self._targets(shot, code)
            yield Filing(
                operation=Operation(verb=Verb.FILE, steps=tuple(self._steps(targets))),
                targets=tuple(targets),
            )

    def _targets(self, shot: list[Arrival], code: Code | None) -> list[tuple[Arrival, str]]:
        targets = []
        for arrival in shot:
            folder = _folder(arrival)
            name = f"{code}{_ending(arrival)}" if code else self._name(arrival, folder)
            path = f"{folder}/{name}"
            self._names.add(same_name(path))
            targets.append((arrival, path))
        return targets

    def _own_code(self, arrival: Arrival, intake: Intake) -> Code | None:
        """Return the code that an image bears already, if it is right and nobody else has it."""
        own = read_code(arrival.record.stem) if _is_image(arrival) else None
        if own is None or own != replace(self._first_code(arrival, intake), number=own.number):
            return None
        studio = _studio(arrival)
        if (studio, own) in self._codes or not self._is_free(f"{_folder(arrival)}/{own}", arrival):
            return None
        self._use(studio, own)
        return own

    def _next_code(self, shot: list[Arrival], intake: Intake) -> Code:
        """Return the number after the highest that was ever given, so that no gap is filled."""
        first, studio = self._first_code(shot[0], intake), _studio(shot[0])
        number = self._last.get((studio, first.image_class, first.day), 0) + 1
        code = replace(first, number=number)
        self._use(studio, code)
        return code

    def _first_code(self, arrival: Arrival, intake: Intake) -> Code:
        record = arrival.record
        stated = record.elements.event_date
        day = (stated.day if stated else None) or intake.day
        if day is None:
            raise ValueError(f"{arrival.path}: an image without its event's date has no code")
        classes = self._dossier.settings.classes
        head = record.stem.partition("-")[0]
        image_class = intake.image_class or (head if head in classes else next(iter(classes)))
        return Code(image_class=image_class, day=day, number=1)

    def _is_free(self, stem: str, arrival: Arrival) -> bool:
        ending = _ending(arrival)
        beside = (f"{stem}{ending}", f"{stem}{ending}{SIDECAR}", f"{stem}{SIDECAR}")
        return not self._names.intersection(map(same_name, beside))

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
        while self._names.intersection(
            {same_name(f"{folder}/{name}"), same_name(f"{folder}/{name}{SIDECAR}")}
        ):
            name = f"{path.stem} ({number}){path.suffix}"
            number += 1
        return name

    def _steps(self, targets: list[tuple[Arrival, str]]) -> Iterator[Step]:
        destination = targets[0][0].destination
        for path in destination.folders if destination and destination.new else ():
            yield Step(kind=StepKind.FOLDER, path=path)
        for arrival, target in targets:
            yield from self._bring(arrival.item_file, f"{_folder(arrival)}/{ITEM_FILE}")
            yield from self._bring(arrival.path, target)
            own = same_name(arrival.sidecar) == same_name(f"{arrival.path}{SIDECAR}")
            stem = target if own else PurePosixPath(target).with_suffix("").as_posix()
            yield from self._bring(arrival.sidecar, f"{stem}{SIDECAR}")

    def _bring(self, source: str, target: str) -> Iterator[Step]:
        if not source or source in self._moved:
            return
        self._moved.add(source)
        self._names.add(same_name(target))
        kind = StepKind.COPY if is_outside(source) else StepKind.MOVE
        sha256 = self._facts[source].sha256
        yield Step(kind=kind, path=target, source=source, sha256=sha256)


def tidied(filings: Iterable[Filing], inbox: str, staying: Iterable[str]) -> list[Filing]:
    """Return filings that take away the folders of the inbox which they empty.

    The last filing out of a folder does it. A folder that holds anything by then stays: only empty
    ones can be taken away.

    Args:
        filings: In the order in which they are carried out.
        inbox: The folder that always stays.
        staying: Files known to lie in the inbox, those that are filed among them.
    """
    found = list(filings)
    last = {
        folder: number
        for number, filing in enumerate(found)
        for step in filing.operation.steps
        if step.kind is StepKind.MOVE
        for folder in _folders_of(step.source, inbox)
    }
    gone = {step.source for filing in found for step in filing.operation.steps}
    kept = {f for path in staying if path not in gone for f in _folders_of(path, inbox)}
    leaving: dict[int, list[str]] = {}
    for folder in sorted(last.keys() - kept, key=lambda f: (-f.count("/"), f)):
        leaving.setdefault(last[folder], []).append(folder)
    for number, folders in leaving.items():
        operation = found[number].operation
        steps = (Step(kind=StepKind.LEAVE, path=folder) for folder in folders)
        operation = replace(operation, steps=(*operation.steps, *steps))
        found[number] = replace(found[number], operation=operation)
    return found


def _folders_of(path: str, inbox: str) -> Iterator[str]:
    """Yield the folders in which a file of the inbox lies, without the inbox itself."""
    folder = path.rpartition("/")[0]
    while folder.startswith(f"{inbox}/"):
        yield folder
        folder = folder.rpartition("/")[0]


def _shots(arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    """Yield what is given one code; two files that would get one name are two shots."""
    groups: dict[tuple[tuple[str, str], int], list[Arrival]] = {}
    for arrival in arrivals:
        number = 0
        while _ending(arrival) in map(_ending, groups.get((arrival.shot, number), ())):
            number += 1
        groups.setdefault((arrival.shot, number), []).append(arrival)
    yield from sorted(groups.values(), key=lambda shot: _when(shot[0]))


def _when(arrival: Arrival) -> tuple[str, bool, str, list[tuple[int, str]]]:
    """Return by what shots are ordered: the item, the moment, the name with numbers as numbers.

    What tells no moment, as scans and drawings do not, comes last.
    """
    facts = arrival.record.facts
    moment = facts.shot.moment if facts else ""
    pieces = _DIGITS.split(same_name(arrival.record.name))
    natural = [(int(p) if p.isdecimal() else 0, p) for p in pieces]
    return _folder(arrival), not moment, moment, natural


def _is_image(arrival: Arrival) -> bool:
    return arrival.record.pictorial


def _folder(arrival: Arrival) -> str:
    return arrival.destination.path if arrival.destination else ""


def _studio(arrival: Arrival) -> str:
    return arrival.destination.item.studio if arrival.destination else ""


def _ending(arrival: Arrival) -> str:
    """Return the ending that fits the content: a ``.heic`` that is a JPEG becomes ``.jpg``."""
    record = arrival.record
    suffix = PurePosixPath(record.name).suffix
    if record.facts and not ending_fits(record.facts.format, suffix):
        suffix = PurePosixPath(renamed(record.name, record.facts.format)).suffix
    return suffix.lower()
