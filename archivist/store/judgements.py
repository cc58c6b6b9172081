"""Judgements 人工认定: one JSON object a line, only ever added to, chained as the journal is.

``prev`` is the SHA-256 of the line before, so that a decision that was changed or taken out
afterwards shows. A line that a killed run broke off stays as it is; the next begins behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from gettext import gettext as _
from pathlib import Path
from typing import Any

from archivist.errors import NotReadableError, NotWritableError
from archivist.model.judgement import Judgement
from archivist.model.period import Period
from archivist.model.refusal import reason_of
from archivist.model.settings import STATE
from archivist.store.durable import exists, regular
from archivist.store.journal import Journal, actor
from archivist.store.journal_lines import (
    FIRST,
    Line,
    breaks,
    digest,
    number_of,
    read_lines,
)
from archivist.store.lock import this_process, writer_lock
from archivist.store.operations import PATIENCE
from archivist.store.tree import extended

JUDGEMENTS = "judgements.jsonl"
_MOST = 64 * 1024 * 1024
"""Bytes of the file; a larger one is not ours and is not read."""
_POINTS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")
_NEEDED = ("rubric", "criterion", "studio", "by", "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """What the file holds."""

    judgements: tuple[Judgement, ...] = ()
    """In the order in which they were made; of two with one number the first."""
    broken: tuple[int, ...] = ()
    """Numbers of the lines, from 1, that are no judgement and are passed over."""
    altered: tuple[int, ...] = ()
    """Numbers of the lines before which one was changed, taken out or put in."""


def read_judgements(root: Path) -> tuple[Judgement, ...]:
    """Return all judgements of an archive; the errors are those of `look_up_judgements`."""
    return look_up_judgements(root).judgements


def look_up_judgements(root: Path) -> Judgements:
    """Return all judgements of an archive, and which lines are none.

    Raises:
        NotReadableError: The file cannot be read, is none, or is far too large.
    """
    with _readable():
        return _understood(_lines(_place(root)))


def add_judgements(
    root: Path, now: datetime, judgements: Iterable[Judgement]
) -> tuple[Judgement, ...]:
    """Write judgements behind all others and return them as they were numbered.

    On the disk when this returns, all of them or none.

    Args:
        root: The archive.
        now: When they are made; it stands in their lines, whatever theirs say.
        judgements: Their number and time do not count.

    Raises:
        BusyError: Another command writes there and does not end.
        NotReadableError: What is there already cannot be read.
        NotWritableError: Nothing can be written there.
    """
    made = list(judgements)
    if not made:
        return ()
    folder = extended(root) / STATE
    with writer_lock(folder, this_process("judge", now), patience=PATIENCE):
        with _readable():
            record = _Record(root, now)
        with _writable():
            return record.add(made)


class _Record(Journal):
    """The judgements, chained and written as the journal is, into a file of their own."""

    def __init__(self, root: Path, now: datetime) -> None:
        self.path = _place(root)
        self._at = now.isoformat(timespec="seconds")
        self._by = actor()
        self._last, self._number = FIRST, 0
        for line in _lines(self.path):
            self._last = digest(line.raw)
            self._number = max(self._number + 1, number_of(line))

    def add(self, judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
        first = self._number + 1
        made = tuple(
            replace(each, number=number, at=self._at)
            for number, each in enumerate(judgements, first)
        )
        self._append([_to_dict(each, self._by) for each in made], durable=True)
        return made


def _place(root: Path) -> Path:
    return extended(root) / STATE / JUDGEMENTS


def _lines(path: Path) -> list[Line]:
    if not exists(path):
        return []
    if regular(path).st_size > _MOST:
        raise OSError(_("it is too large to be a list of judgements"))
    return list(read_lines(path))


def _understood(lines: Sequence[Line]) -> Judgements:
    found: dict[int, Judgement] = {}
    broken: list[int] = []
    for line in lines:
        judgement = _judgement(line)
        if judgement is None or judgement.number in found:
            broken.append(line.number)
        else:
            found[judgement.number] = judgement
    return Judgements(
        judgements=tuple(found[number] for number in sorted(found)),
        broken=tuple(broken),
        altered=tuple(each.line for each in breaks(lines)),
    )


def _to_dict(judgement: Judgement, written_by: str) -> dict[str, Any]:
    return {
        "by": judgement.by,
        "rubric": judgement.rubric,
        "criterion": judgement.criterion,
        "studio": judgement.studio,
        "period": str(judgement.period),
        "deduct": f"{judgement.deduct:f}",
        "note": judgement.note,
        **({"withdrawn": True} if judgement.withdrawn else {}),
        "written_by": written_by,
    }


def _judgement(line: Line) -> Judgement | None:
    """Return what a line says; None: it is no judgement, or a newer version's."""
    value = line.value or {}
    number = number_of(line)
    texts = {key: value.get(key) for key in _NEEDED}
    if not number or not all(isinstance(text, str) and text.strip() for text in texts.values()):
        return None
    note = value.get("note", "")
    with suppress(ValueError, TypeError):
        return Judgement(
            number=number,
            period=Period.parse(value.get("period", "")),
            deduct=_points(value.get("deduct")),
            note=note if isinstance(note, str) else "",
            withdrawn=_flag(value.get("withdrawn", False)),
            **texts,  # type: ignore[arg-type]
        )
    return None


def _points(value: object) -> Decimal:
    """Return points; a whole number counts as well, as a person would write it by hand."""
    text = str(value) if type(value) is int else value
    if not isinstance(text, str) or not _POINTS.fullmatch(text):
        raise ValueError(value)
    return Decimal(text)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        text = _("The judgements ({file}) cannot be read: {reason}")
        raise NotReadableError(
            text.format(file=f"{STATE}/{JUDGEMENTS}", reason=reason_of(error)),
            _("Close it where it is open; if it was replaced, put the file of a backup there."),
        ) from error


@contextmanager
def _writable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        text = _("The judgements ({file}) cannot be written: {reason}")
        raise NotWritableError(
            text.format(file=f"{STATE}/{JUDGEMENTS}", reason=reason_of(error)),
            _("Nothing was changed. Check the drive, the space left on it and your rights."),
        ) from error
