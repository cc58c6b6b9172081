"""Data files: the archive's own goes first, and a name never leads out of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.errors import InvalidChoiceError
from archivist.store.templates import data_files, find_template

SHIPPED = "db1508-t150-2023"


def own(root: Path, name: str) -> Path:
    path = root / "templates" / "plans" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", encoding="utf-8")
    return path


def test_the_shipped_file_is_found_with_and_without_an_archive(tmp_path: Path) -> None:
    assert find_template("plans", SHIPPED) == find_template("plans", SHIPPED, tmp_path)


def test_the_archives_own_file_goes_first(tmp_path: Path) -> None:
    path = own(tmp_path, SHIPPED)
    assert find_template("plans", SHIPPED, tmp_path) == path


def test_an_unknown_name_is_answered_with_all_there_are(tmp_path: Path) -> None:
    own(tmp_path, "本单位")
    with pytest.raises(InvalidChoiceError) as caught:
        find_template("plans", "没有", tmp_path)
    assert "没有" in caught.value.message
    assert "本单位" in caught.value.hint
    assert SHIPPED in caught.value.hint


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x", "/etc/x", "plans/x", "x\x00", "长" * 300],
    ids=["empty", "here", "above", "beside", "absolute", "below", "nul", "long"],
)
def test_a_name_that_is_a_path_or_none_is_refused(name: str, tmp_path: Path) -> None:
    own(tmp_path, "x")
    (tmp_path / "templates" / "x.toml").write_text("", encoding="utf-8")
    with pytest.raises(InvalidChoiceError):
        find_template("plans", name, tmp_path)


def test_a_folder_of_that_name_is_no_data_file(tmp_path: Path) -> None:
    (tmp_path / "templates" / "plans" / "x.toml").mkdir(parents=True)
    with pytest.raises(InvalidChoiceError):
        find_template("plans", "x", tmp_path)


def test_all_data_files_are_listed_once_the_archives_own_instead_of_the_shipped(
    tmp_path: Path,
) -> None:
    path = own(tmp_path, SHIPPED)
    mine = own(tmp_path, "a")
    own(tmp_path, "~$b")
    (path.parent / "c.toml").mkdir()
    (path.parent / "d.txt").write_text("", encoding="utf-8")
    assert [(file.name, file.path, file.own) for file in data_files("plans", tmp_path)] == [
        ("a", mine, True),
        (SHIPPED, path, True),
    ]
    assert [(file.name, file.own) for file in data_files("plans")] == [(SHIPPED, False)]
    assert data_files("没有", tmp_path) == ()
