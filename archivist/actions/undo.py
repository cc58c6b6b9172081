"""``archivist undo`` and ``archivist log``: what was done, and taking the last of it back."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from archivist.actions.obstacles import obstacles
from archivist.model.operation import (
    Deed,
    Operation,
    Result,
    Step,
    StepKind,
    Verb,
    left_behind,
    undoable,
)
from archivist.model.settings import STATE
from archivist.store.journal import FILE, Break, breaks, read_deeds, read_lines
from archivist.store.journal_notes import Note, notes
from archivist.store.operations import Writing, writing
from archivist.store.tree import extended

Group = tuple[Deed, ...]
"""The operations of one command that can still be taken back."""
NOTED = ("seal", "verify", "backup", "restore-test", "disc", "disc-verify")
"""The kinds of notes that a log shows."""
_BY_HAND = frozenset({"seal", "seal --repair"})
"""What a note of sealing is for when a person asked for it; other commands seal in passing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """An operation that was not taken back."""

    deed: Deed
    changed: tuple[str, ...]
    """Where something else lies than it left there; empty: the system refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was taken back."""

    deeds: tuple[Deed, ...]
    """In the order in which they were taken back, each with its result."""
    left: tuple[Left, ...] = ()
    """Those of them that were not."""
    passed: int = 0
    """Commands that were not tried again: what was left of them is still changed."""
    earlier: int = 0
    """Commands before these that can be taken back."""
    finished: tuple[Deed, ...] = ()
    """What an earlier run had left unfinished, and how it ended now."""

    @property
    def complete(self) -> bool:
        """There was something, and all of it was taken back."""
        return bool(self.deeds) and not self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What the journal tells."""

    deeds: tuple[Deed, ...]
    breaks: tuple[Break, ...]
    """Lines at which the chain does not hold."""
    notes: tuple[Note, ...] = ()
    """What was done besides operations, the first in front."""


def undo(root: Path, commands: int, now: datetime) -> Undone:
    """Take the last commands back, the last one first.

    A file that was changed since is left as it is; the rest is taken back all the same. A command
    of which only such files are left since an earlier try does not count any more, or nobody would
    get past it.

    Raises:
        BusyError: Another command writes and does not end.
        NotWritableError: Nothing can be written in the archive.
    """
    place = extended(root)
    with writing(root, Verb.UNDO, now) as session:
        deeds = read_deeds(place)
        known = left_behind(deeds)
        ended: list[Deed] = []
        tried = passed = earlier = 0
        for group in undoable(deeds):
            # Looked at only now: what was taken back just before may have been in its way.
            over = group[0].batch in known and _changed(place, group)
            if tried == commands:
                earlier += not over
            elif over:
                passed += 1
            else:
                tried += 1
                ended += _taken_back(session, place, group)
        return Undone(
            deeds=tuple(ended),
            left=tuple(_left(place, deed) for deed in ended if deed.result is not Result.DONE),
            passed=passed,
            earlier=earlier,
            finished=session.finished,
        )


def _changed(root: Path, group: Group) -> bool:
    """Tell whether nothing of it can be taken back."""
    return all(obstacles(root, deed.operation.inverse) for deed in group)


def _taken_back(session: Writing, root: Path, group: Group) -> Iterable[Deed]:
    operations = (_inverse(root, deed) for deed in reversed(group))
    session.new_batch()
    return session.carry_out(operations, undoes=group[0].batch)


def _left(root: Path, deed: Deed) -> Left:
    return Left(deed=deed, changed=obstacles(root, deed.operation))


def _inverse(root: Path, deed: Deed) -> Operation:
    """Return what takes an operation back; folders that somebody tidied away are made again."""
    inverse = deed.operation.inverse
    homes = (PurePosixPath(s.path).parents for s in inverse.steps if s.kind is StepKind.MOVE)
    needed = dict.fromkeys(folder.as_posix() for home in homes for folder in reversed(home))
    missing = (path for path in needed if not os.path.lexists(root / path))
    folders = tuple(Step(kind=StepKind.FOLDER, path=path) for path in missing)
    return replace(inverse, steps=(*folders, *inverse.steps))


def log(root: Path) -> Log:
    """Return what was done in the archive, the first operation first, and whether it is whole."""
    place = extended(root)
    chain = breaks(read_lines(place / STATE / FILE))
    told = (note for note in notes(place, *NOTED) if _by_hand(note))
    return Log(deeds=read_deeds(place), breaks=tuple(chain), notes=tuple(told))


def _by_hand(note: Note) -> bool:
    return note.kind != "seal" or note.value.get("for") in _BY_HAND
