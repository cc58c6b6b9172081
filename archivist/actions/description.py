"""``archivist describe PATH…`` without a word of its own: what images and items say now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archivist.actions.photo_rows import notes
from archivist.actions.sight import Sight, sight
from archivist.actions.view import View
from archivist.model.elements import Element, Elements, Origin, Reading
from archivist.model.item import ITEM_FILE, ItemName
from archivist.model.record import Record
from archivist.model.stating import FIVE, SINGLE, missing_of, proposals_of, values_of
from archivist.store.item_file import load_description
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One element, and where its value stands."""

    element: Element
    text: str
    """For people who are not named, their status as `PeopleStatus` spells it."""
    origin: Origin
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageDescription:
    """What is known of one image."""

    path: str
    values: tuple[Value, ...]
    proposals: tuple[Value, ...]
    """What nobody confirmed yet."""
    missing: tuple[Element, ...]
    """Of the five elements those that nothing states."""
    notes: tuple[str, ...]
    """What the camera tells besides: coordinates, the length of a video."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderDescription:
    """What all images of a folder share, and what they lack."""

    path: str
    shared: tuple[Value, ...]
    mistakes: str
    """What is wrong in its ``item.toml``; empty: nothing is."""
    images: int
    lacking: Mapping[Element, int]
    """How many of the images lack an element."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What paths that were named say now."""

    folders: tuple[FolderDescription, ...]
    images: tuple[ImageDescription, ...]


def present(view: View, paths: Iterable[Path]) -> Present:
    """Return what images and items say now; nothing is written.

    Args:
        view: Which archive, on which day.
        paths: Images, or the folders of items; in the inbox too.

    Raises:
        InvalidChoiceError: A path is neither an image nor an item.
        NotInArchiveError: A path does not exist, or lies outside.
    """
    seen = sight(view, paths)
    return Present(
        folders=tuple(_folder(view.root, seen, path) for path in seen.items),
        images=tuple(_image(seen, record) for record in seen.records),
    )


def _folder(root: Path, seen: Sight, path: str) -> FolderDescription:
    written = f"{path}/{ITEM_FILE}"
    place = extended(root) / written
    said, mistakes = load_description(place, written) if place.is_file() else (None, "")
    readings = list(said.readings) if said else []
    name = ItemName.parse(PurePosixPath(path).name)
    if name.day:
        dated = Reading(Element.EVENT_DATE, name.day_text, Origin.ITEM_NAME, "name")
        readings.append(dated)
    images = list(seen.within(path))
    return FolderDescription(
        path=path,
        shared=tuple(_values(Elements.of(readings), Origin.ITEM)),
        mistakes=mistakes,
        images=len(images),
        lacking=Counter(e for each in images for e in _missing(each)),
    )


def _image(seen: Sight, record: Record) -> ImageDescription:
    return ImageDescription(
        path=record.path,
        values=tuple(_values(record.elements, _origin_of_status(seen, record))),
        proposals=tuple(_proposals(record.elements)),
        missing=tuple(_missing(record)),
        notes=tuple(notes(record)),
    )


def _values(elements: Elements, nobody: Origin) -> list[Value]:
    """Return what holds.

    Args:
        elements: Of an image or an item.
        nobody: Where it stands that nobody is named.
    """
    known = values_of(elements)
    found = []
    for element in (*FIVE, *(each for each in SINGLE if each not in FIVE)):
        people = elements.people[0] if elements.people else None
        reading = people if element is Element.PEOPLE else getattr(elements, element.value)
        if reading is not None:
            found.append(
                Value(
                    element=element,
                    text=known[element],
                    origin=reading.origin,
                    tag=reading.tag,
                )
            )
        elif element is Element.PEOPLE and Element.PEOPLE_STATUS in known:
            status = known[Element.PEOPLE_STATUS]
            found.append(Value(element=element, text=status, origin=nobody))
    return found


def _proposals(elements: Elements) -> list[Value]:
    """Return what is proposed, each with the place that proposed it first."""
    first: dict[Element, Reading] = {}
    for reading in elements.proposals:
        saved = reading.element is Element.SAVING_DATE
        first.setdefault(Element.SHOOTING_DATE if saved else reading.element, reading)
    return [
        Value(element=element, text=text, origin=first[element].origin, tag=first[element].tag)
        for element, text in proposals_of(elements).items()
    ]


def _missing(record: Record) -> list[Element]:
    missing = missing_of(record.elements)
    return [element for element in FIVE if element in missing]


def _origin_of_status(seen: Sight, record: Record) -> Origin:
    """Return where it stands that nobody is named: the weighed status no longer tells."""
    status = record.elements.people_status
    for said in (record.description, record.item.description):
        if any(r.element is Element.PEOPLE_STATUS and r.text == status for r in said.readings):
            return Origin.ITEM
    return Origin.SIDECAR if record.path in seen.sidecars else Origin.XMP
