"""The judgement 人工认定: what only a person can decide, kept with name and date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from archivist.model.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision. A later one on the same matter goes before it; both are kept."""

    number: int
    """From 1, in the order in which they were made."""
    rubric: str
    """The rubric's id."""
    criterion: str
    """The id of the criterion, of the standing condition or of the bonus."""
    studio: str
    period: Period
    deduct: Decimal
    """Points taken off; for a condition 0 says that it holds and 1 that it does not; for a bonus
    the points given."""
    by: str
    """Who decided."""
    at: str
    """Local time with its offset, ``2025-04-03T10:15:00+08:00``."""
    note: str = ""
    withdrawn: bool = False
    """It takes back what was decided: the matter is undecided again."""

    @property
    def place(self) -> tuple[str, str, str, Period]:
        """What it decides."""
        return self.rubric, self.criterion, self.studio, self.period


def latest(judgements: Iterable[Judgement]) -> dict[tuple[str, str, str, Period], Judgement]:
    """Return the judgement that counts on each matter: the last one made, if it decides it."""
    last = {each.place: each for each in sorted(judgements, key=lambda each: each.number)}
    return {place: each for place, each in last.items() if not each.withdrawn}
