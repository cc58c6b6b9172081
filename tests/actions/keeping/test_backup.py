"""``archivist backup``: all that counts, once, and a snapshot that names it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from archivist.actions.keeping import backup as action
from archivist.actions.keeping.backup import backups
from archivist.errors import (
    BusyError,
    InvalidChoiceError,
    InvalidFileError,
    NotReadableError,
    NotWritableError,
)
from archivist.model.entry import Entry, EntryKind
from archivist.store.backup import gathering
from archivist.store.backup.names import FACTS, MARKER
from archivist.store.backup.objects import ChangingError, Objects
from archivist.store.backup.preparing import locked
from archivist.store.backup.snapshots import read_entries
from archivist.store.backup.times import Stored
from archivist.store.journal_notes import notes
from archivist.store.tree import walk_folder
from tests.guard import guarded
from tests.store.archive_of_files import posix
from tests.store.backup.archives import (
    FILES,
    FIRST,
    NOW,
    OLD,
    PHOTO,
    SHEET,
    back_up,
    change,
    later,
    left_over,
    make_archive,
    objects,
    opened,
    sha,
    tree,
)

Place = tuple[Path, Path]
JOURNAL = ".archivist/journal.jsonl"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_archive(tmp_path / "库"), tmp_path / "备份"


def entries(target: Path, name: str = "latest") -> dict[str, Stored]:
    return {each.path: each for each in read_entries(opened(target).snapshot(name))}


def test_all_that_counts_is_backed_up_and_nothing_else(place: Place) -> None:
    root, target = place
    before = tree(root)
    with guarded(root):
        report = back_up(root, target)
    assert report.complete
    assert tree(root) == before
    found = entries(target)
    assert {path: each.sha256 for path, each in found.items()} == {
        path: sha(content) for path, content in FILES.items()
    }
    assert {each.mtime_ns for each in found.values()} == {OLD}
    assert objects(target) == {sha(content): content for content in FILES.values()}
    assert (report.snapshot.new_objects, report.read) == (8, 9)
    assert left_over(target) == []


def test_the_journal_tells_of_it(place: Place) -> None:
    root, target = place
    back_up(root, target)
    (note,) = notes(root, "backup")
    (snapshot,) = backups(target)
    assert {key: note.value[key] for key in ("target", "snapshot", "files", "bytes")} == {
        "target": str(target),
        "snapshot": FIRST,
        "files": len(FILES),
        "bytes": sum(map(len, FILES.values())),
    }
    assert note.value["manifest"] == snapshot.manifest_sha256
    back_up(root, target, later(1))
    again = opened(target).snapshot("latest")
    assert again.journal_line == 1
    assert JOURNAL in entries(target)


def test_what_has_not_changed_is_not_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = place
    back_up(root, target)
    change(root, SHEET, b"%PDF-1.4 a longer sheet")
    read: list[Path] = []
    real = Objects.take

    def watched(self: Objects, source: Path, *, known: bool) -> object:
        read.append(source)
        return real(self, source, known=known)

    monkeypatch.setattr(Objects, "take", watched)
    report = back_up(root, target, later(1))
    assert sorted(read) == sorted([root / SHEET, root / JOURNAL])
    assert (report.snapshot.new_objects, report.read) == (2, 2)
    read.clear()
    assert back_up(root, target, later(2), reread=True).read == len(read) == len(FILES) + 1


def test_an_equal_snapshot_is_one_all_the_same(place: Place) -> None:
    root, target = place
    back_up(root, target)
    back_up(root, target, later(1))
    contents = objects(target)
    back_up(root, target, later(2))
    assert [each.name for each in backups(target)] == [
        FIRST,
        "20261126T101500",
        "20261127T101500",
    ]
    # Only the journal, which tells of the backup before, is another one.
    assert len(objects(target)) == len(contents) + 1


def test_a_change_that_keeps_size_and_time_is_found_by_reading_anew(place: Place) -> None:
    root, target = place
    back_up(root, target)
    change(root, PHOTO, b"A PHOTO")
    back_up(root, target, later(1))
    assert entries(target)[PHOTO].sha256 == sha(b"a photo")
    back_up(root, target, later(2), reread=True)
    assert entries(target)[PHOTO].sha256 == sha(b"A PHOTO")


def test_what_changed_about_the_last_backup_is_read_again(place: Place) -> None:
    root, target = place
    just = int(NOW.timestamp()) * 1_000_000_000 - 1_000_000_000
    os.utime(root / PHOTO, ns=(just, just))
    back_up(root, target)
    (root / PHOTO).write_bytes(b"A PHOTO")
    os.utime(root / PHOTO, ns=(just, just))
    back_up(root, target, later(1))
    assert entries(target)[PHOTO].sha256 == sha(b"A PHOTO")


def test_an_object_that_is_lost_is_stored_again(place: Place) -> None:
    root, target = place
    back_up(root, target)
    name = sha(b"a photo")
    (target / "objects" / name[:2] / name).unlink()
    assert back_up(root, target, later(1)).complete
    assert objects(target)[name] == b"a photo"


def test_what_moves_while_it_is_backed_up_is_found_where_it_is_now(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = place
    walks: list[int] = []

    def moving(*args: object) -> object:
        if args[1] == "":
            walks.append(1)
        if len(walks) == 2:
            (root / "收件箱/待归.jpg").rename(root / "测流创新工作室/07 空/待归.jpg")
            walks.append(2)
        return walk_folder(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(gathering, "walk_folder", moving)
    assert back_up(root, target).complete
    found = entries(target)
    assert "测流创新工作室/07 空/待归.jpg" in found
    assert "收件箱/待归.jpg" not in found
    assert backups(target)[0].empty_folders == ()


@posix
def test_what_cannot_be_backed_up_is_named_and_the_rest_is_there(place: Place) -> None:
    root, target = place
    (root / "收件箱/链接").symlink_to("/etc")
    os.mkfifo(root / "收件箱/管道")
    (root / "收件箱" / os.fsdecode(b"\xff\xfe.jpg")).write_bytes(b"odd")
    report = back_up(root, target)
    assert not report.complete
    assert [(each.path, each.reason) for each in report.snapshot.refused] == [
        ("收件箱/管道", "it is no ordinary file"),
        ("收件箱/链接", "it is a link, which is not followed"),
    ]
    assert set(entries(target)) == {*FILES, "收件箱/\udcff\udcfe.jpg"}


def test_a_file_that_cannot_be_read_or_changes_is_named(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = place
    real = Objects.take

    def refuse(self: Objects, source: Path, *, known: bool) -> object:
        if source.name == "签到表.pdf":
            raise PermissionError
        if source.name == "待归.jpg":
            raise ChangingError
        return real(self, source, known=known)

    monkeypatch.setattr(Objects, "take", refuse)
    refused = {each.path: each.reason for each in back_up(root, target).snapshot.refused}
    assert refused["收件箱/待归.jpg"] == "it changes just now"
    assert "does not allow" in refused[SHEET]
    assert set(entries(target)) == {*FILES} - set(refused)
    monkeypatch.undo()
    assert back_up(root, target, later(1)).complete


def test_a_name_that_no_list_can_hold_is_named(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = place
    real = gathering.wanted
    odd = Entry("收件箱/\ud800.jpg", EntryKind.FILE, size=1, mtime_ns=1)
    monkeypatch.setattr(gathering, "wanted", lambda *args: [*real(*args), odd])
    (refused,) = back_up(root, target).snapshot.refused
    assert refused.reason == "its name is no text"


@pytest.mark.parametrize("where", ["库/备份", "库", ".", "库/.archivist/备份"])
def test_a_target_in_the_archive_or_around_it_is_refused(where: str, place: Place) -> None:
    root, _target = place
    with pytest.raises(InvalidChoiceError, match=r"lies in"):
        back_up(root, root.parent / where)


@pytest.mark.parametrize("name", ["文件", "照片/a.jpg"])
def test_a_folder_of_something_else_is_refused(name: str, place: Place) -> None:
    root, target = place
    (target / name).parent.mkdir(parents=True, exist_ok=True)
    (target / name).write_bytes(b"mine")
    before = tree(target)
    for where in (target, target / name):
        with pytest.raises((InvalidChoiceError, NotWritableError)):
            back_up(root, where)
    assert tree(target) == before


def test_the_folder_in_which_a_target_is_made_has_to_be_there(place: Place) -> None:
    root, target = place
    with pytest.raises(NotWritableError, match="is not there"):
        back_up(root, target / "a" / "b")
    assert not target.exists()
    target.mkdir()
    assert back_up(root, target).complete  # an empty one will do


def test_a_target_of_a_newer_version_is_left_alone(place: Place) -> None:
    root, target = place
    target.mkdir()
    (target / "0=archivist_backup_2.0").write_bytes(b"")
    with pytest.raises(InvalidFileError, match="newer version"):
        back_up(root, target)
    assert {path.name for path in target.iterdir()} == {"0=archivist_backup_2.0", "lock"}


def test_another_archive_is_refused(place: Place, tmp_path: Path) -> None:
    root, target = place
    back_up(root, target)
    marker = FILES["archive.toml"]
    other = make_archive(tmp_path / "另一个", {"archive.toml": marker.replace(b"AB12", b"ZZ12")})
    nameless = make_archive(tmp_path / "无号", {"archive.toml": marker.split(b"\n", 1)[1]})
    for each in (other, nameless):
        with pytest.raises(InvalidChoiceError, match="another archive, “库”"):
            back_up(each, target, later(1))
    (target / MARKER).write_bytes(b"rot")
    with pytest.raises(InvalidChoiceError, match="another archive, “库”"):
        back_up(other, target, later(1))
    renamed = root.rename(tmp_path / "新名")
    assert back_up(renamed, target, later(1)).complete
    assert len(backups(target)) == 2


def test_a_damaged_marker_of_an_empty_target_is_nobodys(place: Place) -> None:
    root, target = place
    back_up(root, target)
    shutil.rmtree(target / "snapshots")
    (target / MARKER).write_bytes(b"rot")
    assert back_up(root, target, later(1)).complete


def test_where_a_backup_was_none_is_begun_anew_unasked(place: Place) -> None:
    root, target = place
    back_up(root, target)
    target.rename(target.with_name("away"))
    with pytest.raises(InvalidChoiceError, match="held a backup on 2026-11-25") as caught:
        back_up(root, target, later(1))
    assert "--new" in caught.value.hint
    assert not target.exists()
    assert back_up(root, target, later(1), anew=True).complete


def test_a_journal_that_cannot_be_read_keeps_nobody_from_backing_up(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError

    root, target = place
    monkeypatch.setattr(action, "notes", refuse)
    monkeypatch.setattr(action, "head", refuse)
    assert back_up(root, target).complete


def test_the_backup_counts_though_the_journal_cannot_be_written(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise NotWritableError("full")

    root, target = place
    monkeypatch.setattr(action, "writing", refuse)
    report = back_up(root, target)
    assert (report.complete, report.unnoted) == (False, "full")
    assert [each.damage for each in backups(target)] == [""]


def test_two_do_not_write_at_once(place: Place) -> None:
    root, target = place
    back_up(root, target)
    with locked(target, NOW), pytest.raises(BusyError, match="Another backup"):
        back_up(root, target, later(1))
    assert len(backups(target)) == 1


def test_an_archive_that_drops_out_leaves_no_snapshot(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = place
    back_up(root, target)
    real = Objects.take

    def drop(self: Objects, source: Path, *, known: bool) -> object:
        if root.exists():
            root.rename(root.with_name("away"))
        return real(self, source, known=known)

    monkeypatch.setattr(Objects, "take", drop)
    with pytest.raises(NotReadableError):
        back_up(root, target, later(1), reread=True)
    assert [each.name for each in backups(target)] == [FIRST]
    assert left_over(target) == []


def test_an_archive_whose_marker_is_gone_is_gone(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = place
    monkeypatch.setattr(gathering, "exists", lambda _path: (_ for _ in ()).throw(OSError()))
    with pytest.raises(NotReadableError, match="is gone"):
        back_up(root, target)
    monkeypatch.undo()
    assert backups(target) == []
    assert back_up(root, target, later(1)).snapshot.new_objects == 8


def test_a_damaged_snapshot_before_is_passed_over(place: Place) -> None:
    root, target = place
    back_up(root, target)
    back_up(root, target, later(1))
    (target / "snapshots" / "20261126T101500" / FACTS).write_bytes(b"rot")
    report = back_up(root, target, later(2))
    assert report.read == 1  # the journal
    assert [bool(each.damage) for each in backups(target)] == [False, True, False]


def test_what_an_older_version_laid_beside_is_renewed(place: Place) -> None:
    root, target = place
    back_up(root, target)
    (target / "README.txt").write_bytes(b"old")
    (target / "restore.sh").unlink()
    back_up(root, target, later(1))
    assert (target / "README.txt").read_bytes().startswith(b"\xef\xbb\xbf\xe8\xbf\x99")
    assert (target / "restore.sh").exists()


def test_progress_is_told(place: Place) -> None:
    root, target = place
    told: list[tuple[int, int]] = []
    asked = action.BackupAsked(target=target, now=NOW)
    action.backup(root, asked, lambda *at: told.append(at))
    assert told == [(number, 9) for number in range(1, 10)]
