"""Changing an ``item.toml``: what is set changes, byte for byte nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import pytest

from archivist.errors import InvalidFileError
from archivist.model.elements import Element
from archivist.store.item_boxing import with_box
from archivist.store.item_writing import HEADER, with_elements

Changes = Mapping[Element, str | tuple[str, ...]]
TEXT = """# 测流仪器授课
"地点" = "会议室"   # 三楼
people = ["徐宏伟(领衔人)"]
"材料" = ["讲义"]

# 只有这一张不同
["文件"."C1-20250318-02.jpg"]
"人物" = "无具体人物"   # 空镜

["文件"."签到表.jpg"]
"类型" = "文档"
"""


CASES: dict[str, tuple[str, str, Changes, str]] = {
    "replaced, with its comment": (
        TEXT,
        "",
        {Element.PLACE: "二楼"},
        TEXT.replace('"会议室"', '"二楼"'),
    ),
    "replaced under its English key": (
        TEXT,
        "",
        {Element.PEOPLE: ("姜杰", "白淼(组长)")},
        TEXT.replace('["徐宏伟(领衔人)"]', '["姜杰", "白淼(组长)"]'),
    ),
    "new, before the first table and its comment": (
        TEXT,
        "",
        {Element.SOURCE: "白淼", Element.CAUSE: "授课"},
        TEXT.replace('["讲义"]\n', '["讲义"]\n"事由" = "授课"\n"来源" = "白淼"\n'),
    ),
    "removed": (TEXT, "", {Element.PLACE: ""}, TEXT.replace('"地点" = "会议室"   # 三楼\n', "")),
    "removed where it never was": (TEXT, "", {Element.CAUSE: " ", Element.SOURCE: ()}, TEXT),
    "nobody in particular": (
        TEXT,
        "",
        {Element.PEOPLE: (), Element.PEOPLE_STATUS: "none-particular"},
        TEXT.replace('["徐宏伟(领衔人)"]', '"无具体人物"'),
    ),
    "unknown": (
        TEXT,
        "",
        {Element.PEOPLE: "unknown"},
        TEXT.replace('["徐宏伟(领衔人)"]', '"不详"'),
    ),
    "named says nothing new": (TEXT, "", {Element.PEOPLE_STATUS: "named"}, TEXT),
    "no status removes a status": (
        TEXT,
        "C1-20250318-02.jpg",
        {Element.PEOPLE_STATUS: ""},
        TEXT.replace('"人物" = "无具体人物"   # 空镜\n', ""),
    ),
    "one file's own": (
        TEXT,
        "C1-20250318-02.jpg",
        {Element.PEOPLE: ("姜杰",)},
        TEXT.replace('"无具体人物"', '["姜杰"]'),
    ),
    "new for a file that is described": (
        TEXT,
        "签到表.jpg",
        {Element.CAPTION: "签到"},
        TEXT + '"说明" = "签到"\n',
    ),
    "new for a file in the middle": (
        TEXT,
        "C1-20250318-02.jpg",
        {Element.CAPTION: "空镜"},
        TEXT.replace("# 空镜\n", '# 空镜\n"说明" = "空镜"\n'),
    ),
    "new for a file that is not described": (
        TEXT,
        'a"b.jpg',
        {Element.BACKGROUND: "新设备"},
        TEXT + '\n["文件"."a\\"b.jpg"]\n"背景" = "新设备"\n',
    ),
    "nothing new for a file that is not described": (TEXT, "b.jpg", {Element.CAUSE: ""}, TEXT),
    "English tables": (
        '[files."a.jpg"]\ncause = "x"\n',
        "b.jpg",
        {Element.CAUSE: "y"},
        '[files."a.jpg"]\ncause = "x"\n\n[files."b.jpg"]\n"事由" = "y"\n',
    ),
    "Windows' line ends": (
        TEXT.replace("\n", "\r\n"),
        "",
        {Element.CAUSE: "授课"},
        TEXT.replace('["讲义"]\n', '["讲义"]\n"事由" = "授课"\n').replace("\n", "\r\n"),
    ),
    "mixed line ends": (
        'a = 1\r\nb = 2\n"地点" = "x"\r\n',
        "",
        {Element.PLACE: "y"},
        'a = 1\r\nb = 2\n"地点" = "y"\r\n',
    ),
    "byte order mark": ('\ufeff"地点" = "x"', "", {Element.PLACE: "y"}, '\ufeff"地点" = "y"'),
    "no line end at the end": (
        '"地点" = "x"',
        "",
        {Element.CAUSE: "y"},
        '"地点" = "x"\n"事由" = "y"\n',
    ),
    "no line end at the end of a table": (
        '["文件"."a"]\n"地点" = "x"',
        "b",
        {Element.CAUSE: "y"},
        '["文件"."a"]\n"地点" = "x"\n\n["文件"."b"]\n"事由" = "y"\n',
    ),
    "new file": ("", "", {Element.CAUSE: "授课"}, HEADER + '"事由" = "授课"\n'),
    "new file for one image": (
        " \n",
        "a.jpg",
        {Element.CAUSE: "授课"},
        HEADER + '\n["文件"."a.jpg"]\n"事由" = "授课"\n',
    ),
    "table at the top": (
        '["文件"."a"]\n"地点" = "x"\n',
        "",
        {Element.CAUSE: "y"},
        '"事由" = "y"\n\n["文件"."a"]\n"地点" = "x"\n',
    ),
    "head comment, then a table with its own": (
        "# 总说明\n\n# 甲\n[x]\n",
        "",
        {Element.CAUSE: "y"},
        '# 总说明\n"事由" = "y"\n\n# 甲\n[x]\n',
    ),
    "a list whose lines look like tables": (
        'm = [\n  ["a"],\n["b"],\n]\n[x]\ny = 1\n',
        "",
        {Element.CAUSE: "y"},
        'm = [\n  ["a"],\n["b"],\n]\n"事由" = "y"\n\n[x]\ny = 1\n',
    ),
    "a text whose end looks like a comment": (
        'm = """\n# b """\n[x]\n',
        "",
        {Element.CAUSE: "y"},
        'm = """\n# b """\n"事由" = "y"\n\n[x]\n',
    ),
    "inline tables": (
        '"文件" = { "a" = { "地点" = "x" } }\n',
        "a",
        {Element.PLACE: "y"},
        '"文件" = { "a" = { "地点" = "y" } }\n',
    ),
    "dotted keys": (
        '"文件"."a"."地点" = "x"\n',
        "a",
        {Element.PLACE: "y"},
        '"文件"."a"."地点" = "y"\n',
    ),
    "both spellings": (
        'cause = "a"\n"事由" = "b"\n',
        "",
        {Element.CAUSE: "c"},
        '"事由" = "c"\n',
    ),
    "a day in another form": (
        "event_date = 2025-03-18 # 周二\n",
        "",
        {Element.EVENT_DATE: "2025年3月19日", Element.SHOOTING_DATE: "2025.03.20 10:00:00"},
        'event_date = "2025.03.19" # 周二\n"拍摄日期" = "2025.03.20"\n',
    ),
    "no day at all": ("", "", {Element.EVENT_DATE: "春天"}, HEADER + '"事件日期" = "春天"\n'),
    "a number that is none": (
        'x = nan\n"地点" = "a"\n',
        "",
        {Element.PLACE: "b"},
        'x = nan\n"地点" = "b"\n',
    ),
    "characters that need care": (
        "",
        "",
        {Element.CAUSE: 'a"b\\c\nd\x7f\ud800'},
        HEADER + '"事由" = "a\\"b\\\\c\\nd\\u007f"\n',
    ),
}


@pytest.mark.parametrize(("text", "name", "changes", "result"), CASES.values(), ids=CASES)
def test_only_what_is_set_changes(text: str, name: str, changes: Changes, result: str) -> None:
    assert with_elements(text, changes, name=name) == result
    tomllib.loads(result.removeprefix("\ufeff"))


BOXED: dict[str, tuple[str, str]] = {
    "new file": ("", HEADER + '"纸质" = { "盒" = "06-1" }\n'),
    "before the tables": (
        TEXT,
        TEXT.replace('"材料" = ["讲义"]\n', '"材料" = ["讲义"]\n"纸质" = { "盒" = "06-1" }\n'),
    ),
    "Windows line ends": ("a = 1\r\n", 'a = 1\r\n"纸质" = { "盒" = "06-1" }\r\n'),
    "beside the pages": (
        '"纸质" = { "页数" = 3 } # 数过\n',
        '"纸质" = { "页数" = 3, "盒" = "06-1"} # 数过\n',
    ),
    "in a table": ("[paper]\npages = 3\n", '[paper]\npages = 3\n"盒" = "06-1"\n'),
    "English": ('paper = { box = "" }\n', 'paper = { box = "06-1" }\n'),
    "with a mark": ("\ufeffa = 1\n", '\ufeffa = 1\n"纸质" = { "盒" = "06-1" }\n'),
}


@pytest.mark.parametrize(("text", "wanted"), BOXED.values(), ids=BOXED)
def test_a_box_is_stated_and_nothing_else_changes(text: str, wanted: str) -> None:
    assert with_box(text, "06-1") == wanted


@pytest.mark.parametrize("box", ["A/1", "📦" * 100, '"x" = [', "line\nbreak", "\\"])
def test_any_number_of_a_box_is_read_back(box: str) -> None:
    assert tomllib.loads(with_box(TEXT, box))["纸质"] == {"盒": box}


@pytest.mark.parametrize(
    "text",
    ['"纸质" = "06-1"\n', "a = \n", "# " + "长" * 1_400_000],
    ids=["no table", "no TOML", "too large"],
)
def test_a_box_is_not_stated_where_something_would_be_lost(text: str) -> None:
    with pytest.raises(InvalidFileError):
        with_box(text, "06-1")
