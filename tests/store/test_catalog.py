"""The catalog: it may vanish, be stale or be damaged, and is made anew."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest

from archivist.store import catalog as module
from archivist.store.catalog import FILE, Catalog, Row, state_folder

NOW = 1_700_000_000_000_000_000
OLD = NOW - 10_000_000_001
ROW = Row("甲/a.jpg", 3, OLD, "{}")


def remembered(folder: Path) -> list[Row]:
    with contextlib.closing(Catalog.open(folder)) as catalog:
        return list(catalog.rows())


def remember(folder: Path, *rows: Row) -> None:
    with contextlib.closing(Catalog.open(folder)) as catalog:
        assert catalog.persistent
        catalog.remember(rows, now_ns=NOW)


def test_what_was_read_is_there_in_the_next_run(tmp_path: Path) -> None:
    remember(tmp_path / "deep" / "state", ROW)
    assert remembered(tmp_path / "deep" / "state") == [ROW]


def test_a_file_is_remembered_once(tmp_path: Path) -> None:
    newer = Row(ROW.path, 4, OLD + 1, "[]")
    remember(tmp_path, ROW)
    remember(tmp_path, newer)
    assert remembered(tmp_path) == [newer]


@pytest.mark.parametrize(
    ("age", "kept"),
    [
        pytest.param(10_000_001, False, id="just now"),
        pytest.param(60_000_001, True, id="a moment ago"),
        pytest.param(1_000_000_000, False, id="a whole second ago, on a coarse clock"),
        pytest.param(3_000_000_000, True, id="three whole seconds ago"),
        pytest.param(-5_000_000_001, False, id="in the future"),
    ],
)
def test_a_file_that_may_still_change_unseen_is_not_remembered(
    age: int, kept: bool, tmp_path: Path
) -> None:
    remember(tmp_path, Row("a", 1, NOW - age, "{}"))
    assert bool(remembered(tmp_path)) is kept


def test_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    remember(tmp_path, ROW, Row("b", 1, OLD, "{}"))
    with contextlib.closing(Catalog.open(tmp_path)) as catalog:
        assert catalog.paths() == {ROW.path, "b"}
        catalog.forget(["b", "never"])
    assert remembered(tmp_path) == [ROW]


def test_a_name_that_is_no_text_is_not_remembered(tmp_path: Path) -> None:
    remember(tmp_path, Row(os.fsdecode(b"\xff"), 1, OLD, "{}"), ROW)
    assert remembered(tmp_path) == [ROW]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"no database at all" * 100, id="other file"),
        pytest.param(b"SQLite format 3\0" + b"\xff" * 5000, id="damaged head"),
        pytest.param(b"", id="empty"),
    ],
)
def test_a_damaged_catalog_is_made_anew(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert remembered(tmp_path) == []
    remember(tmp_path, ROW)
    assert remembered(tmp_path) == [ROW]


def test_a_truncated_catalog_does_not_stop_a_run(tmp_path: Path) -> None:
    remember(tmp_path, *(Row(f"{n}", n, OLD, "x" * 200) for n in range(500)))
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes()[:20_000])
    with contextlib.closing(Catalog.open(tmp_path)) as catalog:
        assert len(list(catalog.rows())) <= 500
        catalog.paths()
        catalog.remember([ROW], now_ns=NOW)
        catalog.forget(["1"])


def test_a_catalog_of_another_form_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(tmp_path, ROW)
    monkeypatch.setattr(module, "FORM", module.FORM + 1)
    assert remembered(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_another_programs_database_behind_a_link_is_not_touched(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    with contextlib.closing(sqlite3.connect(other)) as database, database:
        database.execute("CREATE TABLE facts (theirs)")
    before = other.read_bytes()
    (tmp_path / FILE).symlink_to(other)
    with contextlib.closing(Catalog.open(tmp_path)) as catalog:
        assert not catalog.persistent
    assert other.read_bytes() == before


def test_a_folder_in_its_place_leaves_the_run_without_memory(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with contextlib.closing(Catalog.open(tmp_path)) as catalog:
        assert not catalog.persistent
        catalog.remember([ROW], now_ns=NOW)
        assert list(catalog.rows()) == [ROW]


def test_a_file_in_the_place_of_the_state_folder_leaves_it_without_memory(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"")
    with contextlib.closing(Catalog.open(tmp_path / "state")) as catalog:
        assert not catalog.persistent


def test_a_catalog_that_another_run_holds_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(tmp_path, ROW)
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("BEGIN IMMEDIATE")
        with contextlib.closing(Catalog.open(tmp_path)) as catalog:
            assert list(catalog.rows()) == [ROW]
            catalog.remember([Row("b", 1, OLD, "{}")], now_ns=NOW)
            assert not catalog.persistent
    assert remembered(tmp_path) == [ROW]


@pytest.mark.parametrize(
    "left",
    [
        pytest.param("DROP TABLE facts", id="no table"),
        pytest.param("PRAGMA user_version = 0", id="no form"),
        pytest.param("ALTER TABLE facts ADD COLUMN more", id="another column"),
        pytest.param("ALTER TABLE facts RENAME COLUMN facts TO told", id="another name"),
    ],
)
def test_a_table_that_is_not_ours_is_made_anew(left: str, tmp_path: Path) -> None:
    remember(tmp_path, ROW)
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute(left)
        other.commit()
    remember(tmp_path, ROW)
    assert remembered(tmp_path) == [ROW]


def test_two_runs_at_once_remember_both(tmp_path: Path) -> None:
    other = Row("b", 1, OLD, "{}")
    with (
        contextlib.closing(Catalog.open(tmp_path)) as first,
        contextlib.closing(Catalog.open(tmp_path)) as second,
    ):
        first.remember([ROW], now_ns=NOW)
        second.remember([other], now_ns=NOW)
        assert first.persistent
        assert second.persistent
    assert sorted(row.path for row in remembered(tmp_path)) == sorted([ROW.path, "b"])


@pytest.mark.parametrize("count", [0, 1, 2, 700], ids=str)
def test_only_what_is_wanted_is_looked_up(count: int, tmp_path: Path) -> None:
    remember(tmp_path, *(Row(f"{n}", n, OLD, "{}") for n in range(1000)))
    wanted = {os.fsdecode(b"\xff"), "never", *(f"{n}" for n in range(count))}
    with contextlib.closing(Catalog.open(tmp_path)) as catalog:
        found = {row.path for row in catalog.rows(wanted)}
    assert {f"{n}" for n in range(count)} <= found
    assert len(found) in {count, 1000}


def test_state_lies_in_the_archive_unless_the_settings_say(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    assert state_folder(tmp_path, ".archivist", "") == tmp_path / ".archivist"
    assert state_folder(tmp_path, ".archivist", str(elsewhere)).parent == elsewhere
    assert state_folder(tmp_path, ".archivist", "状态").parent == tmp_path / "状态"


def test_two_archives_of_one_name_keep_their_state_apart(tmp_path: Path) -> None:
    folders = {
        state_folder(tmp_path / place / "库", ".archivist", str(tmp_path)) for place in ("甲", "乙")
    }
    assert len(folders) == 2
    assert all(folder.name.startswith("库-") for folder in folders)
