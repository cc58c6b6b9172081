"""The journal 操作日志: who did what when, one JSON object a line, each chained to the one before.

``prev`` is the SHA-256 of the line before (without its line feed), 64 zeros in the first one, so
that a line that was removed, changed or put elsewhere shows. An operation has two lines: ``begin``
with all its steps, on the disk before the first of them is done, and ``end``. A line that was
broken off by a crash stays as it is; the next one begins behind it and is chained to it.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from archivist.model.operation import Deed, Operation, Result, Step, StepKind, Verb
from archivist.model.settings import STATE

FILE = "journal.jsonl"
FIRST = "0" * 64
_TAIL = 4 * 1024 * 1024
"""Bytes at the end that are read to find what was begun and not ended."""
_FIELDS = {"kind": "do", "path": "path", "source": "from", "sha256": "sha256", "before": "before"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the journal."""

    number: int
    """From 1."""
    raw: bytes
    value: dict[str, Any] | None
    """None: it is no JSON object, because it was broken off or written by somebody else."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold."""

    line: int
    """From 1."""


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
        self._last, self._number = FIRST, 0
        tail = _tail(self.path)
        if tail:
            self._last, self._number = _digest(tail[-1].raw), _count(self.path, tail)
            self._open = {deed.number for deed in deeds_of(tail) if deed.result is None}

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

    def unfinished(self) -> list[Deed]:
        """Return what an earlier run began and never ended, in order."""
        if not self._open:
            return []
        return [deed for deed in deeds_of(_tail(self.path)) if deed.number in self._open]

    def _append(self, values: list[dict[str, Any]], *, durable: bool) -> None:
        if not values:
            return
        last, number = self._last, self._number
        written = b""
        for value in values:
            number += 1
            head = {"n": number, "prev": last, "at": self._at, "by": self._by}
            line = json.dumps(head | value, ensure_ascii=False, separators=(",", ":"))
            raw = line.encode("utf-8", "backslashreplace")
            last = _digest(raw)
            written += raw + b"\n"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            if file.tell() and not _ends_with_line(self.path):
                written = b"\n" + written
            file.write(written)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        self._last, self._number = last, number


def read_lines(path: Path) -> Iterator[Line]:
    """Yield every line, in order; nothing when there is no journal."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        yield from (_line(number, raw) for number, raw in enumerate(file, start=1))


def read_deeds(root: Path) -> tuple[Deed, ...]:
    """Return every operation of an archive's journal, in order."""
    return tuple(deeds_of(list(read_lines(root / STATE / FILE))))


def deeds_of(lines: Iterable[Line]) -> list[Deed]:
    """Return the operations that lines tell of; a line that cannot be understood tells nothing."""
    found: dict[int, Deed] = {}
    for line in lines:
        value = line.value or {}
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            if value.get("do") == "begin":
                found[value["n"]] = _deed(value)
            elif value.get("do") == "end" and value["of"] in found:
                result, reason = Result(value["result"]), str(value.get("reason", ""))
                found[value["of"]] = replace(found[value["of"]], result=result, reason=reason)
    return list(found.values())


def breaks(lines: Iterable[Line]) -> Iterator[Break]:
    """Yield the places where the chain does not hold.

    A line broken off by a crash is no break: the next line is chained to it.
    """
    last, torn = FIRST, False
    for line in lines:
        chained = line.value is not None and line.value.get("prev") == last
        if torn and not chained:
            yield Break(line.number - 1)
        elif line.value is not None and not chained:
            yield Break(line.number)
        torn = line.value is None
        last = _digest(line.raw)


def actor() -> str:
    """Return who runs the command, as ``user@machine``."""
    user = "?"
    with suppress(OSError, KeyError, ImportError):
        user = getpass.getuser()
    return f"{user}@{platform.node() or '?'}"


def _line(number: int, raw: bytes) -> Line:
    raw = raw.removesuffix(b"\n")
    value = None
    with suppress(ValueError, RecursionError):
        value = json.loads(raw)
    return Line(number, raw, value if isinstance(value, dict) else None)


def _tail(path: Path) -> list[Line]:
    """Return enough lines of the end: all since the last moment at which nothing was open."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            rows = file.read().split(b"\n")
    except FileNotFoundError:
        return []
    whole = size <= _TAIL
    rows = rows if rows[-1] else rows[:-1]
    lines = [_line(0, raw) for raw in (rows if whole else rows[1:])]
    calm = any(line.value is not None and line.value.get("open") == 0 for line in lines)
    return lines if whole or calm else list(read_lines(path))


def _count(path: Path, tail: list[Line]) -> int:
    """Return the number of the last line; a line that was broken off counts as one."""
    for torn, line in enumerate(reversed(tail)):
        if line.value is not None and isinstance(line.value.get("n"), int):
            return int(line.value["n"]) + torn
    return sum(1 for _each in read_lines(path))


def _ends_with_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _step_to_dict(step: Step) -> dict[str, str]:
    values = {key: str(getattr(step, name)) for name, key in _FIELDS.items()}
    return {key: value for key, value in values.items() if value}


def _deed(value: dict[str, Any]) -> Deed:
    steps = []
    for each in value["steps"]:
        texts = {name: str(each.get(key, "")) for name, key in _FIELDS.items() if name != "kind"}
        steps.append(Step(kind=StepKind(each["do"]), **texts))
    return Deed(
        number=value["n"],
        batch=value["batch"],
        at=str(value["at"]),
        by=str(value["by"]),
        operation=Operation(verb=Verb(value["verb"]), steps=tuple(steps)),
        undoes=int(value.get("undoes", 0)),
    )
