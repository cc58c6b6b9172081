"""Interrupted, or refused by the file system, at every single call."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from archivist.errors import NotWritableError
from archivist.model.operation import Operation, Result, Verb
from archivist.store import journal
from archivist.store.journal import FILE, Journal, breaks, read_deeds, read_lines
from archivist.store.operations import Writing, writing
from tests.store.archive_of_files import (
    FOREIGN,
    NEW,
    NOW,
    OLD,
    PAPER,
    PHOTO,
    SIDECAR,
    everything,
    files,
    filing,
    importing,
    make_archive,
    temporary,
)
from tests.store.interrupting import Fuse, KilledError, burning, torn

Work = Callable[[Path], None]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a killed process wrote stays; only a power cut would need the disk's word."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)


def do(root: Path, operations: list[Operation], undoes: int = 0) -> list[Result | None]:
    with writing(root, Verb.FILE, NOW) as session:
        session.keep(NEW)
        session.keep(SIDECAR)
        return [deed.result for deed in session.carry_out(operations, undoes)]


def file_them(root: Path) -> None:
    do(root, [filing()])


def import_them(root: Path) -> None:
    do(root, [importing(root)])


def file_and_import(root: Path) -> None:
    do(root, [filing(), importing(root)])


def undo_all(root: Path) -> None:
    deeds = [deed for deed in read_deeds(root) if not deed.undoes]
    do(root, [deed.operation.inverse for deed in reversed(deeds)], undoes=1)


def occupy(root: Path) -> None:
    """Have the last step of the import refused, so that the others are taken back."""
    (root / "甲/06 培训/b.jpg.xmp").write_bytes(b"mine")


CASES: dict[str, tuple[Work | None, Work]] = {
    "filing": (None, file_them),
    "importing": (None, import_them),
    "both": (None, file_and_import),
    "undoing": (file_and_import, undo_all),
    "taking back": (occupy, import_them),
}


def prepared(folder: Path, before: Work | None) -> Path:
    root = make_archive(folder / "库")
    if before:
        before(root)
    return root


def check(root: Path) -> None:
    """Everything is whole in one place, and nothing but what somebody wrote lies in the tree."""
    found = everything(root)
    assert found[PHOTO] == 1
    assert found[PAPER] >= 1
    assert found[FOREIGN] <= 1
    # What a description was is either still there or kept.
    assert found[OLD] >= 1
    assert (root.parent / "stick.jpg").read_bytes() == FOREIGN
    assert (root / "甲/06 培训/item.toml").read_bytes() in {OLD, NEW}
    assert list(breaks(read_lines(root / ".archivist" / FILE))) == []


def check_ended(root: Path, *, stuck: bool = False) -> None:
    Writing(root, NOW)
    check(root)
    assert list(files(root).values()).count(PAPER) == 1
    assert Journal(root, NOW).unfinished() == []
    results = {deed.result for deed in read_deeds(root)}
    assert results <= {Result.DONE, Result.BACK, Result.STUCK if stuck else Result.DONE}
    assert set(files(root).values()) <= {PHOTO, PAPER, FOREIGN, OLD, NEW, SIDECAR, b"mine"}
    beside = {path.removesuffix(".xmp") for path in files(root) if path.endswith("jpg.xmp")}
    assert beside - {"甲/06 培训/b.jpg"} <= set(files(root)), "a photo goes with its sidecar"


@pytest.mark.parametrize("native", [True, False], ids=["native", "placeholder"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("case", CASES)
def test_killed_at_any_call_the_next_run_finishes(
    case: str, after: bool, native: bool, tmp_path: Path
) -> None:
    before, work = CASES[case]
    for number in count(1):
        root = prepared(tmp_path / f"{number}", before)
        fuse = Fuse(number, KilledError(), after=after)
        with burning(fuse, native=native):
            try:
                work(root)
            except KilledError:
                pass
            else:
                break
        check(root)
        with burning(Fuse(0, KilledError()), native=native):
            check_ended(root)
        assert temporary(root) == []
    assert number > 10


@pytest.mark.parametrize("native", [True, False], ids=["native", "placeholder"])
@pytest.mark.parametrize("case", CASES)
def test_killed_while_finishing_the_run_after_that_finishes(
    case: str, native: bool, tmp_path: Path
) -> None:
    before, work = CASES[case]
    for number in count(1):
        root = prepared(tmp_path / f"{number}", before)
        first = Fuse(9 + number % 23, KilledError())
        with burning(first, native=native), suppress(KilledError):
            work(root)
        fuse = Fuse(number, KilledError(), after=number % 2 == 0)
        with burning(fuse, native=native):
            try:
                Writing(root, NOW)
            except KilledError:
                pass
            else:
                if number > 23:
                    break
        with burning(Fuse(0, KilledError()), native=native):
            check_ended(root)
        assert temporary(root) == []


@pytest.mark.parametrize("native", [True, False], ids=["native", "placeholder"])
@pytest.mark.parametrize("case", CASES)
def test_refused_at_any_call_nothing_is_half_done(case: str, native: bool, tmp_path: Path) -> None:
    before, work = CASES[case]
    for number in count(1):
        root = prepared(tmp_path / f"{number}", before)
        code = (errno.ENOSPC, errno.EACCES, errno.EIO)[number % 3]
        fuse = Fuse(number, OSError(code, "refused"))
        with burning(fuse, native=native), suppress(OSError, NotWritableError):
            work(root)
        if fuse.count < number:
            break
        # What is refused while it is taken back cannot be taken back.
        check_ended(root, stuck=case == "taking back")


@pytest.mark.parametrize("at", [1, 2])
def test_a_line_that_is_torn_is_passed_over(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_archive(tmp_path / "库")
    whole = journal._write_all
    calls = iter(range(1, 10))

    def tear(file: object, content: bytes) -> None:
        if next(calls) == at:
            torn(file, content)
            raise KilledError
        whole(file, content)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(journal, "_write_all", tear)
        with pytest.raises(KilledError):
            file_them(root)
    check(root)
    check_ended(root)
    file_and_import(root)
    check_ended(root)
