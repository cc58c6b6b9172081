"""The journal's line of a verification tells what the verification found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.verify_note import note_value, read_verify_note, verify_note
from archivist.model.verifying import Complaint, Difference, Differing, Verification

_COMPLAINTS = st.lists(st.builds(Complaint, file=st.just("a")), max_size=3).map(tuple)
_DIFFERING = st.builds(Differing, kind=st.sampled_from(Difference), path=st.text(max_size=3))
_FOUND = st.builds(
    Verification,
    archive=st.just("a"),
    when=st.just(datetime(2025, 1, 1, tzinfo=UTC)),
    scope=st.sampled_from(["all", "10%", "older-than 30", "older-than 30 10%"]),
    paths=st.lists(st.text(max_size=3), max_size=2).map(tuple),
    files=st.integers(0, 9),
    earlier=st.integers(0, 9),
    differing=st.lists(_DIFFERING, max_size=5).map(tuple),
    begun=st.booleans(),
    breaks=st.lists(st.integers(1, 9), max_size=2).map(tuple),
    torn=st.integers(0, 1),
    manifest=_COMPLAINTS,
    own=_COMPLAINTS,
)


@given(_FOUND)
def test_what_is_written_is_read_back(found: Verification) -> None:
    read = read_verify_note(note_value(found))
    assert read == verify_note(found)
    assert read.sound is found.sound is note_value(found)["sound"]


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ({}, {}),
        ({"missing": 2, "new": 3, "breaks": 1}, {"missing": 2, "breaks": 1}),
        ({"missing": "two", "damaged": True, "changed": -1, "own": [1]}, {}),
        ({"sound": False, "haunted": 3}, {"other": 1}),
        ({"sound": "no", "sample": 3, "paths": "a", "files": None}, {}),
    ],
    ids=["nothing", "without-a-verdict", "no-counts", "not-known-yet", "no-sense"],
)
def test_lines_of_other_versions_and_other_hands_are_read(
    value: dict[str, object], wrong: dict[str, int]
) -> None:
    read = read_verify_note(value)
    assert (read.wrong, read.paths, read.scope) == (wrong, (), "all")


@pytest.mark.parametrize(("scope", "sampled"), [("all", False), ("older-than 3 1%", True)])
def test_a_sample_is_known_by_its_share(scope: str, *, sampled: bool) -> None:
    assert read_verify_note({"sample": scope}).sampled is sampled
