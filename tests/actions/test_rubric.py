"""Checking, beginning and listing rubrics, in an archive and outside of any."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from archivist.actions import rubric as action
from archivist.actions.init import init
from archivist.errors import (
    InvalidChoiceError,
    InvalidFileError,
    NotReadableError,
    NotWritableError,
)
from archivist.model.rubric import DeductionKind
from archivist.store.templates import find_template


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "库"
    init(root, ["甲工作室"], "zh_CN")
    return root


def test_what_is_begun_is_right_and_shows_every_kind(root: Path, tmp_path: Path) -> None:
    begun = action.new_rubric(root, tmp_path / "本单位.toml")
    assert not begun.found
    assert action.check_rubric(root, begun.path).asked is not None
    asked = action.check_rubric(None, begun.path).asked
    assert asked is not None
    rubric = asked.rubric
    assert rubric.id == "本单位"
    assert rubric.total == 100
    kinds = {each.kind for criterion in rubric.criteria for each in criterion.deductions}
    kinds |= {each.kind for condition in rubric.conditions for each in condition.demands}
    assert kinds == set(DeductionKind)


@pytest.mark.parametrize("name", ["厂.toml", "厂", 'a"b\\1.toml', "v1.2", "x.TOML"])
def test_a_new_rubric_has_the_name_of_its_file(name: str, tmp_path: Path) -> None:
    path = action.new_rubric(None, tmp_path / "下" / name).path
    assert path.suffix.lower() == ".toml"
    assert tomllib.loads(path.read_text(encoding="utf-8"))["id"] == path.stem
    assert action.check_rubric(None, path).mistakes == ()


def test_a_new_rubric_is_found_where_the_archive_looks(root: Path) -> None:
    begun = action.new_rubric(root, root / "templates" / "rubrics" / "厂.toml")
    assert begun.found
    listed = {each.name: each for each in action.list_rubrics(root)}
    assert listed["厂"].own
    assert not listed["xbnh-2025"].own
    assert all(each.rubric is not None for each in listed.values())
    assert action.check_rubric(root, begun.path).ready
    assert action.check_rubric(root, Path("厂")).ready
    assert action.check_rubric(root, Path("xbnh-2025")).ready


@pytest.mark.parametrize(
    ("name", "hint"), [("xbnh-2026.toml", "Did you mean xbnh-2025?"), ("q", "Check the folder")]
)
def test_a_file_that_is_not_there_is_called_that(name: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(NotReadableError, match="There is no file") as caught:
        action.check_rubric(None, tmp_path / name)
    assert hint in caught.value.hint


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "我的.toml"
    path.write_bytes(b"mine")
    with pytest.raises(InvalidChoiceError, match="left as it is"):
        action.new_rubric(None, path)
    assert path.read_bytes() == b"mine"


def test_a_folder_that_is_a_file_cannot_hold_a_rubric(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(NotWritableError):
        action.new_rubric(None, tmp_path / "x" / "r.toml")


def test_mistakes_are_values(root: Path, tmp_path: Path) -> None:
    path = action.new_rubric(root, tmp_path / "r.toml").path
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("each = 5 ", "each = 50").replace('"theory"', '"theor"'), "utf-8")
    checked = action.check_rubric(root, path)
    assert checked.asked is None
    assert len(checked.mistakes) >= 2
    path.write_text("id = “r”\n", encoding="utf-8")
    checked = action.check_rubric(root, path)
    assert checked.asked is None
    assert checked.mistakes[0].startswith("line 1: ")


def test_more_mistakes_than_fit_a_message_are_all_told(tmp_path: Path) -> None:
    path = action.new_rubric(None, tmp_path / "r.toml").path
    text = path.read_text(encoding="utf-8")
    duty = '\n[[duties]]\nid = "x{n}"\nname = "y"\n'
    more = "".join(duty.replace("{n}", str(n)) for n in range(30))
    path.write_text(text + more, encoding="utf-8")
    assert len(action.check_rubric(None, path).mistakes) == 30


def test_the_archives_own_plan_and_ledgers_count(root: Path, tmp_path: Path) -> None:
    path = action.new_rubric(root, tmp_path / "r.toml").path
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"03.register", ', '"19.own", '), encoding="utf-8")
    marker = root / "archive.toml"
    marker.write_text(
        marker.read_text(encoding="utf-8")
        + '\n[[categories]]\nnumber = "19"\nname = "自定"\nclause = "x"\n'
        + '[[categories.materials]]\nid = "19.own"\nname = "自定材料"\nclause = "x"\n',
        encoding="utf-8",
    )
    assert action.check_rubric(root, path).asked is not None
    (mistake,) = action.check_rubric(None, path).mistakes
    assert "19.own" in mistake
    marker.write_text("studios = 5\n", encoding="utf-8")
    with pytest.raises(InvalidFileError):
        action.check_rubric(root, path)


def test_a_rubric_with_mistakes_is_listed_all_the_same(root: Path) -> None:
    folder = root / "templates" / "rubrics"
    folder.mkdir(parents=True)
    (folder / "坏.toml").write_text("id = 1\n", encoding="utf-8")
    listed = {each.name: each for each in action.list_rubrics(root)}
    assert listed["坏"].rubric is None
    assert listed["坏"].path == folder / "坏.toml"


def test_what_a_rubric_asks_is_told(root: Path) -> None:
    asked = action.check_rubric(root, find_template("rubrics", "xbnh-2025")).asked
    assert asked is not None
    judged = {criterion.id for criterion, _each in asked.judged}
    assert judged == {"R-J1", "R-J2a", "R-J2b", "R-P1", "R-C1"}
    assert {"theory", "practice", "award", "patent", "case"} <= asked.events.keys()
    books = {ledger.id for ledger in asked.books}
    assert {"training", "funds", "members", "equipment"} <= books
    assert "photos" not in books
    assert asked.materials > 10
