"""A restore test: it shows what can be restored, says so in the journal and leaves nothing."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from archivist.actions.keeping import backup_notes, restored_compared
from archivist.actions.keeping.backup_test import ALWAYS, Trial, rehearse
from archivist.errors import BusyError, InvalidChoiceError, NotReadableError, NotWritableError
from archivist.model.operation import Verb
from archivist.store.backup import restoring
from archivist.store.backup.names import TIMES
from archivist.store.journal import FILE, breaks, read_lines
from archivist.store.journal_notes import notes
from archivist.store.operations import writing
from archivist.store.renaming import rename_new
from archivist.store.settings import load_settings
from tests.actions.keeping.backed_up import (
    FILES,
    ITEM,
    NOW,
    TIME,
    a_backup,
    an_archive,
    back_up,
    held,
    object_of,
)

SLIP = "签到".encode()
LATER = NOW + timedelta(days=1)


@pytest.fixture
def own(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Path, Path]]:
    """Return an archive, its backup and a scratch folder."""
    root, target = a_backup(tmp_path, tmp_path_factory)
    (tmp_path / "试").mkdir()
    yield root, target, tmp_path / "试"
    assert list((tmp_path / "试").iterdir()) == []


def test_a_sound_backup_restores_and_the_journal_says_so(own: tuple[Path, Path, Path]) -> None:
    root, target, scratch = own
    before = held(target)
    told: list[tuple[int, int]] = []
    found = rehearse(
        root, Trial(target=target, percent=100, scratch=scratch), LATER, lambda *at: told.append(at)
    )
    assert found.ok
    assert found.files == found.snapshot.files
    assert found.bytes == found.snapshot.bytes
    assert (found.same, found.since) == (found.files - found.growing, ())
    assert found.clean
    assert told[-1] == (found.files, found.files)
    (note,) = notes(root, "restore-test")
    said = {name: note.value[name] for name in ("target", "snapshot", "files", "bytes", "all")}
    assert said == {
        "target": str(target),
        "snapshot": found.snapshot.name,
        "files": found.files,
        "bytes": found.bytes,
        "all": True,
    }
    assert (note.value["result"], note.value["failed"], note.at) == ("ok", 0, LATER.isoformat())
    assert held(target) == before
    assert list(breaks(read_lines(root / ".archivist" / FILE))) == []


def test_a_sample_always_holds_what_the_archive_stands_on(own: tuple[Path, Path, Path]) -> None:
    root, target, scratch = own
    found = rehearse(root, Trial(target=target, percent=0.1, least=1, scratch=scratch), LATER)
    there = {path for path in ALWAYS if (root / path).exists()}
    assert len(there) <= found.files <= len(there) + 1
    assert not found.all
    assert notes(root, "restore-test")[0].value["all"] is False


def test_by_handfuls_it_needs_little_room(
    own: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target, scratch = own
    monkeypatch.setattr(restored_compared, "_TOGETHER", 2)
    most = [0]

    def look(done: int, total: int) -> None:
        assert done <= total
        count = sum(path.is_file() for path in scratch.rglob("*"))
        most[0] = max(most[0], count)

    found = rehearse(root, Trial(target=target, percent=100, scratch=scratch), LATER, look)
    assert found.ok
    assert 0 < most[0] <= 3


@pytest.mark.parametrize("gone", [True, False], ids=["missing", "damaged"])
def test_a_damaged_backup_fails_and_the_journal_says_so(
    gone: bool, own: tuple[Path, Path, Path]
) -> None:
    root, target, scratch = own
    victim = object_of(target, SLIP)
    victim.unlink()
    if not gone:
        victim.write_bytes(SLIP[:-1] + b"x")
    found = rehearse(root, Trial(target=target, percent=100, scratch=scratch), LATER)
    assert {each.path for each in found.failed} == {
        f"{ITEM}/签到表.txt",
        f"{ITEM}/签到表 的副本.txt",
    }
    (note,) = notes(root, "restore-test")
    assert (note.value["result"], note.value["failed"]) == ("failed", 2)


def test_what_the_drive_makes_of_a_restored_file_is_seen(
    own: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target, scratch = own
    before = rename_new

    def rotting(source: Path, goal: Path) -> None:
        before(source, goal)
        if goal.name == "台账.csv":
            goal.write_bytes(b"1,3\n")

    monkeypatch.setattr(restoring, "rename_new", rotting)
    found = rehearse(root, Trial(target=target, percent=100, scratch=scratch), LATER)
    assert [each.reason for each in found.failed] == ["what was restored is not what was backed up"]


def test_a_file_of_the_archive_that_is_another_under_the_same_time_is_seen(
    own: tuple[Path, Path, Path],
) -> None:
    root, target, scratch = own
    place = root / ITEM / "签到表.txt"
    place.write_bytes(SLIP[:-1] + b"x")
    os.utime(place, ns=(TIME, TIME))
    found = rehearse(root, Trial(target=target, percent=100, scratch=scratch), LATER)
    assert [each.path for each in found.failed] == [f"{ITEM}/签到表.txt"]
    assert "archive" in found.failed[0].reason


def test_a_file_that_was_edited_or_is_gone_since_is_no_failure(
    own: tuple[Path, Path, Path],
) -> None:
    root, target, scratch = own
    (root / ITEM / "签到表.txt").write_bytes(b"edited")
    (root / ITEM / "空.txt").unlink()
    found = rehearse(root, Trial(target=target, percent=100, scratch=scratch), LATER)
    assert found.clean
    assert found.same == found.files - found.growing - 2
    assert {each.path: each.reason for each in found.since} == {
        f"{ITEM}/签到表.txt": "it was changed after the backup",
        f"{ITEM}/空.txt": "it is not there any more",
    }
    assert len(FILES) > 2


def test_the_journal_which_grows_with_each_command_is_not_compared(
    own: tuple[Path, Path, Path],
) -> None:
    root, target, scratch = own
    noted(root)
    back_up(root, target, LATER)
    noted(root)
    found = rehearse(root, Trial(target=target, percent=100, scratch=scratch), LATER)
    assert (found.growing, found.since) == (1, ())
    assert found.same == found.files - 1


def test_a_journal_that_was_written_anew_shows(own: tuple[Path, Path, Path]) -> None:
    root, target, scratch = own
    for _number in range(3):
        noted(root)
    back_up(root, target, LATER)
    trial = Trial(target=target, percent=100, scratch=scratch)
    assert not rehearse(root, trial, LATER).rewritten
    (root / ".archivist" / FILE).unlink()
    for _number in range(3):
        noted(root, target="/elsewhere")
    found = rehearse(root, trial, LATER)
    assert list(breaks(read_lines(root / ".archivist" / FILE))) == []
    assert (found.ok, found.rewritten, found.clean) == (True, True, False)


def test_a_newer_snapshot_that_is_damaged_is_passed_over_and_told(
    own: tuple[Path, Path, Path],
) -> None:
    root, target, scratch = own
    second = back_up(root, target, LATER)
    (target / "snapshots" / second.name / TIMES).write_bytes(b"")
    found = rehearse(root, Trial(target=target, scratch=scratch), LATER)
    assert (found.ok, found.clean) == (True, False)
    assert [each.name for each in found.passed] == [second.name]
    assert notes(root, "restore-test")[0].value["passed_over"] == [second.name]


def noted(root: Path, target: str = "/somewhere") -> None:
    with writing(root, Verb.BACKUP, NOW) as session:
        session.note("backup", {"target": target})


def test_without_a_target_the_last_backup_is_meant(own: tuple[Path, Path, Path]) -> None:
    root, target, scratch = own
    with writing(root, Verb.BACKUP, NOW) as session:
        session.note("backup", {"target": "/elsewhere"})
        session.note("backup", {"target": str(target)})
    assert rehearse(root, Trial(scratch=scratch), LATER).target == target


def test_an_archive_without_a_backup_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError, match="no backup"):
        rehearse(an_archive(tmp_path), Trial(), NOW)


def test_a_backup_that_is_not_there_is_told_and_not_noted(own: tuple[Path, Path, Path]) -> None:
    root, target, scratch = own
    target.rename(target.with_name("away"))
    with pytest.raises(NotReadableError):
        rehearse(root, Trial(target=target, scratch=scratch), LATER)
    assert notes(root, "restore-test") == []


@pytest.mark.parametrize("where", ["库/收件箱", "备份/objects", "库"])
def test_a_scratch_place_in_the_archive_or_the_backup_is_refused(
    where: str, own: tuple[Path, Path, Path]
) -> None:
    root, target, _scratch = own
    before = (held(root), held(target))
    with pytest.raises(InvalidChoiceError):
        rehearse(root, Trial(target=target, scratch=root.parent / where), LATER)
    assert (held(root), held(target)) == before


def test_a_scratch_place_that_is_not_there_is_told(own: tuple[Path, Path, Path]) -> None:
    with pytest.raises(NotWritableError) as caught:
        rehearse(own[0], Trial(target=own[1], scratch=own[2] / "没有"), LATER)
    assert "--scratch" in caught.value.hint


def test_a_scratch_place_that_is_full_is_told(
    own: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target, scratch = own

    def full(_source: Path, _path: Path) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(restoring, "copy_new", full)
    with pytest.raises(NotWritableError, match="full") as caught:
        rehearse(root, Trial(target=target, scratch=scratch), LATER)
    assert "--scratch" in caught.value.hint
    assert notes(root, "restore-test") == []


def test_another_archives_backup_is_refused(own: tuple[Path, Path, Path]) -> None:
    root, target, scratch = own
    settings = root / "archive.toml"
    text = settings.read_text("utf-8")
    mark = load_settings(root).id
    settings.write_text(
        text.replace(mark, "7K2M9QXA") if mark else f'id = "7K2M9QXA"\n{text}', "utf-8"
    )
    if not mark:
        back_up(root, target, LATER)
        settings.write_text(f'id = "ZZ2M9QXA"\n{text}', "utf-8")
    with pytest.raises(InvalidChoiceError, match="another archive"):
        rehearse(root, Trial(target=target, scratch=scratch), LATER)
    assert notes(root, "restore-test") == []


def test_a_result_that_cannot_be_written_down_is_told_all_the_same(
    own: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target, scratch = own

    def busy(*_args: object) -> None:
        raise BusyError("somebody writes")

    monkeypatch.setattr(backup_notes, "writing", busy)
    found = rehearse(root, Trial(target=target, scratch=scratch), LATER)
    assert (found.ok, found.unnoted) == (True, "somebody writes")
