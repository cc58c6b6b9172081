"""The 照片登记表: out to people and back, in either language."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.cli.language import speak
from archivist.formats import register_sheet as module
from archivist.formats.apart import Apart
from archivist.formats.register_columns import TITLES, Choices, register_columns, status_of
from archivist.formats.register_sheet import (
    PhotoRow,
    RegisterRow,
    read_register,
    write_register,
)
from archivist.formats.row_key import parse_row_key, row_key
from archivist.formats.table import Cell, CellState
from archivist.formats.workbook.cells import read_cells
from archivist.model.elements import Element, PeopleStatus
from tests.formats.pictures import encoded, noise

PATH = "测流创新工作室/06 培训学习资料/20220125 授课/C1-20220125-01.jpg"


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Apart, "ask", lambda _self, job, _most: read_cells(Path(job[1])))
    yield
    speak("en")


def there_and_back(tmp_path: Path, *rows: PhotoRow) -> tuple[RegisterRow, ...]:
    target = tmp_path / "登记表.xlsx"
    write_register(target, rows, Choices(people=("杨涛",)), archive="库")
    return read_register(target)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_register_comes_back_as_it_went(language: str, tmp_path: Path) -> None:
    speak(language)
    stated = {
        Element.CAUSE: "测流仪器理论授课",
        Element.EVENT_DATE: "2022.01.25",
        Element.SHOOTING_DATE: "2022.01.25",
        Element.PLACE: "实训基地",
        Element.PEOPLE: "徐宏伟(领衔人)、杨涛",
        Element.SOURCE: "杨涛",
        Element.BACKGROUND: "=1+1",
        Element.PHOTOGRAPHER: "杨涛",
        Element.CAPTION: "第一行\n第二行",
    }
    row = PhotoRow(path=PATH, values=stated, sha256="ab" * 32, thumbnail=encoded(noise(), "JPEG"))
    (found,) = there_and_back(tmp_path, row)
    assert (found.path, found.sha256, found.checked) == (PATH, "ab" * 8, False)
    assert found.values == stated


def test_a_register_written_in_one_language_is_read_in_the_other(tmp_path: Path) -> None:
    for written, read in (("zh_CN", "en"), ("en", "zh_CN")):
        speak(written)
        target = tmp_path / f"{written}.xlsx"
        write_register(target, [PhotoRow(path=PATH, values={Element.CAUSE: "授课"})])
        speak(read)
        assert read_register(target)[0].values[Element.CAUSE] == "授课"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_plain_table_with_titles_in_either_language_is_read(
    language: str, tmp_path: Path
) -> None:
    speak(language)
    for at in (0, 1):
        path = tmp_path / f"{at}.csv"
        titles = [each[at] for key, each in TITLES.items() if key in {"path", *Element}]
        path.write_text(",".join(titles) + "\nx.jpg" + ",v" * 9 + "\n", encoding="gb18030")
        (row,) = read_register(path)
        assert (row.path, row.sha256) == ("x.jpg", "")
        assert set(row.values.values()) == {"v"}
        assert len(row.values) == 9


def test_titles_of_other_registers_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("文件名/路径,题名,摄影人,已核对\nx.jpg,授课,杨涛,是\n", encoding="utf-8")
    (row,) = read_register(path)
    assert row.values == {Element.CAUSE: "授课", Element.PHOTOGRAPHER: "杨涛"}
    assert row.checked


def test_no_two_columns_share_a_title() -> None:
    titles = [title.casefold() for c in register_columns(Choices()) for title in {c.title, *c.also}]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("status", [PeopleStatus.NONE_PARTICULAR, PeopleStatus.UNKNOWN])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nobody_in_particular_is_a_statement(
    language: str, status: PeopleStatus, tmp_path: Path
) -> None:
    speak(language)
    row = PhotoRow(path=PATH, values={Element.PEOPLE_STATUS: status.value})
    found = there_and_back(tmp_path, row)[0].values
    assert (found[Element.PEOPLE], found[Element.PEOPLE_STATUS]) == ("", status.value)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("无具体人物", PeopleStatus.NONE_PARTICULAR),
        ("None", PeopleStatus.NONE_PARTICULAR),
        ("不详", PeopleStatus.UNKNOWN),
        ("杨涛", None),
        ("", None),
    ],
)
def test_a_status_is_told_from_a_name(text: str, status: PeopleStatus | None) -> None:
    assert status_of(text) is status


def cells(**of: object) -> dict[str, Cell]:
    return module._cells(1, PhotoRow(path=PATH, **of))  # type: ignore[arg-type]


def test_a_statement_goes_before_a_guess_and_a_guess_before_a_gap() -> None:
    made = cells(
        values={Element.CAUSE: "授课"},
        proposals={Element.CAUSE: "别的", Element.SHOOTING_DATE: "2022:01:25 10:15:00"},
        missing=frozenset({Element.SHOOTING_DATE, Element.PLACE, Element.PEOPLE_STATUS}),
        note="微信压缩图",
    )
    assert made[Element.CAUSE] == Cell("授课", CellState.GIVEN)
    assert made[Element.SHOOTING_DATE] == Cell("2022.01.25", CellState.PROPOSED)
    assert made[Element.PLACE] == Cell("", CellState.MISSING)
    assert made[Element.PEOPLE] == Cell("", CellState.MISSING)
    assert made[Element.SOURCE] == Cell("", CellState.GIVEN)
    assert made["hints"].text == "Fill in: Place, People\nCheck: Shooting date\n微信压缩图"
    assert made["checked"].state is CellState.MISSING


def test_a_row_without_guesses_needs_no_check() -> None:
    made = cells(values={Element.EVENT_DATE: "去年"})
    assert made[Element.EVENT_DATE] == Cell("去年", CellState.GIVEN)
    assert "checked" not in made
    assert made["hints"].text == ""


def test_each_studio_has_its_sheet(tmp_path: Path) -> None:
    rows = [PhotoRow(path=f"{name}/a.jpg", studio=name) for name in ("甲", "乙", "甲")]
    found = there_and_back(tmp_path, *rows)
    assert [(row.sheet, row.path) for row in found] == [
        ("甲", "甲/a.jpg"),
        ("甲", "甲/a.jpg"),
        ("乙", "乙/a.jpg"),
    ]


def test_a_register_of_nothing_is_still_a_register(tmp_path: Path) -> None:
    assert there_and_back(tmp_path) == ()


def test_the_same_register_is_the_same_file() -> None:
    row = PhotoRow(path=PATH, thumbnail=encoded(noise(), "JPEG"))
    first, second = io.BytesIO(), io.BytesIO()
    write_register(first, [row])
    write_register(second, [row])
    assert first.getvalue() == second.getvalue()


paths = st.text(st.characters(), min_size=1, max_size=60)


@given(paths, st.binary(min_size=0, max_size=32))
def test_a_key_names_its_file_whatever_that_is_called(path: str, digest: bytes) -> None:
    key = row_key(path, digest.hex())
    assert parse_row_key(key) == (path, digest.hex()[:16])
    assert key == key.strip()
    assert key.isprintable()


@pytest.mark.parametrize("text", ["", "x", "zz/x", "abc", "0123456789abcdef0/x"])
def test_what_is_no_key_names_nothing(text: str) -> None:
    assert parse_row_key(text) == ("", "")


def test_a_number_that_is_no_character_is_left_alone() -> None:
    assert parse_row_key("/a%ffffff;") == ("a%ffffff;", "")
