from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from archivist.cli.score_output import render_text
from archivist.model.period import Period
from archivist.model.rubric import DeductionKind
from archivist.model.score import Certainty, ConditionState
from archivist.model.verdict import Verdict
from tests.formats.audited import MADE, UNFILED
from tests.formats.losses import a_deduction, a_loss
from tests.formats.verdicts import CONDITION, a_score, a_studio, a_verdict


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def said(
    verdict: Verdict,
    capsys: pytest.CaptureFixture[str],
) -> str:
    render_text(verdict, quiet=False, verbose=False)
    return capsys.readouterr().out


def test_one_cure_serves_several_months_and_names_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    demand = a_deduction(DeductionKind.FEW)
    months = [Period.parse(f"2025-0{n}") for n in (1, 2, 3)]
    losses = tuple(
        a_loss(DeductionKind.FEW, points=1, demand=demand, period=month) for month in months
    )
    score = a_score(losses=(losses, losses[1:2]), conditions=(), duties=())
    text = " ".join(said(a_verdict(a_studio(score)), capsys).split())
    first, second = text.split("cure: ")[1:]
    assert "“20250131 实操培训”" in first
    assert "The same for 2025-02, 2025-03, with a day in each of them." in first
    assert first.index("The same") < first.index("(its day is past")
    assert "“20250228 实操培训”" in second
    assert "The same" not in second


def test_a_claim_is_told_with_what_proves_it(capsys: pytest.CaptureFixture[str]) -> None:
    claim = a_loss(DeductionKind.FEW, Certainty.UNDECIDED, 1, events=(UNFILED,))
    judge = a_loss(DeductionKind.JUDGE, Certainty.UNDECIDED, 1)
    text = said(a_verdict(a_studio(a_score(losses=((claim,), (claim, judge))))), capsys)
    waits = text.partition("For a person to decide:")[2].partition("Standing")[0]
    assert waits.count("File what proves it, or have it judged:") == 2
    assert "judge X-J1" not in waits
    assert waits.count("judge X-J2") == 2


def test_what_a_criterion_asks_of_a_condition_waits_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    losses = ((a_loss(DeductionKind.CONDITION, Certainty.UNDECIDED, 1),),)
    score = a_score(losses=losses, conditions=())
    assert "For a person to decide" not in said(a_verdict(a_studio(score)), capsys)


def test_a_condition_that_asks_for_a_person_is_judged_by_its_own_id(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asking = replace(CONDITION, demands=(a_deduction(DeductionKind.JUDGE),))
    made = replace(MADE, criterion=CONDITION.id)
    losses = (
        a_loss(DeductionKind.FEW, Certainty.UNDECIDED, events=(UNFILED,)),
        a_loss(DeductionKind.JUDGE, Certainty.JUDGED, judgement=made),
    )
    score = a_score(losses=(), conditions=(ConditionState(condition=asking, losses=losses),))
    text = said(a_verdict(a_studio(score)), capsys)
    waits = text.partition("For a person to decide:")[2].partition("Standing")[0]
    assert "archivist judge team --met" in waits
    assert "※ team: does not hold; quarter 1 of 2025" in text


def test_decisions_are_listed_even_if_nothing_comes_off(
    capsys: pytest.CaptureFixture[str],
) -> None:
    none = replace(MADE, deduct=Decimal(0))
    losses = ((a_loss(DeductionKind.JUDGE, Certainty.JUDGED, judgement=none),),)
    text = said(a_verdict(a_studio(a_score(losses=losses))), capsys)
    told = text.partition("Decided by persons:\n")[2].splitlines()
    assert told[0].startswith(
        "    ※ X-J1: 0.00 points off; quarter 1 of 2025; 王主任 on 2025.04.03"
    )
    assert "X-B1: 1.00 points given" in text
