"""NAM107, NAM108: the date in a code agrees with what is known of the image (6.8.15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.checks.numbering import proposals
from archivist.checks.register import check, found
from archivist.checks.scope import images, place_of, quoted
from archivist.model.days import dotted
from archivist.model.elements import EMBEDDED
from archivist.model.finding import Property, Severity
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.model.dossier import Dossier
    from archivist.model.finding import Finding


@check(
    "NAM107",
    Severity.ERROR,
    Property.AUTHENTICITY,
    "6.8.15.2",
    message=N_("{name} is coded with another day than its event date {event} ({place})"),
    remedy=N_(
        "Rename it to {suggestion}, together with its .xmp file and its name in item.toml; or "
        "correct the event date if the code is right"
    ),
)
def code_against_event_date(dossier: Dossier) -> Iterator[Finding]:
    """The date in a code is not the date of the event.

    Looks at the date of every code and at the event date that the image's .xmp file, the item.toml
    of its folder, or else the folder's name states.

    Why: the date in a code is the date of the event. When the two differ, one of them is wrong,
    and the picture will be counted in the wrong month, quarter or year.

    How to mend: find out which date is true. Rename the image, or correct the event date where it
    is written.
    """
    hits = []
    for record in images(dossier):
        event = record.elements.event_date
        day = event.day if event else None
        # An event in the future is a fault of the event date: ELE110 reports it.
        if record.code and event and day and day <= dossier.as_of and day != record.code.day:
            hits.append((record, event))
    names = proposals(dossier) if hits else {}
    for record, event in hits:
        yield found(
            "NAM107",
            record.path,
            {"place": place_of(event)},
            name=record.name,
            event=dotted(event.day) if event.day else event.text,
            suggestion=names[record.path],
        )


@check(
    "NAM108",
    Severity.WARNING,
    Property.AUTHENTICITY,
    "6.8.15.1",
    message=N_("{name} is coded with another day than the camera recorded: {shot}"),
    remedy=N_(
        "Correct the code; or, if the camera's clock was wrong, "
        'archivist describe "{path}" --shot "…" with the true day; or, if the picture was taken on '
        "another day than the event, write {line} into item.toml of its item"
    ),
)
def code_against_shooting_date(dossier: Dossier) -> Iterator[Finding]:
    """The date in a code is not the day that the camera recorded.

    Looks at the date of every code and at the shooting date inside the image. It keeps quiet once
    a person has stated the shooting date in the .xmp file or in item.toml.

    Why: most pictures of an event are taken on its day. A difference often means that a picture
    was filed under the wrong event, that it was saved from a chat much later, or that the clock of
    the camera was wrong.

    How to mend: rename the image if it belongs to another day. If the clock of the camera was
    wrong, state the true day with archivist describe and --shot. If the difference is right, write
    the shooting date into item.toml. The image itself is never changed.
    """
    for record in images(dossier):
        shot = record.elements.shooting_date
        if record.code is None or shot is None or shot.origin not in EMBEDDED:
            continue
        if shot.day is not None and shot.day != record.code.day:
            yield found(
                "NAM108",
                record.path,
                {"line": N_('shooting_date = "{shot}" below a line [files.{key}]')},
                path=record.path,
                name=record.name,
                shot=dotted(shot.day),
                key=quoted(record.name),
            )
