"""NAM110–NAM115: the three levels of the catalogue, studio, category and item (clause 6.9.3)."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from archivist.checks.register import check, found
from archivist.checks.scope import quoted, split, strays
from archivist.model.days import compact, split_day
from archivist.model.dossier import StrayKind
from archivist.model.elements import Element
from archivist.model.finding import Property, Severity
from archivist.model.names import portable
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.model.dossier import Dossier
    from archivist.model.finding import Finding
    from archivist.model.item import Item


_EXAMPLE = N_("YYYYMMDD {title}")
"""What is proposed when no day is known."""


@check(
    "NAM110",
    Severity.ERROR,
    Property.COMPLETENESS,
    "6.9.3",
    message=N_("{name} lies at the wrong level: not in the folder of an item"),
    remedy=N_(
        "Move it into the folder of an item, for example one named “YYYYMMDD {title}” with the "
        "true date, or into the inbox “{inbox}”"
    ),
)
def file_at_wrong_level(dossier: Dossier) -> Iterator[Finding]:
    """A file lies above the level of items.

    Looks for files that lie in the archive itself, in a studio or in a category, instead of in
    the folder of an item. Ledgers are an exception: they lie in their category directly.

    Why: the catalogue has three levels: studio, category and item. A file that is not in an item
    has no date and no title, appears in no catalogue and answers no requirement.

    How to mend: make a folder named with date and title in the right category, such as
    "20220125 theory lesson", and move the file there. If you do not know yet where it belongs,
    put it into the inbox.
    """
    for stray in strays(dossier, StrayKind.LOOSE_FILE):
        name = split(stray.path)[1]
        stem = portable(name.rpartition(".")[0] or name)
        inbox = dossier.settings.inbox
        yield found("NAM110", stray.path, name=name, title=stem, inbox=inbox)


@check(
    "NAM111",
    Severity.WARNING,
    Property.COMPLETENESS,
    "6.9.3",
    message=N_("{name} is a folder inside an item; an item holds files only"),
    remedy=N_("Move its files up into {item}/, or make it an item of its own beside that one"),
)
def folder_in_item(dossier: Dossier) -> Iterator[Finding]:
    """A folder lies inside an item.

    Looks for folders below the third level. What lies in them is checked as if it lay in the item
    itself.

    Why: the catalogue has three levels and no fourth. Labels, box lists and discs show items; what
    hides in a folder below is easily overlooked when the paper or the disc is made.

    How to mend: move the files up into the item. If the folder is about something else, move it
    one level up and give it a date and a title.
    """
    for stray in strays(dossier, StrayKind.TOO_DEEP):
        item = "/".join(split(stray.path)[0].split("/")[:3])
        yield found("NAM111", stray.path, name=split(stray.path)[1], item=item)


@check(
    "NAM112",
    Severity.ERROR,
    Property.COMPLETENESS,
    "6.9.3",
    message=N_("{name} is no studio of this archive; what lies in it is not checked"),
    remedy=N_(
        "Write [[studios]] and below it name = {key} into archive.toml if it is a studio; "
        "if not, move what is in it to the inbox {inbox}"
    ),
)
def folder_no_studio(dossier: Dossier) -> Iterator[Finding]:
    """A folder at the top is no studio.

    Looks at the folders that lie in the archive itself. Each should be a studio listed in
    archive.toml, spelled exactly as it is there.

    Why: the first level of the catalogue is the name of the studio. Files in another folder belong
    to nobody: they are neither checked nor counted in an audit.

    How to mend: correct the folder's name, or add the studio to archive.toml, or move the files to
    where they belong.
    """
    for stray in strays(dossier, StrayKind.UNKNOWN_STUDIO):
        name, inbox = split(stray.path)[1], f"{dossier.settings.inbox}/"
        yield found("NAM112", stray.path, name=name, key=quoted(name), inbox=inbox)


@check(
    "NAM113",
    Severity.ERROR,
    Property.COMPLETENESS,
    "6.9.3",
    message=N_("{name} is no category of the filing plan; what lies in it is not checked"),
    remedy=N_("Rename it to a category of the plan ({advice}), or move its items there"),
)
def folder_no_category(dossier: Dossier) -> Iterator[Finding]:
    """A folder in a studio is no category.

    Looks at the folders of each studio. Each should be a category of the filing plan: its
    two-digit number counts, and without a number its name.

    Why: the second level of the catalogue is the category. What lies in a folder of another name
    answers no requirement of the plan and is missing in the audit.

    How to mend: rename the folder to the category that is meant, or move what is in it. If the
    studio needs a category of its own, describe it under [[categories]] in archive.toml.
    """
    folders = [category.folder for category in dossier.plan.categories]
    for stray in strays(dossier, StrayKind.UNKNOWN_CATEGORY):
        name = split(stray.path)[1]
        near = get_close_matches(name, folders, n=1, cutoff=0.3)
        words = {"advice": N_("perhaps {near}") if near else N_("“archivist init” lays them out")}
        yield found("NAM113", stray.path, words, name=name, near="".join(near))


@check(
    "NAM118",
    Severity.ERROR,
    Property.COMPLETENESS,
    "6.9.3",
    message=N_("the studio {name} of archive.toml has no folder"),
    remedy=N_("Put the folder {name} back; if it never was there, run: archivist init"),
)
def studio_without_folder(dossier: Dossier) -> Iterator[Finding]:
    """A studio has no folder.

    Looks for the folder of every studio that archive.toml lists.

    Why: a folder that was renamed, moved or deleted takes everything in it out of sight, and a
    check of nothing finds nothing wrong.

    How to mend: look for the folder and put it back under the name in archive.toml. For a new
    studio, run archivist init, which lays it out.
    """
    for stray in strays(dossier, StrayKind.STUDIO_ABSENT):
        yield found("NAM118", stray.path, name=stray.path)


@check(
    "NAM114",
    Severity.ERROR,
    Property.AUTHENTICITY,
    "DA/T 70",
    message=N_("the date {date} of the folder {name} is no real day"),
    remedy=N_("Rename the folder with the true date of the event, for example {suggestion}"),
)
def item_of_no_real_day(dossier: Dossier) -> Iterator[Finding]:
    """The date in the name of an item is no real day.

    Looks at the eight digits with which the folder of an item begins. They must be a day of the
    calendar: year, month, day.

    Why: the date of the folder is the event date of all that lies in it, unless something else is
    stated. A day that never was leaves them all without a date and outside of every period.

    How to mend: rename the folder with the day on which the event took place.
    """
    for item in dossier.items:
        if not item.flat and item.name.day_text and item.name.day is None:
            yield _dated("NAM114", item, date=item.name.day_text)


@check(
    "NAM115",
    Severity.HINT,
    Property.COMPLETENESS,
    "6.9.3",
    message=N_("the folder {name} does not begin with a date"),
    remedy=N_("Put the date of the event in front of its name, for example {suggestion}"),
)
def item_without_date(dossier: Dossier) -> Iterator[Finding]:
    """The name of an item has no date.

    Looks at the folder of every item. Its name should begin with eight digits and a space, as in
    "20220125 theory lesson". Categories whose files lie in them directly are left out.

    Why: the date puts the items in order, and it serves as the event date of every image in the
    folder, so that nobody has to write it again. Some items, such as a set of rules, have no day
    of their own; so this is only a hint.

    How to mend: put the date in front of the folder's name.
    """
    for item in dossier.items:
        if not item.flat and not item.name.day_text:
            yield _dated("NAM115", item)


def _dated(code: str, item: Item, **facts: str) -> Finding:
    """Return the finding that proposes a name with a date; none is made up."""
    stated = [r.day for r in item.description.readings if r.element is Element.EVENT_DATE]
    loose, title = split_day(item.name.title)
    day = next((day for day in (*stated, loose) if day), None)
    words = {"suggestion": "{day} {title}" if day else _EXAMPLE}
    facts |= {"name": split(item.path)[1], "title": title, "day": compact(day) if day else ""}
    return found(code, item.path, words, **facts)
