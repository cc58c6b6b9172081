"""Verifying: every difference is found and named, and nothing of it passes for another."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.actions.keeping.sealed_tree import SealedTree
from archivist.model.verifying import Difference
from archivist.store.hashing import Content
from archivist.store.journal_notes import head, notes
from tests.actions.keeping.sealed import (
    CONTENTS,
    EMPTY,
    PAPER,
    PHOTO,
    SIDECAR,
    TRAINING,
    edit,
    make,
    put,
    rot,
    sealed,
    sealing,
    sums,
    told,
    verified,
)
from tests.store.archive_of_files import posix

Damage = Callable[[Path], None]


def test_a_sealed_archive_is_sound_and_the_journal_says_that_it_was_verified(
    tmp_path: Path,
) -> None:
    root = sealed(tmp_path)
    before = head(root)
    found = verified(root)
    assert found.sound
    assert not found.differing
    assert found.files == found.sealed >= len(CONTENTS)
    assert found.size >= sum(map(len, CONTENTS.values()))
    assert (found.line, found.head) == (before.line, before.sha256)
    (note,) = notes(root, "verify")
    assert (note.value["files"], note.value["sample"]) == (found.files, "all")
    assert note.value["damaged"] == note.value["missing"] == note.value["breaks"] == 0
    assert note.value["head"] == before.line


def test_nothing_is_sound_where_nothing_was_sealed(tmp_path: Path) -> None:
    found = verified(make(tmp_path))
    assert not found.begun
    assert not found.sound
    assert {each.kind for each in found.differing} == {Difference.NEW}


def remove(path: str) -> Damage:
    return lambda root: (root / path).unlink()


def move(path: str, to: str) -> Damage:
    def moving(root: Path) -> None:
        (root / to).parent.mkdir(parents=True, exist_ok=True)
        (root / path).rename(root / to)

    return moving


def add(path: str) -> Damage:
    return lambda root: put(root, path, b"new")


def touch(path: str) -> Damage:
    return lambda root: os.utime(root / path, ns=(3 * 10**18, 3 * 10**18))


def folder(path: str) -> Damage:
    def replacing(root: Path) -> None:
        (root / path).unlink()
        (root / path).mkdir()

    return replacing


def edit_settings(root: Path) -> None:
    place = root / "archive.toml"
    place.write_bytes(place.read_bytes() + b"# said\n")


CASES: dict[str, tuple[Damage, dict[str, str]]] = {
    "gone": (remove(PHOTO), {PHOTO: "missing"}),
    "edited": (lambda root: edit(root, PAPER), {PAPER: "changed"}),
    "rotten": (lambda root: rot(root, PHOTO), {PHOTO: "damaged"}),
    "rotten sidecar": (lambda root: rot(root, SIDECAR), {SIDECAR: "damaged"}),
    "edited sidecar": (lambda root: edit(root, SIDECAR), {SIDECAR: "updated"}),
    "edited item": (
        lambda root: edit(root, f"{TRAINING}/item.toml"),
        {f"{TRAINING}/item.toml": "updated"},
    ),
    "edited template": (
        lambda root: edit(root, "templates/notes/a.toml"),
        {"templates/notes/a.toml": "updated"},
    ),
    "edited settings": (edit_settings, {"archive.toml": "updated"}),
    "renamed": (move(PAPER, f"{TRAINING}/讲稿.txt"), {PAPER: "moved"}),
    "moved": (move(PAPER, "甲工作室/讲义.txt"), {PAPER: "moved"}),
    "new": (add("甲工作室/新.txt"), {"甲工作室/新.txt": "new"}),
    "touched": (touch(PAPER), {}),
    "a folder": (folder(PAPER), {PAPER: "linked"}),
    "in the inbox": (add("收件箱/x.jpg"), {}),
    "junk": (add("甲工作室/Thumbs.db"), {}),
}


@pytest.mark.parametrize(("damage", "expected"), CASES.values(), ids=CASES)
def test_each_difference_has_its_name(
    damage: Damage, expected: dict[str, str], tmp_path: Path
) -> None:
    root = sealed(tmp_path)
    damage(root)
    found = verified(root)
    assert told(found) == expected
    grave = {"missing", "changed", "damaged", "linked"}
    assert found.sound is not bool(grave & set(expected.values()))


def test_what_moved_is_named_with_its_new_place(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    move(PAPER, f"{TRAINING}/讲稿.txt")(root)
    (moved,) = verified(root).of(Difference.MOVED)
    assert moved.to == f"{TRAINING}/讲稿.txt"


@posix
@pytest.mark.parametrize("way", [PAPER, TRAINING], ids=["the file", "its folder"])
def test_a_link_in_the_place_of_a_file_is_not_followed(way: str, tmp_path: Path) -> None:
    root = sealed(tmp_path)
    away = tmp_path / "away"
    (root / way).rename(away)
    (root / way).symlink_to(away)
    found = verified(root)
    assert told(found)[PAPER] == "linked"
    assert found.of(Difference.LINKED)[0].reason


@posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    (root / PAPER).chmod(0)
    assert told(verified(root)) == {PAPER: "unreadable"}


def test_a_file_that_the_system_refuses_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed(tmp_path)
    read = SealedTree.read

    def refusing(tree: SealedTree, paths: list[str]) -> object:
        return (
            (path, PermissionError(13, "no") if path == PAPER else content)
            for path, content in read(tree, paths)
        )

    monkeypatch.setattr(SealedTree, "read", refusing)
    assert told(verified(root)) == {PAPER: "unreadable"}


def test_a_file_that_goes_on_changing_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = sealed(tmp_path)
    edit(root, PAPER)
    asked: list[str] = []

    def unsteady(paths: list[str], _threads: int | None = None) -> object:
        for path in paths:
            asked.append(path)
            yield path, Content("0" * 64, 1, 1, steady=False)

    monkeypatch.setattr("archivist.actions.keeping.sealed_tree.read_files", unsteady)
    found = verified(root, paths=frozenset({PAPER}))
    assert told(found) == {PAPER: "in-use"}
    assert len(asked) == 2
    assert not found.sound


@pytest.mark.skipif(sys.platform == "win32", reason="no sha256sum there")
def test_sha256sum_reads_the_manifest_also_of_odd_names(tmp_path: Path) -> None:
    root = make(tmp_path)
    for name in ("a\nb.txt", "c\\d.txt", "e\rf.txt", " g .txt", "*h.txt", "\udcff.txt"):
        put(root, f"甲工作室/{name}", name.encode("utf-8", "surrogateescape"))
    sealing(root)
    assert sums(root) == 0
    assert verified(root).sound
    rot(root, f"{TRAINING}/{Path(PAPER).name}")
    assert sums(root) == 1


def test_an_empty_file_is_verified_as_any_other(tmp_path: Path) -> None:
    root = sealed(tmp_path)
    (root / EMPTY).write_bytes(b"x")
    assert told(verified(root)) == {EMPTY: "changed"}
