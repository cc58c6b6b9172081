from __future__ import annotations

from dataclasses import replace

import pytest

from archivist.model.elements import Element
from archivist.model.ledger import ColumnKind, Ledger
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.ledger_sync import Sync, Why, sync
from archivist.model.ties import Filed, ties_of
from tests.builders import a_reading, a_record, an_item, some_elements
from tests.model.ledgers import (
    EXCHANGE,
    LEDGERS_HERE,
    MENTORING,
    MENTORING_ITEMS,
    THEORY,
    TRAINING,
    a_column,
    a_row,
    a_rule,
    an_activity,
    an_entry,
    complete,
    holding,
)


def held_against(
    filed: Filed,
    *entries: LedgerEntry,
    ledger: Ledger = TRAINING,
    others: tuple[Ledger, ...] = LEDGERS_HERE,
) -> Sync:
    ties = [
        tie
        for each in {o.id: o for o in (*others, ledger)}.values()
        for tie in ties_of(each, entries, filed)
    ]
    return sync(ledger, entries, filed, ties, others=others)


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        pytest.param({"evidence": "没有的"}, Why.UNKNOWN, id="cites what is not filed"),
        pytest.param({"evidence": "学习记录表"}, Why.SEVERAL, id="cites what several bear"),
        pytest.param({"day": "2025.03.18", "topic": "测流"}, Why.SEVERAL, id="several fit"),
        pytest.param({"day": "2024.03.18", "topic": "测流"}, Why.NONE, id="none fits"),
    ],
)
def test_an_entry_without_evidence_is_told_with_its_reason(texts: dict[str, str], why: Why) -> None:
    filed = holding(*complete("20250318 测流授课上"), *complete("20250318 测流授课下"))

    found = held_against(filed, a_row(texts))

    assert [(each.why, each.tie.entry.row) for each in found.unproved] == [(why, 2)]
    assert found.tied == ()


def test_what_is_tied_is_neither_unproved_nor_unentered() -> None:
    found = held_against(holding(*complete()), an_entry(evidence=THEORY))

    assert [tie.item and tie.item.name.title for tie in found.tied] == ["流速仪法测流理论授课"]
    assert (found.unproved, found.unentered, found.ledger) == ((), (), TRAINING)


def test_a_ledger_that_asks_for_no_evidence_lacks_none() -> None:
    ledger = replace(EXCHANGE, columns=EXCHANGE.columns[:2], events=(a_rule("x", evidence=False),))

    assert held_against(holding(), an_entry(ledger, topic="甲"), ledger=ledger).unproved == ()
    asking = replace(ledger, events=(a_rule("x"),))
    assert len(held_against(holding(), an_entry(asking, topic="甲"), ledger=asking).unproved) == 1


def test_entries_of_other_ledgers_are_not_told_but_account_for_their_items() -> None:
    entry = an_entry(EXCHANGE, day="2025.03.18", evidence=THEORY)

    found = held_against(holding(*complete()), entry)

    assert (found.tied, found.unproved, found.unentered) == ((), (), ())


def test_an_item_without_a_row_is_told_with_the_row_to_be_written() -> None:
    photo, *others = complete()

    (found,) = held_against(holding(photo, *others)).unentered

    assert (found.item.path, found.kind) == (photo.item.path, "theory")
    assert found.row == {
        "day": "2025.03.18",
        "category": "理论授课",
        "topic": "流速仪法测流理论授课",
        "place": "培训室302",
        "people": "徐宏伟",
        "evidence": THEORY,
    }
    assert [*found.row] == ["day", "category", "topic", "place", "people", "evidence"]


@pytest.mark.parametrize(
    ("title", "choice"),
    [("流速仪授课", "专题讲座"), ("流速仪理论授课", "理论授课"), ("流速仪实操", "实操培训")],
)
def test_the_choice_that_suits_the_title_best_is_proposed(title: str, choice: str) -> None:
    ledger = replace(
        TRAINING,
        columns=tuple(
            replace(c, choices=("专题讲座", "实操培训", "理论授课")) if c.key == "category" else c
            for c in TRAINING.columns
        ),
        events=(replace(TRAINING.events[0], words=("授课",)), *TRAINING.events[1:]),
    )
    if title == "流速仪授课":
        ledger = replace(
            ledger,
            columns=tuple(
                replace(c, choices=("专题讲座", "实操培训", "理论课")) if c.key == "category" else c
                for c in TRAINING.columns
            ),
        )

    (found,) = held_against(holding(an_item(f"20250318 {title}")), ledger=ledger).unentered
    assert found.row["category"] == choice


def test_what_is_stated_in_two_ways_is_not_proposed() -> None:
    item = an_item(THEORY, readings=(a_reading(Element.PLACE, "培训室302"),))
    photos = [
        a_record("C1-20250318-01.jpg", item, elements=some_elements()),
        a_record("C1-20250318-02.jpg", item, elements=some_elements(people="李明", place="")),
    ]

    (found,) = held_against(holding(*photos)).unentered
    assert found.row["place"] == "培训室302"
    assert "people" not in found.row


@pytest.mark.parametrize(
    ("folder", "files", "expected"),
    [
        pytest.param("20250318 仪器使用", ["学习记录表.docx"], [""], id="a category of ours"),
        pytest.param("20250318 仪器使用", ["讲义.pdf"], [], id="only standing material"),
        pytest.param("20250318 仪器使用", [], [], id="nothing filed"),
        pytest.param("20250318 授课培训计划", ["计划.pdf"], [], id="a yearly plan"),
        pytest.param("无日期授课", ["学习记录表.docx"], [], id="no day"),
    ],
)
def test_which_items_ought_to_have_a_row(
    folder: str, files: list[str], expected: list[str]
) -> None:
    item = an_item(folder)
    filed = holding(item, *(a_record(name, item) for name in files))

    assert [each.kind for each in held_against(filed).unentered] == expected


def test_without_a_kind_the_category_is_left_to_a_person() -> None:
    record = a_record("学习记录表.docx", an_item("20250318 仪器使用"))

    (found,) = held_against(holding(record)).unentered
    assert found.row == {
        "day": "2025.03.18",
        "topic": "仪器使用",
        "evidence": "20250318 仪器使用",
    }


def test_an_item_is_asked_for_in_one_ledger_only() -> None:
    projects = Ledger(
        id="projects",
        name="课题攻关台账",
        title="topic",
        columns=(a_column("topic"),),
        events=(a_rule("research", "试验", categories=("07",)),),
    )
    ledgers = (EXCHANGE, projects)
    filed = holding(
        *(
            a_record("活动记录.docx", an_activity(folder))
            for folder in ("20250318 流场试验", "20250319 试验研讨", "20250320 检修")
        )
    )

    def against(ledger: Ledger) -> Sync:
        return held_against(filed, ledger=ledger, others=ledgers)

    titles = {
        each.id: [
            u.item.name.title for u in held_against(filed, ledger=each, others=ledgers).unentered
        ]
        for each in ledgers
    }
    assert titles == {"exchange": ["试验研讨"], "projects": ["流场试验"]}


def test_a_single_ledger_asks_for_all_of_its_categories() -> None:
    filed = holding(a_record("活动记录.docx", an_activity("20250320 检修")))

    assert len(held_against(filed, ledger=EXCHANGE, others=()).unentered) == 1
    assert held_against(filed, ledger=TRAINING, others=()).unentered == ()


def test_a_title_that_is_no_persons_name_is_not_proposed_as_one() -> None:
    record = a_record("协议.pdf", an_item("20250210 2025年师带徒", category=MENTORING_ITEMS))

    (found,) = held_against(holding(record), ledger=MENTORING).unentered
    assert found.row == {"term": "2025.02.10", "evidence": "20250210 2025年师带徒"}


def test_place_is_found_by_its_title_too() -> None:
    columns = (a_column("day", ColumnKind.DAY), a_column("where", name="地点"))
    ledger = replace(TRAINING, columns=columns)

    (found,) = held_against(holding(*complete()), ledger=ledger).unentered
    assert found.row == {"day": "2025.03.18", "where": "培训室302"}
