"""An operation: what one command changes in the archive, written down before it is done.

Every step says what was there before and what is there after, so that a run that was killed can be
finished, and a finished one taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Verb(StrEnum):
    """The command that changed something."""

    FILE = "file"
    DESCRIBE = "describe"
    IMPORT = "import"
    LEDGER = "ledger"
    BOX = "box"
    UNDO = "undo"
    SEAL = "seal"
    VERIFY = "verify"
    BACKUP = "backup"
    DISC = "disc"


class StepKind(StrEnum):
    """What one step does. None of them overwrites, shortens or deletes what a user put there."""

    FOLDER = "folder"
    """Make a folder."""
    MOVE = "move"
    """Rename a file within the archive, onto a name that is free."""
    COPY = "copy"
    """Copy a file from outside, onto a name that is free."""
    PUT = "put"
    """Write a description (a sidecar or ``item.toml``); what was there before is kept aside."""
    ASIDE = "aside"
    """Move a file that archivist itself wrote or copied here to the kept files."""
    LEAVE = "leave"
    """Remove an empty folder: one that archivist made, or that filing emptied in the inbox."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change of one file or folder."""

    kind: StepKind
    path: str
    """What is made, relative to the archive, with forward slashes."""
    source: str = ""
    """Where it comes from: relative for a move, as it was named for a copy."""
    sha256: str = ""
    """Of the content that moves or is written; of what is put aside."""
    before: str = ""
    """For a put: of the description that was there; empty: none was."""

    @property
    def inverse(self) -> Step:
        """The step that takes this one back."""
        if self.kind is StepKind.MOVE:
            return Step(kind=StepKind.MOVE, path=self.source, source=self.path, sha256=self.sha256)
        if self.kind is StepKind.FOLDER:
            return Step(kind=StepKind.LEAVE, path=self.path)
        if self.kind is StepKind.LEAVE:
            return Step(kind=StepKind.FOLDER, path=self.path)
        if self.kind is StepKind.PUT and self.before:
            return Step(kind=StepKind.PUT, path=self.path, sha256=self.before, before=self.sha256)
        if self.kind is StepKind.ASIDE:
            return Step(kind=StepKind.PUT, path=self.path, sha256=self.sha256)
        return Step(kind=StepKind.ASIDE, path=self.path, sha256=self.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Steps that are done all or not at all: an image with its sidecar, a table of descriptions."""

    verb: Verb
    steps: tuple[Step, ...]

    @property
    def work(self) -> tuple[Step, ...]:
        """What it does with files: its steps without those for folders."""
        return tuple(s for s in self.steps if s.kind not in {StepKind.FOLDER, StepKind.LEAVE})

    @property
    def inverse(self) -> Operation:
        """The operation that takes this one back, last step first."""
        return Operation(verb=Verb.UNDO, steps=tuple(step.inverse for step in reversed(self.steps)))


class Result(StrEnum):
    """How an operation ended."""

    DONE = "done"
    BACK = "back"
    """It could not be finished, and what had been done was taken back."""
    STUCK = "stuck"
    """It could be neither finished nor taken back; a person has to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One operation as the journal tells it."""

    number: int
    """Of its first line."""
    batch: int
    """The number of the first operation of the same command: they are taken back together."""
    at: str
    """Local time with its offset, ``2022-01-25T10:15:00+08:00``."""
    by: str
    operation: Operation
    undoes: int = 0
    """The batch that this one takes back; 0: none."""
    result: Result | None = None
    """None: it was begun and never ended."""
    reason: str = ""
    """Why it is not done."""
    failed: str = field(default="", compare=False)
    """The path of the step that could not be done; the journal does not tell it."""
    full: bool = field(default=False, compare=False)
    """The drive is full; the journal does not tell it."""


def batches(deeds: tuple[Deed, ...]) -> Iterator[tuple[Deed, ...]]:
    """Yield the operations of each command, in order."""
    group: list[Deed] = []
    for deed in deeds:
        if group and deed.batch != group[0].batch:
            yield tuple(group)
            group = []
        group.append(deed)
    if group:
        yield tuple(group)


def undoable(deeds: tuple[Deed, ...]) -> list[tuple[Deed, ...]]:
    """Return the commands that can still be taken back, the last one first.

    What was taken back once is not offered again, nor is the taking back itself; what could not be
    taken back then, or was not reached before a crash, is.
    """
    taken = Counter(
        (deed.undoes, deed.operation.work)
        for deed in deeds
        if deed.undoes and deed.result is Result.DONE
    )
    found = []
    for group in batches(deeds):
        left = []
        # The last one first, as they are taken back: two of the same work are told apart by that.
        for deed in reversed(group):
            key = (deed.batch, deed.operation.inverse.work)
            if deed.result is not Result.DONE or deed.undoes:
                continue
            if taken[key]:
                taken[key] -= 1
            else:
                left.append(deed)
        if left:
            found.append(tuple(left[::-1]))
    return found[::-1]


def left_behind(deeds: tuple[Deed, ...]) -> frozenset[int]:
    """Return the batches of which a taking back has left something as it was."""
    left = {Result.BACK, Result.STUCK}
    return frozenset(deed.undoes for deed in deeds if deed.undoes and deed.result in left)
