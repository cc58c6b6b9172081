"""Damaged and hostile bytes: one error says so, in little time and memory, and nothing is run."""

from __future__ import annotations

import pickle
import random
import shutil
import struct
import time
import zlib
from datetime import date
from pathlib import Path

import pytest

from archivist.model.query import All, And, Between, Field, Query, Sort, Text
from archivist.store.index import schema
from archivist.store.index.columns import BytesColumn, read_numbers
from archivist.store.index.compound import inner_files
from archivist.store.index.lexicon import Lexicon, Term
from archivist.store.index.mapped import Region, map_file
from archivist.store.index.postings import Postings
from archivist.store.index.reading import Index
from archivist.store.index.scoring import Scale
from archivist.store.index.segment_file import SegmentFile
from archivist.store.index.stored import Stored
from archivist.store.index.unusable import IndexUnusableError, Reason
from archivist.store.index.view import View
from tests.store.index.indexes import generated, written

QUERIES: tuple[Query, ...] = (
    All(),
    Text("测"),
    Text("测流"),
    Text("理论授课", quoted=True),
    Text("022012", quoted=True),
    Text("档00", field=Field.TITLE),
    And((Text("测流"), Between(Field.DATE, date(2021, 1, 1), None))),
)
MINUTE = 20.0


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("whole") / "index", generated(40))


def opened(file: Path, parts: int) -> Index:
    """Open a segment as a whole index, past all checks of what is on disk."""
    index = Index(file.parent)
    try:
        segment = SegmentFile(file, parts)
    except (IndexUnusableError, KeyError, ValueError, struct.error) as error:
        raise IndexUnusableError(Reason.DAMAGED, "opened") from error
    index._files = {file.stem: segment}
    index._views = (View(segment, 0, frozenset({1})),)
    index._scale = Scale(parts, 60 * parts)
    return index


def use(file: Path, parts: int) -> int:
    """Ask all of an index; return how often it said that it is damaged."""
    refused = 0
    try:
        index = opened(file, parts)
    except IndexUnusableError:
        return 1
    with index:
        for query in QUERIES:
            for sort in (Sort.RANK, Sort.NEWEST):
                try:
                    index.search(query, sort=sort, limit=200)
                except IndexUnusableError:
                    refused += 1
        for ask in (index.stamps, lambda: index.near("测硫仪"), lambda: index.near("c1-2022012")):
            try:
                ask()
            except IndexUnusableError:
                refused += 1
    return refused


@pytest.mark.parametrize("seed", range(5))
def test_flipped_and_missing_bytes_are_one_error_or_none(
    seed: int, whole: Path, tmp_path: Path
) -> None:
    (source,) = whole.glob("*.seg")
    data = source.read_bytes()
    parts = _parts(source)
    file = tmp_path / source.name
    chance = random.Random(seed)  # noqa: S311 - no secret
    refused = 0
    for _round in range(8):
        file.write_bytes(_spoilt(data, chance))
        begin = time.monotonic()
        refused += use(file, parts)
        assert time.monotonic() - begin < MINUTE
    assert refused


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    kind = chance.randrange(4)
    if kind == 0:
        return bytes(spoilt[: chance.randrange(1, len(spoilt))])
    for _number in range(chance.choice([1, 30, 3000])):
        at = chance.randrange(len(spoilt))
        if kind == 1:
            spoilt[at] ^= 1 << chance.randrange(8)
        elif kind == 2:
            spoilt[at : at + 4] = chance.choice([b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff"])
        else:
            spoilt[at] = chance.choice(b"cRo.r\x80\x95")
    return bytes(spoilt[: len(data)])


def _parts(file: Path) -> int:
    region = map_file(file)
    try:
        column = inner_files(region)[f"{file.stem}.{schema.PART}.col"]
        return len(column) // 4
    finally:
        region.data.close()


def test_a_whole_index_is_never_refused(whole: Path, tmp_path: Path) -> None:
    (source,) = whole.glob("*.seg")
    assert use(Path(shutil.copy(source, tmp_path)), _parts(source)) == 0


def test_an_index_that_was_cut_off_is_said_to_be_damaged(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "index")
    shutil.copy(whole.with_name("index.json"), tmp_path)
    (file,) = (tmp_path / "index").glob("*.seg")
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(IndexUnusableError) as caught:
        Index.open(tmp_path / "index")
    assert caught.value.reason is Reason.DAMAGED


class Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return exec, ("raise SystemExit('run')",)


MEMO = b"\x80\x02Nr\xff\xff\xff\x0f."
"""Asks for gigabytes of memo."""


def region_of(data: bytes, folder: Path) -> Region:
    path = folder / "bytes"
    path.write_bytes(data)
    return map_file(path)


def weighed_first(postings: Postings) -> object:
    return postings.weights([0])


def among_first(postings: Postings) -> object:
    return list(postings.among([0]))


def a_block(data: bytes, *, count: int = 1, last: int = 0, packed: int = 0) -> bytes:
    info = pickle.dumps((count, last, 1.0, packed, 0, 0), 2)
    return b"W3Bl" + struct.pack("!i", -len(info) - len(data)) + info + data


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(a_block(pickle.dumps(Bomb(), 2)), id="code"),
        pytest.param(a_block(MEMO), id="memo"),
        pytest.param(a_block(zlib.compress(bytes(50_000_000)), packed=1), id="zlib bomb"),
        pytest.param(a_block(pickle.dumps(((0,), None, None), 2), count=2), id="count"),
        pytest.param(a_block(pickle.dumps(((1,), None, None), 2)), id="last"),
        pytest.param(a_block(pickle.dumps(((1, 0), None, None), 2), count=2, last=1), id="twice"),
        pytest.param(a_block(pickle.dumps(((0,), (1.0, 2.0), None), 2)), id="weights"),
        pytest.param(a_block(pickle.dumps(((0,), None, None), 2), last=99), id="no such part"),
        pytest.param(a_block(b"", count=1 << 20), id="too many"),
        pytest.param(b"W3Bl" + struct.pack("!i", 1 << 30) + b"\x80\x02(", id="cut off"),
        pytest.param(b"none" * 9, id="magic"),
    ],
)
def test_postings_hold_nothing_but_numbers(data: bytes, tmp_path: Path) -> None:
    region = region_of(data, tmp_path)
    term = Term(3.0, 3, 0, 4, 0, len(data))
    for ask in (Postings.ids, Postings.weighed, weighed_first, among_first):
        with pytest.raises(IndexUnusableError):
            ask(Postings(region, term, 5))
    region.data.close()


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(pickle.dumps(Bomb(), 2), id="code"),
        pytest.param(MEMO, id="memo"),
        pytest.param(bytes(20_000_000), id="zlib bomb"),
        pytest.param(pickle.dumps({"text": 3}, 2), id="text is a number"),
        pytest.param(pickle.dumps({"text": "甲"}, 2)[:-1], id="no end"),
        pytest.param(pickle.dumps({"text": "甲" * 99}, 2)[:-30], id="cut off"),
        pytest.param(pickle.dumps({"text": ["甲"]}, 2), id="a list"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_a_part_holds_nothing_but_text(value: bytes, tmp_path: Path) -> None:
    data = zlib.compress(value) if value else b""
    column = data + struct.pack("!H", len(data)) + b"H"
    region = region_of(column, tmp_path)
    with pytest.raises(IndexUnusableError):
        Stored(BytesColumn(region, 1))[0]
    region.data.close()


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_a_part_is_read_however_it_was_pickled(protocol: int, tmp_path: Path) -> None:
    parts = [
        {"text": "甲" * 300, "page": 70_000, "head": "{}"},
        {"text": "乙", "page": 300},
        {"page": 3},
    ]
    packed = [zlib.compress(pickle.dumps(part, protocol)) for part in parts]
    lengths = b"".join(struct.pack("!H", len(each)) for each in packed)
    region = region_of(b"".join(packed) + lengths + b"H", tmp_path)
    stored = Stored(BytesColumn(region, 3))
    assert [(stored[n].text, stored[n].page) for n in range(3)] == [
        ("甲" * 300, 70_000),
        ("乙", 300),
        ("", 3),
    ]
    region.data.close()


def test_columns_are_as_long_as_they_must_be(tmp_path: Path) -> None:
    region = region_of(struct.pack("!3i", 1, 2, -3), tmp_path)
    assert read_numbers(region, "i", 5).tolist() == [1, 2, -3, 0, 0]
    for count, stretch in ((2, region), (9, region.part(0, 7))):
        with pytest.raises(IndexUnusableError):
            read_numbers(stretch, "i", count)
    region.data.close()


def test_values_of_a_column_lie_within_it(tmp_path: Path) -> None:
    region = region_of(b"abc" + struct.pack("!2I2I", 2, 9, 0, 2) + b"IIX", tmp_path)
    column = BytesColumn(region, 2)
    assert column[0] == b"ab"
    for ask in (
        lambda: column[1],
        lambda: column[2],
        lambda: column[-1],
        lambda: column.several([0]),
    ):
        with pytest.raises(IndexUnusableError):
            ask()
    with pytest.raises(IndexUnusableError):
        BytesColumn(region, 20)
    region.data.close()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"HSH2" + bytes(4000), id="magic"),
        pytest.param(b"HSH3\x02" + bytes(4000), id="unknown hash"),
        pytest.param(b"HSH3\x01" + bytes(4000), id="no extras"),
        pytest.param(b"HSH3\x01" + bytes(4000) + b"\xff" * 4, id="extras beyond"),
    ],
)
def test_words_of_another_form_are_refused(data: bytes, tmp_path: Path) -> None:
    region = region_of(data, tmp_path)
    with pytest.raises((IndexUnusableError, ValueError)):
        Lexicon(region)
    region.data.close()


def test_a_place_outside_of_a_file_is_refused(tmp_path: Path) -> None:
    region = region_of(b"abcdef", tmp_path).part(1, 4)
    assert region.take(0, 4) == b"bcde"
    asks = (
        lambda: region.take(-1, 2), lambda: region.take(0, 5), lambda: region.take(2, -1),
        lambda: region.unpack(struct.Struct("!i"), 1), lambda: region.part(1, 4),
        lambda: Region(region.data, 3, 9),
    )  # fmt: skip
    for ask in asks:
        with pytest.raises(IndexUnusableError):
            ask()
    region.data.close()


def test_an_empty_file_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with pytest.raises(IndexUnusableError):
        map_file(tmp_path / "empty")
