"""Proposing a code for every image that has none, or whose code cannot stay."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from archivist.checks.scope import images, split
from archivist.model.code import Code, suggest_code
from archivist.model.days import split_day
from archivist.model.endings import ending_fits, renamed
from archivist.model.facts import Format

if TYPE_CHECKING:
    from datetime import date

    from archivist.model.dossier import Dossier
    from archivist.model.record import Record

_Series = tuple[str, str, "date"]
"""Studio, class and day: what one run of numbers belongs to."""


def numbers_in_use(dossier: Dossier) -> dict[_Series, dict[int, list[str]]]:
    """Return the paths of the images by number, for each studio, class and day."""
    series: dict[_Series, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record in images(dossier):
        if record.code:
            key = (record.item.studio, record.code.image_class, record.code.day)
            series[key][record.code.number].append(record.path)
    return series


class Numbers:
    """The numbers that are given, and those that are proposed in the course of a check."""

    def __init__(self, dossier: Dossier) -> None:
        self._taken = {key: set(numbers) for key, numbers in numbers_in_use(dossier).items()}
        self._last = {key: max(numbers) for key, numbers in self._taken.items()}

    def take(self, studio: str, wanted: Code) -> Code:
        """Return the code that is wanted, or one with the number after all that are given."""
        key = (studio, wanted.image_class, wanted.day)
        taken = self._taken.setdefault(key, set())
        last = self._last.get(key, 0)
        number = last + 1 if wanted.number in taken else wanted.number
        taken.add(number)
        self._last[key] = max(last, number)
        return replace(wanted, number=number)


def repeated(dossier: Dossier) -> dict[str, str]:
    """Return, for each path whose code is in use in another folder, the path that keeps it.

    The same code twice in one folder is one shot in two formats, such as RAW and JPEG.
    """
    keeper: dict[tuple[str, Code], str] = {}
    later = {}
    for record in sorted(images(dossier), key=lambda record: record.path):
        if record.code:
            first = keeper.setdefault((record.item.studio, record.code), record.path)
            if split(first)[0] != split(record.path)[0]:
                later[record.path] = first
    return later


def proposals(dossier: Dossier) -> dict[str, str]:
    """Return, by path, the file name proposed for every image whose code has to change.

    An image of which no day is known has none: a day made up would be taken for the true one.
    No proposal meets a code in use or another proposal. Files of one folder that differ in their
    endings alone are one shot and are given one code.
    """
    numbers = Numbers(dossier)
    later = repeated(dossier)
    shots: dict[tuple[str, str], Code] = {}
    names = {}
    for record in sorted(images(dossier), key=lambda record: record.path):
        wanted = _wanted(record, dossier, repeats=record.path in later)
        if wanted is None:
            continue
        folder, name = split(record.path)
        stem = name.rpartition(".")[0] or name
        shot = (folder, stem)
        if shot not in shots:
            shots[shot] = numbers.take(record.item.studio, wanted)
        names[record.path] = f"{shots[shot]}{_ending(record)}"
    return names


def _wanted(record: Record, dossier: Dossier, *, repeats: bool) -> Code | None:
    if record.code is None:
        return _likely(record, dossier)
    day = _right_day(record, dossier, record.code.day)
    if day is None or not (repeats or day != record.code.day):
        return None
    return replace(record.code, day=day)


def _ending(record: Record) -> str:
    """Return the ending that fits the content, so that one renaming mends both."""
    known = record.facts.format if record.facts else Format.UNKNOWN
    fits = ending_fits(known, PurePosixPath(record.name).suffix)
    return PurePosixPath(record.name if fits else renamed(record.name, known)).suffix


def _likely(record: Record, dossier: Dossier) -> Code | None:
    classes = dossier.settings.classes
    meant = suggest_code(record.stem)
    # IMG_20220125_101010 looks like a code, but its "class" and "number" are the camera's.
    day = _right_day(record, dossier, meant.day if meant else None)
    if day is None:
        return None
    if meant is not None and meant.image_class in classes:
        return replace(meant, day=day)
    head, _, _ = record.stem.partition("-")
    _, _, tail = record.stem.rpartition("-")
    kept = head in classes and tail.isascii() and tail.isdecimal() and len(tail) <= 6
    return Code(
        image_class=head if kept else next(iter(classes), "C1"),
        day=day,
        number=max(int(tail), 1) if kept else 1,
    )


def _right_day(record: Record, dossier: Dossier, coded: date | None) -> date | None:
    event, shot = record.elements.event_date, record.elements.shooting_date
    for day in (
        event.day if event else None,
        coded,
        record.item.name.day,
        split_day(record.item.name.title)[0],
        shot.day if shot else None,
    ):
        if day is not None and day <= dossier.as_of:
            return day
    return None
