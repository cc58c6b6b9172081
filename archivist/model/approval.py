"""Approval: what a person agreed to copy, held against the archive, or why it cannot be copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from archivist.model.arrival import Arrival, Intake
from archivist.model.days import compact, dotted, read_day
from archivist.model.dossier import Dossier
from archivist.model.elements import Element, Elements, Origin, Reading
from archivist.model.endings import ending_fits, may_be_picture
from archivist.model.entry import Entry, EntryKind
from archivist.model.facts import Facts
from archivist.model.filing import Filer, Filing
from archivist.model.item import ITEM_FILE, ItemName
from archivist.model.layout import ABOUT_FILE, SIDECAR
from archivist.model.matching import Recogniser
from archivist.model.names import MAX_PATH, is_junk, name_fault, same_name, utf16_length
from archivist.model.old_names import day_and_title
from archivist.model.operation import Operation, Verb
from archivist.model.place import Destination, Lost, Places, When
from archivist.model.record import PICTURES, Record, kind_of

_OURS = frozenset({same_name(ITEM_FILE), same_name(ABOUT_FILE)})


class Fault(StrEnum):
    """Why a file that a person agreed to copy cannot be."""

    OUTSIDE = "outside"
    """The row names a file that does not lie in the old folder."""
    GONE = "gone"
    CHANGED = "changed"
    """Its content is another than when the plan was made."""
    UNREADABLE = "unreadable"
    TWO_ROWS = "two-rows"
    """An earlier row copies the same file."""
    SIDECAR = "sidecar"
    """A sidecar comes along with the file that it describes."""
    STUDIO = "studio"
    CATEGORY = "category"
    ITEM = "item"
    """No item is named."""
    ITEM_NAME = "item-name"
    NOT_A_DAY = "not-a-day"
    NO_DATE = "no-date"
    FUTURE = "future"
    DATES_DIFFER = "dates-differ"
    """The date is not that in the item's name."""
    FILE_NAME = "file-name"
    ENDING = "ending"
    MATERIAL = "material"
    LONG = "long"
    TAKEN = "taken"
    """The item holds a file of that name."""
    TWICE = "twice"
    """An earlier row is to get the same name in the same item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong in one row."""

    fault: Fault
    text: str = ""
    """The words that are not understood, or what is in the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One file that a person agreed to copy, in that person's words."""

    source: str
    """Its full path."""
    size: int
    facts: Facts
    studio: str = ""
    category: str = ""
    item: str = ""
    date: str = ""
    name: str = ""
    """Empty: as it is called."""
    material: str = ""
    sidecar: str = ""
    """The full path of the sidecar that comes along."""
    document: bool = False
    """A picture that is said to be a document's scan: it keeps its name."""


class Approver:
    """Holds wishes against one archive, as it is known at one moment."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._places = Places(dossier)
        self._recogniser = Recogniser(dossier.plan)
        self._archived = {
            record.facts.sha256: record.path
            for record in reversed(dossier.records)
            if record.facts is not None and record.facts.sha256
        }
        self._taken = {same_name(path) for path in dossier.paths}

    def archived(self, facts: Facts) -> str:
        """Return where the archive holds the same content already, or nothing."""
        return self._archived.get(facts.sha256, "")

    def arrival(self, wish: Wish) -> Arrival | Mistake:
        """Return the file with its place, or the first mistake in what is wished."""
        day = read_day(wish.date) if wish.date else None
        if wish.date and day is None:
            return Mistake(fault=Fault.NOT_A_DAY, text=wish.date)
        place = self._place(wish, day)
        if isinstance(place, Mistake):
            return place
        name = _named(wish)
        flat = place.item.flat
        pictorial = kind_of(name) in PICTURES and not flat and not wish.document
        day = day or place.item.day
        mistake = (
            _misnamed(wish, name)
            or (self._misdated(place, day) if pictorial else None)
            or self._immaterial(wish, place)
        )
        return mistake or _arrival(wish, place, name, day if pictorial else None)

    def plan(
        self, arrivals: Iterable[Arrival], facts: Mapping[str, Facts]
    ) -> Iterator[tuple[Filing, dict[str, Mistake]]]:
        """Yield the operations, each with what is wrong in it by the path of the file."""
        filer = Filer(self._dossier, dict(facts))
        given: set[str] = set()
        for filing in filer.plan(arrivals, Intake()):
            wrong = {}
            for arrival, target in filing.targets:
                mistake = self._untargeted(arrival, target, given)
                if mistake:
                    wrong[arrival.path] = mistake
                given.add(same_name(target))
            operation = Operation(verb=Verb.IMPORT, steps=filing.operation.steps)
            yield replace(filing, operation=operation), wrong

    def told(self, arrival: Arrival, target: str, material: str) -> bool:
        """Tell whether the name in the archive already says which material a file is."""
        if arrival.destination is None:
            return True
        item = arrival.destination.item
        wanted = self._recogniser.stated(item.category, material)
        record = replace(arrival.record, path=target, item=item)
        claims = self._recogniser.claims(record)
        return wanted is None or any(claim.material == wanted.material for claim in claims)

    def _place(self, wish: Wish, day: date | None) -> Destination | Mistake:
        for fault, text in (
            (Fault.STUDIO, wish.studio),
            (Fault.CATEGORY, wish.category),
            (Fault.ITEM_NAME, wish.item),
        ):
            if "/" in text or "\\" in text:
                return Mistake(fault=fault, text=text)
        number = wish.category.strip()
        number = number.zfill(2) if number.isdecimal() else number
        if self._places.category(number) is None:
            return Mistake(fault=Fault.CATEGORY, text=wish.category)
        when = When(day=day, stated=day is not None)
        found = self._places.resolve((wish.studio, number, _item_name(wish.item)), when)
        if isinstance(found, Destination):
            return found
        if found.lost in {Lost.STUDIO, Lost.CATEGORY}:
            # The category is known: what is left to be taken for one is the studio.
            return Mistake(fault=Fault.STUDIO, text=wish.studio)
        fault = Fault.ITEM if found.lost is Lost.ITEM else Fault.ITEM_NAME
        return Mistake(fault=fault, text=wish.item)

    def _misdated(self, place: Destination, day: date | None) -> Mistake | None:
        if day is None:
            return Mistake(fault=Fault.NO_DATE)
        if day > self._dossier.as_of:
            return Mistake(fault=Fault.FUTURE, text=dotted(day))
        if place.item.day and place.item.day != day:
            return Mistake(fault=Fault.DATES_DIFFER, text=dotted(place.item.day))
        return None

    def _immaterial(self, wish: Wish, place: Destination) -> Mistake | None:
        text = wish.material.strip()
        if not text or self._recogniser.stated(place.item.category, text):
            return None
        return Mistake(fault=Fault.MATERIAL, text=text)

    def _untargeted(self, arrival: Arrival, target: str, given: set[str]) -> Mistake | None:
        """Return why a file cannot get the name that it is to have; images get a free code."""
        record = arrival.record
        folder = target.rpartition("/")[0]
        wanted = target if record.pictorial else f"{folder}/{record.name}"
        if same_name(wanted) in given:
            return Mistake(fault=Fault.TWICE, text=wanted)
        if same_name(wanted) in self._taken:
            return Mistake(fault=Fault.TAKEN, text=wanted)
        if utf16_length(target) > MAX_PATH:
            return Mistake(fault=Fault.LONG, text=target)
        return None


def _item_name(text: str) -> str:
    """Return an item's name with its date in the form of the archive: ``2023.3.15 测流`` too."""
    stripped = text.strip()
    if ItemName.parse(stripped).day_text:
        return stripped
    day, title = day_and_title(stripped)
    return f"{compact(day)} {title}" if day and title else stripped


def _named(wish: Wish) -> str:
    """Return the name that is wished; one without its ending gets that of the file."""
    old = PurePosixPath(wish.source.rpartition("/")[2])
    name = wish.name.strip() or old.name
    return name if "." in name or not old.suffix else f"{name}{old.suffix}"


def _misnamed(wish: Wish, name: str) -> Mistake | None:
    """Return what is wrong with a file's new name."""
    odd = "/" in name or name_fault(name) or is_junk(name) or same_name(name) in _OURS
    if odd:
        return Mistake(fault=Fault.FILE_NAME, text=name)
    return None if _ending_holds(wish, name) else Mistake(fault=Fault.ENDING, text=name)


def _ending_holds(wish: Wish, name: str) -> bool:
    """Tell whether the content is what a name says; a picture does not become a document."""
    if kind_of(name) in PICTURES and not may_be_picture(wish.facts.format):
        return False
    old = wish.source.rpartition("/")[2]
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == PurePosixPath(old).suffix.lower():
        return True
    unpictured = kind_of(old) in PICTURES and kind_of(name) not in PICTURES
    picture = unpictured and may_be_picture(wish.facts.format)
    return suffix != SIDECAR and not picture and ending_fits(wish.facts.format, suffix)


def _arrival(wish: Wish, place: Destination, name: str, day: date | None) -> Arrival:
    entry = Entry(wish.source, EntryKind.FILE, wish.size)
    said = (Reading(Element.EVENT_DATE, dotted(day), Origin.ITEM, "date"),) if day else ()
    record = Record(
        path=f"{entry.folder}/{name}",
        item=place.item,
        size=wish.size,
        kind=kind_of(name),
        pictorial=day is not None,
        facts=wish.facts,
        elements=Elements.of(said),
    )
    return Arrival(entry=entry, record=record, sidecar=wish.sidecar, destination=place)
