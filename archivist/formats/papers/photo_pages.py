"""The form of photo sheets 照片册页: what stands under each photo, and before each item's first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from archivist.formats.press.form import Form
from archivist.formats.register_columns import people_word, title_of
from archivist.model.days import dotted
from archivist.model.display import shown
from archivist.model.elements import Element, Elements
from archivist.model.item import Item
from archivist.model.photographer import photographer_in
from archivist.model.record import Record
from archivist.model.stating import FIVE, values_of

FORM = "photos"
FIELDS = ("code", "date", *(e.value for e in FIVE), "photographer", "background", "caption", "file")
"""What a layout may ask for, besides ``qr``."""
_TOLD = (*FIVE, Element.PHOTOGRAPHER, Element.BACKGROUND, Element.CAPTION)
_REQUIRED = frozenset({"code", "date", *(element.value for element in FIVE)})
_PHOTOGRAPHER = Element.PHOTOGRAPHER.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One photo to be printed."""

    record: Record
    picture: Path | None
    """A JPEG of it, upright; None: there is none, and a frame stands in its place."""
    reason: str = ""
    """Why there is none, in the user's language."""
    code: Mapping[str, object] | None = None
    """Its printed code; None: it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoGroup:
    """The photos of one item."""

    item: Item
    category: str
    """Its number and name."""
    photos: Sequence[Photo]


def photo_form(groups: Sequence[PhotoGroup], *, archive: str, day: str) -> Form:
    """Return the form.

    Args:
        groups: In the order in which they are printed.
        archive: What stands at the head of each page: the archive's name, or its fonds.
        day: The day of printing, as it is shown.
    """
    pictures: dict[str, bytes | Path] = {}
    names: dict[Path, str] = {}
    for group in groups:
        for photo in group.photos:
            if photo.picture is not None and photo.picture not in names:
                name = names[photo.picture] = f"p{len(names) + 1:05}.jpg"
                pictures[name] = photo.picture
    data = {
        "archive": _printable(archive),
        "day": day,
        "groups": [_group(group, names) for group in groups],
    }
    return Form(name=FORM, data=data, words=_words(), pictures=pictures)


def _words() -> dict[str, str]:
    return {
        "title": _("Photo sheets"),
        "description": _("About all photos:"),
        "continued": _(" (continued)"),
        "page": _("Page {page} of {pages}"),
        "date": _("Date"),
        "file": _("File"),
        "code": _("Code"),
        **{element.value: title_of(element) for element in _TOLD},
    }


def _group(group: PhotoGroup, names: Mapping[Path, str]) -> dict[str, object]:
    item = group.item
    stated = _said_for_all(group)
    shared = _shared(item, stated)
    count = len(group.photos)
    counted = ngettext("{count} photo", "{count} photos", count).format(count=count)
    day = [dotted(item.day)] if item.day else []
    return {
        "head": {
            "title": _printable(item.name.title or item.path.rpartition("/")[2]),
            "count": " · ".join([*day, counted]),
            "where": item.path,
            "told": [
                [title_of(element), stated[element.value]]
                for element in _TOLD
                # The day stands beside the title.
                if element.value in stated and element is not Element.EVENT_DATE
            ],
        },
        "studio": _printable(item.studio),
        "category": _printable(group.category),
        "photos": [_photo(photo, shared, names) for photo in group.photos],
    }


def _said_for_all(group: PhotoGroup) -> dict[str, str]:
    """Return what stands above the photos of an item, by field.

    Not a shooting date that a photo denies: what a camera wrote is nearer to the truth.
    """
    stated = _texts(Elements.of(group.item.description.readings))
    shot = Element.SHOOTING_DATE.value
    own = (_texts(photo.record.elements).get(shot, "") for photo in group.photos)
    if shot in stated and any(text != stated[shot] for text in own):
        del stated[shot]
    return stated


def _shared(item: Item, stated: Mapping[str, str]) -> dict[str, str]:
    """Return what holds for all photos of an item, by field."""
    values = _with_photographer(stated)
    if item.day is not None:
        values[Element.EVENT_DATE.value] = dotted(item.day)
    return values


def _photo(photo: Photo, shared: Mapping[str, str], names: Mapping[Path, str]) -> dict[str, object]:
    record = photo.record
    return {
        "picture": names.get(photo.picture, "") if photo.picture else "",
        "reason": photo.reason,
        "name": _printable(record.name),
        "where": record.path,
        "values": _values(record, shared),
        "qr": photo.code,
    }


def _values(record: Record, shared: Mapping[str, str]) -> dict[str, dict[str, object]]:
    texts = _with_photographer(_texts(record.elements))
    texts["code"] = str(record.code) if record.code else ""
    texts["file"] = _printable(record.name)
    texts["date"] = _date(texts)
    return {field: _value(field, texts.get(field, ""), shared) for field in FIELDS}


def _value(field: str, text: str, shared: Mapping[str, str]) -> dict[str, object]:
    missing = not text and field in _REQUIRED
    return {
        "text": _("(not filled in)") if missing else text,
        "open": missing,
        # A line that says nothing is left out, like one that the item says for all.
        "same": not missing and (not text or shared.get(field) == text),
    }


def _date(texts: Mapping[str, str]) -> str:
    """Return both days as one text: the event's, and the shooting's where it is another."""
    event, shot = (texts.get(e.value, "") for e in (Element.EVENT_DATE, Element.SHOOTING_DATE))
    if event and shot and shot != event:
        return _("{event}, photographed {shot}").format(event=event, shot=shot)
    return event or shot


def _texts(elements: Elements) -> dict[str, str]:
    """Return what is stated, by field; what nobody confirmed is no statement."""
    values = values_of(elements)
    status = people_word(values.pop(Element.PEOPLE_STATUS, ""))
    texts = {element.value: _printable(text) for element, text in values.items()}
    return {Element.PEOPLE.value: status, **texts} if status else texts


def _with_photographer(texts: Mapping[str, str]) -> dict[str, str]:
    """Return what is stated, and who took the picture where only the source tells."""
    name = texts.get(_PHOTOGRAPHER) or photographer_in(texts.get(Element.SOURCE.value, ""))
    return {**texts, _PHOTOGRAPHER: name} if name else dict(texts)


def _printable(text: str) -> str:
    """Return a text on one line in which nothing hides."""
    return shown(" ".join(text.split()))
