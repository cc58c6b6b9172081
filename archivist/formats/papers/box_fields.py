"""What stands in the fields of a box's label, as the register says it or else its items."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext as _
from gettext import ngettext

from archivist.formats.wording import name_of, retention_word
from archivist.model.box import BoxHeld
from archivist.model.days import dotted
from archivist.model.plan import Plan
from archivist.model.settings import Settings


def box_fields(held: BoxHeld, settings: Settings, plan: Plan) -> Mapping[str, str]:
    """Return the fields by their names; what nobody knows is empty, to be filled in by hand."""
    box = held.box
    given = {
        "studio": box.studio,
        "category": _category(held, plan),
        "number": box.number,
        "period": _period(held),
        "year": _years(held),
        "count": str(held.pieces or ""),
        "pages": _pages(held),
        "retention": retention_word(held.retention) if held.retention else "",
        "serials": _range(first_piece(held), last_piece(held)),
        "keeper": settings.printing.keeper,
        "place": box.place,
    }
    if settings.fonds.strip():
        fonds = {"fonds": settings.fonds.strip(), "organisation": box.studio}
        return {**given, **fonds}
    return given


def _category(held: BoxHeld, plan: Plan) -> str:
    if held.box.content.strip():
        return held.box.content.strip()
    names = {each.number: f"{each.number} {name_of(each)}" for each in plan.categories}
    found = dict.fromkeys(each.item.category for each in held.items)
    return "、".join(names.get(number, number) for number in found)


def items_text(held: BoxHeld) -> str:
    """Return the third level of the catalogue: the only item, or the first and how many."""
    if not held.items:
        return ""
    first, count = held.items[0].item, len(held.items)
    title = first.name.title or first.path.rpartition("/")[2]
    if count == 1:
        return title
    return ngettext("{title} and {count} in all", "{title} and {count} in all", count).format(
        title=title, count=count
    )


def _period(held: BoxHeld) -> str:
    days = sorted(each.item.day for each in held.items if each.item.day)
    if not days:
        return ""
    return dotted(days[0]) if days[0] == days[-1] else f"{dotted(days[0])}—{dotted(days[-1])}"


def _years(held: BoxHeld) -> str:
    years = held.years
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}—{years[-1]}"


def _pages(held: BoxHeld) -> str:
    """Return the pages of paper; empty, to be filled in by hand, where some are unknown."""
    if not held.items or any(not each.pages for each in held.items):
        return ""
    estimated = any(each.estimated for each in held.items)
    return (_("about {pages}") if estimated else "{pages}").format(pages=held.pages)


def first_piece(held: BoxHeld) -> str:
    """Return 起件号: of what lies in the box, else as the register says it."""
    return str(held.first_piece or held.box.first)


def last_piece(held: BoxHeld) -> str:
    """Return 止件号."""
    return str(held.last_piece or held.box.last)


def _range(first: str, last: str) -> str:
    """Return two ends, or one where they are the same or there is no last."""
    return first if first == last or not last else f"{first}—{last}"
