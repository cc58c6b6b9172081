"""A list as pages: what the layouts ``catalogue``, ``files-list`` and others are given."""

from __future__ import annotations

from gettext import gettext as _

from archivist.formats.catalogue_listing import Group, Listing, Part, heading_of, totals_of
from archivist.formats.press.press import Form


def listing_form(listing: Listing) -> Form:
    """Return the form of a list."""
    return Form(
        name=listing.form,
        data={
            "archive": listing.archive,
            "day": listing.day,
            "columns": [column.key for column in listing.columns],
            "left": [column.key for column in listing.columns if column.left],
            "parts": [_part(part, listing.title) for part in listing.parts],
            "contents": listing.contents,
        },
        words={
            **{column.key: column.title for column in listing.columns},
            "contents": _("Contents"),
            "none": _("none"),
            "page": _("page {page} of {pages}"),
            "too-wide": _("The columns are wider than the page: see [sizes] of the layout."),
        },
    )


def _part(part: Part, title: str) -> dict[str, object]:
    return {
        "title": title,
        "name": part.name,
        "heading": heading_of(part),
        "totals": totals_of(part.rows),
        "count": totals_of(part.rows),
        "groups": [_group(group) for group in part.groups],
    }


def _group(group: Group) -> dict[str, object]:
    return {
        "heading": group.heading,
        "count": totals_of(len(group.rows)) if group.rows else _("none"),
        "rows": group.rows,
    }
