"""NAM101–NAM106: the code that every image bears as its name (clause 6.8.15.2)."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from archivist.checks.numbering import numbers_in_use, proposals, repeated
from archivist.checks.register import check, found
from archivist.checks.scope import images
from archivist.model.code import Code, CodeFault, MalformedCodeError
from archivist.model.days import compact, dotted
from archivist.model.finding import Property, Severity
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from archivist.model.dossier import Dossier
    from archivist.model.finding import Finding
    from archivist.model.record import Record


_EXAMPLE = N_("C1-YYYYMMDD-01{ending}")
"""What is proposed when no day is known."""


@check(
    "NAM101",
    Severity.ERROR,
    Property.AUTHENTICITY,
    "6.8.15.2",
    message=N_("{name} is no code such as C1-20220125-01"),
    remedy=N_(
        "Rename it to class-date-number, here for example {suggestion}, together with its .xmp "
        'file and its name in item.toml; for a scanned document write kind = "document" instead'
    ),
)
def image_without_code(dossier: Dossier) -> Iterator[Finding]:
    """The name of an image is no code.

    Looks at the name of every photo, scan and video. It should be a code and nothing else: a
    class such as C1, the date of the event in eight digits, and a running number from 01, joined
    by hyphens. The ending (.jpg) does not count. Full-width letters, other dashes, missing zeros
    and small letters are noticed and the right spelling is proposed.

    Why: the standard names images this way, so that a picture can be found by its date, quoted in
    a document, and recognised when it has been copied somewhere else. A name such as IMG_2031
    tells nothing and comes round again with the next camera.

    How to mend: rename the file to the proposed code, together with its .xmp file if it has one.
    If the file is a scanned document and no picture of an event, write kind = "document" for it
    into the item.toml of its folder.
    """
    yield from _renamed("NAM101", dossier, _without_code(dossier, CodeFault.SHAPE))


@check(
    "NAM102",
    Severity.ERROR,
    Property.AUTHENTICITY,
    "6.8.15.2",
    message=N_("{name} belongs to class {image_class}, which archive.toml does not know"),
    remedy=N_(
        'Write {image_class} = "what it means" under [classes] in archive.toml, '
        "or rename the file to one of the classes in use: {known}"
    ),
)
def class_not_declared(dossier: Dossier) -> Iterator[Finding]:
    """The class in a code is not declared.

    Looks at the first part of every code, such as C1 in C1-20220125-01, and compares it with the
    list under [classes] in archive.toml.

    Why: a studio chooses its own classes of images. Only a written list tells a reader what a
    class means, and shows that C7 was meant and was not a slip of the finger.

    How to mend: if the class is meant, add a line such as C2 = "video" under [classes] in
    archive.toml. If it is a slip, rename the file.
    """
    classes = dossier.settings.classes
    for record in images(dossier):
        if record.code and record.code.image_class not in classes:
            yield found(
                "NAM102",
                record.path,
                name=record.name,
                image_class=record.code.image_class,
                known=", ".join(classes) or "–",
            )


@check(
    "NAM103",
    Severity.ERROR,
    Property.AUTHENTICITY,
    "6.8.15.2",
    message=N_("the date in {name} is no real day"),
    remedy=N_(
        "Rename it with the true date of the event, for example {suggestion}, together with its "
        ".xmp file and its name in item.toml"
    ),
)
def code_of_no_real_day(dossier: Dossier) -> Iterator[Finding]:
    """The date in a code is no real day.

    Looks at the eight digits of every image name that otherwise has the form of a code. They must
    be a day of the calendar: year, month, day.

    Why: a date such as 20220231 never was, so the picture cannot be put in order and its date
    cannot be believed.

    How to mend: find out when the event took place and rename the file. The proposed name takes
    the date that the folder or the description states.
    """
    yield from _renamed("NAM103", dossier, _without_code(dossier, CodeFault.DATE))


@check(
    "NAM104",
    Severity.ERROR,
    Property.AUTHENTICITY,
    "6.8.15.2",
    message=N_("the date in {name} lies in the future (today is {today})"),
    remedy=N_(
        "Rename it with the true date of the event, for example {suggestion}, together with its "
        ".xmp file and its name in item.toml"
    ),
)
def code_in_future(dossier: Dossier) -> Iterator[Finding]:
    """The date in a code lies in the future.

    Looks at the date of every code and compares it with the day for which the check is made:
    today, unless another day was asked for.

    Why: nobody can photograph what has not happened yet. Most often the year was mistyped.

    How to mend: rename the file with the date of the event. If the date is right, look at the
    clock of this computer.
    """
    hits = [r for r in images(dossier) if r.code and r.code.day > dossier.as_of]
    yield from _renamed("NAM104", dossier, hits, today=dotted(dossier.as_of))


@check(
    "NAM105",
    Severity.ERROR,
    Property.AUTHENTICITY,
    "6.8.15.2",
    message=N_("the code of {name} is already used by {first}"),
    remedy=N_("Give it the next free number: {suggestion}"),
)
def code_used_twice(dossier: Dossier) -> Iterator[Finding]:
    """One code is used for two images.

    Looks for the same code in different folders of one studio. Two files of one folder that
    differ in their endings alone, such as .jpg and .dng, are one shot in two formats and are fine.

    Why: a code stands for one picture. If it stands for two, whoever quotes it in a report or
    looks it up in the register cannot know which one is meant.

    How to mend: if both are the same picture, keep it in one place. If not, rename the later one
    with the proposed number, and its .xmp file with it.
    """
    later = repeated(dossier)
    names = proposals(dossier) if later else {}
    for path, first in later.items():
        name = path.rpartition("/")[2]
        yield found("NAM105", path, name=name, first=first, suggestion=names[path])


@check(
    "NAM106",
    Severity.HINT,
    Property.COMPLETENESS,
    "6.8.15.2",
    message=N_("the series {series} leaves out {numbers} before this image"),
    remedy=N_(
        "Look for {numbers} in phones, cameras and mail and file them; "
        "if they never were, leave the numbers as they are"
    ),
)
def gap_in_numbers(dossier: Dossier) -> Iterator[Finding]:
    """Numbers are missing from a series of images.

    Looks at the running numbers of all images of one studio, one class and one date. They should
    begin with 01 and leave nothing out. One gap, however wide, is reported once.

    Why: a missing number may be a picture that was lost, or one that still lies in somebody's
    phone. It may also have been deleted on purpose; so this is a hint and no fault.

    How to mend: look for the missing pictures. If they never were, leave the numbers as they are:
    codes that are already quoted elsewhere should not change.
    """
    for (_, image_class, day), numbers in numbers_in_use(dossier).items():
        previous = 0
        for number in sorted(numbers):
            if number > previous + 1:
                yield found(
                    "NAM106",
                    min(numbers[number]),
                    numbers=_range(previous + 1, number - 1),
                    series=f"{image_class}-{compact(day)}",
                )
            previous = number


def _without_code(dossier: Dossier, fault: CodeFault) -> list[Record]:
    return [r for r in images(dossier) if r.code is None and _fault(r.stem) is fault]


def _fault(stem: str) -> CodeFault | None:
    try:
        Code.parse(stem)
    except MalformedCodeError as error:
        return error.fault
    return None


def _renamed(
    code: str, dossier: Dossier, hits: Iterable[Record], **facts: str
) -> Iterator[Finding]:
    hits = list(hits)
    names = proposals(dossier) if hits else {}
    for record in hits:
        proposed = names.get(record.path, "")
        words = {"suggestion": "{proposed}" if proposed else _EXAMPLE}
        facts |= {"name": record.name, "proposed": proposed}
        facts["ending"] = PurePosixPath(record.name).suffix
        yield found(code, record.path, words, **facts)


def _range(first: int, last: int) -> str:
    return f"{first:02}" if first == last else f"{first:02}–{last:02}"
