"""Watching comes to an end: once, with every word said; when stopped; when it cannot begin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archivist.actions import judging, watch
from archivist.actions.tidings import STATUS
from archivist.errors import BusyError, NotReadableError, NotWritableError
from archivist.model.settings import STATE
from archivist.store.arrivals import Arrivals
from archivist.store.lock import this_process, writer_lock
from tests.actions.inboxes import NOW, PLACE, dropped
from tests.actions.stage import Stage, dropping

IN = "收件箱"
MARKER = "archive.toml"


@pytest.fixture
def stage(archive: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(archive, monkeypatch)


def test_two_watchers_do_not_watch_one_archive(stage: Stage) -> None:
    owner = this_process("watch", NOW)
    with (
        writer_lock(stage.root / STATE, owner, name="watch.lock"),
        pytest.raises(BusyError, match="archivist watch"),
    ):
        stage.run(5)


@pytest.mark.parametrize("defect", ["growing", "broken", "empty", "nothing"])
def test_once_ends_with_a_word_on_every_file(stage: Stage, defect: str) -> None:
    dropped(stage.root, f"{PLACE}/a.txt", "a")
    if defect == "growing":
        for second in range(300):
            content = "b" * second
            stage.at(second, dropping(stage, f"{IN}/b.txt", content or "b"))
    elif defect != "nothing":
        dropped(stage.root, f"{IN}/b.zip", "" if defect == "empty" else "PK\3\4broken")
    stage.run(1000, once=True)
    assert "ready a.txt" in stage.said()
    assert len(stage.said()) == (1 if defect == "nothing" else 2)
    assert stage.time < 60
    assert stage.states() == ["started", "stopped"]


def test_once_does_not_wait_for_an_archive_that_is_gone(stage: Stage) -> None:
    stage.at(1, (stage.root / MARKER).unlink)
    dropped(stage.root, f"{IN}/b.txt", "b")
    with pytest.raises(NotReadableError, match="went away"):
        stage.run(50, once=True)


def test_once_tells_what_went_wrong(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped(stage.root, f"{IN}/b.txt", "b")
    monkeypatch.setattr(judging, "survey", lambda _view: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        stage.run(50, once=True)


def test_an_archive_in_which_nothing_can_be_written_is_refused_at_the_start(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_words: object, **_more: object) -> None:
        raise NotWritableError("read-only")

    monkeypatch.setattr(watch, "writer_lock", refuse)
    with pytest.raises(NotWritableError):
        stage.run(5)


def test_stopping_breaks_off_reading_and_nothing_else(archive: Path) -> None:
    with Arrivals(archive, poll=True) as arrivals:
        stop = watch.Stop(arrivals)
        with pytest.raises(KeyboardInterrupt), stop.reading():
            stop()
        stop()
        with pytest.raises(KeyboardInterrupt), stop.reading():
            raise AssertionError


def test_stopped_while_it_reads_it_ends_cleanly(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped(stage.root, f"{IN}/a.txt", "a")

    def long(*_words: object) -> None:
        assert stage.stop
        stage.stop()

    monkeypatch.setattr(judging, "receive", long)
    assert stage.run(50).states() == ["started", "stopped"]
    assert json.loads((stage.root / STATE / STATUS).read_text())["watching"] is False


def test_an_interrupt_that_nobody_sent_us_is_passed_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_words: object) -> None:
        raise KeyboardInterrupt

    dropped(stage.root, f"{IN}/a.txt", "a")
    monkeypatch.setattr(judging, "receive", interrupted)
    with pytest.raises(KeyboardInterrupt):
        stage.run(50)
