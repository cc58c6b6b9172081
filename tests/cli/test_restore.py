"""``archivist restore``, ``backup verify`` and ``backup test`` as their users run them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from archivist.cli.main import run
from archivist.cli.restore_output import size
from archivist.cli.screen import columns
from archivist.errors import BusyError
from archivist.store.backup.place import UNFINISHED
from tests.actions.keeping.backed_up import FILES, ITEM, STUDIO, a_backup, back_up, held, object_of

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


def restored(*words: str | Path, lang: str = "en") -> int:
    return run(["archivist", "--lang", lang, "restore", *map(str, words)])


def backup(*words: str | Path) -> int:
    return run(["archivist", "--lang", "en", "backup", *map(str, words)])


def said(capsys: Caught) -> str:
    told = capsys.readouterr()
    return " ".join((told.out + told.err).split())


def test_the_restored_archive_is_one_that_works(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught
) -> None:
    new = tmp_path / "新"
    assert restored("latest", new, "--from", made[1]) == 0
    assert f"restored to {new}" in said(capsys).replace("\n", "")
    assert held(new).items() >= FILES.items()
    assert run(["archivist", "log", "--archive", str(new)]) == 0
    assert run(["archivist", "check", "--archive", str(new)]) in {0, 1}
    assert run(["archivist", "verify", "--archive", str(new), "-q"]) in {0, 1}
    assert "Error" not in capsys.readouterr().err


def test_a_damaged_file_is_named_and_the_exit_code_is_1(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught
) -> None:
    object_of(made[1], SLIP).write_bytes(b"x")
    assert restored("latest", tmp_path / "新", "--from", made[1]) == 1
    told = said(capsys)
    assert "签到表.txt: its content in the backup is damaged" in told
    assert "2 files are not restored" in told
    assert (tmp_path / "新" / UNFINISHED).exists()
    object_of(made[1], SLIP).write_bytes(SLIP)
    assert restored("latest", tmp_path / "新", "--from", made[1]) == 0
    assert "were there already" in said(capsys)


def test_what_was_restored_is_told_as_json(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught
) -> None:
    object_of(made[1], SLIP).unlink()
    new = tmp_path / "新"
    assert restored("latest", new, "--from", made[1], "--only", ITEM, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "archivist/restore/1"
    assert told["folder"] == str(new)
    assert [each["path"] for each in told["lost"]] == [
        f"{ITEM}/签到表 的副本.txt",
        f"{ITEM}/签到表.txt",
    ]
    assert told["never_backed_up"] == []


def test_what_was_never_backed_up_is_told_and_the_exit_code_is_1(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught
) -> None:
    try:
        (made[0] / STUDIO / "link").symlink_to(made[0])
    except OSError:
        pytest.skip("links need rights there")
    snapshot = back_up(*made)
    assert restored(snapshot.name, tmp_path / "新", "--from", made[1]) == 1
    assert "already missing from the backup" in said(capsys)


def test_a_list_of_times_that_is_damaged_is_told(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught
) -> None:
    next(made[1].glob("snapshots/*/times.tsv")).write_bytes(b"")
    assert restored("latest", tmp_path / "新", "--from", made[1]) == 0
    assert "list of times is damaged" in said(capsys)


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_the_text_fits_the_terminal(
    made: tuple[Path, Path],
    tmp_path: Path,
    lang: str,
    capsys: Caught,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    object_of(made[1], SLIP).unlink()
    restored("latest", "新", "--from", made[1], lang=lang)
    assert [x for x in capsys.readouterr().out.splitlines() if columns(x) > 80] == []


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (("latest", "库/新", "--from", "备份"), 8, "lies in the archive"),
        (("latest", "备份/新", "--from", "备份"), 8, "lies in the backup"),
        (("2020", "新", "--from", "备份"), 8, "no snapshot"),
        (("latest", "新", "--from", "没有"), 6, "not there"),
        (("latest", "新", "--from", "库"), 8, "no backup"),
        (("latest", "新", "--from", "备份", "--only", "没有"), 8, "holds nothing"),
        (("latest", "新"), 2, "--from"),
    ],
)
def test_what_will_not_do_is_refused(
    words: tuple[str, ...],
    code: int,
    text: str,
    made: tuple[Path, Path],
    tmp_path: Path,
    capsys: Caught,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert restored(*words) == code
    assert text in said(capsys)
    assert not (tmp_path / "新").exists()
    assert made[1].is_dir()


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

    monkeypatch.setattr("archivist.actions.keeping.backup_test.writing", busy)
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


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (4_700_000_000, "4.7 GB"), (10**13, "10.0 TB")],
)
def test_a_number_of_bytes_is_told_as_discs_are_sold(count: int, text: str) -> None:
    assert size(count) == text


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot hold such names")
def test_names_that_windows_cannot_hold_are_told(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught
) -> None:
    for number in range(25):
        (made[0] / STUDIO / f"{number}?.txt").write_bytes(b"x")
    snapshot = back_up(*made)
    assert restored(snapshot.name, tmp_path / "1", "--from", made[1]) == 0
    told = said(capsys)
    assert "26 files are restored under names that Windows cannot hold" in told
    assert "…" in told
    assert restored(snapshot.name, tmp_path / "2", "--from", made[1], "-q") == 0
    assert "Windows" not in said(capsys)
