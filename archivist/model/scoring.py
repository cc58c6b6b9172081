"""The score of a studio by a rubric, for a period, by one rule that can be worked by hand.

The rule is that of REQUIREMENTS 6.2. The modules in the order of the work: `scoring_index` sorts
the case; `scoring_answer` asks one deduction in one period; `scoring_events`, `scoring_rows` and
`scoring_materials` answer, and `scoring_judging` for a person; `scoring_kinds` gathers the answers;
`scoring_points` works the points; `scoring_beside` what is reported beside them.

Of a criterion's points come off: what was due in exactly the audited period, in full; what is due
in shorter periods, as the mean over those inside; what is due in a longer one, in full when its
last day lies inside, else it is a forecast; and what stands, as it is at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from archivist.model.case import Case
from archivist.model.judgement import Judgement
from archivist.model.period import Period
from archivist.model.rubric import Band, DeductionKind, Rubric
from archivist.model.score import BandState, EarlierScore, Score, SectionScore, total
from archivist.model.scoring_beside import bonus_score, duty_states
from archivist.model.scoring_index import CaseIndex
from archivist.model.scoring_judging import decisions
from archivist.model.scoring_kinds import condition_state
from archivist.model.scoring_points import criterion_score

_Figure = Callable[[SectionScore], Fraction]
"""Secured, or possible."""


def score(rubric: Rubric, case: Case, period: Period) -> Score:
    """Return the score of a studio for one period."""
    return scores(rubric, case, (period,))[0]


def scores(rubric: Rubric, case: Case, periods: Iterable[Period]) -> tuple[Score, ...]:
    """Return the scores for several periods; the case is sorted once for all of them."""
    studio = _Studio(CaseIndex(rubric, case))
    return tuple(studio.score(period) for period in periods)


class _Studio:
    """One studio under one rubric; what was worked out is kept for the bands of later periods."""

    def __init__(self, index: CaseIndex) -> None:
        self._index = index
        self._known: dict[Period, tuple[SectionScore, ...]] = {}

    def score(self, period: Period) -> Score:
        index, rubric = self._index, self._index.rubric
        founded = period.end >= index.since
        return Score(
            rubric=rubric,
            studio=index.case.studio,
            period=period,
            as_of=index.case.as_of,
            sections=self._sections(period),
            bonuses=tuple(bonus_score(index, bonus, period) for bonus in rubric.bonuses),
            conditions=tuple(
                condition_state(index, each, period) for each in rubric.conditions if founded
            ),
            duties=tuple(
                state
                for duty in rubric.duties
                if founded
                for state in duty_states(index, duty, period)
            ),
            judgements=tuple(self._judgements(period)),
            band=self._bands(period),
        )

    def _judgements(self, period: Period) -> Iterator[Judgement]:
        rubric = self._index.rubric
        asked = [(each.id, each.deductions) for each in rubric.criteria]
        asked += [(each.id, each.demands) for each in rubric.conditions]
        for matter, demands in asked:
            if any(each.kind is DeductionKind.JUDGE for each in demands):
                yield from decisions(self._index, matter, period)

    def _sections(self, period: Period) -> tuple[SectionScore, ...]:
        if period not in self._known:
            self._known[period] = tuple(
                SectionScore(
                    section=section,
                    criteria=tuple(
                        criterion_score(self._index, each, period) for each in section.criteria
                    ),
                )
                for section in self._index.rubric.sections
            )
        return self._known[period]

    def _bands(self, period: Period) -> BandState:
        secured = self._band(period, lambda section: section.secured)
        possible = self._band(period, lambda section: section.possible)
        running = max((band.running for band in (secured, possible) if band), default=1)
        earlier = tuple(self._earlier(period, running - 1))
        return BandState(secured=secured, possible=possible, earlier=earlier[::-1])

    def _earlier(self, period: Period, count: int) -> Iterator[EarlierScore]:
        place = period.previous
        while place is not None and count:
            sections = self._sections(place)
            yield EarlierScore(
                period=place,
                secured=total(each.secured for each in sections),
                possible=total(each.possible for each in sections),
                doubtful=self._index.case.since is None and not self._index.active(place),
            )
            place, count = place.previous, count - 1

    def _band(self, period: Period, figure: _Figure) -> Band | None:
        bands = self._index.rubric.bands
        return next((band for band in bands if self._fits(band, period, figure)), None)

    def _fits(self, band: Band, period: Period, figure: _Figure) -> bool:
        """Tell whether all of the last periods lie within a band; one unfounded lies in none."""
        if band.period is not period.span:
            return False
        least, below = Fraction(band.least), Fraction(band.below)
        place: Period | None = period
        for _time in range(band.running):
            if place is None or place.end < self._index.since:
                return False
            if not least <= total(map(figure, self._sections(place))) < below:
                return False
            place = place.previous
        return True
