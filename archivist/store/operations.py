"""Carrying operations out: written down, done, written down; and finishing what a crash cut off.

Which crash survives what: before the ``begin`` line is on the disk nothing is done. After it, every
step can be found out from the disk (`Mover.done`), so the next run finishes the operation or takes
it back. A lost ``end`` line is written again.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from gettext import gettext as _
from itertools import islice
from pathlib import Path
from typing import Any

from archivist.errors import NotWritableError
from archivist.model.journal_note import NoteKind
from archivist.model.operation import Deed, Operation, Result, Step, StepKind, Verb
from archivist.model.refusal import reason_of
from archivist.model.settings import STATE
from archivist.store.journal import Journal
from archivist.store.kept import StrandedError
from archivist.store.lock import this_process, writer_lock
from archivist.store.moving import Mover
from archivist.store.sealing import begin_sealing, seal_pending
from archivist.store.tree import extended

TOGETHER = 50
"""Operations that share one write of the journal, so that a disk that turns is not waited for."""
PATIENCE = 20.0
"""Seconds to wait for another command that writes."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Writing:
    """The right to change an archive, held for the time of one command.

    Attributes:
        finished: What an earlier run had left unfinished, and how it ended now.
    """

    def __init__(self, root: Path, now: datetime) -> None:
        self._root = extended(root)
        self._today = now.date()
        self._mover = Mover(self._root)
        self._journal = Journal(self._root, now)
        self._batch = 0
        self.finished = tuple(self._finish())

    @property
    def journal(self) -> Journal:
        """The journal, open for writing as long as the right is held."""
        return self._journal

    def note(self, kind: str, value: Mapping[str, Any]) -> None:
        """Write down what is no operation, as that something was backed up.

        A manifest that a kill cut off is put in place before: behind a note, one of before was put
        back by another hand.

        Raises:
            NotWritableError: The file system refuses.
        """
        self._seal(kind)
        with _refusals(done=bool(self._batch)):
            self._journal.note(kind, value)

    def keep(self, content: bytes) -> str:
        """Keep what a description is going to hold; returns its SHA-256 for the step.

        Raises:
            NotWritableError: The file system refuses; nothing more is done.
        """
        with _refusals(done=bool(self._batch)):
            return self._mover.keep(content)

    def new_batch(self) -> None:
        """Let what follows be a command of its own, which can be taken back alone."""
        self._batch = 0

    def carry_out(self, operations: Iterable[Operation], undoes: int = 0) -> Iterator[Deed]:
        """Do operations and yield how each ended; all of one command are one batch.

        Args:
            operations: Taken a few at a time.
            undoes: The batch that they take back.

        Raises:
            NotWritableError: The journal cannot be written; nothing more is done.
        """
        source = iter(operations)
        while some := list(islice(source, TOGETHER)):
            with _refusals(done=bool(self._batch)):
                begin_sealing(self._journal)
                deeds = self._journal.begin(some, self._batch, undoes)
            self._batch = deeds[0].batch
            ended = [self._end(deed) for deed in deeds]
            with _refusals(done=True):
                self._journal.end(ended)
            yield from ended

    def seal(self, why: Verb) -> None:
        """Seal what was written; what cannot be now, the next command seals."""
        self._seal(why.value)

    def _seal(self, why: str) -> None:
        with suppress(OSError):
            if self._batch or self.finished or self._journal.names(NoteKind.SEAL):
                seal_pending(self._root, self._journal, self._today, why)

    def _end(self, deed: Deed) -> Deed:
        return self._perform(deed, [False] * len(deed.operation.steps))

    def _finish(self) -> Iterator[Deed]:
        """Finish what was begun, or take it back when that is not possible any more."""
        for deed in self._journal.unfinished():
            ended = self._perform(deed, self._mover.done(deed.operation.steps))
            self._journal.end([ended])
            yield ended

    def _perform(self, deed: Deed, done: Sequence[bool]) -> Deed:
        """Do what is not done yet; when a step cannot be, take back what was.

        A folder that an earlier run found or made stays: which of the two cannot be told.
        """
        ours: list[Step] = []
        for step, before in zip(deed.operation.steps, done, strict=True):
            try:
                if (step.kind is not StepKind.FOLDER) if before else self._mover.do(step):
                    ours.append(step)
            except OSError as error:
                result, reason = self._take_back(ours, reason_of(error))
                result = Result.STUCK if isinstance(error, StrandedError) else result
                full = error.errno in _FULL
                return replace(deed, result=result, reason=reason, failed=step.path, full=full)
        return replace(deed, result=Result.DONE, reason="")

    def _take_back(self, done: Sequence[Step], reason: str) -> tuple[Result, str]:
        for step in reversed(done):
            try:
                self._mover.do(step.inverse)
            except OSError as error:
                return Result.STUCK, f"{reason}; {step.path}: {reason_of(error)}"
        return Result.BACK, reason


@contextmanager
def writing(root: Path, verb: Verb, now: datetime, patience: float = PATIENCE) -> Iterator[Writing]:
    """Hold the right to change an archive; first, what an earlier run left is finished.

    Raises:
        BusyError: Another command writes there and does not end.
        NotWritableError: Nothing can be written there.
    """
    owner = this_process(verb.value, now)
    with writer_lock(extended(root) / STATE, owner, patience=patience):
        with _refusals(done=True):
            session = Writing(root, now)
        yield session
        session.seal(verb)


@contextmanager
def _refusals(*, done: bool) -> Iterator[None]:
    """Turn what keeps the journal from being written into our own error.

    Args:
        done: Something was done before, which the next run finishes and writes down.
    """
    hint = _("Nothing was changed. Check the drive, the space left on it and your rights.")
    if done:
        hint = _(
            "What was begun is whole; the next command finishes it. Check the drive, the space "
            "left on it and your rights."
        )
    try:
        yield
    except OSError as error:
        raise NotWritableError(
            _("The journal of the archive cannot be written: {reason}").format(
                reason=reason_of(error)
            ),
            hint,
        ) from error
