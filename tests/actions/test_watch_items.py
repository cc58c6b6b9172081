"""Watching: filing by itself, and looking after what is put into items directly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archivist.actions import inbox_rounds, judging, upkeep
from archivist.actions.pace import Pace
from archivist.actions.upkeep import MANY
from archivist.actions.watched import Watched
from archivist.errors import NotInArchiveError, NotWritableError
from archivist.model.settings import STATE
from archivist.store.catalog import Catalog
from archivist.store.lock import this_process, writer_lock
from tests.actions.conftest import a_photo
from tests.actions.inboxes import ITEM, NOW, PLACE, SAID, dropped
from tests.actions.stage import Stage

IN = "收件箱"


@pytest.fixture
def stage(archive: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(archive, monkeypatch)


@pytest.fixture
def filing(stage: Stage) -> Stage:
    """A watch that files by itself."""
    marker = stage.root / "archive.toml"
    text = marker.read_text(encoding="utf-8")
    marker.write_text(f"auto_file = true\n{text}", encoding="utf-8")
    return stage


def remembered(root: Path) -> set[str]:
    catalog = Catalog.open(root / STATE)
    paths = catalog.paths()
    catalog.close()
    return paths


def test_what_is_complete_is_filed_with_one_line(filing: Stage) -> None:
    dropped(filing.root, f"{PLACE}/a.jpg")
    dropped(filing.root, f"{PLACE}/b.jpg", b"no picture")
    dropped(filing.root, f"{IN}/c.txt", "c")
    filing.run(80)
    assert sorted(filing.said()) == ["filed a.jpg", "waits b.jpg", "waits c.txt"]
    assert (filing.root / ITEM / "C1-20250318-03.jpg").is_file()
    assert filing.finds() == []
    assert f"{PLACE}/a.jpg" not in remembered(filing.root)
    assert f"{ITEM}/C1-20250318-03.jpg" in remembered(filing.root)


def test_without_leave_nothing_is_filed(stage: Stage) -> None:
    dropped(stage.root, f"{PLACE}/a.jpg")
    assert stage.run(80).said() == ["ready a.jpg"]
    assert (stage.root / PLACE / "a.jpg").is_file()


def test_a_photo_is_not_filed_before_its_sidecar_is_there(filing: Stage) -> None:
    folder = f"{IN}/06/20250318 测流授课"
    filing.at(1, lambda: dropped(filing.root, f"{folder}/a.jpg"), folder)
    filing.at(2, lambda: dropped(filing.root, f"{folder}/a.jpg.xmp", "<x"), folder)
    filing.at(3.5, lambda: dropped(filing.root, f"{folder}/a.jpg.xmp", "<xx"), folder)
    filing.run(20)
    assert filing.said() == ["waits a.jpg"]
    assert "sidecar" in filing.reasons("a.jpg")[0]


def test_what_is_filed_takes_its_item_file_and_its_sidecar_along(filing: Stage) -> None:
    folder = f"{IN}/06/20250401 新课"
    dropped(filing.root, f"{folder}/a.jpg")
    dropped(filing.root, f"{folder}/b.txt", "b")
    dropped(filing.root, f"{folder}/item.toml", SAID)
    filing.run(80)
    assert sorted(filing.said()) == ["filed a.jpg", "filed b.txt"]
    assert filing.finds() == []
    assert not (filing.root / folder / "item.toml").exists()


def test_files_of_a_folder_without_a_date_wait_for_one_another(filing: Stage) -> None:
    folder = f"{IN}/06/新课"
    filing.at(1, lambda: dropped(filing.root, f"{folder}/item.toml", SAID), folder)
    filing.at(1.1, lambda: dropped(filing.root, f"{folder}/a.jpg", a_photo("red")), folder)
    for second in range(2, 6):
        other = a_photo("blue", "2025:03:19")[: 10_000 * second]
        filing.at(
            second,
            lambda other=other: dropped(filing.root, f"{folder}/b.jpg", other),
            folder,
        )
    filing.run(30)
    assert "filed a.jpg" not in filing.said()
    assert (filing.root / folder / "a.jpg").is_file()


def test_a_file_that_never_settles_keeps_the_others_of_its_folder_from_being_filed(
    filing: Stage,
) -> None:
    folder = f"{IN}/06/新课"
    dropped(filing.root, f"{folder}/a.txt", "a")
    for second in range(1, 60):
        content = "b" * second
        filing.at(second, lambda c=content: dropped(filing.root, f"{folder}/b.txt", c), folder)
    filing.run(200, once=True)
    assert sorted(filing.said()) == ["ready a.txt", "waits b.txt"]


def test_while_somebody_else_writes_it_waits_and_says_so_once(filing: Stage) -> None:
    dropped(filing.root, f"{PLACE}/a.txt", "a")
    lock = writer_lock(filing.root / STATE, this_process("import", NOW))
    filing.at(1, lock.__enter__)
    filing.at(60, lambda: lock.__exit__(None, None, None))
    filing.run(80)
    assert filing.said() == ["ready a.txt", "filed a.txt"]
    assert len(filing.troubles()) == 1
    assert "archivist import" in filing.troubles()[0]


def test_a_full_drive_is_told_and_filing_tried_again(
    filing: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped(filing.root, f"{PLACE}/a.txt", "a")
    real = judging.carried_out

    def full(*words: Any) -> Any:
        if filing.time < 60:
            raise NotWritableError("the drive is full")
        return real(*words)

    monkeypatch.setattr(judging, "carried_out", full)
    filing.at(30, lambda: dropped(filing.root, f"{IN}/b.txt", "b"), IN)
    filing.run(80)
    assert filing.troubles() == ["the drive is full"]
    assert filing.said() == ["ready a.txt", "waits b.txt", "filed a.txt"]


def test_a_file_that_cannot_be_moved_is_tried_again(
    filing: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped(filing.root, f"{PLACE}/a.txt", "a")
    from archivist.store.moving import Mover  # noqa: PLC0415

    real = Mover.do

    def locked(mover: Any, step: Any) -> Any:
        if filing.time < 30:
            raise PermissionError(13, "Permission denied")
        return real(mover, step)

    monkeypatch.setattr(Mover, "do", locked)
    filing.run(120)
    assert filing.said() == ["waits a.txt", "filed a.txt"]
    assert filing.reasons("a.txt") == [{"unfiled"}]


def test_of_two_of_the_same_content_one_is_filed(filing: Stage) -> None:
    dropped(filing.root, f"{PLACE}/a.txt", "same")
    filing.at(5, lambda: dropped(filing.root, f"{PLACE}/b.txt", "same"), PLACE)
    filing.run(80)
    assert filing.said() == ["filed a.txt", "waits b.txt"]
    assert filing.reasons("b.txt") == [{"duplicate"}]


def test_many_are_filed_in_several_turns(filing: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_rounds, "MOST_FILED", 2)
    for name in "abcde":
        dropped(filing.root, f"{PLACE}/{name}.txt", name)
    filing.run(10)
    assert filing.said() == [f"filed {name}.txt" for name in "abcde"]


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
    real = upkeep.check

    def check(view: Any) -> Any:
        if path.exists():
            path.unlink()
            raise NotInArchiveError("gone")
        return real(view)

    monkeypatch.setattr(upkeep, "check", check)
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
    walk, survey = upkeep.walk, judging.survey
    monkeypatch.setattr(upkeep, "walk", lambda *w: walks.append(stage.time) or walk(*w))
    monkeypatch.setattr(judging, "survey", lambda v: surveys.append(stage.time) or survey(v))
    for second in range(10, 50):
        path = f"{IN}/{second}.txt"
        stage.at(second, lambda path=path: dropped(stage.root, path, path), IN)
    stage.run(59)
    assert len(stage.said()) == 40
    assert len([time for time in walks if time > 5]) == 0
    assert len(surveys) <= 1


def test_what_has_left_the_inbox_is_forgotten(stage: Stage) -> None:
    path = dropped(stage.root, f"{IN}/a.txt", "a")
    stage.at(10, lambda: path.unlink(), IN)
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
