"""A small rubric with one matter of each kind that a person decides."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from archivist.actions.judge import Inspection, Judged, Ruling, judge
from archivist.model.judgement import Judgement
from archivist.model.period import Period
from archivist.model.rubric import (
    Bonus,
    Criterion,
    Deduction,
    DeductionKind,
    Duty,
    Rubric,
    Section,
    StandingCondition,
)
from archivist.model.score import (
    BonusScore,
    ConditionState,
    CriterionScore,
    DutyState,
    Score,
    SectionScore,
)
from archivist.store.judgements import read_judgements

QUARTER = Period.parse("2025-Q1")
DAY = date(2025, 4, 3)
NOW = datetime(2025, 4, 3, 10, 15, tzinfo=timezone(timedelta(hours=8)))
STUDIOS = ("甲工作室", "乙工作室")


def a_question(text: str = "账物是否相符", most: str = "0") -> Deduction:
    return Deduction(kind=DeductionKind.JUDGE, text=text, text_en="Is it so", most=Decimal(most))


FILES = Deduction(kind=DeductionKind.LEDGER, text="培训台账", text_en="The ledger")
A1 = Criterion(
    id="A1",
    name="账目",
    name_en="Books",
    points=Decimal(5),
    deductions=(FILES, a_question(most="2"), a_question("分工明确", most="1.5")),
)
A2 = Criterion(id="A2", name="台账", name_en="Ledgers", points=Decimal(5), deductions=(FILES,))
A3 = Criterion(id="A3", name="看法", name_en="Views", deductions=(a_question(),))
TEAM = StandingCondition(id="team", name="团队", name_en="Team", demands=(FILES, a_question()))
ROOM = StandingCondition(id="room", name="场所", name_en="Room", demands=(FILES,))
TALK = Duty(id="talk", name="交流", name_en="Talk", demands=(a_question(),))
PRIZE = Bonus(id="B1", name="奖励", name_en="Award", events=("award",), each=Decimal(1))
OTHER = Bonus(id="B2", name="酌情", name_en="Other", judge=True)


def a_rubric(**changes: Any) -> Rubric:  # noqa: ANN401
    values: dict[str, Any] = {
        "id": "small", "name": "小细则", "name_en": "Small rubric", "total": Decimal(10),
        "sections": (Section(name="全部", points=Decimal(10), criteria=(A1, A2, A3)),),
        "bonuses": (PRIZE, OTHER), "conditions": (TEAM, ROOM), "duties": (TALK,),
    }  # fmt: skip
    return Rubric(**{**values, **changes})


def a_score(studio: str = STUDIOS[0]) -> Score:
    rubric = a_rubric()
    criteria = tuple(CriterionScore(criterion=each) for each in rubric.criteria)
    return Score(
        rubric=rubric, studio=studio, period=QUARTER, as_of=DAY,
        sections=(SectionScore(section=rubric.sections[0], criteria=criteria),),
        bonuses=tuple(BonusScore(bonus=each) for each in rubric.bonuses),
        conditions=tuple(ConditionState(condition=each) for each in rubric.conditions),
        duties=tuple(DutyState(duty=each, period=None) for each in rubric.duties),
    )  # fmt: skip


def a_judgement(**changes: Any) -> Judgement:  # noqa: ANN401
    values: dict[str, Any] = {
        "number": 1, "rubric": "small", "criterion": "A1", "studio": STUDIOS[0],
        "period": QUARTER, "deduct": Decimal(2), "by": "王工",
        "at": "2025-04-03T10:15:00+08:00", "note": "账上少一台流速仪",
    }  # fmt: skip
    return Judgement(**{**values, **changes})


def an_inspection(**changes: Any) -> Inspection:  # noqa: ANN401
    values: dict[str, Any] = {
        "rubric": a_rubric(), "period": QUARTER, "studios": STUDIOS, "as_of": DAY
    }  # fmt: skip
    return Inspection(**{**values, **changes})


def a_ruling(matter: str = "A1", said: str = "2", **more: Any) -> Ruling:  # noqa: ANN401
    values = {"by": "王工", "note": "账上少一台流速仪", "studio": "甲工作室"}
    return Ruling(matter=matter, said=said, **{**values, **more})


def decide(root: Path, *said: str, **more: Any) -> Judged:  # noqa: ANN401
    inspection = an_inspection(made=read_judgements(root))
    return judge(root, inspection, a_ruling(*said, **more), NOW)
