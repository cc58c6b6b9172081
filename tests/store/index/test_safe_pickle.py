"""Nothing that a pickle names is ever called or made."""

from __future__ import annotations

import pickle
import pickletools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.store.index import schema, toc
from archivist.store.index.safe_pickle import RefusedPickleError, load_segments, loads
from archivist.store.index.segment import Segment, new_id

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
)
SEGMENTS = st.builds(
    Segment,
    id=st.just("0a"),
    parts=st.integers(1, 10**9),
    words=st.integers(0, 10**12),
    size=st.just(0),
    crc=st.just(0),
    synced=st.just(True),
    deleted=st.frozensets(st.integers(0, 10**6)),
)
called: list[object] = []


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return called.append, ("called",)


HOSTILE = {
    "a call": pickle.dumps(Evil()),
    "a call in old form": pickle.dumps(Evil(), 0),
    "a class": b"cos\nsystem\n.",
    "a class by number": b"\x80\x02\x82\x01.",
    "a class by stack": b"\x80\x04\x8c\x02os\x8c\x06system\x93.",
    "a persistent name": b"Pname\n.",
    "nothing": b"",
    "half of one": pickle.dumps(["a"])[:-3],
    "no pickle": b"\xff\xff\xff",
    "an object of ours": b"carchivist.errors\nArchivistError\n)\x81.",
    "a great number of memories": b"\x80\x02]r\xff\xff\xff\x7f\x81.",
}


@given(PLAIN, st.sampled_from([2, 3, 4, 5]))
def test_plain_values_are_read(value: object, protocol: int) -> None:
    assert loads(pickle.dumps(value, protocol)) == value


@pytest.mark.parametrize("load", [loads, load_segments])
@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_none_or_names_anything_is_refused(name: str, load: Any) -> None:  # noqa: ANN401
    with pytest.raises(RefusedPickleError):
        load(HOSTILE[name])
    assert called == []


def test_a_list_of_segments_names_no_more_than_three_things() -> None:
    segment = Segment(
        id=new_id(), parts=3, words=9, size=1, crc=1, synced=True, deleted=frozenset({1, 2})
    )
    data = toc.dump(1, [segment] * 3)
    pickled = data[data.index(b"\x80\x02]") :]
    named = {str(arg) for op, arg, _ in pickletools.genops(pickled) if op.name == "GLOBAL"}
    assert named == {
        "whoosh.codec.whoosh3 W3Segment",
        "whoosh.codec.whoosh3 W3Codec",
        "__builtin__ set",
    }


def test_a_list_of_anything_else_is_refused() -> None:
    for data in (pickle.dumps([1]), pickle.dumps({})):
        with pytest.raises(RefusedPickleError):
            load_segments(data)


@given(SEGMENTS, st.integers(0, 2**31 - 1))
def test_a_list_of_segments_is_read_as_it_was_written(segment: Segment, generation: int) -> None:
    found = toc.load(toc.dump(generation, [segment]))
    assert found == (generation, {"0a": (segment.parts, segment.words, segment.deleted)})


@given(SEGMENTS)
def test_stock_whoosh_reads_the_same_list(segment: Segment) -> None:
    data = toc.dump(1, [segment])
    (theirs,) = pickle.loads(data[data.index(b"\x80\x02]") :])  # noqa: S301
    assert type(theirs).__module__ == "whoosh.codec.whoosh3"
    assert theirs.segment_id() == segment.name
    assert theirs.doc_count_all() == segment.parts
    assert set(theirs.deleted_docs()) == segment.deleted
    assert theirs.is_compound()
    assert theirs.codec() is not None
    assert theirs._fieldlengths == {schema.ALL: segment.words}


@pytest.mark.parametrize(
    "data",
    [b"", toc.dump(1, [])[:-1], b"x" + toc.dump(1, [])[1:]],
    ids=["nothing", "half", "other"],
)
def test_a_list_that_is_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever showed first
        toc.load(data)
