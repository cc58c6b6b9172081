from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from archivist.formats.score_cure import cure, judge_command
from archivist.formats.score_why import details, why
from archivist.model.event import Event, Lack, LackKind
from archivist.model.ledger import When
from archivist.model.period import Period
from archivist.model.rubric import DeductionKind
from archivist.model.score import Certainty, Loss
from tests.formats.audited import EVIL, INCOMPLETE, MADE, UNENTERED, UNFILED
from tests.formats.losses import a_deduction, a_loss
from tests.formats.verdicts import NAMES

K = DeductionKind


CURES = [
    (
        a_loss(K.MATERIAL, period=Period.parse("2025")),
        "File “Yearly training plan (year 2025)” in an item of “06 培训学习资料”; a file name or "
        "title with “年度培训学习计划” is recognised.",
    ),
    (
        a_loss(K.MATERIAL, lacking=("06.plan", "06.record")),
        "File “Yearly training plan” in an item of “06 培训学习资料”; a file name or title with "
        "“年度培训学习计划” is recognised. File “Record” in an item of “06 培训学习资料”; a file "
        "name or title with “学习记录表” is recognised. The day of what is filed has to be "
        "2025.03.31 or earlier.",
    ),
    (
        a_loss(K.MATERIAL, Certainty.OPEN, lacking=("06.record",)),
        "File “Record” in an item of “06 培训学习资料”; a file name or title with “学习记录表” is "
        "recognised.",
    ),
    (
        a_loss(K.MATERIAL, demand=a_deduction(K.MATERIAL, any_of=("06.record",)), lacking=()),
        "One of them is enough. File “Record” in an item of “06 培训学习资料”; a file name or "
        "title with “学习记录表” is recognised. The day of what is filed has to be 2025.03.31 or "
        "earlier.",
    ),
    (
        a_loss(K.MATERIAL, demand=a_deduction(K.MATERIAL, materials=()), lacking=("x",)),
        "File what is asked in the folder of its category.",
    ),
    (
        a_loss(K.LEDGER),
        "File the workbook “培训台账” in “18 工作台账”; “archivist ledger new” writes one.",
    ),
    (
        a_loss(K.LEDGER, lacking=("funds",)),
        "File the workbook “经费台账” with the ledgers; “archivist ledger new” writes one.",
    ),
    (
        a_loss(K.LEDGER, lacking=("x",)),
        "File the workbook “x” with the ledgers; “archivist ledger new” writes one.",
    ),
    (
        a_loss(K.LEDGER, lacking=("funds", "training", "x")),
        "File the workbook “经费台账”, “x” with the ledgers; “archivist ledger new” writes one. "
        "File the workbook “培训台账” in “18 工作台账”; “archivist ledger new” writes one.",
    ),
    (
        a_loss(K.LEDGER, lacking=(), demand=a_deduction(K.LEDGER, ledgers=("y", "x"))),
        "File the workbook “y” with the ledgers; “archivist ledger new” writes one.",
    ),
    (
        a_loss(K.FEW),
        "If it was held, file its record, and it counts by its own date: enter it in “Training "
        "ledger”; file it in “06 培训学习资料” under a name such as “20250331 实操培训”; put in "
        "Record, 签到表, a photo with all five elements.",
    ),
    (
        a_loss(K.FEW, Certainty.OPEN, times=2, demand=a_deduction(K.FEW, events=("theory",))),
        "2 still short: enter it in “Training ledger”.",
    ),
    (
        a_loss(K.FEW, Certainty.OPEN, demand=a_deduction(K.FEW, events=("x",))),
        "1 still short: file its record.",
    ),
    (
        a_loss(K.FEW, Certainty.UNDECIDED, events=(UNFILED,)),
        "File what proves it, or have it judged: file it in “06 培训学习资料” under a name such as "
        "“20250320 闸门启闭机实操培训”; put in Record, 签到表, a photo with all five elements.",
    ),
    (
        a_loss(K.FEW, Certainty.UNDECIDED, demand=a_deduction(K.FEW, events=("theory",))),
        "File what proves it, or have it judged.",
    ),
    (
        a_loss(
            K.INCOMPLETE,
            events=(replace(UNFILED, lacking=(Lack(LackKind.MONTH, "hours"),)),),
        ),
        "In row 6 of 培训台账.xlsx fill in 学时.",
    ),
    (
        a_loss(K.INCOMPLETE, events=(INCOMPLETE,)),
        "In row 5 of 培训台账.xlsx fill in 学时; put into “06 培训学习资料/20250312 "
        "水泵检修实操培训”: 签到表, a photo with all five elements, Record.",
    ),
    (
        a_loss(K.INCOMPLETE, events=(UNFILED,)),
        "File its record in “06 培训学习资料” as “20250320 闸门启闭机实操培训”, or name its item "
        "in row 6 of 培训台账.xlsx.",
    ),
    (
        a_loss(K.INCOMPLETE, events=(replace(UNFILED, kind="x"),)),
        "File what proves “闸门启闭机实操培训”, and name it in row 6 of 培训台账.xlsx.",
    ),
    (
        a_loss(K.INCOMPLETE, events=(replace(UNENTERED, title="理论"),)),
        "Enter “理论” of 2025.03.12 in “Training ledger”.",
    ),
    (
        a_loss(K.INCOMPLETE, events=(), places=("a/b.xlsx#表!7", "c")),
        "Fill in what every entry needs: row 7 of b.xlsx (sheet 表); fill in what every entry "
        "needs: c.",
    ),
    (
        a_loss(K.INCOMPLETE, events=(UNFILED,) * 4, places=("c",)),
        "; ".join(
            [
                "File its record in “06 培训学习资料” as “20250320 闸门启闭机实操培训”, or name "
                "its item in row 6 of 培训台账.xlsx",
                *[
                    "file its record in “06 培训学习资料” as “20250320 闸门启闭机实操培训”, or "
                    "name its item in row 6 of 培训台账.xlsx"
                ]
                * 2,
                "and 2 more.",
            ]
        ),
    ),
    (a_loss(K.INCOMPLETE, events=()), "Complete the records named."),
    (
        a_loss(K.FAILED),
        "A result stays as it is; only a slip of the pen is to be put right in the ledger (row 5 "
        "of 培训台账.xlsx).",
    ),
    (
        a_loss(K.FAILED, events=()),
        "A result stays as it is; only a slip of the pen is to be put right in the ledger.",
    ),
    (
        a_loss(K.FINDINGS),
        "“archivist check” says of each place how to mend it; see there: IMG101.",
    ),
    (a_loss(K.ROWS), "Enter 2 more in “Funds ledger” with “岗位”: 组长 or 班长."),
    (
        a_loss(K.SUM),
        "Enter what “Funds ledger” does not hold yet, with “收入” and its day.",
    ),
    (
        a_loss(K.CONDITION),
        "See what is said of it under the standing conditions: Team.",
    ),
    (
        a_loss(K.JUDGE, Certainty.UNDECIDED),
        "Have it looked at, then record the decision: archivist judge X-J2 --deduct 0 --by … "
        "--period 2025-Q1",
    ),
    (
        a_loss(K.JUDGE, Certainty.JUDGED, judgement=MADE),
        "A later decision goes before this one; both are kept.",
    ),
]


@pytest.mark.parametrize(("loss", "words"), CURES, ids=[words for _loss, words in CURES])
def test_what_would_cure_a_loss(loss: Loss, words: str) -> None:
    assert cure(loss, NAMES, "X-J2") == words


@pytest.mark.parametrize("certainty", [Certainty.OPEN, Certainty.FORECAST])
def test_nobody_is_asked_to_hold_anything_in_the_past(certainty: Certainty) -> None:
    loss = a_loss(K.FEW, certainty)
    said = {
        day: cure(loss, replace(NAMES, as_of=day), "X").partition(" ")[0]
        for day in (date(2025, 3, 31), date(2025, 4, 1), None)
    }
    assert said == {date(2025, 3, 31): "Hold", date(2025, 4, 1): "If", None: "Hold"}


def test_an_award_is_not_held_though_its_certificate_is_photographed() -> None:
    (ledger,) = [each for each in NAMES.ledgers if each.id == "training"]
    award = replace(ledger.events[0], level="topic")
    names = replace(NAMES, ledgers=(replace(ledger, events=(award,)),))
    assert cure(a_loss(K.FEW, Certainty.OPEN), names).startswith("1 still short: ")


def test_a_standing_demand_asks_for_a_name_with_a_day() -> None:
    assert "“YYYYMMDD 实操培训”" in cure(a_loss(K.FEW, period=None), NAMES)


@pytest.mark.parametrize("kind", DeductionKind)
@pytest.mark.parametrize("certainty", Certainty)
def test_every_loss_has_a_reason_and_a_cure(kind: DeductionKind, certainty: Certainty) -> None:
    loss = a_loss(kind, certainty)
    assert why(loss, NAMES)
    assert cure(loss, NAMES, "X")


@pytest.mark.parametrize("kind", DeductionKind)
def test_braces_in_names_are_no_fields(kind: DeductionKind) -> None:
    event = Event(
        kind=EVIL,
        day=date(2025, 3, 1),
        title=EVIL,
        lacking=tuple(Lack(each, EVIL) for each in LackKind),
        item=EVIL,
        ledger=EVIL,
        path=EVIL,
    )
    changes = {"when": (When(column=EVIL, words=(EVIL,)),)} if kind is K.ROWS else {}
    demand = a_deduction(kind, EVIL, **changes)
    loss = a_loss(kind, demand=demand, lacking=(EVIL,), events=(event,), places=(EVIL,))
    for text in (why(loss, NAMES), cure(loss, NAMES, EVIL), *details(loss, NAMES)):
        assert text.count("{") == 3 * text.count("<script>")


def test_the_command_names_the_matter() -> None:
    bare = replace(NAMES, period=None)
    line = "archivist judge X-J1 --deduct 0 --by …"
    assert judge_command("X-J1", bare) == line
    assert judge_command("X-J1", NAMES) == f"{line} --period 2025-Q1"
    condition = NAMES.rubric.conditions[0].id
    assert judge_command(condition, bare) == f"archivist judge {condition} --met --by …"
