"""The evidence pack 佐证材料: what proves the points, in the rubric's own order, with a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from archivist.model.item import Paper
from archivist.model.names import MAX_SUFFIX, portable, utf16_length
from archivist.model.record import Record
from archivist.model.score import CriterionScore, Proof, Score

SUMS = "sha256sums.txt"
"""Checksums of all files in the pack: ``sha256sum -c`` checks them without archivist."""
_MAX_FOLDER = 40
"""UTF-16 units of a folder's name, so that paths stay short enough for Windows."""
_MAX_FILE = 80
"""UTF-16 units of a file's name without its number: in UTF-8 no longer than 255 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLine:
    """One file of the pack, under one criterion."""

    number: int
    """From 1; a file that proves several criteria keeps the number of its first."""
    criterion: str
    """The criterion's id."""
    path: str
    """In the pack, with forward slashes."""
    source: str
    """In the archive."""
    title: str
    """Of its item, or of the event that it proves."""
    day: date | None = None
    box: str = ""
    """Where the paper copy lies."""
    paperless: str = ""
    """Why there is no paper copy."""
    elements: str = ""
    """What is stated of an image: cause, place, people, source."""
    sidecar: str = ""
    """The description that lies beside the file in the archive; copied with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPlan:
    """What a pack is going to hold."""

    score: Score
    lines: tuple[PackLine, ...]
    """In the rubric's order."""
    bare: tuple[str, ...] = ()
    """Ids of the criteria that are not met and for which nothing is filed."""

    @property
    def files(self) -> tuple[PackLine, ...]:
        """Each file once, in the order of their numbers."""
        first: dict[int, PackLine] = {}
        for line in self.lines:
            first.setdefault(line.number, line)
        return tuple(first.values())


def pack_plan(
    score: Score, records: Mapping[str, Record], sidecars: Mapping[str, str], top: str = ""
) -> PackPlan:
    """Return what the pack of one studio holds.

    Args:
        score: The studio's score, with the proofs for each criterion.
        records: All records, by path.
        sidecars: The sidecar of each file that has one, by the file's path.
        top: The folder of the studio in a pack of several; empty: none.
    """
    lines: list[PackLine] = []
    taken: dict[str, PackLine] = {}
    bare: list[str] = []
    for position, each in enumerate(score.criteria, start=1):
        folder = f"{top}{_folder(position, each)}"
        proved = dict(_paths(each.proofs))
        if not proved and not each.met:
            bare.append(each.criterion.id)
        for path, proof in proved.items():
            known = taken.get(path)
            number = known.number if known else len(taken) + 1
            record = records.get(path)
            paper = _paper(record)
            line = PackLine(
                number=number,
                criterion=each.criterion.id,
                path=known.path if known else f"{folder}/{_name(number, path)}",
                source=path,
                title=_title(record, proof, path),
                day=_day(record, proof),
                box=paper.box,
                paperless=paper.none_because,
                elements=_elements(record),
                sidecar=sidecars.get(path, ""),
            )
            taken.setdefault(path, line)
            lines.append(line)
    return PackPlan(score=score, lines=tuple(lines), bare=tuple(bare))


def _paths(proofs: Iterable[Proof]) -> Iterator[tuple[str, Proof]]:
    """Yield each path that proves something, with the first proof that names it."""
    seen: set[str] = {""}
    for proof in proofs:
        event = proof.event
        for path in (proof.path, *(event.evidence if event else ()), event.path if event else ""):
            if path not in seen:
                seen.add(path)
                yield path, proof


def _folder(position: int, each: CriterionScore) -> str:
    name = portable(f"{position:02} {each.criterion.id} {each.criterion.name}").replace("/", "_")
    return _cut(name, _MAX_FOLDER)


def _name(number: int, path: str) -> str:
    name = portable(path.rpartition("/")[2])
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > MAX_SUFFIX:
        stem, dot, suffix = name, "", ""
    return f"{number:03} {_cut(stem, _MAX_FILE - utf16_length(dot + suffix))}{dot}{suffix}"


def _cut(text: str, units: int) -> str:
    while utf16_length(text) > units:
        text = text[:-1]
    return text.rstrip(". ")


def _title(record: Record | None, proof: Proof, path: str) -> str:
    if record is not None and record.item.flat:
        return record.stem
    if proof.event is not None:
        return proof.event.title
    return record.item.name.title if record else path.rpartition("/")[2]


def _day(record: Record | None, proof: Proof) -> date | None:
    if record is not None and record.item.flat:
        return None
    return proof.event.day if proof.event else (record.item.day if record else None)


def _paper(record: Record | None) -> Paper:
    if record is None:
        return Paper()
    return record.description.paper or record.item.description.paper or Paper()


def _elements(record: Record | None) -> str:
    """Return the elements of an image on one line, for what describes it may lie elsewhere."""
    if record is None or not record.pictorial:
        return ""
    stated = record.elements
    readings = (stated.cause, stated.place, *stated.people, stated.source)
    return " · ".join(reading.text for reading in readings if reading is not None)
