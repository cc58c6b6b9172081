"""``archivist seal`` and ``archivist verify`` as their users run them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archivist.cli import keeping_bar
from archivist.cli.keeping_bar import amount, pace_bar
from archivist.cli.options import clock
from archivist.store.journal_notes import head
from archivist.store.manifest import MANIFEST
from tests.actions.keeping.sealed import PAPER, PHOTO, SIDECAR, edit, make, put, rot, sealed
from tests.cli.inboxes import ran

Caught = pytest.CaptureFixture[str]


def said(root: Path, capsys: Caught, *words: str) -> tuple[int, str]:
    code = ran(root, *words)
    caught = capsys.readouterr()
    assert "Traceback" not in caught.out + caught.err
    return code, caught.out + caught.err


def told(root: Path, capsys: Caught, *words: str) -> tuple[int, dict[str, Any]]:
    code = ran(root, *words, "--json")
    value = json.loads(capsys.readouterr().out)
    assert isinstance(value, dict)
    return code, value


def test_an_archive_is_sealed_and_verified(tmp_path: Path, capsys: Caught) -> None:
    root = make(tmp_path)
    assert said(root, capsys, "verify")[0] == 1
    code, text = said(root, capsys, "seal")
    assert code == 0
    assert "files are sealed" in text
    code, text = said(root, capsys, "verify")
    assert code == 0
    assert "as it was sealed" in text
    assert "Nothing has changed" in said(root, capsys, "seal")[1]


def test_each_difference_is_shown_with_its_cure(tmp_path: Path, capsys: Caught) -> None:
    root = sealed(tmp_path)
    rot(root, PHOTO)
    edit(root, PAPER)
    edit(root, SIDECAR)
    (root / "templates/notes/a.toml").rename(root / "templates/b.toml")
    for number in range(8):
        put(root, f"甲工作室/{number}.txt", b"new")
    code, text = said(root, capsys, "verify")
    assert code == 1
    for words in ("2 sealed files are not", "bit rot", "--accept-damaged", "b.toml", "3 more"):
        assert words in text
    assert "7.txt" in said(root, capsys, "verify", "-v")[1]
    assert "bit rot" not in said(root, capsys, "verify", "-q")[1]
    assert all(len(line) <= 80 for line in text.splitlines())


def test_the_verdict_is_for_programs_too(tmp_path: Path, capsys: Caught) -> None:
    root = sealed(tmp_path)
    rot(root, PHOTO)
    code, value = told(root, capsys, "verify")
    assert code == 1
    assert value["schema"] == "archivist/verify/1"
    assert value["sound"] is False
    (file,) = value["files"]
    assert (file["kind"], file["path"]) == ("damaged", PHOTO)
    code, value = told(root, capsys, "seal")
    assert (code, value["schema"]) == (0, "archivist/seal/1")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--sample", "20%"), "A sample of 20%"),
        (("--older-than", "3"), "the last 3 days"),
        (("--sample", "0"), "is no percentage"),
        (("--sample", "101"), "is no percentage"),
        (("--older-than", "-1"), "is no number of days"),
        (("nowhere.txt",), "There is no nowhere.txt"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_what_is_asked_for_is_said(
    options: tuple[str, ...], words: str, tmp_path: Path, capsys: Caught
) -> None:
    root = sealed(tmp_path)
    assert words in said(root, capsys, "verify", *options)[1]


def test_a_person_accepts_what_is_right(tmp_path: Path, capsys: Caught) -> None:
    root = sealed(tmp_path)
    edit(root, PAPER)
    (root / PHOTO).unlink()
    assert said(root, capsys, "seal")[0] == 1
    code, text = said(root, capsys, "seal", "--accept", PAPER, "--accept", PHOTO, "-n")
    assert code == 0
    assert "nothing was written" in text
    code, text = said(root, capsys, "seal", "--accept", PAPER, "--accept", PHOTO)
    assert code == 0
    assert "Accepted as they are: 1" in text
    assert "Left out" in text
    assert said(root, capsys, "verify")[0] == 0


def test_all_can_be_accepted_from_anywhere(tmp_path: Path, capsys: Caught) -> None:
    root = sealed(tmp_path)
    edit(root, PAPER)
    rot(root, PHOTO)
    assert said(root, capsys, "seal", "--accept", ".")[0] == 0
    assert said(root, capsys, "verify")[0] == 1
    assert said(root, capsys, "seal", "--accept-damaged", PHOTO)[0] == 0
    assert said(root, capsys, "verify")[0] == 0


def test_a_manifest_of_another_hand_is_told_and_repaired(tmp_path: Path, capsys: Caught) -> None:
    root = sealed(tmp_path)
    place = root / ".archivist" / MANIFEST
    content = place.read_bytes()
    place.write_bytes(content.replace(b"  ", b" x", 1))
    code, text = said(root, capsys, "seal")
    assert code == 1
    assert "line 1" in text
    assert "--repair" in text
    assert "line 1" in said(root, capsys, "verify")[1]
    code, text = said(root, capsys, "seal", "--repair")
    assert code == 0
    assert "Lines restored" in text
    assert ".archivist/kept:" in text
    assert place.read_bytes() == content
    assert said(root, capsys, "verify")[0] == 0


def test_a_broken_journal_is_told(tmp_path: Path, capsys: Caught) -> None:
    root = sealed(tmp_path)
    place = root / ".archivist/journal.jsonl"
    place.write_bytes(place.read_bytes().replace(b'"files"', b'"fileS"', 1)[:-1])
    code, text = said(root, capsys, "verify")
    assert code == 1
    assert "of the journal was changed" in text
    assert "was broken off" in text


def test_the_head_of_the_journal_is_shown_for_paper(tmp_path: Path, capsys: Caught) -> None:
    root = sealed(tmp_path)
    anchor = head(root)
    code, text = said(root, capsys, "seal", "--anchor")
    assert code == 0
    assert anchor.sha256 in text.replace(" ", "").replace("\n", "")
    code, value = told(root, capsys, "seal", "--anchor")
    assert (code, value["sha256"], value["line"]) == (0, anchor.sha256, anchor.line)


def test_what_was_cut_off_is_said(tmp_path: Path, capsys: Caught) -> None:
    root = sealed(tmp_path)
    said(root, capsys, "verify")
    place = root / ".archivist/verified.tsv"
    place.write_bytes(f"\nrun\t{clock().isoformat()}\tall\n".encode() + place.read_bytes())
    assert "was cut off" in said(root, capsys, "verify")[1]
    assert "was cut off" not in said(root, capsys, "verify")[1]


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1500, "1.5 kB"),
        (123_456, "123 kB"),
        (4_700_000_000, "4.7 GB"),
        (9_900_000_000_000, "9,900.0 GB"),
    ],
)
def test_bytes_are_shown_as_drives_are_sold(size: int, text: str) -> None:
    assert amount(size) == text


def test_the_bar_tells_files_bytes_and_speed(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught
) -> None:
    monkeypatch.setattr(keeping_bar, "_PATIENCE", 0.0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    bar = pace_bar(shown=True, label="Sealing")
    bar(1, 2, 1_500_000, 3_000_000)
    bar(2, 2, 3_000_000, 3_000_000)
    text = capsys.readouterr().err
    assert "Sealing 50 %  1/2 files, 1.5 MB of 3.0 MB" in text
    assert text.count("Sealing") == 1, "it is not drawn for every file"
    bar.close()  # type: ignore[attr-defined]
    bar.close()  # type: ignore[attr-defined]
    assert capsys.readouterr().err == "\r\x1b[K"


def test_no_bar_is_drawn_where_nobody_looks(capsys: Caught) -> None:
    pace_bar(shown=False, label="x")(1, 1, 1, 1)
    assert capsys.readouterr().err == ""
