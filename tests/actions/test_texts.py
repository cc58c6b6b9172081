"""Gathering texts: each content once, nothing lost when a run is broken off, pictures noted."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from archivist.actions import texts as module
from archivist.actions.check import check
from archivist.actions.survey import survey
from archivist.actions.texts import Gathered, a_picture, gather_texts, pages_waiting
from archivist.actions.view import View
from archivist.formats.pool import Job
from archivist.model.facts import Defect, Format
from archivist.model.recognition import Recognition
from archivist.model.record import Record, RecordKind
from archivist.model.settings import Limits
from archivist.model.text import FileText
from archivist.store.texts import FILE, Texts
from tests.actions.conftest import ITEM
from tests.builders import a_record, filed, some_facts

Look = Callable[..., View]
LIMITS = Limits()


def sha256_of(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[Texts]:
    with contextlib.closing(Texts.open(tmp_path / "state")) as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Record]:
    """Return a maker of text files, each with its record."""

    def made(name: str, content: str) -> Record:
        record = filed(f"项目/{name}")
        path = tmp_path / record.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
        known = some_facts(name, sha256=sha256_of(content))
        return filed(f"项目/{name}", facts=known, size=len(content.encode()))

    return made


def gathered(tmp_path: Path, texts: Texts, *records: Record) -> Gathered:
    return gather_texts(tmp_path, records, texts, LIMITS)


def answering(answer: Callable[[Job], FileText]) -> Callable[..., object]:
    """Return what stands for the pool and answers itself."""

    class Answering:
        def __init__(self, limits: Limits) -> None:
            self.limits = limits

        def __enter__(self) -> Answering:
            return self

        def __exit__(self, *_how: object) -> None:
            pass

        def read(self, jobs: Iterable[Job]) -> Iterator[tuple[str, FileText]]:
            for job in jobs:
                yield job.key, answer(job)

    return Answering


def test_each_content_is_read_once(
    tmp_path: Path, texts: Texts, file: Callable[..., Record]
) -> None:
    records = [file("a.txt", "测流记录"), file("b.txt", "签到"), file("c.txt", "测流记录")]
    steps: list[tuple[int, int]] = []
    told = gather_texts(
        tmp_path, records, texts, LIMITS, lambda done, total: steps.append((done, total))
    )
    assert told == Gathered(read=2)
    assert steps == [(1, 2), (2, 2)]
    found = texts.get(sha256_of("测流记录"))
    assert found is not None
    assert found.pages == ("测流记录",)
    assert gathered(tmp_path, texts, *records) == Gathered()


def test_an_archive_is_read_and_says_nothing_of_sound_files(
    archive: Path, look: Look, texts: Texts
) -> None:
    found = survey(look())
    told = gather_texts(archive, found.dossier.records, texts, LIMITS)
    assert told == Gathered(read=1)
    (sha256,) = texts.digests({r.facts.sha256 for r in found.dossier.records if r.facts})
    text = texts.get(sha256)
    assert text is not None
    assert "记录" in text.pages[0]


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(a_record(), id="a photo"),
        pytest.param(a_record("a.pdf", facts=None), id="not looked at"),
        pytest.param(a_record("a.pdf", facts=some_facts(sha256="")), id="unreadable"),
        pytest.param(a_record("a.pdf", facts=some_facts(defect=Defect.EMPTY)), id="empty"),
        pytest.param(a_record("a.pdf", facts=some_facts(format=Format.VIDEO)), id="a video"),
        pytest.param(a_record("a.mp4", facts=some_facts(format=Format.UNKNOWN)), id="a lost video"),
    ],
)
def test_what_holds_no_words_is_not_opened(record: Record, tmp_path: Path, texts: Texts) -> None:
    assert gathered(tmp_path, texts, record) == Gathered()


def a_scan(name: str, **changes: object) -> Record:
    facts = some_facts(name, **{"format": Format.TIFF, **changes})
    return a_record(name, pictorial=False, kind=RecordKind.IMAGE, facts=facts)


@pytest.mark.parametrize(
    ("record", "waits"),
    [
        pytest.param(a_scan("签到表.tif"), True, id="a scanned document"),
        pytest.param(a_record("C1-20220125-01.tif"), False, id="a photo"),
        pytest.param(a_scan("a.tif", defect=Defect.UNDECODABLE), False, id="damaged"),
        pytest.param(a_scan("a.dng", format=Format.RAW), False, id="raw"),
        pytest.param(
            a_record("a.pdf", facts=some_facts("a", format=Format.PNG)), True, id="another ending"
        ),
    ],
)
def test_pictures_of_documents_wait_for_recognition(
    record: Record, waits: bool, tmp_path: Path, texts: Texts
) -> None:
    assert record.facts is not None
    assert gathered(tmp_path, texts, record) == Gathered(waiting=int(waits))
    assert pages_waiting([record], texts) == [(record.facts.sha256, 1)][: int(waits)]
    assert gathered(tmp_path, texts, record) == Gathered(waiting=int(waits))


def test_better_extraction_keeps_all_pages_of_a_picture(
    tmp_path: Path, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = a_scan("签到表.tif")
    assert scan.facts is not None
    sha256 = scan.facts.sha256
    gathered(tmp_path, texts, scan)
    texts.put(a_picture(sha256, texts, frames=2))
    for page, word in ((1, "甲"), (2, "乙")):
        texts.put_recognised(sha256, page, Recognition(text=word))
    monkeypatch.setattr("archivist.store.texts.EXTRACTION", 1000)
    assert gathered(tmp_path, texts, scan) == Gathered()
    found = texts.get(sha256)
    assert found is not None
    assert found.pages == ("甲", "乙")


def test_pages_of_a_scanned_pdf_wait(
    tmp_path: Path, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned = FileText(sha256="a" * 64, pages=("甲", ""), scanned=(2,))
    monkeypatch.setattr(module, "TextPool", answering(lambda _job: scanned))
    record = a_record("a.pdf", facts=some_facts("a.pdf", sha256="a" * 64))
    assert gathered(tmp_path, texts, record) == Gathered(read=1, waiting=1)


def test_a_run_that_is_broken_off_keeps_what_was_read(
    tmp_path: Path, texts: Texts, file: Callable[..., Record]
) -> None:
    records = [file(f"{number}.txt", f"第{number}次") for number in range(6)]

    def break_off(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gather_texts(tmp_path, records, texts, LIMITS, break_off)
    assert gathered(tmp_path, texts, *records) == Gathered(read=3)


@pytest.mark.parametrize(("batch", "much"), [(2, 10**9), (10**9, 4)], ids=["many", "long"])
def test_texts_are_written_as_they_come(
    batch: int,
    much: int,
    tmp_path: Path,
    texts: Texts,
    file: Callable[..., Record],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_BATCH", batch)
    monkeypatch.setattr(module, "_MUCH", much)
    records = [file(f"{number}.txt", f"第{number}次") for number in range(4)]
    known: list[int] = []

    def count(done: int, total: int) -> None:
        with contextlib.closing(Texts.open(tmp_path / "state")) as other:
            known.append(len(other.known([sha256_of(f"第{number}次") for number in range(4)])))

    gather_texts(tmp_path, records, texts, LIMITS, count)
    assert known == [0, 2, 2, 4]


def test_a_file_that_changed_meanwhile_is_kept_under_what_was_read(
    tmp_path: Path, texts: Texts, file: Callable[..., Record]
) -> None:
    record = file("a.txt", "先前")
    (tmp_path / record.path).write_text("后来", encoding="utf-8")
    assert gathered(tmp_path, texts, record) == Gathered(read=1)
    assert texts.get(sha256_of("先前")) is None
    assert texts.get(sha256_of("后来")) is not None


@pytest.mark.parametrize("there", [True, False])
def test_a_text_that_claims_to_be_another_files_is_not_believed(
    there: bool,
    tmp_path: Path,
    texts: Texts,
    file: Callable[..., Record],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lie = FileText(sha256="b" * 64, pages=("别人的话",))
    monkeypatch.setattr(module, "TextPool", answering(lambda _job: lie))
    record = file("a.txt", "自己的话")
    if not there:
        (tmp_path / record.path).unlink()
    gathered(tmp_path, texts, record)
    assert texts.known(["b" * 64, sha256_of("自己的话")]) == set()


def test_a_copy_that_is_refused_leaves_its_turn_to_another(
    tmp_path: Path, texts: Texts, file: Callable[..., Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(job: Job) -> FileText:
        asked.append(job.path.name)
        if job.path.name == "b.txt":
            return FileText(sha256=job.key, pages=("话",))
        return FileText(defect=Defect.UNREADABLE, detail="it is open elsewhere")

    monkeypatch.setattr(module, "TextPool", answering(answer))
    records = [file("a.txt", "话"), file("b.txt", "话"), file("c.txt", "别")]
    assert gathered(tmp_path, texts, *records) == Gathered(read=2, unread=1)
    assert asked == ["a.txt", "c.txt", "b.txt"]
    assert set(texts.troubles()) == {sha256_of("别")}


def test_a_refusal_takes_nothing_away(
    tmp_path: Path, texts: Texts, file: Callable[..., Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = file("a.txt", "话")
    gathered(tmp_path, texts, record)
    refused = FileText(defect=Defect.UNREADABLE)
    monkeypatch.setattr("archivist.store.texts.EXTRACTION", 1000)
    monkeypatch.setattr(module, "TextPool", answering(lambda _job: refused))
    assert gathered(tmp_path, texts, record) == Gathered(read=1, unread=1)
    found = texts.get(sha256_of("话"))
    assert found is not None
    assert found.pages == ("话",)


def test_a_file_that_kills_its_reader_is_tried_three_times(
    tmp_path: Path, texts: Texts, file: Callable[..., Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = FileText(defect=Defect.MEMORY, detail="16 GB")
    monkeypatch.setattr(module, "TextPool", answering(lambda _job: killed))
    record = file("a.txt", "话")
    told = [gathered(tmp_path, texts, record).read for _time in range(5)]
    assert told == [1, 1, 1, 0, 0]
    more = Limits(megabytes=4096)
    assert gather_texts(tmp_path, [record], texts, more).read == 1


def test_the_check_names_what_cannot_be_searched(archive: Path, look: Look) -> None:
    clean = check(look())
    assert not (archive / ".archivist" / FILE).exists()
    (facts,) = (
        record.facts
        for record in survey(look()).dossier.records
        if record.name.endswith(".txt") and record.facts
    )
    with contextlib.closing(Texts.open(archive / ".archivist")) as texts:
        texts.put(FileText(sha256=facts.sha256, defect=Defect.TIMEOUT, detail="slow"))
        texts.put(FileText(sha256="f" * 64, cut=True))
    report = check(look())
    assert [(found.code, finding.path) for found, finding in report.findings] == [
        ("FMT114", f"{ITEM}/学习记录表.txt")
    ]
    assert clean.findings == ()
