"""Rubrics and cases to be drawn: every kind of deduction, days about the year 2025."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from archivist.model.case import Case
from archivist.model.event import Event, Lack, LackKind
from archivist.model.finding import Finding
from archivist.model.judgement import Judgement
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.period import Period, Span
from archivist.model.rubric import (
    Criterion,
    Deduction,
    DeductionKind,
    Duty,
    Level,
    Rubric,
    Section,
    StandingCondition,
)
from tests.model.scoring.cases import BOOK, STUDIO, materials

KINDS = ("theory", "practice", "award")
BOOKS = ("training", "funds")
K = DeductionKind
DAYS = st.dates(date(2024, 11, 1), date(2026, 2, 28))
PERIODS = st.builds(
    Period.containing, st.dates(date(2025, 1, 1), date(2025, 12, 31)), st.sampled_from(Span)
)
POINTS = st.sampled_from([Decimal(n) for n in ("0", "0.5", "1", "2", "5", "10")])
SPANS = st.none() | st.sampled_from(Span)
MATERIALS = {
    "plan": "yearly 03-31",
    "report": "yearly 12-31 2025-11-20",
    "summary": "monthly 2025-01-31 2025-02-10",
    "rule": "standing missing",
    "photo": "per-event incomplete",
    "list": "standing present",
}
FEW = st.builds(
    Deduction,
    kind=st.just(K.FEW),
    text=st.just("few"),
    each=POINTS,
    cap=st.none() | POINTS,
    period=SPANS,
    events=st.sets(st.sampled_from(KINDS), min_size=1).map(tuple),
    level=st.sampled_from(["", "company", "group"]),
    least=st.integers(1, 4),
)
RECORDS = st.builds(
    Deduction,
    kind=st.sampled_from([K.INCOMPLETE, K.FAILED]),
    text=st.just("records"),
    each=POINTS,
    cap=st.none() | POINTS,
    period=SPANS,
    events=st.sets(st.sampled_from(KINDS)).map(tuple),
    ledgers=st.sets(st.sampled_from(BOOKS)).map(tuple),
)
BOOK_DEMANDS = st.builds(
    Deduction,
    kind=st.sampled_from([K.ROWS, K.SUM, K.LEDGER, K.FINDINGS, K.CONDITION, K.MATERIAL]),
    text=st.just("books"),
    each=POINTS,
    cap=st.none() | POINTS,
    period=SPANS,
    ledgers=st.sets(st.sampled_from([*BOOKS, "none"])).map(tuple),
    least=st.integers(1, 4),
    column=st.just("income"),
    amount=st.sampled_from([Decimal(5), Decimal("7.5")]),
    codes=st.just(("ELE",)),
    conditions=st.just(("c", "d")),
    materials=st.sets(st.sampled_from(sorted(MATERIALS))).map(tuple),
    any_of=st.sets(st.sampled_from(sorted(MATERIALS))).map(tuple),
)
JUDGED = st.builds(Deduction, kind=st.just(K.JUDGE), text=st.just("judge"), most=POINTS)
COUNTED = st.lists(FEW | RECORDS | BOOK_DEMANDS, max_size=4).map(tuple)


def rubric(deductions: list[tuple[Decimal, tuple[Deduction, ...]]]) -> Rubric:
    criteria = tuple(
        Criterion(id=f"X{number}", name="x", points=points, deductions=each)
        for number, (points, each) in enumerate(deductions)
    )
    few = Deduction(kind=K.FEW, text="", period=Span.QUARTER, events=("award",))
    person = Deduction(kind=K.JUDGE, text="")
    return Rubric(
        id="r",
        name="r",
        levels=(Level(id="company", name="公司"), Level(id="group", name="集团公司")),
        sections=(
            Section(name="s", criteria=criteria[:1]),
            Section(name="t", criteria=criteria[1:]),
        ),
        conditions=(
            StandingCondition(id="c", name="c", demands=(few,)),
            StandingCondition(id="d", name="d", demands=(person,)),
        ),
        duties=(Duty(id="y", name="y", demands=(few,)),),
    )


RUBRICS = st.lists(
    st.tuples(POINTS, st.builds(lambda a, b: (*a, *b), COUNTED, st.lists(JUDGED, max_size=2))),
    min_size=1,
    max_size=3,
).map(rubric)
EVENTS = st.lists(
    st.builds(
        Event,
        kind=st.sampled_from(KINDS),
        day=DAYS,
        title=st.just("t"),
        lacking=st.sampled_from(
            [(), (), (Lack(LackKind.PHOTO),), (Lack(LackKind.ITEM),), (Lack(LackKind.MONTH),)]
        ),
        level=st.sampled_from(["", "公司级", "集团公司"]),
        failed=st.booleans(),
        path=st.sampled_from(["", BOOK]),
        sheet=st.just("一"),
        row=st.integers(3, 8),
    ),
    max_size=12,
).map(lambda events: tuple(replace(each, title=str(n)) for n, each in enumerate(events)))
ENTRIES = st.lists(
    st.builds(
        LedgerEntry,
        ledger=st.sampled_from(BOOKS),
        path=st.just(BOOK),
        sheet=st.just("一"),
        row=st.just(0),
        days=st.just({}) | DAYS.map(lambda day: {"day": day, "day.end": day + timedelta(400)}),
        numbers=st.just({}) | st.sampled_from([{"income": Decimal(n)} for n in ("2.5", "5")]),
        lacking=st.sampled_from([(), ("place",), ("place", "people")]),
    ),
    max_size=8,
).map(lambda entries: tuple(replace(each, row=3 + n) for n, each in enumerate(entries)))
JUDGEMENTS = st.lists(
    st.builds(
        Judgement,
        number=st.integers(1, 9),
        rubric=st.just("r"),
        criterion=st.sampled_from(["X0", "X1", "d"]),
        studio=st.just(STUDIO),
        period=PERIODS,
        deduct=POINTS,
        by=st.just("b"),
        at=st.just(""),
    ),
    max_size=6,
    unique_by=lambda each: each.number,
).map(tuple)
FINDINGS = st.lists(
    st.tuples(st.just(Finding(code="ELE101", path=f"{STUDIO}/15 库/a")), st.none() | DAYS),
    max_size=3,
).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    today = draw(DAYS)
    since = draw(st.none() | DAYS)
    return Case(
        studio=STUDIO,
        since=since,
        as_of=today,
        events=draw(EVENTS),
        entries=draw(ENTRIES),
        workbooks={"training": (BOOK,)},
        lines=materials(MATERIALS, today, since),
        findings=draw(FINDINGS),
        judgements=draw(JUDGEMENTS),
    )
