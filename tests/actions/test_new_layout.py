"""A layout copied into the archive; nothing there is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.actions.new_layout import layouts, new_layout
from archivist.errors import InvalidChoiceError, InvalidFileError, NotWritableError
from archivist.store.page_file import load_page, page_names, page_source

ARCHIVE = '[[studios]]\nname = "甲"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "archive.toml").write_text(ARCHIVE, encoding="utf-8")
    return tmp_path


def test_a_shipped_layout_is_copied_under_its_own_name(root: Path) -> None:
    made = new_layout(root, "report")
    assert made.files == ("report.toml", "report.typ", "README.md")
    assert made.instead
    assert page_source(root, "report") == page_source(None, "report")
    assert load_page(root, "report").files == load_page(None, "report").files


def test_a_layout_is_copied_under_another_name_and_copied_again(root: Path) -> None:
    made = new_layout(root, "我的版式", "report")
    assert (made.layout.form, made.instead) == ("report", False)
    again = new_layout(root, "第二", "我的版式")
    assert again.files == ("第二.toml", "第二.typ")
    assert load_page(root, "第二").layout.form == "report"


def test_nothing_is_overwritten(root: Path) -> None:
    folder = root / "templates" / "pages"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("mine", encoding="utf-8")
    (folder / "report.typ").write_text("mine", encoding="utf-8")
    with pytest.raises(NotWritableError, match="there already"):
        new_layout(root, "report")
    assert {path.name for path in folder.iterdir()} == {"README.md", "report.typ"}
    (folder / "report.typ").unlink()
    assert new_layout(root, "report").files == ("report.toml", "report.typ")
    assert (folder / "README.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["", "a/b", "a\\b", "..", "con", "a:b", "名" * 200, "x."])
def test_a_name_that_no_file_can_bear_is_refused(name: str, root: Path) -> None:
    with pytest.raises(InvalidChoiceError):
        new_layout(root, name, "report")


@pytest.mark.parametrize("name", ["base", "main"])
def test_what_layouts_share_cannot_be_a_layouts_name(name: str, root: Path) -> None:
    with pytest.raises(InvalidChoiceError, match="share"):
        new_layout(root, name, "report")


def test_an_unknown_layout_lists_those_there_are(root: Path) -> None:
    with pytest.raises(InvalidChoiceError) as caught:
        new_layout(root, "mine")
    assert "--from" in caught.value.hint
    assert "report" in caught.value.hint
    with pytest.raises(InvalidChoiceError, match="nothing"):
        new_layout(root, "mine", "nothing")


def test_a_layout_with_mistakes_is_not_copied(root: Path) -> None:
    new_layout(root, "a", "report")
    path = root / "templates" / "pages" / "a.toml"
    path.write_text("form = 1", encoding="utf-8")
    with pytest.raises(InvalidFileError):
        new_layout(root, "b", "a")


def test_a_folder_that_cannot_be_made_is_told(root: Path) -> None:
    (root / "templates").write_text("a file", encoding="utf-8")
    with pytest.raises(NotWritableError, match="cannot be written"):
        new_layout(root, "report")


def test_all_layouts_are_listed_those_with_mistakes_too(root: Path) -> None:
    new_layout(root, "mine", "report")
    (root / "templates" / "pages" / "bad.toml").write_text("x", encoding="utf-8")
    known = {each.name: each for each in layouts(root)}
    assert set(known) == {*page_names(), "mine", "bad"}
    assert (known["bad"].title, known["bad"].own) == ("", True)
    assert known["report"].title == load_page(None, "report").layout.title
    assert not known["report"].own
    (root / "archive.toml").write_text(f'language = "en"\n{ARCHIVE}', encoding="utf-8")
    english = {each.name: each.title for each in layouts(root)}
    assert english["report"] == load_page(None, "report").layout.title_en
