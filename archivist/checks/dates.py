"""ELE107, ELE109, ELE110, ELE117: dates are written as 2022.01.25 and are true (6.8.15.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from archivist.checks.register import check, found
from archivist.checks.scope import described_images, item_file, place_of, quoted, split
from archivist.model.days import compact, dotted
from archivist.model.elements import Element, Origin, Reading
from archivist.model.finding import Property, Severity
from archivist.model.item import ITEM_FILE
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from archivist.model.dossier import Dossier
    from archivist.model.finding import Finding
    from archivist.model.item import Item
    from archivist.model.record import Record

_DATES = frozenset({Element.EVENT_DATE, Element.SHOOTING_DATE})
_FORM = re.compile(r"[0-9]{4}\.[0-9]{2}\.[0-9]{2}")


LINES = {
    Element.EVENT_DATE: N_('event_date = "{day}"'),
    Element.SHOOTING_DATE: N_('shooting_date = "{day}"'),
}
"""What to write into ``item.toml`` for a day."""
_LINES_OF_FILE = {
    Element.EVENT_DATE: N_('event_date = "{day}" below a line [files.{key}]'),
    Element.SHOOTING_DATE: N_('shooting_date = "{day}" below a line [files.{key}]'),
}


class _Statement(NamedTuple):
    """A date where somebody or something states it; a tuple, because there are very many."""

    path: str
    """The record; what ``item.toml`` or a folder's name states is theirs, and stated once."""
    reading: Reading
    owner: Item
    record: Record | None
    """The one image that it is about; None when it is about the item."""

    @property
    def written(self) -> bool:
        """A person wrote it for this archive, so its form is the standard's."""
        origin, tag = self.reading.origin, self.reading.tag
        return origin is Origin.ITEM or (
            origin is Origin.SIDECAR and tag.rpartition(":")[2] == "eventDate"
        )

    @property
    def file(self) -> str:
        """The name of what can be corrected; never the image itself."""
        if self.reading.origin is Origin.ITEM_NAME:
            return split(self.owner.path)[1]
        if self.record and self.reading.origin is Origin.SIDECAR:
            return f"{self.record.name}.xmp"
        return ITEM_FILE

    def finding(self, code: str, day: date | None, **facts: str) -> Finding:
        """Return the finding of a check, which proposes to write a day where this one stands."""
        words = {"place": place_of(self.reading), "line": self._line}
        facts |= {
            "text": self.reading.text,
            "file": self.file,
            "day": dotted(day) if day else "YYYY.MM.DD",
            "key": quoted(self.record.name) if self.record else "",
            "tag": self.reading.tag,
            "folder": f"{compact(day) if day else 'YYYYMMDD'} {self.owner.name.title}".rstrip(),
        }
        return found(code, self.path, words, **facts)

    @property
    def _line(self) -> str:
        """What to write there, to be filled with the facts."""
        if self.reading.origin is Origin.ITEM_NAME:
            return "{folder}"
        if self.reading.origin is Origin.SIDECAR:
            return '{tag} = "{day}"'
        if self.reading.origin is Origin.ITEM:
            # The key as it is spelt there, in Chinese or in English.
            return '{tag} = "{day}"' if self.reading.tag.isascii() else '"{tag}" = "{day}"'
        return (_LINES_OF_FILE if self.record else LINES)[self.reading.element]


@check(
    "ELE107",
    Severity.ERROR,
    Property.AUTHENTICITY,
    "6.8.15.1",
    message=N_('the date "{text}" is not written like 2022.01.25'),
    remedy=N_("Write {line} in {file}"),
)
def date_in_other_form(dossier: Dossier) -> Iterator[Finding]:
    """A date is not written like 2022.01.25.

    Looks at the dates that people write: those in item.toml and the event date in an .xmp file.
    They should be eight digits with dots. Dates that a camera wrote have a form of their own and
    are fine.

    Why: the standard prescribes this form. One form for all dates can be sorted and searched, and
    leaves no doubt about what is the day and what is the month.

    How to mend: write the date with four digits for the year, two for the month and two for the
    day, with dots between them.
    """
    for stated in _statements(dossier):
        text = stated.reading.text
        if stated.written and not _FORM.fullmatch(text):
            day = stated.reading.day or _known_day(stated, dossier.as_of)
            yield stated.finding("ELE107", day)


@check(
    "ELE109",
    Severity.ERROR,
    Property.AUTHENTICITY,
    "6.8.15.1",
    message=N_('the date "{text}" ({place}) is no real day'),
    remedy=N_("Find out the true day and write it in {file}, for example {line}"),
)
def date_of_no_real_day(dossier: Dossier) -> Iterator[Finding]:
    """A date is no real day.

    Looks at the event date and the shooting date that the .xmp file, item.toml or the image
    states. Each must be a full day of the calendar: year, month, day. Cameras whose clock was
    never set write only zeros.

    Why: the standard asks for dates that are filled in truthfully. A day that never was says
    nothing, and the image falls out of every month and year.

    How to mend: find out the true day and write it into item.toml or the .xmp file; that goes
    before what the image states. The image itself is not changed.
    """
    for stated in _statements(dossier):
        reading = stated.reading
        if reading.origin is Origin.ITEM_NAME or reading.day is not None:
            continue
        # Another form, such as "last spring", is what ELE107 reports.
        if not stated.written or _FORM.fullmatch(reading.text):
            yield stated.finding("ELE109", _known_day(stated, dossier.as_of))


@check(
    "ELE110",
    Severity.ERROR,
    Property.AUTHENTICITY,
    "6.8.15.1",
    message=N_('the date "{text}" ({place}) lies in the future (today is {today})'),
    remedy=N_("Find out the true day and write it in {file}, for example {line}"),
)
def date_in_future(dossier: Dossier) -> Iterator[Finding]:
    """A date lies in the future.

    Looks at the event date and the shooting date that the .xmp file, item.toml, the image or the
    folder's name states, and compares them with the day for which the check is made.

    Why: an image of something that has not happened yet cannot be. The year was mistyped, or the
    camera's clock was wrong.

    How to mend: find out the true day and write it into item.toml or the .xmp file, or correct the
    folder's name. The image itself is not changed.
    """
    for stated in _statements(dossier):
        day = stated.reading.day
        if day is not None and day > dossier.as_of:
            known = _known_day(stated, dossier.as_of)
            yield stated.finding("ELE110", known, today=dotted(dossier.as_of))


@check(
    "ELE117",
    Severity.WARNING,
    Property.AUTHENTICITY,
    "6.8.15.1",
    message=N_("item.toml states another event date than the folder's name: {text}, not {folder}"),
    remedy=N_("Write {line} in item.toml; or, if item.toml is right, rename the folder to {name}"),
)
def item_dates_differ(dossier: Dossier) -> Iterator[Finding]:
    """The event date in item.toml is not the date of the folder's name.

    Looks at the date with which an item's folder begins, and at the event date that the item.toml
    in it states for all its images.

    Why: both mean the same day. Where they differ, one is wrong, and the item appears at one date
    in the catalogue and at another in its images.

    How to mend: find out which is true and correct the other.
    """
    for item in dossier.items:
        for reading in item.description.readings:
            day = reading.day if reading.element is Element.EVENT_DATE else None
            if day and item.name.day and day != item.name.day:
                yield found(
                    "ELE117",
                    item_file(item),
                    {"line": LINES[Element.EVENT_DATE]},
                    text=reading.text,
                    folder=compact(item.name.day),
                    day=dotted(item.name.day),
                    name=f"{compact(day)} {item.name.title}".rstrip(),
                )


def _statements(dossier: Dossier) -> Iterator[_Statement]:
    """Yield every date once, at the place where it is stated."""
    for item in dossier.items:
        yield from _of_item(item)
    named = set()
    for record in described_images(dossier):
        for reading in (record.elements.event_date, record.elements.shooting_date):
            if reading is None or reading.origin is Origin.ITEM:
                continue
            if reading.origin is not Origin.ITEM_NAME:
                yield _Statement(record.path, reading, record.item, record)
            elif record.item.path not in named:
                named.add(record.item.path)
                yield _Statement(record.item.path, reading, record.item, None)


def _of_item(item: Item) -> Iterator[_Statement]:
    described = [item.description, *item.description.files.values()]
    for reading in dict.fromkeys(r for d in described for r in d.readings):
        if reading.element in _DATES:
            yield _Statement(item_file(item), reading, item, None)


def _known_day(stated: _Statement, as_of: date) -> date | None:
    coded = stated.record.code if stated.record else None
    for day in (coded.day if coded else None, stated.owner.name.day):
        if day is not None and day <= as_of:
            return day
    return None
