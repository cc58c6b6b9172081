"""Watching goes on: drives that drop out, mistakes in settings, faults of ours, full drives."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from archivist.actions import judging, watch
from archivist.actions.inbox import Inbox, receive
from archivist.actions.inbox_rounds import HOPE
from archivist.actions.survey import Survey, survey
from archivist.actions.tidings import STATUS
from archivist.actions.view import View
from archivist.errors import (
    BusyError,
    InvalidFileError,
    NotWritableError,
)
from archivist.model.arrival import Intake
from archivist.model.dossier import Dossier
from archivist.model.entry import Entry
from archivist.model.facts import Defect, Facts
from archivist.model.owner import Owner
from archivist.model.settings import STATE, Settings
from archivist.store.catalog import Catalog
from archivist.store.lock import holder, this_process, writer_lock
from tests.actions.inboxes import NOW, PLACE, dropped
from tests.actions.stage import Stage

IN = "收件箱"
MARKER = "archive.toml"


@pytest.fixture
def stage(archive: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(archive, monkeypatch)


def moved(path: Path, name: str) -> Callable[[], Path]:
    return lambda: path.rename(path.with_name(name))


def failing(stage: Stage, monkeypatch: pytest.MonkeyPatch, what: Callable[[str], bool]) -> None:
    """Let judging raise what nobody foresaw for some files."""

    def faulty(view: View, dossier: Dossier, entries: list[Entry], intake: Intake) -> Inbox:
        if any(what(entry.name) for entry in entries):
            raise ZeroDivisionError("a fault of ours")
        return receive(view, dossier, entries, intake)

    monkeypatch.setattr(judging, "receive", faulty)


@pytest.mark.parametrize("what", ["marker", "root"])
def test_a_share_that_drops_out_pauses_and_forgets_nothing(
    stage: Stage, what: str, tmp_path: Path
) -> None:
    dropped(stage.root, f"{IN}/a.txt", "a")
    place = stage.root / MARKER if what == "marker" else stage.root
    status = (stage.root if what == "marker" else tmp_path / "away") / STATE / STATUS
    seen: list[object] = []
    stage.at(10, moved(place, "away"))
    stage.at(100, lambda: seen.append(json.loads(status.read_text())["watching"]))
    stage.at(101, lambda: seen.append(holder(stage.root / STATE, "watch.lock")))
    stage.at(102, moved(place.with_name("away"), place.name))
    stage.at(110, lambda: dropped(stage.root, f"{IN}/b.txt", "b"), IN)
    stage.run(120)
    assert stage.states() == ["started", "paused", "resumed", "stopped"]
    assert stage.said() == ["waits a.txt", "waits b.txt"]
    assert seen == [True, None]
    with Catalog.open(stage.root / STATE)._connection as connection:
        known = {row[0] for row in connection.execute("SELECT path FROM facts")}
    connection.close()
    assert {f"{IN}/a.txt", f"{IN}/b.txt"} <= known
    assert len(known) >= 5


def test_a_marker_that_an_editor_replaces_is_not_spoken_of(stage: Stage) -> None:
    marker = stage.root / MARKER
    stage.at(10, moved(marker, "x"))
    stage.at(10.5, moved(marker.with_name("x"), MARKER))
    assert stage.run(80).states() == ["started", "stopped"]


def test_a_second_watcher_that_took_over_meanwhile_is_respected(stage: Stage) -> None:
    marker = stage.root / MARKER
    stage.at(10, moved(marker, "x"))
    stage.at(20, moved(marker.with_name("x"), MARKER))
    owner = this_process("watch", NOW)
    other = writer_lock(stage.root / STATE, owner, name="watch.lock")
    stage.at(19, other.__enter__)
    with pytest.raises(BusyError, match="watch"):
        stage.run(80)
    other.__exit__(None, None, None)


def test_mistakes_in_the_settings_are_said_once_and_nothing_is_judged(stage: Stage) -> None:
    marker = stage.root / MARKER
    right = marker.read_text(encoding="utf-8")
    stage.at(5, lambda: marker.write_text(f"{right}\nx = [", encoding="utf-8"), "")
    stage.at(6, lambda: dropped(stage.root, f"{PLACE}/a.txt", "a"), PLACE)
    stage.at(200, lambda: marker.write_text(right, encoding="utf-8"), "")
    stage.run(210)
    assert len(stage.troubles()) == 1
    assert MARKER in stage.troubles()[0]
    assert stage.when("ready a.txt") >= 200
    assert len(stage.waits) < 40


def test_mistakes_in_the_settings_at_the_start_are_an_error(stage: Stage) -> None:
    (stage.root / MARKER).write_text("x = [", encoding="utf-8")
    with pytest.raises(InvalidFileError):
        stage.run(5)
    assert stage.news == []


def test_new_settings_are_heeded(stage: Stage) -> None:
    dropped(stage.root, f"{PLACE}/a.txt", "a")
    marker = stage.root / MARKER
    text = marker.read_text(encoding="utf-8")
    with_watch = f"auto_file = true\n{text}\n[watch]\nsettle = 0.5\n"
    stage.at(20, lambda: marker.write_text(with_watch, encoding="utf-8"), "")
    stage.at(30, lambda: dropped(stage.root, f"{PLACE}/b.txt", "b"), PLACE)
    stage.run(40)
    assert stage.said() == ["ready a.txt", "filed a.txt", "filed b.txt"]
    assert stage.when("filed b.txt") < 31


def test_an_inbox_that_vanishes_is_said_and_forgets_nothing(stage: Stage) -> None:
    inbox = stage.root / IN
    dropped(stage.root, f"{IN}/a.txt", "a")
    stage.at(10, moved(inbox, "away"), "")
    stage.at(100, moved(stage.root / "away", IN), "")
    stage.at(110, lambda: dropped(stage.root, f"{IN}/b.txt", "b"), IN)
    stage.run(120)
    assert len(stage.troubles()) == 1
    assert IN in stage.troubles()[0]
    assert stage.said() == ["waits a.txt", "waits b.txt"]


def test_a_fault_of_ours_is_pinned_on_the_file_and_the_others_are_judged(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abcdefg":
        dropped(stage.root, f"{IN}/{name}.txt", name)
    failing(stage, monkeypatch, lambda name: name == "d.txt")
    stage.run(300)
    assert sorted(stage.said()) == [f"waits {name}.txt" for name in "abcefg"]
    (trouble,) = stage.troubles()
    assert "ZeroDivisionError" in trouble
    assert "d.txt" in trouble
    assert len(stage.waits) < 60


def test_a_fault_anywhere_is_told_once_and_tried_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped(stage.root, f"{IN}/a.txt", "a")

    def faulty(view: View) -> Survey:
        if stage.time < 100:
            raise ZeroDivisionError
        return survey(view)

    monkeypatch.setattr(judging, "survey", faulty)
    stage.run(300)
    assert len(stage.troubles()) == 1
    assert stage.said() == ["waits a.txt"]
    assert len(stage.waits) < 40


def test_a_file_that_costs_too_much_is_read_a_few_times_only(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped(stage.root, f"{IN}/a.txt", "a")
    read: list[float] = []

    def facts(_view: View, _settings: Settings, wanted: list[Entry]) -> dict[str, Facts]:
        read.append(stage.time)
        return {e.path: Facts(sha256="", defect=Defect.TIMEOUT) for e in wanted}

    monkeypatch.setattr("archivist.actions.inbox.read", facts)
    monkeypatch.setattr("archivist.actions.readers.gather", lambda *_words: None)
    stage.run(1000)
    assert len(read) == HOPE
    assert stage.said() == ["waits a.txt"]


def test_a_log_that_cannot_be_written_does_not_end_the_watch(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped(stage.root, f"{IN}/a.txt", "a")
    told: list[object] = []

    def full(news: object) -> None:
        told.append(news)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stage, "tell", full)
    stage.run(10)
    assert len(told) == 6


def test_a_reader_that_left_ends_the_watch(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "tell", lambda _news: (_ for _ in ()).throw(BrokenPipeError()))
    with pytest.raises(BrokenPipeError):
        stage.run(10)


def test_without_events_it_says_so_and_tries_to_have_them_again(stage: Stage) -> None:
    stage.at(5, lambda: setattr(stage, "degraded", "limit reached"))
    stage.at(6, lambda: dropped(stage.root, f"{IN}/a.txt", "a"))
    stage.at(100, lambda: setattr(stage, "degraded", ""))
    stage.run(110)
    assert stage.states() == ["started", "degraded", "stopped"]
    assert stage.when("waits a.txt") <= 70
    assert stage.renewed >= 1


def test_a_new_day_judges_anew(stage: Stage) -> None:
    stage.begun = NOW.replace(year=2025, month=3, day=17, hour=23)
    folder = f"{IN}/06/20250318 新课"
    dropped(stage.root, f"{folder}/a.jpg")
    stage.at(10, lambda: setattr(stage, "begun", stage.begun + timedelta(hours=2)))
    stage.run(90)
    first, second = stage.reasons("a.jpg")
    assert first - second == {"future"}


def test_a_lock_that_cannot_be_had_again_is_tried_until_it_can(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:

    def lock(folder: Path, owner: Owner, *, name: str) -> AbstractContextManager[None]:
        if 10 < stage.time < 60:
            raise NotWritableError("read-only")
        return writer_lock(folder, owner, name=name)

    monkeypatch.setattr(watch, "writer_lock", lock)
    stage.at(10, moved(stage.root / MARKER, "x"))
    stage.at(20, moved(stage.root / "x", MARKER))
    stage.run(200)
    assert stage.states() == ["started", "paused", "troubled", "resumed", "stopped"]
