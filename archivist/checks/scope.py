"""What a check looks at: the images, the records that were read, the strays of a kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from archivist.model.dossier import StrayKind
from archivist.model.elements import Origin
from archivist.model.facts import Defect
from archivist.model.item import ITEM_FILE, Description
from archivist.model.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archivist.model.dossier import Dossier, Stray
    from archivist.model.elements import Reading
    from archivist.model.facts import Facts
    from archivist.model.item import Item
    from archivist.model.record import Record

_SILENT = frozenset(
    {Defect.EMPTY, Defect.UNREADABLE, Defect.TIMEOUT, Defect.MEMORY, Defect.CRASHED}
)
"""Defects of a file that could not tell what it holds."""
_PLACES = {
    Origin.SIDECAR: N_("in its .xmp file"),
    Origin.ITEM: N_("in item.toml"),
    Origin.XMP: N_("in the image"),
    Origin.IPTC: N_("in the image"),
    Origin.EXIF: N_("from the camera"),
    Origin.VIDEO: N_("from the camera"),
    Origin.EXPLORER: N_("in the image"),
    Origin.HEADER: N_("from the camera"),
    Origin.FILE_NAME: N_("in the file's name"),
    Origin.ITEM_NAME: N_("in the folder's name"),
}


def images(dossier: Dossier) -> Iterator[Record]:
    """Yield the image records."""
    return (record for record in dossier.records if record.pictorial)


def described_images(dossier: Dossier) -> Iterator[Record]:
    """Yield the image records whose elements are known, be it as missing.

    A file that was not read, or could not be, may well state what its sidecar does not.
    """
    unread = _unread_items(dossier)
    for record in dossier.records:
        known = record.facts and record.facts.defect not in _SILENT
        if record.pictorial and known and record.item.path not in unread:
            yield record


def _unread_items(dossier: Dossier) -> set[str]:
    """Return the items whose ``item.toml`` is no TOML at all: it may state what seems missing."""
    damaged = {split(stray.path)[0] for stray in strays(dossier, StrayKind.DAMAGED_ITEM_FILE)}
    return {
        item.path
        for item in dossier.items
        if item.path in damaged and item.description == Description()
    }


def read_records(dossier: Dossier) -> Iterator[tuple[Record, Facts]]:
    """Yield the records that were read, with what was learnt."""
    return ((record, record.facts) for record in dossier.records if record.facts)


def defective(dossier: Dossier, *defects: Defect) -> Iterator[tuple[Record, Facts]]:
    """Yield the records with one of these defects."""
    return (pair for pair in read_records(dossier) if pair[1].defect in defects)


def strays(dossier: Dossier, kind: StrayKind) -> Iterator[Stray]:
    """Yield the strays of one kind."""
    return (stray for stray in dossier.strays if stray.kind is kind)


def split(path: str) -> tuple[str, str]:
    """Return a path's folder (empty at the top) and its last component."""
    folder, _, name = path.rpartition("/")
    return folder, name


def item_file(item: Item) -> str:
    """Return the path of the ``item.toml`` that describes an item."""
    return f"{item.path}/{ITEM_FILE}"


def place_of(reading: Reading) -> str:
    """Return where a value is stated, to be translated."""
    return _PLACES[reading.origin]


def quoted(text: str) -> str:
    """Return the text as a TOML string or quoted key."""
    return json.dumps(text, ensure_ascii=False)


def one_line(detail: str, otherwise: str = "") -> str:
    """Return what a library or a reader said, on one line; ``otherwise`` when it said nothing."""
    return "; ".join(line.strip() for line in detail.splitlines() if line.strip()) or otherwise
