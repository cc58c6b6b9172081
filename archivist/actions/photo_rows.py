"""What the 照片登记表 says of an image before anybody filled it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from gettext import gettext as _

from archivist.formats.register_columns import Choices
from archivist.formats.register_sheet import PhotoRow
from archivist.model.elements import Element
from archivist.model.facts import Shot
from archivist.model.record import Record
from archivist.model.stating import missing_of, proposals_of, values_of

_OFFERED = 200
"""Names that a drop-down offers, the most frequent first."""


def photo_row(record: Record, picture: bytes | None) -> PhotoRow:
    """Return the row of an image, with its thumbnail if it has one."""
    return PhotoRow(
        path=record.path,
        code=str(record.code) if record.code else "",
        values=values_of(record.elements),
        proposals=proposals_of(record.elements),
        missing=missing_of(record.elements),
        sha256=record.facts.sha256 if record.facts else "",
        studio=record.item.studio,
        item=record.item.name.title,
        thumbnail=picture,
        note="; ".join(notes(record)),
    )


def notes(record: Record) -> Iterator[str]:
    """Yield what a camera knows that helps to describe an image."""
    shot = record.facts.shot if record.facts else Shot()
    if shot.position and record.elements.place is None:
        yield _("Taken at {position} (latitude, longitude)").format(position=shot.position)
    if shot.seconds:
        minutes, seconds = divmod(round(shot.seconds), 60)
        yield _("Video of {minutes}:{seconds:02}").format(minutes=minutes, seconds=seconds)


def choices(records: Iterable[Record]) -> Choices:
    """Return what the archive says already, the most frequent first."""
    counts: dict[Element, Counter[str]] = {}
    for record in records:
        for element, text in values_of(record.elements).items():
            counts.setdefault(element, Counter())[text] += 1

    def offered(element: Element) -> tuple[str, ...]:
        return tuple(text for text, _n in counts.get(element, Counter()).most_common(_OFFERED))

    return Choices(
        people=offered(Element.PEOPLE),
        places=offered(Element.PLACE),
        sources=offered(Element.SOURCE),
        photographers=offered(Element.PHOTOGRAPHER),
    )
