"""``archivist backup`` as its users run it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from archivist.actions.keeping import backup as action
from archivist.cli.main import run
from archivist.errors import BusyError, InvalidChoiceError, NotReadableError, NotWritableError
from archivist.store.backup.names import FACTS
from tests.store.archive_of_files import posix
from tests.store.backup.archives import change, make_archive

Caught = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    root = make_archive(tmp_path / "库")
    monkeypatch.chdir(root)
    return root, tmp_path / "备份"


def ran(*words: str | Path, lang: str = "en") -> int:
    return run(["archivist", "--lang", lang, "backup", *map(str, words)])


def lost(target: Path, number: int = 0) -> None:
    """Damage a snapshot."""
    (sorted((target / "snapshots").iterdir())[number] / FACTS).write_bytes(b"rot")


def test_a_target_comes_first_or_last(place: tuple[Path, Path], capsys: Caught) -> None:
    root, target = place
    assert ran(target) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "9 files, " in told
    assert "new contents: 8, " in told
    assert "→ “archivist backup test” shows that it restores." in told
    assert ran("--reread", target, "--archive", root, "-q") == 0
    told = capsys.readouterr().out
    assert "√ Snapshot " in told
    assert "new contents" not in told
    assert len(list((target / "snapshots").iterdir())) == 2


def test_the_snapshots_are_listed(place: tuple[Path, Path], capsys: Caught) -> None:
    _root, target = place
    assert [ran(target, "-q"), ran(target, "-q")] == [0, 0]
    capsys.readouterr()
    assert ran("list", target) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["Snapshot", "Made", "Files", "Size", "New", "data"]
    assert [row.split()[0] for row in rows] == ["√", "√"]
    assert [row.split()[4] for row in rows] == ["9", "10"]
    lost(target)
    assert ran("list", target) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "damaged: snapshot.json: it is not as it was written" in told
    assert "tells what is damaged" in told
    assert ran("list", target, "--json") == 1
    value = json.loads(capsys.readouterr().out)
    assert value["schema"] == "archivist/backup-list/1"
    assert value["target"] == str(target)
    first, second = value["snapshots"]
    assert (set(first), bool(first["damage"])) == ({"name", "damage"}, True)
    assert (second["files"], second["archive"]) == (10, {"name": "库", "id": "AB12CD34"})


def test_an_empty_backup_lists_nothing(place: tuple[Path, Path], capsys: Caught) -> None:
    _root, target = place
    ran(target)
    (target / "snapshots").rename(target.with_name("away"))
    capsys.readouterr()
    assert ran("list", target) == 0
    assert "holds no snapshot yet" in capsys.readouterr().out


def test_old_snapshots_go_when_a_policy_says_so(place: tuple[Path, Path], capsys: Caught) -> None:
    root, target = place
    ran(target)
    assert ran(target, "--keep", "5") == 0
    assert "no old snapshot to remove" in capsys.readouterr().out
    change(root, "收件箱/待归.jpg", b"other")
    assert ran("--keep", "1 份", target) == 0
    told = "".join(capsys.readouterr().out.split())
    assert "Removedby--keep:snapshots:" in told
    ran(target)
    lost(target)
    capsys.readouterr()
    assert ran(target, "--keep", "1", "--json") == 1
    value = json.loads(capsys.readouterr().out)
    assert value["removed"]["snapshots"] == []
    assert "cannot be read" in value["removed"]["stopped"]
    assert ran(target, "--keep", "1") == 1
    assert "Old snapshots could not be removed" in capsys.readouterr().out


@posix
def test_what_is_not_in_it_is_named(place: tuple[Path, Path], capsys: Caught) -> None:
    root, target = place
    (root / "收件箱/\x1b[31m").symlink_to("/etc")
    assert ran(target) == 1
    told = capsys.readouterr().out
    assert "× 收件箱/\\u001b[31m: it is a link" in told
    assert "1 file is not in it" in told
    assert ran(target, "--json") == 1
    value = json.loads(capsys.readouterr().out)
    assert value["schema"] == "archivist/backup/1"
    assert not value["complete"]
    assert value["snapshot"]["refused"][0]["reason"] == "it is a link, which is not followed"


def test_that_the_journal_does_not_tell_of_it_is_said(
    place: tuple[Path, Path], capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action, "_note", lambda *_args: "the drive is full")
    assert ran(place[1]) == 1
    text = "This could not be written down in the journal: the drive is full"
    assert text in " ".join(capsys.readouterr().out.split())
    assert ran(place[1], "--json") == 1
    value = json.loads(capsys.readouterr().out)
    assert (value["not_in_journal"], value["target"]) == ("the drive is full", str(place[1]))


def test_a_slip_makes_no_folder(place: tuple[Path, Path], capsys: Caught, tmp_path: Path) -> None:
    os.chdir(tmp_path)
    for words in (["lst", "库"], ["verfy"], ["tset"]):
        assert ran(*words) == 2
        assert "did you mean" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["库"]
    (tmp_path / "tests").mkdir()
    assert ran("tests", "--archive", "库") == 0


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (["x", "--keep", "none"], 2, "says not what to keep"),
        (["x", "y"], 2, "y"),
        (["--keep", "3"], 2, "TARGET"),
        (["sub"], InvalidChoiceError.exit_code, "lies in the archive"),
        (["../a/b"], NotWritableError.exit_code, "is not there"),
        (["list", "../nowhere"], NotReadableError.exit_code, "is not there"),
        (["list", "."], InvalidChoiceError.exit_code, "no backup of archivist"),
        (["list"], 2, "TARGET"),
    ],
)
def test_what_is_wrong_is_said(
    words: list[str], code: int, text: str, place: tuple[Path, Path], capsys: Caught
) -> None:
    assert ran(*words) == code
    told = capsys.readouterr().err
    assert text in told
    assert "backup make" not in told


def test_whoever_holds_the_target_is_told_of(
    place: tuple[Path, Path], capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object) -> None:
        raise BusyError("busy", "wait")

    monkeypatch.setattr(action, "locked", busy)
    assert ran(place[1]) == BusyError.exit_code
    assert capsys.readouterr().err == "Error: busy\nWhat to do: wait\n"


@pytest.mark.parametrize("words", [["--help"], ["x", "--help"], ["-h"]])
def test_the_help_tells_both_ways(
    words: list[str], place: tuple[Path, Path], capsys: Caught
) -> None:
    assert ran(*words) == 0
    told = capsys.readouterr().out
    for text in ("archivist backup [OPTIONS] TARGET", "--keep", "--reread", "--new", "list"):
        assert text in told
    assert "make" not in told


def test_without_words_the_help_is_shown(place: tuple[Path, Path], capsys: Caught) -> None:
    assert ran() == 2
    assert "TARGET" in "".join(capsys.readouterr())
