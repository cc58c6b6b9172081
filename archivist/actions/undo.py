"""``archivist undo`` and ``archivist log``: what was done, and taking the last of it back."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from archivist.model.operation import Deed, Operation, Result, Step, StepKind, Verb, undoable
from archivist.model.settings import STATE
from archivist.store.journal import FILE, Break, breaks, read_deeds, read_lines
from archivist.store.operations import writing
from archivist.store.tree import extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was taken back."""

    deeds: tuple[Deed, ...]
    """In the order in which they were taken back, each with its result."""
    finished: tuple[Deed, ...] = ()
    """What an earlier run had left unfinished, and how it ended now."""

    @property
    def complete(self) -> bool:
        """There was something, and all of it was taken back."""
        return bool(self.deeds) and all(deed.result is Result.DONE for deed in self.deeds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What the journal tells."""

    deeds: tuple[Deed, ...]
    breaks: tuple[Break, ...]
    """Lines at which the chain does not hold."""


def undo(root: Path, commands: int, now: datetime) -> Undone:
    """Take the last commands back, the last one first.

    A file that was changed since is left where it is; the rest is taken back all the same.

    Raises:
        BusyError: Another command writes and does not end.
        NotWritableError: Nothing can be written in the archive.
    """
    ended: list[Deed] = []
    with writing(root, Verb.UNDO, now) as session:
        for group in undoable(read_deeds(extended(root)))[:commands]:
            operations = (_inverse(extended(root), deed) for deed in reversed(group))
            session.new_batch()
            ended += session.carry_out(operations, undoes=group[0].batch)
        return Undone(deeds=tuple(ended), finished=session.finished)


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
    return Log(deeds=read_deeds(place), breaks=tuple(chain))
