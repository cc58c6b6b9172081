"""Facts as JSON: there and back, and what a stranger may not send."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.wire import checked_facts, facts_from_json, facts_to_json, facts_to_list
from archivist.model.elements import Element, Origin, Reading
from archivist.model.facts import Defect, Facts, Format

TEXT = st.text(max_size=20)
READINGS = st.builds(Reading, st.sampled_from(Element), TEXT, st.sampled_from(Origin), TEXT)
FACTS = st.builds(
    Facts,
    sha256=st.sampled_from(["", "0f" * 32]),
    format=st.sampled_from(Format),
    defect=st.none() | st.sampled_from(Defect),
    detail=TEXT,
    width=st.integers(0, 10**6),
    height=st.integers(0, 10**6),
    pages=st.integers(0, 10**6),
    readings=st.lists(READINGS, max_size=5).map(tuple),
)
GOOD = Facts(
    sha256="0f" * 32,
    format=Format.JPEG,
    width=1,
    readings=(Reading(Element.CAUSE, "授课", Origin.XMP, "dc:title"),),
)


@given(FACTS)
def test_facts_survive_the_way_there_and_back(facts: Facts) -> None:
    line = facts_to_json(facts)
    assert line.isascii()
    assert "\n" not in line
    assert facts_from_json(line) == facts


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", "[1,2,3,4,5,6,7,8]", '["","gone","","",0,0,0,[]]', "[" * 20],
)
def test_what_is_no_facts_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - several kinds, the type is the contract
        facts_from_json(text)


def test_readings_that_do_not_come_in_fours_are_a_value_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        facts_from_json('["","jpeg","","",0,0,0,["cause","x","xmp"]]')


def test_an_honest_answer_passes() -> None:
    assert checked_facts(json.loads(facts_to_json(GOOD))) == GOOD


WRONG: dict[str, tuple[int, object]] = {
    "digest is a number": (0, 7),
    "digest is no digest": (0, "zz" * 32),
    "digest is short": (0, "0f"),
    "format unknown": (1, "exe"),
    "defect unknown": (2, "fine"),
    "detail too long": (3, "x" * 301),
    "detail with a terminal's command": (3, "\x1b[2J"),
    "half a character": (3, "\ud800"),
    "width is a text": (4, "1"),
    "width is true": (4, True),
    "width is a fraction": (4, 1.5),
    "width is negative": (4, -1),
    "width is endless": (4, 10**400),
    "readings are a text": (7, "abcd"),
    "readings hold a number": (7, ["cause", 1, "xmp", "t"]),
    "readings are not in fours": (7, ["cause", "x", "xmp"]),
    "readings without end": (7, ["cause", "x", "xmp", "t"] * 1001),
    "a reading without end": (7, ["cause", "x" * 70_000, "xmp", "t"]),
    "element unknown": (7, ["colour", "x", "xmp", "t"]),
    "origin unknown": (7, ["cause", "x", "rumour", "t"]),
}


@pytest.mark.parametrize(("at", "value"), WRONG.values(), ids=WRONG)
def test_a_strangers_nonsense_is_a_value_error(at: int, value: object) -> None:
    fields = facts_to_list(GOOD)
    fields[at] = value
    with pytest.raises(ValueError):  # noqa: PT011 - several kinds, the type is the contract
        checked_facts(fields)


@pytest.mark.parametrize("value", [None, 1, "x", {}, [], [1] * 9])
def test_another_shape_is_a_value_error(value: object) -> None:
    with pytest.raises(ValueError, match="no list of facts"):
        checked_facts(value)
