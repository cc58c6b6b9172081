"""Changing an ``item.toml``: what is set is stated afterwards, and what cannot be is told."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import InvalidFileError
from archivist.model.days import dotted
from archivist.model.elements import DAYS, Element, Origin
from archivist.model.item import Description
from archivist.store.item_file import KEYS, load_description
from archivist.store.item_writing import HEADER, with_elements, with_materials

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


def read(text: str) -> tuple[Description, str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "item.toml"
        path.write_text(text, encoding="utf-8", newline="")
        return load_description(path, "item.toml")


def stated(description: Description) -> dict[Element, list[str]]:
    found: dict[Element, list[str]] = {}
    for reading in description.readings:
        assert reading.origin is Origin.ITEM
        found.setdefault(reading.element, []).append(reading.text)
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"文件" = { }\n', "a"),
        ('"文件" = { "a" = { "类型" = "文档" } }\n', "a"),
        ('"文件" = { "b" = { "类型" = "文档" } }\n', "a"),
        ('"文件"."b"."地点" = "x"\n', "a"),
        ('"文件"."a"."地点" = "x"\n', "a"),
        ('["文件"]\n"b"."地点" = "x"\n[z]\n["文件"."c"]\n', "a"),
        ('[files]\na.kind = "image"\n[z]\n', "a"),
    ],
)
def test_a_file_is_described_however_the_others_are(text: str, name: str) -> None:
    new = with_elements(text, {Element.CAUSE: "授课"}, name=name)
    described = read(new)[0].files[name]
    assert stated(described)[Element.CAUSE] == ["授课"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("地点 = “甲”\nplace ＝ 3", ["line 1", "line 2", "地点"], id="usual mistakes"),
        pytest.param("a = 1\na = 2", ["line 2"], id="twice"),
        pytest.param("a = [", ["line 1"], id="not ended"),
        pytest.param('place = "x"\nb = ' + "[" * 5000, ["item.toml"], id="deep"),
        pytest.param(".".join("a" * 3000) + " = 1", ["too large"], id="endless key"),
        pytest.param("# " + "x" * 4_200_000, ["too large"], id="large"),
        pytest.param("a = [\n" + "[1],\n" * 200 + "]\n[b]\n", ["without loss"], id="many lists"),
        pytest.param('["事由"]\nx = 1\n[b]\n', ["without loss"], id="a table as cause"),
        pytest.param('[["文件"]]\nx = 1\n', ["without loss"], id="a list as files"),
    ],
)
def test_what_cannot_be_changed_is_told(text: str, told: list[str]) -> None:
    name = "a.jpg" if "文件" in text else ""
    with pytest.raises(InvalidFileError) as caught:
        with_elements(text, {Element.CAUSE: "授课"}, name=name)
    assert all(word in caught.value.message for word in ["item.toml", *told]), caught.value.message


def test_what_tomlkit_cannot_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_text: str) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(tomlkit, "parse", fail)
    with pytest.raises(InvalidFileError):
        with_elements(TEXT, {Element.PLACE: "x"})


def test_a_saving_date_is_nothing_that_an_item_states() -> None:
    with pytest.raises(ValueError, match="saving_date"):
        with_elements("", {Element.SAVING_DATE: "2022.01.25"})


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda text: (
        text.strip() not in {"", "无具体人物", "不详", "none", "none-particular", "无", "unknown"}
    )
)
_SETTABLE = [Element(key) for key in KEYS.values() if key in set(Element)]
_OF_EACH: dict[Element, st.SearchStrategy[str | tuple[str, ...]]] = {
    **dict.fromkeys(_SETTABLE, _WORDS),
    **{day: st.dates().map(dotted) for day in DAYS if day in _SETTABLE},
    Element.PEOPLE: st.lists(_WORDS, max_size=3).map(tuple),
}
_CHANGES = st.lists(st.sampled_from(_SETTABLE), unique=True).flatmap(
    lambda chosen: st.fixed_dictionaries({element: _OF_EACH[element] for element in chosen})
)
_NAMES = st.sampled_from(["", "C1-20250318-02.jpg", "签到表.jpg"]) | _WORDS


@settings(max_examples=50, deadline=None)
@given(st.sampled_from([TEXT, "", TEXT.replace("\n", "\r\n")]), _CHANGES, _NAMES)
def test_what_is_set_is_stated_and_the_rest_stays(text: str, changes: Changes, name: str) -> None:
    new = with_elements(text, changes, name=name)
    before, after = read(text)[0], read(new)[0]
    assert (after.materials, after.kind, after.paper) == (before.materials, "", None)
    expected = stated(before.files.get(name, Description()) if name else before)
    for element, value in changes.items():
        if element is Element.PEOPLE:
            expected.pop(Element.PEOPLE_STATUS, None)
        texts = [value] if isinstance(value, str) else value
        expected[element] = [each.strip() for each in texts]
    found = stated(after.files.get(name, Description()) if name else after)
    removed = {element for element, texts in expected.items() if not texts}
    assert found == {e: t for e, t in expected.items() if e not in removed}
    others = before.files.keys() - {name}
    assert {each: after.files[each] for each in others} == {e: before.files[e] for e in others}
    comments = {line.partition("#")[2] for line in text.split("\n") if "#" in line}
    gone = {" 三楼", " 空镜"}  # a removed key takes along what was said of it
    assert all(comment.rstrip("\r") in gone or f"#{comment}" in new for comment in comments)


@settings(max_examples=50, deadline=None)
@given(_CHANGES, _NAMES)
def test_setting_the_same_again_changes_nothing(changes: Changes, name: str) -> None:
    once = with_elements(TEXT, changes, name=name)
    assert with_elements(once, changes, name=name) == once


_SAID = {"讲义.pptx": "讲义", "a.jpg": "学习记录表"}


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from([TEXT, "", TEXT.replace("\n", "\r\n"), '"文件" = { "a" = { } }\n']),
    st.dictionaries(_NAMES.filter(bool), _WORDS.map(str.strip), max_size=4),
)
def test_materials_are_stated_of_the_files_and_the_rest_stays(
    text: str, materials: Mapping[str, str]
) -> None:
    new = with_materials(text, materials)
    before, after = read(text)[0], read(new)[0]
    found = {name: after.files[name].materials for name in materials}
    assert found == {name: (material,) for name, material in materials.items()}
    assert (after.materials, after.readings) == (before.materials, before.readings)
    for name, described in before.files.items():
        assert after.files[name].readings == described.readings
        assert name in materials or after.files[name] == described
    assert with_materials(new, materials) == new
    lines = iter(new.splitlines())
    assert "{" in text or all(line in lines for line in text.splitlines()), "in their order"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param(
            "",
            HEADER + '\n["文件"."讲义.pptx"]\n"材料" = "讲义"\n\n'
            '["文件"."a.jpg"]\n"材料" = "学习记录表"\n',
            id="new",
        ),
        pytest.param(
            '[files."a.jpg"] # 甲\nmaterial = ["x", \'学习记录表\']\n',
            '[files."a.jpg"] # 甲\nmaterial = ["x", \'学习记录表\']\n\n'
            '[files."讲义.pptx"]\n"材料" = "讲义"\n',
            id="said already",
        ),
        pytest.param(
            '["文件"."a.jpg"]\n"材料" = "x" # 乙\n["文件"."讲义.pptx"]\n"地点" = "y"\n',
            '["文件"."a.jpg"]\n"材料" = "学习记录表" # 乙\n'
            '["文件"."讲义.pptx"]\n"地点" = "y"\n"材料" = "讲义"\n',
            id="of files that are described",
        ),
    ],
)
def test_materials_stand_in_the_table_of_their_file(text: str, result: str) -> None:
    assert with_materials(text, _SAID) == result


@pytest.mark.parametrize(
    "text",
    ["a = [", '[["文件"]]\nx = 1\n', "# " + "x" * 4_194_290],
    ids=["broken", "list", "large"],
)
def test_materials_that_cannot_be_stated_are_told(text: str) -> None:
    with pytest.raises(InvalidFileError):
        with_materials(text, _SAID)


def test_many_materials_are_stated_in_time() -> None:
    said = {f"{number}.docx": "讲义" for number in range(5_000)}
    assert len(read(with_materials(TEXT, said))[0].files) == 5_002
