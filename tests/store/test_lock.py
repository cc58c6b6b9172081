"""The lock, against real processes: it excludes, it names its owner, and it dies with it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archivist.errors import BusyError, NotReadableError, NotWritableError
from archivist.model.owner import Owner
from archivist.store import byte_lock, lock
from archivist.store.lock import holder, this_process, writer_lock

SINCE = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)
ME = this_process("watch", SINCE)
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
CHILD = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from archivist.store.lock import this_process, writer_lock
with writer_lock(Path(sys.argv[1]), this_process("intake", datetime(2025, 1, 2, 3, 4, tzinfo=UTC))):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a program that holds the lock until it is told to end, or is killed."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    with child:
        assert child.stdout
        assert child.stdin
        assert child.stdout.readline() == "held\n"
        try:
            yield child
        finally:
            child.kill()


def test_the_block_runs_and_the_owner_is_known(tmp_path: Path) -> None:
    assert holder(tmp_path) is None
    with writer_lock(tmp_path, ME):
        assert holder(tmp_path) == ME
        assert Owner.parse((tmp_path / "lock").read_bytes()) == ME
    assert holder(tmp_path) is None


def test_it_is_free_again_after_a_block_that_failed(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writer_lock(tmp_path, ME):
        raise ZeroDivisionError
    with writer_lock(tmp_path, ME):
        pass


def test_another_program_excludes_us_and_is_named(tmp_path: Path) -> None:
    with another_program(tmp_path) as child:
        with pytest.raises(BusyError) as caught, writer_lock(tmp_path, ME):
            pytest.fail("two writers")
        for fact in ("archivist intake", str(child.pid), "2025-01-02 03:04", ME.host):
            assert fact in caught.value.message
        assert caught.value.hint
        owner = holder(tmp_path)
        assert owner
        assert (owner.verb, owner.pid) == ("intake", child.pid)


def test_we_exclude_another_program(tmp_path: Path) -> None:
    with writer_lock(tmp_path, ME):
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(tmp_path)],
            capture_output=True,
            check=False,
            cwd=Path(__file__).resolve().parents[2],
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        assert "BusyError: “archivist watch” on" in done.stderr
        assert "held" not in done.stdout


def test_a_killed_owner_frees_the_lock(tmp_path: Path) -> None:
    with another_program(tmp_path) as child:
        child.kill()
        child.wait()
        assert b"intake" in (tmp_path / "lock").read_bytes()
        assert holder(tmp_path) is None
        with writer_lock(tmp_path, ME):
            assert holder(tmp_path) == ME


def test_whoever_is_patient_gets_it_when_the_other_ends(tmp_path: Path) -> None:
    with another_program(tmp_path) as child:
        stdin = child.stdin
        assert stdin
        threading.Timer(0.2, stdin.close).start()
        with writer_lock(tmp_path, ME, patience=60):
            assert holder(tmp_path) == ME


def test_the_same_process_is_refused_as_well_and_keeps_its_lock(tmp_path: Path) -> None:
    with writer_lock(tmp_path, ME):
        with pytest.raises(BusyError), writer_lock(tmp_path, ME):
            pytest.fail("two writers")
        assert holder(tmp_path) == ME
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(tmp_path)],
            capture_output=True,
            check=False,
            cwd=Path(__file__).resolve().parents[2],
        )
        assert b"held" not in done.stdout


def test_two_threads_exclude_each_other(tmp_path: Path) -> None:
    told: list[type[Exception] | None] = []

    def attempt() -> None:
        try:
            with writer_lock(tmp_path, ME):
                told.append(None)
        except BusyError:
            told.append(BusyError)

    with writer_lock(tmp_path, ME):
        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()
    assert told == [BusyError]


def test_locks_of_two_names_and_of_two_folders_are_apart(tmp_path: Path) -> None:
    with writer_lock(tmp_path, ME), writer_lock(tmp_path, ME, name="index.lock"):
        with writer_lock(tmp_path / "other", ME):
            assert holder(tmp_path / "other") == ME
        assert holder(tmp_path, "index.lock") == ME


def test_only_the_folder_itself_is_made(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError), writer_lock(tmp_path / "gone" / ".archivist", ME):
        pytest.fail("a share that dropped out must not be made anew")
    assert not (tmp_path / "gone").exists()


@posix
def test_a_folder_that_may_not_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*words: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(NotWritableError, match="the system does not allow it") as caught:
        writer_lock(tmp_path, ME).__enter__()
    assert str(tmp_path / "lock") in caught.value.message


@posix
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL])
def test_a_drive_without_locks_is_refused(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*words: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.lockf", fail)
    with pytest.raises(NotWritableError, match="cannot lock"), writer_lock(tmp_path, ME):
        pytest.fail("unprotected")
    with pytest.raises(NotReadableError):
        holder(tmp_path)


@posix
def test_no_file_of_a_user_is_written_through_the_locks_name(tmp_path: Path) -> None:
    mine = tmp_path / "总结.txt"
    mine.write_text("kept", encoding="utf-8")
    ways = {"link": mine.name, "hard": "", "pipe": ""}
    (tmp_path / "link").symlink_to(mine)
    (tmp_path / "hard").hardlink_to(mine)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in (*ways, "folder"):
        with pytest.raises(NotWritableError), writer_lock(tmp_path, ME, name=name):
            pytest.fail(name)
    assert mine.read_text(encoding="utf-8") == "kept"


@posix
def test_a_lock_file_that_was_replaced_while_it_was_opened_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, locked, rounds = tmp_path / "lock", byte_lock.lock_byte, list[int]()

    def replaced(file: int) -> bool:
        rounds.append(file)
        if len(rounds) == 1:
            path.unlink()
        return locked(file)

    monkeypatch.setattr(lock, "lock_byte", replaced)
    with writer_lock(tmp_path, ME):
        assert len(rounds) == 2
        assert Owner.parse(path.read_bytes()) == ME


def test_an_owner_that_has_not_said_who_it_is_is_told_without_a_name(tmp_path: Path) -> None:
    with another_program(tmp_path):
        (tmp_path / "lock").write_bytes(b"")
        assert holder(tmp_path) == Owner()
        with pytest.raises(BusyError, match="Another program"), writer_lock(tmp_path, ME):
            pytest.fail("two writers")


def test_a_full_drive_does_not_hinder_locking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*words: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.write", full)
    with writer_lock(tmp_path, ME):
        assert holder(tmp_path) == ME


def test_a_name_that_cannot_be_looked_at_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(NotReadableError):
        holder(tmp_path)


def test_a_holder_that_cannot_be_asked_is_told_without_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*words: object) -> Owner:
        raise NotReadableError("gone")

    with writer_lock(tmp_path, ME):
        monkeypatch.setattr(lock, "holder", fail)
        with pytest.raises(BusyError, match="Another program"), writer_lock(tmp_path, ME):
            pytest.fail("two writers")


def test_a_folder_that_another_makes_at_the_same_time_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "新"
    is_dir = Path.is_dir

    def looked(self: Path) -> bool:
        there = is_dir(self)
        if self == folder and not there:
            self.mkdir()
        return there

    monkeypatch.setattr(Path, "is_dir", looked)
    with writer_lock(folder, ME):
        assert holder(folder) == ME
