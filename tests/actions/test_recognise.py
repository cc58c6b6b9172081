"""Recognising: the newest first, page by page, so that a run that is broken off loses nothing."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archivist.actions import recognise as module
from archivist.actions.recognise import Recognised, can_recognise, recognise
from archivist.actions.texts import gather_texts
from archivist.errors import ArchivistError, NotWritableError
from archivist.formats.ocr_pages import PageFailedError, PageReader
from archivist.model.facts import Defect, Format
from archivist.model.recognition import Recognition
from archivist.model.record import Record
from archivist.model.settings import Limits
from archivist.model.text import FileText
from archivist.store.texts import TRIES, Texts
from tests.builders import a_record, an_item, some_facts
from tests.formats.scans import a_scan, a_tiff

Scans = Callable[..., Record]


class Engine:
    """Stands for the engine: reads a page's name and number."""

    def __init__(self, **defects: Defect) -> None:
        self.asked: list[str] = []
        self.defects = defects
        self.frames = 1
        self.closed = False

    def __call__(self) -> Engine:
        return self

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_how: object) -> None:
        self.closed = True

    def engine(self) -> str:
        return "x 1"

    def read(self, path: Path, page: int) -> Recognition:
        self.asked.append(f"{path.name} {page}")
        if path.stem in self.defects:
            raise PageFailedError(self.defects[path.stem])
        return Recognition(
            text=f"{path.stem}第{page}页", confidence=0.9, engine="x 1", frames=self.frames
        )


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[Texts]:
    with contextlib.closing(Texts.open(tmp_path / "state")) as opened:
        yield opened


@pytest.fixture
def scans(tmp_path: Path, texts: Texts) -> Scans:
    """Return a maker of scanned documents that the store knows of."""

    def made(
        name: str, day: str = "20220125", pages: int = 1, content: Format = Format.PDF
    ) -> Record:
        item = an_item(f"{day} 授课")
        path = tmp_path / item.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        numbers = tuple(range(1, pages + 1))
        texts.put(FileText(sha256=sha256, pages=("",) * pages, scanned=numbers))
        facts = some_facts(name, sha256=sha256, format=content)
        return a_record(name, item, facts=facts, pictorial=False)

    return made


def sha256_of(record: Record) -> str:
    assert record.facts is not None
    return record.facts.sha256


def pages_of(record: Record, texts: Texts) -> tuple[str, ...]:
    found = texts.get(sha256_of(record))
    assert found is not None
    return found.pages


def test_the_newest_comes_first(tmp_path: Path, texts: Texts, scans: Scans) -> None:
    records = [
        scans("a.pdf", "20210301"),
        scans("b.pdf", "20230301", pages=2),
        scans("c.pdf", "20220301"),
    ]
    engine = Engine()
    steps: list[tuple[int, int]] = []
    told = recognise(
        tmp_path, records, texts, lambda done, total: steps.append((done, total)), engine
    )
    assert engine.asked == ["b.pdf 1", "b.pdf 2", "c.pdf 1", "a.pdf 1"]
    assert told == Recognised(done=4)
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert pages_of(records[1], texts) == ("b第1页", "b第2页")
    assert texts.recognised(sha256_of(records[0]))[1].confidence == 0.9
    assert engine.closed


def test_nothing_that_waits_starts_nothing(tmp_path: Path, texts: Texts) -> None:
    def none() -> Engine:
        raise AssertionError("nothing was to be started")

    record = a_record("a.pdf")
    assert recognise(tmp_path, [record], texts, readers=none) == Recognised()


def test_a_run_that_is_broken_off_goes_on_where_it_was(
    tmp_path: Path, texts: Texts, scans: Scans
) -> None:
    record = scans("a.pdf", pages=4)
    engine = Engine()

    def break_off(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recognise(tmp_path, [record], texts, break_off, engine)
    assert engine.closed
    assert recognise(tmp_path, [record], texts, readers=engine) == Recognised(done=2)
    assert engine.asked == ["a.pdf 1", "a.pdf 2", "a.pdf 3", "a.pdf 4"]


def test_a_page_that_fails_does_not_stop_the_others(
    tmp_path: Path, texts: Texts, scans: Scans
) -> None:
    records = [scans("a.pdf", "20230301"), scans("b.pdf")]
    engine = Engine(a=Defect.TIMEOUT)
    told = recognise(tmp_path, records, texts, readers=engine)
    assert told == Recognised(done=1, failed=1, waiting=1)
    for _time in range(TRIES):
        told = recognise(tmp_path, records, texts, readers=engine)
    assert told == Recognised()
    assert engine.asked.count("a.pdf 1") == TRIES
    assert set(texts.troubles()) == {sha256_of(records[0])}


def test_what_is_refused_waits_for_better_times(tmp_path: Path, texts: Texts, scans: Scans) -> None:
    record = scans("a.pdf")
    engine = Engine(a=Defect.UNREADABLE)
    for _time in range(TRIES + 1):
        told = recognise(tmp_path, [record], texts, readers=engine)
        assert told == Recognised(failed=1, waiting=1)


def test_a_file_that_changed_or_is_gone_is_left_to_the_next_look(
    tmp_path: Path, texts: Texts, scans: Scans
) -> None:
    changed, gone, sound = scans("a.pdf"), scans("b.pdf"), scans("c.pdf")
    (tmp_path / changed.path).write_bytes(b"something else")
    (tmp_path / gone.path).unlink()
    engine = Engine()
    told = recognise(tmp_path, [changed, gone, sound], texts, readers=engine)
    assert told == Recognised(done=1, waiting=2)
    assert engine.asked == ["c.pdf 1"]


def test_a_copy_that_is_gone_leaves_its_turn_to_another(
    tmp_path: Path, texts: Texts, scans: Scans
) -> None:
    gone = scans("a.pdf", "20230301")
    other = a_record("z.pdf", an_item("20220101 另存"), facts=gone.facts)
    place = tmp_path / other.path
    place.parent.mkdir(parents=True)
    os.replace(tmp_path / gone.path, place)  # noqa: PTH105
    engine = Engine()
    assert recognise(tmp_path, [gone, other], texts, readers=engine) == Recognised(done=1)
    assert engine.asked == ["z.pdf 1"]


def test_all_pictures_of_a_file_are_read_one_after_the_other(
    tmp_path: Path, texts: Texts, scans: Scans
) -> None:
    records = [scans("a.tif", "20230301", content=Format.TIFF), scans("b.pdf")]
    engine = Engine()
    engine.frames = 3
    assert recognise(tmp_path, records, texts, readers=engine) == Recognised(done=4)
    # A PDF has told how many pages it has.
    assert engine.asked == ["a.tif 1", "a.tif 2", "a.tif 3", "b.pdf 1"]
    assert pages_of(records[0], texts) == ("a第1页", "a第2页", "a第3页")
    assert pages_of(records[1], texts) == ("b第1页",)


def test_a_first_picture_that_failed_is_read_once_with_the_others(
    tmp_path: Path, texts: Texts, scans: Scans
) -> None:
    record = scans("a.tif", pages=3, content=Format.TIFF)
    engine = Engine()
    engine.frames = 3
    assert recognise(tmp_path, [record], texts, readers=engine) == Recognised(done=3)
    assert engine.asked == ["a.tif 1", "a.tif 2", "a.tif 3"]


def test_work_that_cannot_be_remembered_is_not_begun(
    tmp_path: Path, texts: Texts, scans: Scans
) -> None:
    record = scans("a.pdf")
    (tmp_path / "file").write_bytes(b"")
    engine = Engine()
    with contextlib.closing(Texts.open(tmp_path / "file")) as lost:
        lost.put(FileText(sha256=sha256_of(record), pages=("",), scanned=(1,)))
        with pytest.raises(NotWritableError, match="cannot be remembered"):
            recognise(tmp_path, [record], lost, readers=engine)
    assert engine.asked == []


@pytest.mark.parametrize("there", [True, False])
def test_without_the_extra_the_way_to_it_is_told(
    there: bool, tmp_path: Path, texts: Texts, scans: Scans, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "available", lambda: there)
    assert can_recognise() is there
    record = scans("a.pdf")
    if not there:
        with pytest.raises(ArchivistError, match="not installed") as caught:
            recognise(tmp_path, [record], texts)
        assert 'pip install "archivist[ocr]"' in caught.value.hint


@pytest.mark.skipif(not can_recognise(), reason="the extra “ocr” is not installed")
def test_a_scanned_list_of_names_is_found_by_its_words(tmp_path: Path, texts: Texts) -> None:
    content = a_tiff(a_scan(("签到表", "徐宏伟", "李明")), a_scan(("第二页", "白淼")))
    sha256 = hashlib.sha256(content).hexdigest()
    record = a_record("签到表.tif", facts=some_facts("a.tif", sha256=sha256), pictorial=False)
    (tmp_path / record.path).parent.mkdir(parents=True)
    (tmp_path / record.path).write_bytes(content)
    assert gather_texts(tmp_path, [record], texts, Limits()).waiting == 1
    assert recognise(tmp_path, [record], texts, readers=PageReader) == Recognised(done=2)
    assert pages_of(record, texts) == ("签到表\n徐宏伟\n李明", "第二页\n白淼")
