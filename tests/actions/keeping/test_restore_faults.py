"""Restoring from what is damaged, to what is full, and from or to what goes away meanwhile."""

from __future__ import annotations

import errno
import os
import random
import shutil
from pathlib import Path

import pytest

from archivist.actions.keeping import restore as action
from archivist.actions.keeping.restore import restore
from archivist.errors import (
    InvalidChoiceError,
    InvalidFileError,
    NotReadableError,
    NotWritableError,
)
from archivist.store.backup import restoring, restoring_files
from archivist.store.backup.names import summed, unsummed
from archivist.store.backup.place import BESIDE, UNFINISHED
from archivist.store.durable import copy_new
from tests.actions.keeping.backed_up import (
    ITEM,
    expected,
    held,
    object_of,
)

FLIPS = int(os.environ.get("ARCHIVIST_FLIPS", "60")) // 3


@pytest.mark.parametrize("gone", [True, False], ids=["missing", "damaged"])
def test_wrong_content_is_named_and_never_put_in_its_place(
    gone: bool, copied: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = copied
    victim = object_of(target, "签到".encode())
    good = victim.read_bytes()
    victim.unlink()
    if not gone:
        victim.write_bytes(bytes([good[0] ^ 1]) + good[1:])
    new = tmp_path / "新"
    done = restore("latest", new, target)
    assert {each.path for each in done.lost} == {f"{ITEM}/签到表.txt", f"{ITEM}/签到表 的副本.txt"}
    assert all("backup" in each.reason for each in done.lost)
    told = held(new).pop(UNFINISHED).decode("utf-8-sig")
    assert "签到表.txt" in told
    wanted = expected(root, target)
    found = {path: content for path, content in held(new).items() if path != UNFINISHED}
    assert found == {p: c for p, c in wanted.items() if c != good}
    victim.write_bytes(good)
    again = restore("latest", new, target)
    assert (again.lost, again.before) == ((), len(found))
    assert held(new) == wanted


def test_when_the_drive_is_full_it_says_so_and_goes_on_later(
    whole: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = whole
    left = [3]

    def filling(source: Path, path: Path) -> str:
        left[0] -= 1
        if left[0] < 0:
            path.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")
        return copy_new(source, path)

    new = tmp_path / "新"
    monkeypatch.setattr(restoring, "copy_new", filling)
    with pytest.raises(NotWritableError, match="full") as caught:
        restore("latest", new, target)
    assert "goes on" in caught.value.hint
    assert (new / UNFINISHED).exists()
    assert not (new / BESIDE).exists()
    monkeypatch.undo()
    done = restore("latest", new, target)
    assert done.before == 3
    assert held(new) == expected(root, target)


def test_a_backup_that_vanishes_is_told_and_the_next_run_goes_on(
    copied: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = copied
    away = tmp_path / "away"
    left = [2]

    def vanishing(source: Path, path: Path) -> str:
        left[0] -= 1
        if left[0] == 0:
            target.rename(away)
        return copy_new(source, path)

    monkeypatch.setattr(restoring, "copy_new", vanishing)
    monkeypatch.setattr(restoring_files, "_THREADS", 1)
    with pytest.raises(NotReadableError, match="not there any more"):
        restore("latest", tmp_path / "新", target)
    monkeypatch.undo()
    away.rename(target)
    assert not restore("latest", tmp_path / "新", target).lost
    assert held(tmp_path / "新") == expected(root, target)


def test_a_snapshot_whose_lists_are_both_damaged_is_refused(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    _root, target = copied
    for name in ("manifest-sha256.txt", "times.tsv"):
        for path in target.glob(f"snapshots/*/{name}"):
            path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(InvalidFileError):
        restore("latest", tmp_path / "新", target)
    assert not (tmp_path / "新").exists()


def test_without_times_everything_is_restored_all_the_same(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = copied
    next(target.glob("snapshots/*/times.tsv")).write_bytes(b"")
    done = restore("latest", tmp_path / "新", target)
    assert (done.lost, done.timeless) == ((), True)
    assert done.bytes == sum(map(len, held(tmp_path / "新").values()))
    assert held(tmp_path / "新") == expected(root, target)


def test_what_is_lost_is_told_up_to_a_bound(
    copied: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action, "_TOLD", 1)
    object_of(copied[1], "签到".encode()).unlink()
    restore("latest", tmp_path / "新", copied[1])
    assert (tmp_path / "新" / UNFINISHED).read_text("utf-8-sig").count("…\n") == 1


def test_when_the_drive_goes_nothing_more_is_tried(
    whole: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "新"

    def going(_source: Path, _path: Path) -> str:
        new.rename(tmp_path / "away")
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(restoring, "copy_new", going)
    monkeypatch.setattr(restoring_files, "_THREADS", 1)
    with pytest.raises(NotWritableError, match="drive reports"):
        restore("latest", new, whole[1])


def test_a_bit_flipped_anywhere_never_gives_wrong_content(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    """Whatever is flipped: what is restored is right, and what is not is named."""
    root, target = copied
    wanted = expected(root, target)
    chance = random.Random(11)  # noqa: S311 - the same places each time
    files = sorted(path for path in target.rglob("*") if path.is_file() and path.stat().st_size)
    for number in range(FLIPS):
        path, new = chance.choice(files), tmp_path / str(number)
        content = path.read_bytes()
        place_ = chance.randrange(len(content))
        flipped = bytes([content[place_] ^ (1 << chance.randrange(8))])
        path.write_bytes(content[:place_] + flipped + content[place_ + 1 :])
        try:
            done = restore("latest", new, target)
        except (InvalidChoiceError, InvalidFileError):
            done = None
        path.write_bytes(content)
        found = {each: text for each, text in held(new).items() if each != UNFINISHED}
        assert found.items() <= wanted.items()
        assert done is None or wanted.keys() - found.keys() == {each.path for each in done.lost}
        assert done is not None or found == {}
        if new.exists():
            shutil.rmtree(new)


def test_without_the_file_of_times_everything_is_restored_all_the_same(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = copied
    next(target.glob("snapshots/*/times.tsv")).unlink()
    done = restore("latest", tmp_path / "新", target)
    assert (done.lost, done.timeless) == ((), True)
    assert held(tmp_path / "新") == expected(root, target)


@pytest.mark.skipif(os.name == "nt", reason="there such a folder can be made")
def test_an_empty_folder_whose_name_is_no_text_is_named(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    _root, target = copied
    facts = next(target.glob("snapshots/*/snapshot.json"))
    value = unsummed(facts.read_bytes())
    assert value is not None
    del value["sum"]
    facts.write_bytes(summed(value | {"empty_folders": ["\ud800"]}))
    (lost,) = restore("latest", tmp_path / "新", target).lost
    assert (lost.path, lost.reason) == ("\ud800", "its name is no text")
