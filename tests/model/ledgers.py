"""Small ledgers, and what is filed beside them, for tests of ties, events and comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from archivist.model.days import parse_dotted
from archivist.model.event import Event
from archivist.model.events import Telling, events_of
from archivist.model.item import Item
from archivist.model.ledger import (
    ColumnKind,
    DemandedFile,
    EventRule,
    Ledger,
    LedgerColumn,
    When,
)
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.matching import Recogniser
from archivist.model.plan import Category, Frequency, Material, MaterialKind, Plan
from archivist.model.record import Record
from archivist.model.ties import Filed
from tests.builders import LEDGERS, STUDIO, a_material, a_record, an_item

ACTIVITIES = "07 创新活动资料"
MENTORING_ITEMS = "14 人才培养资料"
BOOK = f"{STUDIO}/{LEDGERS}/台账.xlsx"
THEORY = "20250318 流速仪法测流理论授课"
MONTHS = tuple(f"m{month:02}" for month in range(1, 13))

_IMAGE, _EACH = MaterialKind.IMAGE, Frequency.PER_EVENT


def _category(number: str, name: str, *materials: Material) -> Category:
    return Category(number=number, name=name, clause="6.8", materials=materials)


PLAN = Plan(
    id="three",
    name="三类方案",
    categories=(
        _category(
            "06",
            "培训学习资料",
            a_material("年度计划", "06.plan", frequency=Frequency.YEARLY, words=("培训计划",)),
            a_material("学习记录表", "06.record", frequency=_EACH),
            a_material("讲义", "06.handout"),
            a_material("影像图片", "06.images", kind=_IMAGE, frequency=_EACH),
        ),
        _category(
            "07",
            "创新活动资料",
            a_material("活动记录", "07.record", frequency=_EACH),
            a_material("活动图片", "07.images", kind=_IMAGE, frequency=_EACH),
        ),
        _category("14", "人才培养资料", a_material("师徒协议", "14.agreement")),
        Category(number="18", name="工作台账", clause="6.7", flat=True),
    ),
)


def a_column(key: str, kind: ColumnKind = ColumnKind.TEXT, **changes: object) -> LedgerColumn:
    values: dict[str, Any] = {"key": key, "name": key, "kind": kind, **changes}
    return LedgerColumn(**values)


def a_rule(kind: str, *words: str, **changes: object) -> EventRule:
    values: dict[str, Any] = {"kind": kind, "name": kind, "day": "day", "words": words, **changes}
    return EventRule(**values)


def of_category(*words: str) -> tuple[When, ...]:
    return (When(column="category", words=words),)


ACTIVITY = a_rule("activity", evidence=False)

TRAINING = Ledger(
    id="training",
    name="培训学习台账",
    title="topic",
    columns=(
        a_column("day", ColumnKind.DAY, required=True),
        a_column("category", ColumnKind.CHOICE, choices=("专题讲座", "理论授课", "实操培训")),
        a_column("topic", required=True),
        a_column("hours", ColumnKind.NUMBER),
        a_column("place"),
        a_column("people", ColumnKind.PEOPLE),
        a_column("code"),
        a_column("evidence", ColumnKind.EVIDENCE),
    ),
    events=(
        a_rule(
            "theory",
            "理论授课",
            "授课",
            when=of_category("理论", "讲座"),
            required=("hours",),
            categories=("06",),
            materials=("06.record",),
            files=(DemandedFile(name="签到表", words=("签到",)),),
            photo=True,
        ),
        a_rule("practice", "实操", when=of_category("实操"), categories=("06",)),
        ACTIVITY,
    ),
)
EXCHANGE = Ledger(
    id="exchange",
    name="交流研讨台账",
    title="topic",
    columns=(
        a_column("day", ColumnKind.DAY),
        a_column("topic"),
        a_column("evidence", ColumnKind.EVIDENCE),
    ),
    events=(
        a_rule(
            "exchange", "交流", "研讨", categories=("07",), materials=("06.record", "07.record")
        ),
        a_rule("summary", "总结会", when=of_category("总结"), categories=("07",)),
        ACTIVITY,
    ),
)
MENTORING = Ledger(
    id="mentoring",
    name="导师带徒台账",
    title="apprentice",
    columns=(
        a_column("apprentice", ColumnKind.PEOPLE),
        a_column("term", ColumnKind.TERM, required=True),
        a_column("contract"),
        *(a_column(month) for month in MONTHS),
        a_column("evidence", ColumnKind.EVIDENCE),
    ),
    events=(
        a_rule("apprentice", "师带徒", day="term", required=("contract",), categories=("14",)),
        a_rule(
            "assessment",
            day="",
            months=MONTHS,
            term="term",
            failing=("不合格", "差"),
            evidence=False,
        ),
    ),
)
LEDGERS_HERE = (TRAINING, EXCHANGE, MENTORING)


def an_entry(ledger: Ledger = TRAINING, row: int = 2, **texts: str) -> LedgerEntry:
    """Return a row by the texts of its cells."""
    return a_row(texts, ledger, row)


def a_row(texts: Mapping[str, str], ledger: Ledger = TRAINING, row: int = 2) -> LedgerEntry:
    """Return a row; days ``2025.03.18``, terms ``…-…`` and numbers are understood."""
    days: dict[str, date] = {}
    numbers: dict[str, Any] = {}
    for key, text in texts.items():
        column = ledger.column(key)
        assert column is not None, key
        first, _, last = text.partition("-")
        known = {key: parse_dotted(first), f"{key}.end": parse_dotted(last)}
        if column.kind in {ColumnKind.DAY, ColumnKind.TERM}:
            days |= {name: day for name, day in known.items() if day}
        if column.kind is ColumnKind.NUMBER and text.isdigit():
            numbers[key] = int(text)
    lacking = tuple(c.key for c in ledger.columns if c.required and not texts.get(c.key))
    return LedgerEntry(
        ledger=ledger.id,
        path=BOOK,
        sheet=ledger.name,
        row=row,
        values={key: text for key, text in texts.items() if text},
        days=days,
        numbers=numbers,
        lacking=lacking,
    )


def an_activity(folder: str) -> Item:
    return an_item(folder, category=ACTIVITIES)


def holding(*things: Item | Record, claims: Recogniser | None = None) -> Filed:
    """Return what is filed: items, those of the records too."""
    recogniser = claims or Recogniser(PLAN)
    items: dict[str, Item] = {}
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for thing in things:
        item = thing.item if isinstance(thing, Record) else thing
        items[item.path] = item
        if isinstance(thing, Record):
            records[item.path].append(thing)
    return Filed(
        items=tuple(items.values()),
        records={path: tuple(held) for path, held in records.items()},
        claims=recogniser.claims,
    )


def complete(folder: str = THEORY, code: str = "C1-20250318-01") -> tuple[Record, ...]:
    """Return the records of a theory lesson that lacks nothing."""
    item = an_item(folder)
    names = (f"{code}.jpg", "学习记录表.docx", "签到表.pdf")
    return tuple(a_record(name, item) for name in names)


FULL = {
    "day": "2025.03.18",
    "topic": "流速仪法测流",
    "category": "理论授课",
    "hours": "2",
    "evidence": THEORY,
}


def told(
    *entries: LedgerEntry, filed: Filed | None = None, ledgers: tuple[Ledger, ...] = LEDGERS_HERE
) -> Telling:
    return events_of(ledgers, entries, filed or holding())


def of_kind(kind: str, telling: Telling) -> list[Event]:
    return [event for event in telling.events if event.kind == kind]


def lacks(event: Event) -> list[str]:
    return [f"{lack.kind}:{lack.name}".rstrip(":") for lack in event.lacking]
