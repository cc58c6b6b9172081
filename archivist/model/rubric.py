"""The rubric 考核细则: sections, criteria with points, what takes points off. All is data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from archivist.model.ledger import When
from archivist.model.period import Span


class DeductionKind(StrEnum):
    """The closed vocabulary of what takes points off, and of what conditions and duties ask."""

    MATERIAL = "missing-material"
    """A material of the filing plan is missing or incomplete: ``each`` of ``materials``, or once
    when none of ``any_of`` is there."""
    LEDGER = "missing-ledger"
    """No workbook of ``each`` of ``ledgers`` is there that can be read and has an entry."""
    FEW = "too-few-events"
    """Fewer than ``least`` events of the kinds ``events`` in a period: ``each`` that is short."""
    INCOMPLETE = "incomplete-records"
    """``each`` record of ``events``, or entry of ``ledgers``, that is incomplete, once each."""
    FAILED = "failed-events"
    """``each`` event of the kinds ``events`` that failed, such as an assessment below the pass."""
    FINDINGS = "findings"
    """``each`` finding whose code begins with one of ``codes``, in ``categories`` (none: all)."""
    ROWS = "too-few-rows"
    """Fewer than ``least`` entries of ``ledgers`` fulfil ``when``: ``each`` that is short."""
    SUM = "too-small-sum"
    """The ``column`` of ``ledgers`` adds up to less than ``amount`` in the period: ``each``."""
    CONDITION = "standing-condition"
    """``each`` of ``conditions`` that does not hold."""
    JUDGE = "judge"
    """Only a person can decide: up to ``most`` points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """One thing that takes points off, or that a condition or duty demands."""

    kind: DeductionKind
    text: str
    """What is asked, in a few words."""
    text_en: str = ""
    each: Decimal = Decimal(0)
    """Points for each that is missing, short or incomplete."""
    cap: Decimal | None = None
    """Points at most in one of its periods; None: the criterion's."""
    period: Span | None = None
    """The period of the duty; None: it stands, and counts as it is at the end of the audit's."""
    clause: str = ""
    note: str = ""
    """How the project reads a text that leaves room."""
    note_en: str = ""
    materials: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    ledgers: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    level: str = ""
    """Only events of this level or above; the id of one of the rubric's levels."""
    least: int = 1
    when: tuple[When, ...] = ()
    column: str = ""
    amount: Decimal = Decimal(0)
    codes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    most: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """评分项: one line of the rubric."""

    id: str
    name: str
    name_en: str = ""
    points: Decimal = Decimal(0)
    """0 where the rubric gives none: then it is met or not."""
    clause: str = ""
    method: str = ""
    """How it is looked at: material, visit, expert opinion."""
    note: str = ""
    note_en: str = ""
    deductions: tuple[Deduction, ...] = ()

    @property
    def most(self) -> Decimal:
        """What a person may take off at most."""
        judged = sum((d.most for d in self.deductions if d.kind is DeductionKind.JUDGE), Decimal(0))
        return min(judged, self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the rubric."""

    name: str
    name_en: str = ""
    points: Decimal = Decimal(0)
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of awards, the lowest first in the rubric's list."""

    id: str
    name: str
    name_en: str = ""
    words: tuple[str, ...] = ()
    """How ledgers write it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """加分项: points beside the total."""

    id: str
    name: str
    name_en: str = ""
    events: tuple[str, ...] = ()
    level: str = ""
    """Events of exactly this level; empty: of any."""
    each: Decimal = Decimal(0)
    judge: bool = False
    """At a person's discretion."""
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What a score leads to. The first band of the list that fits holds."""

    name: str
    name_en: str = ""
    least: Decimal = Decimal(0)
    """Scores from here on, unrounded."""
    below: Decimal = Decimal(1000)
    """Scores under this."""
    period: Span = Span.QUARTER
    """It is about scores of such periods."""
    running: int = 1
    """So many periods on end, the audited one the last."""
    consequences: tuple[str, ...] = ()
    consequences_en: tuple[str, ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingCondition:
    """One of the conditions that a studio has to fulfil at any time."""

    id: str
    name: str
    name_en: str = ""
    clause: str = ""
    note: str = ""
    note_en: str = ""
    demands: tuple[Deduction, ...] = ()
    """It holds when nothing of them is missing; points play no part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A recurring duty, reported beside the score."""

    id: str
    name: str
    name_en: str = ""
    clause: str = ""
    note: str = ""
    note_en: str = ""
    demands: tuple[Deduction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """考核细则: all of it."""

    id: str
    name: str
    name_en: str = ""
    source: str = ""
    total: Decimal = Decimal(0)
    """What the criteria add up to; 0: it gives no points."""
    note: str = ""
    note_en: str = ""
    levels: tuple[Level, ...] = ()
    sections: tuple[Section, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    bands: tuple[Band, ...] = ()
    conditions: tuple[StandingCondition, ...] = ()
    duties: tuple[Duty, ...] = ()

    @property
    def criteria(self) -> Iterator[Criterion]:
        """All criteria, in the rubric's order."""
        return (criterion for section in self.sections for criterion in section.criteria)

    @property
    def demands(self) -> Iterator[Deduction]:
        """Everything that it asks: of criteria, conditions and duties."""
        for criterion in self.criteria:
            yield from criterion.deductions
        for condition in self.conditions:
            yield from condition.demands
        for duty in self.duties:
            yield from duty.demands

    def rank(self, text: str) -> int:
        """Return which level a ledger's text means, from 0; -1 when it is none.

        Of several words that it contains the longest tells; of equally long ones the higher level.
        """
        found = [
            (len(word), rank)
            for rank, level in enumerate(self.levels)
            for word in (level.name, *level.words)
            if word in text
        ]
        return max(found)[1] if found else -1

    def rank_of(self, level_id: str) -> int:
        """Return the place of a level in the list, from 0; -1 for no level."""
        return next((rank for rank, level in enumerate(self.levels) if level.id == level_id), -1)
