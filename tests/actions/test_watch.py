"""Watching: when a word is said of a file, in scripted time on a real disk."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from archivist.actions.inbox import Inbox, receive
from archivist.actions.tidings import STATUS, Tidings
from archivist.actions.view import View
from archivist.model.arrival import Intake
from archivist.model.dossier import Dossier
from archivist.model.entry import Entry
from archivist.model.names import PENDING_PAGE
from archivist.model.settings import Settings
from tests.actions.inboxes import PLACE, SAID, dropped
from tests.actions.stage import Stage, dropping

IN = "收件箱"


@pytest.fixture
def stage(archive: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(archive, monkeypatch)


def a_package(path: Path, size: int = 1000) -> bytes:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "x" * size)
    return path.read_bytes()


def test_a_word_is_said_once_and_after_the_file_has_settled(stage: Stage) -> None:
    stage.at(1.0, lambda: dropped(stage.root, f"{IN}/a.jpg"), IN)
    stage.run(200)
    assert stage.said() == ["waits a.jpg"]
    assert 3.0 <= stage.when("waits a.jpg") <= 3.2
    assert stage.states() == ["started", "stopped"]


def test_a_link_is_told_once_and_forgotten_when_it_is_gone(stage: Stage, tmp_path: Path) -> None:
    outside = dropped(tmp_path, "外面.jpg", b"x")
    link = stage.root / IN / "链接.jpg"
    stage.at(1.0, lambda: link.symlink_to(outside), IN)
    stage.at(90.0, link.unlink, IN)
    stage.run(120)
    assert stage.said() == ["waits 链接.jpg"]
    assert "链接.jpg" not in (stage.root / IN / PENDING_PAGE).read_text(encoding="utf-8")


def test_what_lies_there_at_the_start_is_found(stage: Stage) -> None:
    dropped(stage.root, f"{IN}/a.jpg")
    dropped(stage.root, f"{IN}/旧/深/b.jpg")
    assert sorted(stage.run(5).said()) == ["waits a.jpg", "waits b.jpg"]


@pytest.mark.parametrize("told", [True, False], ids=["with-events", "events-lost"])
def test_a_file_that_grows_is_not_judged_before_it_is_whole(
    stage: Stage, tmp_path: Path, told: bool
) -> None:
    whole = a_package(tmp_path / "x.zip")
    hints = (IN,) if told else ()
    stage.at(1.0, lambda: dropped(stage.root, f"{IN}/a.zip", whole[:10]), IN)
    for piece in range(1, 6):
        part = whole[: len(whole) * piece // 5]
        stage.at(1.0 + piece * 1.5, dropping(stage, f"{IN}/a.zip", part), *hints)
    stage.run(20)
    assert stage.said() == ["waits a.zip"]
    assert stage.reasons("a.zip") == [{"no-place"}]
    assert stage.when("waits a.zip") >= 1.0 + 5 * 1.5 + 2.0


def test_with_all_events_lost_everything_is_found_at_the_next_look(stage: Stage) -> None:
    stage.at(1.0, lambda: dropped(stage.root, f"{IN}/深/a.jpg"))
    stage.run(70)
    assert 60 <= stage.when("waits a.jpg") <= 63


def test_after_an_overflow_everything_is_found_at_once(stage: Stage) -> None:
    stage.at(1.0, lambda: dropped(stage.root, f"{IN}/深/a.jpg"), lost=True)
    stage.run(5)
    assert stage.when("waits a.jpg") <= 3.2


def test_by_polling_the_inbox_is_listed_every_few_seconds(stage: Stage) -> None:
    stage.at(1.0, lambda: dropped(stage.root, f"{IN}/a.jpg"))
    stage.run(10, poll=True)
    assert stage.polls
    assert stage.when("waits a.jpg") <= 6
    assert len(stage.waits) < 12


@pytest.mark.parametrize(
    ("share", "poll", "polls"),
    [(True, None, True), (False, None, False), (True, False, False), (False, True, True)],
)
def test_polling_is_chosen_by_the_drive_or_the_user(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, share: bool, poll: bool | None, polls: bool
) -> None:
    monkeypatch.setattr("archivist.actions.watch.is_share", lambda _root: share)
    stage.run(1, poll=poll)
    assert stage.polls is polls


def test_on_a_share_a_file_has_to_rest_longer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.actions.watch.is_share", lambda _root: True)
    dropped(stage.root, f"{IN}/a.jpg")
    stage.run(20)
    assert 5.0 <= stage.when("waits a.jpg") <= 6.0


def test_an_empty_file_has_to_rest_long_and_is_judged_anew_when_it_is_filled(stage: Stage) -> None:
    stage.at(1.0, lambda: dropped(stage.root, f"{IN}/a.jpg", ""), IN)
    stage.at(40.0, lambda: dropped(stage.root, f"{IN}/a.jpg"), IN)
    stage.run(50)
    assert stage.when("waits a.jpg") >= 21
    empty, filled = stage.reasons("a.jpg")
    assert "defect" in empty
    assert "defect" not in filled


def test_a_file_that_does_not_open_is_tried_again_and_mended(stage: Stage, tmp_path: Path) -> None:
    whole = a_package(tmp_path / "x.zip")
    dropped(stage.root, f"{IN}/a.zip", whole[:60])
    stage.at(100.0, lambda: dropped(stage.root, f"{IN}/a.zip", whole))
    stage.run(180)
    assert stage.reasons("a.zip") == [{"defect", "no-place"}, {"no-place"}]
    assert len(stage.waits) < 40  # the pauses grow


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the owner may read it")
def test_a_file_that_may_not_be_read_waits(stage: Stage) -> None:
    dropped(stage.root, f"{IN}/a.jpg").chmod(0)
    stage.at(10, lambda: (stage.root / IN / "a.jpg").chmod(0o600))
    stage.run(80)
    assert "defect" in stage.reasons("a.jpg")[0]
    assert "defect" not in stage.reasons("a.jpg")[-1]


def test_a_file_renamed_while_it_waits_is_waited_for_under_its_new_name(stage: Stage) -> None:
    path = dropped(stage.root, f"{IN}/a.jpg")
    stage.at(1.0, lambda: path.rename(path.with_name("b.jpg")), IN)
    assert stage.run(10).said() == ["waits b.jpg"]


@pytest.mark.parametrize("told", [True, False])
def test_a_file_taken_away_before_it_settled_is_not_spoken_of(stage: Stage, told: bool) -> None:
    path = dropped(stage.root, f"{IN}/a.jpg")
    stage.at(1.0, path.unlink, *([IN] if told else []))
    assert stage.run(70).said() == []


@pytest.mark.parametrize("deed", ["removed", "replaced"])
def test_what_changes_while_it_is_read_is_not_judged(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    path = dropped(stage.root, f"{IN}/a.txt", "first")

    def meanwhile(view: View, dossier: Dossier, entries: list[Entry], intake: Intake) -> Inbox:
        found = receive(view, dossier, entries, intake)
        if path.exists() and path.read_text() == "first":
            os.utime(path, ns=(1, 1))
            path.unlink()
            if deed == "replaced":
                path.write_text("other", encoding="utf-8")
        return found

    monkeypatch.setattr("archivist.actions.judging.receive", meanwhile)
    stage.run(70)
    assert stage.said() == (["waits a.txt"] if deed == "replaced" else [])


def test_a_folder_moved_in_is_seen_with_all_it_holds(stage: Stage, tmp_path: Path) -> None:
    outside = tmp_path / "新"
    dropped(outside, "a.jpg")
    dropped(outside, "深/b.jpg")
    stage.at(1.0, lambda: outside.rename(stage.root / IN / "新"), IN, f"{IN}/新")
    assert sorted(stage.run(5).said()) == ["waits a.jpg", "waits b.jpg"]


def test_a_folder_renamed_is_another_place(stage: Stage) -> None:
    dropped(stage.root, f"{IN}/新/20250318 测流授课/a.txt", "x")
    folder = stage.root / IN / "新"
    stage.at(5.0, lambda: folder.rename(folder.with_name("06")), IN, f"{IN}/新", f"{IN}/06")
    assert stage.run(10).said() == ["waits a.txt", "ready a.txt"]


def test_what_is_still_missing_is_said_again_only_when_it_changes(stage: Stage) -> None:
    path = dropped(stage.root, f"{PLACE}/a.jpg")
    stage.at(10.0, lambda: os.utime(path, ns=(5, 5)), PLACE)
    stage.at(20.0, lambda: dropped(stage.root, f"{PLACE}/a.jpg.xmp", "no packet"), PLACE)
    stage.run(30)
    assert stage.said() == ["ready a.jpg", "waits a.jpg"]
    assert "sidecar" in stage.reasons("a.jpg")[0]


def test_files_wait_for_their_sidecar_and_their_item_file(stage: Stage) -> None:
    folder = f"{IN}/06/20250401 新课"
    dropped(stage.root, f"{folder}/a.jpg")
    for second in range(1, 6):
        stage.at(second, lambda: dropped(stage.root, f"{folder}/item.toml", SAID), folder)
    stage.run(10)
    assert stage.said() == ["ready a.jpg"]
    assert stage.when("ready a.jpg") >= 7.0


def test_two_of_the_same_content_know_of_each_other(stage: Stage) -> None:
    content = b"same"
    dropped(stage.root, f"{IN}/a.txt", content)
    stage.at(5.0, lambda: dropped(stage.root, f"{IN}/b.txt", content), IN)
    stage.at(10.0, (stage.root / IN / "a.txt").unlink, IN)
    stage.run(20)
    assert stage.reasons("b.txt") == [{"no-place", "duplicate"}, {"no-place"}]


def test_page_and_status_tell_how_it_stands(stage: Stage) -> None:
    dropped(stage.root, f"{PLACE}/a.txt", "x")
    stage.at(5.0, lambda: statuses.append(json.loads(status.read_text())))
    stage.at(5.0, lambda: statuses.append(status.stat().st_mtime_ns))
    stage.at(200.0, lambda: statuses.append(status.stat().st_mtime_ns))
    statuses: list[dict[str, object] | int] = []
    status = stage.root / ".archivist" / STATUS
    stage.run(210)
    told, first, later = statuses
    assert isinstance(told, dict)
    assert (told["watching"], told["ready"], told["files"], told["unsettled"]) == (True, 1, 1, 0)
    assert first == later
    assert json.loads(status.read_text())["watching"] is False
    assert "a.txt" in (stage.root / IN / PENDING_PAGE).read_text(encoding="utf-8")


def test_in_a_burst_the_page_is_written_about_once_a_second(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[float] = []
    made = Tidings._write_page

    def write(tidings: Tidings, settings: Settings, counts: dict[str, int]) -> None:
        written.append(stage.time)
        made(tidings, settings, counts)

    monkeypatch.setattr(Tidings, "_write_page", write)
    for number in range(20):
        stage.at(1 + number / 5, dropping(stage, f"{IN}/{number}.txt", str(number)), IN)
    stage.run(20)
    assert len(stage.said()) == 20
    assert len(written) <= 10


def test_a_page_of_somebody_elses_is_left_alone_and_the_status_written(stage: Stage) -> None:
    page = dropped(stage.root, f"{IN}/{PENDING_PAGE}", "mine")
    dropped(stage.root, f"{PLACE}/a.txt", "x")
    stage.run(5)
    assert page.read_text() == "mine"
    assert json.loads((stage.root / ".archivist" / STATUS).read_text())["ready"] == 1
