"""Bringing an index up to date, whatever happens meanwhile."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archivist.actions import index as action
from archivist.actions.index import Order, index, refresh
from archivist.actions.index_place import index_folder
from archivist.actions.index_work import Work
from archivist.actions.init import init
from archivist.actions.progress import Stages
from archivist.actions.search import Asked, search
from archivist.actions.survey import Survey, survey
from archivist.actions.texts import gather_texts
from archivist.actions.view import View
from archivist.errors import NotWritableError
from archivist.model.dossier import Dossier, Stray, StrayKind
from archivist.store.index.unusable import Reason
from archivist.store.settings import load_settings
from archivist.store.texts import FILE, Texts
from tests.photos import a_photo

STUDIO = "甲工作室"
ITEM = f"{STUDIO}/06 培训学习资料/20250318 授课"
OTHER = f"{STUDIO}/07 创新活动资料/20250320 座谈"


@pytest.fixture
def view(tmp_path: Path) -> View:
    init(tmp_path / "库", [STUDIO], "en")
    view = View(root=tmp_path / "库", as_of=date(2025, 6, 30), now_ns=time.time_ns())
    put(view, f"{ITEM}/讲义.txt", "流量计的原理")
    put(view, f"{OTHER}/记录.txt", "座谈水位计")
    return view


def put(view: View, path: str, text: str) -> None:
    place = view.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def found(view: View, text: str) -> list[str]:
    return [hit.head.title for hit in search(view, Asked(text=text)).answer.hits]


def meanwhile(monkeypatch: pytest.MonkeyPatch, deed: Callable[[], object]) -> None:
    """Let something happen once after the tree was looked at."""
    honest = gather_texts
    done: list[object] = []

    def gather(*words: Any, **options: Any) -> Any:  # noqa: ANN401
        told = honest(*words, **options)
        if not done:
            done.append(None)
            deed()
        return told

    monkeypatch.setattr(action, "gather_texts", gather)


def test_what_another_run_wrote_meanwhile_stays(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(view)
    put(view, f"{ITEM}/讲义.txt", "流量计的改造")

    def file() -> None:
        put(view, f"{ITEM}/新.txt", "闸门启闭")
        assert refresh(view, [ITEM])

    meanwhile(monkeypatch, file)
    assert index(view).removed == 0
    assert found(view, "闸门") == ["新"]
    assert found(view, "改造") == ["讲义"]


def test_after_a_long_run_it_is_looked_once_more(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action, "LONG", -1.0)
    meanwhile(monkeypatch, lambda: put(view, f"{ITEM}/新.txt", "闸门启闭"))
    index(view)
    assert found(view, "闸门") == ["新"]


def seen_with(kind: StrayKind, path: str) -> Callable[[View], Survey]:
    """Return a look at an archive of which a folder cannot be listed."""

    def look(view: View) -> Survey:
        found = survey(view)
        records = tuple(r for r in found.dossier.records if not r.path.startswith(path))
        items = tuple(i for i in found.dossier.items if not i.path.startswith(path))
        strays = (*found.dossier.strays, Stray(path=path, kind=kind))
        dossier: Dossier = replace(found.dossier, records=records, items=items, strays=strays)
        return replace(found, dossier=dossier)

    return look


@pytest.mark.parametrize("kind", [StrayKind.UNREADABLE, StrayKind.STUDIO_ABSENT])
def test_what_cannot_be_looked_into_is_not_gone(
    view: View, monkeypatch: pytest.MonkeyPatch, kind: StrayKind
) -> None:
    index(view)
    with_texts = index_folder(view.root, load_settings(view.root)).parent
    texts = Texts.open(with_texts)
    before = texts.digests([h.head.checksum for h in search(view, Asked(text="*")).answer.hits])
    texts.close()
    monkeypatch.setattr(action, "survey", seen_with(kind, ITEM))
    assert index(view).removed == 0
    texts = Texts.open(with_texts)
    assert texts.digests(before.keys()) == before
    texts.close()
    assert found(view, "流量计") == ["讲义"]


def test_a_damaged_store_of_texts_is_made_anew_in_the_same_run(view: View) -> None:
    for number in range(30):
        put(view, f"{ITEM}/讲义{number}.txt", f"第{number}讲" + "水文测验" * 500)
    index(view)
    place = index_folder(view.root, load_settings(view.root)).parent / FILE
    content = bytearray(place.read_bytes())
    content[3 * 4096 : 9 * 4096] = bytes(6 * 4096)
    place.write_bytes(content)
    assert index(view, Order(anew=True)).records == 34
    assert search(view, Asked(text="水文测验")).answer.total == 30
    assert found(view, "流量计") == ["讲义"]


def test_what_has_no_text_is_written_once(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    honest = Work.make

    def make(work: Work, reason: Reason | None, stages: Stages) -> int:
        made.append(honest(work, reason, stages))
        return made[-1]

    monkeypatch.setattr(Work, "make", make)
    (view.root / ITEM / "C1-20250318-01.jpg").write_bytes(a_photo("red"))
    (view.root / ITEM / "空.txt").touch()
    told = index(view)
    assert made == [told.records]
    assert told.reason is Reason.ABSENT
    (view.root / ITEM / "C1-20250318-02.jpg").write_bytes(a_photo("blue"))
    assert index(view).written == 1
    assert len(made) == 1


def test_a_segment_that_is_damaged_inside_is_found_out(view: View) -> None:
    index(view)
    folder = index_folder(view.root, load_settings(view.root))
    for segment in folder.glob("*.seg"):
        content = bytearray(segment.read_bytes())
        content[60:80] = bytes(20)
        segment.write_bytes(content)
    assert index(view).reason is Reason.DAMAGED
    assert found(view, "流量计") == ["讲义"]


def test_without_room_for_texts_nothing_is_written(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Texts, "persistent", property(lambda _texts: False))
    with pytest.raises(NotWritableError, match="cannot be kept"):
        index(view)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
@pytest.mark.parametrize("name", ["index.json", FILE + "-journal", "index"])
def test_a_pipe_in_the_way_is_not_waited_for(view: View, name: str) -> None:
    index(view)
    place = index_folder(view.root, load_settings(view.root)).parent / name
    if place.is_dir():
        place.rename(place.with_name("elsewhere"))
    else:
        place.unlink(missing_ok=True)
    os.mkfifo(place)
    assert found(view, "流量计") == ["讲义"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("name", ["index.json.tmp", "index/_MAIN_3.toc.tmp"])
def test_a_link_under_a_name_of_ours_is_not_written_through(view: View, name: str) -> None:
    index(view)
    mine = view.root / "我的.txt"
    mine.write_text("不要动", encoding="utf-8")
    state = index_folder(view.root, load_settings(view.root)).parent
    for number in range(1, 9):
        (state / name.replace("3", str(number))).unlink(missing_ok=True)
        (state / name.replace("3", str(number))).symlink_to(mine)
        if "3" not in name:
            break
    index(view, Order(anew=True))
    put(view, f"{ITEM}/新.txt", "闸门")
    index(view)
    assert mine.read_text(encoding="utf-8") == "不要动"
    assert found(view, "闸门") == ["新"]
