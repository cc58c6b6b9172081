"""Box and piece numbers in an ``item.toml``: what is set is said, and nothing else changes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from archivist.errors import InvalidFileError
from archivist.model.item import Description
from archivist.store.item_boxing import with_box, with_pieces
from archivist.store.item_file import MAX_PIECE, load_description

BASIS = "06 2025 30年"
LINES = '"件号" = { "批复" = 3, "照片" = 4 }\n"编号依据" = "06 2025 30年"\n'
PIECES = {"批复": 3, "照片": 4}


def read(tmp_path: Path, text: str) -> tuple[Description, str]:
    path = tmp_path / "item.toml"
    path.write_text(text, encoding="utf-8", newline="")
    return load_description(path, "item.toml")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"纸质" = { "盒" = "1" }\n', '"纸质" = { "盒" = "1" }\n' + LINES),
        ('# 说\n\n["文件"."a"]\n"说明" = "b"\n', f'# 说\n{LINES}\n["文件"."a"]\n"说明" = "b"\n'),
        (
            '"件号" = { "批复" = 3 }  # 手写\n',
            '"件号" = { "批复" = 3, "照片" = 4 }  # 手写\n"编号依据" = "06 2025 30年"\n',
        ),
        (
            '"编号依据" = "06 2025 10年"\r\n"件号" = { "旧" = 9 }\r\n',
            '"编号依据" = "06 2025 30年"\r\n"件号" = { "批复" = 3, "照片" = 4 }\r\n',
        ),
        (
            f'pieces = {{ "批复" = 3, "照片" = 4 }}\nnumbered_as = "{BASIS}"\n',
            f'pieces = {{ "批复" = 3, "照片" = 4 }}\nnumbered_as = "{BASIS}"\n',
        ),
        (
            '["件号"]\n"批复" = 2\n"旧" = 9\n',
            f'"编号依据" = "{BASIS}"\n\n["件号"]\n"批复" = 3\n"照片" = 4\n',
        ),
    ],
    ids=["new", "before a table", "more", "others", "in English, as it was", "a table"],
)
def test_numbers_are_set_and_the_rest_stays(tmp_path: Path, text: str, wanted: str) -> None:
    assert with_pieces(text, PIECES, BASIS) == wanted
    said, mistakes = read(tmp_path, wanted)
    assert (dict(said.pieces), said.numbered_as, mistakes) == (PIECES, BASIS, "")


def test_any_name_of_a_paper_is_quoted() -> None:
    names = {'a"b': 1, "c\\d": 2, "": 3, "x.y": 4, "换\n行": 5}
    assert tomllib.loads(with_pieces("", names, BASIS))["件号"] == names


@pytest.mark.parametrize(
    "text",
    ['"件号" = 3\n', '"件号" = [1]\n', '"编号依据" = 3\n', "坏 = \n", "#" + "x" * 2**23],
    ids=["a number", "a list", "a number as basis", "no TOML", "large"],
)
def test_what_cannot_be_changed_is_refused(text: str) -> None:
    with pytest.raises(InvalidFileError):
        with_pieces(text, PIECES, BASIS)


def test_box_and_numbers_together(tmp_path: Path) -> None:
    said, mistakes = read(tmp_path, with_pieces(with_box("", "06-1"), PIECES, BASIS))
    assert said.paper
    assert (said.paper.box, dict(said.pieces), mistakes) == ("06-1", PIECES, "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"件号" = { "批复" = -1 }\n', f"件号.批复: write a whole number from 1 to {MAX_PIECE}"),
        ('"件号" = { "批复" = 0 }\n', "件号.批复"),
        ('"件号" = { "批复" = 99999999999999999999 }\n', "件号.批复"),
        ('"件号" = { "批复" = "三" }\n', "件号.批复"),
        ('"件号" = { "批复" = true }\n', "件号.批复"),
        ('pieces = { "批复" = 1.5 }\n', "pieces.批复"),
        ('"件号" = 3\n', '件号: write { "批复" = 3, "照片" = 4 }'),
        ('["文件"."a"]\n"件号" = { "批复" = 3 }\n', "件号: write"),
        ('"责任者" = 3\n', "责任者"),
    ],
)
def test_a_bad_number_is_told_by_its_key(tmp_path: Path, text: str, told: str) -> None:
    said, mistakes = read(tmp_path, text)
    assert told in mistakes
    assert dict(said.pieces) == {}


def test_who_wrote_a_document_and_its_number_are_read(tmp_path: Path) -> None:
    text = '"责任者" = " 水务局 "\nreference = "水发3号"\n["文件"."函.pdf"]\n"密级" = "内部"\n'
    said, mistakes = read(tmp_path, text)
    assert (said.responsible, said.reference, said.secrecy, mistakes) == (
        "水务局",
        "水发3号",
        "",
        "",
    )
    assert said.files["函.pdf"].secrecy == "内部"
