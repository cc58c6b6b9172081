"""The matters of a rubric that a person decides, and what a person may say of each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from archivist.model.rubric import (
    Bonus,
    Criterion,
    Deduction,
    DeductionKind,
    Duty,
    Rubric,
    StandingCondition,
)

Thing = Criterion | StandingCondition | Duty | Bonus
MOST_BONUS = Decimal(100)
"""Given at most at discretion under a rubric that gives no points: a slip of the hand shows."""
_NUMBER = re.compile(r"[+-]?[0-9]{1,6}(?:\.[0-9]{1,6})?")
_MET = frozenset({"met", "yes", "y", "是", "符合", "达标", "合格", "具备", "√", "✓"})
_UNMET = frozenset(
    {"unmet", "notmet", "no", "n", "否", "不符合", "不达标", "不合格", "不具备", "×", "x"}
)


class Measure(StrEnum):
    """How a matter is decided."""

    DEDUCT = "deduct"
    """Points come off."""
    MEET = "meet"
    """It is met or not: a condition, a duty, or a criterion without points."""
    GIVE = "give"
    """Points are given beside the total."""


class Misjudged(StrEnum):
    """Why what a person said decides nothing."""

    EMPTY = "empty"
    NO_NUMBER = "no-number"
    NEGATIVE = "negative"
    TOO_MUCH = "too-much"
    MET_OR_NOT = "met-or-not"
    """Points were named where it is only met or not."""
    HOW_MANY = "how-many"
    """It was called unmet where points have to be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter that a person decides."""

    thing: Thing
    measure: Measure
    most: Decimal
    """Points at most; 1 where it is met or not."""
    questions: tuple[Deduction, ...] = ()

    @property
    def id(self) -> str:
        """Under which judgements are kept."""
        return self.thing.id


def things(rubric: Rubric) -> Iterator[Thing]:
    """Yield everything of a rubric that has an id under which it could be judged."""
    yield from rubric.criteria
    yield from rubric.bonuses
    yield from rubric.conditions
    yield from rubric.duties


def matters(rubric: Rubric) -> Mapping[str, Matter]:
    """Return what a person decides, by id, in the rubric's order."""
    found = (matter_of(rubric, thing) for thing in things(rubric))
    return {matter.id: matter for matter in found if matter is not None}


def matter_of(rubric: Rubric, thing: Thing) -> Matter | None:
    """Return what a person decides of a thing; None: files decide all of it."""
    if isinstance(thing, Bonus):
        most = rubric.total or MOST_BONUS
        return Matter(thing=thing, measure=Measure.GIVE, most=most) if thing.judge else None
    asked = thing.deductions if isinstance(thing, Criterion) else thing.demands
    questions = judged_of(asked)
    if not questions:
        return None
    if isinstance(thing, Criterion) and thing.points:
        most = thing.most
        return Matter(thing=thing, measure=Measure.DEDUCT, most=most, questions=questions)
    return Matter(thing=thing, measure=Measure.MEET, most=Decimal(1), questions=questions)


def judged_of(deductions: Iterable[Deduction]) -> tuple[Deduction, ...]:
    """Return those that only a person can decide."""
    return tuple(each for each in deductions if each.kind is DeductionKind.JUDGE)


def decided(matter: Matter, said: str, *, in_words: bool = False) -> Decimal | Misjudged:
    """Return what a judgement keeps, from what a person said.

    Args:
        matter: What it is about.
        said: A number, or a word such as ``met``, ``不符合``; full-width digits are digits.
        in_words: What is met or not is said in words: in a column of points a 0 may mean either.
    """
    text = "".join(unicodedata.normalize("NFKC", said).casefold().split()).removesuffix("分")
    if not text:
        return Misjudged.EMPTY
    if text in _MET | _UNMET and matter.measure is not Measure.GIVE:
        return _by_word(matter, met=text in _MET)
    # A minus as it is typed in Chinese text, or copied from a report.
    text = text.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-")
    if not _NUMBER.fullmatch(text):
        return Misjudged.NO_NUMBER
    if in_words and matter.measure is Measure.MEET:
        return Misjudged.MET_OR_NOT
    return _by_number(matter, Decimal(text))


def _by_word(matter: Matter, *, met: bool) -> Decimal | Misjudged:
    if met:
        return Decimal(0)
    return Decimal(1) if matter.measure is Measure.MEET else Misjudged.HOW_MANY


def _by_number(matter: Matter, number: Decimal) -> Decimal | Misjudged:
    if matter.measure is Measure.MEET:
        return abs(number) if number in {0, 1} else Misjudged.MET_OR_NOT
    if number < 0:
        return Misjudged.NEGATIVE
    return Decimal(f"{number.normalize():f}") if number <= matter.most else Misjudged.TOO_MUCH
