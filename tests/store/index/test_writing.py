"""The writer: what is put replaces, what is removed is gone, and what failed was never there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.errors import BusyError
from archivist.model.document import Document
from archivist.store.index import building, keeping, schema, writing
from archivist.store.index.keeping import load
from archivist.store.index.opened import OpenSegment
from archivist.store.index.parts import parts_of
from archivist.store.index.terms_writing import MOST_HALVES
from archivist.store.index.writing import IndexWriter
from tests.store.index.papers import (
    OWNER,
    a_document,
    a_plain_document,
    contents,
    many_documents,
    of,
    path_of,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "index"


def put(folder: Path, *documents: Document) -> None:
    with IndexWriter(folder, OWNER) as writer:
        writer.put(documents)


def test_what_was_put_is_there_as_it_was(folder: Path) -> None:
    documents = list(many_documents(40))
    put(folder, *documents)
    assert contents(folder) == of(documents)


def test_an_absent_index_is_made_even_when_nothing_is_put(folder: Path) -> None:
    put(folder)
    assert load(folder).segments == ()
    assert contents(folder) == {}


def test_a_document_replaces_all_parts_of_the_one_before(folder: Path) -> None:
    other = a_plain_document("乙", "别的")
    put(folder, a_document("甲", "一", "二", "三"), other)
    new = a_document("甲", "四", stamp="2")
    put(folder, new)
    assert contents(folder) == of([other, new])
    assert load(folder).parts == 2


@pytest.mark.parametrize("between", [False, True], ids=["in one commit", "in two commits"])
def test_the_last_of_one_path_counts(folder: Path, between: bool) -> None:
    first, last = a_document("甲", "一", "二"), a_document("甲", "三", stamp="2")
    with IndexWriter(folder, OWNER) as writer:
        writer.put([first])
        if between:
            writer.commit()
        writer.put([a_document("乙", "乙"), last])
    assert contents(folder) == of([first, a_document("乙", "乙"), last])


def test_a_path_that_was_replaced_many_times_can_be_removed(folder: Path) -> None:
    with IndexWriter(folder, OWNER) as writer:
        for number in range(4):
            writer.put([a_document("甲", "一", "二", stamp=str(number)), a_document("乙")])
        writer.commit()
        writer.remove([path_of(a_document("甲"))])
    assert contents(folder) == of([a_document("乙")])


def test_what_is_removed_is_gone_put_or_committed(folder: Path) -> None:
    one, two, three = (a_document(name, "字") for name in "一二三")
    with IndexWriter(folder, OWNER) as writer:
        writer.put([one, two])
        writer.commit()
        writer.put([three])
        writer.remove([path_of(one), path_of(three), "没有.pdf"])
    assert contents(folder) == of([two])


def test_a_segment_of_which_nothing_is_left_goes_at_once(folder: Path) -> None:
    put(folder, a_document("甲", "一"))
    with IndexWriter(folder, OWNER) as writer:
        writer.remove([path_of(a_document("甲"))])
        writer.commit()
        assert writer.kept.segments == ()
    assert list(folder.glob("*.seg")) == []


def test_nothing_is_seen_before_the_commit(folder: Path) -> None:
    put(folder, a_document("甲", "一"))
    with IndexWriter(folder, OWNER) as writer:
        writer.put([a_document("乙", "二")])
        writer.remove([path_of(a_document("甲"))])
        assert contents(folder) == of([a_document("甲", "一")])
        assert writer.commit()
        assert contents(folder) == of([a_document("乙", "二")])


def test_a_commit_of_nothing_changes_nothing(folder: Path) -> None:
    put(folder, a_document("甲", "一"))
    before = load(folder)
    with IndexWriter(folder, OWNER) as writer:
        writer.remove(["没有.pdf"])
        assert not writer.commit()
    assert load(folder) == before


def failing() -> Iterator[Document]:
    yield a_document("乙", "二")
    raise KeyError


def test_an_exception_in_the_block_takes_back_what_was_not_committed(folder: Path) -> None:
    put(folder, a_document("甲", "一"))
    before = load(folder)
    with pytest.raises(KeyError), IndexWriter(folder, OWNER) as writer:
        writer.put(failing())
    assert load(folder) == before
    assert len(list(folder.iterdir())) == 2


def test_a_document_that_fails_takes_back_all_since_the_last_commit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = parts_of

    def failing_parts(document: Document) -> Iterator[object]:
        for part in real(document):
            yield part
            if document.stamp == "bad":
                raise MemoryError

    monkeypatch.setattr(building, "parts_of", failing_parts)
    with IndexWriter(folder, OWNER) as writer:
        writer.put([a_document("甲", "一")])
        writer.commit()
        with pytest.raises(MemoryError):
            writer.put([a_document("乙", "二"), a_document("甲", "三", "四", stamp="bad")])
        writer.put([a_document("丙", "五")])
    assert contents(folder) == of([a_document("甲", "一"), a_document("丙", "五")])


def test_a_second_writer_is_refused(folder: Path) -> None:
    with IndexWriter(folder, OWNER), pytest.raises(BusyError), IndexWriter(folder, OWNER):
        pytest.fail("two writers")
    put(folder, a_document("甲"))


def test_postings_that_take_too_much_memory_become_a_segment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LIMIT", 200_000)
    documents = [*many_documents(60), *many_documents(60, seed="乙"), *many_documents(9)]
    with IndexWriter(folder, OWNER) as writer:
        writer.put(documents)
        writer.commit()
        assert len(writer.kept.segments) > 1
    assert contents(folder) == of(documents)


def test_a_document_that_has_no_room_in_a_segment_begins_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MOST_PARTS", 4)
    documents = [a_document("甲", "一", "二"), a_document("乙", "三"), a_document("丙", "四", "五")]
    with IndexWriter(folder, OWNER) as writer:
        writer.put(documents)
        writer.commit()
        assert [segment.parts for segment in writer.kept.segments] == [3, 2]
    assert contents(folder) == of(documents)


def test_a_document_of_more_parts_than_a_segment_can_hold_is_cut_off(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MOST_PARTS", 4)
    put(folder, a_document("甲", *"一二三四五六"), a_document("乙", "七"))
    assert contents(folder) == of([a_document("甲", *"一二三四"), a_document("乙", "七")])


def test_a_term_weighs_no_more_than_a_posting_can_hold(folder: Path) -> None:
    put(folder, a_plain_document("甲", "测" * 5000), a_plain_document("乙", "测测"))
    source = OpenSegment(folder, load(folder).segments[0])
    found = {term.decode(): postings.weighed() for term, postings in source.terms(schema.ALL)}
    source.close()
    assert [list(each) for each in found["测测"]] == [[0, 1], [MOST_HALVES / 2, 1.0]]


def test_a_file_that_is_as_large_as_can_be_is_ended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archivist.store.index.merging.MOST_BYTES", 1)
    documents = [a_document("甲", "一"), a_document("乙", "二")]
    with IndexWriter(folder, OWNER) as writer:
        writer.put(documents)
        writer.commit()
        assert len(writer.kept.segments) == 2
    assert contents(folder) == of(documents)


def test_what_is_large_is_confirmed_by_the_disk_and_what_is_small_is_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, a_document("甲", "一"))
    monkeypatch.setattr(writing, "SYNCED", 1)
    put(folder, a_document("乙", "一"))
    assert [segment.synced for segment in load(folder).segments] == [False, True]


@pytest.mark.parametrize(
    "name",
    ["a\udcff.jpg", "a\x00b.jpg", "𠮷.jpg", "名" * 500],
    ids=["bytes", "nul", "wide", "long"],
)
def test_any_name_and_any_text_can_be_kept_and_removed(folder: Path, name: str) -> None:
    document = a_plain_document(name, f"\ud800\udfff\x00 {name}\n")
    put(folder, document, a_document("甲"))
    assert contents(folder) == of([document, a_document("甲")])
    with IndexWriter(folder, OWNER) as writer:
        writer.remove([path_of(document)])
    assert contents(folder) == of([a_document("甲")])


def test_a_size_beyond_all_measure_is_the_largest_there_is(folder: Path) -> None:
    huge = a_document("甲")
    object.__setattr__(huge.head, "size", 1 << 70)
    put(folder, huge)
    assert contents(folder) == of([huge])


def test_what_a_killed_writer_left_is_swept(folder: Path) -> None:
    put(folder, a_document("甲"))
    for name in ("MAIN_0a.seg", "_MAIN_77.toc.tmp", "notes.txt"):
        (folder / name).write_bytes(b"half")
    put(folder, a_document("乙"))
    assert not (folder / "MAIN_0a.seg").exists()
    assert not (folder / "_MAIN_77.toc.tmp").exists()
    assert (folder / "notes.txt").exists()


def test_a_list_of_segments_that_was_never_ours_is_written_over(folder: Path) -> None:
    put(folder, a_document("甲"))
    number = load(folder).generation
    (folder / f"_MAIN_{number + 1}.toc").write_bytes(b"written just before the process was killed")
    put(folder, a_document("乙"))
    assert contents(folder) == of([a_document("甲"), a_document("乙")])


def test_every_commit_changes_the_stamp_of_the_index(folder: Path) -> None:
    assert keeping.stamp(folder) is None
    seen = set()
    with IndexWriter(folder, OWNER) as writer:
        for name in "甲乙丙":
            writer.put([a_document(name)])
            writer.commit()
            seen.add(keeping.stamp(folder))
    assert len(seen) == 3
