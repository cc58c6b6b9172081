"""The restore scripts beside a backup, run by a real shell."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from archivist.store.backup.scripts import POWERSHELL, SHELL, scripts
from tests.store.backup.archives import PHOTO, back_up, change, later, make_archive

SHELLS = [name for name in ("dash", "bash", "busybox") if shutil.which(name)]
UNIX = pytest.mark.skipif(os.name == "nt" or not SHELLS, reason="no POSIX shell")
NAME = "20261125T101500"
MARK = "未完成-restore-unfinished.txt"
FILES = {
    "archive.toml": b"[archive]\n",
    "甲工作室/06 培训 学习/讲义 1.txt": "讲义".encode(),
    "甲工作室/-n": b"a leading dash",
    '甲工作室/it\'s "quoted" $(touch x) `y`.txt': b"quotes",
    "甲工作室/back\\slash\\n.txt": b"backslash",
    "甲工作室/line\nfeed\n": b"line feed",
    "甲工作室/car\rriage": b"carriage return",
    "甲工作室/ lead and trail ": b"spaces",
    "甲工作室/tab\there\t": b"tab",
    "甲工作室/*?[x]{y}~#;&|<>": b"signs",
    "甲工作室/空.txt": b"",
    ".archivist/journal.jsonl": b"{}\n",
}
NS = 1_700_000_000_123_456_700


def escaped(path: str) -> tuple[str, str]:
    told = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return ("\\" if told != path else ""), told


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def backup(target: Path, files: dict[str, bytes], name: str = NAME) -> Path:
    """Write a target as its layout says, by other code than archivist's own."""
    for each, content in scripts().items():
        target.mkdir(parents=True, exist_ok=True)
        (target / each).write_bytes(content)
    folder = target / "snapshots" / name
    folder.mkdir(parents=True)
    sums, times = "", ""
    for path, content in files.items():
        place = target / "objects" / sha(content)[:2] / sha(content)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        mark, told = escaped(path)
        sums += f"{mark}{sha(content)}  {told}\n"
        times += f"{mark}{len(content)}\t{NS}\t{sha(content)}\t{told}\n"
    (folder / "manifest-sha256.txt").write_bytes(sums.encode())
    (folder / "times.tsv").write_bytes(times.encode())
    (folder / "snapshot.json").write_text(f'{{"manifest":"{sha(sums.encode())}"}}', "utf-8")
    return target


def ran(target: Path, *words: str | Path, shell: str = "") -> subprocess.CompletedProcess[str]:
    shell = shell or SHELLS[0]
    head = [shell, "sh"] if shell == "busybox" else [shell]
    argv = [*head, str(target / SHELL), *map(str, words)]
    return subprocess.run(argv, check=False, capture_output=True, text=True, cwd=target.parent)


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@UNIX
@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_script_restores_every_name_byte_for_byte(shell: str, tmp_path: Path) -> None:
    target = backup(tmp_path / "备份 $x", FILES)
    done = ran(target, tmp_path / "新 库", shell=shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{len(FILES)} files restored" in done.stdout
    assert held(tmp_path / "新 库") == FILES
    assert not (tmp_path / "x").exists()


@UNIX
def test_times_are_restored_where_the_system_can(tmp_path: Path) -> None:
    target = backup(tmp_path / "b", FILES)
    ran(target, "-库")
    got = {path.stat().st_mtime_ns for path in (tmp_path / "-库").rglob("*") if path.is_file()}
    assert got == {NS}


@UNIX
def test_the_latest_snapshot_is_taken_unless_another_is_named(tmp_path: Path) -> None:
    target = backup(tmp_path / "b", {"a": b"old"})
    backup(target, {"a": b"new"}, "20261126T080000")
    (target / "snapshots" / "20991231T000000").mkdir()  # what a killed backup may leave
    assert ran(target, "one").returncode == ran(target, "two", NAME).returncode == 0
    assert (held(tmp_path / "one"), held(tmp_path / "two")) == ({"a": b"new"}, {"a": b"old"})
    assert ran(target, "three", "20200101T000000").returncode == 2
    assert not (tmp_path / "three").exists()


@UNIX
def test_what_is_damaged_or_missing_is_named_and_left_out(tmp_path: Path) -> None:
    target = backup(tmp_path / "b", {"好": b"good", "坏": b"bad", "缺": b"gone"})
    (target / "objects" / sha(b"bad")[:2] / sha(b"bad")).write_bytes(b"bae")
    (target / "objects" / sha(b"gone")[:2] / sha(b"gone")).unlink()
    done = ran(target, "新")
    assert done.returncode == 1
    assert "坏: damaged" in done.stderr
    assert "缺: missing" in done.stderr
    assert held(tmp_path / "新").keys() == {"好", MARK}
    (target / "objects" / sha(b"bad")[:2] / sha(b"bad")).write_bytes(b"bad")
    (target / "objects" / sha(b"gone")[:2] / sha(b"gone")).write_bytes(b"gone")
    assert ran(target, "新").returncode == 0
    assert held(tmp_path / "新") == {"好": b"good", "坏": b"bad", "缺": b"gone"}


@UNIX
@pytest.mark.parametrize("path", ["../out", "/out-of-it", "a/../../out", "a//b", "./a", "a/.."])
def test_a_path_that_leads_out_is_refused(path: str, tmp_path: Path) -> None:
    target = backup(tmp_path / "b", {"a/x": b"x", path: b"evil"})
    done = ran(target, "新")
    assert done.returncode == 1
    assert "leads out" in done.stderr
    assert held(tmp_path / "新").keys() == {"a/x", MARK}
    assert not (tmp_path / "out").exists()


@UNIX
def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    target = backup(tmp_path / "b", FILES)
    (tmp_path / "有").mkdir()
    (tmp_path / "有" / "mine").write_bytes(b"mine")
    assert ran(target, "有").returncode == 2
    assert held(tmp_path / "有") == {"mine": b"mine"}


@UNIX
def test_a_snapshot_whose_list_was_changed_is_refused(tmp_path: Path) -> None:
    target = backup(tmp_path / "b", FILES)
    with (target / "snapshots" / NAME / "manifest-sha256.txt").open("ab") as file:
        file.write(b"0" * 64 + b"  more\n")
    assert ran(target, "新").returncode == 2
    assert not (tmp_path / "新").exists()


@UNIX
def test_the_backup_is_no_place_to_restore_to(tmp_path: Path) -> None:
    target = backup(tmp_path / "b", FILES)
    assert ran(target, target / "objects" / "new").returncode == 2
    assert not (target / "objects" / "new" / MARK).exists()


@UNIX
def test_a_note_of_an_earlier_restore_is_no_part_of_the_archive(tmp_path: Path) -> None:
    target = backup(tmp_path / "b", {"a": b"a", MARK: b"old"})
    assert ran(target, "新").returncode == 0
    assert held(tmp_path / "新") == {"a": b"a"}


@UNIX
def test_without_a_folder_it_says_how_it_is_used(tmp_path: Path) -> None:
    assert "sh restore.sh DIR" in ran(backup(tmp_path / "b", {})).stderr


def test_the_shell_script_has_line_feeds_alone() -> None:
    content = scripts()[SHELL]
    assert content.startswith(b"#!/bin/sh\n")
    assert b"\r" not in content


def test_the_powershell_script_is_one_that_windows_reads_as_utf8() -> None:
    content = scripts()[POWERSHELL]
    assert content.startswith(codecs.BOM_UTF8)
    assert content.count(b"\n") == content.count(b"\r\n") > 50
    text = content.decode("utf-8-sig")
    assert "\ufeff" not in text
    assert MARK in text


def test_the_powershell_script_is_whole_and_takes_no_name_for_a_pattern() -> None:
    text = scripts()[POWERSHELL].decode("utf-8-sig").replace("\r\n", "\n")
    code = re.sub(r"(?s)<#.*?#>", "", text)
    code = re.sub(r"(?m)^\s*#.*$", "", code)
    bare = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"", "''", code)
    for opening, closing in ("{}", "()", "[]"):
        assert bare.count(opening) == bare.count(closing)
    used = set(re.findall(r"\b[A-Z][A-Za-z]+-[A-Z][A-Za-z]+\b", bare))
    made = set(re.findall(r"function ([A-Z][a-z]+-[A-Za-z]+)", bare))
    known = "Write-Host Get-FileHash Test-Path Get-ChildItem Where-Object New-Object"
    assert used - made == {*known.split(), "Select-Object", "ForEach-Object"}
    for cmdlet in ("Get-FileHash", "Test-Path", "Get-ChildItem"):
        assert re.findall(rf"{cmdlet} (?!-LiteralPath)", bare) == []


@UNIX
def test_the_latest_is_the_one_with_the_highest_number_whatever_the_clock_said(
    tmp_path: Path,
) -> None:
    root, target = make_archive(tmp_path / "库"), tmp_path / "备份"
    for days in (400, 0, -9):
        change(root, PHOTO, b"%d" % days)
        back_up(root, target, later(days))
    assert ran(target, "新").returncode == 0
    assert (tmp_path / "新" / PHOTO).read_bytes() == b"-9"
