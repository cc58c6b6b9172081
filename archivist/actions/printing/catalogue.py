"""``archivist print catalogue``: the catalogue of three levels, or a list of single records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _

from archivist.actions.chosen import Chosen, chosen, nothing_chosen
from archivist.actions.filed_pieces import filed_pieces
from archivist.actions.printing.form import print_form
from archivist.actions.view import View
from archivist.formats.papers.catalogue_levels import levels_listing
from archivist.formats.papers.catalogue_listing import Listing
from archivist.formats.papers.catalogue_pages import listing_form
from archivist.formats.papers.catalogue_records import (
    Frame,
    files_listing,
    photos_listing,
    register_listing,
)
from archivist.formats.wording import name_of
from archivist.model.boxing import Scales
from archivist.model.catalogue import catalogue_of
from archivist.model.catalogue_files import photo_lines
from archivist.model.days import dotted
from archivist.model.piece_lines import in_items
from archivist.model.selection import Selection
from archivist.model.settings import Settings


class CatalogueForm(StrEnum):
    """Which list is meant."""

    LEVELS = "levels"
    """三级目录: studio, category, item."""
    FILES = "files"
    """归档文件目录: one line a piece 件."""
    PHOTOS = "photos"
    """照片目录: one line an image."""
    REGISTER = "register"
    """照片登记表: the same with place, people and file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list, and by what it is printed."""

    listing: Listing
    settings: Settings


def list_catalogue(view: View, selection: Selection, form: CatalogueForm) -> Listed:
    """Return what a selection lists, whatever it will be written as.

    Raises:
        InvalidChoiceError: Nothing is there to be listed, or a name fits no studio.
        NotReadableError: The archive cannot be looked into.
    """
    found = chosen(view, selection)
    if not found.items:
        raise nothing_chosen(_("There is no item in what was chosen."))
    scales = Scales(found.seen.dossier.plan)
    if form is CatalogueForm.LEVELS:
        listing = levels_listing(
            catalogue_of(found.scope, scales.weighed), found.archive_name, dotted(view.as_of)
        )
    else:
        listing = _records(found, form, scales)
    if not any(part.rows for part in listing.parts):
        raise nothing_chosen(
            _("There is no photo in what was chosen.")
            if form in {CatalogueForm.PHOTOS, CatalogueForm.REGISTER}
            else _("There is no document in what was chosen.")
        )
    return Listed(listing=listing, settings=found.seen.dossier.settings)


def print_listed(view: View, listed: Listed, layout: str = "") -> bytes:
    """Return a list as PDF.

    Raises:
        InvalidChoiceError: There is no such layout, or it is of another list.
        InvalidFileError: The layout has mistakes.
        UnprintableError: A text has no room or no glyph.
    """
    form = listing_form(listed.listing)
    return print_form(view.root, listed.settings, form, view.as_of, layout)


def _records(found: Chosen, form: CatalogueForm, scales: Scales) -> Listing:
    settings = found.seen.dossier.settings
    frame = Frame(
        archive=found.archive_name,
        day=dotted(found.seen.view.as_of),
        studios=found.studios,
        classes=settings.classes,
        categories={c.number: f"{c.number} {name_of(c)}" for c in found.scope.plan.categories},
        fonds=bool(settings.fonds.strip()),
    )
    if form is CatalogueForm.FILES:
        lines = filed_pieces(found.seen, scales)
        return files_listing(in_items(lines, found.items), frame)
    photos = photo_lines(found.scope, scales.weighed)
    made = photos_listing if form is CatalogueForm.PHOTOS else register_listing
    return made(photos, frame)
