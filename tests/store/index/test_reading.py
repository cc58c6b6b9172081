"""Opening, refreshing and closing an index, while somebody else writes."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from archivist.model.query import All, Text
from archivist.store.index import keeping
from archivist.store.index.reading import Index
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.index.writing import IndexWriter
from tests.store.index.indexes import a_record, an_index, found, generated, written
from tests.store.index.papers import OWNER


def test_an_index_that_is_not_there_is_absent(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusableError) as caught:
        Index.open(tmp_path / "index")
    assert caught.value.reason is Reason.ABSENT


def test_an_index_tells_what_it_holds(tmp_path: Path) -> None:
    documents = generated(30)
    parts = sum(len(document.parts) for document in documents)
    written(tmp_path / "index", documents[:10], documents[10:], [a_record("甲", "测流")])
    with Index.open(tmp_path / "index") as index:
        assert index.count == 31
        assert index.parts == index.kept.parts == parts + 1
        stamps = {document.head.path: document.stamp for document in documents}
        assert index.stamps() == {**stamps, "甲.pdf": "甲"}
    with IndexWriter(tmp_path / "index", OWNER) as writer:
        writer.remove(["甲.pdf", documents[0].head.path])
    with Index.open(tmp_path / "index") as index:
        assert index.count == 29
        assert index.stamps() == {
            path: stamp for path, stamp in stamps.items() if stamp != "档0000"
        }


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    with an_index(tmp_path) as index:
        assert index.count == index.parts == 0
        assert index.search(All()).total == index.search(Text("测")).total == 0
        assert index.near("测流仪") == ()


def test_a_reader_sees_what_it_opened_until_it_looks_again(tmp_path: Path) -> None:
    with an_index(tmp_path, a_record("甲", "测流"), a_record("乙", "授课")) as index:
        assert not index.refresh()
        with IndexWriter(tmp_path / "index", OWNER) as writer:
            writer.put([a_record("甲", "讲解"), a_record("丙", "测流")])
            writer.remove(["乙.pdf"])
        assert found(index, Text("测流")) == ["甲"]
        assert found(index, All()) == ["乙", "甲"]
        assert index.refresh()
        assert found(index, Text("测流")) == ["丙"]
        assert found(index, All()) == ["丙", "甲"]
        assert not index.refresh()


def test_segments_that_stay_are_not_opened_again(tmp_path: Path) -> None:
    documents = generated(200)
    with an_index(tmp_path, *documents) as index:
        before = dict(index._files)
        with IndexWriter(tmp_path / "index", OWNER) as writer:
            writer.put([a_record("甲", "测流")])
            writer.commit()
            index.refresh()
            after = index._files
            assert before.items() <= after.items()
            assert len(after) == len(before) + 1


def test_a_damaged_newer_index_leaves_the_old_one_open(tmp_path: Path) -> None:
    with an_index(tmp_path, a_record("甲", "测流")) as index:
        keeping.state_file(tmp_path / "index").write_bytes(b"{}")
        with pytest.raises(IndexUnusableError):
            index.refresh()
        assert found(index, Text("测流")) == ["甲"]


def test_a_segment_that_vanishes_while_it_is_opened_is_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "index", [a_record("甲", "测流")])
    load = keeping.load
    old: list[keeping.Kept] = []

    def late(place: Path) -> keeping.Kept:
        """Return the first time what is swept before it is used."""
        kept = load(place)
        if not old:
            old.append(kept)
            with IndexWriter(folder, OWNER) as writer:
                writer.put([a_record("甲", "授课")])
                writer.commit()
                writer.compact()
        return kept

    monkeypatch.setattr(keeping, "load", late)
    with Index.open(folder) as index:
        assert found(index, Text("授课")) == ["甲"]


def test_a_segment_that_is_gone_for_good_is_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "index", [a_record("甲", "测流")])
    kept = keeping.load(folder)
    monkeypatch.setattr(keeping, "load", lambda _folder: kept)
    shutil.rmtree(folder)
    folder.mkdir()
    with pytest.raises(IndexUnusableError) as caught:
        Index.open(folder)
    assert caught.value.reason is Reason.DAMAGED


def test_each_thread_reads_with_an_index_of_its_own_while_one_writes(tmp_path: Path) -> None:
    folder = written(tmp_path / "index", generated(20))
    done = threading.Event()
    wrong: list[object] = []

    def read() -> None:
        try:
            with Index.open(folder) as index:
                while not done.is_set():
                    index.refresh()
                    if index.search(All()).total < 20:
                        wrong.append("lost")
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
            wrong.append(error)

    threads = [threading.Thread(target=read) for _number in range(2)]
    for thread in threads:
        thread.start()
    for number in range(12):
        with IndexWriter(folder, OWNER, patience=5) as writer:
            writer.put([a_record("甲", f"测流{number}")])
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    with Index.open(folder) as index:
        assert found(index, Text("测流11")) == ["甲"]
