"""What holds for every rubric and case: both are drawn, not chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from archivist.model.case import Case
from archivist.model.event import Event, Lack, LackKind
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.period import Period, Span
from archivist.model.rubric import Deduction, DeductionKind, Rubric
from archivist.model.score import Certainty, CriterionScore, Score, SectionScore, total
from archivist.model.scoring import score
from tests.model.scoring.cases import BOOK
from tests.model.scoring.drawing import BOOKS, DAYS, KINDS, PERIODS, RUBRICS, K, cases


def never_lower(before: Score, after: Score) -> None:
    for one, other in zip(before.criteria, after.criteria, strict=True):
        assert one.secured <= other.secured
        assert one.possible <= other.possible


@given(RUBRICS, cases(), PERIODS)
def test_secured_is_within_possible_and_possible_within_the_points(
    rubric: Rubric, case: Case, period: Period
) -> None:
    found = score(rubric, case, period)
    scored: list[CriterionScore | SectionScore | Score] = [*found.criteria, *found.sections, found]
    for each in scored:
        assert 0 <= each.secured <= each.possible <= each.points
    assert found.secured == total(each.secured for each in found.criteria)


@given(RUBRICS, cases(), PERIODS)
def test_the_lines_add_up_to_what_the_one_rule_takes_off(
    rubric: Rubric, case: Case, period: Period
) -> None:
    for each in score(rubric, case, period).criteria:
        lines = [loss for loss in each.losses if loss.certainty is not Certainty.FORECAST]
        assert total(loss.points for loss in each.losses) == each.points - each.secured
        assert total(loss.points for loss in lines) == by_the_rule(each, case, period)
        assert all(0 <= loss.points <= loss.raw <= each.points for loss in each.losses)
        assert all(loss.times > 0 for loss in each.losses)


def by_the_rule(found: CriterionScore, case: Case, period: Period) -> Fraction:
    """Return what comes off, from the raw points: each period's sum, their means, all of them."""
    sums: dict[Period | None, Fraction] = {}
    for loss in found.losses:
        if loss.certainty is not Certainty.FORECAST:
            sums[loss.period] = sums.get(loss.period, Fraction(0)) + loss.raw
    since = case.since or date.min
    taken = Fraction(0)
    for part, lost in sums.items():
        asked = list(period.parts(part.span)) if part else [period]
        taken += min(lost, found.points) / sum(each.end >= since for each in asked)
    return min(taken, found.points)


@given(
    RUBRICS, cases(), PERIODS, st.sampled_from(KINDS), DAYS, st.sampled_from(["", "公司级", "集团"])
)
def test_another_complete_record_never_lowers_a_score(
    rubric: Rubric, case: Case, period: Period, kind: str, day: date, level: str
) -> None:
    more = replace(case, events=(*case.events, Event(kind, day, "new", level=level)))
    never_lower(score(rubric, case, period), score(rubric, more, period))


@given(RUBRICS, cases(), PERIODS)
def test_what_is_possible_does_not_depend_on_proof_and_what_is_secured_only_gains_by_it(
    rubric: Rubric, case: Case, period: Period
) -> None:
    few = of_kind(rubric, K.FEW)
    claimed = tuple(
        replace(e, lacking=(Lack(LackKind.ITEM),)) if e.stated else e for e in case.events
    )
    proved = tuple(replace(e, lacking=()) if e.stated else e for e in case.events)
    before = score(few, replace(case, events=claimed), period)
    after = score(few, replace(case, events=proved), period)
    never_lower(before, after)
    assert [one.possible for one in before.criteria] == [one.possible for one in after.criteria]
    assert before.bonus == 0


@given(RUBRICS, cases(), PERIODS, st.sampled_from(BOOKS), DAYS)
def test_another_complete_entry_never_lowers_a_score(
    rubric: Rubric, case: Case, period: Period, ledger: str, day: date
) -> None:
    entry = LedgerEntry(
        ledger=ledger,
        path=BOOK,
        sheet="二",
        row=3,
        days={"day": day},
        numbers={"income": Decimal("2.5")},
    )
    more = replace(case, entries=(*case.entries, entry))
    never_lower(score(rubric, case, period), score(rubric, more, period))


@given(RUBRICS, cases(), PERIODS, st.integers(3, 8))
def test_completing_what_a_row_tells_never_lowers_a_score(
    rubric: Rubric, case: Case, period: Period, row: int
) -> None:
    better = replace(
        case,
        events=tuple(replace(e, lacking=()) if e.row == row else e for e in case.events),
        entries=tuple(replace(e, lacking=()) if e.row == row else e for e in case.entries),
    )
    never_lower(score(rubric, case, period), score(rubric, better, period))


@given(RUBRICS, cases(), PERIODS, DAYS)
def test_giving_an_entry_its_day_never_lowers_a_score(
    rubric: Rubric, case: Case, period: Period, day: date
) -> None:
    untold = replace(case, events=())
    dated = tuple(e if e.days else replace(e, days={"day": day}) for e in case.entries)
    better = replace(untold, entries=dated)
    for kind in (K.SUM, K.ROWS):
        only = of_kind(rubric, kind)
        own = [each for each in only.criteria if all(d.period for d in each.deductions)]
        before, after = score(only, untold, period), score(only, better, period)
        for one, other in zip(before.criteria, after.criteria, strict=True):
            assert one.criterion not in own or one.secured <= other.secured


def of_kind(rubric: Rubric, kind: DeductionKind) -> Rubric:
    """Return the rubric with the deductions of one kind only."""
    return with_deductions(rubric, lambda deduction: deduction.kind is kind)


@given(RUBRICS, cases(), PERIODS, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(
    rubric: Rubric, case: Case, period: Period, random: Random
) -> None:
    mixed = replace(
        case,
        events=tuple(random.sample(case.events, len(case.events))),
        entries=tuple(random.sample(case.entries, len(case.entries))),
        findings=tuple(random.sample(case.findings, len(case.findings))),
        judgements=tuple(random.sample(case.judgements, len(case.judgements))),
    )
    assert score(rubric, mixed, period) == score(rubric, case, period)


@given(RUBRICS, cases(), PERIODS, st.sampled_from(KINDS), st.integers(1, 400))
def test_an_event_that_has_not_come_changes_nothing(
    rubric: Rubric, case: Case, period: Period, kind: str, days: int
) -> None:
    event = Event(kind, case.as_of + timedelta(days), "new", (Lack(LackKind.ITEM),), "公司级")
    more = replace(case, events=(*case.events, event))
    assert score(rubric, more, period) == score(rubric, case, period)


@given(RUBRICS, cases(), PERIODS, st.sampled_from(KINDS), DAYS)
def test_an_event_outside_changes_a_forecast_at_most(
    rubric: Rubric, case: Case, period: Period, kind: str, day: date
) -> None:
    asked = with_deductions(
        rubric,
        lambda d: (
            d.period is not None
            and d.period.months <= period.span.months
            and d.kind is not K.CONDITION
        ),
    )
    if day in period:
        day = period.start - timedelta(1)
    more = replace(case, events=(*case.events, Event(kind, day, "new", (Lack(LackKind.ITEM),))))
    before, after = score(asked, case, period), score(asked, more, period)
    assert before.sections == after.sections


@given(RUBRICS, cases(), st.sampled_from(["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]))
def test_a_quarter_of_monthly_duties_is_the_mean_of_its_months(
    rubric: Rubric, case: Case, name: str
) -> None:
    monthly = with_deductions(rubric, lambda d: d.period is Span.MONTH and d.kind not in LATER)
    quarter = Period.parse(name)
    months = [score(monthly, case, part) for part in quarter.parts(Span.MONTH)]
    asked = [each for each in months if each.period.end >= (case.since or date.min)]
    found = score(monthly, case, quarter)
    for place, criterion in enumerate(found.criteria):
        parts = [list(each.criteria)[place] for each in asked]
        if parts:
            assert criterion.secured == total(part.secured for part in parts) / len(parts)
            assert criterion.possible == total(part.possible for part in parts) / len(parts)
        else:
            assert criterion.waived


LATER = {K.CONDITION, K.MATERIAL}
"""They know days beyond the month: what is due then is a forecast for it, not for the quarter."""


def with_deductions(rubric: Rubric, wanted: Callable[[Deduction], bool]) -> Rubric:
    """Return the rubric with only the deductions that are wanted."""
    return replace(
        rubric,
        sections=tuple(
            replace(
                section,
                criteria=tuple(
                    replace(each, deductions=tuple(d for d in each.deductions if wanted(d)))
                    for each in section.criteria
                ),
            )
            for section in rubric.sections
        ),
    )
