"""The completeness matrix: category by material, what is present and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archivist.model.period import Period
from archivist.model.plan import Category, Material, Plan


class State(StrEnum):
    """What the files say of a material."""

    PRESENT = "present"
    INCOMPLETE = "incomplete"
    MISSING = "missing"
    NOT_DUE = "not-due"
    WAIVED = "waived"


class GapKind(StrEnum):
    """What makes a material incomplete."""

    PARTS = "parts"
    """Parts of a set are not there."""
    ITEM = "item"
    """An item of the category lacks this material."""
    FEW = "few"
    """Fewer records than the plan asks for."""
    UNUSABLE = "unusable"
    """A record that would answer cannot be opened, is empty or is locked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One reason why a material is incomplete."""

    kind: GapKind
    path: str = ""
    """The item concerned (empty: the category), or the record that is unusable."""
    lacking: tuple[str, ...] = ()
    """Names of missing parts; for `GapKind.FEW` the number that is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One cell of the matrix: a material of a studio, in a period if it recurs."""

    studio: str
    category: Category
    material: Material
    period: Period | None
    """None: a standing material."""
    state: State
    evidence: tuple[str, ...] = ()
    """Paths of the records that answer it."""
    gaps: tuple[Gap, ...] = ()
    due: date | None = None
    """By when it had, or has, to be there."""
    unstated: tuple[str, ...] = ()
    """Items with evidence of which nobody said where the paper copy lies."""
    reason: str = ""
    """Why it is waived, and who said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """The matrix of the studios audited."""

    plan: Plan
    as_of: date
    period: Period
    studios: tuple[str, ...]
    lines: tuple[Line, ...]
    unrecognised: tuple[str, ...] = ()
    """Paths of records of these studios that answer no material of their category."""

    def count(self, state: State, studio: str = "") -> int:
        """Return how many lines are in that state, of one studio or of all."""
        return sum(line.state is state for line in self.of(studio))

    def of(self, studio: str = "") -> Iterator[Line]:
        """Yield the lines of one studio, or of all."""
        return (line for line in self.lines if not studio or line.studio == studio)

    def unstated(self, studio: str = "") -> int:
        """Return of how many items nobody said where the paper copy lies."""
        return len({path for line in self.of(studio) for path in line.unstated})

    @property
    def complete(self) -> bool:
        """Nothing that is due is missing or incomplete, and every paper copy is accounted for."""
        return not any(
            line.state in {State.MISSING, State.INCOMPLETE} or line.unstated for line in self.lines
        )
