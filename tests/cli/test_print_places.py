"""Prints lie outside of archives, and never over a file that is not archivist's."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.cli import print_places
from archivist.cli.print_places import check_pdf, check_place, example_place
from archivist.errors import InvalidChoiceError, NotWritableError

NAMES = {
    "none": ("", "no name of a file"),
    "too long": ("甲" * 80 + ".pdf", "“" + "甲" * 40 + "…” is too long"),
    "far too long": ("a" * 5000, "is too long"),
}


@pytest.mark.parametrize(("name", "said"), NAMES.values(), ids=NAMES)
def test_a_name_that_no_file_can_bear_is_refused_before_the_work(
    tmp_path: Path, name: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for output in (Path(name), tmp_path / name) if name else (Path(),):
        with pytest.raises(InvalidChoiceError, match=said):
            check_place(output)


@pytest.mark.parametrize(
    ("name", "instead"), [("con.pdf", "_con.pdf"), ("a?.pdf", "a_.pdf"), ("aux", "_aux")]
)
def test_windows_is_asked_for_no_name_that_it_cannot_hold(name: str, instead: str) -> None:
    with pytest.raises(InvalidChoiceError, match="Windows takes no file") as caught:
        print_places._refuse_name(Path(name), windows=True)
    assert caught.value.hint.endswith(f"-o {instead}")
    print_places._refuse_name(Path(name), windows=False)


def test_a_place_in_an_archive_is_refused_with_one_outside(tmp_path: Path) -> None:
    root = tmp_path / "档案库"
    item = root / "甲" / "06 培训" / "20220125 授课"
    item.mkdir(parents=True)
    (root / "archive.toml").write_text("", encoding="utf-8")
    for folder in (root, item):
        with pytest.raises(InvalidChoiceError, match="lies in the archive") as caught:
            check_pdf(folder / "a.pdf")
        assert str(tmp_path / "a.pdf") in caught.value.hint


def test_the_hint_is_short_for_one_who_stands_in_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "archive.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidChoiceError) as caught:
        check_pdf(Path("a.pdf"))
    assert caught.value.hint.endswith(str(Path("-o ..", "a.pdf")))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError, match="is not there"):
        check_pdf(tmp_path / "none" / "a.pdf")


def test_what_lies_there_matters_for_a_pdf_alone(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.pdf"):
        (tmp_path / name).write_bytes(b"earlier")
        check_place(tmp_path / name)
    with pytest.raises(NotWritableError, match="there already"):
        check_pdf(tmp_path / "a.pdf")


def test_an_example_can_be_typed_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "档案 库"
    (root / "甲").mkdir(parents=True)
    (root / "archive.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert example_place("a.pdf") == "a.pdf"
    monkeypatch.chdir(root)
    assert example_place("a.pdf") == str(Path("..", "a.pdf"))
    assert example_place("a b.pdf") == f'"{Path("..", "a b.pdf")}"'
    monkeypatch.chdir(root / "甲")
    assert example_place("a.pdf") == str(tmp_path / "a.pdf")


@pytest.mark.parametrize("name", ["a.xlsx", "a", "a.pdf.txt"])
def test_another_ending_is_refused_with_the_right_one(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidChoiceError, match=r"does not end in \.pdf") as caught:
        check_pdf(tmp_path / name)
    assert caught.value.hint.endswith(f"-o {(tmp_path / name).with_suffix('.pdf')}")
    check_pdf(tmp_path / "A.PDF")
