"""Who took a picture, by its source: only where the source says that somebody took it."""

from __future__ import annotations

import pytest

from archivist.model.photographer import photographer_in


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("张三摄", "张三"),
        ("宣传科 张三摄", "张三"),
        ("李淼(测流仪器组组长)摄", "李淼"),
        ("乌云其木格（资料员）摄影", "乌云其木格"),
        ("李四（摄）", "李四"),
        ("摄影：李四", "李四"),
        ("图/李四", "李四"),
        ("文/图 李四", "李四"),
    ],
)
def test_who_took_it_is_named(source: str, name: str) -> None:
    assert photographer_in(source) == name


@pytest.mark.parametrize(
    "source",
    [
        "",
        "李明",
        "宣传科供稿",
        "李四供稿",
        "工会 李四提供",
        "李四翻拍",
        "李摄",
        "欧阳摄",
        "摄影：",
        "图书馆",
    ],
)
def test_who_supplied_or_copied_it_is_no_photographer(source: str) -> None:
    assert photographer_in(source) == ""
