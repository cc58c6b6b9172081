"""The catalogue of three levels as a list: its columns, and a line for each item."""

from __future__ import annotations

from gettext import gettext as _

from archivist.formats.catalogue_listing import Column, Group, Listing, Part, cell
from archivist.formats.wording import name_of, retention_word
from archivist.model.catalogue import Catalogue, CategoryPart, Line
from archivist.model.code import read_code
from archivist.model.days import dotted

FORM = "catalogue"


def levels_listing(catalogue: Catalogue, archive: str, day: str) -> Listing:
    """Return the catalogue as a list.

    Args:
        catalogue: What it holds.
        archive: What stands at the foot of each page.
        day: The day of printing, as it is shown.
    """
    return Listing(
        form=FORM,
        title=_("Catalogue of studio, category and item"),
        archive=cell(archive),
        day=day,
        columns=_columns(),
        parts=tuple(
            Part(name=cell(part.studio), groups=tuple(_group(each) for each in part.categories))
            for part in catalogue.studios
        ),
        contents=True,
    )


def codes_text(first: str, last: str) -> str:
    """Return ``C1-20220125-01～12`` for the codes of one class and day, else both of them whole."""
    one, other = read_code(first), read_code(last)
    if first == last or one is None or other is None:
        return first
    if (one.image_class, one.day) == (other.image_class, other.day):
        return f"{first}～{other.number:02}"
    return f"{first}～ {last}"


def _columns() -> tuple[Column, ...]:
    return (
        Column(key="number", title=_("No."), width=7, number=True),
        Column(key="title", title=_("Content"), width=42, left=True),
        Column(key="day", title=_("Date"), width=12),
        Column(key="codes", title=_("Codes"), width=22),
        Column(key="files", title=_("Files"), width=7, number=True),
        Column(key="pages", title=_("Pages"), width=7, number=True),
        Column(key="retention", title=_("Retention"), width=10),
        Column(key="box", title=_("Box"), width=10),
    )


def _group(part: CategoryPart) -> Group:
    heading = f"{part.category.number} {name_of(part.category)}"
    return Group(heading=cell(heading), rows=tuple(_row(line) for line in part.lines))


def _row(line: Line) -> tuple[str, ...]:
    return (
        str(line.number),
        cell(line.title),
        dotted(line.day) if line.day else "",
        codes_text(line.first, line.last),
        cell(line.files),
        cell(line.pages),
        retention_word(line.retention) if line.retention else "",
        cell(line.box),
    )
