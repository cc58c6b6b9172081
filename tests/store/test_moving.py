"""Single steps: nothing is overwritten or deleted, whatever came in between."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.model.operation import Step
from archivist.store import kept as kept_module
from archivist.store import moving
from archivist.store.kept import ChangedError
from archivist.store.moving import Mover, new_file
from archivist.store.renaming import PLACEHOLDER, rename_new
from tests.store.archive_of_files import (
    ASIDE,
    COPY,
    FOLDER,
    FOREIGN,
    ITEM_FILE,
    LEAVE,
    MOVE,
    NEW,
    OLD,
    PHOTO,
    PLACE,
    PUT,
    TARGET,
    files,
    kept,
    move,
    put,
    sha,
    temporary,
)


def copy(root: Path, path: str = TARGET, content: bytes = FOREIGN) -> Step:
    return Step(kind=COPY, path=path, source=str(root.parent / "stick.jpg"), sha256=sha(content))


def test_a_step_and_its_inverse_leave_everything_as_it_was(mover: Mover, root: Path) -> None:
    before = files(root)
    folder = Step(kind=FOLDER, path=f"{PLACE}/新")
    steps = [
        folder,
        move("收件箱/a.jpg", f"{folder.path}/1.jpg", PHOTO),
        copy(root),
        put(mover, NEW, OLD),
        put(mover, b"<x/>", None, f"{TARGET}.xmp"),
    ]
    for step in steps:
        assert mover.done([step]) == [False]
        assert mover.do(step)
        assert mover.done([step]) == [True]
    assert files(root)[f"{folder.path}/1.jpg"] == PHOTO
    assert files(root)[ITEM_FILE] == NEW
    for step in reversed(steps):
        assert mover.do(step.inverse)
    assert files(root) == before
    assert not (root / folder.path).exists()
    assert FOREIGN in kept(root)
    assert temporary(root) == []


def test_what_was_put_aside_comes_back(mover: Mover, root: Path) -> None:
    mover.do(copy(root))
    aside = copy(root).inverse
    mover.do(aside)
    mover.do(aside.inverse)
    assert files(root)[TARGET] == FOREIGN
    mover.do(aside)
    assert kept(root) == [FOREIGN]


def test_a_copy_keeps_its_time(mover: Mover, root: Path) -> None:
    os.utime(root.parent / "stick.jpg", ns=(10**18, 10**18))
    mover.do(copy(root))
    assert (root / TARGET).stat().st_mtime_ns == 10**18


STEPS: dict[str, Callable[[Mover, Path], Step]] = {
    "move": lambda _mover, _root: move("收件箱/a.jpg", TARGET, PHOTO),
    "copy": lambda _mover, root: copy(root),
    "put": lambda mover, _root: put(mover, NEW, None, TARGET),
}


@pytest.mark.parametrize("kind", STEPS)
def test_a_place_that_was_taken_in_between_stays(kind: str, mover: Mover, root: Path) -> None:
    step = STEPS[kind](mover, root)
    (root / TARGET).write_bytes(b"mine")
    before = files(root)
    with pytest.raises(OSError, match=r"."):
        mover.do(step)
    assert files(root) == before


@pytest.mark.parametrize("kind", STEPS)
def test_a_place_that_is_taken_at_the_last_instant_stays(
    kind: str, mover: Mover, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = STEPS[kind](mover, root)
    before = files(root)

    def taken(source: Path, target: Path) -> None:
        if target == root / TARGET:
            target.write_bytes(b"mine")
        rename_new(source, target)

    monkeypatch.setattr(moving, "rename_new", taken)
    monkeypatch.setattr(kept_module, "rename_new", taken)
    with pytest.raises(FileExistsError):
        mover.do(step)
    assert files(root) == before | {TARGET: b"mine"}


@pytest.mark.parametrize(
    "step",
    [
        move("收件箱/a.jpg", TARGET, b"other"),
        Step(kind=ASIDE, path="收件箱/a.jpg", sha256=sha(b"other")),
        move("收件箱/none.jpg", TARGET, PHOTO),
        Step(kind=ASIDE, path="收件箱/none.jpg", sha256=sha(PHOTO)),
        Step(kind=PUT, path=ITEM_FILE, sha256=sha(b"never kept"), before=sha(OLD)),
        Step(kind=FOLDER, path="收件箱/a.jpg"),
        Step(kind=FOLDER, path="none/new"),
        Step(kind=MOVE, path=TARGET, source="收件箱", sha256=sha(PHOTO)),
        Step(kind=COPY, path=TARGET, source="/", sha256=sha(PHOTO)),
    ],
    ids=lambda step: f"{step.kind.value} {step.source or step.path}",
)
def test_what_is_not_as_it_was_decided_is_refused(mover: Mover, root: Path, step: Step) -> None:
    before = files(root)
    with pytest.raises(OSError, match=r"."):
        mover.do(step)
    assert files(root) == before
    assert temporary(root) == []


def test_a_copy_of_what_changed_is_refused(mover: Mover, root: Path) -> None:
    with pytest.raises(ChangedError):
        mover.do(copy(root, content=b"other"))
    assert TARGET not in files(root)


def test_a_folder_that_is_there_is_none_of_ours(mover: Mover, root: Path) -> None:
    assert not mover.do(Step(kind=FOLDER, path=PLACE))


def test_a_folder_that_got_other_files_stays(mover: Mover, root: Path) -> None:
    assert not mover.do(Step(kind=LEAVE, path=PLACE))
    assert files(root)[ITEM_FILE] == OLD


@pytest.mark.parametrize("content", [PLACEHOLDER, PLACEHOLDER[:5], b""], ids=["all", "part", "no"])
@pytest.mark.parametrize("kind", STEPS)
def test_what_a_killed_rename_left_is_put_away(
    kind: str, content: bytes, mover: Mover, root: Path
) -> None:
    step = STEPS[kind](mover, root)
    (root / TARGET).write_bytes(content)
    assert mover.done([step]) == [False]
    assert TARGET not in files(root)
    assert content in kept(root)
    assert mover.do(step)


def test_a_file_that_looks_like_a_placeholder_is_moved_and_stays(mover: Mover, root: Path) -> None:
    (root / "收件箱/a.jpg").write_bytes(PLACEHOLDER)
    step = move("收件箱/a.jpg", TARGET, PLACEHOLDER)
    assert mover.do(step)
    assert mover.done([step]) == [True]
    assert files(root)[TARGET] == PLACEHOLDER


def test_what_was_changed_after_a_crash_was_moved_all_the_same(mover: Mover, root: Path) -> None:
    step = move("收件箱/a.jpg", TARGET, PHOTO)
    mover.do(step)
    (root / TARGET).write_bytes(b"edited")
    assert mover.done([step]) == [True]
    assert files(root)[TARGET] == b"edited"


def test_steps_that_follow_each_other_in_one_place_are_told_apart(mover: Mover, root: Path) -> None:
    first, second = move("收件箱/a.jpg", TARGET, PHOTO), move(TARGET, "甲/y.jpg", PHOTO)
    assert mover.done([first, second]) == [False, False]
    mover.do(first)
    assert mover.done([first, second]) == [True, False]
    mover.do(second)
    assert mover.done([first, second]) == [True, True]


def test_a_name_in_another_case_is_another_name_where_the_system_says_so(
    mover: Mover, root: Path
) -> None:
    (root / PLACE / "X.JPG").write_bytes(b"mine")
    same = (root / TARGET).exists()
    step = move("收件箱/a.jpg", TARGET, PHOTO)
    if same:
        with pytest.raises(FileExistsError):
            mover.do(step)
    else:
        assert mover.do(step)
    assert (root / PLACE / "X.JPG").read_bytes() == b"mine"


def test_a_new_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    new_file(tmp_path / "a", b"1")
    with pytest.raises(FileExistsError):
        new_file(tmp_path / "a", b"2")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"1"}
    assert hashlib.sha256(b"1").hexdigest() == moving.digest_of(tmp_path / "a")
