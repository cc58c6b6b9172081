"""A segment: one file of the index that is never changed, and which of its parts are gone."""

from __future__ import annotations

import os
from dataclasses import dataclass

from archivist.store.index.schema import NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """What is known of a segment without opening it."""

    id: str
    """Small letters and digits."""
    parts: int
    words: int
    """Of `schema.ALL`, in all parts."""
    size: int
    """Bytes of the file."""
    crc: int
    """CRC-32 of all but the first bytes of the file (`compound_writing.START`)."""
    synced: bool
    """The disk confirmed it; otherwise a power cut may have left a hole in it."""
    deleted: frozenset[int] = frozenset()
    """Numbers of parts that are gone; a record goes with all of its parts."""

    @property
    def name(self) -> str:
        """Its file's name without the ending, and the begin of its inner files' names."""
        return f"{NAME}_{self.id}"

    @property
    def file(self) -> str:
        """Its file's name."""
        return f"{self.name}.seg"

    @property
    def live(self) -> int:
        """Parts that are not gone."""
        return self.parts - len(self.deleted)


def new_id() -> str:
    """Return an identifier that no other segment has."""
    return os.urandom(8).hex()
