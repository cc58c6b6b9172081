"""``archivist print cover``: covers of 归档文件目录, one for each volume."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _

from archivist.actions.chosen import chosen
from archivist.actions.printing.catalogue import shelf_of
from archivist.actions.printing.form import press
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.papers.catalogue_cover import cover_form
from archivist.model.boxing import Scales
from archivist.model.catalogue_files import volumes
from archivist.model.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Covers:
    """What was printed."""

    pdf: bytes
    count: int


def print_cover(view: View, selection: Selection, layout: str = "") -> Covers:
    """Return a cover for each studio, year and retention of a selection.

    With categories chosen, each of them has covers of its own.

    Raises:
        InvalidChoiceError: Nothing is chosen; there is no such layout.
        InvalidFileError: The layout has mistakes.
        NotReadableError: The archive cannot be looked into.
        UnprintableError: A text has no room or no glyph.
    """
    found = chosen(view, selection)
    if not found.items:
        raise InvalidChoiceError(
            _("There is no item in what was chosen."),
            _(
                "Choose otherwise with --studio, --category, --item or --year, or leave the choice "
                "out."
            ),
        )
    dossier = found.seen.dossier
    scales = Scales(dossier.plan)
    by_category = bool(found.selection.categories)
    wanted = volumes(shelf_of(found), scales.weighed, by_category=by_category)
    form = cover_form(wanted, dossier.settings, dossier.plan, view.root.name)
    pdf = press(view.root, dossier.settings, form, view.as_of, layout)
    return Covers(pdf=pdf, count=len(wanted))
