"""The five elements of an image: cause, date, place, people, source (clause 6.8.15.1).

A `Reading` is one value that one place states; `Elements` is what holds for the image once the
readings of all places are weighed. Date is two days: the event's and the shooting's. What a
messenger, a file name or Windows' property page tells is only proposed: a person confirms it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from archivist.model.days import read_day

_PERSON = re.compile(r"\s*(.*?)\s*[(\uff08]([^()\uff08\uff09]*)[)\uff09]\s*")


class Element(StrEnum):
    """What may be said of an image. Values are written to sidecars and to the catalog."""

    CAUSE = "cause"
    EVENT_DATE = "event_date"
    SHOOTING_DATE = "shooting_date"
    PLACE = "place"
    PEOPLE = "people"
    PEOPLE_STATUS = "people_status"
    SOURCE = "source"
    BACKGROUND = "background"
    """背景: optional, after the practice of photo archives (FACTS §1)."""
    PHOTOGRAPHER = "photographer"
    """摄影者: optional, after the practice of photo archives (FACTS §1)."""
    CAPTION = "caption"
    """A text about the whole picture, which may tell several elements."""
    SAVING_DATE = "saving_date"
    """When a messenger or a program saved this copy; never the day of shooting."""


class Origin(StrEnum):
    """Where a value was read, the most trusted first."""

    SIDECAR = "sidecar"
    ITEM = "item"
    """``item.toml``, shared by all images of the item."""
    XMP = "xmp"
    """XMP inside the image."""
    IPTC = "iptc"
    """IPTC-IIM inside the image, which agencies and older programs write."""
    EXIF = "exif"
    """A date that the camera wrote into EXIF."""
    VIDEO = "video"
    """A local time that the maker wrote into a video."""
    ITEM_NAME = "item_name"
    """The name of the item's folder, which begins with the event's date."""
    EXPLORER = "explorer"
    """Text fields of EXIF, which Windows' property page fills in, and cameras too (FACTS §2)."""
    HEADER = "header"
    """A video's header time: UTC, so that the day may be another."""
    FILE_NAME = "file_name"
    """The name that a phone, a scanner or a messenger gave the file."""


class Confidence(StrEnum):
    """How far a value may be trusted."""

    STATED = "stated"
    """A person wrote it down as what it is."""
    RECORDED = "recorded"
    """A device wrote it at the time."""
    PROPOSED = "proposed"
    """Nobody confirmed it: it is shown, and counts for nothing until a person does."""


EMBEDDED = frozenset({Origin.XMP, Origin.IPTC, Origin.EXIF, Origin.VIDEO})
DAYS = frozenset({Element.EVENT_DATE, Element.SHOOTING_DATE, Element.SAVING_DATE})
_RANK = {origin: rank for rank, origin in enumerate(Origin)}
_ORDER = {element: number for number, element in enumerate(Element)}
_RECORDED = frozenset({Origin.EXIF, Origin.VIDEO, Origin.ITEM_NAME})
_PROPOSED = frozenset({Element.SAVING_DATE})
_PROPOSING = frozenset({Origin.EXPLORER, Origin.HEADER, Origin.FILE_NAME})


class PeopleStatus(StrEnum):
    """What is known of the people shown; 6.8.15.1 lets the people stay empty when nobody is."""

    NAMED = "named"
    NONE_PARTICULAR = "none-particular"
    """A person looked and stated that nobody in particular is shown."""
    UNKNOWN = "unknown"
    """A person looked and could not tell who is shown."""
    NOT_ENTERED = "not-entered"
    """Nobody has said anything yet."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one element, as one place states it.

    Not ``kw_only``: an archive holds hundreds of thousands of them.
    """

    element: Element
    text: str
    """As written there; never empty. For people, one person: ``徐宏伟(领衔人)``."""
    origin: Origin
    tag: str
    """Which field of that place, for example ``DateTimeOriginal`` or ``事由``."""

    @property
    def day(self) -> date | None:
        """The day that a date's text means, or None."""
        return read_day(self.text)

    @property
    def confidence(self) -> Confidence:
        """How far the value may be trusted; it follows from where it stands and what it is."""
        if self.origin in _PROPOSING or self.element in _PROPOSED:
            return Confidence.PROPOSED
        return Confidence.RECORDED if self.origin in _RECORDED else Confidence.STATED

    @property
    def comparable(self) -> str:
        """The value in a form in which two spellings of one value are equal."""
        if self.element in DAYS:
            return str(self.day or self.text.strip())
        return re.sub(r"\s+", "", self.text).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person shown, with the position that 6.8.15.1 asks for."""

    name: str
    position: str = ""

    @classmethod
    def parse(cls, text: str) -> Person:
        """Return the person that ``徐宏伟(领衔人)`` or ``徐宏伟`` names; the inverse of ``str``."""
        match = _PERSON.fullmatch(text)
        if match is None or not match[1]:
            return cls(name=text.strip())
        return cls(name=match[1], position=match[2].strip())

    def __str__(self) -> str:
        return f"{self.name}({self.position})" if self.position else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A sidecar and the image that it describes state different values."""

    stated: Reading
    embedded: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Elements:
    """What holds for one image; each value knows where it came from. None means not stated."""

    cause: Reading | None = None
    event_date: Reading | None = None
    shooting_date: Reading | None = None
    place: Reading | None = None
    people: tuple[Reading, ...] = ()
    people_status: PeopleStatus = PeopleStatus.NOT_ENTERED
    source: Reading | None = None
    background: Reading | None = None
    photographer: Reading | None = None
    caption: Reading | None = None
    conflicts: tuple[Conflict, ...] = ()
    proposals: tuple[Reading, ...] = ()
    """What nobody confirmed yet, the most trusted first."""

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Elements:
        """Weigh the readings of all places: the most trusted place that states a value wins."""
        best: dict[Element, list[Reading]] = {}
        weighed = sorted(readings, key=lambda reading: _RANK[reading.origin])
        proposed = [r for r in weighed if r.origin in _PROPOSING or r.element in _PROPOSED]
        ordered = [r for r in weighed if r not in proposed] if proposed else weighed
        for reading in ordered:
            chosen = best.setdefault(reading.element, [])
            if not chosen or chosen[0].origin is reading.origin:
                chosen.append(reading)
        first = {element: chosen[0] for element, chosen in best.items()}
        status, people = _people(best)
        return cls(
            cause=first.get(Element.CAUSE),
            event_date=first.get(Element.EVENT_DATE),
            shooting_date=first.get(Element.SHOOTING_DATE),
            place=first.get(Element.PLACE),
            people=people,
            people_status=status,
            source=first.get(Element.SOURCE),
            background=first.get(Element.BACKGROUND),
            photographer=first.get(Element.PHOTOGRAPHER),
            caption=first.get(Element.CAPTION),
            conflicts=tuple(_conflicts(ordered)),
            proposals=tuple(sorted(proposed, key=_by_trust)),
        )


def _by_trust(reading: Reading) -> tuple[int, int]:
    return _RANK[reading.origin], _ORDER[reading.element]


def _people(best: dict[Element, list[Reading]]) -> tuple[PeopleStatus, tuple[Reading, ...]]:
    people = best.get(Element.PEOPLE, [])
    status = best.get(Element.PEOPLE_STATUS, [])
    if status and (not people or _RANK[status[0].origin] <= _RANK[people[0].origin]):
        stated = _status(status[0].text)
        if stated in {PeopleStatus.NONE_PARTICULAR, PeopleStatus.UNKNOWN}:
            return stated, ()
    return (PeopleStatus.NAMED if people else PeopleStatus.NOT_ENTERED), tuple(people)


def _status(text: str) -> PeopleStatus:
    try:
        return PeopleStatus(text.strip())
    except ValueError:
        return PeopleStatus.NOT_ENTERED


def _conflicts(ordered: list[Reading]) -> Iterator[Conflict]:
    if not ordered or ordered[0].origin is not Origin.SIDECAR:
        return
    for element in Element:
        if element is Element.PEOPLE_STATUS:
            continue
        stated = [r for r in ordered if r.element is element and r.origin is Origin.SIDECAR]
        inside = [r for r in ordered if r.element is element and r.origin in EMBEDDED]
        if stated and inside and _said(stated, element) != _said(inside, element):
            yield Conflict(stated=_as_one(stated, element), embedded=_as_one(inside, element))


def _said(readings: list[Reading], element: Element) -> frozenset[str]:
    """Return what is stated; of people all, in any order, of anything else the first."""
    chosen = readings if element is Element.PEOPLE else readings[:1]
    return frozenset(reading.comparable for reading in chosen)


def _as_one(readings: list[Reading], element: Element) -> Reading:
    first = readings[0]
    if element is not Element.PEOPLE:
        return first
    return replace(first, text=", ".join(reading.text for reading in readings))
