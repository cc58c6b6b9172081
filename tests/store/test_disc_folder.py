"""Looking at a burnt disc: all of it, nothing beyond it, and with an end."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from archivist.store import disc_folder
from archivist.store.disc_folder import read_disc_folder, small_file


def nothing(_done: int, _total: int) -> None:
    """Show nothing."""


def test_every_file_is_hashed_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "电子档案").mkdir()
    (tmp_path / "电子档案" / "a.jpg").write_bytes(b"a")
    (tmp_path / "说明文件.TXT").write_bytes(b"")
    (tmp_path / "System Volume Information").mkdir()
    (tmp_path / "System Volume Information" / "x").write_bytes(b"x")
    told: list[tuple[int, int]] = []
    found = read_disc_folder(tmp_path, lambda done, total: told.append((done, total)))
    assert found.sums == {
        "电子档案/a.jpg": hashlib.sha256(b"a").hexdigest(),
        "说明文件.TXT": hashlib.sha256(b"").hexdigest(),
    }
    assert (found.size, found.cut, found.unread, found.links) == (1, False, {}, [])
    assert told[-1] == (1, 1)
    assert small_file(tmp_path, "电子档案/a.jpg", 10) == b"a"


def test_links_are_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "folder").symlink_to("/etc")
    (tmp_path / "file").symlink_to("/etc/passwd")
    found = read_disc_folder(tmp_path, nothing)
    assert sorted(found.links) == ["file", "folder"]
    assert found.sums == {}
    with pytest.raises(OSError, match="no ordinary file"):
        small_file(tmp_path, "file", 10)


def test_it_ends_however_much_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        (tmp_path / f"{number}").write_bytes(b"")
    monkeypatch.setattr(disc_folder, "MOST", 3)
    found = read_disc_folder(tmp_path, nothing)
    assert (len(found.sums), found.cut) == (3, True)


def test_it_ends_however_deep_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / "a" / "b" / "c" / "d"
    deep.mkdir(parents=True)
    (deep / "x").write_bytes(b"")
    monkeypatch.setattr(disc_folder, "_DEEPEST", 2)
    found = read_disc_folder(tmp_path, nothing)
    assert (found.sums, found.cut) == ({}, True)


def test_what_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"a")

    def failing(places: object) -> object:
        return ((place, OSError(5, "x")) for place in places)  # type: ignore[attr-defined]

    monkeypatch.setattr(disc_folder, "hashed", failing)
    found = read_disc_folder(tmp_path, nothing)
    assert list(found.unread) == ["a"]
    found = read_disc_folder(tmp_path / "a", nothing)
    assert list(found.unread) == ["."]
