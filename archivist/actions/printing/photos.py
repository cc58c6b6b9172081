"""``archivist print photos``: photos as an album or as contact sheets, each with its elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from pathlib import Path

from archivist.actions.chosen import Chosen, chosen, nothing_chosen
from archivist.actions.printing.form import print_form
from archivist.actions.printing.photo_layout import AlbumLayout, album_layout
from archivist.actions.view import View
from archivist.errors import InvalidChoiceError
from archivist.formats.papers.photo_pages import Photo, PhotoGroup, photo_form
from archivist.formats.papers.photo_reasons import reason_without_picture
from archivist.formats.papers.printed_code import printed_code
from archivist.formats.thumbnails import make_thumbnails
from archivist.formats.wording import name_of
from archivist.model.catalogue_files import images_in_order
from archivist.model.days import dotted
from archivist.model.facts import Defect, Facts
from archivist.model.item import Item
from archivist.model.label_code import LabelKind
from archivist.model.record import Record
from archivist.model.selection import Selection
from archivist.model.settings import STATE
from archivist.store.catalog import state_folder
from archivist.store.thumbs import Thumbs
from archivist.store.tree import extended

_COSTLY = frozenset({Defect.TIMEOUT, Defect.MEMORY, Defect.CRASHED})
"""What killed its reader before is not tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSheets:
    """What was printed."""

    pdf: bytes
    photos: int
    without: tuple[Photo, ...]
    """Those in whose place a frame with the reason stands."""
    coarse: bool
    """So many at a time that their pictures had to be made smaller than the paper could show."""


def print_photos(view: View, selection: Selection, layout: str) -> PhotoSheets:
    """Return the photos of a selection as PDF.

    Args:
        view: Which archive, on which day.
        selection: Which items.
        layout: Its name: ``photos-6``.

    Raises:
        InvalidChoiceError: No photo is chosen, or too many; there is no such layout.
        InvalidFileError: The layout has mistakes.
        NotReadableError: The archive cannot be looked into.
        UnprintableError: A text has no room or no glyph.
    """
    album = album_layout(view.root, layout)
    found = chosen(view, selection)
    groups = [
        (item, photos)
        for item in found.items
        if (photos := images_in_order(found.records.get(item.path, ())))
    ]
    records = [record for _item, photos in groups for record in photos]
    _refuse_none_and_too_many(len(records), album.most)
    edge = album.edge_of(len(records))
    settings = found.seen.dossier.settings
    with Thumbs(state_folder(view.root, STATE, settings.state_dir)) as thumbs:
        pictures = _pictures(found, records, thumbs, edge)
        made = tuple(_grouped(found, groups, pictures, album))
        form = photo_form(made, archive=found.archive_name, day=dotted(view.as_of))
        pdf = print_form(view.root, settings, form, view.as_of, layout)
    without = tuple(p for group in made for p in group.photos if p.picture is None)
    return PhotoSheets(pdf=pdf, photos=len(records), without=without, coarse=edge < album.edge)


def _refuse_none_and_too_many(count: int, most: int) -> None:
    if not count:
        raise nothing_chosen(
            _("There is no photo in what was chosen."),
            _("Photos are pictures and videos of an item with a date."),
        )
    if count > most:
        raise InvalidChoiceError(
            _("{count} photos are too many for one file; at most {most}.").format(
                count=count, most=most
            ),
            _("Choose fewer with --category, --item or --year, and print several files."),
        )


def _pictures(
    found: Chosen, records: Iterable[Record], thumbs: Thumbs, edge: int
) -> Mapping[str, Path]:
    """Return a small picture of each record that has one, by its path."""
    by_content: dict[str, list[Record]] = {}
    for record in records:
        facts = record.facts or Facts(sha256="")
        if facts.defect not in _COSTLY:
            by_content.setdefault(facts.sha256 or record.path, []).append(record)
    pictures: dict[str, Path] = {}
    missing: list[Record] = []
    for alike in by_content.values():
        path = thumbs.find(_sha256(alike[0]), edge)
        if path is None:
            missing.append(alike[0])
        else:
            pictures.update({record.path: path for record in alike})
    for record, path in _made(found, missing, thumbs, edge):
        alike = by_content[_sha256(record) or record.path]
        pictures.update({each.path: path for each in alike})
    return pictures


def _made(
    found: Chosen, records: list[Record], thumbs: Thumbs, edge: int
) -> Iterator[tuple[Record, Path]]:
    view = found.seen.view
    root = extended(view.root)
    pictures = make_thumbnails([root / record.path for record in records], edge)
    for number, (record, (path, picture)) in enumerate(zip(records, pictures, strict=True), 1):
        view.progress(number, len(records))
        if picture is not None:
            # What changed since it was looked at is not what its digest says.
            sha256 = _sha256(record) if _unchanged(found, record, path) else ""
            yield record, thumbs.keep(sha256, edge, picture)


def _unchanged(found: Chosen, record: Record, path: Path) -> bool:
    try:
        status = path.stat()
    except OSError:
        return False
    seen = record.size, found.seen.modified.get(record.path)
    return (status.st_size, status.st_mtime_ns) == seen


def _grouped(
    found: Chosen,
    groups: Iterable[tuple[Item, list[Record]]],
    pictures: Mapping[str, Path],
    album: AlbumLayout,
) -> Iterator[PhotoGroup]:
    dossier = found.seen.dossier
    names = {each.number: f"{each.number} {name_of(each)}" for each in dossier.plan.categories}
    code_of = partial(printed_code, dossier.settings, LabelKind.RECORD, side=album.side_of_codes)
    root = extended(found.seen.view.root)
    for item, records in groups:
        photos = []
        for record in records:
            picture = pictures.get(record.path)
            there = picture is not None or (root / record.path).is_file()
            reason = "" if picture else reason_without_picture(record, there=there)
            code = code_of(str(record.code)) if album.with_codes and record.code else None
            photos.append(Photo(record=record, picture=picture, reason=reason, code=code))
        yield PhotoGroup(item=item, category=names.get(item.category, item.category), photos=photos)


def _sha256(record: Record) -> str:
    return record.facts.sha256 if record.facts else ""
