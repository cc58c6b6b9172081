"""Whether a backup can be made at a place."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from archivist.errors import NotReadableError, NotWritableError
from archivist.store import lock
from archivist.store.backup.drive import TargetError
from archivist.store.backup.preparing import check_place, locked, make_place
from tests.store.archive_of_files import posix
from tests.store.backup.archives import NOW, back_up, make_archive


def test_a_place_is_new_or_holds_a_backup(tmp_path: Path) -> None:
    root, target = make_archive(tmp_path / "库"), tmp_path / "备份"
    assert not check_place(target, root)
    target.mkdir()
    for name in ("lock", ".~archivist-12-0.tmp"):
        (target / name).write_bytes(b"")
    assert not check_place(target, root)
    back_up(root, target)
    assert check_place(target, root)


def test_a_folder_that_cannot_be_listed_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> list[str]:
        raise PermissionError

    root = make_archive(tmp_path / "库")
    monkeypatch.setattr(os, "listdir", refuse)
    with pytest.raises(NotReadableError, match="does not allow"):
        check_place(tmp_path / "备份", root)


@posix
def test_a_new_target_is_open_to_those_to_whom_the_archive_is(tmp_path: Path) -> None:
    root, target = make_archive(tmp_path / "库"), tmp_path / "备份"
    root.chmod(0o700)
    make_place(target, root)
    make_place(target, root)
    assert stat.S_IMODE(target.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_the_targets_fault(tmp_path: Path) -> None:
    with pytest.raises(TargetError):
        make_place(tmp_path / "a" / "b", tmp_path)


def test_a_drive_that_cannot_lock_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: int) -> bool:
        raise OSError(os.strerror(5))

    monkeypatch.setattr(lock, "lock_byte", refuse)
    with pytest.raises(NotWritableError, match="cannot lock"), locked(tmp_path, NOW):
        pass
