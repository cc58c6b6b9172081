"""What is kept: content as it was, and a description that was changed stays."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from archivist.store import kept as kept_module
from archivist.store import moving, renaming
from archivist.store.kept import ChangedError, Kept, StrandedError, beside_of
from archivist.store.moving import Mover
from archivist.store.renaming import rename_new
from tests.store.archive_of_files import (
    ITEM_FILE,
    NEW,
    OLD,
    PHOTO,
    TARGET,
    files,
    kept,
    move,
    put,
    sha,
    temporary,
)


@pytest.mark.parametrize("before", [None, b"other"], ids=["none was", "another was"])
def test_a_description_that_was_changed_stays(
    mover: Mover, root: Path, before: bytes | None
) -> None:
    with pytest.raises(ChangedError):
        mover.do(put(mover, NEW, before))
    assert files(root)[ITEM_FILE] == OLD
    assert temporary(root) == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs an exchange")
def test_a_description_saved_at_the_last_instant_comes_back(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mover = Mover(root)
    step = put(mover, NEW, OLD)
    swap = renaming.exchange

    def saved(beside: Path, target: Path) -> bool:
        monkeypatch.undo()
        target.write_bytes(b"mine")
        return swap(beside, target)

    monkeypatch.setattr(moving, "exchange", saved)
    with pytest.raises(ChangedError):
        mover.do(step)
    assert files(root)[ITEM_FILE] == b"mine"
    assert temporary(root) == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs an exchange")
def test_what_cannot_be_exchanged_back_is_kept_and_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mover = Mover(root)
    step = put(mover, NEW, OLD)
    answers = iter([True, False])

    def once(beside: Path, target: Path) -> bool:
        if next(answers):
            target.write_bytes(b"mine")
            return renaming.exchange(beside, target)
        return False

    monkeypatch.setattr(moving, "exchange", once)
    with pytest.raises(StrandedError):
        mover.do(step)
    assert b"mine" in files(root).values()
    mover.done([step])
    assert b"mine" in kept(root)


def test_damaged_kept_content_is_not_used_and_not_lost(mover: Mover, root: Path) -> None:
    step = put(mover, NEW, OLD)
    (root / ".archivist/kept" / step.sha256).write_bytes(b"damaged")
    with pytest.raises(OSError, match="damaged"):
        mover.do(step)
    assert files(root)[ITEM_FILE] == OLD
    assert mover.keep(NEW) == step.sha256
    assert kept(root) == sorted([NEW, b"damaged"])
    assert mover.do(step)


def test_what_was_half_kept_is_swept_away(root: Path) -> None:
    Mover(root).keep(NEW)
    left = beside_of(root / ".archivist/kept/x", "a" * 64)
    left.write_bytes(b"half")
    Mover(root)
    assert kept(root) == [NEW]


def test_what_cannot_be_kept_is_not_replaced(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mover = Mover(root)
    step = put(mover, NEW, OLD)

    def full(_self: Kept, _path: Path, _sha256: str) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Kept, "put_aside", full)
    monkeypatch.setattr(Kept, "keep_copy", full)
    with pytest.raises(OSError, match="full"):
        mover.do(step)
    assert files(root)[ITEM_FILE] == OLD
    assert temporary(root) == []


def test_only_content_that_is_as_it_was_is_kept(root: Path) -> None:
    Mover(root)
    with pytest.raises(ChangedError):
        Kept(root).keep_copy(root / ITEM_FILE, sha(b"other"))
    assert kept(root) == []


def test_a_source_that_changes_in_the_instant_of_the_move_goes_back(
    mover: Mover, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed_then(source: Path, target: Path) -> None:
        monkeypatch.setattr(kept_module, "rename_new", rename_new)
        source.write_bytes(b"longer than it was")
        rename_new(source, target)

    monkeypatch.setattr(kept_module, "rename_new", changed_then)
    with pytest.raises(ChangedError):
        mover.do(move("收件箱/a.jpg", TARGET, PHOTO))
    assert files(root)["收件箱/a.jpg"] == b"longer than it was"
    assert TARGET not in files(root)


def test_what_only_looks_changed_is_moved(
    mover: Mover, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def touched(source: Path, target: Path) -> None:
        os.utime(source, ns=(1, 1))
        rename_new(source, target)

    monkeypatch.setattr(kept_module, "rename_new", touched)
    assert mover.do(move("收件箱/a.jpg", TARGET, PHOTO))


def test_what_cannot_go_back_is_stranded(
    mover: Mover, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(source: Path, target: Path) -> None:
        source.write_bytes(b"longer than it was")
        rename_new(source, target)
        source.write_bytes(b"new")

    monkeypatch.setattr(kept_module, "rename_new", taken)
    with pytest.raises(StrandedError):
        mover.do(move("收件箱/a.jpg", TARGET, PHOTO))
    assert {b"new", b"longer than it was"} <= set(files(root).values())
