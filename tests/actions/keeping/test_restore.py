"""Restoring a snapshot: everything that is sound, nothing that is not, and never over a file."""

from __future__ import annotations

import errno
import os
import random
import shutil
from dataclasses import replace
from datetime import timedelta
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
from archivist.model.operation import Verb
from archivist.store.backup import place, restoring, restoring_files
from archivist.store.backup.layout import open_target
from archivist.store.backup.place import BESIDE, UNFINISHED
from archivist.store.backup.snapshots import read_entries
from archivist.store.durable import copy_new
from archivist.store.journal import FILE, breaks, read_lines
from archivist.store.operations import writing
from tests.actions.keeping.backed_up import (
    ITEM,
    NOW,
    STUDIO,
    TIME,
    a_backup,
    an_archive,
    back_up,
    held,
    object_of,
)

FLIPS = int(os.environ.get("ARCHIVIST_FLIPS", "60")) // 3
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing wait for the drive, which other tests keep busy as well."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return an archive and its backup, which no test changes."""
    folder = tmp_path_factory.mktemp("whole")
    root = an_archive(folder)
    with writing(root, Verb.BACKUP, NOW) as session:
        session.note("backup", {"target": str(folder / "备份")})
    (root / STUDIO / "空文件夹").mkdir()
    back_up(root, folder / "备份")
    return root, folder / "备份"


@pytest.fixture
def own(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return an archive and its backup, for tests that damage something."""
    (tmp_path / "own").mkdir()
    return a_backup(tmp_path / "own", tmp_path_factory)


def expected(root: Path, target: Path) -> dict[str, bytes]:
    snapshot = open_target(target).snapshot("latest")
    return {each.path: (root / each.path).read_bytes() for each in read_entries(snapshot)}


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


def test_a_snapshot_is_taken_by_its_name(own: tuple[Path, Path], tmp_path: Path) -> None:
    root, target = own
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
    own: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = own
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


@pytest.mark.parametrize("gone", [True, False], ids=["missing", "damaged"])
def test_wrong_content_is_named_and_never_put_in_its_place(
    gone: bool, own: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = own
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


def test_a_file_of_another_is_left_and_named(own: tuple[Path, Path], tmp_path: Path) -> None:
    _root, target = own
    object_of(target, b"").unlink()
    new = tmp_path / "新"
    assert restore("latest", new, target).lost
    object_of(target, b"").write_bytes(b"")
    (new / ITEM / "空.txt").write_bytes(b"mine")
    done = restore("latest", new, target)
    assert [each.path for each in done.lost] == [f"{ITEM}/空.txt"]
    assert (new / ITEM / "空.txt").read_bytes() == b"mine"


def test_a_folder_that_is_not_empty_is_refused(whole: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    with pytest.raises(InvalidChoiceError, match="not empty"):
        restore("latest", tmp_path, whole[1])
    assert held(tmp_path) == {"mine": b"mine"}


def test_an_empty_folder_is_taken(whole: tuple[Path, Path], tmp_path: Path) -> None:
    assert restore("latest", tmp_path, whole[1]).files


@pytest.mark.parametrize(
    "where", ["archive", "archive/收件箱", "archive/新", "target/objects/新", ""]
)
def test_into_or_around_the_archive_or_the_backup_is_refused(
    where: str, own: tuple[Path, Path]
) -> None:
    root, target = own
    before = (held(root), held(target))
    folder = {"archive": root, "target": target, "": root.parent}[where.partition("/")[0]]
    with pytest.raises(InvalidChoiceError):
        restore("latest", folder / where.partition("/")[2], target)
    assert (held(root), held(target)) == before


@POSIX
def test_into_the_archive_by_a_link_is_refused(own: tuple[Path, Path], tmp_path: Path) -> None:
    root, target = own
    (tmp_path / "link").symlink_to(root / STUDIO, target_is_directory=True)
    with pytest.raises(InvalidChoiceError):
        restore("latest", tmp_path / "link" / "新", target)


def test_a_file_is_no_folder(whole: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(NotWritableError):
        restore("latest", tmp_path / "file", whole[1])


def test_another_snapshot_does_not_go_on_in_an_unfinished_folder(
    own: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = own
    object_of(target, b"").unlink()
    first = open_target(target).snapshot("latest").name
    restore("latest", tmp_path / "新", target)
    back_up(root, target, NOW + timedelta(days=1))
    with pytest.raises(InvalidChoiceError, match="not finished") as caught:
        restore("latest", tmp_path / "新", target)
    assert first in caught.value.hint
    assert not restore(first, tmp_path / "新", target).lost


def test_a_file_that_only_looks_unfinished_opens_no_folder(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / UNFINISHED).write_bytes(b"something else")
    with pytest.raises(InvalidChoiceError):
        restore("latest", tmp_path, whole[1])


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


def test_what_a_killed_restore_left_beside_is_swept(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = whole
    new = tmp_path / "新"
    started = open_target(target)
    begun = place.open_place(new, started, started.snapshot("latest"))
    (new / BESIDE / f"{'0' * 64}-3-77").write_bytes(b"half")
    (new / f"{UNFINISHED}.77.tmp").write_bytes(b"ha")
    assert place.unfinished(begun.folder) == begun.snapshot
    restore("latest", new, target)
    assert held(new) == expected(root, target)
    assert not (new / BESIDE).exists()


def test_a_restore_that_was_killed_at_its_very_first_write_goes_on(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / f"{UNFINISHED}.77.tmp").write_bytes(b"ha")
    restore("latest", tmp_path, whole[1])
    assert held(tmp_path) == expected(*whole)


def test_a_backup_that_vanishes_is_told_and_the_next_run_goes_on(
    own: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = own
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


@pytest.mark.parametrize(
    "path",
    [
        "../out.txt",
        "/out.txt",
        "a/../../out.txt",
        ".ARCHIVIST/x",
        ".archivist/.archivist/x",
        ".archivist",
        "nul\0.txt",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(
    path: str, whole: tuple[Path, Path], tmp_path: Path
) -> None:
    target = open_target(whole[1])
    snapshot = target.snapshot("latest")
    begun = place.open_place(tmp_path / "新", target, snapshot)
    evil = replace(read_entries(snapshot)[0], path=path)
    with pytest.raises(OSError, match="leads"):
        restoring.put(target, evil, begun, 0)
    assert held(tmp_path / "新").keys() == {UNFINISHED}
    assert not (tmp_path / "out.txt").exists()


@POSIX
@pytest.mark.parametrize("name", ["甲", ".archivist"])
def test_a_link_that_took_a_folders_place_is_not_followed(
    name: str, whole: tuple[Path, Path], tmp_path: Path
) -> None:
    target = open_target(whole[1])
    snapshot = target.snapshot("latest")
    begun = place.open_place(tmp_path / "新", target, snapshot)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "新" / name).symlink_to(tmp_path / "elsewhere")
    stored = replace(read_entries(snapshot)[0], path=f"{name}/x")
    with pytest.raises(OSError, match="link"):
        restoring.put(target, stored, begun, 0)
    assert held(tmp_path / "elsewhere") == {}


def test_a_snapshot_whose_lists_are_both_damaged_is_refused(
    own: tuple[Path, Path], tmp_path: Path
) -> None:
    _root, target = own
    for name in ("manifest-sha256.txt", "times.tsv"):
        for path in target.glob(f"snapshots/*/{name}"):
            path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(InvalidFileError):
        restore("latest", tmp_path / "新", target)
    assert not (tmp_path / "新").exists()


def test_without_times_everything_is_restored_all_the_same(
    own: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = own
    next(target.glob("snapshots/*/times.tsv")).write_bytes(b"")
    done = restore("latest", tmp_path / "新", target)
    assert (done.lost, done.timeless) == ((), True)
    assert done.bytes == sum(map(len, held(tmp_path / "新").values()))
    assert held(tmp_path / "新") == expected(root, target)


def test_what_was_never_backed_up_is_told(own: tuple[Path, Path], tmp_path: Path) -> None:
    root, target = own
    if os.name == "nt":
        pytest.skip("a link needs rights there")
    (root / STUDIO / "link").symlink_to(root)
    back_up(root, target, NOW + timedelta(days=1))
    done = restore("latest", tmp_path / "新", target)
    assert [each.path for each in done.never] == [f"{STUDIO}/link"]
    assert not done.lost
    assert not (tmp_path / "新" / UNFINISHED).exists()


def test_a_note_of_an_earlier_restore_is_no_part_of_the_archive(
    own: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = own
    (root / UNFINISHED).write_bytes(b"old")
    snapshot = back_up(root, target, NOW + timedelta(days=1))
    assert not restore(snapshot.name, tmp_path / "新", target).lost
    assert UNFINISHED not in held(tmp_path / "新")


def test_progress_is_told(whole: tuple[Path, Path], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    done = restore("latest", tmp_path, whole[1], progress=lambda *at: told.append(at))
    assert told[-1] == (done.files, done.files)


def test_an_empty_folder_whose_name_is_taken_is_named(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    target = open_target(whole[1])
    place.open_place(tmp_path / "新", target, target.snapshot("latest"))
    (tmp_path / "新" / STUDIO).mkdir()
    (tmp_path / "新" / STUDIO / "空文件夹").write_bytes(b"mine")
    done = restore("latest", tmp_path / "新", whole[1])
    assert [each.path for each in done.lost] == [f"{STUDIO}/空文件夹"]


def test_what_is_lost_is_told_up_to_a_bound(
    own: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action, "_TOLD", 1)
    object_of(own[1], "签到".encode()).unlink()
    restore("latest", tmp_path / "新", own[1])
    assert (tmp_path / "新" / UNFINISHED).read_text("utf-8-sig").endswith("…\n")


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


@POSIX
def test_a_new_folder_is_open_to_those_alone_to_whom_the_backup_is(
    own: tuple[Path, Path], tmp_path: Path
) -> None:
    own[1].chmod(0o700)
    restore("latest", tmp_path / "新", own[1])
    assert (tmp_path / "新").stat().st_mode & 0o777 == 0o700


def test_a_bit_flipped_anywhere_never_gives_wrong_content(
    own: tuple[Path, Path], tmp_path: Path
) -> None:
    """Whatever is flipped: what is restored is right, and what is not is named."""
    root, target = own
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
