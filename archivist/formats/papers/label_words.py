"""The fixed words on labels, in the language spoken; their names are those of a layout's fields."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext as _


def box_words() -> Mapping[str, str]:
    """Return the names of what stands on the label of a box."""
    return {
        **_shared(),
        "studio": _("Studio"),
        "category": _("Category"),
        "items": _("Items"),
        "number": _("Box no."),
        "period": _("Dates"),
        "year": _("Year"),
        "count": _("Pieces"),
        "pages": _("Pages"),
        "serials": _("Piece nos."),
        "keeper": _("Keeper"),
        "place": _("Kept at"),
        "fonds": _("Fonds no."),
        "organisation": _("Organisation"),
        "paper": _("The strip is larger than the paper."),
        "label": _("The fields are higher than the label."),
        "spine": _("The fields are higher than the strip is long."),
    }


def disc_words() -> Mapping[str, str]:
    """Return the names of what stands on the label of a disc."""
    return {
        **_shared(),
        "archive": _("Archive"),
        "number": _("Disc no."),
        "title": _("Title"),
        "capacity": _("Capacity"),
        "size": _("Data"),
        "year": _("Year"),
        "set": _("Set"),
        "codes": _("Image codes"),
        "date": _("Burnt on"),
        "burner": _("Burnt by"),
        "checked": _("Checked on"),
        "place": _("Kept at"),
        "remarks": _("Remarks"),
    }


def _shared() -> Mapping[str, str]:
    return {
        "retention": _("Retention"),
        "qr": _("QR code"),
        "scale": _("Print at 100 %, without “fit to page”."),
        "unknown": _("There is no such field: "),
    }
