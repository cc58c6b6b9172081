"""A drive that is full, or drops out, at any call: one clear error, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archivist.actions.keeping.backup import backups
from archivist.errors import ArchivistError, NotWritableError
from archivist.store import durable, moving, writing
from archivist.store.backup import drive, gathering
from archivist.store.backup import objects as storing
from archivist.store.backup.snapshots import read_entries
from tests.store.backup.archives import (
    FILES,
    PHOTO,
    SHEET,
    back_up,
    change,
    later,
    left_over,
    make_archive,
    objects,
    sha,
    tree,
)

Place = tuple[Path, Path]
LARGE = os.urandom(3 << 20)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return an archive with one snapshot, and then something new of each kind."""
    root, target = make_archive(tmp_path / "库"), tmp_path / "备份"
    back_up(root, target)
    change(root, SHEET, b"another sheet")
    change(root, "收件箱/大.mp4", LARGE)
    return root, target


@contextmanager
def failing(
    monkeypatch: pytest.MonkeyPatch, calls: int, error: int, act: Callable[[], object]
) -> Iterator[None]:
    """Let every call that changes the target fail from one on."""
    count = [0]

    def wrap(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def call(*args: object, **words: object) -> object:
            if any("备份" in str(each) for each in args) or name == "fsync":
                count[0] += 1
                if count[0] > calls:
                    act()
                    raise OSError(error, os.strerror(error), str(args[0]))
            return real(*args, **words)

        context.setattr(owner, name, call)

    with monkeypatch.context() as context:
        context.setattr(gathering, "THREADS", 1)
        wrap(os, "fsync")
        wrap(storing, "rename_new")
        wrap(moving, "rename_new")
        wrap(Path, "mkdir")
        wrap(Path, "rename")
        wrap(writing, "replace_file")
        wrap(durable, "_new")
        yield


def sound(target: Path) -> bool:
    """Tell whether every snapshot that shows is whole, to the last byte."""
    held = {name: sha(content) for name, content in objects(target).items()}
    found = backups(target)
    named = [entry.sha256 for each in found for entry in read_entries(each)]
    return not any(each.damage for each in found) and all(held[name] == name for name in named)


def failure(root: Path, target: Path) -> ArchivistError | None:
    """Back up; return what kept it from being done."""
    try:
        report = back_up(root, target, later(1))
    except ArchivistError as error:
        return error
    return NotWritableError(report.unnoted) if report.unnoted else None


def test_a_full_drive_at_any_call(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = place
    before = tree(root)
    failed = 0
    for calls in range(100):
        with failing(monkeypatch, calls, errno.ENOSPC, lambda: None):
            error = failure(root, target)
        assert tree(root) == before
        assert sound(target), calls
        assert left_over(target) == []
        if len(backups(target)) == 2:
            break
        failed += 1
        assert isinstance(error, NotWritableError), calls
        assert "the drive is full" in error.message
    assert failed > 8


def test_a_target_that_drops_out_at_any_call(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = place
    away = target.with_name("away")

    def drop() -> None:
        if not away.exists():
            os.rename(target, away)  # noqa: PTH104 - the path's own would fail
            os.mkdir(target)  # noqa: PTH102 - what is left of a drive: where it was

    before = tree(root)
    failed = 0
    for calls in range(100):
        with failing(monkeypatch, calls, errno.EIO, drop):
            error = failure(root, target)
        assert tree(root) == before
        assert error is not None, calls
        assert "error" in error.message or "not there" in error.message, calls
        assert list(target.iterdir()) == [], calls
        target.rmdir()
        away.rename(target)
        assert sound(target), calls
        if len(backups(target)) == 2:
            break
        failed += 1
    assert failed > 8
    assert back_up(root, target, later(2)).complete
    assert left_over(target) == []


def test_a_first_backup_that_fails_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = make_archive(tmp_path / "库"), tmp_path / "备份"
    change(root, "收件箱/大.mp4", LARGE)
    ends = 0
    for calls in range(0, 60, 3):
        shutil.rmtree(target, ignore_errors=True)
        with failing(monkeypatch, calls, errno.ENOSPC, lambda: None):
            try:
                back_up(root, target, anew=True)
            except NotWritableError:
                ends += 1
                held = set(objects(target)) if target.exists() else set()
            else:
                break
        report = back_up(root, target, later(1), anew=True)
        assert report.complete, calls
        assert report.snapshot.new_objects + len(held - {report.snapshot.journal_sha256}) >= 9
        assert sound(target)
        assert len(backups(target)) == 1
    assert ends > 5


def test_what_a_killed_first_run_stored_is_not_copied_again(tmp_path: Path) -> None:
    root, target = make_archive(tmp_path / "库"), tmp_path / "备份"
    change(root, "收件箱/大.mp4", LARGE)
    back_up(root, target)
    shutil.rmtree(target / "snapshots")
    (target / "objects" / ".~archivist-1-1.tmp").write_bytes(b"half")
    (target / ".~archivist-1.tmp").write_bytes(b"half")
    (target / "snapshots" / ".~archivist-20261125T101500.tmp").mkdir(parents=True)
    report = back_up(root, target, later(1))
    assert report.snapshot.new_objects == 1  # the journal
    assert left_over(target) == []
    assert PHOTO in {entry.path for entry in read_entries(report.snapshot)}
    assert report.snapshot.files == len(FILES) + 2


def test_a_folder_in_snapshots_that_holds_more_than_ours_stays(place: Place) -> None:
    root, target = place
    folder = target / "snapshots" / ".~archivist-20200101T000000.tmp"
    folder.mkdir()
    (folder / "mine.txt").write_bytes(b"mine")
    assert back_up(root, target, later(1)).complete
    assert (folder / "mine.txt").read_bytes() == b"mine"


def test_a_file_that_is_too_large_for_the_drive_is_named(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = place
    real = drive.write

    def refuse(path: Path, chunks: Iterator[bytes]) -> str:
        content = b"".join(chunks)
        if len(content) > 1 << 20:
            raise drive.TargetError(OSError(errno.EFBIG, "File too large"))
        return real(path, iter((content,)))

    monkeypatch.setattr(storing, "write", refuse)
    (refused,) = back_up(root, target, later(1)).snapshot.refused
    assert refused.path == "收件箱/大.mp4"
    assert "too large for the drive" in refused.reason
    assert sound(target)
