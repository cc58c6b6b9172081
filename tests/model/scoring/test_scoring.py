"""What a score tells beside its points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from archivist.model.period import Period
from archivist.model.score import Certainty
from archivist.model.scoring import score, scores
from archivist.model.scoring_index import CaseIndex
from tests.model.scoring.cases import BOOK, STUDIO, Told, a_case, a_rubric, shipped

MARCH = Period.parse("2025-03")
RECORDS = {
    "points": 10,
    "deductions": [
        {"kind": "too-few-events", "period": "month", "events": ["theory"], "least": 3, "each": 1},
        {"kind": "incomplete-records", "period": "month", "events": ["theory"], "each": 1},
        {"kind": "incomplete-records", "period": "month", "ledgers": ["training"], "each": 1},
    ],
}


def test_a_loss_names_the_events_and_the_rows_that_it_is_about() -> None:
    rubric = a_rubric(RECORDS)
    case = a_case(
        rubric,
        "2025-04-01",
        events=["theory 2025-03-20 !", "theory 2025-03-05 !!"],
        entries=["training 2025-03-05 row=9 lacking=place", "training - row=4 lacking=day"],
    )
    few, events, rows = next(score(rubric, case, MARCH).criteria).losses
    assert (few.found, few.needed, few.times) == (2, 3, 1)
    assert [event.day.day for event in events.events] == [5, 20]
    assert rows.places == (f"{BOOK}#一!9", f"{BOOK}#一!4")


def test_each_event_and_file_proves_once() -> None:
    rubric = a_rubric(RECORDS)
    case = a_case(rubric, "2025-04-01", events=["theory 2025-03-20", "theory 2025-03-05"])
    (found,) = score(rubric, case, MARCH).criteria
    assert [proof.event and proof.event.day.day for proof in found.proofs] == [5, 20]
    assert all(
        proof.deduction is rubric.sections[0].criteria[0].deductions[0] for proof in found.proofs
    )


def test_files_prove_what_materials_ledgers_rows_and_conditions_ask() -> None:
    rubric = a_rubric(
        {
            "points": 4,
            "deductions": [
                {"kind": "missing-material", "materials": ["plan"], "each": 1},
                {"kind": "missing-ledger", "ledgers": ["training"], "each": 1},
                {"kind": "standing-condition", "conditions": ["c", "unknown"], "each": 1},
            ],
            "conditions": [
                {"id": "c", "demands": [{"kind": "missing-material", "materials": ["rule"]}]}
            ],
        }
    )
    found = score(rubric, a_case(rubric, "2025-04-01"), MARCH)
    (criterion,) = found.criteria
    paths = [f"{STUDIO}/plan.pdf", BOOK, f"{STUDIO}/rule.pdf"]
    assert [proof.path for proof in criterion.proofs] == paths
    assert [proof.deduction for proof in criterion.proofs] == [
        *rubric.sections[0].criteria[0].deductions
    ]
    assert [proof.path for proof in found.conditions[0].proofs] == [f"{STUDIO}/rule.pdf"]
    assert criterion.losses == ()


def test_what_is_missing_is_named_with_the_day_by_which_it_can_be_cured() -> None:
    rubric = a_rubric(
        {
            "points": 9,
            "deductions": [{"kind": "missing-material", "materials": ["a", "b", "c"], "each": 1}],
        }
    )
    told: Told = {
        "materials": {"a": "standing missing", "b": "monthly", "c": "yearly 02-28"},
    }
    case = a_case(rubric, "2025-02-10", **told)
    (found,) = score(rubric, case, Period.parse("2025-Q1")).criteria
    assert [(loss.certainty.value, loss.lacking, loss.due) for loss in found.losses] == [
        ("lost", ("b",), None),
        ("open", ("b", "c"), date(2025, 2, 28)),
        ("open", ("a", "b"), date(2025, 3, 31)),
    ]


def test_findings_are_named_by_code_and_place() -> None:
    rubric = a_rubric(
        {"points": 9, "deductions": [{"kind": "findings", "codes": ["ELE"], "each": 1}]}
    )
    case = a_case(rubric, "2025-02-10", findings=["ELE102 06 -", "ELE101 15 2025-01-01"])
    (loss,) = next(score(rubric, case, Period.parse("2025-01")).criteria).losses
    assert loss.lacking == ("ELE101", "ELE102")
    assert loss.places == (f"{STUDIO}/06 类目/案卷/0.jpg", f"{STUDIO}/15 类目/案卷/1.jpg")


@pytest.mark.parametrize(
    ("entry", "events", "month"),
    [
        pytest.param("results 2025-03-05 lacking=a", [], "2025-03", id="the-day-it-names"),
        pytest.param("results - lacking=a", ["award 2025-03-05 #3"], "2025-03", id="what-it-tells"),
        pytest.param(
            "results 2025-02-05 lacking=a",
            ["award 2025-03-05 #3"],
            "2025-02",
            id="its-own-goes-first",
        ),
    ],
)
def test_an_entry_counts_in_the_period_of_its_own_date(
    entry: str, events: list[str], month: str
) -> None:
    rubric = a_rubric(
        {
            "points": 1,
            "deductions": [
                {"kind": "incomplete-records", "period": "month", "ledgers": ["results"], "each": 1}
            ],
        }
    )
    case = a_case(rubric, "2025-05-01", entries=[entry], events=events)
    months = [Period.parse(f"2025-{number:02}") for number in range(1, 5)]
    lost = [str(found.period) for found in scores(rubric, case, months) if found.secured == 0]
    assert lost == [month]


def test_an_entry_of_several_days_counts_by_that_of_what_it_tells() -> None:
    rubric = a_rubric(RECORDS)
    case = a_case(rubric, "2025-05-01", events=["theory 2025-03-09 #3"])
    entry, *_kept = a_case(rubric, "2025-05-01", entries=["training - lacking=place"]).entries
    days = {"begun": date(2025, 1, 1), "day": date(2025, 3, 9), "term.end": date(2024, 1, 1)}
    for given, month in ((days, "2025-03"), ({"term.end": date(2024, 1, 1)}, "2025-03")):
        dated = replace(entry, days=given)
        index = CaseIndex(rubric, replace(case, entries=(dated,)))
        period = Period.parse(month)
        assert index.entries(["training"], period.start, period.end)[0] == [dated]


def test_numbers_that_no_ledger_means_do_not_add_up() -> None:
    rubric = a_rubric(
        {
            "points": 1,
            "deductions": [
                {
                    "kind": "too-small-sum",
                    "ledgers": ["funds"],
                    "column": "income",
                    "amount": 5,
                    "each": 1,
                }
            ],
        }
    )
    case = a_case(rubric, "2025-05-01", entries=["funds - income=4", "funds - other=9"])
    good, other, *_kept = case.entries
    for number in ("NaN", "Infinity", "1E+999999", "1E-999999"):
        bad = replace(good, sheet="二", numbers={"income": Decimal(number)})
        told = replace(case, entries=(good, other, bad))
        (loss,) = next(score(rubric, told, MARCH).criteria).losses
        assert (loss.found, loss.needed, loss.certainty) == (4, 5, Certainty.LOST)


def test_conditions_that_ask_for_each_other_come_to_an_end() -> None:
    def asks(name: str, other: str) -> dict[str, object]:
        return {"id": name, "demands": [{"kind": "standing-condition", "conditions": [other]}]}

    rubric = a_rubric(
        {"conditions": [asks("a", "b"), asks("b", "a")], "points": 1, "deductions": []}
    )
    found = score(rubric, a_case(rubric, "2025-04-01"), MARCH)
    assert [state.holds for state in found.conditions] == [True, True]


def test_judgements_of_another_rubric_or_studio_do_not_count() -> None:
    rubric = a_rubric({"points": 5, "deductions": [{"kind": "judge", "most": 5}]})
    case = a_case(rubric, "2025-04-01", judgements=["X 2025-03 1"])
    assert score(rubric, case, MARCH).secured == 4
    renamed = a_rubric({"id": "other", "points": 5, "deductions": [{"kind": "judge", "most": 5}]})
    assert score(renamed, case, MARCH).secured == 0
    moved = replace(case, studio="乙室")
    assert score(rubric, moved, MARCH).secured == 0


def test_a_line_tells_the_judgement_that_it_rests_on() -> None:
    rubric = a_rubric({"points": 5, "deductions": [{"kind": "judge", "most": 5}]})
    case = a_case(rubric, "2025-04-01", judgements=["X 2025-03 1", "X 2025-03 2.5"])
    (loss,) = next(score(rubric, case, MARCH).criteria).losses
    assert loss.judgement is not None
    assert (loss.judgement.number, loss.points) == (2, Fraction(5, 2))


def test_several_periods_score_as_each_does_alone() -> None:
    rubric = shipped("xbnh-2025")
    case = a_case(rubric, "2025-05-01", events=["theory 2025-*-01", "award 2024-03-01 @集团"])
    periods = [Period.parse(text) for text in ("2024-Q4", "2025-Q1", "2025-03", "2025")]
    assert scores(rubric, case, periods) == tuple(score(rubric, case, each) for each in periods)


def test_the_first_quarter_of_the_calendar_has_none_before_it() -> None:
    rubric = a_rubric(
        {
            "points": 100,
            "deductions": [{"kind": "judge", "most": 100}],
            "bands": [{"name": "b", "period": "quarter", "running": 2}],
        }
    )
    case = a_case(rubric, "2025-05-01")
    assert score(rubric, case, Period.parse("0001-Q1")).band.secured is None
    found = score(rubric, case, Period.parse("0001-Q2")).band
    assert found.secured is not None
    (earlier,) = found.earlier
    assert str(earlier.period) == "0001-Q1"
    assert (earlier.secured, earlier.possible) == (Fraction(0), Fraction(100))


YEARLY = {"kind": "too-few-events", "period": "year", "events": ["theory"], "least": 1}
KEPT_BOOK = {"kind": "missing-ledger", "ledgers": ["training"]}
STANDING = a_rubric(
    {
        "points": 4,
        "deductions": [{"kind": "standing-condition", "conditions": ["k0", "k1"], "each": 1}],
        "conditions": [
            {"id": "k0", "demands": [YEARLY, KEPT_BOOK]},
            {"id": "k1", "demands": [KEPT_BOOK]},
        ],
    }
)


def test_what_one_condition_asks_later_does_not_excuse_what_is_asked_now() -> None:
    case = a_case(STANDING, "2025-03-10", no_ledgers=["training"])
    (found,) = score(STANDING, case, MARCH).criteria
    (loss,) = found.losses
    assert (loss.certainty, loss.lacking, loss.due) == (Certainty.OPEN, ("k0", "k1"), MARCH.end)
    assert [found.secured, found.possible] == [Fraction(2), Fraction(4)]


@pytest.mark.parametrize("as_of", ["2025-04-10", "2025-12-31", "2026-01-01"])
def test_the_score_of_a_quarter_stays_when_its_year_closes(as_of: str) -> None:
    case = a_case(STANDING, as_of)
    (found,) = score(STANDING, case, Period.parse("2025-Q1")).criteria
    assert [loss.certainty for loss in found.losses] == [Certainty.FORECAST]
    assert [found.secured, found.possible] == [Fraction(4), Fraction(4)]


@pytest.mark.parametrize(
    ("since", "events", "doubtful"),
    [
        pytest.param(None, [], True, id="nothing recorded"),
        pytest.param(None, ["theory 2025-02-05"], False, id="something recorded"),
        pytest.param(date(2025, 2, 1), [], False, id="the founding is stated"),
    ],
)
def test_a_quarter_of_which_nothing_is_recorded_is_doubtful(
    since: date | None, events: list[str], doubtful: bool
) -> None:
    rubric = a_rubric(
        {
            "points": 100,
            "deductions": [{"kind": "judge", "most": 100}],
            "bands": [{"name": "b", "period": "quarter", "running": 2}],
        }
    )
    case = replace(a_case(rubric, "2025-07-01", events=events), since=since)
    (earlier,) = score(rubric, case, Period.parse("2025-Q2")).band.earlier
    assert earlier.doubtful is doubtful
