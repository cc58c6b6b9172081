"""``archivist backup verify`` and ``backup test`` as their users run them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from archivist.cli.main import run
from archivist.errors import BusyError
from archivist.model.operation import Verb
from archivist.store.operations import writing
from tests.actions.keeping.backed_up import ITEM, NOW, a_backup, back_up, object_of

Caught = pytest.CaptureFixture[str]
SLIP = "签到".encode()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing wait for the drive, which other tests keep busy as well."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)


@pytest.fixture
def made(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return an archive and its backup."""
    return a_backup(tmp_path, tmp_path_factory)


def backup(*words: str | Path) -> int:
    return run(["archivist", "--lang", "en", "backup", *map(str, words)])


def said(capsys: Caught) -> str:
    told = capsys.readouterr()
    return " ".join((told.out + told.err).split())


def test_a_whole_backup_is_told_to_be_whole(made: tuple[Path, Path], capsys: Caught) -> None:
    assert backup("verify", made[1]) == 0
    assert "√ The backup is whole." in said(capsys)
    assert backup("verify", made[1], "latest", "--sample", "1") == 0
    assert "What was read is whole" in said(capsys)


def test_what_is_damaged_in_a_backup_is_told(made: tuple[Path, Path], capsys: Caught) -> None:
    victim = object_of(made[1], SLIP)
    victim.write_bytes(SLIP[:-1] + b"x")
    (made[1] / "objects" / "zz").mkdir()
    (made[1] / "objects" / "zz" / "what").write_bytes(b"orphan")
    assert backup("verify", made[1]) == 1
    told = said(capsys)
    assert victim.name in told.replace(" ", "")
    assert "签到表.txt (snapshots: 20261125T101500)" in told
    assert "1 file of the backup is damaged or missing." in told
    assert "1 content (6 B) belongs to no snapshot" in told
    assert "Delete the damaged contents" in told
    assert "damaged list" not in told
    back_up(*made)
    assert backup("verify", made[1], "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["whole"]) == ("archivist/backup-verify/1", False)
    (damage,) = found["damaged"]
    assert damage["file"] == f"objects/{victim.name[:2]}/{victim.name}"
    assert [each["path"] for each in damage["stands_for"]] == [
        f"{ITEM}/签到表 的副本.txt",
        f"{ITEM}/签到表.txt",
    ]
    assert backup("verify", made[1]) == 1
    assert "20261125T101500 … 20261125T101500-2" in said(capsys)


def test_a_damaged_list_is_told_as_such(made: tuple[Path, Path], capsys: Caught) -> None:
    next(made[1].glob("snapshots/*/times.tsv")).write_bytes(b"")
    assert backup("verify", made[1]) == 1
    told = said(capsys)
    assert "A damaged list concerns its own snapshot alone." in told
    assert "Delete the damaged contents" not in told


def test_a_backup_that_restores_is_told_so(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught
) -> None:
    where = ("--archive", made[0], "--scratch", tmp_path)
    assert backup("test", made[1], *where) == 0
    told = said(capsys)
    assert "restores. This is in the journal." in told
    assert "could not be written" not in told
    assert "are the same in the archive today" in told
    assert backup("test", made[1], *where, "--all", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["result"], found["all"]) == (
        "archivist/backup-test/1",
        "ok",
        True,
    )
    assert {path.name for path in tmp_path.iterdir()} == {"库", "备份"}


def test_a_result_that_is_not_in_the_journal_is_told(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object) -> None:
        raise BusyError("somebody writes")

    monkeypatch.setattr("archivist.actions.keeping.backup_notes.writing", busy)
    assert backup("test", made[1], "--archive", made[0], "--scratch", tmp_path) == 1
    assert "This could not be written down in the journal: somebody writes" in said(capsys)


@pytest.mark.parametrize("command", ["verify", "test"])
@pytest.mark.parametrize("share", ["0", "101", "ten", "-1"])
def test_what_is_no_percentage_is_told(
    share: str, command: str, made: tuple[Path, Path], capsys: Caught
) -> None:
    assert backup(command, made[1], "--archive", made[0], "--sample", share) == 2
    assert f"“{share}” is no percentage; write 10" in said(capsys)


@pytest.mark.parametrize("share", ["10%", "10", "10％"])
def test_a_percentage_is_taken_with_its_sign(
    share: str, made: tuple[Path, Path], tmp_path: Path
) -> None:
    where = ("--archive", made[0], "--sample", share)
    assert backup("verify", made[1], *where) == 0
    assert backup("test", made[1], *where, "--scratch", tmp_path) == 0


def test_which_files_are_others_today_is_told(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught
) -> None:
    for number in range(25):
        (made[0] / ITEM / f"{number:02}.txt").write_bytes(b"x")
    noted(made[0])
    back_up(*made)
    for number in range(25):
        (made[0] / ITEM / f"{number:02}.txt").write_bytes(b"longer")
    noted(made[0])
    where = ("--archive", made[0], "--scratch", tmp_path, "--all")
    assert backup("test", made[1], *where) == 0
    told = said(capsys)
    assert "1 is a list of archivist's own, to which each command adds" in told
    assert "25 are others in the archive today" in told
    assert "19.txt: it was changed after the backup" in told
    assert "20.txt" not in told
    assert backup("test", made[1], *where, "-q") == 0
    assert "today" not in said(capsys)
    assert backup("test", made[1], *where, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["own_lists"], len(found["changed_since"])) == (1, 25)
    assert found["target"] == str(made[1])


def test_a_journal_written_anew_is_told(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = made
    noted(root)
    snapshot, second = back_up(*made), back_up(*made)
    (root / ".archivist" / "journal.jsonl").unlink()
    monkeypatch.chdir(root)
    text = f"does not hold line {snapshot.journal_line} any more that the snapshot {snapshot.name}"
    assert backup("verify", "../备份") == 1
    told = said(capsys)
    assert text in told
    assert "The same is true of 1 later snapshot." in told
    assert "√ The backup is whole." in told
    assert backup("verify", "../备份", "--json") == 1
    found = json.loads(capsys.readouterr().out)
    both = [snapshot.name, second.name]
    assert found["journal"] == {"archive": str(root), "rewritten": both, "unread": ""}
    assert (found["whole"], found["target"]) == (True, str(target))
    assert backup("test", "../备份", "--scratch", tmp_path) == 1
    assert f"any more that the snapshot {second.name} names" in said(capsys)
    (root / ".archivist" / "journal.jsonl").unlink()
    (root / ".archivist" / "journal.jsonl").mkdir()
    assert backup("verify", "../备份") == 0
    assert "The journal of the archive could not be compared" in said(capsys)
    monkeypatch.chdir(tmp_path)
    assert backup("verify", "备份", "--json") == 0
    assert json.loads(capsys.readouterr().out)["journal"] is None


def test_a_damaged_snapshot_that_is_passed_over_is_told(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught
) -> None:
    second = back_up(*made)
    (made[1] / "snapshots" / second.name / "times.tsv").write_bytes(b"")
    assert backup("test", made[1], "--archive", made[0], "--scratch", tmp_path) == 1
    assert f"The newer snapshot {second.name} is damaged and was passed over" in said(capsys)


def noted(root: Path) -> None:
    with writing(root, Verb.BACKUP, NOW) as session:
        session.note("backup", {"target": "/elsewhere"})


def test_a_backup_that_does_not_restore_is_told_so(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught
) -> None:
    object_of(made[1], SLIP).unlink()
    where = ("--archive", made[0], "--scratch", tmp_path)
    assert backup("test", made[1], "--sample", "100", *where) == 1
    told = said(capsys)
    assert "2 files of the backup" in told
    assert "do not restore" in told


def test_a_restore_test_of_what_has_all_changed_says_so(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught
) -> None:
    root, target = made
    for path in root.rglob("*"):
        if path.is_file() and ".archivist" not in path.parts and path.name != "archive.toml":
            path.write_bytes(b"another")
    (root / "archive.toml").write_bytes((root / "archive.toml").read_bytes() + b"\n")
    (root / ".archivist" / "journal.jsonl").unlink(missing_ok=True)
    assert backup("test", target, "--archive", root, "--scratch", tmp_path) == 0
    assert "None of them is in the archive" in said(capsys)


def test_an_archive_that_was_never_backed_up_is_told(
    made: tuple[Path, Path], capsys: Caught
) -> None:
    assert backup("test", "--archive", made[0]) == 8
    assert "tells of no backup" in said(capsys)
