"""Runs of verifying: a part, a sample, cut off and gone on with, and its own files."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from archivist.actions.keeping.sealed_tree import SealedTree, look_around
from archivist.errors import NotReadableError, NotWritableError
from archivist.model.operation import Verb
from archivist.store.journal_notes import notes
from archivist.store.operations import writing
from tests.actions.keeping.sealed import (
    CONTENTS,
    NOW,
    PAPER,
    PHOTO,
    SIDECAR,
    TRAINING,
    Cut,
    cut_at,
    edit,
    put,
    rot,
    sealed,
    sealing,
    told,
    verified,
)


def test_only_what_is_asked_for_is_read_and_told(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    rot(root, PHOTO)
    rot(root, "templates/notes/a.toml")
    found = verified(root, paths=frozenset({TRAINING}))
    assert told(found) == {PHOTO: "damaged"}
    assert found.files == found.sealed == len(CONTENTS) - 1


def test_a_sample_is_the_same_on_the_same_day(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    first, again = verified(root, sample=30), verified(root, sample=30)
    assert first.scope == "30%"
    assert 0 < first.files == again.files < first.sealed
    assert notes(root, "verify")[0].value["sample"] == "30%"


def test_what_was_verified_lately_is_not_read_again(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    whole = verified(root)
    assert verified(root, days=1, older_than=30).files == 0
    edit(root, SIDECAR)
    sealing(root, days=2)
    assert verified(root, days=3, older_than=30).files == 1, "what was sealed anew is due"
    assert verified(root, days=31, older_than=30).files == whole.files - 1
    assert verified(root, days=31, older_than=0).files == 1


def test_what_was_damaged_stays_due(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    verified(root)
    rot(root, PHOTO)
    assert told(verified(root, days=1)) == {PHOTO: "damaged"}
    assert told(verified(root, days=2, older_than=30)) == {PHOTO: "damaged"}


def test_a_run_that_was_cut_off_goes_on_where_it_was(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    every = verified(root).files
    with pytest.raises(Cut):
        verified(root, pace=cut_at(5))
    with pytest.raises(Cut):
        verified(root, pace=cut_at(3))
    found = verified(root)
    assert found.earlier == 4 + 2
    assert found.files == every - 6
    assert verified(root).earlier == 0


@pytest.mark.parametrize(
    ("days", "order"),
    [(2, {}), (0, {"restart": True}), (0, {"sample": 50})],
    ids=["long ago", "restart", "asked for something else"],
)
def test_else_it_begins_anew(days: int, order: dict[str, object], tmp_path: Path) -> None:
    root = sealed(tmp_path)
    with pytest.raises(Cut):
        verified(root, pace=cut_at(5))
    assert verified(root, days=days, **order).earlier == 0


def test_what_changed_since_it_was_cut_off_is_read_again(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    number = verified(root).files
    with pytest.raises(Cut):
        verified(root, pace=cut_at(number))
    edit(root, PAPER)
    assert told(verified(root)) == {PAPER: "changed"}


def test_a_kept_file_is_what_its_name_tells(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    with writing(root, Verb.DESCRIBE, NOW) as session:
        sha256 = session.keep(b"kept")
    assert verified(root).kept == 1
    (root / ".archivist/kept" / sha256).write_bytes(b"kepT")
    (complaint,) = verified(root).own
    assert complaint.file == f".archivist/kept/{sha256}"
    assert not verified(root).sound


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("judgements.jsonl", b'{"n":1,"prev":"x"}\n'),
        ("audits/x.json", b"{"),
        ("discs/A-2025-001.txt", b"no line of it\n"),
    ],
    ids=["judgements", "audits", "discs"],
)
def test_files_of_its_own_are_looked_at(path: str, content: bytes, tmp_path: Path) -> None:
    root = sealed(tmp_path)
    put(root, f".archivist/{path}", content)
    found = verified(root)
    assert {each.file for each in found.own} == {f".archivist/{path}"}
    assert not found.sound


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("judgements.jsonl", ".archivist"),
        ("discs/A-2025-001.txt", ".archivist/discs/A-2025-001.txt"),
    ],
    ids=["judgements", "discs"],
)
def test_what_of_its_own_cannot_be_read_is_named(
    path: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed(tmp_path)
    put(root, f".archivist/{path}", b"x")
    refuse_reading(monkeypatch, Path(path).name)
    found = verified(root)
    assert place in {each.file for each in found.own}
    assert not found.sound


def refuse_reading(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    opening = os.open

    def opened(path: str | Path, *args: int, **more: int) -> int:
        if Path(path).name == name:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return opening(path, *args, **more)

    monkeypatch.setattr(os, "open", opened)


def test_a_kept_file_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed(tmp_path)
    with writing(root, Verb.DESCRIBE, NOW) as session:
        sha256 = session.keep(b"kept")
    refuse_reading(monkeypatch, sha256)
    (complaint,) = verified(root).own
    assert complaint.file == f".archivist/kept/{sha256}"
    assert "content is not" not in complaint.why


def test_a_list_of_a_disc_that_is_whole_is_fine(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    put(root, ".archivist/discs/A-2025-001.txt", f"{'a' * 64}  甲/x.jpg\n".encode())
    assert verified(root).sound


def test_an_archive_that_allows_no_writing_is_verified_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed(tmp_path)

    def refuse(*_args: object) -> None:
        raise NotWritableError("read-only")

    monkeypatch.setattr("archivist.actions.keeping.verify_note.writing", refuse)
    monkeypatch.setattr(Path, "open", refuse_open(Path.open))
    found = verified(root)
    assert found.sound
    assert found.noted == "read-only"


def refuse_open(opening: Callable[..., object]) -> Callable[..., object]:
    def opened(path: Path, mode: str = "r", *args: object, **more: object) -> object:
        if path.name.startswith("verified") and mode[0] in "wax":
            raise PermissionError(13, "no")
        return opening(path, mode, *args, **more)

    return opened


def test_a_journal_that_cannot_be_read_stops_it(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    (root / ".archivist/journal.jsonl").unlink()
    (root / ".archivist/journal.jsonl").mkdir()
    with pytest.raises(NotReadableError):
        verified(root)


def test_what_another_command_files_meanwhile_is_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed(tmp_path)

    def looking(place: Path, sealed: Iterable[str]) -> SealedTree:
        edit(root, PAPER)
        sealing(root, accept=frozenset({PAPER}))
        return look_around(place, sealed)

    monkeypatch.setattr("archivist.actions.keeping.verify.look_around", looking)
    assert verified(root).sound
