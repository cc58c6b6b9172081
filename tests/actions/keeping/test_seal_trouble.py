"""Sealing where others write, the drive is full, or the run is killed."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from archivist.actions.keeping import seal as action
from archivist.actions.keeping.repair import repair
from archivist.actions.keeping.seal_writing import write_down
from archivist.errors import NotReadableError, NotWritableError
from archivist.store.journal_notes import notes
from archivist.store.manifest import read_manifest
from archivist.store.manifest_lines import MANIFEST, TIMES
from tests.actions.keeping.sealed import (
    EMPTY,
    NOW,
    PAPER,
    Cut,
    edit,
    put,
    sealed,
    sealing,
    state,
    sums,
    told,
    verified,
)

NEW = "甲工作室/新.txt"


def test_a_manifest_of_another_hand_is_left_alone(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    place = root / ".archivist" / MANIFEST
    place.write_bytes(place.read_bytes().replace(b"0", b"1", 1))
    put(root, NEW, b"new")
    before = state(root)
    found = sealing(root)
    assert not found.done
    assert found.complaints
    assert state(root) == before


def test_what_another_command_sealed_meanwhile_stays(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    entries = read_manifest(root).entries
    edit(root, PAPER)
    sealing(root, accept=frozenset({PAPER}))
    now = read_manifest(root).entries[PAPER]
    write_down(root, entries, {PAPER: None}, NOW)
    assert read_manifest(root).entries[PAPER] == now


def test_a_manifest_that_was_changed_meanwhile_stops_it(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    (root / ".archivist" / MANIFEST).write_bytes(b"x\n")
    with pytest.raises(NotWritableError):
        write_down(root, {}, {}, NOW)


@pytest.mark.parametrize("name", [TIMES, MANIFEST])
def test_a_full_drive_leaves_the_manifest_whole(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed(tmp_path)
    put(root, NEW, b"new")

    def full(place: Path, manifest: bytes, _times: bytes) -> None:
        if name == TIMES:
            (place / ".archivist" / MANIFEST).write_bytes(manifest)
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr("archivist.store.sealing.write_manifest", full)
        with pytest.raises(NotWritableError, match="full"):
            sealing(root)
    found = verified(root)
    assert told(found) == ({NEW: "new"} if name == MANIFEST else {})
    assert found.sound
    assert sums(root) == 0
    again = sealing(root)
    assert again.done
    assert verified(root).sound
    assert not told(verified(root))


def test_what_a_killed_run_had_accepted_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed(tmp_path)
    edit(root, PAPER)

    def killed(place: Path, manifest: bytes, _times: bytes) -> None:
        (place / ".archivist" / MANIFEST).write_bytes(manifest)
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr("archivist.store.sealing.write_manifest", killed)
        with pytest.raises(Cut):
            sealing(root, accept=frozenset({PAPER}))
    assert verified(root).sound
    assert sealing(root).done
    assert verified(root).sound
    assert sums(root) == 0


def test_a_journal_that_cannot_be_read_stops_it(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    (root / ".archivist/journal.jsonl").unlink()
    (root / ".archivist/journal.jsonl").mkdir()
    with pytest.raises(NotReadableError):
        sealing(root)
    with pytest.raises(NotReadableError):
        repair(root, NOW)


def test_a_sealing_is_named_in_the_journal(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    note = notes(root, "seal")[-1].value
    manifest = read_manifest(root)
    assert (note["manifest"], note["times"]) == (manifest.sha256, manifest.times)
    assert note["files"] == len(manifest.entries)
    assert note["for"] == "seal"


def test_an_empty_file_is_sealed(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    assert read_manifest(root).entries[EMPTY].size == 0


def test_the_pause_between_two_writings_is_long() -> None:
    assert action.CHECKPOINT >= 30
