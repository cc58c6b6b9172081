"""An arrival: one file in the inbox, what is known of it, where it belongs, why it waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from archivist.model.entry import Entry
from archivist.model.names import same_name
from archivist.model.place import Destination
from archivist.model.record import Record


class ReasonKind(StrEnum):
    """Why a file waits in the inbox, or what a person should know of it."""

    UNSETTLED = "unsettled"
    """It is still being copied, or a program has it open."""
    DEFECT = "defect"
    """It does not open as what its name claims."""
    NO_PLACE = "no-place"
    """Nothing tells to which item it belongs; ``places``: likely ones."""
    UNKNOWN_STUDIO = "unknown-studio"
    UNKNOWN_CATEGORY = "unknown-category"
    NO_ITEM = "no-item"
    """A category is named, an item is not."""
    BAD_ITEM = "bad-item"
    """The name of the item cannot be a folder on Windows, or its date is no real day."""
    ELEMENT = "element"
    """One of the five elements is not stated."""
    NO_EVENT_DATE = "no-event-date"
    """Without the event's date an image can have no code."""
    FUTURE = "future"
    """Its event date lies in the future."""
    NO_CLASS = "no-class"
    """Several classes are declared, and nothing tells which is meant."""
    DUPLICATE = "duplicate"
    """The same content lies elsewhere already."""
    NAME = "name"
    """A document's name does not work on Windows."""
    TAKEN = "taken"
    """The item holds a file of that name already."""
    NOT_ARCHIVAL = "not-archival"
    """A thumbnail, an avatar, a code: nothing to be archived."""
    SIDECAR = "sidecar"
    """Its sidecar cannot be read, or a sidecar has no file."""
    ITEM_FILE = "item-file"
    """The ``item.toml`` beside it has mistakes, or the item has one of its own."""
    SCAN = "scan"
    """By its name an image is the scan of a document; a person says which of the two it is."""
    COMPANION = "companion"
    """A file of the same shot waits; ``kinds``: for which reasons. They move together."""
    SAME_SHOT = "same-shot"
    """A hint: an edited copy of a shot that lies elsewhere."""
    ORIGINAL = "original"
    """A hint: compressed by a messenger; ask for the original."""
    PROPOSED = "proposed"
    """A hint: a value that a person has to confirm."""
    POSITION = "position"
    """A hint: the coordinates at which it was taken, where no place is stated."""
    LINK = "link"
    """It is a link, a device, or a folder that cannot be opened: never followed."""
    UNFILED = "unfiled"
    """Filing was tried and refused by the system."""


HINTS = frozenset(
    {ReasonKind.SAME_SHOT, ReasonKind.ORIGINAL, ReasonKind.PROPOSED, ReasonKind.POSITION}
)
"""What never keeps a file in the inbox."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a person says of the files that are to be filed."""

    to: tuple[str, ...] = ()
    """Studio, category and item; empty: as the folder in the inbox says."""
    image_class: str = ""
    """Empty: the only class, or the one that a file's name begins with."""
    day: date | None = None
    """The event's, for a new item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason, with what its sentence names."""

    kind: ReasonKind
    facts: Mapping[str, str] = field(default_factory=dict)

    def holds(self, allowed: frozenset[ReasonKind]) -> bool:
        """Tell whether it keeps a file where it is, when a person accepts some kinds."""
        if self.kind is ReasonKind.COMPANION:
            return not allowed.issuperset(map(ReasonKind, self.facts["kinds"].split()))
        return self.kind not in HINTS and self.kind not in allowed


class Verdict(StrEnum):
    """What became of a file in the inbox."""

    FILED = "filed"
    READY = "ready"
    """Everything is there; ``archivist file`` files it."""
    WAITS = "waits"
    """A person has to do something first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One file in the inbox."""

    entry: Entry
    record: Record
    """As it would be in its item; ``record.path`` is where it lies now."""
    sidecar: str = ""
    """The path of the sidecar that describes it."""
    destination: Destination | None = None
    item_file: str = ""
    """The path of the ``item.toml`` of its folder, where that moves into the item with it."""
    reasons: tuple[Reason, ...] = ()

    @property
    def shot(self) -> tuple[str, str]:
        """What a RAW and its JPEG, or the two files of a live photo, have in common."""
        record = self.record
        stem = record.stem if record.pictorial else f"/{record.name}"
        return self.entry.folder, same_name(stem)

    @property
    def path(self) -> str:
        """Where it lies, relative to the archive; for a file from outside, as it was named."""
        return self.entry.path

    def blocked(self, allowed: frozenset[ReasonKind]) -> tuple[Reason, ...]:
        """Return the reasons for which it stays where it is.

        Args:
            allowed: Kinds that a person accepts.
        """
        return tuple(reason for reason in self.reasons if reason.holds(allowed))

    @property
    def verdict(self) -> Verdict:
        """Whether it could be filed now without a person."""
        return Verdict.WAITS if self.blocked(frozenset()) else Verdict.READY
