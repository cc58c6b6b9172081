"""What counts as proved, and what is missing for good or may still come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archivist.model.period import Period
from archivist.model.score import Certainty
from archivist.model.scoring import score
from tests.model.scoring.cases import a_case, a_rubric

MARCH = Period.parse("2025-03")


LEDGER = {"kind": "missing-ledger", "ledgers": ["training"], "each": 1}


def test_a_ledger_without_an_entry_is_missing() -> None:
    rubric = a_rubric({"points": 1, "deductions": [LEDGER]})
    case = a_case(rubric, "2025-04-01")
    assert score(rubric, case, MARCH).secured == 1
    empty = score(rubric, replace(case, entries=()), MARCH)
    assert next(empty.criteria).losses[0].lacking == ("training",)
    assert score(rubric, replace(case, workbooks={}), MARCH).secured == 0


def test_a_copy_of_a_workbook_counts_once() -> None:
    asked = {"ledgers": ["funds"], "each": 1}
    rubric = a_rubric(
        {
            "points": 9,
            "deductions": [
                {**asked, "kind": "too-small-sum", "column": "income", "amount": 7},
                {**asked, "kind": "incomplete-records"},
            ],
        }
    )
    case = a_case(rubric, "2025-04-01", entries=["funds 2025-03-01 income=4 lacking=place"])
    copies = tuple(replace(each, path="台账 - 副本.xlsx") for each in case.entries)
    once = score(rubric, case, MARCH)
    assert once.secured == 7
    doubled = score(rubric, replace(case, entries=(*copies, *case.entries)), MARCH)
    assert doubled.secured == once.secured
    (short, bad) = next(doubled.criteria).losses
    assert (short.found, bad.times) == (4, 1)


def test_findings_are_counted_by_code_category_and_day() -> None:
    asked = {"kind": "findings", "codes": ["ELE"], "each": 1, "period": "month"}
    rubric = a_rubric({"points": 9, "deductions": [asked, {**asked, "categories": ["15"]}]})
    told = ["ELE101 15 2025-03-05", "ELE102 06 2025-03-31", "ELE101 15 -", "NUM201 15 2025-03-05"]
    case = a_case(rubric, "2025-04-01", findings=[*told, "ELE101 15 2025-04-01"])
    losses = next(score(rubric, case, MARCH).criteria).losses
    assert [loss.times for loss in losses] == [3, 2]


FEW = {"kind": "too-few-events", "events": ["theory"], "least": 1, "period": "month"}
DECIDED = {"kind": "judge"}


@pytest.mark.parametrize(
    ("as_of", "events", "demands", "expected"),
    [
        pytest.param("2025-04-01", ["theory 2025-03-05"], [FEW], True, id="there"),
        pytest.param("2025-04-01", [], [FEW], False, id="lost"),
        pytest.param("2025-03-20", [], [FEW], None, id="open"),
        pytest.param("2025-04-01", ["theory 2025-03-05 ?"], [FEW], None, id="claimed"),
        pytest.param("2025-04-01", [], [FEW, DECIDED], False, id="lost and undecided"),
        pytest.param("2025-03-20", [], [FEW, DECIDED], None, id="open and undecided"),
    ],
)
def test_only_what_is_lost_for_good_is_not_met(
    as_of: str, events: list[str], demands: list[dict[str, object]], expected: bool | None
) -> None:
    beside = {"conditions": [{"id": "c", "demands": demands}]}
    rubric = a_rubric(
        {
            "deductions": [{**each, "most": 0} if each is DECIDED else each for each in demands],
            "duties": [{"id": "d", "demands": [FEW]}],
            **beside,
        }
    )
    found = score(rubric, a_case(rubric, as_of, events=events), MARCH)
    criterion = next(found.criteria)
    assert [state.holds for state in found.conditions] == [expected]
    assert (criterion.met, criterion.pending) == (expected is True, expected is None)
    assert [state.met for state in found.duties] == [expected]


def test_a_forecast_leaves_a_criterion_met() -> None:
    rubric = a_rubric({"deductions": [{**FEW, "period": "year"}]})
    criterion = next(score(rubric, a_case(rubric, "2025-04-01"), MARCH).criteria)
    assert [loss.certainty for loss in criterion.losses] == [Certainty.FORECAST]
    assert (criterion.met, criterion.pending) == (True, False)


def test_the_line_of_what_is_claimed_names_the_claims() -> None:
    rubric = a_rubric({"points": 9, "deductions": [{**FEW, "least": 3, "each": 2}]})
    told = ["theory 2025-03-05 ?", "theory 2025-03-06", "theory 2025-03-07 -"]
    criterion = next(score(rubric, a_case(rubric, "2025-04-01", events=told), MARCH).criteria)
    lost, claimed = criterion.losses
    assert (lost.certainty, lost.found, lost.times) == (Certainty.LOST, 2, 1)
    assert (claimed.certainty, claimed.found, claimed.times) == (Certainty.UNDECIDED, 1, 1)
    assert [event.title for event in claimed.events] == told[:1]
    assert [proof.event.title for proof in criterion.proofs if proof.event] == told[1:2]
    assert criterion.secured == 5
    assert criterion.possible == 7


def test_a_claim_of_another_level_is_not_named() -> None:
    asked = {**FEW, "events": ["award"], "level": "group", "each": 2}
    levels = [{"id": "company", "words": ["公司"]}, {"id": "group", "words": ["集团"]}]
    rubric = a_rubric({"points": 9, "deductions": [asked], "levels": levels})
    told = ["award 2025-03-05 @公司 ?", "award 2025-03-06 @集团 ?"]
    (line,) = next(score(rubric, a_case(rubric, "2025-04-01", events=told), MARCH).criteria).losses
    assert [event.title for event in line.events] == told[1:]
    assert line.certainty is Certainty.UNDECIDED
