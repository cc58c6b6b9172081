"""``item.toml``: Chinese and English keys, and mistakes that leave the other keys in force."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.elements import Element, Origin
from archivist.model.item import Description, Paper
from archivist.model.plan import Retention
from archivist.store.item_file import KEYS, load_description


def read(folder: Path, text: str) -> tuple[Description, str]:
    path = folder / "item.toml"
    path.write_text(text, encoding="utf-8")
    return load_description(path, "案卷/item.toml")


def stated(description: Description) -> dict[Element, list[str]]:
    found: dict[Element, list[str]] = {}
    for reading in description.readings:
        assert reading.origin is Origin.ITEM
        found.setdefault(reading.element, []).append(reading.text)
    return found


@pytest.mark.parametrize("chinese", [True, False], ids=["Chinese", "English"])
def test_every_key_is_read(chinese: bool, tmp_path: Path) -> None:
    values = {
        "cause": '"授课"',
        "event_date": '"2025.03.18"',
        "shooting_date": "2025-03-19",
        "place": '"会议室"',
        "people": '["徐宏伟(领衔人)", "姜杰"]',
        "source": '"白淼"',
        "background": '"新设备到站"',
        "photographer": '"雷宇"',
        "caption": '"徐宏伟讲解流速仪"',
        "material": '"讲义"',
        "kind": '"文档"' if chinese else '"document"',
        "paper": '{ "盒" = "06-1", "页数" = 12 }' if chinese else '{ box = "06-1", pages = 12 }',
        "retention": '"30年"' if chinese else '"30-years"',
    }
    names = {english: f'"{key}"' for key, english in KEYS.items()} if chinese else {}
    lines = [f"{names.get(key, key)} = {value}" for key, value in values.items()]
    description, mistakes = read(tmp_path, "\n".join(lines))
    assert not mistakes
    assert stated(description) == {
        Element.CAUSE: ["授课"],
        Element.EVENT_DATE: ["2025.03.18"],
        Element.SHOOTING_DATE: ["2025.03.19"],
        Element.PLACE: ["会议室"],
        Element.PEOPLE: ["徐宏伟(领衔人)", "姜杰"],
        Element.SOURCE: ["白淼"],
        Element.BACKGROUND: ["新设备到站"],
        Element.PHOTOGRAPHER: ["雷宇"],
        Element.CAPTION: ["徐宏伟讲解流速仪"],
    }
    assert description.materials == ("讲义",)
    assert description.kind == "document"
    assert description.paper == Paper(box="06-1")
    assert (description.pages, description.retention) == (12, Retention.YEARS_30)


@pytest.mark.parametrize(
    ("line", "retention"),
    [
        ('"保管期限" = "永久"', Retention.PERMANENT),
        ('"保管期限" = " 10 年"', Retention.YEARS_10),
        ('retention = "permanent"', Retention.PERMANENT),
        ('retention = ""', None),
    ],
)
def test_the_retention_is_stated_as_people_write_it(
    tmp_path: Path, line: str, retention: Retention | None
) -> None:
    description, mistakes = read(tmp_path, line)
    assert (description.retention, mistakes) == (retention, "")


@pytest.mark.parametrize(
    "line",
    ['"保管期限" = "长期"', '"保管期限" = 30', 'retention = "30"'],
    ids=["word", "number", "bare"],
)
def test_another_retention_is_a_mistake(tmp_path: Path, line: str) -> None:
    description, mistakes = read(tmp_path, line)
    assert description.retention is None
    assert line.split(" ", maxsplit=1)[0].strip('"') in mistakes


def test_pages_alone_state_no_box(tmp_path: Path) -> None:
    description, mistakes = read(tmp_path, '"纸质" = { "页数" = 0 }')
    assert (description.paper, description.pages, mistakes) == (None, 0, "")


@pytest.mark.parametrize("pages", ["-1", "1.5", '"12"', "true", "100001", "[1]"])
def test_pages_are_a_whole_number(tmp_path: Path, pages: str) -> None:
    description, mistakes = read(tmp_path, f'"纸质" = {{ "盒" = "06-1", "页数" = {pages} }}')
    assert (description.paper, description.pages) == (Paper(box="06-1"), None)
    assert "页数" in mistakes


@pytest.mark.parametrize(
    ("value", "element", "texts"),
    [
        ('"无具体人物"', Element.PEOPLE_STATUS, ["none-particular"]),
        ('"none"', Element.PEOPLE_STATUS, ["none-particular"]),
        ('"不详"', Element.PEOPLE_STATUS, ["unknown"]),
        ('"徐宏伟(领衔人)"', Element.PEOPLE, ["徐宏伟(领衔人)"]),
    ],
)
def test_people_are_stated_in_several_ways(
    value: str, element: Element, texts: list[str], tmp_path: Path
) -> None:
    description, mistakes = read(tmp_path, f"people = {value}")
    assert not mistakes
    assert stated(description) == {element: texts}


def test_an_empty_list_of_people_says_nothing(tmp_path: Path) -> None:
    description, _mistakes = read(tmp_path, "people = []")
    assert stated(description) == {}


def test_a_volume_answers_several_materials(tmp_path: Path) -> None:
    description, mistakes = read(tmp_path, '"材料" = ["日常管理制度", "13.study"]')
    assert not mistakes
    assert description.materials == ("日常管理制度", "13.study")


def test_one_file_says_its_own(tmp_path: Path) -> None:
    description, mistakes = read(
        tmp_path,
        '"地点" = "甲"\n["文件"."签到表.jpg"]\n"类型" = "文档"\n"纸质" = { "无" = "电子" }\n',
    )
    assert not mistakes
    described = description.files["签到表.jpg"]
    assert described.kind == "document"
    assert described.paper == Paper(none_because="电子")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param('"地址" = "甲"', ["地址", "地点"], id="near key"),
        pytest.param("place = 3", ["place", "quotes"], id="number"),
        pytest.param('"地点" = ["甲"]', ["地点", "quotes"], id="list, in the user's own key"),
        pytest.param("people = 3", ["people", "list"], id="people"),
        pytest.param("people = [1]", ["people", "list"], id="people of numbers"),
        pytest.param('kind = "photo"', ["kind", "document"], id="kind"),
        pytest.param('paper = "盒 1"', ["paper", "盒"], id="paper"),
        pytest.param("paper = { shelf = 1 }", ["paper.shelf"], id="paper's key"),
        pytest.param("files = 3", ["files"], id="files"),
        pytest.param('files."a.jpg" = 3', ["files.a.jpg"], id="file"),
        pytest.param('[files."a.jpg".files."b"]\nplace = "x"', ["files.a.jpg.files"], id="nested"),
        pytest.param('place = "a"\n"地点" = "b"', ["地点", "twice"], id="both languages"),
        pytest.param("地点 = “甲”\nplace ＝ 3", ["line 1", "地点", "line 2"], id="no TOML"),
        pytest.param(f'place = "{"长" * 20_000}"', ["place"], id="endless"),
    ],
)
def test_mistakes_are_named_in_one_text(text: str, told: list[str], tmp_path: Path) -> None:
    _description, mistakes = read(tmp_path, text)
    assert all(word in mistakes for word in told), mistakes


def test_a_mistake_in_one_key_leaves_the_others_in_force(tmp_path: Path) -> None:
    description, mistakes = read(tmp_path, 'place = 3\ncause = "授课"\nsource = []')
    assert stated(description) == {Element.CAUSE: ["授课"]}
    assert "place" in mistakes
    assert "source" in mistakes


def test_a_file_that_is_gone_says_nothing(tmp_path: Path) -> None:
    description, mistakes = load_description(tmp_path / "item.toml", "item.toml")
    assert description == Description()
    assert mistakes


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*KEYS, *KEYS.values()]), _VALUES))
def test_any_value_is_read_or_named(tables: dict[str, object]) -> None:
    from archivist.store.item_file import _Reader  # noqa: PLC0415

    reader = _Reader()
    assert isinstance(reader.description(tables, ""), Description)
