"""The temporary folder of a print, and the sweeping of those that killed prints left."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.formats.press import folder as module
from archivist.formats.press import hold
from archivist.formats.press.folder import PREFIX, STALE, YOUNG, sweep, temporary_folder
from archivist.formats.press.hold import holding
from archivist.formats.press.names import HELD

OLD = -2 * STALE


@pytest.fixture(autouse=True)
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left_behind(temp: Path, name: str, seconds: float = OLD) -> Path:
    folder = temp / name
    (folder / "fonts").mkdir(parents=True)
    (folder / "fonts" / "00.ttf").write_bytes(b"x")
    (folder / "data.json").write_bytes(b"x")
    when = temp.stat().st_mtime + seconds
    os.utime(folder, (when, when))
    return folder


def test_what_a_killed_print_left_goes_with_the_next(temp: Path) -> None:
    gone = left_behind(temp, f"{PREFIX}abcd_123")
    with temporary_folder() as made:
        assert not gone.exists()
        assert made.is_dir()
    assert list(temp.iterdir()) == []


STAY = {
    "of today": (f"{PREFIX}abcd_123", -STALE / 2),
    "another's name": (f"{PREFIX}mine", OLD),
    "longer": (f"{PREFIX}abcd_1234", OLD),
    "of another command": ("archivist-abcd_123", OLD),
}


@pytest.mark.parametrize(("name", "seconds"), STAY.values(), ids=STAY)
def test_whatever_else_lies_there_stays(temp: Path, name: str, seconds: float) -> None:
    folder = left_behind(temp, name, seconds)
    with temporary_folder():
        pass
    assert (folder / "data.json").read_bytes() == b"x"


def test_a_file_and_a_link_of_such_a_name_stay_and_what_it_leads_to(temp: Path) -> None:
    kept = left_behind(temp, "kept")
    file = temp / f"{PREFIX}abcd_123"
    file.write_bytes(b"x")
    os.utime(file, (1, 1))
    link = temp / f"{PREFIX}abcd_124"
    inner = left_behind(temp, f"{PREFIX}abcd_125")
    try:
        link.symlink_to(kept, target_is_directory=True)
        (inner / "link").symlink_to(kept, target_is_directory=True)
        os.utime(link, (1, 1), follow_symlinks=False)
        os.utime(inner, (1, 1))
    except (OSError, NotImplementedError):
        pytest.skip("links need a right on Windows")
    with temporary_folder():
        pass
    assert (file.is_file(), link.is_symlink(), inner.exists()) == (True, True, False)
    assert (kept / "data.json").read_bytes() == b"x"


def test_another_users_folder_stays(temp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = left_behind(temp, f"{PREFIX}abcd_123")
    real = Path.lstat

    def lstat(self: Path) -> os.stat_result:
        status = list(real(self))
        status[4] += self == folder
        return os.stat_result(status)

    monkeypatch.setattr(Path, "lstat", lstat)
    with temporary_folder():
        pass
    assert folder.exists()


def test_a_folder_that_cannot_be_looked_into_stops_no_print(
    temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = left_behind(temp, f"{PREFIX}abcd_123")
    made = temp / f"{PREFIX}abcd_999"
    made.mkdir()

    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    sweep(made)
    monkeypatch.undo()
    assert folder.exists()


def test_one_that_went_meanwhile_is_no_ones_mistake(
    temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = left_behind(temp, f"{PREFIX}abcd_123")
    made = temp / f"{PREFIX}abcd_999"
    made.mkdir()
    real = module._is_stale

    def meanwhile(path: Path, status: os.stat_result) -> bool:
        shutil.rmtree(folder, ignore_errors=True)
        return real(path, status)

    monkeypatch.setattr(module, "_is_stale", meanwhile)
    sweep(made)
    assert made.is_dir()


_WAITING = (
    "import sys\nfrom archivist.formats.press.folder import temporary_folder\n"
    "with temporary_folder() as made:\n    print(made, flush=True)\n    sys.stdin.read()\n"
)


class _Print:
    """A print that waits, in a process of its own."""

    def __init__(self, temp: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _WAITING],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "TMPDIR": str(temp), "TEMP": str(temp), "TMP": str(temp)},
            text=True,
        )
        assert self.process.stdout is not None
        self.folder = Path(self.process.stdout.readline().strip())

    def age(self, seconds: float) -> None:
        then = self.folder.parent.stat().st_mtime - seconds
        os.utime(self.folder, (then, then))

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def printing(temp: Path) -> Iterator[_Print]:
    made = _Print(temp)
    yield made
    made.kill()


def test_a_killed_print_leaves_a_folder_that_goes_a_minute_later(printing: _Print) -> None:
    printing.age(2 * YOUNG)
    with temporary_folder():
        assert printing.folder.is_dir()
    printing.kill()
    with temporary_folder():
        assert not printing.folder.exists()


def test_a_folder_just_made_stays_for_its_owner_may_not_hold_it_yet(printing: _Print) -> None:
    printing.kill()
    printing.age(YOUNG / 2)
    with temporary_folder():
        assert printing.folder.is_dir()


def test_two_prints_of_one_process_leave_each_other_alone(temp: Path) -> None:
    with temporary_folder() as first:
        then = temp.stat().st_mtime - 2 * YOUNG
        os.utime(first, (then, then))
        with temporary_folder():
            assert first.is_dir()


def test_where_nothing_can_be_held_only_age_counts(
    temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(hold, "_lock", refuse)
    folder = left_behind(temp, f"{PREFIX}abcd_123", -2 * YOUNG)
    with holding(folder / HELD):
        then = temp.stat().st_mtime - 2 * YOUNG
        os.utime(folder, (then, then))
    with temporary_folder():
        assert folder.is_dir()
