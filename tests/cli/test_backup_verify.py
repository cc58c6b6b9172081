"""``archivist backup verify`` and ``backup test`` as their users run them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from archivist.cli.main import run
from archivist.errors import BusyError
from tests.actions.keeping.backed_up import ITEM, a_backup, back_up, object_of

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
    assert "does not tell" not in told
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
    assert "The journal does not tell of it: somebody writes" in said(capsys)


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
