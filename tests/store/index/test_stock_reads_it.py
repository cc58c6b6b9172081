"""Stock Whoosh reads what we write, and finds in it what it finds in an index of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archivist.model.analysis import term_counts
from archivist.model.document import Document
from archivist.store.index import schema
from archivist.store.index.writing import IndexWriter
from tests.store.index.papers import OWNER, a_document, many_documents, path_of
from tests.store.index.stock import both_of, stock_open, stock_schema, stock_write

COUNT = 700
"""Documents: more parts than a block has postings, and all kinds of terms."""


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [*many_documents(COUNT), a_document("长", "测" * 900, "\ud800 卡", "")]


@pytest.fixture(scope="module")
def readers(
    documents: list[Document], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Any, Any]]:
    """Return stock readers of our index and of stock's own."""
    folder = tmp_path_factory.mktemp("both")
    with IndexWriter(folder / "index", OWNER) as writer:
        writer.put(documents)
    theirs = stock_write(folder / "stock", documents)
    pair = stock_open(folder / "index").reader(), theirs.reader()
    yield pair
    for reader in pair:
        reader.close()


def postings(reader: Any, field: str) -> dict[bytes, list[tuple[int, float]]]:  # noqa: ANN401
    found = {}
    for term in reader.lexicon(field):
        matcher = reader.postings(field, term)
        found[term] = [(matcher.id(), matcher.weight()) for _ in each(matcher)]
    return found


def each(matcher: Any) -> Iterator[None]:  # noqa: ANN401
    while matcher.is_active():
        yield
        matcher.next()


@pytest.mark.parametrize("field", schema.TERM_FIELDS)
def test_the_same_terms_are_in_the_same_parts_with_the_same_weights(
    field: str, readers: tuple[Any, Any]
) -> None:
    ours, theirs = (postings(reader, field) for reader in readers)
    assert ours == theirs
    assert ours


@pytest.mark.parametrize("field", schema.TERM_FIELDS)
def test_what_is_told_of_each_term_is_the_same(field: str, readers: tuple[Any, Any]) -> None:
    def told(reader: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
        infos = [(term, reader.term_info(field, term)) for term in reader.lexicon(field)]
        return [
            (
                *(term, info.weight(), info.doc_frequency(), info.min_length()),
                *(info.max_length(), info.max_weight(), info.min_id(), info.max_id()),
            )
            for term, info in infos
        ]

    ours, theirs = map(told, readers)
    assert ours == theirs


def test_lengths_and_their_sum_are_the_same(readers: tuple[Any, Any]) -> None:
    ours, theirs = readers
    assert ours.doc_count_all() == theirs.doc_count_all() > schema.BLOCK
    assert ours.field_length(schema.ALL) == theirs.field_length(schema.ALL) > 0
    for part in range(ours.doc_count_all()):
        lengths = {reader.doc_field_length(part, schema.ALL) for reader in readers}
        assert len(lengths) == 1


def test_stored_fields_are_the_same(readers: tuple[Any, Any]) -> None:
    ours, theirs = (list(reader.all_stored_fields()) for reader in readers)
    assert ours == theirs
    assert any(schema.PAGE in each for each in ours)


@pytest.mark.parametrize("name", [*schema.NUMBER_COLUMNS, *schema.BYTES_COLUMNS])
def test_columns_are_the_same(name: str, readers: tuple[Any, Any]) -> None:
    ours, theirs = (list(reader.column_reader(name)) for reader in readers)
    assert ours == theirs
    assert any(ours)


@pytest.mark.parametrize(
    "text", ["仪", "测流仪", "理论授课", "徐宏伟", "flow meter", "c1-20220125-01"]
)
def test_the_same_parts_are_found_with_the_same_scores(
    text: str, documents: list[Document], tmp_path: Path, readers: tuple[Any, Any]
) -> None:
    del readers
    few = documents[:60]
    with IndexWriter(tmp_path / "index", OWNER) as writer:
        writer.put(few)
    found = []
    for made in (stock_open(tmp_path / "index"), stock_write(tmp_path / "stock", few)):
        with made.searcher() as searcher:
            hits = searcher.search(both_of(*term_counts(text)), limit=None)
            found.append([(hit.docnum, hit.score) for hit in hits])
    assert found[0] == found[1]
    assert found[0]


def test_what_is_gone_is_gone_for_stock_whoosh_too(
    documents: list[Document], tmp_path: Path
) -> None:
    few = documents[:40]
    with IndexWriter(tmp_path / "index", OWNER) as writer:
        writer.put(few)
        writer.commit()
        writer.remove(path_of(each) for each in few[:20])
    with stock_open(tmp_path / "index").reader() as reader:
        left = list(reader.column_reader(schema.STAMP))
        stamps = {left[part] for part in range(len(left)) if not reader.is_deleted(part)}
    assert stamps - {b""} == {each.stamp.encode() for each in few[20:]}


def test_segments_of_several_commits_are_read_as_one(
    documents: list[Document], tmp_path: Path
) -> None:
    with IndexWriter(tmp_path / "index", OWNER) as writer:
        for each in documents[:5]:
            writer.put([each])
            writer.commit()
        assert len(writer.kept.segments) == 5
    with stock_open(tmp_path / "index").searcher() as searcher:
        paths = set(searcher.reader().lexicon(schema.PATH))
    assert paths == {path_of(each).encode() for each in documents[:5]}


def test_no_schema_is_kept_with_it(tmp_path: Path) -> None:
    with IndexWriter(tmp_path / "index", OWNER) as writer:
        writer.put(many_documents(1))
    (listed,) = (tmp_path / "index").glob("*.toc")
    assert b"whoosh.fields" not in listed.read_bytes()
    assert set(stock_open(tmp_path / "index").schema.names()) == set(stock_schema().names())
