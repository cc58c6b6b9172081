"""The dossier: everything that checks and audit may know. They see this and no files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from archivist.model.item import Item
from archivist.model.keeping import Keeping
from archivist.model.ledger_entry import CellFault
from archivist.model.plan import Plan
from archivist.model.record import Record
from archivist.model.settings import Settings
from archivist.model.text import FileText


class StrayKind(StrEnum):
    """Why something in the tree is no record."""

    UNKNOWN_STUDIO = "unknown-studio"
    """A folder at the top that is no studio of the archive."""
    STUDIO_ABSENT = "studio-absent"
    """A studio of ``archive.toml`` whose folder is not there."""
    UNKNOWN_CATEGORY = "unknown-category"
    """A folder in a studio that is no category of the plan."""
    LOOSE_FILE = "loose-file"
    """A file above the item level: in the archive, a studio or a category."""
    TOO_DEEP = "too-deep"
    """A folder inside an item; its files are taken as the item's."""
    LINK = "link"
    """A symbolic link or junction; it is not followed."""
    UNREADABLE = "unreadable"
    """A folder that the file system refuses to list."""
    LONE_SIDECAR = "lone-sidecar"
    """A sidecar without the file that it describes."""
    DAMAGED_SIDECAR = "damaged-sidecar"
    """A sidecar that is no XMP."""
    DAMAGED_ITEM_FILE = "damaged-item-file"
    """An ``item.toml`` with mistakes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """Something in the tree that is no record, or a description that cannot be read."""

    path: str
    kind: StrayKind
    detail: str = ""
    """What was wrong, for example every mistake of an ``item.toml``, in the user's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What is known of an archive on a day."""

    settings: Settings
    plan: Plan
    """With the archive's own categories merged in."""
    items: tuple[Item, ...] = ()
    records: tuple[Record, ...] = ()
    strays: tuple[Stray, ...] = ()
    paths: tuple[str, ...] = ()
    """Every file and folder of the tree, relative, for checks of names."""
    unread: Mapping[str, FileText] = field(default_factory=dict)
    """Records, by path, whose text is not all known, and why; the text itself is left out."""
    illegible: Mapping[str, tuple[CellFault, ...]] = field(default_factory=dict)
    """Cells of the registers of boxes and discs that nobody can read, by the workbook's path."""
    keeping: Keeping | None = None
    """How the archive is kept; None: nobody looked."""
    as_of: date
