"""Near misses: what may have been meant, of which each finds something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.query import And, Not, Text
from archivist.store.index.near import MOST, distance_within
from archivist.store.index.reading import Index
from tests.store.index.indexes import a_record, an_index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    records = (
        a_record("测流仪器理论授课", "calibration 报告", people=("徐宏伟", "张三")),
        a_record("总结", place="三楼会议室", code="C1-20220125-01", cause="水文监测"),
        a_record("会议事项", people=("徐佳伟",)),
        a_record("一", item="20220301 安全检查"),
        a_record("20250210雷达测速枪(新)操作", people=("高志鹏(领队)",)),
        a_record("从流速看水位", item="20250210_流速仪座谈记录汇总"),
        *(a_record(f"附件{number}", f"abc{number}") for number in range(30)),
    )
    with an_index(tmp_path_factory.mktemp("near"), *records) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("测硫仪", "测流仪", id="wrong homophone"),
        pytest.param("徐红伟", "徐宏伟", id="a name that sounds so comes first"),
        pytest.param("测仪流", "测流仪", id="swapped"),
        pytest.param("测流仪理论", "测流仪器理论", id="missing"),
        pytest.param("水文文监测", "水文监测", id="too many"),
        pytest.param("会义室", "会议室", id="in a place"),
        pytest.param("安全俭查", "安全检查", id="in an item"),
        pytest.param("理伦首课", "理论授课", id="two that sound so"),
        pytest.param("測硫儀", "测流仪", id="traditional"),
        pytest.param("座淡记录", "座谈记录", id="a wrong word in a longer title"),
        pytest.param("高志朋", "高志鹏", id="a name before a bracket"),
        pytest.param("高志朋(领队)", "高志鹏(领队)", id="a name with a bracket"),
        pytest.param("雷达测素枪", "雷达测速枪", id="between a number and a bracket"),
        pytest.param("雷达测宿枪", "雷达测速枪", id="unlike in sound"),
        pytest.param("测硫", "测流", id="two characters"),
        pytest.param("理伦授课", "理论授课", id="inside"),
        pytest.param("calibraton", "calibration", id="a word"),
        pytest.param("aclibration", "calibration", id="its begin swapped"),
        pytest.param("C1-20220125-02", "c1-20220125-01", id="a code"),
    ],
)
def test_what_was_meant_comes_first(text: str, expected: str, index: Index) -> None:
    assert index.near(text)[:1] == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        *("", "测", "没有人知道", "xyzzy", "，，，", "测" * 41, "a", "王麻子"),
        *("2025.02.11", "9", "99", "20250211", "2025年2月11日", "2-1"),
    ],
)
def test_nothing_is_near(text: str, index: Index) -> None:
    assert index.near(text) == ()


@pytest.mark.parametrize(
    ("text", "scrap"),
    [
        ("高志鹏领", "高志鹏(领"),
        ("流速义", "流速看"),
        ("雷达测速抢", "达测速枪"),
        ("理仑授课", "器理论授课"),
        ("水流仪", "流仪"),
        ("测流仪器理仑", "流仪器理论"),
        ("20250210座", "20250210"),
    ],
)
def test_a_scrap_is_no_suggestion(text: str, scrap: str, index: Index) -> None:
    assert scrap not in index.near(text)


def test_whole_things_come_first(tmp_path: Path) -> None:
    records = (
        a_record("高志朋友情况", people=("高志鹏",)),
        a_record("高志鹊观察", "高志鹏"),
    )
    with an_index(tmp_path, *records) as opened:
        assert opened.near("高志彭")[0] == "高志鹏"


def test_suggestions_are_few_and_each_finds_something(index: Index) -> None:
    for text in ("abcd", "附件99", "徐伟伟", "abc99"):
        near = index.near(text)
        assert 0 < len(near) <= MOST
        assert text not in near
        for each in near:
            assert index.search(Text(each)).total > 0


def test_a_search_that_finds_nothing_suggests(index: Index) -> None:
    assert index.search(Text("测硫仪")).suggestions == ("测流仪",)
    both = And((Text("总结"), Text("徐红伟"), Not(Text("没有"))))
    assert index.search(both).suggestions[0] == "徐宏伟"
    assert index.search(And((Text("总结"), Text("徐宏伟")))).suggestions == ()
    assert index.search(Text("测流仪")).suggestions == ()


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 3))
def test_the_distance_is_that_of_the_whole_table(one: str, other: str, most: int) -> None:
    assert distance_within(one, other, most) == min(_distance(one, other), most + 1)


def _distance(one: str, other: str) -> int:
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            cost = int(one[i - 1] != other[j - 1])
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + cost)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]
