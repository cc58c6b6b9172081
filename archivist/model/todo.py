"""What to do next: the gaps of the matrix as tasks, the most valuable first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from archivist.model.completeness import Completeness, Line, State
from archivist.model.plan import Category, Retention

SOON = timedelta(days=60)
"""How far ahead a duty that is not due yet is named."""


class TaskKind(StrEnum):
    """What has to be done, the most valuable first."""

    FILE = "file"
    """A material that is due is not there at all."""
    COMPLETE = "complete"
    """Something is there and a part of it lacks."""
    STATE_PAPER = "state-paper"
    """The electronic copy is there; where the paper copy lies is not stated."""
    PREPARE = "prepare"
    """Not due yet, but soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do."""

    kind: TaskKind
    studio: str
    category: Category
    lines: tuple[Line, ...]
    """The lines of the matrix that it settles."""
    places: tuple[str, ...] = ()
    """The items concerned, for `TaskKind.STATE_PAPER`."""


def tasks(matrix: Completeness) -> tuple[Task, ...]:
    """Return what to do next.

    Missing before incomplete before paper before what is coming; within these what is kept longest
    first, then what is overdue longest, then in the plan's order. Paper is one task a category.
    """
    found = [
        Task(kind=kind, studio=line.studio, category=line.category, lines=(line,))
        for line in matrix.lines
        if (kind := _kind(line, matrix.as_of)) is not None
    ]
    return tuple(sorted([*found, *_paper(matrix)], key=_rank))


def _kind(line: Line, as_of: date) -> TaskKind | None:
    if line.state is State.MISSING:
        return TaskKind.FILE
    if line.state is State.INCOMPLETE:
        return TaskKind.COMPLETE
    if line.state is State.NOT_DUE and line.due is not None:
        # A difference, because the day on which SOON ends may lie beyond the calendar.
        return TaskKind.PREPARE if timedelta() <= line.due - as_of <= SOON else None
    return None


def _paper(matrix: Completeness) -> list[Task]:
    grouped: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in matrix.lines:
        if line.unstated:
            grouped[line.studio, line.category.number].append(line)
    return [
        Task(
            kind=TaskKind.STATE_PAPER,
            studio=studio,
            category=lines[0].category,
            lines=tuple(lines),
            places=tuple(sorted({path for line in lines for path in line.unstated})),
        )
        for (studio, _number), lines in grouped.items()
    ]


def _rank(task: Task) -> tuple[int, int, date]:
    retention = min(_RETENTIONS[line.material.retention] for line in task.lines)
    due = min((line.due or date.min for line in task.lines), default=date.max)
    return _KINDS[task.kind], retention, due


_KINDS = {kind: rank for rank, kind in enumerate(TaskKind)}
_RETENTIONS = {retention: rank for rank, retention in enumerate(Retention)}
