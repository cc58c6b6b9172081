"""Sealing: what is new is taken up, what was edited waits for a person, nothing is lost."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from archivist.model.verifying import Difference
from archivist.store.hashing import Content
from archivist.store.journal_notes import notes
from archivist.store.manifest import read_manifest
from archivist.store.manifest_lines import MANIFEST
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
    make,
    put,
    rot,
    sealed,
    sealing,
    state,
    sums,
    told,
    verified,
)

NEW = "甲工作室/新.txt"


def test_the_first_time_all_is_sealed_and_the_second_time_nothing_is_read(tmp_path: Path) -> None:
    root = make(tmp_path)
    first = sealing(root)
    assert set(CONTENTS) < set(first.added)
    assert first.total == len(first.added) == first.changes
    before = state(root)
    again = sealing(root, days=1)
    assert (again.total, again.changes, again.size) == (first.total, 0, 0)
    assert state(root) == before, "nothing is written where nothing changed"


def test_a_trial_writes_nothing(tmp_path: Path) -> None:
    root = make(tmp_path)
    trial = sealing(root, dry=True)
    assert trial.dry
    assert trial.total == len(trial.added) > 0
    assert not (root / ".archivist" / MANIFEST).exists()
    assert sealing(root).total == trial.total


def test_only_what_is_asked_for_is_sealed(tmp_path: Path) -> None:
    root = make(tmp_path)
    assert sealing(root, paths=frozenset({TRAINING})).total == len(CONTENTS) - 1


def test_a_living_file_is_taken_up_and_a_record_waits(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    edit(root, SIDECAR)
    edit(root, PAPER)
    (root / PHOTO).unlink()
    found = sealing(root, days=1)
    assert found.updated == (SIDECAR,)
    assert [(each.path, each.kind.value) for each in found.waiting] == [
        (PHOTO, "missing"),
        (PAPER, "changed"),
    ]
    assert not found.done
    assert told(verified(root)) == {PAPER: "changed", PHOTO: "missing"}
    assert read_manifest(root).entries[SIDECAR].sealed == date(2025, 3, 21)


@pytest.mark.parametrize("place", [PAPER, TRAINING, ""], ids=["file", "folder", "all"])
def test_an_edit_is_taken_up_when_a_person_says_so(place: str, tmp_path: Path) -> None:
    root = sealed(tmp_path)
    edit(root, PAPER)
    found = sealing(root, accept=frozenset({place}))
    assert found.accepted == (PAPER,)
    assert found.done
    assert verified(root).sound


def test_a_removal_is_taken_up_when_a_person_says_so(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    (root / PHOTO).unlink()
    found = sealing(root, accept=frozenset({TRAINING}))
    assert found.removed == (PHOTO,)
    assert PHOTO not in read_manifest(root).entries
    assert verified(root).sound


def test_damage_is_taken_up_only_where_that_very_file_is_named(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    rot(root, PHOTO)
    assert not sealing(root, accept=frozenset({""})).accepted
    assert not sealing(root, accept_damaged=frozenset({TRAINING})).accepted
    assert told(verified(root)) == {PHOTO: "damaged"}
    assert sealing(root, accept_damaged=frozenset({PHOTO})).accepted == (PHOTO,)
    assert verified(root).sound


def test_a_file_that_moved_is_followed_and_keeps_its_day(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    (root / PAPER).rename(root / NEW)
    found = sealing(root, days=9)
    assert found.moved == ((PAPER, NEW),)
    assert not found.added
    assert read_manifest(root).entries[NEW].sealed == NOW.date()
    assert verified(root).sound
    assert sums(root) == 0


def test_a_copy_is_no_move(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    put(root, NEW, CONTENTS[PAPER])
    found = sealing(root)
    assert found.added == (NEW,)
    assert not found.moved


def test_a_time_alone_is_taken_up_silently(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    os.utime(root / PAPER, ns=(5, 5 * 10**17))
    found = sealing(root, days=1)
    assert (found.touched, found.changes) == (1, 1)
    assert read_manifest(root).entries[PAPER].mtime_ns == 5 * 10**17
    assert read_manifest(root).entries[PAPER].sealed == NOW.date()


def test_a_run_that_was_cut_off_has_sealed_what_it_read(tmp_path: Path) -> None:
    root = make(tmp_path)
    with pytest.raises(Cut):
        sealing(root, pace=cut_at(4))
    assert len(read_manifest(root).entries) == 4
    again = sealing(root)
    assert again.total == len(again.added) + 4
    assert verified(root).sound


def test_what_is_read_is_written_down_now_and_then(tmp_path: Path) -> None:
    root = make(tmp_path)
    found = sealing(root, checkpoint=0)
    assert len(notes(root, "seal")) >= found.total
    assert verified(root).sound


def test_a_move_is_known_though_it_is_written_down_now_and_then(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    (root / PAPER).rename(root / NEW)
    put(root, "甲工作室/另一.txt", b"other")
    found = sealing(root, checkpoint=0)
    assert found.moved == ((PAPER, NEW),)
    assert verified(root).sound
    assert found.total == len(read_manifest(root).entries)


def test_a_move_is_known_though_the_run_before_was_cut_off(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    (root / PAPER).rename(root / NEW)
    with pytest.raises(Cut):
        sealing(root, pace=cut_at(1))
    assert sealing(root).moved == ((PAPER, NEW),)


def test_a_file_in_use_waits_and_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed(tmp_path)
    put(root, NEW, b"new")

    def unsteady(paths: list[str], _threads: int | None = None) -> object:
        return ((path, Content("0" * 64, 1, 1, steady=False)) for path in paths)

    monkeypatch.setattr("archivist.actions.keeping.sealed_tree.read_files", unsteady)
    found = sealing(root)
    assert [each.kind.value for each in found.waiting] == ["in-use"]
    assert found.done
    assert NEW not in read_manifest(root).entries


@pytest.mark.parametrize(
    ("error", "kinds"),
    [(PermissionError(13, "no"), ["unreadable"]), (FileNotFoundError(2, "gone"), [])],
    ids=["refused", "gone"],
)
def test_a_new_file_that_cannot_be_read_is_not_sealed(
    error: OSError, kinds: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed(tmp_path)
    put(root, NEW, b"new")
    refusing = lambda paths, _threads=None: ((path, error) for path in paths)  # noqa: E731
    monkeypatch.setattr("archivist.actions.keeping.sealed_tree.read_files", refusing)
    found = sealing(root)
    assert [each.kind.value for each in found.waiting] == kinds
    assert found.done is not bool(kinds)
    assert NEW not in read_manifest(root).entries


def test_a_file_that_is_accepted_by_name_is_read_though_it_was_right_lately(
    tmp_path: Path,
) -> None:
    root = sealed(tmp_path)
    assert verified(root).sound
    rot(root, PHOTO)
    assert sealing(root, accept=frozenset({""})).done, "nobody knows of the damage yet"
    found = sealing(root, accept=frozenset({PHOTO}))
    assert [(each.path, each.kind) for each in found.waiting] == [(PHOTO, Difference.DAMAGED)]
    assert not verified(root).sound
    assert not sealing(root, accept=frozenset({""})).done
