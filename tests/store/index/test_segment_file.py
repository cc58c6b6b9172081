"""A segment file: what stock Whoosh wrote is read as what we wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.model.han import fold
from archivist.store.index import schema
from archivist.store.index.literal import Literal
from archivist.store.index.mapped import ReadRegion, map_file
from archivist.store.index.segment_file import SegmentFile
from archivist.store.index.unusable import IndexUnusableError
from tests.store.index.indexes import a_record, generated, written
from tests.store.index.stock import stock_write

DOCUMENTS = [*generated(300), a_record("甲", "测" * 700, day=None), a_record("\ud800", "无")]
PARTS = sum(len(document.parts) for document in DOCUMENTS)


@pytest.fixture(scope="module", params=["ours", "stock"])
def segment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SegmentFile]:
    folder = tmp_path_factory.mktemp("segment") / "index"
    if request.param == "ours":
        written(folder, DOCUMENTS)
    else:
        stock_write(folder, DOCUMENTS)
    (path,) = folder.glob("*.seg")
    opened = SegmentFile(path, PARTS)
    yield opened
    opened.close()


def test_all_that_was_put_in_is_there(segment: SegmentFile) -> None:
    texts = [part.text for document in DOCUMENTS for part in document.parts]
    assert [segment.stored[part].text for part in range(PARTS)] == texts
    firsts = sorted(segment.paths)
    assert [segment.stored.head(first) for first in firsts] == [d.head for d in DOCUMENTS]
    assert [segment.stamps[first].decode("utf-8", "surrogatepass") for first in firsts] == [
        document.stamp for document in DOCUMENTS
    ]
    assert len(segment.lengths) == PARTS
    assert list(segment.paths.values()) == sorted(document.head.path for document in DOCUMENTS)
    assert segment.firsts is not None
    assert sorted(set(segment.firsts)) == firsts
    sizes = [segment.numbers(schema.SIZE)[first] for first in firsts]
    assert sizes == [document.head.size for document in DOCUMENTS]


def test_words_are_found_by_hash_by_begin_and_by_inside(segment: SegmentFile) -> None:
    words = [word for word, _term in segment.words.starting(schema.ALL, "")]
    assert words == sorted(words, key=lambda word: word.encode("utf-8", "surrogatepass"))
    for word in words[::17]:
        term = segment.words.get(schema.ALL, word)
        assert term in [found for _word, found in segment.words.starting(schema.ALL, word)]
    assert segment.words.get(schema.ALL, "没有这个") is None
    assert segment.words.get("nothing", "测") is None
    assert list(segment.words.starting("nothing", "")) == []
    assert list(segment.words.holding("nothing", "a")) == []
    latin = [word for word in words if word.isascii()]
    for inside in ("0", "22", "2022012", "abc", "c1-", "zz"):
        found = [word for word, _term in segment.words.holding(schema.ALL, inside)]
        assert found == [word for word in latin if inside in word], inside


def test_single_blocks_say_what_all_blocks_say(segment: SegmentFile) -> None:
    for _word, term in segment.words.starting(schema.ALL, "测"):
        ids, weights = segment.postings(term).weighed()
        whole = dict(zip(ids, weights, strict=True))
        assert list(segment.postings(term).ids()) == list(ids) == sorted(ids)
        for some in (list(ids[:3]), list(ids[-2:]), [0, *ids[5:6], PARTS - 1], list(range(PARTS))):
            wanted = sorted(set(some))
            known = segment.postings(term).weights(wanted)
            assert {part: known[part] for part in wanted if part in known} == {
                part: whole[part] for part in wanted if part in whole
            }
            among = set(segment.postings(term).among(wanted))
            assert among.intersection(wanted) == whole.keys() & set(wanted)


def test_parts_that_hold_a_literal_text_are_told_quickly(segment: SegmentFile) -> None:
    literal = Literal("测流", loose=True)
    holding = {part for part in range(PARTS) if "测流" in segment.stored[part].text}
    for absent in (None, literal.is_absent):
        told = dict(segment.stored.holding(range(PARTS), "测流", absent))
        # Not sure is allowed, wrong is not.
        assert {part for part, held in told.items() if held} == holding
        for part in range(PARTS):
            assert part in told or "测流" not in fold(segment.stored[part].text)
    assert len(told) < PARTS


def test_a_head_is_no_text(tmp_path: Path) -> None:
    written(tmp_path / "index", [a_record("测流", "授课"), a_record("测流二", "")])
    (path,) = (tmp_path / "index").glob("*.seg")
    segment = SegmentFile(path, 2)
    for absent in (None, Literal("测流", loose=True).is_absent):
        told = list(segment.stored.holding([0, 1], "测流", absent))
        assert told == [(0, False), (1, False)]
    segment.close()


def test_a_segment_of_too_few_bytes_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "index", [a_record("甲", "乙")])
    (path,) = (tmp_path / "index").glob("*.seg")
    for parts in (-1, 1 << 40):
        with pytest.raises(IndexUnusableError):
            SegmentFile(path, parts)


def test_a_file_that_became_shorter_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(b"abcdef")
    region = map_file(path)
    (tmp_path / "short").write_bytes(b"abc")
    with (tmp_path / "short").open("rb", buffering=0) as file:
        read = ReadRegion(region.part(1, 5), file)
        assert read.take(0, 2) == b"bc"
        for at, count in ((1, 4), (0, 6), (-1, 2)):
            with pytest.raises(IndexUnusableError):
                read.take(at, count)
    region.data.close()
