"""``archivist seal`` and ``archivist verify`` as their users run them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archivist.actions.keeping.sealed_tree import SealedTree, look_around
from archivist.cli.options import clock
from archivist.model.entry import Entry, EntryKind
from archivist.store.journal_notes import head
from archivist.store.manifest_lines import MANIFEST
from tests.actions.keeping.sealed import (
    PAPER,
    PHOTO,
    SIDECAR,
    TRAINING,
    edit,
    make,
    put,
    rot,
    sealed,
)
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
    quiet = said(root, capsys, "verify", "-q")[1]
    assert PHOTO in quiet, "whoever gets it by mail sees what is wrong"
    assert "→" not in quiet
    assert "b.toml" not in quiet
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
    code, text = said(root, capsys, "seal", "--accept", ".")
    assert code == 1, "damage is not accepted, and that is said"
    assert PHOTO in text
    assert "--accept-damaged" in text
    assert "Accepted as they are: 1" in text
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
    altered, kept = place.read_bytes(), sorted((root / ".archivist").rglob("*"))
    code, text = said(root, capsys, "seal", "--repair", "-n")
    assert code == 0
    assert "nothing was written" in text
    assert "Lines that would be restored" in text
    assert (place.read_bytes(), sorted((root / ".archivist").rglob("*"))) == (altered, kept)
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
    assert "Head of the journal" not in text, "a head would vouch for what is wrong"
    code, text = said(root, capsys, "seal", "--anchor")
    assert code == 4
    assert "would vouch" in text
    assert "of the journal was changed" in said(root, capsys, "seal")[1]
    assert told(root, capsys, "seal")[1]["journal"]["whole"] is False


def test_of_what_is_never_sealed_nothing_good_is_said(tmp_path: Path, capsys: Caught) -> None:
    root = sealed(tmp_path)
    for command in ("verify", "seal"):
        code, text = said(root, capsys, command, "收件箱")
        assert code == 0
        assert "收件箱 is never sealed" in text
        assert "as it was sealed" not in text


def test_a_folder_that_cannot_be_read_is_named_once(
    tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed(tmp_path)
    blocked = Entry(TRAINING, EntryKind.BLOCKED, detail="no right")

    def seen(root_: Path, *_args: object) -> SealedTree:
        tree = look_around(root_)
        files = {p: e for p, e in tree.files.items() if not p.startswith(TRAINING)}
        return replace(tree, files=files, others={TRAINING: blocked})

    monkeypatch.setattr("archivist.actions.keeping.verify.look_around", seen)
    code, text = said(root, capsys, "verify")
    assert code == 1
    assert "5 files could not be read" in text
    assert "not as they were sealed" not in text
    assert "20250318 测流授课: no right (5 sealed files in it)" in text
    assert PHOTO not in text
    assert PHOTO in said(root, capsys, "verify", "-v")[1]


def test_the_head_of_the_journal_is_shown_for_paper(tmp_path: Path, capsys: Caught) -> None:
    root = sealed(tmp_path)
    anchor = head(root)
    code, text = said(root, capsys, "seal", "--anchor")
    assert code == 0
    assert anchor.sha256 in text.replace(" ", "").replace("\n", "")
    code, value = told(root, capsys, "seal", "--anchor")
    assert (code, value["sha256"], value["line"]) == (0, anchor.sha256, anchor.line)


def test_a_folder_of_which_nothing_is_sealed_is_named_too(
    tmp_path: Path, capsys: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed(tmp_path)
    blocked = Entry("甲工作室/私", EntryKind.BLOCKED, detail="no right")

    def seen(root_: Path, *_args: object) -> SealedTree:
        return replace(look_around(root_), others={blocked.path: blocked})

    monkeypatch.setattr("archivist.actions.keeping.verify.look_around", seen)
    code, text = said(root, capsys, "verify")
    assert code == 1
    assert "甲工作室/私: no right" in text
    assert said(root, capsys, "verify", PAPER)[0] == 0, "it was not asked for"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("journal.jsonl", ("seal", "--anchor")),
        ("journal.jsonl", ("verify", "--anchor", "1 12345678")),
        (MANIFEST, ("verify", "gone.txt")),
    ],
    ids=["head", "anchor", "manifest"],
)
def test_what_cannot_be_read_is_said(
    name: str, words: tuple[str, ...], tmp_path: Path, capsys: Caught
) -> None:
    root = sealed(tmp_path)
    place = root / ".archivist" / name
    place.unlink()
    place.mkdir()
    code, text = said(root, capsys, *words)
    assert code == 6
    assert "cannot be read" in text


def test_what_was_cut_off_is_said(tmp_path: Path, capsys: Caught) -> None:
    root = sealed(tmp_path)
    said(root, capsys, "verify")
    place = root / ".archivist/verified.tsv"
    place.write_bytes(f"\nrun\t{clock().isoformat()}\tall\n".encode() + place.read_bytes())
    assert "was cut off" in said(root, capsys, "verify")[1]
    assert "was cut off" not in said(root, capsys, "verify")[1]
