"""``archivist print cover``: covers of 归档文件目录, one for each volume."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _

from archivist.actions.chosen import chosen, nothing_chosen
from archivist.actions.printing.form import print_form
from archivist.actions.view import View
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

    With a fonds, or with categories chosen, each category has covers of its own: as the list of
    filed papers is divided.

    Raises:
        InvalidChoiceError: Nothing is chosen; there is no such layout.
        InvalidFileError: The layout has mistakes.
        NotReadableError: The archive cannot be looked into.
        UnprintableError: A text has no room or no glyph.
    """
    found = chosen(view, selection)
    if not found.items:
        raise nothing_chosen(_("There is no item in what was chosen."))
    dossier = found.seen.dossier
    scales = Scales(dossier.plan)
    by_category = bool(found.selection.categories or dossier.settings.fonds.strip())
    wanted = volumes(found.scope, scales.weighed, by_category=by_category)
    archive = dossier.settings.called(view.root.name)
    form = cover_form(wanted, dossier.settings, dossier.plan, archive)
    pdf = print_form(view.root, dossier.settings, form, view.as_of, layout)
    return Covers(pdf=pdf, count=len(wanted))
