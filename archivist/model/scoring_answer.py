"""A question of a rubric to a case, in one period, and its answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from archivist.model.event import Event
from archivist.model.period import Period
from archivist.model.rubric import Deduction
from archivist.model.score import Certainty, Loss, Proof
from archivist.model.scoring_index import CaseIndex

NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Question:
    """One deduction in one of its own periods."""

    index: CaseIndex
    deduction: Deduction
    period: Period
    """Its own; that of the audit when it stands."""

    @property
    def own(self) -> Period | None:
        """Its own period; None: it stands."""
        return self.period if self.deduction.period else None

    @property
    def start(self) -> date:
        """From when on things count; what stands knows no beginning."""
        return self.period.start if self.deduction.period else date.min

    @property
    def over(self) -> bool:
        """Its period lies wholly in the past."""
        return self.period.end < self.index.case.as_of

    def loss(
        self,
        times: int,
        *,
        found: tuple[int, int] = (0, 0),
        lacking: tuple[str, ...] = (),
        events: tuple[Event, ...] = (),
        places: tuple[str, ...] = (),
    ) -> Loss:
        """Return what is missing in the period: lost when it is over, else still open.

        Args:
            times: How many are missing.
            found: How many there are, and how many are needed.
            lacking: Ids of what is missing.
            events: The events concerned.
            places: What is concerned and is no event.
        """
        return Loss(
            deduction=self.deduction,
            certainty=Certainty.LOST if self.over else Certainty.OPEN,
            period=self.own,
            times=times,
            raw=NONE,
            points=NONE,
            found=found[0],
            needed=found[1],
            lacking=lacking,
            events=events,
            places=places,
            due=None if self.over else self.period.end,
        )

    def answer(self, losses: Iterable[Loss], proofs: Iterable[Proof] = ()) -> Answer:
        """Return an answer; losses of nothing are left out."""
        return Answer(tuple(loss for loss in losses if loss.times), tuple(proofs))

    def proofs(self, paths: Iterable[str]) -> list[Proof]:
        """Return files as proofs, each once."""
        return [Proof(deduction=self.deduction, path=path) for path in sorted(set(paths))]

    def telling(self, events: Iterable[Event]) -> list[Proof]:
        """Return events as proofs."""
        return [Proof(deduction=self.deduction, event=event) for event in events]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is missing, and what is there. Its points are not worked yet."""

    losses: tuple[Loss, ...] = ()
    proofs: tuple[Proof, ...] = ()
