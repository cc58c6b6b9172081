"""A layout copied into the archive; nothing there is overwritten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archivist.actions.printing.new_layout import layouts, new_layout
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
    head, _newline, rest = page_source(root, "report")[0].partition("\n")
    assert head == "# “report”的副本 / a copy of “report”"
    assert (rest, page_source(root, "report")[1]) == page_source(None, "report")
    assert load_page(root, "report").files == load_page(None, "report").files


def test_a_layout_is_copied_under_another_name_and_copied_again(root: Path) -> None:
    made = new_layout(root, "我的版式", "report")
    assert (made.layout.form, made.instead) == ("report", False)
    again = new_layout(root, "第二", "我的版式")
    assert again.files == ("第二.toml", "第二.typ")
    assert load_page(root, "第二").layout.form == "report"
    assert again.layout.name == "第二"


def test_a_copy_says_of_what_it_is_one_and_has_a_title_of_its_own(root: Path) -> None:
    new_layout(root, "小标签", "box-small")
    first = page_source(root, "小标签")[0]
    assert first.startswith("# “box-small”的副本 / a copy of “box-small”\n# 市售标签纸")
    layout = load_page(root, "小标签").layout
    assert layout.title == "档案盒小标签（99.1 × 38.1）（小标签）"
    assert layout.title_en == "Small box labels (99.1 × 38.1 mm) (小标签)"
    new_layout(root, "第二", "小标签")
    second = page_source(root, "第二")[0]
    assert second.startswith("# “小标签”的副本 / a copy of “小标签”\n# 市售标签纸")
    assert "box-small”的副本" not in second
    layout = load_page(root, "第二").layout
    assert (layout.title, layout.title_en) == (
        "档案盒小标签（99.1 × 38.1）（第二）",
        "Small box labels (99.1 × 38.1 mm) (第二)",
    )


def test_a_copy_has_a_form_of_its_own(root: Path) -> None:
    made = new_layout(root, "标签", "box-small-24")
    assert made.files[:2] == ("标签.toml", "标签.typ")
    assert made.layout.typ == ""
    same = load_page(None, "box-small-24").files["main.typ"]
    assert load_page(root, "标签").files["main.typ"] == same


def test_a_title_without_room_for_a_name_and_an_empty_one_stay(root: Path) -> None:
    new_layout(root, "a", "report")
    path = root / "templates" / "pages" / "a.toml"
    text = re.sub('title = ".*"', f'title = "{"长" * 195}"', path.read_text(encoding="utf-8"))
    path.write_text(re.sub('title_en = ".*"', 'title_en = ""', text), encoding="utf-8")
    new_layout(root, "another", "a")
    layout = load_page(root, "another").layout
    assert (layout.title, layout.title_en) == ("长" * 195, "")


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


@pytest.mark.parametrize("linked", ["templates", "templates/pages"])
def test_nothing_is_written_through_a_linked_folder(
    root: Path, linked: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / linked).parent.mkdir(parents=True, exist_ok=True)
    try:
        (root / linked).symlink_to(elsewhere, target_is_directory=True)
    except (OSError, NotImplementedError):
        pytest.skip("links need a right on Windows")
    with pytest.raises(NotWritableError, match="is a link, which is not followed"):
        new_layout(root, "report")
    assert list(elsewhere.iterdir()) == []


NAMES = {
    "empty": ("", "“” cannot .*: it is empty"),
    "a path": ("a/b", "holds one of"),
    "a Windows path": ("a\\b", "holds one of"),
    "a stream": ("a:b", "“a:b” cannot be the name of a layout: it holds one of"),
    "above": ("..", "begins with a dot"),
    "hidden": (".a", "begins with a dot"),
    "a device": ("con", "“con” cannot .*: Windows keeps this name for a device"),
    "a device with an ending": ("NUL.x", "Windows keeps this name"),
    "a dot at the end": ("x.", "a space or a dot stands at its end"),
    "a blank at the end": ("x ", "a space or a dot stands at its end"),
    "300 letters": ("a" * 300, f"“{'a' * 40}…” cannot be the name of a layout: it is too long"),
    "200 characters": ("名" * 200, "it is too long"),
    "a line break": ("a\nb", "control character"),
    "invisible": ("a\u200bb", "invisible"),
    "no text": ("a\udcff", "no text"),
}


@pytest.mark.parametrize(("name", "said"), NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("source", ["report", ""])
def test_a_name_that_no_file_can_bear_is_refused(
    name: str, said: str, source: str, root: Path
) -> None:
    with pytest.raises(InvalidChoiceError, match=said):
        new_layout(root, name, source)
    assert not (root / "templates" / "pages").exists()


def test_a_name_that_windows_takes_for_a_shipped_one_is_refused(root: Path) -> None:
    with pytest.raises(InvalidChoiceError, match="“Report” would be “report” on Windows"):
        new_layout(root, "Report", "cover")


@pytest.mark.parametrize("name", ["base", "main", "BASE"])
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
