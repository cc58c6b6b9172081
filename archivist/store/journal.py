"""The journal 操作日志: who did what when, one JSON object a line, each chained to the one before.

``prev`` is the SHA-256 of the line before (without its line feed), 64 zeros in the first one, so
that a line that was removed, changed or put elsewhere shows; ``sum`` at its end is of the line
itself, so that the last one shows it as well. An operation has two lines: ``begin``
with all its steps, on the disk before the first of them is done, and ``end``. A line that was
broken off by a crash stays as it is; the next one begins behind it and is chained to it. A line of
a newer version is passed over, and what it began is left to that version.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from io import RawIOBase
from pathlib import Path
from typing import Any

from archivist.model.operation import Deed, Operation, Result, Step
from archivist.model.settings import STATE
from archivist.store.durable import exists, regular, settle
from archivist.store.journal_lines import (
    FIELDS,
    FILE,
    FIRST,
    Break,
    Line,
    begun,
    breaks,
    deeds_of,
    digest,
    read_deeds,
    read_lines,
    summed,
)
from archivist.store.journal_tail import last_number, tail_of

__all__ = [
    "FILE",
    "Break",
    "Journal",
    "Line",
    "actor",
    "breaks",
    "read_deeds",
    "read_lines",
    "unfinished",
]


class Journal:
    """The journal of an archive, opened for writing by the one who holds the lock.

    Args:
        root: The archive.
        now: When the command runs; written into its lines.
    """

    def __init__(self, root: Path, now: datetime) -> None:
        self.path = root / STATE / FILE
        self._at = now.isoformat(timespec="seconds")
        self._by = actor()
        self._open: set[int] = set()
        self._kinds: set[str] = set()
        self._last, self._number = FIRST, 0
        tail = tail_of(self.path)
        if tail:
            self._last, self._number = digest(tail[-1].raw), last_number(self.path, tail)
            self._open = begun(tail)
            self._kinds = {str((line.value or {}).get("do")) for line in tail}

    def begin(self, operations: Iterable[Operation], batch: int = 0, undoes: int = 0) -> list[Deed]:
        """Write down operations before they are done; on the disk when this returns.

        Args:
            operations: Those that one write holds together.
            batch: The number of the command's first operation; 0: these are its first.
            undoes: The batch that they take back.

        Raises:
            OSError: The file system refuses; nothing may be done then.
        """
        deeds: list[Deed] = []
        values: list[dict[str, Any]] = []
        for operation in operations:
            number = self._number + len(values) + 1
            batch = batch or number
            value: dict[str, Any] = {"do": "begin", "verb": operation.verb.value, "batch": batch}
            value |= {"undoes": undoes} if undoes else {}
            value["steps"] = [_step_to_dict(step) for step in operation.steps]
            values.append(value)
            deeds.append(
                Deed(
                    number=number,
                    batch=batch,
                    at=self._at,
                    by=self._by,
                    operation=operation,
                    undoes=undoes,
                )
            )
        self._append(values, durable=True)
        self._open |= {deed.number for deed in deeds}
        return deeds

    def end(self, deeds: Iterable[Deed]) -> None:
        """Write down how operations ended; should the line be lost, it is found out again."""
        values = []
        for deed in deeds:
            self._open.discard(deed.number)
            result = (deed.result or Result.STUCK).value
            value = {"do": "end", "of": deed.number, "result": result}
            value |= {"reason": deed.reason} if deed.reason else {}
            values.append(value | {"open": len(self._open)})
        self._append(values, durable=True)

    def note(self, kind: str, value: Mapping[str, Any]) -> None:
        """Write down what is no operation, as that something was verified; on the disk then.

        Args:
            kind: What it is, other than ``begin`` and ``end``.
            value: What is told of it.

        Raises:
            OSError: The file system refuses.
        """
        self._append([{"do": kind, **value}], durable=True)
        self._kinds.add(kind)

    def names(self, kind: str) -> bool:
        """Tell whether it has a line of a kind.

        Raises:
            OSError: It cannot be read.
        """
        if kind not in self._kinds and self._number:
            lines = read_lines(self.path)
            self._kinds |= {str((line.value or {}).get("do")) for line in lines}
        return kind in self._kinds

    def unfinished(self) -> list[Deed]:
        """Return what an earlier run began and never ended, in order."""
        if not self._open:
            return []
        return [deed for deed in deeds_of(tail_of(self.path)) if deed.number in self._open]

    def _append(self, values: list[dict[str, Any]], *, durable: bool) -> None:
        if not values:
            return
        last, number = self._last, self._number
        written = b""
        for value in values:
            number += 1
            head = {"n": number, "prev": last, "at": self._at, "by": self._by}
            line = json.dumps(head | value, ensure_ascii=False, separators=(",", ":"))
            raw = summed(line.encode("utf-8", "backslashreplace"))
            last = digest(raw)
            written += raw + b"\n"
        self._write(written, durable=durable)
        self._last, self._number = last, number

    def _write(self, written: bytes, *, durable: bool) -> None:
        """Append to the file; what could be written in part only is taken back.

        It is our file, and nobody else's while the lock is held: a share that dropped out, and left
        an empty folder in its place, gets no new journal.
        """
        there = exists(self.path)
        if there:
            regular(self.path)
        elif self._number:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path))
        with self.path.open("a+b", buffering=0) as file:
            start = file.seek(0, os.SEEK_END)
            if start:
                file.seek(-1, os.SEEK_END)
                written = written if file.read(1) == b"\n" else b"\n" + written
            try:
                _write_all(file, written)
                if durable:
                    os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    file.truncate(start)
                raise
        if not there:
            settle(self.path.parent)


def unfinished(root: Path) -> tuple[Deed, ...]:
    """Return what was begun in an archive and has not ended, in order; nothing is written.

    Raises:
        OSError: The journal cannot be read.
    """
    lines = tail_of(root / STATE / FILE)
    missing = begun(lines)
    return tuple(deed for deed in deeds_of(lines) if deed.number in missing) if missing else ()


def actor() -> str:
    """Return who runs the command, as ``user@machine``."""
    user = "?"
    with suppress(OSError, KeyError, ImportError):
        user = getpass.getuser()
    return f"{user}@{platform.node() or '?'}"


def _write_all(file: RawIOBase, content: bytes) -> None:
    """Write without a buffer, which would be flushed once more after a failure."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) or 0 :]


def _step_to_dict(step: Step) -> dict[str, str]:
    values = {key: str(getattr(step, name)) for name, key in FIELDS.items()}
    return {key: value for key, value in values.items() if value}
