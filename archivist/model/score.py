"""The score: points secured, possible and lost, with the reason, the cure and the day for each.

All points are exact fractions; they are rounded only where they are shown. What is secured is
proved by files: a row of a ledger that nothing filed answers is a claim, and the points that rest
on it are possible, not secured, until it is proved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from archivist.model.event import Event
from archivist.model.judgement import Judgement
from archivist.model.period import Period
from archivist.model.rubric import (
    Band,
    Bonus,
    Criterion,
    Deduction,
    Duty,
    Rubric,
    Section,
    StandingCondition,
)


class Certainty(StrEnum):
    """How sure a loss is; in this order losses use up the points of a criterion."""

    LOST = "lost"
    """Its period is over."""
    JUDGED = "judged"
    """A person decided so."""
    OPEN = "open"
    """Its period is not over: it can still be met."""
    UNDECIDED = "undecided"
    """A person has to decide, or files have to prove a claim; counted in full until then."""
    FORECAST = "forecast"
    """Its period ends after the audited one: named, not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One line: what one deduction takes off in one of its own periods."""

    deduction: Deduction
    certainty: Certainty
    period: Period | None
    """Its own period; None: it stands."""
    times: int
    """How often it applies: how many are missing, short or incomplete."""
    raw: Fraction
    """Points in its own period, by its own cap."""
    points: Fraction
    """What of it comes off in the audited period: the mean over its periods, within the points."""
    found: int = 0
    """How many there are, where some number is asked."""
    needed: int = 0
    lacking: tuple[str, ...] = ()
    """Ids of the materials, ledgers or conditions that are missing; codes of findings."""
    events: tuple[Event, ...] = ()
    """The events that are incomplete, that failed, or that are claims."""
    places: tuple[str, ...] = ()
    """What is incomplete and is no event: ``workbook#sheet!row``, or paths."""
    due: date | None = None
    """By when it can be cured; None: its day is past, and only filing what happened then helps."""
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What proves points: an event, a ledger or a record."""

    deduction: Deduction
    event: Event | None = None
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """One criterion over the audited period."""

    criterion: Criterion
    losses: tuple[Loss, ...] = ()
    proofs: tuple[Proof, ...] = ()
    waived: bool = False
    """The studio was not founded yet: nothing is asked."""

    @property
    def points(self) -> Fraction:
        """The points that it gives."""
        return Fraction(self.criterion.points)

    def taken(self, *certainties: Certainty) -> Fraction:
        """Return what losses of these kinds take off; of all kinds when none is named."""
        chosen = certainties or tuple(Certainty)
        return sum((loss.points for loss in self.losses if loss.certainty in chosen), Fraction(0))

    @property
    def possible(self) -> Fraction:
        """Points if every judgement falls well and what is open is done."""
        return self.points - self.taken(Certainty.LOST, Certainty.JUDGED)

    @property
    def secured(self) -> Fraction:
        """Points that are proved by what is filed."""
        return self.points - self.taken()

    @property
    def met(self) -> bool:
        """Nothing of it is missing, whether it gives points or not."""
        return not any(loss.certainty is not Certainty.FORECAST for loss in self.losses)

    @property
    def pending(self) -> bool:
        """Something is missing, and nothing of it for good: it can still be met."""
        return not self.met and _fulfilled(self.losses) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionScore:
    """A part of the rubric over the audited period."""

    section: Section
    criteria: tuple[CriterionScore, ...]

    @property
    def points(self) -> Fraction:
        """The sum of its criteria."""
        return total(each.points for each in self.criteria)

    @property
    def secured(self) -> Fraction:
        """The sum of its criteria."""
        return total(each.secured for each in self.criteria)

    @property
    def possible(self) -> Fraction:
        """The sum of its criteria."""
        return total(each.possible for each in self.criteria)


@dataclass(frozen=True, slots=True, kw_only=True)
class BonusScore:
    """Points beside the total."""

    bonus: Bonus
    events: tuple[Event, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    @property
    def points(self) -> Fraction:
        """Points for the events that files prove, or those that a person gave."""
        given = total(Fraction(each.deduct) for each in self.judgements)
        return Fraction(self.bonus.each) * len(self.events) + given


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionState:
    """Whether a standing condition holds at the end of the audited period."""

    condition: StandingCondition
    losses: tuple[Loss, ...] = ()
    """What is missing; points play no part."""
    proofs: tuple[Proof, ...] = ()

    @property
    def holds(self) -> bool | None:
        """True or False; None: a person has to decide, or what is missing can still come."""
        return _fulfilled(self.losses)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyState:
    """A recurring duty in one of its own periods."""

    duty: Duty
    period: Period | None
    losses: tuple[Loss, ...] = ()

    @property
    def met(self) -> bool | None:
        """True or False; None: what is missing can still come, or a person has to decide."""
        return _fulfilled(self.losses)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierScore:
    """What an earlier period came to, worked out from what is filed today."""

    period: Period
    secured: Fraction
    possible: Fraction
    doubtful: bool = False
    """Nothing is recorded of it, and nobody says when the studio was founded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandState:
    """Which band a score falls into; None: the rubric has none for such a period."""

    secured: Band | None = None
    possible: Band | None = None
    earlier: tuple[EarlierScore, ...] = ()
    """On which a band of several periods running rests besides the audited one; oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The score of one studio for one period."""

    rubric: Rubric
    studio: str
    period: Period
    as_of: date
    sections: tuple[SectionScore, ...]
    bonuses: tuple[BonusScore, ...] = ()
    conditions: tuple[ConditionState, ...] = ()
    duties: tuple[DutyState, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    """What persons decided on criteria and conditions, also that nothing comes off."""
    band: BandState = BandState()

    @property
    def criteria(self) -> Iterator[CriterionScore]:
        """All criteria, in the rubric's order."""
        return (each for section in self.sections for each in section.criteria)

    @property
    def points(self) -> Fraction:
        """The sum of the sections."""
        return total(each.points for each in self.sections)

    @property
    def secured(self) -> Fraction:
        """The sum of the sections."""
        return total(each.secured for each in self.sections)

    @property
    def possible(self) -> Fraction:
        """The sum of the sections."""
        return total(each.possible for each in self.sections)

    @property
    def bonus(self) -> Fraction:
        """Points beside the total."""
        return total(each.points for each in self.bonuses)

    @property
    def over(self) -> bool:
        """The period lies wholly in the past."""
        return self.period.end < self.as_of


def _fulfilled(losses: Iterable[Loss]) -> bool | None:
    """Return False when something is missing for good, None when it may still come."""
    certainties = {loss.certainty for loss in losses}
    if certainties & {Certainty.LOST, Certainty.JUDGED}:
        return False
    return None if certainties else True


def total(parts: Iterable[Fraction]) -> Fraction:
    """Return an exact sum."""
    return sum(parts, Fraction(0))
