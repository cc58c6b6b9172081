"""Renaming onto a free name, with the system's help and without."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

import pytest

from archivist.store import renaming
from archivist.store.renaming import PLACEHOLDER, exchange, is_placeholder, rename_new

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses by itself")


@pytest.fixture(params=["native", "placeholder", "unknown"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "placeholder":
        monkeypatch.setattr(renaming, "_native", lambda: None)
    if request.param == "unknown":
        monkeypatch.setattr(renaming, "_native", lambda: lambda *_args: errno.EINVAL)
    return str(request.param)


def test_a_free_name_is_taken(way: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    rename_new(tmp_path / "a", tmp_path / "乙")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"乙": b"1"}


def test_a_taken_name_is_refused_and_both_stay(way: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    with pytest.raises(FileExistsError):
        rename_new(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == b"1"
    assert (tmp_path / "b").read_bytes() == b"2"


@posix
def test_a_link_that_leads_nowhere_takes_the_name_too(way: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        rename_new(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").is_symlink()


def test_without_a_source_nothing_of_ours_stays(way: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rename_new(tmp_path / "a", tmp_path / "b")
    assert list(tmp_path.iterdir()) == []


def test_without_a_folder_the_source_stays(way: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    with pytest.raises(FileNotFoundError):
        rename_new(tmp_path / "a", tmp_path / "no" / "b")
    assert (tmp_path / "a").read_bytes() == b"1"


@posix
def test_a_rename_that_is_refused_leaves_no_placeholder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"1")
    monkeypatch.setattr(renaming, "_native", lambda: None)

    def refused(_source: Path, target: Path) -> None:
        assert target.read_bytes() == PLACEHOLDER
        raise PermissionError(errno.EACCES, "refused")

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError):
        rename_new(tmp_path / "a", tmp_path / "b")
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


@posix
def test_what_came_into_the_place_of_the_placeholder_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"1")
    monkeypatch.setattr(renaming, "_native", lambda: None)

    def refused(_source: Path, target: Path) -> None:
        target.write_bytes(b"mine")
        raise PermissionError(errno.EACCES, "refused")

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError):
        rename_new(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PLACEHOLDER, True),
        (PLACEHOLDER[:9], True),
        (b"", True),
        (PLACEHOLDER + b"!", False),
        (b"mine", False),
    ],
)
def test_a_placeholder_is_known_by_its_content(
    content: bytes, expected: bool, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(content)
    assert is_placeholder(tmp_path / "a") is expected
    assert not is_placeholder(tmp_path / "b")
    assert not is_placeholder(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="known to work there")
def test_two_files_change_places(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    assert exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == b"2"
    assert (tmp_path / "b").read_bytes() == b"1"
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "a", tmp_path / "c")


def test_where_nothing_can_be_exchanged_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renaming, "_native", lambda: None)
    assert not exchange(tmp_path / "a", tmp_path / "b")


@posix
def test_a_system_without_the_call_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_args, **_more: object())
    assert renaming._native.__wrapped__() is None


@posix
def test_the_call_of_macos_is_used_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls = []

    class Library:
        def renamex_np(self, *args: object) -> int:
            calls.append(args)
            return 0

    monkeypatch.setattr(ctypes, "CDLL", lambda *_args, **_more: Library())
    monkeypatch.setattr(sys, "platform", "darwin")
    call = renaming._native.__wrapped__()
    assert call
    assert [call(b"a", b"b", False), call(b"a", b"b", True)] == [0, 0]
    assert calls == [(b"a", b"b", 4), (b"a", b"b", 2)]
    assert os.name == "posix"
