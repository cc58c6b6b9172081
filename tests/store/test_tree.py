"""The walk: everything is seen once, nothing is opened, no link is followed."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.errors import NotReadableError
from archivist.model.entry import EntryKind
from archivist.model.settings import Settings, Studio
from archivist.store import tree
from archivist.store.tree import walk, walk_folder

SETTINGS = Settings(studios=(Studio(name="甲"),), ignore=("README.md", "*.bak"))
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names or files")


def kinds(root: Path) -> dict[str, EntryKind]:
    return {entry.path: entry.kind for entry in walk(root, SETTINGS)}


def put(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"x")


def test_a_folder_comes_before_what_it_holds(tmp_path: Path) -> None:
    put(tmp_path, "甲/06 培训/20250101 课/a.jpg", "甲/06 培训/20250101 课/b.jpg")
    assert list(kinds(tmp_path)) == [
        "甲",
        "甲/06 培训",
        "甲/06 培训/20250101 课",
        "甲/06 培训/20250101 课/a.jpg",
        "甲/06 培训/20250101 课/b.jpg",
    ]


def test_size_and_time_are_told(tmp_path: Path) -> None:
    put(tmp_path, "a.jpg")
    os.utime(tmp_path / "a.jpg", ns=(5, 1_700_000_000_123_456_700))
    entry = next(iter(walk(tmp_path, SETTINGS)))
    assert (entry.size, entry.mtime_ns // 100) == (1, 1_700_000_000_123_456_7)


def test_what_is_no_business_of_ours_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, ".archivist/x", "templates/x", "收件箱/x", "Thumbs.db", "README.md", "甲/a.BAK")
    put(tmp_path, "甲/~$报告.docx", "甲/@eaDir/x", "甲/.DS_Store", "甲/desktop.ini")
    assert list(kinds(tmp_path)) == ["甲"]


def test_the_inbox_is_passed_over_at_the_top_only(tmp_path: Path) -> None:
    put(tmp_path, "甲/收件箱/x")
    assert "甲/收件箱/x" in kinds(tmp_path)


@posix
def test_links_are_told_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "库/甲/a.jpg", "外/秘密.txt")
    root = tmp_path / "库"
    (root / "甲" / "loop").symlink_to(root, target_is_directory=True)
    (root / "甲" / "out").symlink_to(tmp_path / "外", target_is_directory=True)
    (root / "甲" / "gone.jpg").symlink_to(root / "nothing.jpg")
    found = kinds(root)
    links = [path for path, kind in found.items() if kind is EntryKind.LINK]
    assert links == ["甲/gone.jpg", "甲/loop", "甲/out"]
    assert not [path for path in found if "秘密" in path]


@posix
def test_pipes_and_sockets_are_told_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert set(kinds(tmp_path).values()) == {EntryKind.SPECIAL}


@posix
@pytest.mark.parametrize(
    "name", ["cafe\u0301", "课😀.jpg", "a\nb.jpg", os.fsdecode(b"\xff.jpg"), "长" * 80], ids=ascii
)
def test_odd_names_are_kept_as_they_are(name: str, tmp_path: Path) -> None:
    put(tmp_path, name)
    assert list(kinds(tmp_path)) == [name]


def test_a_folder_that_refuses_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "甲/a", "乙/b")
    listed = os.scandir

    def refuse(path: Path) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "乙":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr("archivist.store.tree.os.scandir", refuse)
    blocked = [entry for entry in walk(tmp_path, SETTINGS) if entry.kind is EntryKind.BLOCKED]
    (entry,) = blocked
    assert entry.path == "乙"
    assert "does not allow it" in entry.detail
    assert "甲/a" in kinds(tmp_path)


def test_an_archive_that_went_away_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotReadableError):
        list(walk(tmp_path / "gone", SETTINGS))


def test_a_folder_outside_is_listed_in_the_form_for_long_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "旧/照片/a.jpg")
    asked: list[Path] = []

    def noted(place: Path) -> Path:
        asked.append(place)
        return place

    monkeypatch.setattr(tree, "extended", noted)
    old = (tmp_path / "旧").as_posix()
    found = [entry.path for entry in walk_folder(Path(tmp_path.anchor), old, SETTINGS)]
    assert found == [f"{old}/照片", f"{old}/照片/a.jpg"]
    assert asked == [tmp_path / "旧", tmp_path / "旧/照片"]
