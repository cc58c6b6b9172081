"""ELE101–ELE106, ELE111: each image bears the five elements (clause 6.8.15.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archivist.checks.register import check, found
from archivist.checks.scope import described_images, quoted
from archivist.model.days import dotted, split_day
from archivist.model.elements import PeopleStatus, Person
from archivist.model.finding import Property, Severity
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.model.dossier import Dossier
    from archivist.model.finding import Finding
    from archivist.model.record import Record


@check(
    "ELE101",
    Severity.ERROR,
    Property.COMPLETENESS,
    "6.8.15.1",
    message=N_("{name} does not say what happened (cause)"),
    remedy=N_(
        'archivist describe "{path}" --cause {suggestion}; '
        "or, for all images of its item, cause = {suggestion} in item.toml"
    ),
)
def cause_missing(dossier: Dossier) -> Iterator[Finding]:
    """The cause of an image is missing.

    Looks for the cause, that is what happened, in the .xmp file beside the image, in the item.toml
    of its folder, and in the image itself.

    Why: it is the first of the five elements that the standard asks for. In a few years nobody
    remembers which lesson, visit or test a picture shows.

    How to mend: run archivist describe with the image and --cause, or write a line such as
    cause = "Theory lesson on flow meters" into item.toml; it then holds for all images of the
    folder. For many images, archivist describe --export writes a table to be filled in.
    """
    for record in described_images(dossier):
        if record.elements.cause is None:
            yield _lacking(
                "ELE101", record, suggestion=quoted(split_day(record.item.name.title)[1] or "…")
            )


@check(
    "ELE102",
    Severity.ERROR,
    Property.COMPLETENESS,
    "6.8.15.1",
    message=N_("{name} does not say when the event took place (event date)"),
    remedy=N_(
        "Put the date in front of the folder's name; or, with the true day, "
        'archivist describe "{path}" --date {suggestion}; or, for all images of its item, '
        "event_date = {suggestion} in item.toml"
    ),
)
def event_date_missing(dossier: Dossier) -> Iterator[Finding]:
    """The event date of an image is missing.

    Looks for the day of the event in the .xmp file beside the image, in the item.toml of its
    folder, in the image itself, and at the beginning of the folder's name.

    Why: the standard asks for two dates: when the event took place and when the picture was taken.
    Without the first, the picture cannot be counted in any month or year.

    How to mend: begin the folder's name with the date, as in "20220125 theory lesson", or run
    archivist describe with the image and --date, or write event_date = "2022.01.25" into item.toml.
    """
    for record in described_images(dossier):
        if record.elements.event_date is None:
            yield _lacking("ELE102", record, day=_known_day(record))


@check(
    "ELE103",
    Severity.ERROR,
    Property.COMPLETENESS,
    "6.8.15.1",
    message=N_("{name} does not say when it was taken (shooting date)"),
    remedy=N_(
        'With the true day, archivist describe "{path}" --shot {suggestion}; or, for all images of '
        "its item of which the camera recorded none, shooting_date = {suggestion} in item.toml"
    ),
)
def shooting_date_missing(dossier: Dossier) -> Iterator[Finding]:
    """The shooting date of an image is missing.

    Looks for the day on which the picture was taken in the .xmp file beside the image, in the
    item.toml of its folder, and in what the camera wrote into the image. The date of the file is
    not used: it changes with every copy.

    Why: the standard asks for it beside the date of the event. Pictures that went through a chat
    program have usually lost what the camera wrote.

    How to mend: get the original from whoever took it. If that is not possible, run archivist
    describe with the image and --shot, or write shooting_date = "2022.01.25" into item.toml.
    """
    for record in described_images(dossier):
        if record.elements.shooting_date is None:
            yield _lacking("ELE103", record, day=_known_day(record))


@check(
    "ELE104",
    Severity.ERROR,
    Property.COMPLETENESS,
    "6.8.15.1",
    message=N_("{name} does not say where it happened (place)"),
    remedy=N_(
        'archivist describe "{path}" --place "…"; '
        'or, for all images of its item, place = "…" in item.toml'
    ),
)
def place_missing(dossier: Dossier) -> Iterator[Finding]:
    """The place of an image is missing.

    Looks for the place in the .xmp file beside the image, in the item.toml of its folder, and in
    the image itself.

    Why: it is one of the five elements that the standard asks for, and it should be concrete: a
    room, a station, a workshop, not only a town.

    How to mend: run archivist describe with the image and --place, or write a line such as
    place = "Training room 302" into item.toml; it then holds for all images of the folder.
    """
    for record in described_images(dossier):
        if record.elements.place is None:
            yield _lacking("ELE104", record)


@check(
    "ELE105",
    Severity.ERROR,
    Property.COMPLETENESS,
    "6.8.15.1",
    message=N_("{name} does not say who is shown (people)"),
    remedy=N_(
        'archivist describe "{path}" --people "name(position)", or --nobody if nobody in '
        "particular is shown; or, for all images of its item, people in item.toml"
    ),
)
def people_not_stated(dossier: Dossier) -> Iterator[Finding]:
    """Nobody has said who is shown in an image.

    Looks for the people in the .xmp file beside the image, in the item.toml of its folder, and in
    the image itself. That nobody in particular is shown, or that nobody can be recognised any
    more, is an answer too; silence is not.

    Why: the standard asks for the names and positions of the main persons and lets the field stay
    empty when there are none. An empty field alone does not tell whether somebody looked.

    How to mend: run archivist describe with the image and --people, the main persons with their
    positions, or --nobody if nobody in particular is shown. In item.toml it is
    people = ["Li Ming(team leader)"], or people = "none".
    """
    for record in described_images(dossier):
        if record.elements.people_status is PeopleStatus.NOT_ENTERED:
            yield _lacking("ELE105", record)


@check(
    "ELE106",
    Severity.ERROR,
    Property.COMPLETENESS,
    "6.8.15.1",
    message=N_("{name} does not say who provided it (source)"),
    remedy=N_(
        'archivist describe "{path}" --source "…"; '
        'or, for all images of its item, source = "…" in item.toml'
    ),
)
def source_missing(dossier: Dossier) -> Iterator[Finding]:
    """The source of an image is missing.

    Looks for who provided the image, in the .xmp file beside it, in the item.toml of its folder,
    and in the image itself.

    Why: it is the last of the five elements that the standard asks for. It tells whom to ask for
    the original, and who may say what the picture is used for.

    How to mend: run archivist describe with the image and --source, or write a line such as
    source = "Li Ming" into item.toml; it then holds for all images of the folder.
    """
    for record in described_images(dossier):
        if record.elements.source is None:
            yield _lacking("ELE106", record)


@check(
    "ELE111",
    Severity.HINT,
    Property.COMPLETENESS,
    "6.8.15.1",
    message=N_("{name} names people without their positions: {people}"),
    remedy=N_("Write the position behind the name where it is stated, such as {suggestion}"),
)
def person_without_position(dossier: Dossier) -> Iterator[Finding]:
    """A person is named without a position.

    Looks at the people that the .xmp file, item.toml or the image names. Each should have a
    position in brackets behind the name, as in "Li Ming(team leader)".

    Why: the standard asks for names and positions of the main persons. The position tells a later
    reader which Li Ming it was and why he is in the picture. For guests it is often unknown; so
    this is only a hint.

    How to mend: add the position in brackets where the name is written.
    """
    for record in described_images(dossier):
        people = (Person.parse(reading.text) for reading in record.elements.people)
        names = [person.name for person in people if not person.position]
        if names:
            yield found(
                "ELE111",
                record.path,
                name=record.name,
                people="、".join(names),
                suggestion=quoted(f"{names[0]}(…)"),
            )


def _lacking(code: str, record: Record, **facts: str) -> Finding:
    """Return the finding of an element that nobody states; no day is made up as an example."""
    words = {}
    if "day" in facts:
        words["suggestion"] = '"{day}"' if facts["day"] else N_('"YYYY.MM.DD"')
    return found(code, record.path, words, path=record.path, name=record.name, **facts)


def _known_day(record: Record) -> str:
    elements = record.elements
    readings = (elements.event_date, elements.shooting_date)
    days = [reading.day for reading in readings if reading]
    loose, _title = split_day(record.item.name.title)
    days = [record.item.name.day, loose, record.code.day if record.code else None, *days]
    return next((dotted(day) for day in days if day), "")
