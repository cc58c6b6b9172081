"""Objects: stored once, whole or not at all, of a file that held still."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.store.backup import drive
from archivist.store.backup import objects as module
from archivist.store.backup.drive import TargetError
from archivist.store.backup.objects import ChangingError, Objects
from archivist.store.renaming import PLACEHOLDER
from tests.store.archive_of_files import posix
from tests.store.backup.archives import left_over, objects, sha

LARGE = b"large " * 300_000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "t" / "objects").mkdir(parents=True)
    return tmp_path / "t"


def file(tmp_path: Path, content: bytes) -> Path:
    (tmp_path / "a.jpg").write_bytes(content)
    return tmp_path / "a.jpg"


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("content", [b"", b"small", LARGE], ids=["empty", "small", "large"])
def test_a_content_is_stored_once(
    content: bytes, known: bool, tmp_path: Path, target: Path
) -> None:
    source, store = file(tmp_path, content), Objects(target)
    first, second = store.take(source, known=known), store.take(source, known=known)
    store.settle()
    assert (first.new, second.new) == (True, False)
    assert first.sha256 == second.sha256 == sha(content)
    assert (first.size, first.mtime_ns) == (len(content), source.stat().st_mtime_ns)
    assert objects(target) == {sha(content): content}
    assert left_over(target) == []


@pytest.mark.parametrize("content", [b"small", LARGE], ids=["small", "large"])
def test_what_is_known_is_not_written_again(
    content: bytes, tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, store = file(tmp_path, content), Objects(target)
    store.take(source, known=False)
    monkeypatch.setattr(module, "write", lambda *_args: pytest.fail("written"))
    assert not store.take(source, known=True).new


@pytest.mark.parametrize("content", [b"small", LARGE], ids=["small", "large"])
@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_file_that_changes_while_it_is_read_is_read_again_twice(
    times: int,
    known: bool,
    content: bytes,
    tmp_path: Path,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source, store = file(tmp_path, content), Objects(target)
    looks = iter([False] * times + [True] * 9)
    monkeypatch.setattr(module, "_steady", lambda *_args: next(looks))
    if times == 3:
        with pytest.raises(ChangingError):
            store.take(source, known=known)
        assert objects(target) == {}
    else:
        assert store.take(source, known=known).sha256 == sha(content)
    assert left_over(target) == []


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("size", [5, len(LARGE)])
def test_a_file_that_grows_is_not_followed(
    size: int, known: bool, tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, store = file(tmp_path, LARGE[:size]), Objects(target)
    real = os.fstat

    def growing(handle: int) -> os.stat_result:
        found = real(handle)
        with source.open("ab") as more:
            more.write(b"m" * (2 << 20))
        return found

    monkeypatch.setattr(os, "fstat", growing)
    with pytest.raises(ChangingError):
        store.take(source, known=known)
    assert objects(target) == {}


def test_an_object_of_another_size_is_put_aside_and_stored_anew(
    tmp_path: Path, target: Path
) -> None:
    source, store = file(tmp_path, b"content"), Objects(target)
    name = store.take(source, known=False).sha256
    place = target / "objects" / name[:2] / name
    for number, rot in enumerate((b"cont", b"c"), start=1):
        place.write_bytes(rot)
        assert Objects(target).take(source, known=True).new
        assert objects(target)[name] == b"content"
        assert objects(target)[f"{name}.damaged{number}"] == rot


def test_what_a_killed_rename_left_is_no_object(tmp_path: Path, target: Path) -> None:
    content = b"x" * len(PLACEHOLDER)
    place = target / "objects" / sha(content)[:2] / sha(content)
    place.parent.mkdir()
    place.write_bytes(PLACEHOLDER)
    assert not Objects(target).has(sha(content), len(content))
    place.write_bytes(content)
    assert Objects(target).has(sha(content), len(content))


@posix
def test_a_link_in_an_objects_place_is_no_object(tmp_path: Path, target: Path) -> None:
    source = file(tmp_path, b"content")
    place = target / "objects" / sha(b"content")[:2] / sha(b"content")
    place.parent.mkdir()
    place.symlink_to(source)
    assert not Objects(target).has(sha(b"content"), len(b"content"))
    assert Objects(target).take(source, known=True).new
    assert source.read_bytes() == b"content"
    assert not place.is_symlink()


def test_another_thread_with_the_same_content_is_no_trouble(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, store = file(tmp_path, LARGE), Objects(target)
    real: Callable[..., str] = drive.write

    def slow(*args: object) -> str:
        found = real(*args)
        monkeypatch.setattr(module, "write", real)
        assert store.take(source, known=False).new
        return found

    monkeypatch.setattr(module, "write", slow)
    assert not store.take(source, known=False).new
    assert objects(target) == {sha(LARGE): LARGE}
    assert left_over(target) == []


def test_a_target_that_is_gone_is_never_made_anew(tmp_path: Path, target: Path) -> None:
    source, store = file(tmp_path, b"content"), Objects(target)
    (target / "objects").rmdir()
    with pytest.raises(TargetError):
        store.take(source, known=False)
    assert list(target.iterdir()) == []


def test_a_source_that_cannot_be_read_is_no_fault_of_the_target(
    tmp_path: Path, target: Path
) -> None:
    store = Objects(target)
    with pytest.raises(FileNotFoundError):
        store.take(tmp_path / "gone", known=False)
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="no ordinary file"):
        store.take(tmp_path / "folder", known=False)


def test_a_drive_that_fails_when_asked_is_not_taken_for_empty(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> os.stat_result:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(Path, "lstat", refuse)
    with pytest.raises(TargetError):
        Objects(target).has(sha(b""), 0)
