"""Plain files: whole and on the disk, or away again."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from io import BufferedWriter
from pathlib import Path

import pytest

from archivist.store import durable
from archivist.store.durable import copy_new, discard, write_new

WAYS: dict[str, Callable[[Path], object]] = {
    "written": lambda path: write_new(path, b"new"),
    "copied": lambda path: copy_new(path.with_name("old"), path),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_what_a_full_drive_cut_off_is_closed_before_it_is_taken_away(
    way: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old").write_bytes(b"old")
    opened: list[BufferedWriter] = []
    real_open = Path.open

    def noted(path: Path, mode: str = "r") -> object:
        file = real_open(path, mode)
        opened.append(file)  # type: ignore[arg-type]
        return file

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def closed_first(path: Path) -> None:
        assert all(file.closed for file in opened), "Windows takes no open file away"
        discard(path)

    monkeypatch.setattr(Path, "open", noted)
    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(durable, "discard", closed_first)
    with pytest.raises(OSError, match="No space"):
        way(tmp_path / "new")
    assert opened
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_what_has_the_name_already_stays(way: Callable[[Path], object], tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "new").write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        way(tmp_path / "new")
    assert (tmp_path / "new").read_bytes() == b"theirs"
