from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.score_wording import (
    CERTAINTY,
    HOLDS,
    KEPT,
    MET,
    at_stake,
    band_lines,
    band_name,
    by_when,
    certainty_look,
    change_figures,
    change_name,
    change_period,
    coming_text,
    day_of,
    duty_name,
    holds_look,
    is_over,
    met_count,
    met_look,
    minus,
    period_line,
    points_number,
    points_text,
)
from archivist.model.rubric import DeductionKind
from archivist.model.score import BandState, Certainty, Loss
from tests.formats.losses import LOSSES, a_loss
from tests.formats.verdicts import COMING, COMPARISON, NAMES, RED, a_score, a_verdict

K = DeductionKind


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (Fraction(25, 3), "8.33"),
        (Fraction(100), "100.00"),
        (Fraction(5), "5.00"),
        (Fraction(0), "0.00"),
        (Fraction(1, 200), "0.00"),
        (Fraction(3, 200), "0.02"),
        (Fraction(5, 200), "0.02"),
        (Fraction(-5, 3), "-1.67"),
        (Fraction(-1, 1000), "0.00"),
        (Decimal("84.995"), "85.00"),
        (Decimal("84.985"), "84.98"),
    ],
)
def test_points_have_two_places_half_to_even(points: Fraction | Decimal, text: str) -> None:
    assert points_text(points) == text
    assert f"{points_number(points):.2f}".replace("-0.00", "0.00") == text


@given(st.fractions(min_value=-1000, max_value=1000))
def test_shown_points_are_never_further_off_than_half_a_hundredth(points: Fraction) -> None:
    assert abs(Fraction(points_text(points)) - points) <= Fraction(1, 200)


def test_points_that_come_off_have_a_sign_unless_there_are_none() -> None:
    assert (minus(Fraction(5)), minus(Fraction(0))) == ("-5.00", "0.00")


def test_every_state_has_a_sign_of_its_own_that_chinese_code_pages_know() -> None:
    assert set(CERTAINTY) == set(Certainty)
    assert len({look.sign for look in CERTAINTY.values()}) == len(CERTAINTY)
    for look in (*CERTAINTY.values(), *HOLDS.values(), *MET.values()):
        assert look.sign.encode("gbk")
        assert look.word
    assert KEPT.encode("gbk")
    assert certainty_look(Certainty.LOST).word == "lost"


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (a_loss(K.MATERIAL, points=2), "-2.00"),
        (a_loss(K.MATERIAL, points=Fraction(5, 3), raw=Fraction(5)), "-1.67 (of -5.00)"),
        (a_loss(K.MATERIAL, Certainty.FORECAST, raw=Fraction(5)), "-5.00 later"),
    ],
)
def test_the_points_of_a_loss(loss: Loss, words: str) -> None:
    assert at_stake(loss) == words


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (a_loss(K.FEW, Certainty.OPEN, due=date(2025, 3, 31)), "due 2025.03.31"),
        (a_loss(K.LEDGER), "at any time"),
        (a_loss(K.FEW), "its day is past; late filing counts"),
        (a_loss(K.JUDGE, Certainty.JUDGED, due=date(2025, 3, 31)), ""),
        (a_loss(K.JUDGE, Certainty.UNDECIDED), ""),
    ],
)
def test_by_when_a_loss_can_be_cured(loss: Loss, words: str) -> None:
    assert by_when(loss) == words


def test_what_can_still_come_waits_for_its_day_or_for_a_person() -> None:
    duty, condition = a_score().duties[0], a_score().conditions[0]
    soon, claim = a_loss(K.FEW, Certainty.OPEN), a_loss(K.FEW, Certainty.UNDECIDED)
    assert met_look(replace(duty, losses=(soon,))).word == "open"
    assert met_look(replace(duty, losses=(soon, claim))).word == "undecided"
    assert holds_look(replace(condition, losses=(soon,))).word == "open"
    assert holds_look(replace(condition, losses=(soon, a_loss(K.FEW)))).word == "does not hold"
    criterion = next(a_score().criteria)
    assert met_look(replace(criterion, losses=(soon,))).word == "open"
    assert met_look(replace(criterion, losses=(a_loss(K.FEW),))).word == "not met"


def test_a_damaged_period_of_a_kept_audit_is_shown_as_it_is() -> None:
    assert change_period(COMPARISON) == ""
    assert "It is of ?: " in change_period(replace(COMPARISON, period="?"))


def test_the_bands_are_told_once_when_they_are_the_same() -> None:
    assert list(band_lines(a_score())) == [
        ("With the points secured", "Penalty: 20 % of the fund"),
        ("With the points possible", "Neither"),
    ]
    same = BandState(secured=RED, possible=RED)
    assert len(list(band_lines(a_score(band=same)))) == 1
    assert list(band_lines(a_score(band=BandState()))) == []
    assert band_name(None) == "-"


def test_criteria_that_are_met_are_counted() -> None:
    assert met_count(a_score()) == "0 of 6 criteria met"
    assert met_count(a_score(losses=LOSSES[:2])) == "4 of 6 criteria met"


def test_what_falls_due() -> None:
    assert coming_text(COMING[0], NAMES) == (
        "Criterion P1 (2025-03): 2 trainings a month, 1 missing"
    )
    assert coming_text(COMING[1], NAMES) == (
        "Leaders' meeting: missing-material, 1 missing (Yearly training plan)"
    )
    assert coming_text(replace(COMING[1], duty=None), NAMES).startswith("missing-material: ")


def test_duties_are_named_with_their_period() -> None:
    first, second = a_score().duties
    assert duty_name(first) == "Leaders' meeting (quarter 1 of 2025)"
    assert duty_name(second) == "Leaders' meeting"


def test_changes_are_told_with_the_figures_that_moved() -> None:
    total, criterion = COMPARISON.changes
    assert change_name(total, NAMES) == "Total"
    assert change_figures(total) == "secured 30.00 → 32.00, possible 50.00"
    assert change_name(criterion, NAMES) == "X-P1 Criterion P1"
    assert change_figures(criterion) == "secured - → 1.00, possible - → 2.00"
    assert change_name(replace(criterion, criterion="gone"), NAMES) == "gone"


def test_a_period_that_goes_on_is_told() -> None:
    running = a_verdict()
    assert period_line(running) == "quarter 1 of 2025, as of 2025.03.25 (not over yet)"
    last = a_verdict(as_of=date(2025, 3, 31))
    assert not is_over(last)
    after = a_verdict(as_of=date(2025, 4, 1))
    assert is_over(after)
    assert period_line(after) == "quarter 1 of 2025, as of 2025.04.01"


def test_the_day_of_a_moment() -> None:
    assert day_of("2025-04-03T10:15:00+08:00") == "2025.04.03"
    assert day_of("damaged") == "damaged"
