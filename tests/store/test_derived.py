"""A database of derived state: missing, foreign or damaged, it is made anew."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from archivist.store import derived as module
from archivist.store.derived import Derived, reading_only

SCHEMA = {
    "words": "CREATE TABLE words (sha256 TEXT PRIMARY KEY, word TEXT)",
    "by_word": "CREATE INDEX by_word ON words (word)",
}
FORM = 3


def opened(path: Path) -> contextlib.closing[Derived]:
    return contextlib.closing(Derived.open(path, SCHEMA, FORM))


def remember(path: Path, *words: str) -> None:
    with opened(path) as database:
        database.write("INSERT INTO words VALUES (?, ?)", [(word, word) for word in words])
        assert database.persistent


def remembered(path: Path) -> list[str]:
    with opened(path) as database:
        return [word for (word,) in database.rows("SELECT word FROM words ORDER BY word")]


def test_what_was_written_is_there_in_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "x.sqlite3"
    remember(path, "a", "b")
    assert remembered(path) == ["a", "b"]


def test_a_transaction_is_done_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"

    def work() -> None:
        database.execute("INSERT INTO words VALUES (?, ?)", ["a", "a"])
        raise ZeroDivisionError

    with opened(path) as database:
        with pytest.raises(ZeroDivisionError):
            database.transact(work)
        database.write("INSERT INTO words VALUES (?, ?)", [])
        assert database.persistent
    assert remembered(path) == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"no database at all" * 100, id="other file"),
        pytest.param(b"SQLite format 3\0" + b"\xff" * 5000, id="damaged head"),
        pytest.param(b"", id="empty"),
    ],
)
def test_a_damaged_database_is_made_anew(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    path.write_bytes(content)
    assert Derived.peek(path, SCHEMA, FORM) is None
    assert path.read_bytes() == content
    remember(path, "a")
    assert remembered(path) == ["a"]


def test_a_truncated_database_does_not_stop_a_run(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    remember(path, *(f"{number}" * 200 for number in range(500)))
    path.write_bytes(path.read_bytes()[:20_000])
    with opened(path) as database:
        assert len(database.rows("SELECT * FROM words")) <= 500
        database.write("INSERT INTO words VALUES (?, ?)", [("x", "x")])


@pytest.mark.parametrize(
    "left",
    [
        pytest.param("DROP TABLE words", id="no table"),
        pytest.param("DROP INDEX by_word", id="no index"),
        pytest.param("PRAGMA user_version = 0", id="no form"),
        pytest.param("ALTER TABLE words ADD COLUMN more", id="another column"),
        pytest.param('CREATE TABLE "more ""of"" it" (x)', id="another table"),
        pytest.param("CREATE VIEW more AS SELECT word FROM words", id="a view"),
    ],
)
def test_tables_that_are_not_ours_are_made_anew(left: str, tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    remember(path, "a")
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute(left)
        other.commit()
    assert Derived.peek(path, SCHEMA, FORM) is None
    remember(path, "b")
    assert remembered(path) == ["b"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_another_programs_database_behind_a_link_is_not_touched(tmp_path: Path) -> None:
    other, path = tmp_path / "other.sqlite3", tmp_path / "x.sqlite3"
    with contextlib.closing(sqlite3.connect(other)) as database, database:
        database.execute("CREATE TABLE words (theirs)")
    before = other.read_bytes()
    path.symlink_to(other)
    assert Derived.peek(path, SCHEMA, FORM) is None
    with opened(path) as ours:
        assert not ours.persistent
    assert other.read_bytes() == before


@pytest.mark.parametrize("place", ["x.sqlite3", "deep/x.sqlite3"])
def test_a_place_that_allows_nothing_leaves_the_run_without_memory(
    place: str, tmp_path: Path
) -> None:
    if "/" in place:
        (tmp_path / "deep").write_bytes(b"")
    else:
        (tmp_path / place).mkdir()
    with opened(tmp_path / place) as database:
        assert not database.persistent
        database.write("INSERT INTO words VALUES (?, ?)", [("a", "a")])
        assert database.rows_of("SELECT * FROM words", ["a", "b"]) == [("a", "a")]


def test_a_database_that_another_run_holds_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.sqlite3"
    remember(path, "a")
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    with contextlib.closing(sqlite3.connect(path)) as other, opened(path) as database:
        other.execute("BEGIN IMMEDIATE")
        assert database.rows("SELECT word FROM words") == [("a",)]
        for word in ("b", "c"):
            database.write("INSERT INTO words VALUES (?, ?)", [(word, word)])
            assert not database.persistent
    assert remembered(path) == ["a"]


def test_a_look_that_the_system_refuses_sees_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.sqlite3"
    remember(path, "a")

    def refuse(*_arguments: object, **_more: object) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(sqlite3, "connect", refuse)
    assert Derived.peek(path, SCHEMA, FORM) is None


@pytest.mark.parametrize(
    ("path", "address"),
    [
        pytest.param(PurePosixPath("/a?/%#"), "file:///a%3F/%25%23?mode=ro", id="marks"),
        pytest.param(PureWindowsPath("C:\\a"), "file:///C:/a?mode=ro", id="a drive"),
        pytest.param(
            PureWindowsPath("\\\\nas\\档\\x"), "file:////nas/%E6%A1%A3/x?mode=ro", id="a share"
        ),
    ],
)
def test_a_file_is_addressed_as_sqlite_understands_it(path: PurePath, address: str) -> None:
    assert reading_only(path) == address


def test_a_look_finds_any_name_and_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "库 #1?%20&" / "x.sqlite3" if os.name != "nt" else tmp_path / "库 #1%20&x"
    remember(path, "a")
    seen = Derived.peek(path, SCHEMA, FORM)
    assert seen is not None
    with contextlib.closing(seen):
        assert seen.rows("SELECT word FROM words") == [("a",)]
        seen.write("INSERT INTO words VALUES (?, ?)", [("b", "b")])
        assert not seen.persistent
    assert remembered(path) == ["a"]
