from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from archivist.formats.score_why import details, event_text, place_text, why
from archivist.model.event import Lack, LackKind
from archivist.model.rubric import DeductionKind
from archivist.model.score import Certainty, Loss
from tests.formats.audited import HELD, INCOMPLETE, MADE, MARCH, PHOTO, QUARTER, UNFILED
from tests.formats.losses import LOSSES, a_deduction, a_loss
from tests.formats.verdicts import NAMES

K = DeductionKind
_NO_MONTH = Lack(LackKind.MONTH, "hours")


WHY = [
    (
        a_loss(K.MATERIAL, period=MARCH),
        "2025-03, missing or incomplete: Yearly training plan",
    ),
    (
        a_loss(K.MATERIAL, Certainty.OPEN),
        "not there yet, or not complete: Yearly training plan",
    ),
    (
        a_loss(K.MATERIAL, demand=a_deduction(K.MATERIAL, any_of=("06.plan", "06.record"))),
        "none of these is there, complete: Yearly training plan, Record",
    ),
    (
        a_loss(K.MATERIAL, demand=a_deduction(K.MATERIAL, "计划"), lacking=()),
        "missing or incomplete: 计划",
    ),
    (a_loss(K.LEDGER), "no workbook with entries that can be read: Training ledger"),
    (a_loss(K.FEW), "2025-03 Practical training: 2 asked, 1 held, 1 short"),
    (
        a_loss(K.FEW, demand=a_deduction(K.FEW, events=("theory", "x"), level="company")),
        "2025-03 Lecture or x, company level or above: 2 asked, 1 held, 1 short",
    ),
    (
        a_loss(K.FEW, Certainty.UNDECIDED, 2, events=(UNFILED,)),
        "2025-03 Practical training: 1 stated in the ledger, with nothing filed that proves it: "
        "“闸门启闭机实操培训” of 2025.03.20",
    ),
    (
        a_loss(K.FEW, Certainty.UNDECIDED, times=5, events=(UNFILED,) * 5),
        "2025-03 Practical training: 5 stated in the ledger, with nothing filed that proves them: "
        + "“闸门启闭机实操培训” of 2025.03.20; " * 3
        + "and 2 more",
    ),
    (
        a_loss(K.INCOMPLETE, times=1, events=(replace(UNFILED, lacking=(_NO_MONTH,)),)),
        "2025-03, 1 incomplete record: “闸门启闭机实操培训” of 2025.03.20 lacks “学时” in the "
        "ledger",
    ),
    (
        a_loss(K.INCOMPLETE, times=1, events=(INCOMPLETE,)),
        "2025-03, 1 incomplete record: “水泵检修实操培训” of 2025.03.12 lacks “学时” in the "
        "ledger, 签到表, a photo with all five elements, Record",
    ),
    (
        a_loss(K.INCOMPLETE, times=2, events=(UNFILED,), places=("a/b.xlsx#表!7",)),
        "2025-03, 2 incomplete records: “闸门启闭机实操培训” of 2025.03.20 lacks anything filed; "
        "row 7 of b.xlsx (sheet 表)",
    ),
    (
        a_loss(K.INCOMPLETE, times=5, period=None, events=(), places=tuple("abcde")),
        "5 incomplete records: a; b; c; and 2 more",
    ),
    (a_loss(K.INCOMPLETE, times=5, period=None, events=()), "5 incomplete records"),
    (
        a_loss(K.FAILED),
        "1 below the pass: “测流仪器理论授课” of 2025.03.12",
    ),
    (a_loss(K.FINDINGS, times=2), f"2 findings of the checks (IMG101): {PHOTO}"),
    (a_loss(K.FINDINGS, lacking=("{0}",), places=()), "1 finding of the checks ({0})"),
    (a_loss(K.FINDINGS, lacking=(), places=()), "1 finding of the checks (IMG)"),
    (
        a_loss(K.ROWS),
        "Funds ledger with “岗位”: 组长 or 班长: 3 entries asked, 1 there, 2 short",
    ),
    (
        a_loss(K.SUM),
        "Funds ledger, sum of “收入”: 30,000 yuan asked, 12,000 yuan there",
    ),
    (
        a_loss(
            K.SUM,
            demand=a_deduction(
                K.SUM, ledgers=("training",), column="hours", amount=Decimal("40.50")
            ),
        ),
        "Training ledger, sum of “学时”: 40.5 asked, 12,000 there",
    ),
    (a_loss(K.CONDITION), "standing conditions that do not hold: Team"),
    (
        a_loss(K.CONDITION, Certainty.UNDECIDED),
        "a person has to decide whether it holds: Team",
    ),
    (
        a_loss(K.JUDGE, Certainty.UNDECIDED, 2, demand=a_deduction(K.JUDGE, "分工明确")),
        "分工明确: up to 2.00 points, for a person to decide",
    ),
    (
        a_loss(K.JUDGE, Certainty.UNDECIDED, demand=a_deduction(K.JUDGE, "有标识")),
        "有标识: a person has to decide",
    ),
    (
        a_loss(K.JUDGE, Certainty.JUDGED, 1, period=QUARTER, judgement=MADE),
        "judge: 王主任 took 1.00 points off on 2025.04.03 (分工不清)",
    ),
    (
        a_loss(K.JUDGE, Certainty.JUDGED, judgement=replace(MADE, note="")),
        "judge: does not hold, says 王主任 on 2025.04.03",
    ),
]


@pytest.mark.parametrize(("loss", "words"), WHY, ids=[words for _loss, words in WHY])
def test_why_points_come_off(loss: Loss, words: str) -> None:
    assert why(loss, NAMES) == words


def test_what_an_event_lacks_is_all_told() -> None:
    loss = LOSSES[2][1]
    told = details(loss, NAMES)
    assert len(told) == 3
    assert told[1] == "“闸门启闭机实操培训” of 2025.03.20 lacks anything filed"
    assert event_text(HELD, NAMES) == "“测流仪器理论授课” of 2025.03.12"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("a/#b.xlsx#2025!12", "row 12 of #b.xlsx (sheet 2025)"),
        ("a/b#c!d", "a/b#c!d"),
        ("a/b.pdf", "a/b.pdf"),
        ("a/b!3", "a/b!3"),
    ],
)
def test_places_as_persons_say_them(place: str, words: str) -> None:
    assert place_text(place) == words
