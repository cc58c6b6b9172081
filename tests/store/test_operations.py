"""Operations: all of one or nothing, one writer, and what a killed run began is finished."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from archivist.errors import BusyError, NotWritableError
from archivist.model.operation import Deed, Operation, Result, Step, Verb
from archivist.model.refusal import reason_of
from archivist.store import journal as journal_module
from archivist.store import operations as module
from archivist.store.journal import FILE, Journal, breaks, read_deeds, read_lines
from archivist.store.kept import StrandedError
from archivist.store.moving import Mover
from archivist.store.operations import Writing, writing
from tests.store.archive_of_files import (
    ITEM,
    NEW,
    NOW,
    OLD,
    PHOTO,
    PUT,
    SIDECAR,
    files,
    filing,
    make_archive,
    move,
    sha,
)

FILED = f"{ITEM}/C1-20250304-01.jpg"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "库")


def do(root: Path, *operations: Operation) -> list[Deed]:
    with writing(root, Verb.FILE, NOW) as session:
        return list(session.carry_out(operations))


def cut_off(root: Path, operation: Operation) -> None:
    """Leave what a run leaves that was killed before it did anything."""
    Journal(root, NOW).begin([operation])


def test_an_operation_is_done_and_written_down(root: Path) -> None:
    (deed,) = do(root, filing())
    assert deed.result is Result.DONE
    assert files(root)[FILED] == PHOTO
    assert read_deeds(root) == (deed,)
    assert Writing(root, NOW).finished == ()


def test_what_cannot_be_finished_is_taken_back(root: Path) -> None:
    (root / ITEM).mkdir()
    (root / f"{FILED}.xmp").write_bytes(b"mine")
    before = files(root)
    (deed,) = do(root, filing())
    assert deed.result is Result.BACK
    assert deed.reason == "something of that name is there already"
    assert files(root) == before
    assert (root / ITEM).is_dir()


def test_a_folder_that_was_made_for_nothing_is_taken_back(root: Path) -> None:
    (root / "收件箱/a.jpg.xmp").unlink()
    (deed,) = do(root, filing())
    assert (deed.result, deed.reason) == (Result.BACK, "it is not there any more")
    assert not (root / ITEM).exists()
    assert files(root)["收件箱/a.jpg"] == PHOTO


def test_what_cannot_be_taken_back_either_is_stuck(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = filing().steps[1]
    real = Mover.do

    def refused(self: Mover, each: Step) -> bool:
        if each.path.endswith(".xmp") or each == step.inverse:
            raise PermissionError(errno.EACCES, "refused")
        return real(self, each)

    monkeypatch.setattr(Mover, "do", refused)
    (deed,) = do(root, filing())
    assert deed.result is Result.STUCK
    assert step.path in deed.reason
    monkeypatch.undo()
    assert Writing(root, NOW).finished == ()
    assert files(root)[FILED] == PHOTO


def test_what_is_stranded_is_stuck(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stranded(_self: Mover, _step: Step) -> bool:
        raise StrandedError(errno.EBUSY, "stranded")

    monkeypatch.setattr(Mover, "do", stranded)
    assert do(root, filing())[0].result is Result.STUCK


def test_what_a_killed_run_began_is_finished(root: Path) -> None:
    cut_off(root, filing())
    with writing(root, Verb.FILE, NOW) as session:
        assert [deed.result for deed in session.finished] == [Result.DONE]
    assert files(root)[FILED] == PHOTO
    assert Journal(root, NOW).unfinished() == []


def test_what_a_killed_run_began_and_cannot_be_finished_is_taken_back(root: Path) -> None:
    cut_off(root, filing())
    (root / "收件箱/a.jpg.xmp").write_bytes(b"changed")
    before = files(root)
    assert Writing(root, NOW).finished[0].result is Result.BACK
    assert files(root) == before


def test_a_full_drive_keeps_no_description_and_says_so(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_mover: Mover, _content: bytes) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    with writing(root, Verb.DESCRIBE, NOW) as session:
        monkeypatch.setattr(Mover, "keep", full)
        with pytest.raises(NotWritableError, match="the drive is full") as caught:
            session.keep(NEW)
    assert "Nothing was changed" in caught.value.hint


def test_of_two_equal_steps_each_is_done(root: Path) -> None:
    with writing(root, Verb.DESCRIBE, NOW) as session:
        session.keep(NEW), session.keep(OLD)
        there = Step(kind=PUT, path="甲/06 培训/item.toml", sha256=sha(NEW), before=sha(OLD))
        steps = (there, there.inverse, there)
        (deed,) = session.carry_out([Operation(verb=Verb.DESCRIBE, steps=steps)])
    assert deed.result is Result.DONE
    assert files(root)["甲/06 培训/item.toml"] == NEW


def test_thousands_of_steps_are_done_and_a_thousand_finished(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    for number in range(1_000):
        (root / f"收件箱/{number}").write_bytes(PHOTO)
    there = tuple(move(f"收件箱/{n}", f"甲/{n}", PHOTO) for n in range(1_000))
    operation = Operation(verb=Verb.FILE, steps=there + tuple(s.inverse for s in there))
    assert do(root, operation)[0].result is Result.DONE
    cut_off(root, Operation(verb=Verb.FILE, steps=there))
    assert Writing(root, NOW).finished[0].result is Result.DONE
    assert len(list((root / "甲").iterdir())) == 1_001
    assert list(breaks(read_lines(root / ".archivist" / FILE))) == []


OUTSIDE = ["../x", "/x", "甲/../../x", ".archivist/x", "a\0b", "\udfff/\ud800"]


@pytest.mark.parametrize("path", OUTSIDE, ids=ascii)
def test_a_tampered_journal_is_never_acted_on_outside(path: str, root: Path) -> None:
    cut_off(root, Operation(verb=Verb.FILE, steps=(move("收件箱/a.jpg", path, PHOTO),)))
    stick = root.parent / "stick.jpg"
    before = files(root), stick.read_bytes(), sorted(root.parent.iterdir())
    (deed,) = Writing(root, NOW).finished
    assert deed.result is Result.BACK
    assert before == (files(root), stick.read_bytes(), sorted(root.parent.iterdir()))


def test_a_garbled_journal_keeps_nobody_from_working(root: Path) -> None:
    (root / ".archivist" / FILE).write_bytes(
        b'\xff\xfe{]\n{"do":"begin","n":[]}\n{"do":"end"}\n\n['
    )
    assert do(root, filing())[0].result is Result.DONE


def test_all_operations_of_a_command_are_one_batch(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TOGETHER", 1)
    steps = filing().steps
    parts = [Operation(verb=Verb.FILE, steps=(step,)) for step in steps]
    with writing(root, Verb.FILE, NOW) as session:
        deeds = list(session.carry_out(parts[:3]))
        session.new_batch()
        deeds += session.carry_out(parts[3:])
    assert [deed.batch for deed in deeds] == [2, 2, 2, 8]


def test_one_command_writes_at_a_time(root: Path) -> None:
    with (
        writing(root, Verb.FILE, NOW),
        pytest.raises(BusyError),
        writing(root, Verb.UNDO, NOW, patience=0),
    ):
        pass


@pytest.mark.parametrize("when", ["begin", "end", "second begin"])
def test_a_journal_that_cannot_be_written_stops_everything(
    when: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TOGETHER", 1)
    whole = journal_module._write_all
    left = iter(range({"begin": 1, "end": 2, "second begin": 3}[when]))

    def full(file: object, content: bytes) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "full")
        whole(file, content)  # type: ignore[arg-type]

    second = Operation(verb=Verb.FILE, steps=(move("甲/06 培训/item.toml", "甲/i", OLD),))
    with monkeypatch.context() as patch:
        patch.setattr(journal_module, "_write_all", full)
        with pytest.raises(NotWritableError, match="the drive is full") as caught:
            do(root, filing(), second)
    assert ("Nothing was changed" in caught.value.hint) is (when == "begin")
    assert (FILED in files(root)) is (when != "begin")
    assert "甲/i" not in files(root)
    Writing(root, NOW)
    assert all(deed.result is Result.DONE for deed in read_deeds(root))


def test_an_interrupt_between_steps_leaves_what_the_next_run_finishes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Mover.do

    def interrupted(self: Mover, step: Step) -> bool:
        if step.path.endswith(".xmp"):
            raise KeyboardInterrupt
        return real(self, step)

    with monkeypatch.context() as patch:
        patch.setattr(Mover, "do", interrupted)
        with pytest.raises(KeyboardInterrupt):
            do(root, filing())
    assert files(root)[FILED] == PHOTO
    assert Writing(root, NOW + timedelta(days=1)).finished[0].result is Result.DONE
    assert files(root)[f"{FILED}.xmp"] == SIDECAR


def test_without_an_archive_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError), writing(tmp_path / "gone", Verb.FILE, NOW):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (FileExistsError(), "something of that name"),
        (FileNotFoundError(), "not there any more"),
        (PermissionError(errno.EACCES, "x"), "does not allow"),
        (OSError(errno.ENOSPC, "x"), "drive is full"),
        (OSError(errno.EROFS, "x"), "read-only"),
        (OSError(errno.EXDEV, "x"), "another drive"),
        (OSError(errno.ENOTDIR, "Not a directory"), "none, but a file"),
        (OSError(errno.EIO, "Input/output error"), "reports an error"),
        (OSError(errno.ELOOP, "Too many levels of symbolic links"), "leads in a circle"),
        (OSError(errno.ELOOP, "of ours"), "of ours"),
        (OSError("odd"), "odd"),
    ],
    ids=str,
)
def test_a_refusal_is_told_in_words(error: OSError, text: str) -> None:
    assert text in reason_of(error)


def test_what_was_to_be_made_cannot_be_gone() -> None:
    assert reason_of(FileNotFoundError(), making=True) == "no file can be made there"


def test_that_another_program_has_it_open_is_told() -> None:
    error = PermissionError(errno.EACCES, "x")
    error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert "another program" in reason_of(error)


def test_what_takes_something_back_says_so(root: Path) -> None:
    (first,) = do(root, filing())
    with writing(root, Verb.UNDO, NOW) as session:
        (deed,) = session.carry_out([first.operation.inverse], undoes=first.batch)
    assert replace(deed, number=0) == replace(read_deeds(root)[-1], number=0)
    assert deed.undoes == first.batch
    assert not (root / ITEM).exists()
