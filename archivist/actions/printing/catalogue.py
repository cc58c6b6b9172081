"""``archivist print catalogue``: the catalogue of three levels, or a list of single records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _

from archivist.actions.chosen import Chosen, chosen
from archivist.actions.printing.form import press
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.papers.catalogue_levels import levels_listing
from archivist.formats.papers.catalogue_listing import Listing
from archivist.formats.papers.catalogue_pages import listing_form
from archivist.formats.papers.catalogue_records import (
    Frame,
    files_listing,
    photos_listing,
    register_listing,
)
from archivist.model.boxing import Scales, order_of
from archivist.model.catalogue import Shelf, catalogue_of
from archivist.model.catalogue_files import photo_lines
from archivist.model.days import dotted
from archivist.model.piece_lines import in_items, piece_lines
from archivist.model.record import Record
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
        raise _nothing(_("There is no item in what was chosen."))
    scales = Scales(found.seen.dossier.plan)
    if form is CatalogueForm.LEVELS:
        listing = levels_listing(
            catalogue_of(shelf_of(found), scales.weighed), archive_name(found), dotted(view.as_of)
        )
    else:
        listing = _records(found, form, scales)
    if not any(part.rows for part in listing.parts):
        raise _nothing(
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
    return press(view.root, listed.settings, form, view.as_of, layout)


def shelf_of(found: Chosen) -> Shelf:
    """Return what was chosen, with empty categories where studios are meant as a whole."""
    picked = found.selection
    parts = (
        picked.categories,
        picked.items,
        picked.boxes,
        picked.years,
        picked.since,
        picked.until,
        picked.changed_since,
    )
    return Shelf(
        plan=found.seen.dossier.plan,
        studios=picked.studios or _studios(found),
        items=found.items,
        records=found.records,
        whole=not any(parts),
    )


def archive_name(found: Chosen) -> str:
    """Return what the archive is called: its fonds, else its folder."""
    settings = found.seen.dossier.settings
    if settings.fonds:
        text = _("Fonds {number} {name}")
        return text.format(number=settings.fonds, name=settings.fonds_name).strip()
    return found.seen.view.root.name


def _records(found: Chosen, form: CatalogueForm, scales: Scales) -> Listing:
    settings = found.seen.dossier.settings
    frame = Frame(
        archive=archive_name(found),
        day=dotted(found.seen.view.as_of),
        studios=_studios(found),
        classes=settings.classes,
    )
    if form is CatalogueForm.FILES:
        lines = piece_lines(_everything(found), scales.weighed, settings)
        return files_listing(in_items(lines, found.items), frame)
    photos = photo_lines(shelf_of(found), scales.weighed)
    made = photos_listing if form is CatalogueForm.PHOTOS else register_listing
    return made(photos, frame)


def _everything(found: Chosen) -> Shelf:
    """Return the whole archive in the order of a selection: numbers run through all of it."""
    dossier = found.seen.dossier
    order = {name: number for number, name in enumerate(_studios(found))}
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for record in sorted(dossier.records, key=lambda each: each.path):
        records[record.item.path].append(record)
    items = sorted(dossier.items, key=lambda i: (order.get(i.studio, 0), order_of(i)))
    return Shelf(plan=dossier.plan, studios=_studios(found), items=tuple(items), records=records)


def _studios(found: Chosen) -> tuple[str, ...]:
    return tuple(studio.name for studio in found.seen.dossier.settings.studios)


def _nothing(message: str) -> InvalidChoiceError:
    return InvalidChoiceError(
        message,
        _("Choose otherwise with --studio, --category, --item or --year, or leave the choice out."),
    )
