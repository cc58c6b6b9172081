"""What falls due in the coming days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from archivist.model.coming import coming
from archivist.model.rubric import Rubric
from archivist.model.verdict import Coming
from tests.model.scoring.cases import Told, a_case, a_rubric, shipped

FEW = {"kind": "too-few-events", "events": ["practice"], "least": 2, "each": 5, "period": "month"}
QUARTER = {**FEW, "events": ["award"], "least": 1, "each": 4, "period": "quarter"}
YEAR = {**FEW, "events": ["patent"], "least": 1, "each": 9, "period": "year"}


def one_criterion(*deductions: dict[str, Any], points: int = 10, **tables: object) -> Rubric:
    return a_rubric({"points": points, "deductions": list(deductions), **tables})


def ahead(rubric: Rubric, as_of: str, until: str, told: Told | None = None) -> list[str]:
    case = a_case(rubric, as_of, **(told or {}))
    return [said(one) for one in coming(rubric, case, date.fromisoformat(until))]


def said(one: Coming) -> str:
    who = one.criterion.id if one.criterion else f"duty {one.duty.id if one.duty else ''}"
    names = f" {','.join(one.lacking)}" if one.lacking else ""
    return f"{who} {one.period or 'stands'} ×{one.times} −{one.points} by {one.due}{names}"


def test_one_practical_training_is_still_missing_this_month() -> None:
    told: Told = {"events": ["practice 2025-03-05"]}
    found = ahead(one_criterion(FEW), "2025-03-20", "2025-04-19", told)
    assert found == ["X 2025-03 ×1 −5 by 2025-03-31"]


@pytest.mark.parametrize("deduction", [FEW, QUARTER], ids=["month", "quarter"])
def test_nothing_is_named_whose_day_lies_after_the_one_asked_for(deduction: dict[str, Any]) -> None:
    rubric = one_criterion(deduction)
    assert ahead(rubric, "2025-03-05", "2025-03-06") == []
    assert ahead(rubric, "2025-03-05", "2025-03-30") == []
    assert len(ahead(rubric, "2025-03-05", "2025-03-31")) == 1


def test_nothing_is_named_up_to_a_day_before_today() -> None:
    assert ahead(one_criterion(FEW), "2025-03-05", "2025-02-10") == []


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        pytest.param("2025-03-30", [], id="a-day-before"),
        pytest.param("2025-03-31", ["X 2025-Q1 ×1 −4 by 2025-03-31"], id="the-day"),
        pytest.param("2025-06-29", ["X 2025-Q1 ×1 −4 by 2025-03-31"], id="before-the-next"),
        pytest.param(
            "2025-06-30",
            ["X 2025-Q1 ×1 −4 by 2025-03-31", "X 2025-Q2 ×1 −4 by 2025-06-30"],
            id="the-next-too",
        ),
    ],
)
def test_a_duty_is_named_when_its_last_day_lies_within(until: str, expected: list[str]) -> None:
    assert ahead(one_criterion(QUARTER), "2025-02-20", until) == expected


def test_the_last_day_is_still_open_and_the_day_after_is_not() -> None:
    assert ahead(one_criterion(QUARTER), "2025-03-31", "2025-04-10") == [
        "X 2025-Q1 ×1 −4 by 2025-03-31"
    ]
    assert ahead(one_criterion(QUARTER), "2025-04-01", "2025-04-10") == []


def test_what_is_met_is_not_named() -> None:
    told: Told = {"events": ["practice 2025-03-05", "practice 2025-03-06"]}
    assert ahead(one_criterion(FEW), "2025-03-20", "2025-03-31", told) == []


def test_the_most_points_come_first_then_the_earlier_day_then_the_order_of_the_rubric() -> None:
    rubric = one_criterion(
        {**QUARTER, "events": ["z"]}, {**FEW, "least": 1, "each": 4}, QUARTER, {**YEAR, "each": 3}
    )
    found = coming(rubric, a_case(rubric, "2025-12-01"), date(2025, 12, 31))
    assert [one.deduction.events for one in found] == [
        ("z",),
        ("practice",),
        ("award",),
        ("patent",),
    ]
    dear = one_criterion({**FEW, "least": 1, "each": 4}, YEAR)
    assert ahead(dear, "2025-11-20", "2025-12-31") == [
        "X 2025 ×1 −9 by 2025-12-31",
        "X 2025-11 ×1 −4 by 2025-11-30",
        "X 2025-12 ×1 −4 by 2025-12-31",
    ]


def test_points_at_stake_stay_within_the_cap_and_the_criterion() -> None:
    assert ahead(one_criterion({**FEW, "cap": 6}), "2025-03-20", "2025-03-31") == [
        "X 2025-03 ×2 −6 by 2025-03-31"
    ]
    assert ahead(one_criterion(FEW, points=5), "2025-03-20", "2025-03-31") == [
        "X 2025-03 ×2 −5 by 2025-03-31"
    ]


def test_nothing_is_due_before_the_founding() -> None:
    told: Told = {"since": "2025-05-02"}
    assert ahead(one_criterion(FEW), "2025-03-20", "2025-05-31", told) == [
        "X 2025-05 ×2 −10 by 2025-05-31"
    ]


def test_a_material_is_due_on_its_own_day() -> None:
    standing = {"kind": "missing-material", "materials": ["plan", "rule", "photo"], "each": 5}
    told: Told = {
        "materials": {
            "plan": "yearly 03-31",
            "rule": "standing missing",
            "photo": "per-event incomplete",
        }
    }
    rubric = one_criterion(standing)
    assert ahead(rubric, "2025-03-20", "2025-04-19", told) == ["X stands ×1 −5 by 2025-03-31 plan"]
    assert ahead(rubric, "2025-01-20", "2025-03-30", told) == []
    assert ahead(rubric, "2025-04-01", "2025-12-30", told) == []
    yearly = one_criterion({**standing, "materials": ["plan"], "period": "year"})
    assert ahead(yearly, "2025-03-20", "2025-04-19", told) == ["X 2025 ×1 −5 by 2025-03-31 plan"]


def test_a_late_material_is_due_when_the_period_of_its_duty_ends() -> None:
    yearly = {"kind": "missing-material", "materials": ["plan"], "each": 5, "period": "quarter"}
    told: Told = {"materials": {"plan": "yearly 02-28"}}
    assert ahead(one_criterion(yearly), "2025-03-20", "2025-03-31", told) == [
        "X 2025-Q1 ×1 −5 by 2025-03-31 plan"
    ]


def test_a_standing_material_of_every_month_is_named_month_by_month() -> None:
    standing = {"kind": "missing-material", "any_of": ["summary", "plan"], "each": 2}
    told: Told = {"materials": {"summary": "monthly 2025-04-02", "plan": "yearly 06-30"}}
    rubric = one_criterion({**standing, "materials": ["summary"], "any_of": []})
    assert ahead(rubric, "2025-03-20", "2025-05-31", told) == [
        "X stands ×1 −2 by 2025-03-31 summary",
        "X stands ×1 −2 by 2025-04-30 summary",
        "X stands ×1 −2 by 2025-05-31 summary",
    ]
    either = one_criterion(standing)
    assert ahead(either, "2025-06-20", "2025-06-30", told) == [
        "X stands ×1 −2 by 2025-06-30 summary,plan"
    ]


def test_what_stands_without_a_day_or_cannot_be_mended_is_not_due() -> None:
    rubric = one_criterion(
        {"kind": "missing-ledger", "ledgers": ["training"], "each": 1},
        {"kind": "incomplete-records", "ledgers": ["training"], "each": 1},
        {"kind": "failed-events", "events": ["practice"], "each": 1, "period": "month"},
        {"kind": "judge", "most": 5},
    )
    told: Told = {
        "events": ["practice 2025-03-05 x"],
        "entries": ["training 2025-03-05 lacking=place"],
        "no_ledgers": ["training"],
    }
    assert ahead(rubric, "2025-03-20", "2025-05-31", told) == []


def test_incomplete_records_are_due_in_the_running_period_only() -> None:
    rubric = one_criterion(
        {"kind": "incomplete-records", "ledgers": ["training"], "each": 1, "period": "month"}
    )
    told: Told = {"entries": ["training 2025-03-05 lacking=place", "training - lacking=place"]}
    assert ahead(rubric, "2025-03-20", "2025-05-31", told) == ["X 2025-03 ×2 −2 by 2025-03-31"]


def test_a_duty_that_a_criterion_asks_too_is_named_once() -> None:
    duties = [
        {"id": "same", "demands": [FEW]},
        {"id": "more", "demands": [{**FEW, "least": 4}]},
        {"id": "papers", "demands": [MATERIALS]},
    ]
    asked = {"kind": "missing-material", "materials": ["plan"], "each": 3}
    rubric = one_criterion(FEW, asked, duties=duties)
    told: Told = {"materials": {"plan": "yearly 03-31", "report": "yearly 03-31"}}
    assert ahead(rubric, "2025-03-20", "2025-03-31", told) == [
        "X 2025-03 ×2 −10 by 2025-03-31",
        "X stands ×1 −3 by 2025-03-31 plan",
        "duty more 2025-03 ×4 −0 by 2025-03-31",
        "duty papers 2025 ×1 −0 by 2025-03-31 report",
    ]


MATERIALS = {"kind": "missing-material", "materials": ["plan", "report"], "period": "year"}


def test_a_duty_is_silent_when_a_criterion_names_all_of_it() -> None:
    asked = {"kind": "missing-material", "materials": ["plan", "report"], "each": 3}
    rubric = one_criterion(asked, duties=[{"id": "papers", "demands": [MATERIALS]}])
    told: Told = {"materials": {"plan": "yearly 03-31", "report": "yearly 03-31"}}
    assert ahead(rubric, "2025-03-20", "2025-03-31", told) == [
        "X stands ×2 −6 by 2025-03-31 plan,report"
    ]


def test_a_condition_that_fails_is_due_at_the_end_of_its_period() -> None:
    rubric = one_criterion(
        {"kind": "standing-condition", "conditions": ["c"], "each": 3, "period": "quarter"},
        conditions=[{"id": "c", "demands": [{"kind": "missing-ledger", "ledgers": ["training"]}]}],
    )
    told: Told = {"no_ledgers": ["training"]}
    assert ahead(rubric, "2025-03-20", "2025-06-30", told) == ["X 2025-Q1 ×1 −3 by 2025-03-31 c"]


def test_the_end_of_the_calendar_is_the_last_day() -> None:
    assert ahead(one_criterion(FEW), "9999-12-20", "9999-12-31") == [
        "X 9999-12 ×2 −10 by 9999-12-31"
    ]


def test_far_away_days_are_looked_at_for_five_years_only() -> None:
    assert len(ahead(one_criterion(FEW), "2025-01-01", "9999-12-31")) == 60


def test_the_shipped_rubric_names_what_a_new_studio_has_to_do_this_month() -> None:
    rubric = shipped("xbnh-2025")
    told: Told = {"events": ["practice 2025-02-05", "theory 2025-02-05", "theory 2025-02-06"]}
    assert ahead(rubric, "2025-02-20", "2025-02-28", told) == [
        "R-P3 2025-02 ×1 −5 by 2025-02-28",
        "R-C2 2025-02 ×1 −5 by 2025-02-28",
        "R-C2 2025-02 ×1 −5 by 2025-02-28",
        "R-K2 2025-02 ×1 −5 by 2025-02-28",
        "duty S5.3.2 2025-02 ×4 −0 by 2025-02-28",
        "duty S5.3.2 2025-02 ×1 −0 by 2025-02-28",
    ]
