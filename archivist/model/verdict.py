"""The verdict of an audit by a rubric: every studio's score, ready to be shown in any form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from archivist.model.event import Event
from archivist.model.ledger import Ledger
from archivist.model.period import Period
from archivist.model.plan import Plan
from archivist.model.rubric import Criterion, Deduction, Duty, Rubric
from archivist.model.score import Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A duty that falls due soon and is not met yet."""

    studio: str
    deduction: Deduction
    criterion: Criterion | None = None
    """None: it is a duty that gives no points."""
    duty: Duty | None = None
    period: Period | None = None
    due: date
    times: int
    """How many are still missing."""
    points: Fraction = Fraction(0)
    """At stake, in the duty's own period."""
    lacking: tuple[str, ...] = ()
    """Ids of the materials, ledgers or conditions that are missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An earlier score, worked out from what is filed today, or as it was kept."""

    period: Period
    secured: Fraction
    possible: Fraction
    kept: bool = False
    """It is a kept audit's, as things stood then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionChange:
    """How one criterion of one studio differs from a kept audit."""

    studio: str
    criterion: str
    """Its id; empty: the total."""
    before: tuple[Fraction, Fraction] | None
    """Secured and possible; None: it was not there."""
    after: tuple[Fraction, Fraction] | None
    cured: tuple[str, ...] = ()
    """Losses that are gone, in words."""
    new: tuple[str, ...] = ()
    """Losses that came, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed since a kept audit."""

    name: str
    """The kept audit's."""
    at: str
    """When it was kept, local time with its offset."""
    changes: tuple[CriterionChange, ...] = ()
    period: str = ""
    """The kept audit's, where it is another than the one audited now: then only points are
    compared. Empty: the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioVerdict:
    """One studio's part of a verdict."""

    score: Score
    coming: tuple[Coming, ...] = ()
    history: tuple[Past, ...] = ()
    """The oldest first; the audited period is the last."""
    events: tuple[Event, ...] = ()
    """Of the year of the audited period, for the calendar."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Workbooks that could not be read, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an audit by a rubric comes to."""

    archive: str
    """The name of the archive's folder."""
    rubric: Rubric
    period: Period
    as_of: date
    plan: Plan
    ledgers: tuple[Ledger, ...]
    studios: tuple[StudioVerdict, ...]
    """In the order of ``archive.toml``, or ranked."""
    ranked: bool = False
    """The best first, by secured points, then possible, then name."""
    comparison: Comparison | None = None
