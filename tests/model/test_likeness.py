from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.likeness import BITS, alike, distance

PRINTS = st.integers(0, 2**BITS - 1).map("{:016x}".format)


@given(PRINTS, PRINTS)
def test_distance_counts_bits_both_ways(one: str, other: str) -> None:
    apart = distance(one, other)
    assert apart is not None
    assert 0 <= apart <= BITS
    assert apart == distance(other, one)
    assert (apart == 0) == (one == other)


@given(PRINTS, st.sets(st.integers(0, BITS - 1), max_size=12))
def test_a_few_bits_are_still_alike(one: str, flipped: set[int]) -> None:
    other = int(one, 16)
    for bit in flipped:
        other ^= 1 << bit
    assert distance(one, f"{other:016x}") == len(flipped)
    assert alike(one, f"{other:016x}") == (len(flipped) <= 6)


@pytest.mark.parametrize(("one", "other"), [("", ""), ("0f", ""), ("", "0f"), ("zz", "zz")])
def test_no_fingerprint_is_like_none(one: str, other: str) -> None:
    assert distance(one, other) is None
    assert not alike(one, other, 64)
