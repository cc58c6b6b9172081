"""Qualms: every reason for which a file in the inbox cannot be filed by itself, and the hints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from archivist.model.arrival import Arrival, Intake, Reason, ReasonKind
from archivist.model.days import dotted, split_day
from archivist.model.dossier import Dossier
from archivist.model.elements import Element, PeopleStatus
from archivist.model.endings import ending_fits, may_be_picture
from archivist.model.facts import Defect, Facts, Format
from archivist.model.incoming import NameKind, read_name
from archivist.model.item import ItemName
from archivist.model.likeness import alike
from archivist.model.names import name_fault, portable, same_name
from archivist.model.originals import wants_original
from archivist.model.place import Destination, Lost, NoPlace, Places
from archivist.model.record import Record

_LOST = {
    Lost.NOTHING: ReasonKind.NO_PLACE,
    Lost.STUDIO: ReasonKind.UNKNOWN_STUDIO,
    Lost.CATEGORY: ReasonKind.UNKNOWN_CATEGORY,
    Lost.ITEM: ReasonKind.NO_ITEM,
    Lost.NAME: ReasonKind.BAD_ITEM,
}
_ASKED = (Element.CAUSE, Element.SHOOTING_DATE, Element.PLACE, Element.SOURCE)
_SCANNED = re.compile(
    r"(?:扫描件?|(?<![a-z])scan)[-_ ]*[(]?[0-9]+|签到[表簿册单]|sign-?in[-_ ]sheet", re.IGNORECASE
)
"""What names the scan of a document though no plan asks for it, besides what scanners write."""
_MOST_PLACES = 3
"""Likely places that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What describes a file from beside it, and what is wrong with that."""

    mistakes: str = ""
    """In the ``item.toml`` of its folder."""
    clash: str = ""
    """Why that ``item.toml`` cannot go along: ``both``, ``part`` or ``names``."""
    sidecar: Facts | None = None
    """The facts of its sidecar."""


class Qualms:
    """Finds the reasons, against one archive as it is known at one moment."""

    def __init__(self, dossier: Dossier, places: Places) -> None:
        self._dossier = dossier
        self._places = places
        self._by_digest: dict[str, str] = {}
        self._by_shot: dict[tuple[str, str], list[Record]] = {}
        self._names: dict[str, set[str]] = {}
        for record in dossier.records:
            facts = record.facts
            folder, _slash, name = record.path.rpartition("/")
            self._names.setdefault(folder, set()).add(same_name(name))
            if facts is not None and record.size:
                self._by_digest.setdefault(facts.sha256, record.path)
                if facts.shot.camera and facts.shot.moment:
                    shot = (facts.shot.camera, facts.shot.moment)
                    self._by_shot.setdefault(shot, []).append(record)

    def of(
        self,
        arrival: Arrival,
        place: Destination | NoPlace,
        intake: Intake,
        beside: Beside,
    ) -> Arrival:
        """Return the arrival with its reasons.

        Args:
            arrival: The file.
            place: Where it belongs, or why that is not known.
            intake: What a person says.
            beside: What describes it.
        """
        reasons = [*_defects(arrival), *_described(beside), *self._place(arrival, place)]
        if arrival.record.pictorial:
            reasons += self._image(arrival, place, intake)
        else:
            reasons += self._document(arrival, place)
        reasons += self._copies(arrival)
        return replace(arrival, reasons=tuple(reasons))

    def among(self, arrivals: Iterable[Arrival]) -> tuple[Arrival, ...]:
        """Return the arrivals with those marked that repeat another one, or wait for one."""
        first: dict[str, str] = {}
        named: set[tuple[str, str]] = set()
        found = []
        for arrival in arrivals:
            facts = arrival.record.facts
            digest = facts.sha256 if facts and arrival.record.size else ""
            known = first.setdefault(digest, arrival.path) if digest else arrival.path
            if known != arrival.path and digest not in self._by_digest:
                twice = Reason(kind=ReasonKind.DUPLICATE, facts={"first": known})
                arrival = replace(arrival, reasons=(*arrival.reasons, twice))  # noqa: PLW2901
            name = (_folder(arrival), same_name(arrival.record.name))
            if name in named:
                taken = Reason(kind=ReasonKind.TAKEN, facts={"name": arrival.record.name})
                arrival = replace(arrival, reasons=(*arrival.reasons, taken))  # noqa: PLW2901
            if name[0] and not arrival.record.pictorial:
                named.add(name)
            found.append(arrival)
        return tuple(_together(found))

    def _place(self, arrival: Arrival, place: Destination | NoPlace) -> Iterator[Reason]:
        if isinstance(place, Destination):
            return
        facts = {"text": place.text, "items": "\n".join(place.items[:_MOST_PLACES])}
        facts |= {"example": place.example, "begun": "yes" if place.begun else ""}
        if place.lost is Lost.NOTHING:
            elements = arrival.record.elements
            day = elements.event_date or elements.shooting_date
            cause = elements.cause.text if elements.cause else ""
            likely = self._places.likely(arrival.record.stem, day.day if day else None, cause)
            found = [destination.path for destination in likely]
            found = found or [item.path for item in self._places.on(day.day if day else None)]
            facts["places"] = "\n".join(found[:_MOST_PLACES])
        yield Reason(kind=_LOST[place.lost], facts=facts)

    def _image(
        self, arrival: Arrival, place: Destination | NoPlace, intake: Intake
    ) -> Iterator[Reason]:
        # A folder that names a day tells it as soon as it is understood where it belongs.
        if isinstance(place, Destination) or not _names_day(arrival.record):
            yield from self._day(arrival.record, intake)
        if self._may_be_document(arrival, place):
            yield Reason(kind=ReasonKind.SCAN)
        yield from _missing(arrival.record)
        classes = self._dossier.settings.classes
        if not intake.image_class and len(classes) != 1:
            head = arrival.record.stem.partition("-")[0]
            if head not in classes:
                yield Reason(kind=ReasonKind.NO_CLASS, facts={"classes": ", ".join(classes)})
        for reading in arrival.record.elements.proposals:
            if _worth_confirming(reading.element, arrival.record):
                said = {"element": reading.element.value, "text": reading.text, "tag": reading.tag}
                said["origin"] = reading.origin.value
                yield Reason(kind=ReasonKind.PROPOSED, facts=said)
        known = arrival.record.facts
        if known and known.shot.position and arrival.record.elements.place is None:
            yield Reason(kind=ReasonKind.POSITION, facts={"position": known.shot.position})

    def _may_be_document(self, arrival: Arrival, place: Destination | NoPlace) -> bool:
        """Tell whether an image is by its name a document's scan, and nobody said which it is."""
        record = arrival.record
        stated = record.description.kind or record.item.description.kind
        if stated or arrival.sidecar or record.code is not None:
            return False
        if read_name(record.name).kind is NameKind.SCAN or _SCANNED.search(record.name):
            return True
        return isinstance(place, Destination) and self._places.is_document(place, record.name)

    def _day(self, record: Record, intake: Intake) -> Iterator[Reason]:
        stated = record.elements.event_date
        day = (stated.day if stated else None) or intake.day
        if day is None:
            yield Reason(kind=ReasonKind.NO_EVENT_DATE)
        elif day > self._dossier.as_of:
            yield Reason(kind=ReasonKind.FUTURE, facts={"day": dotted(day)})

    def _document(self, arrival: Arrival, place: Destination | NoPlace) -> Iterator[Reason]:
        name = arrival.record.name
        if name_fault(name):
            yield Reason(kind=ReasonKind.NAME, facts={"name": name, "better": portable(name)})
        taken = self._names.get(place.path, set()) if isinstance(place, Destination) else set()
        if same_name(name) in taken:
            yield Reason(kind=ReasonKind.TAKEN, facts={"name": name})

    def _copies(self, arrival: Arrival) -> Iterator[Reason]:
        record, facts = arrival.record, arrival.record.facts
        if not read_name(record.name).archival:
            yield Reason(kind=ReasonKind.NOT_ARCHIVAL)
        if facts is None:
            return
        first = self._by_digest.get(facts.sha256) if record.size else None
        if first is not None and first != arrival.path:
            yield Reason(kind=ReasonKind.DUPLICATE, facts={"first": first})
        for other in self._by_shot.get((facts.shot.camera, facts.shot.moment), ()):
            same = other.facts is not None and other.facts.sha256 != facts.sha256
            if same and alike(facts.shot.fingerprint, other.facts.shot.fingerprint):  # type: ignore[union-attr]
                yield Reason(kind=ReasonKind.SAME_SHOT, facts={"first": other.path})
                break
        if record.pictorial and wants_original(facts, record.name, record.size):
            yield Reason(kind=ReasonKind.ORIGINAL)


def _folder(arrival: Arrival) -> str:
    """Return where a file goes; empty when that is not known."""
    return same_name(arrival.destination.path) if arrival.destination else ""


def _together(arrivals: list[Arrival]) -> Iterator[Arrival]:
    """Yield the arrivals; of one shot, those marked that would go without one that waits."""
    shots: dict[tuple[str, str], list[Arrival]] = {}
    for arrival in arrivals:
        shots.setdefault(arrival.shot, []).append(arrival)
    for arrival in arrivals:
        others = [each for each in shots[arrival.shot] if each is not arrival]
        held = next((each for each in others if each.blocked(frozenset())), None)
        if held is None:
            yield arrival
            continue
        kinds = {r.kind.value for each in others for r in each.blocked(frozenset())}
        facts = {"first": held.path, "kinds": " ".join(sorted(kinds))}
        waits = Reason(kind=ReasonKind.COMPANION, facts=facts)
        yield replace(arrival, reasons=(*arrival.reasons, waits))


def _described(beside: Beside) -> Iterator[Reason]:
    sidecar = beside.sidecar
    if sidecar is not None and (sidecar.defect or sidecar.format is not Format.XMP):
        yield Reason(kind=ReasonKind.SIDECAR, facts={"detail": sidecar.detail or "?"})
    if beside.mistakes or beside.clash:
        facts = {"detail": beside.mistakes, "clash": beside.clash}
        yield Reason(kind=ReasonKind.ITEM_FILE, facts=facts)


def _defects(arrival: Arrival) -> Iterator[Reason]:
    record = arrival.record
    known = record.facts
    if known is None or known.defect is not None:
        defect = known.defect if known and known.defect else Defect.UNREADABLE
        detail = known.detail if known else ""
        yield Reason(kind=ReasonKind.DEFECT, facts={"defect": defect.value, "detail": detail})
    elif record.name.lower().endswith(".xmp"):
        yield Reason(kind=ReasonKind.SIDECAR, facts={"detail": ""})
    elif not _named_as_it_is(record, known.format):
        yield Reason(
            kind=ReasonKind.DEFECT, facts={"defect": "ending", "detail": known.format.value}
        )


def _named_as_it_is(record: Record, content: Format) -> bool:
    """Tell whether a name may stay; an image gets the ending of its format when it is filed."""
    if record.pictorial:
        return may_be_picture(content)
    return ending_fits(content, PurePosixPath(record.name).suffix)


def _names_day(record: Record) -> bool:
    """Tell whether a folder in which a file lies names a real day."""
    folders = record.path.split("/")[:-1]
    return any(ItemName.parse(name).day or split_day(name)[0] for name in folders)


def _missing(record: Record) -> Iterator[Reason]:
    for element in _ASKED:
        if getattr(record.elements, element.value) is None:
            yield Reason(kind=ReasonKind.ELEMENT, facts={"element": element.value})
    if record.elements.people_status is PeopleStatus.NOT_ENTERED:
        yield Reason(kind=ReasonKind.ELEMENT, facts={"element": Element.PEOPLE.value})


def _worth_confirming(element: Element, record: Record) -> bool:
    """Tell whether a proposal fills something that nothing else states."""
    if element is Element.PEOPLE:
        return record.elements.people_status is PeopleStatus.NOT_ENTERED
    if element is Element.SAVING_DATE:
        return record.elements.shooting_date is None
    return getattr(record.elements, element.value, None) is None
