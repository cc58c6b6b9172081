from __future__ import annotations

from random import Random
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.filed import Filed
from archivist.model.item import Item
from archivist.model.ledger_entry import LedgerEntry
from archivist.model.tie import Hold, Tie
from archivist.model.ties import taken_by, ties_of
from tests.builders import LEDGERS, a_record, an_item
from tests.model.ledgers import (
    EXCHANGE,
    THEORY,
    TRAINING,
    an_activity,
    an_entry,
    complete,
    holding,
)

ITEM = an_item(THEORY)
PRACTICE = an_item("20250516 雷达测速枪实操培训")
LIST = an_item("20250318 论文、专利、荣誉，目录")
PHOTOS = [a_record(f"C1-20250318-0{n}.jpg", ITEM) for n in (1, 2, 3)]
SHELF = holding(
    *PHOTOS,
    a_record("学习记录表.docx", ITEM),
    a_record("sub/现场.pdf", ITEM),
    a_record("学习记录表.docx", PRACTICE),
    a_record("C1-20250516-01.jpg", PRACTICE),
    a_record("Ledger A.xlsx", an_item(category=LEDGERS, flat=True)),
    LIST,
)


def tie(entry: LedgerEntry, filed: Filed = SHELF) -> Tie:
    (found,) = ties_of(TRAINING, [entry], filed)
    return found


def name_of(found: Tie) -> str:
    return found.item.path.rpartition("/")[2] if found.item else ""


@pytest.mark.parametrize(
    ("topic", "titles", "expected"),
    [
        pytest.param("流速仪法测流", ["流速仪法测流理论授课"], [0], id="contained"),
        pytest.param("流速仪法测流", ["流速仪法测流理论授课", "流速仪法测流"], [1], id="equal"),
        pytest.param("测流-仪器 A", ["测流仪器ａ"], [0], id="signs and width do not count"),
        pytest.param("雷达使用", ["雷达测速枪实操培训", "计划"], [], id="less than half"),
        pytest.param("雷达测速枪使用", ["雷达测速枪比测", "计划"], [0], id="half"),
        pytest.param("雷达使用", ["雷达测速枪实操培训"], [0], id="alone on its day"),
        pytest.param("缆道", ["雷达测速枪实操培训"], [], id="alone, but nothing in common"),
        pytest.param("测", ["测流"], [], id="one character tells nothing"),
        pytest.param("", ["测流"], [], id="no title"),
        pytest.param("测流仪器", ["测流仪器上", "测流仪器下"], [0, 1], id="several"),
        pytest.param("测流仪器", ["测流仪器实操", "测流仪器授课"], [1], id="of the row's kind"),
    ],
)
def test_date_and_title_tie_where_nothing_is_cited(
    topic: str, titles: list[str], expected: list[int]
) -> None:
    items = [an_item(f"20250318 {title}") for title in titles]
    found = tie(
        an_entry(day="2025.03.18", topic=topic, category="理论授课"), holding(*items, PRACTICE)
    )

    paths = [items[at].path for at in expected]
    held = [found.item.path] if found.item else [*found.fitting]
    assert held == paths
    assert found.hold is [Hold.NONE, Hold.TITLE, Hold.SEVERAL][len(paths)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(an_item("20250319 流速仪法测流"), id="another day"),
        pytest.param(an_item("流速仪法测流"), id="no day"),
        pytest.param(an_activity("20250318 流速仪法测流"), id="another category"),
    ],
)
def test_a_title_alone_ties_nothing(other: Item) -> None:
    found = tie(an_entry(day="2025.03.18", topic="流速仪法测流"), holding(other))

    assert found.hold is Hold.NONE


def test_two_entries_of_a_day_do_not_share_the_only_item_by_few_characters() -> None:
    entries = [
        an_entry(row=row, day="2025.05.16", topic=topic)
        for row, topic in enumerate(("雷达使用", "缆道操作"), 2)
    ]

    holds = [each.hold for each in ties_of(TRAINING, entries, holding(PRACTICE))]
    assert holds == [Hold.NONE, Hold.NONE]


def test_an_item_that_is_cited_is_not_proposed_to_another_entry() -> None:
    entries = [
        an_entry(row=2, day="2025.03.18", topic="流速仪法测流"),
        an_entry(row=3, evidence=THEORY),
    ]

    assert [each.hold for each in ties_of(TRAINING, entries, SHELF)] == [Hold.NONE, Hold.CITED]


def test_on_a_crowded_day_only_the_very_same_title_ties() -> None:
    crowd = holding(*(an_item(f"20250318 测流仪器第{n}课") for n in range(201)))

    assert tie(an_entry(day="2025.03.18", topic="测流仪器"), crowd).hold is Hold.NONE
    assert name_of(tie(an_entry(day="2025.03.18", topic="测流仪器第7课"), crowd)).endswith("第7课")


def test_five_thousand_rows_and_items_of_one_day_are_tied_at_once() -> None:
    crowd = holding(*(an_item(f"20250318 测流仪器第{n}课") for n in range(5000)))
    rows = [an_entry(row=n, day="2025.03.18", topic=f"测流仪器第{n}课") for n in range(5000)]

    started = monotonic()
    found = ties_of(TRAINING, rows, crowd)
    assert monotonic() - started < 2
    assert all(each.hold is Hold.TITLE for each in found)


def test_entries_of_another_ledger_are_passed_over() -> None:
    assert ties_of(TRAINING, [an_entry(EXCHANGE, day="2025.03.18")], SHELF) == ()


def test_an_entry_accounts_for_one_of_the_items_that_fit() -> None:
    filed = holding(an_item("20250318 测流仪器上"), an_item("20250318 测流仪器下"))
    first = an_entry(row=2, day="2025.03.18", topic="测流仪器")
    second = an_entry(row=3, day="2025.03.18", topic="测流仪器")

    paths = [item.path for item in filed.proper]
    assert taken_by(ties_of(TRAINING, [first], filed), filed) == {paths[0]}
    assert taken_by(ties_of(TRAINING, [first, second], filed), filed) == set(paths)


FOLDERS = ("20250318 测流仪器", "20250318 测流仪器授课", "20250318 测流实操", "20250319 测流仪器")
THINGS = [record for folder in FOLDERS for record in complete(folder, f"C1-{folder[:8]}-01")]
ROWS = st.builds(
    an_entry,
    row=st.integers(2, 9),
    day=st.sampled_from(("2025.03.18", "2025.03.19", "")),
    topic=st.sampled_from(("测流仪器", "测流", "测流仪器授课", "缆道")),
    category=st.sampled_from(("理论授课", "实操培训")),
    evidence=st.sampled_from(("", *FOLDERS, "C1-20250318-01", "学习记录表", "没有")),
)


def key(found: Tie) -> tuple[object, ...]:
    item = found.item.path if found.item else ""
    return repr(found.entry), found.hold, item, sorted(found.records), found.fitting


@given(st.lists(ROWS, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_entries_and_items_does_not_matter(
    rows: list[LedgerEntry], dice: Random
) -> None:
    things, shuffled = [*THINGS], [*rows]
    dice.shuffle(things)
    dice.shuffle(shuffled)

    there = ties_of(TRAINING, rows, holding(*THINGS))
    here = ties_of(TRAINING, shuffled, holding(*things))

    assert sorted(map(key, here), key=repr) == sorted(map(key, there), key=repr)


@given(st.lists(ROWS, max_size=4), ROWS)
def test_a_further_entry_never_makes_another_lose_what_it_cites(
    rows: list[LedgerEntry], further: LedgerEntry
) -> None:
    filed = holding(*THINGS)

    before = ties_of(TRAINING, rows, filed)
    after = ties_of(TRAINING, [*rows, further], filed)

    for one, other in zip(before, after, strict=False):
        if one.hold is Hold.CITED:
            assert other == one
