"""A verdict with every kind of loss, for the tests of all its forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from archivist.formats.score_names import Names
from archivist.model.period import Period
from archivist.model.rubric import (
    Band,
    Bonus,
    Criterion,
    DeductionKind,
    Duty,
    Level,
    Rubric,
    Section,
    StandingCondition,
)
from archivist.model.score import (
    BandState,
    BonusScore,
    Certainty,
    ConditionState,
    CriterionScore,
    DutyState,
    Loss,
    Proof,
    Score,
    SectionScore,
)
from archivist.model.verdict import (
    Coming,
    Comparison,
    CriterionChange,
    Past,
    StudioVerdict,
    Verdict,
)
from tests.formats.audited import (
    BOOK,
    EVIL,
    FUNDS,
    HELD,
    INCOMPLETE,
    MADE,
    MARCH,
    PLAN,
    QUARTER,
    STUDIO,
    TRAINING,
    UNENTERED,
    UNFILED,
)
from tests.formats.losses import CRITERIA, LOSSES, a_deduction, a_loss

CONDITION = StandingCondition(id="team", name="团队", name_en="Team", clause="4.1")
DUTY = Duty(id="exchange", name="组长交流会", name_en="Leaders' meeting")
RED = Band(
    name="处罚",
    name_en="Penalty",
    below=Decimal(85),
    consequences=("扣减经费 20%",),
    consequences_en=("20 % of the fund",),
)
GREY = Band(name="不奖不罚", name_en="Neither", least=Decimal(85))
BONUS = Bonus(id="X-B1", name="公司级奖励", name_en="Award of the company", each=Decimal(1))


def a_rubric(**changes: Any) -> Rubric:  # noqa: ANN401
    """Return a rubric of three sections with two criteria each."""
    sections = tuple(
        Section(name=name, name_en=name_en, points=Decimal(20), criteria=CRITERIA[at : at + 2])
        for at, (name, name_en) in zip(
            (0, 2, 4), (("基础管理", "Basics"), ("培训", "Training"), ("创新", "New")), strict=True
        )
    )
    values: dict[str, Any] = {
        "id": "small",
        "name": "小细则",
        "name_en": "Small rubric",
        "total": Decimal(60),
        "levels": (Level(id="company", name="公司级", name_en="company level"),),
        "sections": sections,
        "bonuses": (BONUS,),
        "bands": (GREY, RED),
        "conditions": (CONDITION,),
        "duties": (DUTY,),
    }
    return Rubric(**{**values, **changes})


PROOFS = (
    Proof(deduction=a_deduction(DeductionKind.FEW), event=INCOMPLETE),
    Proof(deduction=a_deduction(DeductionKind.LEDGER), path=BOOK),
)


def a_score(
    studio: str = STUDIO,
    losses: tuple[tuple[Loss, ...], ...] = LOSSES,
    **changes: Any,  # noqa: ANN401
) -> Score:
    """Return a score with the losses of each criterion."""
    rubric = changes.get("rubric") or a_rubric()
    proofs = changes.pop("proofs", PROOFS)
    left = iter((*losses, *((),) * 9))
    sections = tuple(
        SectionScore(
            section=section,
            criteria=tuple(
                CriterionScore(criterion=each, losses=next(left), proofs=proofs)
                for each in section.criteria
            ),
        )
        for section in rubric.sections
    )
    values: dict[str, Any] = {
        "rubric": rubric,
        "studio": studio,
        "period": QUARTER,
        "as_of": date(2025, 3, 25),
        "sections": sections,
        "bonuses": (
            BonusScore(bonus=BONUS, events=(HELD,), judgements=(replace(MADE, criterion="X-B1"),)),
        ),
        "conditions": (
            ConditionState(condition=CONDITION, losses=(a_loss(DeductionKind.ROWS),)),
            ConditionState(condition=CONDITION),
            ConditionState(
                condition=CONDITION, losses=(a_loss(DeductionKind.JUDGE, Certainty.UNDECIDED),)
            ),
        ),
        "duties": (
            DutyState(duty=DUTY, period=QUARTER, losses=(a_loss(DeductionKind.FEW),)),
            DutyState(duty=DUTY, period=None),
        ),
        "band": BandState(secured=RED, possible=GREY),
    }
    return Score(**{**values, **changes})


COMING = (
    Coming(
        studio=STUDIO,
        deduction=a_deduction(
            DeductionKind.FEW, "每月 2 次实操培训", text_en="2 trainings a month"
        ),
        criterion=CRITERIA[2],
        period=MARCH,
        due=date(2025, 3, 31),
        times=1,
        points=Fraction(5),
    ),
    Coming(
        studio=STUDIO,
        deduction=a_deduction(DeductionKind.MATERIAL),
        duty=DUTY,
        due=date(2025, 12, 31),
        times=1,
        lacking=("06.plan",),
    ),
)


def a_studio(score: Score | None = None, **changes: Any) -> StudioVerdict:  # noqa: ANN401
    """Return one studio's part with everything in it."""
    values: dict[str, Any] = {
        "coming": COMING,
        "history": (
            Past(period=Period.parse("2024-Q3"), secured=Fraction(31), possible=Fraction(50)),
            Past(
                period=Period.parse("2024-Q4"),
                secured=Fraction(250, 6),
                possible=Fraction(45),
                kept=True,
            ),
        ),
        "events": (INCOMPLETE, UNFILED, UNENTERED, HELD),
        "unread": {"甲室/18 工作台账/坏.xlsx": "有密码"},
    }
    return StudioVerdict(score=score or a_score(), **{**values, **changes})


COMPARISON = Comparison(
    name="2025-Q1-1",
    at="2025-03-01T08:00:00+08:00",
    changes=(
        CriterionChange(
            studio=STUDIO,
            criterion="",
            before=(Fraction(30), Fraction(50)),
            after=(Fraction(32), Fraction(50)),
        ),
        CriterionChange(
            studio=STUDIO,
            criterion="X-P1",
            before=None,
            after=(Fraction(1), Fraction(2)),
            cured=("补了签到表",),
            new=("缺照片",),
        ),
    ),
)


def a_verdict(*studios: StudioVerdict, **changes: Any) -> Verdict:  # noqa: ANN401
    """Return a verdict; without studios given, of one with everything in it."""
    values: dict[str, Any] = {
        "archive": "库",
        "rubric": a_rubric(),
        "period": QUARTER,
        "as_of": date(2025, 3, 25),
        "plan": PLAN,
        "ledgers": (TRAINING, FUNDS),
        "studios": studios or (a_studio(),),
        "comparison": COMPARISON,
    }
    return Verdict(**{**values, **changes})


def an_evil_verdict() -> Verdict:
    """Return a verdict in which every name that comes from outside is hostile."""
    made = replace(MADE, by=EVIL, note=EVIL)
    event = replace(INCOMPLETE, title=EVIL, item=f"{EVIL}/{EVIL}", path=f"{EVIL}.xlsx", kind=EVIL)
    losses = (
        (
            a_loss(DeductionKind.JUDGE, Certainty.JUDGED, 1, judgement=made),
            a_loss(DeductionKind.INCOMPLETE, points=1, events=(event,), places=(EVIL,)),
            a_loss(DeductionKind.MATERIAL, Certainty.OPEN, 1, lacking=(EVIL,)),
        ),
    )
    criterion = Criterion(id=EVIL, name=EVIL, points=Decimal(10), clause=EVIL)
    section = Section(name=EVIL, points=Decimal(10), criteria=(criterion,))
    band = replace(RED, name_en=EVIL, consequences_en=(EVIL,))
    condition = replace(CONDITION, name_en=EVIL)
    rubric = a_rubric(name_en=EVIL, sections=(section,))
    score = a_score(
        EVIL,
        losses,
        rubric=rubric,
        proofs=(
            replace(PROOFS[0], event=event),
            replace(PROOFS[1], path=f"{EVIL}/100%25 #1?.pdf"),
        ),
        band=BandState(secured=band, possible=GREY),
        bonuses=(BonusScore(bonus=replace(BONUS, name_en=EVIL), judgements=(made,)),),
        conditions=(ConditionState(condition=condition, losses=losses[0]),),
    )
    change = replace(COMPARISON.changes[1], studio=EVIL, cured=(EVIL,), new=(EVIL,))
    return a_verdict(
        a_studio(score, unread={EVIL: EVIL}, events=(event,)),
        a_studio(),
        archive=EVIL,
        rubric=rubric,
        ranked=True,
        comparison=replace(COMPARISON, name=EVIL, at=EVIL, changes=(change,)),
    )


NAMES = Names.of(a_verdict())
