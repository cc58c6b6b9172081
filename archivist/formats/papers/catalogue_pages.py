"""A list as pages: what the layouts ``catalogue``, ``files-list`` and others are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _
from itertools import chain

from archivist.formats.papers.catalogue_listing import Group, Listing, Part, heading_of, items_of
from archivist.formats.press.form import Form

_MANY = 20
"""Shapes of the texts of a column that are measured at most."""
_FIGURE = re.compile(r"[0-9]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def listing_form(listing: Listing) -> Form:
    """Return the form of a list."""
    return Form(
        name=listing.form,
        data={
            "archive": listing.archive,
            "day": listing.day,
            "columns": [column.key for column in listing.columns],
            "left": [column.key for column in listing.columns if column.left],
            "shapes": dict(_shapes(listing)),
            "parts": [_part(part, listing.title) for part in listing.parts],
            "apart": listing.apart,
            "contents": listing.contents,
        },
        words={
            **{column.key: column.title for column in listing.columns},
            "contents": _("Contents"),
            "none": _("none"),
            "continued": _("{heading} (continued)"),
            "page": _("page {page} of {pages}"),
            "too-wide": _("The columns are wider than the page: see [sizes] of the layout."),
        },
    )


def _shapes(listing: Listing) -> Iterator[tuple[str, list[str]]]:
    """Yield the columns whose texts are alike but for figures and Han: dates, codes, numbers.

    Where these have room, so have all texts of the column, and none of them needs to be measured:
    of 20,000 rows that takes longer than all else.
    """
    groups = chain.from_iterable(part.groups for part in listing.parts)
    rows = [row for group in groups for row in group.rows]
    for at, column in enumerate(listing.columns):
        found: set[str] = set()
        for row in rows:
            found.add(_HAN.sub("\u4e00", _FIGURE.sub("0", row[at])))
            if len(found) > _MANY:
                break
        else:
            yield column.key, sorted(found)


def _part(part: Part, title: str) -> dict[str, object]:
    return {
        "title": title,
        "name": part.name,
        "heading": heading_of(part),
        "totals": part.totals,
        "count": items_of(part.rows),
        "groups": [_group(group) for group in part.groups],
    }


def _group(group: Group) -> dict[str, object]:
    return {
        "heading": group.heading,
        "count": items_of(len(group.rows)),
        "rows": group.rows,
    }
