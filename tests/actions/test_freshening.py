"""Keeping the index fresh beside the watch."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from archivist.actions import freshening
from archivist.actions.freshening import EVERYTHING, MANY, Freshener, items_of
from archivist.actions.index import Order, index, refresh
from archivist.actions.index_place import index_folder, indexer
from archivist.actions.init import init
from archivist.actions.progress import Progress, Stage, Stages, silent
from archivist.actions.search import Asked, search
from archivist.actions.search_index import Standing
from archivist.actions.view import View
from archivist.errors import BusyError, NotReadableError
from archivist.store.index.writing import IndexWriter
from archivist.store.settings import load_settings

STUDIO = "甲工作室"
ITEM = f"{STUDIO}/06 培训学习资料/20250318 授课"
SOON = 30.0
"""Seconds that a thread may take on a busy machine."""


@pytest.fixture
def view(tmp_path: Path) -> View:
    init(tmp_path / "库", [STUDIO], "en")
    view = View(root=tmp_path / "库", as_of=date(2025, 6, 30), now_ns=time.time_ns())
    put(view, f"{ITEM}/讲义.txt", "流量计的原理")
    return view


def put(view: View, path: str, text: str) -> None:
    place = view.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def found(view: View, text: str) -> list[str]:
    return [hit.head.title for hit in search(view, Asked(text=text)).answer.hits]


def test_where_nobody_searched_nothing_is_made(view: View) -> None:
    fresh = Freshener(lambda: view)
    fresh.note([EVERYTHING])
    fresh.finish()
    assert not index_folder(view.root, load_settings(view.root)).exists()
    assert not refresh(view, [ITEM])


def test_what_changed_is_found(view: View) -> None:
    index(view)
    put(view, f"{ITEM}/记录.txt", "闸门启闭")
    (view.root / ITEM / "讲义.txt").unlink()
    fresh = Freshener(lambda: view)
    fresh.note([ITEM])
    fresh.finish()
    assert found(view, "闸门") == ["记录"]
    assert found(view, "流量计") == []


def test_an_item_that_is_gone_is_gone_from_the_index(view: View) -> None:
    put(view, f"{STUDIO}/07 创新活动资料/20250320 座谈/记录.txt", "流量计")
    index(view)
    (view.root / ITEM / "讲义.txt").unlink()
    (view.root / ITEM).rmdir()
    assert refresh(view, [ITEM])
    assert found(view, "流量计") == ["记录"]
    assert found(view, "授课") == []


def test_what_is_no_place_of_the_tree_makes_all_be_looked_at(view: View) -> None:
    index(view)
    put(view, f"{ITEM}/记录.txt", "闸门启闭")
    freshening.update(view, ["收件箱"])
    assert found(view, "闸门") == ["记录"]


def test_while_another_writes_it_is_left_to_the_next_run(view: View) -> None:
    index(view)
    put(view, f"{ITEM}/记录.txt", "闸门启闭")
    writing = IndexWriter(index_folder(view.root, load_settings(view.root)), indexer(view))
    with writing, pytest.raises(BusyError):
        refresh(view, [ITEM])
    assert refresh(view, [ITEM])
    assert found(view, "闸门") == ["记录"]


def recorder(
    monkeypatch: pytest.MonkeyPatch, error: Exception | None = None
) -> tuple[list[set[str]], threading.Event]:
    """Return what runs of the thread were asked for, and what is set after the first."""
    asked: list[set[str]] = []
    done = threading.Event()

    def update(_view: View, items: Collection[str], stages: Stages) -> None:
        asked.append(set(items))
        done.set()
        if error:
            raise error
        stages(Stage.TEXTS)(1, 2)

    monkeypatch.setattr(freshening, "update", update)
    monkeypatch.setattr(freshening, "CALM", 0.01)
    return asked, done


def test_the_thread_brings_it_up_to_date(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    index(view)
    asked, done = recorder(monkeypatch)
    fresh = Freshener(lambda: view)
    fresh.note([ITEM])
    assert done.wait(SOON)
    fresh.close()
    assert set().union(*asked) == {ITEM}
    assert fresh.trouble() is None
    fresh.note([ITEM])
    assert len(asked) == 1, "it has ended"


def test_an_error_is_told_once(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    index(view)
    _asked, done = recorder(monkeypatch, NotReadableError("the drive is gone"))
    fresh = Freshener(lambda: view)
    fresh.note([ITEM])
    assert done.wait(SOON)
    fresh.close()
    assert isinstance(fresh.trouble(), NotReadableError)
    assert fresh.trouble() is None


def test_a_run_that_is_broken_off_is_done_at_the_end(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(view)
    asked: list[set[str]] = []
    begun, ended = threading.Event(), threading.Event()

    def update(_view: View, items: Collection[str], stages: Stages = silent) -> None:
        asked.append(set(items))
        begun.set()
        if len(asked) == 1:
            assert ended.wait(SOON)
            stages(Stage.INDEXING)(1, 2)

    monkeypatch.setattr(freshening, "update", update)
    monkeypatch.setattr(freshening, "CALM", 0.0)
    fresh = Freshener(lambda: view)
    fresh.note([ITEM])
    assert begun.wait(SOON)
    closing = threading.Thread(target=fresh.finish)
    closing.start()
    while not fresh._ended:
        closing.join(0.01)
    ended.set()
    closing.join(SOON)
    assert asked == [{ITEM}, {ITEM}]


@pytest.mark.parametrize(
    ("paths", "items"),
    [
        pytest.param([f"{ITEM}/a.jpg", f"{ITEM}/深/b.jpg"], {ITEM}, id="files of one item"),
        pytest.param([ITEM], {ITEM}, id="the item"),
        pytest.param([f"{STUDIO}/18 工作台账/a.xlsx"], {f"{STUDIO}/18 工作台账/a.xlsx"}, id="flat"),
        pytest.param([], set(), id="nothing"),
    ],
)
def test_files_lead_to_their_items(paths: list[str], items: set[str]) -> None:
    assert items_of(paths) == items


def test_when_much_has_changed_everything_is_looked_at(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[Order] = []
    monkeypatch.setattr(freshening, "index", lambda _view, order: runs.append(order))
    freshening.update(view, {f"{ITEM}{n}" for n in range(MANY + 1)})
    freshening.update(view, {EVERYTHING})
    assert len(runs) == 2


def test_a_search_that_finds_the_index_ready_makes_nothing(view: View) -> None:
    assert search(view, Asked(text="流量计")).standing is Standing.MADE
    assert search(view, Asked(text="流量计")).standing is Standing.READY


def recognising(monkeypatch: pytest.MonkeyPatch, pages: int) -> tuple[list[int], threading.Event]:
    """Let pages be read that take no time, and return which were and what is set by the last."""
    read: list[int] = []
    done = threading.Event()

    def recognise_waiting(_view: View, progress: Progress) -> bool:
        for page in range(len(read) + 1, pages + 1):
            read.append(page)
            progress(page, pages)
            if page == pages:
                return True
        done.set()
        return False

    monkeypatch.setattr(freshening, "can_recognise", lambda: True)
    monkeypatch.setattr(freshening, "recognise_waiting", recognise_waiting)
    return read, done


def test_pages_are_recognised_when_nothing_else_is_to_do(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(view)
    asked, _done = recorder(monkeypatch)
    monkeypatch.setattr(freshening, "PAGES", 2)
    read, done = recognising(monkeypatch, 3)
    fresh = Freshener(lambda: view)
    fresh.note([ITEM])
    assert done.wait(SOON)
    fresh.close()
    assert read == [1, 2, 3]
    assert asked == [{ITEM}, {EVERYTHING}, {EVERYTHING}]
    assert fresh.trouble() is None


def test_what_changes_goes_before_pages_but_what_is_read_is_found(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(view)
    asked, _done = recorder(monkeypatch)
    read, done = recognising(monkeypatch, 2)
    fresh = Freshener(lambda: view)
    first = freshening.update

    def update(view: View, items: Collection[str], stages: Stages) -> None:
        first(view, items, stages)
        if len(asked) == 1:
            fresh.note(["other"])

    monkeypatch.setattr(freshening, "update", update)
    fresh.note([ITEM])
    assert done.wait(SOON)
    fresh.close()
    assert asked == [{ITEM}, {EVERYTHING}, {"other"}, {EVERYTHING}]
    assert read == [1, 2]


def test_what_failed_is_tried_with_what_changes_next(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(view)
    asked, done = recorder(monkeypatch, BusyError("another program writes"))
    fresh = Freshener(lambda: view)
    fresh.note([ITEM])
    assert done.wait(SOON)
    done.clear()
    fresh.note(["other"])
    assert done.wait(SOON)
    fresh.close()
    assert asked[0] == {ITEM}
    assert set().union(*asked[1:]) == {ITEM, "other"}
    assert fresh.trouble() is None, "somebody else does it"
