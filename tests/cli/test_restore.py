"""``archivist restore`` as its users run it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from archivist.cli.main import run
from archivist.cli.screen import columns
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
    assert f"restoredto{new}" in "".join(said(capsys).split())
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
    assert "When the backup is mended, this fetches them: “archivist restore 2026" in told
    assert (tmp_path / "新" / UNFINISHED).exists()
    object_of(made[1], SLIP).write_bytes(SLIP)
    assert restored("latest", tmp_path / "新", "--from", made[1]) == 0
    assert "were there already" in said(capsys)


@pytest.mark.parametrize(
    ("only", "wanted"),
    [
        ([f"{ITEM}/签到表.txt"], f"Copy '新 库/{ITEM}/签到表.txt' by hand to '{ITEM}/签到表.txt'"),
        ([ITEM], f"by hand from '新 库/{ITEM}' to '{ITEM}' in the archive"),
        ([ITEM, "收件箱"], "by hand from '新 库' to the same places in the archive"),
        ([], "Run “archivist verify” in '新 库'"),
    ],
    ids=["a file", "an item", "two places", "all"],
)
@pytest.mark.skipif(os.name == "nt", reason="quotes of a shell")
def test_the_next_step_is_told(
    only: list[str],
    wanted: str,
    made: tuple[Path, Path],
    tmp_path: Path,
    capsys: Caught,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    words = [word for path in only for word in ("--only", path)]
    assert restored("latest", "新 库", "--from", made[1], *words) == 0
    told = said(capsys).replace(" ", "")
    assert wanted.replace(" ", "") in told
    assert "archivistverify" in told
    assert restored("latest", "2", "--from", made[1], *words, "-q") == 0
    assert "archivist verify" not in said(capsys)


def test_a_damaged_snapshot_is_passed_over_aloud(
    made: tuple[Path, Path], tmp_path: Path, capsys: Caught
) -> None:
    second = back_up(*made)
    (made[1] / "snapshots" / second.name / "times.tsv").write_bytes(b"")
    assert restored("latest", tmp_path / "新", "--from", made[1], "-q") == 1
    assert f"The newer snapshot {second.name} is damaged and was passed over" in said(capsys)
    assert restored("latest", tmp_path / "2", "--from", made[1], "--json") == 1
    (passed,) = json.loads(capsys.readouterr().out)["passed_over"]
    assert passed["snapshot"] == second.name
    assert restored(second.name, tmp_path / "3", "--from", made[1]) == 0


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
    # A path that has no room on any line stays whole.
    lines = [x.strip() for x in capsys.readouterr().out.splitlines() if columns(x) > 80]
    assert [x for x in lines if " " in x] == []


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
