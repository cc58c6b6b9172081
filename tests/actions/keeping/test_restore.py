"""Restoring a snapshot, or a part of it: everything, with its time."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from archivist.actions.keeping.restore import restore
from archivist.errors import (
    InvalidChoiceError,
)
from archivist.store.backup.layout import open_target
from archivist.store.backup.place import BESIDE, UNFINISHED
from archivist.store.journal import FILE, breaks, read_lines
from tests.actions.keeping.backed_up import (
    ITEM,
    NOW,
    STUDIO,
    TIME,
    back_up,
    expected,
    held,
)


def test_everything_is_restored_with_its_time(whole: tuple[Path, Path], tmp_path: Path) -> None:
    root, target = whole
    new = tmp_path / "新"
    done = restore("latest", new, target)
    assert held(new) == expected(root, target)
    assert (done.files, done.lost, done.before) == (len(held(new)), (), 0)
    assert done.bytes == sum(map(len, held(new).values()))
    assert (new / ITEM / "签到表.txt").stat().st_mtime_ns == TIME
    assert (new / STUDIO / "空文件夹").is_dir()
    assert not (new / BESIDE).exists()
    journal = new / ".archivist" / FILE
    assert journal.read_bytes() == (root / ".archivist" / FILE).read_bytes()
    assert list(breaks(read_lines(journal))) == []
    assert done.odd == (() if os.name == "nt" else (f"{ITEM}/a\\b\nc:.txt",))


def test_the_archive_and_the_backup_are_not_touched(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = whole
    before = (held(root), held(target))
    restore("latest", tmp_path / "新", target)
    assert (held(root), held(target)) == before


def test_a_snapshot_is_taken_by_its_name(copied: tuple[Path, Path], tmp_path: Path) -> None:
    root, target = copied
    (root / ITEM / "签到表.txt").write_bytes(b"changed")
    second = back_up(root, target, NOW + timedelta(days=1))
    first = open_target(target).snapshots()[0].name
    restore(first, tmp_path / "1", target)
    restore(second.name, tmp_path / "2", target)
    assert (tmp_path / "1" / ITEM / "签到表.txt").read_text("utf-8") == "签到"
    assert (tmp_path / "2" / ITEM / "签到表.txt").read_bytes() == b"changed"
    with pytest.raises(InvalidChoiceError):
        restore("20200101T000000", tmp_path / "3", target)
    assert not (tmp_path / "3").exists()


@pytest.mark.parametrize(
    ("only", "count"),
    [
        (STUDIO, None),
        (f"{ITEM}/签到表.txt", 1),
        ("签到表.txt", 1),
        ("20250318 测流授课", None),
        (f"./{ITEM}/", None),
        ("archive.toml", 1),
    ],
)
def test_a_part_is_restored(
    only: str, count: int | None, whole: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = whole
    done = restore("latest", tmp_path / "新", target, [only])
    found = held(tmp_path / "新")
    folder = ITEM if "2025" in only else STUDIO
    wanted = {
        path: content
        for path, content in expected(root, target).items()
        if (path.endswith(only.strip("./")) if count else path.startswith(f"{folder}/"))
    }
    assert found == wanted
    assert done.files == (count or len(wanted))


def test_several_parts_are_restored(whole: tuple[Path, Path], tmp_path: Path) -> None:
    restore("latest", tmp_path / "新", whole[1], ["archive.toml", "收件箱"])
    assert "archive.toml" in held(tmp_path / "新")
    assert "收件箱/等待.txt" in held(tmp_path / "新")
    assert not (tmp_path / "新" / STUDIO).exists()


def test_a_part_that_is_not_there_or_is_several_is_refused(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = copied
    other = root / STUDIO / "18 工作台账" / "签到表.txt"
    other.write_bytes(b"x")
    back_up(root, target, NOW + timedelta(days=1))
    with pytest.raises(InvalidChoiceError, match="several"):
        restore("latest", tmp_path / "新", target, ["签到表.txt"])
    with pytest.raises(InvalidChoiceError, match="nothing"):
        restore("latest", tmp_path / "新", target, ["没有"])
    with pytest.raises(InvalidChoiceError, match="nothing") as caught:
        restore("latest", tmp_path / "新", target, ["台账.cs"])
    assert f"{STUDIO}/18 工作台账/台账.csv" in caught.value.hint
    assert not (tmp_path / "新").exists()


def test_what_was_never_backed_up_is_told(copied: tuple[Path, Path], tmp_path: Path) -> None:
    root, target = copied
    if os.name == "nt":
        pytest.skip("a link needs rights there")
    (root / STUDIO / "link").symlink_to(root)
    back_up(root, target, NOW + timedelta(days=1))
    done = restore("latest", tmp_path / "新", target)
    assert [each.path for each in done.never] == [f"{STUDIO}/link"]
    assert not done.lost
    assert not (tmp_path / "新" / UNFINISHED).exists()


def test_a_note_of_an_earlier_restore_is_no_part_of_the_archive(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = copied
    (root / UNFINISHED).write_bytes(b"old")
    snapshot = back_up(root, target, NOW + timedelta(days=1))
    assert not restore(snapshot.name, tmp_path / "新", target).lost
    assert UNFINISHED not in held(tmp_path / "新")


def test_progress_is_told(whole: tuple[Path, Path], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    done = restore("latest", tmp_path, whole[1], progress=lambda *at: told.append(at))
    assert told[-1] == (done.files, done.files)
