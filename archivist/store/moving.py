"""Doing and finding out single steps: no step overwrites or deletes what a user put there."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from archivist.model.operation import Step, StepKind
from archivist.store.durable import (
    copy_new,
    digest_of,
    discard,
    exists,
    regular,
    settle,
    write_new,
)
from archivist.store.inside import inside
from archivist.store.kept import Kept, StrandedError, beside_of, changed, move_checked
from archivist.store.renaming import exchange, is_placeholder, rename_new
from archivist.store.tree import extended

__all__ = ["Mover", "digest_of", "new_file"]


class Mover:
    """Does steps in one archive.

    Args:
        root: The archive, in the form in which the system takes long paths; archivist's own folder
            is there.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._kept = Kept(root)
        self._kept.sweep()

    def keep(self, content: bytes) -> str:
        """Keep a description's content and return its SHA-256; on the disk when this returns."""
        return self._kept.keep(content)

    def do(self, step: Step) -> bool:
        """Do one step; False when there was nothing to do for it.

        Raises:
            FileExistsError: Something lies where the step wants to put a file.
            ChangedError: The file is another than the one for which the step was decided.
            StrandedError: It changed in the instant of the move, and could not be moved back.
            OSError: The file system refuses; what the step is about is as it was.
        """
        with _hostile(step):
            target = self._place(step)
            match step.kind:
                case StepKind.FOLDER:
                    return _make(target)
                case StepKind.LEAVE:
                    return _leave(target)
                case StepKind.MOVE:
                    move_checked(inside(self._root, step.source), target, step.sha256)
                case StepKind.COPY:
                    self._copy(extended(Path(step.source)), target, step.sha256)
                case StepKind.PUT:
                    self._put(target, step)
                case StepKind.ASIDE:
                    self._kept.put_aside(target, step.sha256)
            return True

    def done(self, steps: Sequence[Step]) -> list[bool]:
        """Tell of each step of a run that was cut off whether it was done, by what lies there.

        What it left half done is cleared away. A step was done also when a later one was that took
        up the same place: they are done in order.
        """
        told: list[bool] = []
        touched: set[str] = set()
        for step in reversed(steps):
            places = {step.path, step.source} - {""}
            told.append(self._was_done(step) or bool(places & touched))
            touched |= places if told[-1] else set()
        return told[::-1]

    def _place(self, step: Step) -> Path:
        """Return where a step happens, if it is one that may be done at all."""
        if step.kind not in {StepKind.FOLDER, StepKind.LEAVE}:
            self._kept.place(step.sha256)
        return inside(self._root, step.path)

    def _was_done(self, step: Step) -> bool:
        with suppress(OSError), _hostile(step):
            target = self._place(step)
            match step.kind:
                case StepKind.FOLDER:
                    return target.is_dir()
                case StepKind.LEAVE | StepKind.ASIDE:
                    return not exists(target)
                case StepKind.MOVE:
                    return self._moved(inside(self._root, step.source), target, step.sha256)
                case StepKind.COPY | StepKind.PUT:
                    self._clear(target, step)
                    return digest_of(target) == step.sha256
        return False

    def _clear(self, target: Path, step: Step) -> None:
        """Clear away what a killed run left of a step that brings content."""
        left = beside_of(target, step.sha256)
        if step.kind is StepKind.COPY:
            discard(left)
        elif sha256 := digest_of(left):
            # It may be the description that was there, which had just been exchanged.
            self._kept.put_aside(left, sha256)
        self._clear_placeholder(target, step.sha256)

    def _clear_placeholder(self, place: Path, wanted: str) -> None:
        """Put away what a killed rename left in a place; not what belongs there."""
        if is_placeholder(place):
            sha256 = digest_of(place)
            if sha256 != wanted:
                self._kept.put_aside(place, sha256)

    def _moved(self, source: Path, target: Path, sha256: str) -> bool:
        if digest_of(target) == sha256:
            # Killed while moving it back: what is at the source may be the place taken for it.
            self._clear_placeholder(source, sha256)
        if exists(source):
            self._clear_placeholder(target, "")
            return False
        # Changed after the crash it was moved all the same; and what lies there stays as it is.
        regular(target)
        return True

    def _copy(self, source: Path, target: Path, sha256: str) -> None:
        status = regular(source)
        if exists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        beside = beside_of(target, sha256)
        discard(beside)
        if copy_new(source, beside) != sha256:
            discard(beside)
            raise changed(source)
        with suppress(OSError):
            os.utime(beside, ns=(status.st_mtime_ns, status.st_mtime_ns))
        _move_in(beside, target)

    def _put(self, target: Path, step: Step) -> None:
        self._clear(target, step)
        beside = beside_of(target, step.sha256)
        self._kept.fetch(step.sha256, beside)
        try:
            if digest_of(target) != step.before:
                raise changed(target)
            exchanged = bool(step.before) and exchange(beside, target)
            if step.before and not exchanged:
                self._kept.keep_copy(target, step.before)  # so that replacing it loses nothing
                beside.replace(target)
        except OSError:
            discard(beside)
            raise
        if not step.before:
            _move_in(beside, target)
        elif exchanged:
            self._put_by(beside, target, step.before)
        settle(target.parent)

    def _put_by(self, beside: Path, target: Path, before: str) -> None:
        """Keep what an exchange took away, or exchange it back when it is not what was seen."""
        try:
            self._kept.put_aside(beside, before)
        except OSError as error:
            if not exchange(beside, target):
                raise StrandedError(error.errno, error.strerror, str(beside)) from error
            discard(beside)
            raise


def new_file(target: Path, content: bytes) -> None:
    """Write a new file, whole or not at all.

    Raises:
        FileExistsError: Something of that name is there.
        OSError: The file system refuses.
    """
    # Outside an archive nothing is locked: another process may write the same at the same time.
    beside = beside_of(target, f"{os.getpid()}-{hashlib.sha256(content).hexdigest()[:16]}")
    discard(beside)
    write_new(beside, content)
    _move_in(beside, target)


def _move_in(beside: Path, target: Path) -> None:
    try:
        rename_new(beside, target)
    except OSError:
        discard(beside)
        raise
    settle(target.parent)


def _make(target: Path) -> bool:
    try:
        target.mkdir()
    except FileExistsError:
        if target.is_dir():
            return False
        raise
    settle(target.parent)
    return True


def _leave(target: Path) -> bool:
    # A folder in which somebody put something meanwhile stays.
    with suppress(OSError):
        target.rmdir()
        settle(target.parent)
        return True
    return False


@contextmanager
def _hostile(step: Step) -> Iterator[None]:
    """Turn what Python says of names that no file system takes into what the system says."""
    try:
        yield
    except ValueError as error:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), step.path) from error
