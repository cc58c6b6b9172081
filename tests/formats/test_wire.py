"""Facts as JSON: there and back, and what a stranger may not send."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.wire import checked_facts, facts_from_json, facts_to_json, facts_to_list
from archivist.model.elements import Element, Origin, Reading
from archivist.model.facts import Defect, Facts, Format, Shot

TEXT = st.text(max_size=20)
READINGS = st.builds(Reading, st.sampled_from(Element), TEXT, st.sampled_from(Origin), TEXT)
SHOTS = st.builds(
    Shot,
    camera=TEXT,
    moment=TEXT,
    position=TEXT,
    fingerprint=TEXT,
    seconds=st.floats(0, 10**6),
)
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
    shot=SHOTS,
)
GOOD = Facts(
    sha256="0f" * 32,
    format=Format.JPEG,
    width=1,
    readings=(Reading(Element.CAUSE, "授课", Origin.XMP, "dc:title"),),
    shot=Shot(
        camera="HUAWEI P40",
        moment="2022-01-25T10:15:00",
        position="40.757300,107.388000",
        seconds=12.5,
        fingerprint="0f" * 8,
    ),
)


@given(FACTS)
def test_facts_survive_the_way_there_and_back(facts: Facts) -> None:
    line = facts_to_json(facts)
    assert line.isascii()
    assert "\n" not in line
    assert facts_from_json(line) == facts


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", "[1,2,3,4,5,6,7,8,9]", '["","gone","","",0,0,0,[],[]]', "[" * 20],
)
def test_what_is_no_facts_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - several kinds, the type is the contract
        facts_from_json(text)


def test_readings_that_do_not_come_in_fours_are_a_value_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        facts_from_json('["","jpeg","","",0,0,0,["cause","x","xmp"],[]]')


def test_an_honest_answer_passes() -> None:
    assert checked_facts(json.loads(facts_to_json(GOOD))) == GOOD


def test_a_file_that_is_no_photo_says_nothing_of_a_shot() -> None:
    plain = replace(GOOD, shot=Shot())
    assert facts_to_list(plain)[8] == []
    assert checked_facts(json.loads(facts_to_json(plain))) == plain


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
    "shot is a text": (8, "abcde"),
    "shot is short": (8, ["", "", "", ""]),
    "shot holds a number": (8, ["", 1, "", "", 0]),
    "shot without end": (8, ["x" * 201, "", "", "", 0]),
    "shot with a terminal's command": (8, ["\x1b[2J", "", "", "", 0]),
    "seconds are a text": (8, ["", "", "", "", "1"]),
    "seconds are true": (8, ["", "", "", "", True]),
    "seconds are negative": (8, ["", "", "", "", -0.5]),
    "seconds are endless": (8, ["", "", "", "", float("inf")]),
    "seconds are no number": (8, ["", "", "", "", float("nan")]),
}


@pytest.mark.parametrize(("at", "value"), WRONG.values(), ids=WRONG)
def test_a_strangers_nonsense_is_a_value_error(at: int, value: object) -> None:
    fields = facts_to_list(GOOD)
    fields[at] = value
    with pytest.raises(ValueError):  # noqa: PT011 - several kinds, the type is the contract
        checked_facts(fields)


@pytest.mark.parametrize("value", [None, 1, "x", {}, [], [1] * 8, [1] * 10])
def test_another_shape_is_a_value_error(value: object) -> None:
    with pytest.raises(ValueError, match="no list of facts"):
        checked_facts(value)
