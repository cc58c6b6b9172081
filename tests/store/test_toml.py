"""Files that people edit: every mistake named with its place and its cure, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.errors import ArchivistError, InvalidFileError, NotReadableError
from archivist.store.toml import MAX_BYTES, Mistake, read_toml

GOOD = 'name = "测流创新工作室"\n'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(GOOD.encode("utf-8"), id="utf-8"),
        pytest.param(GOOD.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(GOOD.encode("gb18030"), id="gb18030"),
        pytest.param(GOOD.encode("utf-16"), id="utf-16"),
        pytest.param(GOOD.replace("\n", "\r\n").encode("utf-8"), id="windows line ends"),
    ],
)
def test_notepads_encodings_are_understood(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    assert read_toml(path, "a.toml") == {"name": "测流创新工作室"}


@pytest.mark.parametrize(
    ("text", "places", "words"),
    [
        pytest.param("a = “甲”\n", ["line 1"], ['write it so: a = "甲"'], id="quotes"),
        pytest.param("a ＝ 1\n", ["line 1"], ["write it so: a = 1"], id="equals"),
        pytest.param('地点 = "甲"\n', ["line 1"], ['"地点" ='], id="bare Chinese key"),
        pytest.param("name = 甲\n", ["line 1"], ['write it so: name = "甲"'], id="no quotes"),
        pytest.param(
            "a = 甲\n", ["line 1"], ["without quotes", 'a = … or a = "甲"'], id="either kind"
        ),
        pytest.param(
            "row = 9号\n", ["line 1"], ['row = 9 or row = "9号"'], id="either kind, with a figure"
        ),
        pytest.param("size = 大\n", ["line 1"], ["a number, without quotes"], id="no number"),
        pytest.param("size = 9号\n", ["line 1"], ["write it so: size = 9"], id="a unit"),
        pytest.param("width = 9,5mm\n", ["line 1"], ["so: width = 9.5"], id="a comma and a unit"),
        pytest.param("fields = 页数\n", ["line 1"], ['so: fields = ["页数"]'], id="no list"),
        pytest.param("auto_file = 是\n", ["line 1"], ["true or false"], id="no choice"),
        pytest.param("since = 2022.03.01\n", ["line 1"], ['so: since = "2022.03.01"'], id="a day"),
        pytest.param("[a\n", ["line 1"], ["bracket"], id="bracket"),
        pytest.param('a = 1\n\nb = "x\n', ["line 3"], ["quotation mark"], id="end of a text"),
        pytest.param(
            '地点 = "甲"\na = 1\nb = “乙”\n# “x”\nc = "“fine”"\n',
            ["line 1", "line 3"],
            ['"地点" = "甲"', 'b = "乙"'],
            id="several at once",
        ),
        pytest.param("a = 1\na = 2\n", ["line 2"], ["twice"], id="key twice"),
        pytest.param("a = [1,\n\n", ["line 1"], ["behind ="], id="end of the file"),
        pytest.param(
            f"a = 1\nb = {'9' * 5000}\nc = 2\n", ["line 2"], ["not valid TOML"], id="endless number"
        ),
        pytest.param(
            '工作 室 = "甲"\nb = 2\n', ["line 1"], ['"工作 室" ='], id="key of two Chinese words"
        ),
    ],
)
def test_lines_that_are_wrong_are_named(
    text: str, places: list[str], words: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFileError) as caught:
        read_toml(path, "案卷/a.toml")
    head, *lines = caught.value.message.split("\n")
    assert "案卷/a.toml" in head
    assert [line.strip().partition(":")[0] for line in lines] == places
    assert all(word in caught.value.message for word in words)
    assert caught.value.hint


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x00" * 100, id="nul"),
        pytest.param(b"\xff\xfe\x00", id="half a utf-16"),
        pytest.param(b"\x81", id="no text"),
        pytest.param(b"a = " + b"[" * 100_000, id="nested"),
        pytest.param(b"a." * 60_000 + b"b = 1", id="dotted"),
        pytest.param("中".encode() * 500_000, id="one long line"),
        pytest.param(b'"' + b'\\"' * 1_000_000, id="a text without an end"),
        pytest.param(b"a" * 2_000_000, id="one long word"),
    ],
)
def test_nonsense_is_a_mistake_and_no_crash(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(ArchivistError) as caught:
        read_toml(path, "a.toml")
    assert "a.toml" in caught.value.message


def test_a_file_that_is_no_toml_at_all_is_not_told_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("他说：“好”，便走了。\n" * 5000, encoding="gb18030")
    with pytest.raises(InvalidFileError) as caught:
        read_toml(path, "a.toml")
    assert caught.value.message.count("\n") <= 21


def test_a_file_of_five_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(NotReadableError, match="4 MB"):
        read_toml(path, "a.toml")


def test_a_folder_of_that_name_is_not_readable(tmp_path: Path) -> None:
    with pytest.raises(NotReadableError):
        read_toml(tmp_path, "a.toml")


def test_a_mistake_without_a_place_is_its_text() -> None:
    assert str(Mistake(place="", text="x")) == "x"
