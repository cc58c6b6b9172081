"""What is audited in the tests of reports: a plan, ledgers, events, a judgement, hostile names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from archivist.model.event import Event, Lack, LackKind
from archivist.model.judgement import Judgement
from archivist.model.ledger import (
    ColumnKind,
    DemandedFile,
    EventRule,
    Ledger,
    LedgerColumn,
)
from archivist.model.period import Period
from archivist.model.plan import Category, Frequency, Material, MaterialKind, Plan

EVIL = "=1+1<script>alert('1')<b>&\"\u202e%(x)s{{ 7*7 }}{0}"
QUARTER = Period.parse("2025-Q1")
MARCH = Period.parse("2025-03")
STUDIO = "甲室"
BOOK = "甲室/18 工作台账/培训台账.xlsx"
ITEM = "甲室/06 培训学习资料/20250312 水泵检修实操培训"
PHOTO = f"{ITEM}/C1-20250312-01.jpg"

PLAN = Plan(
    id="small",
    name="小方案",
    categories=(
        Category(
            number="06",
            name="培训学习资料",
            clause="6.8.6",
            materials=(
                Material(
                    id="06.plan",
                    name="年度培训学习计划",
                    name_en="Yearly training plan",
                    clause="6.8.6",
                    frequency=Frequency.YEARLY,
                ),
                Material(id="06.record", name="学习记录表", name_en="Record", clause="6.8.6"),
            ),
        ),
        Category(
            number="18",
            name="工作台账",
            clause="6.7",
            flat=True,
            materials=(
                Material(id="18.training", name="培训台账", clause="6.7", kind=MaterialKind.LEDGER),
            ),
        ),
    ),
)
TRAINING = Ledger(
    id="training",
    name="培训台账",
    name_en="Training ledger",
    material="18.training",
    title="topic",
    columns=(
        LedgerColumn(key="day", name="日期", kind=ColumnKind.DAY),
        LedgerColumn(key="topic", name="主题"),
        LedgerColumn(key="hours", name="学时", kind=ColumnKind.NUMBER),
    ),
    events=(
        EventRule(
            kind="practice",
            name="实操培训",
            name_en="Practical training",
            day="day",
            categories=("06",),
            materials=("06.record",),
            files=(DemandedFile(name="签到表", words=("签到",)),),
            photo=True,
        ),
        EventRule(kind="theory", name="理论授课", name_en="Lecture", day="day"),
    ),
)
FUNDS = Ledger(
    id="funds",
    name="经费台账",
    name_en="Funds ledger",
    columns=(
        LedgerColumn(key="income", name="收入", kind=ColumnKind.MONEY),
        LedgerColumn(key="role", name="岗位"),
    ),
)
INCOMPLETE = Event(
    kind="practice",
    day=date(2025, 3, 12),
    title="水泵检修实操培训",
    lacking=(
        Lack(LackKind.FIELD, "hours"),
        Lack(LackKind.FILE, "签到表"),
        Lack(LackKind.PHOTO),
        Lack(LackKind.MATERIAL, "06.record"),
    ),
    item=ITEM,
    evidence=(PHOTO,),
    ledger="training",
    path=BOOK,
    sheet="2025",
    row=5,
)
UNFILED = replace(
    INCOMPLETE,
    title="闸门启闭机实操培训",
    day=date(2025, 3, 20),
    lacking=(Lack(LackKind.ITEM),),
    item="",
    evidence=(),
    row=6,
)
UNENTERED = replace(
    INCOMPLETE,
    title=EVIL,
    lacking=(Lack(LackKind.ENTRY),),
    ledger="",
    path="",
    sheet="",
    row=0,
)
HELD = replace(INCOMPLETE, lacking=(), title="测流仪器理论授课", kind="theory")
MADE = Judgement(
    number=7,
    rubric="small",
    criterion="X-J2",
    studio=STUDIO,
    period=QUARTER,
    deduct=Decimal(1),
    by="王主任",
    at="2025-04-03T10:15:00+08:00",
    note="分工不清",
)
