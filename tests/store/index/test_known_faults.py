"""Faults of Whoosh 2.7.4 that would hurt here: each is shown in Whoosh itself, and not in ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archivist.store.index import schema
from archivist.store.index.keeping import load
from archivist.store.index.opened import OpenSegment
from archivist.store.index.safe_pickle import RefusedPickleError, load_segments
from archivist.store.index.unusable import IndexUnusableError
from archivist.store.index.writing import IndexWriter
from tests.store.index.papers import OWNER, a_document, many_documents
from tests.store.index.stock import (
    collectors,
    fields,
    index,
    query,
    stock_open,
    stock_writing,
    whoosh3,
)


def made(folder: Path, **kinds: Any) -> Any:  # noqa: ANN401
    folder.mkdir()
    return index.create_in(str(folder), fields.Schema(**kinds))


def found_up_to(folder: Path, last: int, *, signed: bool) -> list[int]:
    """Return what a range without begin finds among the numbers from 0 to 9."""
    here = made(folder, number=fields.NUMERIC(stored=True, signed=signed))
    writer = here.writer()
    for number in range(10):
        writer.add_document(number=number)
    writer.commit()
    with here.searcher() as searcher:
        hits = searcher.search(query.NumericRange("number", None, last), limit=None)
        return sorted(hit["number"] for hit in hits)


def test_an_open_range_over_unsigned_numbers_is_wrong(tmp_path: Path) -> None:
    assert found_up_to(tmp_path / "unsigned", 5, signed=False) == list(range(10))
    assert found_up_to(tmp_path / "signed", 5, signed=True) == list(range(6))
    # Ours are columns without terms, and signed, so that a range reads the numbers themselves.
    assert all(code.islower() for code in schema.NUMBER_COLUMNS.values())
    with IndexWriter(tmp_path / "index", OWNER) as writer:
        writer.put(many_documents(10, most=1))
        writer.commit()
        source = OpenSegment(tmp_path / "index", writer.kept.segments[0])
    assert {*source.numbers(schema.SIZE)} == {0, 3 << 32}
    source.close()


def test_a_collector_with_a_time_limit_forgets_the_filter(tmp_path: Path) -> None:
    here = made(tmp_path / "stock", word=fields.ID, kind=fields.ID)
    writer = here.writer()
    for number in range(4):
        writer.add_document(word="测", kind=str(number % 2))
    writer.commit()
    asked, kept = query.Term("word", "测"), query.Term("kind", "1")
    with here.searcher() as searcher:
        collector = searcher.collector(limit=None, filter=kept)
        searcher.search_with_collector(asked, collector)
        assert len(collector.results()) == 2
        limited = collectors.TimeLimitCollector(
            searcher.collector(limit=None, filter=kept), timelimit=60, use_alarm=False
        )
        searcher.search_with_collector(asked, limited)
        assert len(limited.results()) == 4


def test_what_a_buffered_writer_holds_cannot_be_sorted_but_what_ours_committed_can(
    tmp_path: Path,
) -> None:
    here = made(tmp_path / "stock", word=fields.ID(sortable=True))
    writer = stock_writing.BufferedWriter(here, period=None, limit=100)
    try:
        writer.add_document(word="测")
        with writer.searcher() as searcher, pytest.raises(NotImplementedError):
            searcher.search(query.Every(), sortedby="word")
    finally:
        writer.close()
    with IndexWriter(tmp_path / "index", OWNER) as ours:
        for document in many_documents(3):
            ours.put([document])
            ours.commit()
    with stock_open(tmp_path / "index").searcher() as searcher:
        hits = searcher.search(query.Every(), sortedby=schema.SIZE, reverse=True, limit=None)
        assert next(hit.docnum for hit in hits) == 0


def test_postings_cannot_be_inlined_by_whoosh_but_are_by_us(tmp_path: Path) -> None:
    here = made(tmp_path / "stock", word=fields.ID(stored=True))
    writer = here.writer(codec=whoosh3.W3Codec(inlinelimit=2))
    writer.add_document(word="测")
    with pytest.raises(AttributeError, match="set_inline"):
        writer.commit()
    writer.cancel()
    with IndexWriter(tmp_path / "index", OWNER) as ours:
        ours.put([a_document("甲", "独一无二")])
    with stock_open(tmp_path / "index").reader() as reader:
        assert reader.term_info(schema.ALL, "独一".encode()).is_inlined()
        assert list(reader.postings(schema.ALL, "独一".encode()).all_ids()) == [0]


def test_a_document_that_is_updated_twice_before_a_commit_is_there_twice_in_whoosh_only(
    tmp_path: Path,
) -> None:
    here = made(tmp_path / "stock", path=fields.ID(unique=True, stored=True))
    writer = here.writer()
    for _again in range(2):
        writer.update_document(path="甲")
    writer.commit()
    assert here.doc_count() == 2
    with IndexWriter(tmp_path / "index", OWNER) as ours:
        for _again in range(2):
            ours.put([a_document("甲")])
    assert stock_open(tmp_path / "index").doc_count() == 1


def test_a_list_of_segments_that_calls_something_does_so_in_whoosh_only(tmp_path: Path) -> None:
    with IndexWriter(tmp_path / "index", OWNER) as writer:
        writer.put([a_document("甲")])
    (listed,) = (tmp_path / "index").glob("*.toc")
    data = listed.read_bytes()
    begin = data.index(b"\x80\x02]")
    listed.write_bytes(data[:begin] + b"\x80\x02cbuiltins\nlist\n)R.")
    assert stock_open(tmp_path / "index").reader().doc_count() == 0
    with pytest.raises(IndexUnusableError):
        load(tmp_path / "index")
    with pytest.raises(RefusedPickleError):
        load_segments(b"\x80\x02cbuiltins\nlist\n)R.")


def test_we_never_need_whoosh_itself() -> None:
    code = (
        "import sys, archivist.store.index.rebuilding, archivist.store.index.reading\n"
        "assert not [name for name in sys.modules if name.startswith('whoosh')]"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
