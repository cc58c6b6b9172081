"""Merging: few segments for ever, and nothing is lost, changed or doubled by it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.store.index import merging, schema
from archivist.store.index.merging import GROWTH, due, level
from archivist.store.index.opened import OpenSegment
from archivist.store.index.segment import Segment
from archivist.store.index.writing import IndexWriter
from tests.store.index.papers import OWNER, a_document, contents, many_documents, of, path_of
from tests.store.index.stock import stock_open

MANY = 24


def a_segment(parts: int, gone: int = 0, size: int = 1000) -> Segment:
    return Segment(
        id=f"{parts}{gone}{size}",
        parts=parts,
        words=parts,
        size=size,
        crc=0,
        synced=True,
        deleted=frozenset(range(gone)),
    )


def test_few_segments_are_left_alone() -> None:
    assert due([a_segment(1)] * (GROWTH - 1)) == ()


def test_as_many_of_a_level_as_it_takes_are_put_together() -> None:
    segments = [a_segment(1)] * GROWTH
    assert due([a_segment(1000), *segments]) == tuple(segments)


def test_what_is_smaller_goes_with_them() -> None:
    small, segments = a_segment(1), [a_segment(GROWTH)] * GROWTH
    assert due([*segments, small]) == (small, *segments)


def test_parts_that_are_gone_do_not_count() -> None:
    worn = [a_segment(1000, gone=999)] * GROWTH
    assert due(worn) == tuple(worn)


def test_a_segment_as_large_as_can_be_is_left_alone() -> None:
    assert due([a_segment(1000, size=merging.MOST_BYTES)] * GROWTH) == ()


def test_of_large_ones_two_are_put_together() -> None:
    large = [a_segment(1000, size=merging.MOST_BYTES - 1)] * GROWTH
    assert due(large) == (large[0], large[0])


def test_what_takes_longer_than_there_is_time_waits() -> None:
    segments = [a_segment(100)] * GROWTH
    assert due(segments, 100 * GROWTH - 1) == ()
    assert due(segments, 100 * GROWTH) == tuple(segments)


def test_thousands_of_commits_leave_few_segments_and_copy_each_part_few_times() -> None:
    segments: list[Segment] = []
    copied = 0
    for number in range(5000):
        segments.append(a_segment(1, size=number))
        while group := due(segments):
            parts = sum(segment.live for segment in group)
            segments = [each for each in segments if each not in group]
            segments.append(a_segment(parts, size=number))
            copied += parts
        assert len(segments) <= 20
    assert copied < 6 * 5000


@given(st.integers(0, 10**9))
def test_a_level_holds_parts_of_one_order(parts: int) -> None:
    number = level(parts)
    assert parts < GROWTH ** (number + 1)
    assert number == 0 or parts >= GROWTH**number


@pytest.mark.parametrize(("gone", "expected"), [(20, False), (21, True)])
def test_an_index_of_which_much_is_gone_is_worn(gone: int, expected: bool) -> None:
    assert merging.worn([a_segment(50, gone), a_segment(50)]) is expected


def postings(folder: Path, writer: IndexWriter) -> Counter[tuple[str, str, bytes, str, float]]:
    """Return which term weighs what in which part of which document."""
    found: Counter[tuple[str, str, bytes, str, float]] = Counter()
    for segment in writer.kept.segments:
        source = OpenSegment(folder, segment)
        texts = [source.stored[part].text for part in range(source.parts)]
        owners = {part: path for path in paths(source) for part in source.parts_of(path)}
        for field in schema.TERM_FIELDS:
            for term, lists in source.terms(field):
                for part, weight in zip(*lists.weighed(), strict=True):
                    if part not in segment.deleted:
                        found[field, owners[part], term, texts[part], weight] += 1
        source.close()
    return found


def paths(source: OpenSegment) -> list[str]:
    return [term.decode() for term, _postings in source.terms(schema.PATH)]


def test_one_segment_holds_what_many_held(tmp_path: Path) -> None:
    documents = list(many_documents(MANY))
    with IndexWriter(tmp_path / "index", OWNER) as writer:
        for document in documents:
            writer.put([document])
            writer.commit()
        writer.put([a_document(document.head.title, "新") for document in documents[::5]])
        writer.remove(path_of(document) for document in documents[1::5])
        writer.commit()
        before, held = postings(tmp_path / "index", writer), contents(tmp_path / "index")
        assert len(writer.kept.segments) > MANY // 2
        writer.compact()
        (segment,) = writer.kept.segments
        assert segment.deleted == frozenset()
        assert postings(tmp_path / "index", writer) == before
        assert contents(tmp_path / "index") == held
        writer.compact()
        assert writer.kept.segments == (segment,)
    assert len(list((tmp_path / "index").glob("*.seg"))) == 1


def test_a_merged_segment_is_as_one_that_was_written_at_once(tmp_path: Path) -> None:
    documents = list(many_documents(MANY))
    for name, together in (("one", MANY), ("many", 1)):
        with IndexWriter(tmp_path / name, OWNER) as writer:
            for at in range(0, MANY, together):
                writer.put(documents[at : at + together])
                writer.commit()
            writer.compact()
    files = [next((tmp_path / name).glob("*.seg")) for name in ("one", "many")]
    one, many = (path.read_bytes().replace(path.stem.encode(), b"") for path in files)
    assert one == many


def test_words_of_what_is_gone_are_not_counted(tmp_path: Path) -> None:
    with IndexWriter(tmp_path / "index", OWNER) as writer:
        writer.put([a_document("甲", "测流仪" * 40)])
        writer.commit()
        (alone,) = writer.kept.segments
        writer.put([a_document("乙", "流速仪" * 40)])
        writer.commit()
        writer.remove([path_of(a_document("乙"))])
        writer.put([a_document("丙", "流速仪" * 40)])
        writer.remove([path_of(a_document("丙"))])
        writer.commit()
        writer.compact()
        assert writer.kept.segments[0].words == alone.words
    with stock_open(tmp_path / "index").reader() as reader:
        assert reader.field_length(schema.ALL) == alone.words


def test_small_segments_are_put_together_at_the_end_of_the_block(tmp_path: Path) -> None:
    documents = list(many_documents(GROWTH))
    with IndexWriter(tmp_path / "index", OWNER) as writer:
        for document in documents:
            writer.put([document])
            writer.commit()
    assert len(writer.kept.segments) == 1
    assert contents(tmp_path / "index") == of(documents)


def test_a_writer_tells_when_the_index_is_better_built_anew(tmp_path: Path) -> None:
    documents = list(many_documents(10, most=1))
    with IndexWriter(tmp_path / "index", OWNER) as writer:
        writer.put(documents)
        writer.commit()
        assert not writer.needs_rebuild
        writer.remove(path_of(document) for document in documents[:3])
        writer.commit()
        assert writer.needs_rebuild
