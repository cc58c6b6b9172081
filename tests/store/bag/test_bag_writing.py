"""A bag is written whole, of files that are what they were, or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest

from archivist.errors import NotWritableError
from archivist.model.manifest import Sealed
from archivist.store import pack_kinds
from archivist.store.bag import writing
from archivist.store.bag.writing import Copied, new_bag

X = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
TARGETS = ["bag", "bag.zip"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "source.txt"
    file.write_bytes(b"x")
    return file


def copied(tmp_path: Path, source: Path, target: str, sealed: Sealed | None = None) -> Copied:
    with new_bag(tmp_path / target) as writer:
        return writer.copy(source, "source.txt", sealed)


def sealed(source: Path, sha256: str = X, size: int = 1) -> Sealed:
    return Sealed("source.txt", sha256, size, source.stat().st_mtime_ns, date(2025, 1, 1))


@pytest.mark.parametrize("target", TARGETS)
def test_a_file_that_is_as_it_was_sealed_agrees(tmp_path: Path, source: Path, target: str) -> None:
    made = copied(tmp_path, source, target, sealed(source))
    assert made == Copied(path="source.txt", sha256=X, size=1, agrees=True)


@pytest.mark.parametrize("target", TARGETS)
def test_rot_is_refused(tmp_path: Path, source: Path, target: str) -> None:
    made = copied(tmp_path, source, target, sealed(source, "0" * 64))
    assert made.damaged
    assert "sealed" in made.reason


def test_rot_is_refused_where_the_drive_keeps_times_less_exactly(
    tmp_path: Path, source: Path
) -> None:
    os.utime(source, ns=(0, 1_700_000_000_000_000_000))
    finer = Sealed("source.txt", "0" * 64, 1, 1_700_000_001_234_567_800, date(2025, 1, 1))
    assert copied(tmp_path, source, "bag", finer).damaged


def test_an_edit_is_handed_over_and_does_not_agree(tmp_path: Path, source: Path) -> None:
    made = copied(tmp_path, source, "bag", sealed(source, "0" * 64, size=2))
    assert (made.reason, made.agrees) == ("", False)


def growing(source: Path) -> None:
    with source.open("ab") as file:
        file.write(b"more")


def replaced(source: Path) -> None:
    other = source.with_name("other")
    other.write_bytes(b"y")
    os.replace(other, source)  # noqa: PTH105 - as an editor does


def touched(source: Path) -> None:
    os.utime(source, ns=(1, 1))


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("change", [growing, replaced, touched, Path.unlink])
def test_a_file_that_changes_while_it_is_read_is_refused(
    change: Callable[[Path], None],
    target: str,
    tmp_path: Path,
    source: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = writing._read

    def meanwhile(old: BinaryIO, sums: hashlib._Hash) -> Iterator[bytes]:
        chunks = list(read(old, sums))
        change(source)
        return iter(chunks)

    monkeypatch.setattr(writing, "_read", meanwhile)
    assert copied(tmp_path, source, target).reason


@pytest.mark.parametrize("loss", [Path.unlink, growing], ids=["taken away", "changed"])
def test_a_bag_of_which_something_is_lost_before_it_is_done_does_not_appear(
    loss: Callable[[Path], None], tmp_path: Path, source: Path
) -> None:
    def making() -> None:
        with new_bag(tmp_path / "bag") as writer:
            assert not writer.copy(source, "a").reason
            loss(next(tmp_path.glob(".~archivist-*/pack/data/a")))
            writer.finish([])

    with pytest.raises(NotWritableError):
        making()
    assert sorted(path.name for path in tmp_path.iterdir()) == [source.name]


@pytest.mark.parametrize("target", TARGETS)
def test_a_disk_that_fails_while_reading_is_told_as_the_file_s(
    target: str, tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing:
        def read(self, _count: int) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    read = writing._read
    monkeypatch.setattr(writing, "_read", lambda _old, sums: read(Failing(), sums))  # type: ignore[arg-type]
    made = copied(tmp_path, source, target)
    assert made.reason
    assert made.sha256 == ""


def test_a_folder_or_a_missing_file_is_refused(tmp_path: Path, source: Path) -> None:
    assert copied(tmp_path, tmp_path, "bag").reason
    assert copied(tmp_path, source.with_name("none"), "bag2").reason


def full(*_args: object, **_more: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("target", "name"),
    [("bag", "archivist.store.pack_kinds.pour_new"), ("bag.zip", "zipfile.ZipFile.open")],
)
def test_a_full_disk_leaves_nothing(
    target: str, name: str, tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name, full)
    with pytest.raises(NotWritableError, match="the drive is full"):
        copied(tmp_path, source, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source.txt"]


def test_a_large_file_is_not_pressed(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import zipfile  # noqa: PLC0415

    monkeypatch.setattr(pack_kinds, "_LARGE", 0)
    copied(tmp_path, source, "bag.zip")
    with zipfile.ZipFile(tmp_path / "bag.zip") as archive:
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
