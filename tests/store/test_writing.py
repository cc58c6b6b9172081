"""Writing: whole or not at all, and never over something of the user's."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from archivist.store import renaming
from archivist.store.writing import make_folder, make_text, replace_own, replace_report

MARK = b"<!-- report -->"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    assert make_folder(tmp_path / "a" / "b")
    assert not make_folder(tmp_path / "a" / "b")


def test_a_file_in_the_place_of_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OSError, match="a"):
        make_folder(tmp_path / "a")


def test_a_new_text_is_written_whole(tmp_path: Path) -> None:
    assert make_text(tmp_path / "说明.txt", "一\r\n")
    assert (tmp_path / "说明.txt").read_bytes() == "一\r\n".encode()
    assert names(tmp_path) == ["说明.txt"]


def test_what_is_there_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text("我的", encoding="utf-8")
    assert not make_text(tmp_path / "说明.txt", "别的")
    assert (tmp_path / "说明.txt").read_text(encoding="utf-8") == "我的"


@pytest.mark.parametrize("native", [True, False])
def test_a_file_that_appears_meanwhile_is_kept(
    native: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a"
    rename_new = renaming.rename_new
    if not native:
        monkeypatch.setattr(renaming, "_native", lambda: None)

    def appear(source: Path, place: Path) -> None:
        target.write_bytes(b"theirs")
        rename_new(source, place)

    monkeypatch.setattr("archivist.store.moving.rename_new", appear)
    assert not make_text(target, "ours")
    assert target.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a"]


def test_a_report_replaces_a_report(tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    assert replace_report(path, MARK + b"1", MARK)
    assert replace_report(path, MARK + b"2", MARK)
    assert path.read_bytes() == MARK + b"2"
    assert names(tmp_path) == ["r.html"]


def test_a_report_never_replaces_another_file(tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    path.write_bytes(b"a thesis")
    assert not replace_report(path, MARK, MARK)
    assert path.read_bytes() == b"a thesis"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_no_report_and_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    os.mkfifo(path)
    assert not replace_report(path, MARK, MARK)
    assert path.is_fifo()


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    assert not replace_report(tmp_path, MARK, MARK)


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.html"
    replace_report(path, MARK + b"1", MARK)

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("archivist.store.writing.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_report(path, MARK + b"2", MARK)
    with pytest.raises(OSError, match="No space"):
        make_text(tmp_path / "new.txt", "x")
    assert path.read_bytes() == MARK + b"1"
    assert names(tmp_path) == ["r.html"]


def test_only_what_is_known_as_our_own_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert replace_own(path, b"one", lambda _: False)
    assert not replace_own(path, b"two", lambda _: False)
    assert path.read_bytes() == b"one"
    assert replace_own(path, b"two", lambda there: there == path)
    assert path.read_bytes() == b"two"
