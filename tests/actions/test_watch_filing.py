"""Watching with leave to file: what is complete is filed, what is not yet waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.actions import inbox_rounds, judging
from archivist.actions.file import Order, Outcome, carried_out
from archivist.actions.inbox import Inbox
from archivist.actions.taken_back import TakenBack
from archivist.actions.undo import undo
from archivist.errors import NotWritableError
from archivist.model.operation import Step
from archivist.model.settings import STATE
from archivist.store.catalog import Catalog
from archivist.store.journal import FILE
from archivist.store.lock import this_process, writer_lock
from archivist.store.moving import Mover
from archivist.store.operations import Writing
from tests.actions.inboxes import ITEM, NOW, PLACE, SAID, dropped
from tests.actions.stage import Stage, dropping
from tests.photos import a_photo

IN = "收件箱"
PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Headline="授课"/>'
    "</rdf:RDF></x:xmpmeta>"
)
HELD = 3
"""Files that the archive holds at the start, of which a word is said as well."""


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
    assert len(filing.finds()) == HELD
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
    assert len(filing.finds()) == HELD
    assert not (filing.root / folder / "item.toml").exists()


def test_files_of_a_folder_without_a_date_wait_for_one_another(filing: Stage) -> None:
    folder = f"{IN}/06/新课"
    filing.at(1, lambda: dropped(filing.root, f"{folder}/item.toml", SAID), folder)
    filing.at(1.1, lambda: dropped(filing.root, f"{folder}/a.jpg", a_photo("red")), folder)
    for second in range(2, 6):
        part = a_photo("blue", "2025:03:19")[: 100 * second]
        filing.at(second, dropping(filing, f"{folder}/b.jpg", part), folder)
    filing.at(6, dropping(filing, f"{folder}/b.jpg", a_photo("blue", "2025:03:19")), folder)
    filing.run(30)
    assert "filed a.jpg" not in filing.said()
    assert (filing.root / folder / "a.jpg").is_file()


def test_a_file_that_never_settles_keeps_the_others_of_its_folder_from_being_filed(
    filing: Stage,
) -> None:
    folder = f"{IN}/06/新课"
    dropped(filing.root, f"{folder}/a.txt", "a")
    for second in range(1, 60):
        filing.at(second, dropping(filing, f"{folder}/b.txt", "b" * second), folder)
    filing.run(200, once=True)
    assert sorted(filing.said()) == ["ready a.txt", "waits b.txt"]


def test_while_somebody_else_writes_it_waits_and_says_so_once(
    filing: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "PATIENCE", 0.0)
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

    def full(session: Writing, inbox: Inbox, order: Order) -> Iterator[Outcome]:
        if filing.time < 60:
            raise NotWritableError("the drive is full")
        return carried_out(session, inbox, order)

    monkeypatch.setattr(judging, "carried_out", full)
    filing.at(30, lambda: dropped(filing.root, f"{IN}/b.txt", "b"), IN)
    filing.run(80)
    assert filing.troubles() == ["the drive is full"]
    assert filing.said() == ["ready a.txt", "waits b.txt", "filed a.txt"]


def test_a_file_that_cannot_be_moved_is_tried_again(
    filing: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped(filing.root, f"{PLACE}/a.txt", "a")
    real = Mover.do

    def locked(mover: Mover, step: Step) -> bool:
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


def test_a_sidecar_goes_along(filing: Stage) -> None:
    dropped(filing.root, f"{PLACE}/a.jpg")
    dropped(filing.root, f"{PLACE}/a.jpg.xmp", PACKET)
    dropped(filing.root, f"{PLACE}/b.jpg")
    dropped(filing.root, f"{PLACE}/b.xmp", PACKET)
    filing.run(80)
    assert sorted(filing.said()) == ["filed a.jpg", "filed b.jpg"]
    assert len(filing.finds()) == HELD
    assert sorted(path.name for path in (filing.root / ITEM).glob("*.xmp")) == [
        "C1-20250318-03.jpg.xmp",
        "C1-20250318-04.xmp",
    ]


def test_what_was_taken_back_is_not_filed_again_by_itself(filing: Stage) -> None:
    path = dropped(filing.root, f"{PLACE}/a.txt", "a")
    filing.at(10, lambda: undo(filing.root, 1, NOW), PLACE, ITEM)
    filing.run(80)
    assert filing.said() == ["filed a.txt", "ready a.txt"]
    assert path.is_file()
    filing.news.clear()
    filing.at(90, lambda: path.write_text("other", encoding="utf-8"), PLACE)
    filing.run(120)
    assert filing.said() == ["ready a.txt", "filed a.txt"]


def test_a_journal_that_cannot_be_read_holds_nothing_back(tmp_path: Path) -> None:
    assert not TakenBack(tmp_path).holds("a", "b")
    (tmp_path / STATE / FILE).mkdir(parents=True)
    assert not TakenBack(tmp_path).holds("a", "b")
