"""The four-property report 四性检测报告: what was looked at under each, and what came of it.

A row that nobody looked at says so: it is skipped, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from archivist.model.anchor import Anchor
from archivist.model.finding import Property, Severity
from archivist.model.property_rows import ROWS, Row

_FEW = 5
"""Faults of a row that are named; the others are counted."""


class Outcome(StrEnum):
    """What came of looking."""

    PASSED = "passed"
    HINT = "hint"
    """Worth knowing; nothing is wrong."""
    FAILED = "failed"
    SKIPPED = "skipped"
    """Nobody looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that was found."""

    text: str
    """In the language spoken."""
    path: str = ""
    """Relative to the archive; empty: the archive itself."""
    severity: Severity = Severity.ERROR
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What came of looking at one row."""

    faults: Sequence[Fault] = ()
    skipped: str = ""
    """Why nobody looked, in the language spoken."""
    told: str = ""
    """What there is to know besides, in the language spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One row of the report."""

    row: Row
    outcome: Outcome
    count: int = 0
    """Faults and hints."""
    faults: tuple[Fault, ...] = ()
    """The first few of them, the gravest first."""
    told: str = ""
    """Why it was skipped, or what there is to know besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FourProperties:
    """The report."""

    archive: str
    when: datetime
    as_of: date
    scope: str
    """``all``, ``10%`` or ``older-than 30``, as the verification has it."""
    paths: tuple[str, ...] = ()
    """Files and folders that were asked for; none: the whole archive."""
    files: int = 0
    """Files whose digests were compared."""
    size: int = 0
    """Bytes of them that were read in this run."""
    sealed: int = 0
    """Files in the manifest."""
    records: int = 0
    """Files that the checks looked at."""
    anchor: Anchor
    results: tuple[Result, ...]

    def of(self, guarded: Property) -> tuple[Result, ...]:
        """Return the rows of a property."""
        return tuple(each for each in self.results if each.row.property is guarded)

    def verdict(self, guarded: Property) -> Outcome:
        """Return what a property came to: a fault fails it; what was skipped says nothing."""
        seen = {each.outcome for each in self.of(guarded)}
        order = (Outcome.FAILED, Outcome.HINT, Outcome.PASSED)
        return next((each for each in order if each in seen), Outcome.SKIPPED)

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return all(each.outcome is not Outcome.FAILED for each in self.results)


def results(looked: Mapping[str, Looked], nobody: str) -> tuple[Result, ...]:
    """Return all rows, in their order.

    Args:
        looked: What came of it, by the row's id.
        nobody: Why a row is skipped of which nothing is said.
    """
    return tuple(_result(row, looked.get(row.id) or Looked(skipped=nobody)) for row in ROWS)


def _result(row: Row, looked: Looked) -> Result:
    if looked.skipped:
        return Result(row=row, outcome=Outcome.SKIPPED, told=looked.skipped)
    rank = {severity: place for place, severity in enumerate(Severity)}
    faults = sorted(looked.faults, key=lambda each: (rank[each.severity], each.path, each.code))
    return Result(
        row=row,
        outcome=_outcome(faults),
        count=len(faults),
        faults=tuple(faults[:_FEW]),
        told=looked.told,
    )


def _outcome(faults: Iterable[Fault]) -> Outcome:
    grave = [each.severity is not Severity.HINT for each in faults]
    if any(grave):
        return Outcome.FAILED
    return Outcome.HINT if grave else Outcome.PASSED
