"""Hashing on threads: in order, each file once, and no link or pipe is followed."""

from __future__ import annotations

import hashlib
import os
from itertools import islice
from pathlib import Path

import pytest

from archivist.store.hashing import hashed, read_files, sha256_of
from tests.store.archive_of_files import posix


def make(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.bin" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(bytes([number % 256]) * number * 7)
    return paths


@pytest.mark.parametrize("threads", [1, 3, None])
def test_files_come_in_order_with_their_digests(threads: int | None, tmp_path: Path) -> None:
    paths = make(tmp_path, 150)
    expected = [(path, hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths]
    assert list(hashed(paths, threads)) == expected
    assert list(hashed([], threads)) == []


def test_a_file_is_read_with_its_size_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 3_000_000)
    os.utime(path, ns=(5, 10**18))
    ((_path, content),) = read_files([str(path)])
    assert not isinstance(content, OSError)
    assert (content.size, content.mtime_ns, content.steady) == (3_000_000, 10**18, True)
    assert content.sha256 == sha256_of(path)


def test_whoever_stops_listening_is_not_waited_for(tmp_path: Path) -> None:
    paths = make(tmp_path, 300)
    assert len(list(islice(hashed(iter(paths)), 3))) == 3


def test_what_is_no_file_or_gone_is_an_error_of_its_own(tmp_path: Path) -> None:
    good = make(tmp_path, 1)[0]
    found = dict(hashed([tmp_path / "gone", tmp_path, good]))
    assert isinstance(found[tmp_path / "gone"], FileNotFoundError)
    assert isinstance(found[tmp_path], OSError)
    assert isinstance(found[good], str)
    with pytest.raises(OSError, match="ordinary"):
        sha256_of(tmp_path)


@posix
def test_links_and_pipes_are_refused(tmp_path: Path) -> None:
    good = make(tmp_path, 1)[0]
    (tmp_path / "link").symlink_to(good)
    os.mkfifo(tmp_path / "pipe")
    found = dict(hashed([tmp_path / "link", tmp_path / "pipe"]))
    assert all(isinstance(each, OSError) for each in found.values())


def test_a_file_that_changes_while_it_is_read_is_not_steady(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path, 9)[8]
    real = os.fstat
    asked: list[int] = []

    def growing(handle: int) -> os.stat_result:
        asked.append(handle)
        if len(asked) == 3:
            with path.open("ab") as file:
                file.write(b"more")
        return real(handle)

    monkeypatch.setattr("archivist.store.hashing.os.fstat", growing)
    ((_path, content),) = read_files([path], 1)
    assert not isinstance(content, OSError)
    assert not content.steady
