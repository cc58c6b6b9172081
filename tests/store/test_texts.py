"""The store of texts: one extraction for each content, recognition that lasts, nothing to lose."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.facts import Defect
from archivist.model.recognition import Recognition
from archivist.model.text import EXTRACTION, FileText
from archivist.store import texts as module
from archivist.store.text_rows import packed, stamp_of_text, unpacked
from archivist.store.texts import FILE, TRIES, Texts

A, B, C = ("a" * 64, "b" * 64, "c" * 64)
TEXT = FileText(sha256=A, pages=("测流仪器\n授课", "第二页"), author="李明", title="记录")
SCAN = FileText(sha256=B, pages=("第一页", "", "乱 \x00"), scanned=(2, 3))
READ = Recognition(text="签到表", confidence=0.98, rotation=90, engine="rapidocr 3")
PASSING = [Defect.TIMEOUT, Defect.MEMORY, Defect.CRASHED]


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[Texts]:
    with contextlib.closing(Texts.open(tmp_path)) as opened:
        yield opened


def a_failure(defect: Defect, sha256: str = C) -> FileText:
    return FileText(sha256=sha256, defect=defect, detail="it loops")


def test_what_was_extracted_is_there_in_the_next_run(tmp_path: Path) -> None:
    with contextlib.closing(Texts.open(tmp_path / "deep" / "state")) as texts:
        texts.put(TEXT, SCAN)
        assert texts.persistent
    with contextlib.closing(Texts.open(tmp_path / "deep" / "state")) as texts:
        assert texts.get(A) == TEXT
        assert dict(texts.get_many([B, C, A])) == {B: SCAN, A: TEXT}
        assert texts.known([A, B, C]) == {A, B}


def test_a_text_without_its_content_is_not_remembered(texts: Texts) -> None:
    texts.put(FileText(pages=("?",)))
    assert texts.get("") is None


values = st.text(st.characters(codec=None), max_size=20)
file_texts = st.builds(
    FileText,
    sha256=st.just(A),
    pages=st.lists(values, max_size=4).map(tuple),
    scanned=st.lists(st.integers(1, 9), max_size=3).map(tuple),
    cut=st.booleans(),
    defect=st.none() | st.sampled_from(Defect),
    detail=values,
    author=values,
    title=values,
)


@given(file_texts)
def test_unpacking_is_the_inverse_of_packing(text: FileText) -> None:
    assert unpacked(packed(text)) == text


@given(file_texts, file_texts)
def test_the_stamp_tells_texts_apart(one: FileText, other: FileText) -> None:
    same = (one.pages, one.author, one.title) == (other.pages, other.author, other.title)
    assert (stamp_of_text(one) == stamp_of_text(other)) is same


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff" * 40, id="noise"),
        pytest.param(packed(TEXT)[:-3], id="cut off"),
        pytest.param(zlib.compress(b"[1]"), id="too few"),
        pytest.param(zlib.compress(b'["",[1],[],0,null,"","",""]'), id="a page that is no text"),
        pytest.param(zlib.compress(b'["",[],["1"],0,null,"","",""]'), id="a number that is none"),
        pytest.param(zlib.compress(b'["",[],[],0,"evil","","",""]'), id="no defect"),
        pytest.param(zlib.compress(b"[" * 100_000), id="deep"),
        pytest.param(zlib.compress(b"3"), id="no list"),
    ],
)
def test_what_is_no_text_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="no text"):
        unpacked(body)


def test_a_row_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archivist.store.text_rows._UNPACKED", 30)
    with pytest.raises(ValueError, match="no text"):
        unpacked(packed(TEXT))


def test_better_extraction_reads_anew_and_keeps_what_was_recognised(
    texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.put(SCAN)
    texts.put_recognised(B, 2, READ)
    monkeypatch.setattr(module, "EXTRACTION", EXTRACTION + 1)
    assert texts.known([B]) == set()
    texts.put(FileText(sha256=B, pages=("新", ""), scanned=(2,)))
    assert texts.known([B]) == {B}
    assert texts.get(B) == FileText(sha256=B, pages=("新", "签到表"), scanned=(2,))
    assert texts.waiting([B]) == []


def test_recognised_pages_take_the_place_of_what_is_no_language(texts: Texts) -> None:
    texts.put(SCAN)
    texts.put_recognised(B, 3, READ)
    texts.put_recognised(B, 2, Recognition(engine="rapidocr 3"))
    texts.put_recognised(B, 1, READ)
    found = texts.get(B)
    assert found is not None
    # The second has no words on it, and the first is no scan any more.
    assert found.pages == ("第一页", "", "签到表")
    assert texts.recognised(B)[3] == READ


def test_pages_wait_in_the_order_asked_for(texts: Texts) -> None:
    texts.put(TEXT, SCAN, FileText(sha256=C, pages=("",), scanned=(1,)))
    assert texts.waiting([C, A, B]) == [(C, 1), (B, 2), (B, 3)]
    texts.put_recognised(B, 2, READ)
    assert texts.waiting([C, A, B]) == [(C, 1), (B, 3)]
    assert texts.waiting([B]) == [(B, 3)]


def test_a_page_that_fails_waits_twice_more(texts: Texts) -> None:
    texts.put(SCAN)
    for _time in range(TRIES):
        assert (B, 2) in texts.waiting([B])
        texts.put_failed(B, 2, Defect.TIMEOUT)
    assert texts.waiting([B]) == [(B, 3)]
    assert texts.troubles() == {
        B: FileText(sha256=B, defect=Defect.TIMEOUT, detail="page 2"),
    }
    assert texts.get(B) == SCAN


def test_a_page_that_is_recognised_at_last_is_no_trouble(texts: Texts) -> None:
    texts.put(SCAN)
    texts.put_failed(B, 2, Defect.CRASHED)
    assert texts.troubles() == {}
    texts.put_recognised(B, 2, READ)
    assert texts.recognised(B) == {2: READ}
    assert texts.waiting([B]) == [(B, 3)]


@pytest.mark.parametrize("defect", PASSING)
def test_what_kills_its_reader_is_tried_twice_more(defect: Defect, texts: Texts) -> None:
    for _time in range(TRIES):
        assert texts.known([C]) == set()
        texts.put(a_failure(defect))
    assert texts.known([C]) == {C}
    assert texts.troubles() == {C: a_failure(defect)}


def test_other_limits_are_another_chance(texts: Texts) -> None:
    for _time in range(TRIES):
        texts.put(a_failure(Defect.TIMEOUT), under="30 s")
    assert texts.known([C], under="30 s") == {C}
    assert texts.known([C], under="60 s") == set()
    texts.put(a_failure(Defect.TIMEOUT), under="60 s")
    assert texts.known([C], under="60 s") == set()


def test_what_the_file_system_refuses_is_asked_for_every_time(texts: Texts) -> None:
    for _time in range(TRIES + 1):
        texts.put(a_failure(Defect.UNREADABLE))
    assert texts.known([C]) == set()


def test_a_defect_of_the_file_itself_is_final(texts: Texts) -> None:
    texts.put(a_failure(Defect.BROKEN))
    assert texts.known([C]) == {C}


def test_troubles_name_what_is_cut_or_defective(texts: Texts) -> None:
    texts.put(TEXT, FileText(sha256=B, pages=("长",), cut=True), a_failure(Defect.MEMORY))
    assert texts.troubles() == {B: FileText(sha256=B, cut=True), C: a_failure(Defect.MEMORY)}


def test_the_digest_changes_with_the_text_and_with_recognition(texts: Texts) -> None:
    assert texts.digest_of(B) == ""
    seen = []
    texts.put(SCAN)
    seen.append(texts.digest_of(B))
    texts.put(SCAN)
    texts.put_failed(B, 3, Defect.TIMEOUT)
    assert texts.digest_of(B) == seen[0]
    texts.put_recognised(B, 2, READ)
    seen.append(texts.digest_of(B))
    texts.put_recognised(B, 3, READ)
    seen.append(texts.digest_of(B))
    texts.put_recognised(B, 3, Recognition(text="签到", engine="rapidocr 4"))
    seen.append(texts.digest_of(B))
    texts.put(FileText(sha256=B, pages=("别的",), scanned=(2,)))
    seen.append(texts.digest_of(B))
    assert len(set(seen)) == len(seen)
    assert texts.digests([A, B]) == {B: seen[-1]}


def test_the_digest_does_not_depend_on_the_order_of_work(tmp_path: Path) -> None:
    digests = set()
    for name, pages in (("one", (2, 3)), ("other", (3, 2))):
        with contextlib.closing(Texts.open(tmp_path / name)) as texts:
            texts.put(SCAN)
            for page in pages:
                texts.put_recognised(B, page, READ)
            digests.add(texts.digest_of(B))
            texts.put(SCAN)
            digests.add(texts.digest_of(B))
    assert len(digests) == 1


def test_files_that_are_gone_are_forgotten(texts: Texts) -> None:
    texts.put(TEXT, SCAN)
    texts.put_recognised(B, 2, READ)
    texts.put_recognised(C, 1, READ)
    texts.keep_only({A})
    assert texts.known([A, B]) == {A}
    assert texts.get(B) is None
    assert texts.recognised(B) == texts.recognised(C) == {}


@pytest.mark.parametrize("count", [0, 1, 700])
def test_any_number_of_files_can_be_asked_for(count: int, texts: Texts) -> None:
    there = [f"{n:064x}" for n in range(1000)]
    texts.put(*(FileText(sha256=sha256, pages=("",), scanned=(1,)) for sha256 in there))
    wanted = [*there[:count], A]
    assert texts.known(wanted) == set(there[:count])
    assert set(texts.digests(wanted)) == set(there[:count])
    assert texts.waiting(wanted) == [(sha256, 1) for sha256 in there[:count]]


def spoilt(folder: Path, statement: str, *values: object) -> None:
    with contextlib.closing(sqlite3.connect(folder / FILE)) as other, other:
        other.execute(statement, values)


def test_a_damaged_text_is_no_text_and_is_extracted_anew(tmp_path: Path, texts: Texts) -> None:
    texts.put(TEXT)
    spoilt(tmp_path, "UPDATE bodies SET body = ?", packed(SCAN))
    assert texts.get(A) is None
    assert texts.known([A]) == set()
    spoilt(tmp_path, "UPDATE bodies SET body = 7")
    texts.put(TEXT)
    assert texts.get(A) == TEXT


def test_a_damaged_page_is_recognised_anew(tmp_path: Path, texts: Texts) -> None:
    texts.put(SCAN)
    texts.put_recognised(B, 2, READ)
    spoilt(tmp_path, "UPDATE recognised SET text = '签到袁'")
    assert texts.get(B) == SCAN
    assert texts.waiting([B]) == [(B, 2), (B, 3)]


def test_numbers_of_pages_that_are_none_are_passed_over(tmp_path: Path, texts: Texts) -> None:
    texts.put(SCAN)
    spoilt(tmp_path, "UPDATE texts SET scanned = '{', defect = 'evil'")
    assert texts.waiting([B]) == []
    assert texts.troubles() == {}


def test_looking_makes_nothing(tmp_path: Path) -> None:
    assert Texts.peek(tmp_path) is None
    assert Texts.peek(tmp_path / "none") is None
    assert list(tmp_path.iterdir()) == []


def test_looking_tells_what_is_known_and_writes_nothing(tmp_path: Path, texts: Texts) -> None:
    texts.put(a_failure(Defect.MEMORY))
    seen = Texts.peek(tmp_path)
    assert seen is not None
    with contextlib.closing(seen):
        assert set(seen.troubles()) == {C}
        seen.put(TEXT)
        assert not seen.persistent
    assert texts.get(A) is None


def test_looking_at_another_form_sees_nothing(
    tmp_path: Path, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.put(TEXT)
    monkeypatch.setattr(module, "FORM", module.FORM + 1)
    assert Texts.peek(tmp_path) is None
