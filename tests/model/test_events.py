from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.event import Event, Lack, LackKind
from archivist.model.ledger import Ledger
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.matching import Recogniser
from archivist.model.tie import Hold
from archivist.model.ties import Filed
from tests.builders import LEDGERS, a_record, an_item
from tests.model.ledgers import (
    EXCHANGE,
    FULL,
    PLAN,
    THEORY,
    TRAINING,
    a_row,
    a_rule,
    an_entry,
    complete,
    holding,
    lacks,
    of_kind,
    told,
)

ITEM = an_item(THEORY)
RECORD = complete()[1]


def test_a_row_tells_all_events_whose_conditions_hold() -> None:
    telling = told(a_row(FULL, row=7), filed=holding(*complete()))

    assert [event.kind for event in telling.events] == ["activity", "theory"]
    theory = telling.events[1]
    assert theory == Event(
        "theory",
        date(2025, 3, 18),
        "流速仪法测流",
        item=ITEM.path,
        evidence=tuple(sorted(record.path for record in complete())),
        ledger="training",
        path=theory.path,
        sheet="培训学习台账",
        row=7,
    )
    assert theory.complete
    assert [each.hold for each in telling.ties] == [Hold.CITED]


@pytest.mark.parametrize("day", ["", "2025.02.31"])
def test_a_row_without_a_readable_day_tells_no_event(day: str) -> None:
    assert told(a_row(FULL | {"day": day}), filed=holding()).events == ()


def test_the_level_is_as_the_ledger_states_it() -> None:
    ledger = replace(EXCHANGE, events=(a_rule("award", level="topic", evidence=False),))
    entry = an_entry(ledger, day="2025.03.18", topic="公司级二等")

    (event,) = told(entry, ledgers=(ledger,)).events
    assert event.level == "公司级二等"


@pytest.mark.parametrize(
    ("folder", "category", "kinds"),
    [
        pytest.param(THEORY, "06", ["activity", "theory"], id="theory"),
        pytest.param("20250318 雷达实操", "06", ["activity", "practice"], id="practice"),
        pytest.param("20250318 实操授课", "06", ["activity", "theory"], id="last of equals"),
        pytest.param("20250318 授课实操", "06", ["activity", "practice"], id="turned round"),
        pytest.param("20250318 二月总结会研讨", "07", ["activity", "summary"], id="longest word"),
        pytest.param("20250318 授课", "07", [], id="word of another category"),
        pytest.param("20250318 仪器", "06", [], id="no word"),
        pytest.param("理论授课", "06", [], id="no day"),
        pytest.param("20250318 师带徒", "14", ["apprentice"], id="asked for nothing each month"),
    ],
)
def test_an_item_without_a_row_tells_one_event(
    folder: str, category: str, kinds: list[str]
) -> None:
    names = {each.number: each.folder for each in PLAN.categories}
    record = a_record("其他.pdf", an_item(folder, category=names[category]))

    events = told(filed=holding(record)).events

    assert [event.kind for event in events] == kinds
    assert all(event.lacking[0] == Lack(LackKind.ENTRY) and not event.path for event in events)
    assert all(event.evidence == (record.path,) for event in events)


def test_an_item_without_a_row_lacks_the_row_first() -> None:
    theory = of_kind("theory", told(filed=holding(RECORD)))[0]

    assert lacks(theory) == ["entry", "file:签到表", "photo"]
    assert theory.title == "流速仪法测流理论授课"


@pytest.mark.parametrize(
    ("folder", "files", "told_of"),
    [
        pytest.param("20250115 授课培训计划", ["计划.docx"], False, id="a yearly plan"),
        pytest.param("20250115 授课培训计划", ["学习记录表.docx"], True, id="with a record"),
        pytest.param("20250115 授课", ["讲义.pdf"], True, id="only a handout"),
        pytest.param("20250115 授课培训计划", [], True, id="nothing filed"),
    ],
)
def test_a_yearly_plan_is_no_event(folder: str, files: list[str], told_of: bool) -> None:
    item = an_item(folder)
    filed = holding(item, *(a_record(name, item) for name in files))

    assert bool(of_kind("theory", told(filed=filed))) is told_of


def test_the_title_goes_before_the_files_where_it_can_be_told() -> None:
    recogniser = Recogniser(PLAN)
    filed = holding(a_record("学习记录表.docx", an_item("20250115 授课培训计划")))
    titled = Filed(
        items=filed.items,
        records=filed.records,
        claims=filed.claims,
        titled=lambda item: recogniser.titled(item.category, item.name.title),
    )

    assert told(filed=titled).events == ()


def test_a_flat_category_tells_nothing() -> None:
    book = a_record("交流研讨台账.xlsx", an_item(category=LEDGERS, flat=True))

    assert told(filed=holding(book)).events == ()


def test_an_item_with_a_row_tells_nothing_by_itself() -> None:
    telling = told(a_row(FULL), filed=holding(*complete()))

    assert len(of_kind("theory", telling)) == 1


def test_an_item_that_another_ledger_cites_tells_nothing_by_itself() -> None:
    entry = an_entry(EXCHANGE, day="2025.03.18", topic="别的", evidence=THEORY)

    assert of_kind("theory", told(entry, filed=holding(*complete()))) == []


def test_of_two_items_that_fit_one_row_only_one_more_event_is_told() -> None:
    items = [an_item("20250318 测流授课上"), an_item("20250318 测流授课下")]
    row = a_row(FULL | {"topic": "测流授课", "evidence": ""})

    telling = told(row, filed=holding(*items))
    events = of_kind("theory", telling)

    assert telling.ties[0].hold is Hold.SEVERAL
    assert [lacks(event)[0] for event in events] == ["entry", "item"]


def test_one_item_in_two_ledgers_is_one_activity() -> None:
    rows = [a_row(FULL), an_entry(EXCHANGE, day="2025.03.18", topic="乙", evidence=THEORY)]
    telling = told(*rows, filed=holding(*complete()))

    assert [event.kind for event in telling.events] == ["activity", "exchange", "theory"]


@pytest.mark.parametrize("lacking", ["training", "exchange"])
@pytest.mark.parametrize("ledgers", [(TRAINING, EXCHANGE), (EXCHANGE, TRAINING)])
def test_of_several_ledgers_the_fullest_telling_counts(
    lacking: str, ledgers: tuple[Ledger, ...]
) -> None:
    rows = [a_row(FULL), an_entry(EXCHANGE, day="2025.03.18", topic="乙", evidence=THEORY)]
    rows = [replace(row, lacking=("topic",)) if row.ledger == lacking else row for row in rows]

    (event,) = of_kind("activity", told(*rows, filed=holding(*complete()), ledgers=ledgers))
    assert event.complete
    assert event.ledger != lacking


@pytest.mark.parametrize("ledgers", [(TRAINING, EXCHANGE), (EXCHANGE, TRAINING)])
def test_of_two_tellings_alike_that_of_the_first_ledger_by_its_id_counts(
    ledgers: tuple[Ledger, ...],
) -> None:
    rows = [a_row(FULL), an_entry(EXCHANGE, day="2025.03.18", topic="乙", evidence=THEORY)]

    (event,) = of_kind("activity", told(*rows, filed=holding(*complete()), ledgers=ledgers))
    assert event.ledger == "exchange"


def test_a_copy_of_a_workbook_tells_nothing_a_second_time() -> None:
    row = a_row({**FULL, "evidence": ""})
    copy = replace(row, path=row.path.replace("台账.xlsx", "台账 - 副本.xlsx"), row=7)
    alone = told(row, filed=holding(*complete()))

    for rows in ([row, copy], [copy, row]):
        telling = told(*rows, filed=holding(*complete()))
        assert telling.events == alone.events
        assert [tie.entry for tie in telling.ties] == rows
        assert {tie.hold for tie in telling.ties} == {Hold.TITLE}


def test_a_row_that_says_something_else_is_no_copy() -> None:
    row = a_row(FULL)
    other = replace(a_row({**FULL, "hours": "3"}), path="乙.xlsx")

    assert len(of_kind("theory", told(row, other, filed=holding(*complete())))) == 2


def test_two_rows_of_one_ledger_are_two_events() -> None:
    rows = [a_row(FULL, row=row) for row in (2, 3)]

    assert len(of_kind("theory", told(*rows, filed=holding(*complete())))) == 2


FOLDERS = (THEORY, "20250318 流速仪授课", "20250516 雷达实操", "20250115 培训计划")
RECORDS = [
    each for folder in FOLDERS for each in complete(folder, f"C1-{folder[:8]}-0{len(folder) % 9}")
]
ROWS = st.builds(
    an_entry,
    row=st.integers(2, 9),
    day=st.sampled_from(("2025.03.18", "2025.05.16", "")),
    topic=st.sampled_from(("流速仪", "流速仪法测流", "雷达", "")),
    category=st.sampled_from(("理论授课", "实操培训")),
    hours=st.sampled_from(("2", "")),
    evidence=st.sampled_from(("", *FOLDERS, "学习记录表", "没有")),
)


@given(st.lists(ROWS, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_files_does_not_matter(rows: list[LedgerEntry], dice: Random) -> None:
    records, shuffled = [*RECORDS], [*rows]
    dice.shuffle(records)
    dice.shuffle(shuffled)

    there = told(*rows, filed=holding(*RECORDS)).events
    here = told(*shuffled, filed=holding(*records)).events

    assert sorted(map(repr, here)) == sorted(map(repr, there))


@given(
    st.lists(ROWS, max_size=4),
    st.sets(st.integers(0, len(RECORDS) - 1)),
    st.sets(st.integers(0, len(RECORDS) - 1)),
)
def test_completing_a_record_never_adds_a_lack(
    rows: list[LedgerEntry], kept: set[int], further: set[int]
) -> None:
    items = [record.item for record in RECORDS]
    # What is cited by its name may mean another file once more are filed: rows name whole items.
    rows = [row for row in rows if row.text("evidence") != "学习记录表"]
    rows = [replace(row, row=number) for number, row in enumerate(rows, start=2)]

    before = told(*rows, filed=holding(*items, *(RECORDS[at] for at in sorted(kept)))).events
    now = sorted(kept | further)
    after = told(*rows, filed=holding(*items, *(RECORDS[at] for at in now))).events

    lacked = {(e.kind, e.day, e.item, e.row, e.title): set(e.lacking) for e in before}
    for event in after:
        known = lacked.get((event.kind, event.day, event.item, event.row, event.title))
        assert known is None or set(event.lacking) <= known
