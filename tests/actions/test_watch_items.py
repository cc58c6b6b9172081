"""Watching the items: what is put into them directly, or changed there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.actions import judging, upkeep
from archivist.actions.check import CheckReport, check
from archivist.actions.index import index
from archivist.actions.pace import Pace
from archivist.actions.search import Asked, search
from archivist.actions.survey import Survey, survey
from archivist.actions.upkeep import MANY
from archivist.actions.view import View
from archivist.actions.watched import Watched
from archivist.errors import NotInArchiveError
from archivist.model.entry import Entry
from archivist.model.settings import STATE, Settings
from archivist.store.catalog import Catalog
from archivist.store.tree import walk
from tests.actions.inboxes import ITEM, NOW, dropped
from tests.actions.stage import Stage, dropping

IN = "收件箱"
HELD = 3
"""Files that the archive holds at the start, of which a word is said as well."""


@pytest.fixture
def stage(archive: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(archive, monkeypatch)


def remembered(root: Path) -> set[str]:
    catalog = Catalog.open(root / STATE)
    paths = catalog.paths()
    catalog.close()
    return paths


def test_what_is_put_into_an_item_is_checked_when_it_has_settled(stage: Stage) -> None:
    stage.run(5)
    assert [(path, count) for path, count, _codes in stage.finds()] == [
        (f"{ITEM}/C1-20250318-01.jpg", 1),
        (f"{ITEM}/C1-20250318-02.jpg", 1),
        (f"{ITEM}/学习记录表.txt", 1),
    ]
    stage.news.clear()
    stage.at(10, lambda: dropped(stage.root, f"{ITEM}/IMG_1.jpg"), ITEM)
    stage.at(10, lambda: dropped(stage.root, f"{IN}/a.jpg"), IN)
    stage.run(30)
    ((path, _count, codes),) = stage.finds()
    assert path == f"{ITEM}/IMG_1.jpg"
    assert "NAM101" in codes


def test_what_changes_in_the_items_is_found_by_the_next_search(stage: Stage) -> None:
    view = View(root=stage.root, as_of=NOW.date(), now_ns=time.time_ns())
    index(view)
    dropped(stage.root, f"{ITEM}/新.txt", "闸门启闭")
    (stage.root / ITEM / "学习记录表.txt").unlink()
    stage.run(9, once=True)
    found = {hit.head.title for hit in search(view, Asked(text="*", limit=99)).answer.hits}
    assert "新" in found
    assert "学习记录表" not in found
    assert search(view, Asked(text="闸门")).answer.total == 1


def test_what_was_known_before_is_not_told_again(stage: Stage) -> None:
    stage.run(5)
    stage.news.clear()
    dropped(stage.root, f"{ITEM}/新.txt", "x")
    stage.run(80)
    assert [path for path, _count, _codes in stage.finds()] == [f"{ITEM}/新.txt"]


def test_many_new_files_are_summed_up(stage: Stage) -> None:
    for number in range(MANY):
        dropped(stage.root, f"{ITEM}/{number}.txt", str(number))
    stage.run(10)
    assert stage.finds() == [("", MANY + 3, [])]


def test_a_studio_renamed_and_back_is_no_mass_deletion(stage: Stage) -> None:
    stage.run(5)
    stage.news.clear()
    studio = stage.root / "甲工作室"
    stage.at(10, lambda: studio.rename(stage.root / "乙"), "", "甲工作室", "乙")
    stage.at(100, lambda: (stage.root / "乙").rename(studio), "", "甲工作室", "乙")
    stage.run(120)
    assert stage.troubles() == []
    assert len(stage.finds()) == 3


def test_what_waits_is_judged_anew_when_the_items_change(stage: Stage) -> None:
    dropped(stage.root, f"{IN}/a.txt", "a")
    copy = f"{ITEM}/a.txt"
    stage.at(10, lambda: dropped(stage.root, copy, "a"), ITEM)
    stage.run(30)
    assert stage.reasons("a.txt") == [{"no-place"}, {"no-place", "duplicate"}]


def test_a_file_taken_away_before_it_is_checked_is_left_out(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = dropped(stage.root, f"{ITEM}/IMG_1.jpg")

    def checked(view: View) -> CheckReport:
        if path.exists():
            path.unlink()
            raise NotInArchiveError("gone")
        return check(view)

    monkeypatch.setattr(upkeep, "check", checked)
    stage.run(80)
    assert len(stage.finds()) == 3
    assert stage.troubles() == []


def test_a_fault_in_a_check_is_told_once_and_the_inbox_is_looked_after(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "check", lambda _view: 1 / 0)
    stage.at(10, lambda: dropped(stage.root, f"{IN}/a.txt", "a"), IN)
    stage.run(300)
    assert len(stage.troubles()) == 1
    assert stage.said() == ["waits a.txt"]
    assert len(stage.waits) < 60


def test_an_inbox_file_does_not_have_all_items_walked_through(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    walks: list[float] = []
    surveys: list[float] = []

    def walked(root: Path, settings: Settings) -> Iterator[Entry]:
        walks.append(stage.time)
        return walk(root, settings)

    def surveyed(view: View) -> Survey:
        surveys.append(stage.time)
        return survey(view)

    monkeypatch.setattr(upkeep, "walk", walked)
    monkeypatch.setattr(judging, "survey", surveyed)
    for second in range(10, 50):
        stage.at(second, dropping(stage, f"{IN}/{second}.txt", str(second)), IN)
    stage.run(59)
    assert len(stage.said()) == 40
    assert len([time for time in walks if time > 5]) == 0
    assert len(surveys) <= 1


def test_what_has_left_the_inbox_is_forgotten(stage: Stage) -> None:
    path = dropped(stage.root, f"{IN}/a.txt", "a")
    stage.at(10, path.unlink, IN)
    stage.at(9, lambda: kept.append(f"{IN}/a.txt" in remembered(stage.root)))
    kept: list[bool] = []
    stage.run(80)
    assert kept == [True]
    assert f"{IN}/a.txt" not in remembered(stage.root)


def test_work_takes_a_share_of_the_time() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0], least=1.0)
    assert pace.left == 0
    with pace.spent():
        now[0] += 3.0
    assert pace.left == 27
    now[0] += 30
    with pytest.raises(ZeroDivisionError), pace.spent():
        raise ZeroDivisionError
    assert pace.left == 1


def test_a_view_is_as_of_today(stage: Stage) -> None:
    assert Watched(root=stage.root, clock=stage).view().as_of == NOW.date()
