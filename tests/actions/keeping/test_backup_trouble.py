"""What cannot be backed up, and what changes or goes away while it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archivist.actions.keeping import backup_notes
from archivist.actions.keeping.backup import backups
from archivist.actions.keeping.restore import restore
from archivist.errors import (
    InvalidFileError,
    NotReadableError,
    NotWritableError,
)
from archivist.model.entry import Entry, EntryKind
from archivist.model.operation import Verb
from archivist.store.backup import gathering, writing
from archivist.store.backup.names import FACTS
from archivist.store.backup.objects import ChangingError, Objects
from archivist.store.backup.snapshots import Snapshot, read_entries
from archivist.store.backup.times import Stored
from archivist.store.operations import writing as writing_notes
from archivist.store.tree import walk_folder
from tests.store.archive_of_files import posix
from tests.store.backup.archives import (
    FILES,
    FIRST,
    NOW,
    SHEET,
    back_up,
    later,
    left_over,
    make_archive,
    objects,
    opened,
)

Place = tuple[Path, Path]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_archive(tmp_path / "库"), tmp_path / "备份"


def entries(target: Path, name: str = "latest") -> dict[str, Stored]:
    return {each.path: each for each in read_entries(opened(target).snapshot(name))}


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


def test_the_backup_counts_though_the_journal_cannot_be_written(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise NotWritableError("full")

    root, target = place
    monkeypatch.setattr(backup_notes, "writing", refuse)
    report = back_up(root, target)
    assert (report.complete, report.unnoted) == (False, "full")
    assert [each.damage for each in backups(target)] == [""]


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


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_a_file_that_becomes_something_else_meanwhile_is_no_file_of_the_snapshot(
    kind: str, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = place
    path, walks = "收件箱/待归.jpg", [0]

    def becoming(*args: object) -> object:
        walks[0] += args[1] == ""
        if walks[0] == 2 and (root / path).is_file():
            (root / path).unlink()
            if kind == "link":
                (root / path).symlink_to("/etc/passwd")
            else:
                (root / path).mkdir()
                (root / path / "a.jpg").write_bytes(b"inside")
        return walk_folder(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(gathering, "walk_folder", becoming)
    report = back_up(root, target)
    found = entries(target)
    assert path not in found
    assert (f"{path}/a.jpg" in found) == (kind == "folder")
    assert report.complete == (kind == "folder")
    assert not restore("latest", target.with_name("新"), target).lost


def test_a_mistake_in_the_settings_ends_no_series_of_backups(place: Place) -> None:
    root, target = place
    good = (root / "archive.toml").read_bytes()
    (root / "archive.toml").write_bytes(b"[[")
    with pytest.raises(InvalidFileError):
        back_up(root, target)
    (root / "archive.toml").write_bytes(good)
    back_up(root, target)
    (root / "archive.toml").write_bytes(b"[[")
    assert back_up(root, target, later(1)).complete
    (root / "archive.toml").write_bytes(good)
    assert back_up(root, target, later(2)).complete
    assert {each.archive_id for each in backups(target)} == {"AB12CD34"}


def test_a_snapshot_that_cannot_be_read_back_is_none(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(folder: Path) -> Snapshot:
        return Snapshot(name=folder.name, folder=folder, damage="rot")

    root, target = place
    monkeypatch.setattr(writing, "read_snapshot", lost)
    with pytest.raises(NotWritableError, match="drive reports an error"):
        back_up(root, target)


@pytest.mark.parametrize("told", [[], {}, 7, None])
def test_a_journal_that_tells_nonsense_of_a_backup_is_passed_over(
    told: object, place: Place
) -> None:
    root, target = place
    with writing_notes(root, Verb.BACKUP, NOW) as session:
        session.note("backup", {"target": told})
    assert back_up(root, target).complete


def test_what_a_killed_run_left_of_the_text_beside_is_swept(place: Place) -> None:
    root, target = place
    back_up(root, target)
    for name in ("README.txt.77.tmp", "restore.sh.77.tmp", "restore.ps1.77.tmp", "a.txt.77.tmp"):
        (target / name).write_bytes(b"half")
    back_up(root, target, later(1))
    assert [path.name for path in target.glob("*.tmp")] == ["a.txt.77.tmp"]


@posix
def test_nothing_is_read_through_a_folder_that_became_a_link_meanwhile(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = place
    folder, secret = root / "收件箱", root.parent / "secret"
    secret.mkdir()
    (secret / "待归.jpg").write_bytes(b"a secret")
    real = gathering.wanted

    def swapped(*args: Path) -> list[Entry]:
        found = list(real(*args))
        if not folder.is_symlink():
            folder.rename(root.parent / "away")
            folder.symlink_to(secret, target_is_directory=True)
        return found

    monkeypatch.setattr(gathering, "wanted", swapped)
    report = back_up(root, target)
    assert [each.path for each in report.snapshot.refused] == ["收件箱"]
    assert b"a secret" not in objects(target).values()
