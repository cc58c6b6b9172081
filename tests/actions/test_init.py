"""Laying out an archive: what is missing is added, what is there is never touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.actions.init import init
from archivist.errors import InvalidChoiceError, InvalidFileError, NotWritableError
from archivist.model.label_code import archive_id, made_id
from archivist.model.names import PENDING_PAGE, name_fault
from archivist.store.settings import load_settings
from archivist.store.tree import count_waiting
from tests.actions.conftest import aged, state_of
from tests.messages import gather

NAMES = ["测流工作室", "机电工作室"]


def test_the_tree_is_laid_out(tmp_path: Path) -> None:
    laid = init(tmp_path / "库", NAMES, "zh_CN")
    assert (tmp_path / "库" / "收件箱").is_dir()
    folders = sorted(path.name for path in (tmp_path / "库" / NAMES[0]).iterdir())
    assert len(folders) == 18
    assert folders[5] == "06 培训学习资料"
    about = (tmp_path / "库" / NAMES[1] / folders[5] / "说明.txt").read_bytes().decode("utf-8")
    assert "讲义" in about
    assert not re.search(r"(?<!\r)\n", about)
    assert len(laid.added) == 1 + 3 + 2 * (1 + 18 * 2)


def test_the_inbox_says_what_it_is_for_and_that_waits_nowhere(tmp_path: Path) -> None:
    init(tmp_path, NAMES, "zh_CN")
    about = (tmp_path / "收件箱" / "说明.txt").read_bytes().decode("utf-8")
    assert PENDING_PAGE in about
    assert f"{NAMES[0]}/06/20250318" in about
    assert not re.search(r"(?<!\r)\n", about)
    assert count_waiting(tmp_path, load_settings(tmp_path)) == 0
    own = tmp_path / "收件箱/06/说明.txt"
    own.parent.mkdir()
    own.write_text("a record of somebody's", encoding="utf-8")
    assert count_waiting(tmp_path, load_settings(tmp_path)) == 1


def test_run_again_it_changes_nothing(tmp_path: Path) -> None:
    init(tmp_path, NAMES, "zh_CN")
    before = state_of(aged(tmp_path))
    assert init(tmp_path, [], "en").added == ()
    assert init(tmp_path, NAMES, "en").added == ()
    assert state_of(tmp_path) == before


def test_what_is_missing_is_added(tmp_path: Path) -> None:
    init(tmp_path, NAMES, "zh_CN")
    category = tmp_path / NAMES[0] / "04 图书资料"
    (category / "说明.txt").unlink()
    category.rmdir()
    (tmp_path / NAMES[1] / "05 设备、专用工具和元器件资料" / "说明.txt").write_text("我的")
    laid = init(tmp_path, [], "zh_CN")
    assert laid.added == (f"{NAMES[0]}/04 图书资料", f"{NAMES[0]}/04 图书资料/说明.txt")


def test_a_category_that_staff_named_otherwise_is_kept(tmp_path: Path) -> None:
    (tmp_path / NAMES[0] / "06培训").mkdir(parents=True)
    init(tmp_path, NAMES[:1], "zh_CN")
    assert (tmp_path / NAMES[0] / "06培训" / "说明.txt").exists()
    assert not (tmp_path / NAMES[0] / "06 培训学习资料").exists()


def test_the_example_of_a_name_is_gathered_for_translation(tmp_path: Path) -> None:
    init(tmp_path / "库", NAMES, "zh_CN")
    text = (tmp_path / "库" / "archive.toml").read_text(encoding="utf-8")
    assert '# name = "Archive of the studios"' in text
    assert "Archive of the studios" in {said for said, _notes in gather()}


def test_a_new_studio_is_left_to_archive_toml(tmp_path: Path) -> None:
    init(tmp_path, NAMES[:1], "zh_CN")
    laid = init(tmp_path, NAMES, "zh_CN")
    assert laid.unlisted == (NAMES[1],)
    assert not (tmp_path / NAMES[1]).exists()


@pytest.mark.parametrize(
    "name", ["CON", "a/b", "a\\b", "x.", "", " ", "..", "a\nb", "x\u202ey", "长" * 120], ids=ascii
)
def test_a_name_that_cannot_be_a_folder_is_refused_before_anything_is_made(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidChoiceError):
        init(tmp_path / "库", ["好名字", name], "zh_CN")
    assert not (tmp_path / "库").exists()


@pytest.mark.parametrize(
    "names",
    [["收件箱"], [".archivist"], ["Templates"], ["Café", "CAFE\u0301"]],
    ids=["inbox", "state", "templates", "other case and Unicode form"],
)
def test_a_name_that_is_taken_leaves_nothing_behind(names: list[str], tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError, match="taken"):
        init(tmp_path / "库", names, "zh_CN")
    assert not (tmp_path / "库").exists()


def test_a_folder_whose_name_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError):
        init(tmp_path / ("长" * 300), NAMES, "zh_CN")
    assert list(tmp_path.iterdir()) == []


def test_a_plan_with_mistakes_leaves_nothing_behind(tmp_path: Path) -> None:
    plan = tmp_path / "templates" / "plans" / "db1508-t150-2023.toml"
    plan.parent.mkdir(parents=True)
    plan.write_text("id = 3\n", encoding="utf-8")
    with pytest.raises(InvalidFileError):
        init(tmp_path, NAMES, "zh_CN")
    assert [path.name for path in tmp_path.iterdir()] == ["templates"]


def test_a_new_archive_needs_a_studio(tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError):
        init(tmp_path / "库", [], "zh_CN")
    assert not (tmp_path / "库").exists()


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "库").write_text("x", encoding="utf-8")
    with pytest.raises(NotWritableError) as caught:
        init(tmp_path / "库", NAMES, "zh_CN")
    assert "库" in caught.value.message


def test_settings_with_mistakes_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "archive.toml").write_text("studios = 3", encoding="utf-8")
    with pytest.raises(InvalidFileError):
        init(tmp_path, NAMES, "zh_CN")
    assert [path.name for path in tmp_path.iterdir()] == ["archive.toml"]


legal = st.text(min_size=1, max_size=20).filter(
    lambda name: name.strip() == name and "/" not in name and name_fault(name) is None
)


@given(legal)
def test_any_legal_name_comes_back_from_the_settings(name: str) -> None:
    import tempfile  # noqa: PLC0415 - one folder for each example

    from archivist.store.toml import read_toml  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        marker = Path(folder) / "archive.toml"
        from archivist.actions.init import _archive_toml  # noqa: PLC0415
        from archivist.model.settings import Settings, Studio  # noqa: PLC0415

        settings = Settings(studios=(Studio(name=name),), language="zh_CN")
        marker.write_text(_archive_toml(settings), encoding="utf-8", newline="")
        assert read_toml(marker, "archive.toml")["studios"] == [{"name": name}]


def test_the_settings_that_are_written_are_the_defaults(tmp_path: Path) -> None:
    init(tmp_path, NAMES, "zh_CN")
    settings = load_settings(tmp_path)
    assert [studio.name for studio in settings.studios] == NAMES
    assert settings.classes == {"C1": "照片"}
    assert settings.language == "zh_CN"


def test_a_new_archive_has_an_id_that_a_studio_may_outlive(tmp_path: Path) -> None:
    init(tmp_path, NAMES, "zh_CN")
    settings = load_settings(tmp_path)
    assert settings.id == made_id(NAMES)
    renamed = tmp_path / "archive.toml"
    text = renamed.read_text(encoding="utf-8").replace(NAMES[0], "新名工作室")
    renamed.write_text(text, encoding="utf-8")
    assert archive_id(load_settings(tmp_path)) == made_id(NAMES)
