"""Whom a source names: the person, and never half of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.credit import credited, tells_photographer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张三摄", "张三"),
        ("张三 摄", "张三"),
        ("宣传科 李四摄", "李四"),
        ("宣传科李四摄", "李四"),
        ("宣传科科长 李四摄", "李四"),
        ("李四科长摄", "李四"),
        ("李淼(测流仪器组组长)摄", "李淼"),
        ("乌云其木格（资料员）摄影", "乌云其木格"),
        ("乌力吉布和摄", "乌力吉布和"),
        ("孟和巴图 摄", "孟和巴图"),
        ("班长 李四/摄", "李四"),
        ("本报记者 李四 摄", "李四"),
        ("通讯员李四摄", "李四"),
        ("李四（摄）", "李四"),
        ("王 小 明 摄", "王小明"),
        ("张三、李四摄", "张三、李四"),
        ("张三 李四摄", "张三、李四"),
        ("摄影：李四", "李四"),
        ("图/李四", "李四"),
        ("文/图 李四", "李四"),
        ("李四供稿", "李四"),
        ("宣传科供稿", "宣传科"),
        ("宣传科摄", "宣传科"),
        ("工会 李四提供", "李四"),
        ("Tom Smith摄", "Tom Smith"),
        ("徐宏伟(领衔人)", "徐宏伟"),
        ("徐宏伟(领衔人)、李明(组员)", "徐宏伟、李明"),
        ("欧阳娜娜摄", "欧阳娜娜"),
    ],
)
def test_the_person_is_named_alone(text: str, name: str) -> None:
    assert credited(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "李明",
        "李摄",
        "李 摄",
        "欧阳摄",
        "李拍摄",
        "王供稿",
        "巴图",
        "欧阳科文",
        "张主任",
        "水务局",
        "水务局 李四",
        "宣传科",
        "内蒙古 河套灌区",
        "河套灌区管理局(原解放闸局)",
        "摄影：",
        "摄",
        "",
        "甲" * 500 + "摄",
    ],
)
def test_a_name_or_an_organisation_stays_whole(text: str) -> None:
    assert credited(text) == text


def test_a_post_of_one_with_a_family_name_alone_stays() -> None:
    assert credited("张主任摄") == "张主任"
    assert credited("欧阳主任摄") == "欧阳主任"


@pytest.mark.parametrize("text", ["乌云其木格(资料员)扫描", "李四 翻拍"])
def test_who_copied_is_not_credited(text: str) -> None:
    assert credited(text) == ""


@pytest.mark.parametrize(
    ("text", "taken", "unit", "name"),
    [
        ("宣传科 李四", True, False, "李四"),
        ("宣传科 李四摄", False, True, "宣传科 李四"),
        ("班长 李四摄", False, True, "李四"),
        ("记者摄", False, False, "记者"),
        ("新华社记者摄", False, False, "新华社记者"),
        ("（甲）", True, False, "（甲）"),
    ],
)
def test_what_is_named_depends_on_what_is_asked(
    text: str, taken: bool, unit: bool, name: str
) -> None:
    assert credited(text, taken=taken, unit=unit) == name


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("李四摄", True),
        ("摄影者：李四", True),
        ("图/李四", True),
        ("李四供图", True),
        ("李四供稿", False),
        ("文/图 李四", False),
        ("李摄", False),
        ("水务局", False),
    ],
)
def test_who_took_pictures_is_told_apart(text: str, *, so: bool) -> None:
    assert tells_photographer(text) is so


@given(st.text(alphabet="张李三四欧阳摄供稿影(（)）/、 \n长科记者:：", max_size=40))
def test_any_source_is_read(text: str) -> None:
    named = credited(text)
    assert len(named) <= len(text)
    assert set(named) <= set(text) | {" ", "、"}
