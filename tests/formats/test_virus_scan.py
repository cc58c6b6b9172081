"""A scanner of the system is asked, and nothing else is ever run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from archivist.formats.virus_scan import Scan, scan, scanner_of

posix = pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for the scanner")


def a_scanner(folder: Path, body: str, name: str = "clamscan") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@posix
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("exit 0", Scan(scanner="clamscan")),
        (
            'for last; do :; done; echo "$last/a: b.exe: Eicar-Signature FOUND"; exit 1',
            Scan(scanner="clamscan", infected=(("a: b.exe", "Eicar-Signature"),)),
        ),
        (
            "echo '/elsewhere/x: Eicar FOUND'; exit 1",
            Scan(scanner="clamscan", infected=(("/elsewhere/x", "Eicar"),)),
        ),
        (
            "echo; echo 'ERROR: no database'; exit 2",
            Scan(scanner="clamscan", failed="ERROR: no database"),
        ),
        ("exit 1", Scan(scanner="clamscan", failed="1")),
        ("echo 'a: nothing FOUND'; exit 0", None),
    ],
    ids=["clean", "found", "elsewhere", "failed", "found-nothing", "contradicts-itself"],
)
def test_what_a_scanner_says_is_understood(
    body: str, expected: Scan | None, tmp_path: Path
) -> None:
    found = scan(a_scanner(tmp_path / "bin", body), tmp_path)
    assert found == expected if expected else not found.answered


@posix
def test_a_scanner_that_does_not_end_is_given_up(tmp_path: Path) -> None:
    found = scan(a_scanner(tmp_path, "exec sleep 60"), tmp_path, seconds=0.2)
    assert found == Scan(scanner="clamscan", late=True)


def test_a_scanner_that_cannot_be_started_is_no_answer(tmp_path: Path) -> None:
    assert not scan(tmp_path / "clamscan", tmp_path).answered


@posix
def test_the_faster_one_is_taken_and_only_the_two_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast, slow = a_scanner(tmp_path / "bin", "", "clamdscan"), a_scanner(tmp_path / "bin", "")
    other = a_scanner(tmp_path / "bin", "", "rm")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    root = tmp_path / "root"
    assert scanner_of("", root) == fast
    assert scanner_of("clamscan", root) == slow
    assert scanner_of(other.name, root) is None
    monkeypatch.setenv("PATH", os.devnull)
    assert scanner_of("", root) is None


@posix
def test_no_program_of_the_archive_or_of_here_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, here = tmp_path / "root", tmp_path / "here"
    a_scanner(root / "bin", "")
    a_scanner(here, "")
    monkeypatch.chdir(here)
    for folder in (root / "bin", here, Path()):
        monkeypatch.setenv("PATH", str(folder))
        assert scanner_of("", root) is None
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "clamscan").symlink_to(root / "bin" / "clamscan")
    monkeypatch.setenv("PATH", str(tmp_path / "links"))
    assert scanner_of("", root) is None
