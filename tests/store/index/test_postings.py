"""Blocks of postings are read by their bytes as they would be unpickled."""

from __future__ import annotations

import io
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.store.index.postings import _dense

STEPS = st.one_of(st.integers(0, 255), st.integers(0, 65_535), st.integers(0, 2**31 - 1))
WEIGHTS = st.one_of(st.integers(1, 255), st.integers(1, 70_000), st.floats(0.5, 300))


def pickled(*values: object, fast: bool = True) -> bytes:
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, 2)
    pickler.fast = fast
    pickler.dump(values)
    return buffer.getvalue()


@st.composite
def blocks(draw: st.DrawFn) -> tuple[tuple[int, ...], object]:
    steps = tuple(draw(st.lists(STEPS, min_size=1, max_size=40)))
    same = st.one_of(st.none(), st.floats(0.5, 300))
    several = st.lists(WEIGHTS, min_size=len(steps), max_size=len(steps)).map(tuple)
    return steps, draw(st.one_of(same, several))


@given(blocks(), st.booleans())
def test_what_is_read_by_its_bytes_is_what_was_pickled(
    block: tuple[tuple[int, ...], object], fast: bool
) -> None:
    steps, weights = block
    found = _dense(pickled(steps, weights, None, fast=fast), len(steps))
    if found is not None:
        read, heavy = found
        assert tuple(read) == steps
        assert (tuple(heavy) if isinstance(heavy, bytes) else heavy) == weights


@pytest.mark.parametrize(
    ("steps", "weights"),
    [
        pytest.param(range(9), None, id="no weights"),
        pytest.param(range(9), 2.5, id="one weight"),
        pytest.param(range(9), tuple(range(9)), id="weights"),
        pytest.param(range(200, 300), (2,) * 100, id="steps of one and two bytes"),
        pytest.param(range(300, 309), None, id="steps of two bytes"),
    ],
)
def test_most_blocks_are_read_so(steps: range, weights: object) -> None:
    found = _dense(pickled(tuple(steps), weights, None), len(steps))
    assert found is not None
    assert tuple(found[0]) == tuple(steps)


@given(st.binary(max_size=60), st.integers(1, 20), st.integers(0, 60), st.binary(max_size=3))
def test_no_bytes_are_unpickled_but_numbers(
    noise: bytes, count: int, at: int, other: bytes
) -> None:
    whole = pickled(tuple(range(250, 250 + count)), None, None)
    for data in (noise, b"\x80\x02(" + noise + b"tNN\x87.", whole[:at] + other + whole[at + 3 :]):
        found = _dense(data, count)
        if found is not None:
            assert all(type(step) is int and 0 <= step < 1 << 16 for step in found[0])
