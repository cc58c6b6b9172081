"""What the journal tells besides operations: what was sealed, verified, backed up, and its head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archivist.model.anchor import Anchor
from archivist.model.settings import STATE
from archivist.store.journal_lines import FILE, FIRST, Line, digest, read_lines
from archivist.store.journal_tail import last_number, tail_of

__all__ = ["Anchor", "Note", "head", "notes", "notes_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line of the journal that is no operation."""

    kind: str
    line: int
    """From 1."""
    at: str
    """Local time with its offset, ``2022-01-25T10:15:00+08:00``."""
    by: str
    value: dict[str, Any]
    """The whole line."""


def notes(root: Path, *kinds: str) -> list[Note]:
    """Return the notes of some kinds, the oldest first.

    Raises:
        OSError: The journal cannot be read.
    """
    return notes_of(read_lines(root / STATE / FILE), *kinds)


def notes_of(lines: Iterable[Line], *kinds: str) -> list[Note]:
    """Return the notes of some kinds among lines."""
    return [note for line in lines if (note := _note(line, kinds)) is not None]


def head(root: Path) -> Anchor:
    """Return the head of the chain; line 0 when there is no journal.

    Raises:
        OSError: The journal cannot be read.
    """
    path = root / STATE / FILE
    tail = tail_of(path)
    return Anchor(last_number(path, tail), digest(tail[-1].raw)) if tail else Anchor(0, FIRST)


def _note(line: Line, kinds: Sequence[str]) -> Note | None:
    value = line.value or {}
    kind, at, by = value.get("do"), value.get("at"), value.get("by")
    if kind not in kinds or not isinstance(at, str) or not isinstance(by, str):
        return None
    return Note(kind=str(kind), line=line.number, at=at, by=by, value=value)
