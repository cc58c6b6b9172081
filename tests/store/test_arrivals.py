"""Hints, from a real file system and from scripted events; no test waits for time to pass."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.model.names import PENDING_PAGE
from archivist.store.arrivals import Arrivals
from archivist.store.hints import MOST_FOLDERS, Hints

LONG = 60.0
"""Seconds that no test takes unless it fails."""
linux = pytest.mark.skipif(sys.platform != "linux", reason="scripts the watch of Linux")


def heard_until(arrivals: Arrivals, done: Callable[[set[str]], bool]) -> set[str]:
    """Return all folders heard of until it is enough; an empty answer is one that took LONG."""
    folders = set[str]()
    while not done(folders):
        hints = arrivals.wait(LONG)
        assert hints != Hints(), f"nothing more after {folders}"
        folders |= hints.folders
    return folders


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "档案库"
    (folder / "甲" / "06 培训").mkdir(parents=True)
    (folder / "收件箱").mkdir()
    (folder / ".archivist").mkdir()
    return folder


def put(path: Path) -> None:
    path.write_bytes(b"x")


def test_the_folder_of_a_new_file_is_told(root: Path) -> None:
    with Arrivals(root, gather=0) as arrivals:
        assert arrivals.degraded == ""
        put(root / "甲" / "06 培训" / "照片.jpg")
        assert heard_until(arrivals, bool) == {"甲/06 培训"}


def test_what_is_moved_changed_and_removed_is_told(root: Path) -> None:
    put(root / "甲" / "a.jpg")
    put(root / "收件箱" / "b.jpg")
    put(root / "c.jpg")
    with Arrivals(root) as arrivals:
        (root / "甲" / "a.jpg").rename(root / "甲" / "06 培训" / "a.jpg")
        (root / "收件箱" / "b.jpg").unlink()
        put(root / "c.jpg")
        wanted = {"", "甲", "甲/06 培训", "收件箱"}
        assert heard_until(arrivals, wanted.issubset) == wanted


def test_a_folder_that_is_moved_in_is_told_with_what_it_holds(root: Path) -> None:
    outside = root.parent / "20220125 课"
    (outside / "图").mkdir(parents=True)
    put(outside / "图" / "a.jpg")
    with Arrivals(root) as arrivals:
        outside.rename(root / "收件箱" / outside.name)
        heard_until(arrivals, {"收件箱", "收件箱/20220125 课"}.issubset)


def test_reading_and_our_own_files_wake_nobody(root: Path) -> None:
    put(root / "甲" / "a.jpg")
    with Arrivals(root, ignore=("*.bak",), gather=0) as arrivals:
        for name in (".archivist/x", "收件箱/~$a.docx", "甲/a.pdf.crdownload", "甲/旧.bak"):
            put(root / name)
        put(root / "收件箱" / f"{PENDING_PAGE}.1.tmp")
        (root / "收件箱" / f"{PENDING_PAGE}.1.tmp").rename(root / "收件箱" / PENDING_PAGE)
        (root / "甲" / "a.jpg").read_bytes()
        list((root / "甲").iterdir())
        # Events come in order, so everything above has been passed over when this one is told.
        put(root / "last.jpg")
        assert heard_until(arrivals, bool) == {""}


def test_nothing_is_told_twice_and_an_end_of_time_is_empty(root: Path) -> None:
    with Arrivals(root, poll=True) as arrivals:
        assert arrivals.degraded == ""
        arrivals._roots = (root,)
        arrivals.heard(str(root / "甲" / "a"), is_folder=False)
        assert arrivals.wait(LONG) == Hints(folders=frozenset({"甲"}))
        assert arrivals.wait(0) == Hints()
        assert arrivals.wait(0.01) == Hints()


@pytest.mark.parametrize(
    ("path", "is_folder", "folders"),
    [
        pytest.param("a.jpg", False, {""}, id="file-at-the-top"),
        pytest.param("甲/a.jpg", False, {"甲"}, id="file"),
        pytest.param("甲/06 培训", True, {"甲", "甲/06 培训"}, id="folder"),
        pytest.param("", True, {""}, id="root"),
        pytest.param(".archivist/index/seg", False, set(), id="state"),
        pytest.param("甲/@eaDir/a.jpg", False, set(), id="in-a-system-folder"),
    ],
)
def test_an_event_becomes_its_folder(
    path: str, is_folder: bool, folders: set[str], root: Path
) -> None:
    arrivals = Arrivals(root, poll=True, gather=0)
    arrivals._roots = (root,)
    arrivals.heard(str(root / path), is_folder=is_folder)
    assert arrivals.wait(0) == Hints(folders=frozenset(folders))


def test_too_many_folders_and_what_lies_elsewhere_are_an_overflow(root: Path) -> None:
    arrivals = Arrivals(root, poll=True, gather=0)
    arrivals._roots = (root,)
    for number in range(MOST_FOLDERS + 1):
        arrivals.heard(str(root / str(number) / "a.jpg"), is_folder=False)
    assert arrivals.wait(LONG) == Hints(overflow=True)
    arrivals.heard(str(root.parent / "a.jpg"), is_folder=False)
    assert arrivals.wait(LONG) == Hints(overflow=True)


def test_a_warning_of_the_library_is_an_overflow_and_stays_off_the_screen(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logger = logging.getLogger("watchdog.observers.inotify_c")
    with Arrivals(root, gather=0) as arrivals:
        logger.warning("Inotify queue overflowed; filesystem events were lost")
        logger.info("nothing of interest")
        assert arrivals.wait(LONG) == Hints(overflow=True)
    assert arrivals._ear not in logging.getLogger("watchdog").handlers
    assert capsys.readouterr().err == ""


def test_another_thread_ends_the_waiting(root: Path) -> None:
    with Arrivals(root, poll=True) as arrivals:
        threading.Timer(0.05, arrivals.stop).start()
        assert arrivals.wait(LONG) == Hints()
        assert arrivals.stopped
        assert arrivals.wait(LONG) == Hints()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_signal_ends_the_waiting(root: Path) -> None:
    with Arrivals(root, poll=True) as arrivals:
        before = signal.signal(signal.SIGUSR1, lambda *_: arrivals.stop())
        try:
            threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGUSR1)).start()
            assert arrivals.wait(LONG) == Hints()
        finally:
            signal.signal(signal.SIGUSR1, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a watched folder in its place")
@pytest.mark.parametrize("again", [False, True], ids=["gone", "another-in-its-place"])
def test_a_root_that_vanishes_is_told_and_can_be_listened_to_again(again: bool, root: Path) -> None:
    with Arrivals(root, gather=0) as arrivals:
        root.rename(root.with_name("elsewhere"))
        if again:
            root.mkdir()
        assert arrivals.wait(LONG).overflow
        assert arrivals.degraded
        assert arrivals.renew() is again
        assert arrivals.wait(LONG).overflow
        root.mkdir(exist_ok=True)
        assert arrivals.renew()
        assert arrivals.degraded == ""
        arrivals.wait(0)
        put(root / "a.jpg")
        assert heard_until(arrivals, bool) == {""}


def test_a_root_that_is_not_there_leaves_polling(root: Path) -> None:
    with Arrivals(root / "gone", gather=0) as arrivals:
        assert arrivals.degraded
        assert arrivals.wait(LONG) == Hints(overflow=True)
        assert arrivals.wait(0) == Hints()


def test_a_watch_that_dies_is_told(root: Path) -> None:
    with Arrivals(root, gather=0) as arrivals:
        watch = arrivals._observer
        assert watch
        watch.stop()
        watch.join()
        assert arrivals.wait(LONG).overflow
        assert "stopped" in arrivals.degraded


@linux
@pytest.mark.parametrize("reached", ["at the root", "below"])
def test_a_limit_of_the_system_on_watches_leaves_polling(
    reached: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchdog.observers import inotify_c  # noqa: PLC0415 - on Linux only

    allowed = 0 if reached == "at the root" else 2
    asked = list[str]()

    def limited(file: int, path: bytes, mask: int) -> int:
        asked.append(os.fsdecode(path))
        if len(asked) > allowed:
            raise OSError(28, "inotify watch limit reached")
        return real(file, path, mask)

    real = inotify_c.inotify_add_watch
    monkeypatch.setattr(inotify_c, "inotify_add_watch", limited)
    with Arrivals(root, gather=0) as arrivals:
        assert "limit on watched folders" in arrivals.degraded
        assert arrivals.wait(LONG) == Hints(overflow=True)
    assert not [thread for thread in threading.enumerate() if "Inotify" in type(thread).__name__]


def test_what_follows_soon_after_is_told_in_one_answer(root: Path) -> None:
    arrivals = Arrivals(root, poll=True, gather=LONG)
    arrivals._roots = (root,)

    def more() -> None:
        arrivals.heard(str(root / "收件箱" / "2.jpg"), is_folder=False)
        arrivals.stop()

    arrivals.heard(str(root / "甲" / "1.jpg"), is_folder=False)
    threading.Timer(0.05, more).start()
    assert arrivals.wait(LONG) == Hints(folders=frozenset({"甲", "收件箱"}))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(PermissionError(13, "Permission denied"), "Permission denied", id="system"),
        pytest.param(OSError("odd"), "odd", id="system-without-a-number"),
        pytest.param(ValueError("bad handle"), "bad handle", id="library"),
        pytest.param(RuntimeError(), "RuntimeError", id="silent"),
    ],
)
def test_whatever_the_library_raises_is_a_reason_to_poll(
    error: Exception, reason: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Arrivals) -> None:
        raise error

    monkeypatch.setattr(Arrivals, "_observe", fail)
    with Arrivals(root, gather=0) as arrivals:
        assert arrivals.degraded == reason
        assert arrivals.wait(LONG) == Hints(overflow=True)
