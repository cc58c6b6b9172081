"""What a mistake is called: in the user's words, never in those of Python or pydantic."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.model.plan import Category, Material, Part, Plan
from archivist.model.settings import Limits, Settings, Studio, Waiver
from archivist.store.shapes import shape
from archivist.store.toml import Mistake

PARTS = (Studio, Waiver, Limits, Category, Material, Part)
GOOD = {"studios": [{"name": "甲"}]}


def told(tables: dict[str, object]) -> list[str]:
    """Return the mistakes of settings that hold these tables besides one good studio."""
    shaped = shape(Settings, GOOD | tables, PARTS)
    assert isinstance(shaped, list)
    return [str(mistake) for mistake in shaped]


@pytest.mark.parametrize(
    ("tables", "text"),
    [
        pytest.param(
            {"studios": {"name": "甲"}},
            "studios: { … } does not fit; write [[studios]] on a line of its own, "
            "and below it what belongs to it",
            id="one pair of brackets",
        ),
        pytest.param(
            {"categories": [{"number": "19", "name": "x", "clause": "1", "materials": "y"}]},
            'categories.1.materials: "y" does not fit; write [[categories.materials]] on a line of '
            "its own, and below it what belongs to it",
            id="tables in tables",
        ),
        pytest.param(
            {"ignore": "*.bak"},
            'ignore: "*.bak" does not fit; write a list in square brackets, for example ["…", "…"]',
            id="one text for a list",
        ),
        pytest.param(
            {"limits": {"megabytes": 1.5}},
            "limits.megabytes: 1.5 does not fit; write a whole number without quotes",
            id="fraction",
        ),
        pytest.param(
            {"limits": {"seconds": "half a minute"}},
            'limits.seconds: "half a minute" does not fit; write a number without quotes',
            id="words for a number",
        ),
        pytest.param(
            {"plan": True},
            'plan: true does not fit; write text in quotes, for example "…"',
            id="yes",
        ),
        pytest.param(
            {"plan": "x" * 50, "inbox": {"a": "x" * 5000}},
            'inbox: { … } does not fit; write text in quotes, for example "…"',
            id="long",
        ),
        pytest.param({"": 1}, '"": there is no such key; remove the line', id="no key"),
        pytest.param(
            {"number": "19"}, "number: there is no such key; remove the line", id="key of elsewhere"
        ),
        pytest.param(
            {"studio": []}, "studio: there is no such key; did you mean “studios”?", id="near key"
        ),
    ],
)
def test_a_mistake_is_told_in_full(tables: dict[str, object], text: str) -> None:
    assert told(tables) == [text]


@pytest.mark.parametrize(
    "since",
    [True, 20220301, 1.5, "", "2022.13.01", [], {}, time(8), datetime(2022, 3, 1, 8)],  # noqa: DTZ001
    ids=repr,
)
def test_what_is_no_day_is_answered_with_one(since: object) -> None:
    (text,) = told({"studios": [{"name": "甲", "since": since}]})
    assert text.startswith("studios.1.since: ")
    assert text.endswith('does not fit; write a day, for example "2022.03.01"')
    assert "datetime" not in text


def test_a_long_value_is_not_repeated_in_full() -> None:
    (text,) = told({"limits": {"seconds": "x" * 5000}})
    assert len(text) < 150


def test_a_choice_is_answered_with_the_one_meant_or_all_there_are() -> None:
    material = {"id": "19.a", "name": "b", "clause": "1"} | {"kind": "docment", "retention": [20]}
    category = {"number": "19", "name": "x", "clause": "1", "materials": [material]}
    assert told({"categories": [category]}) == [
        "categories.1.materials.1.kind: “docment” is not allowed; did you mean “document”?",
        "categories.1.materials.1.retention: “[ … ]” is not allowed; "
        'use one of "permanent", "30-years", "10-years"',
    ]


def test_what_is_right_becomes_a_value() -> None:
    tables = {"studios": [{"name": "甲", "since": date(2022, 3, 1)}], "classes": {"C1": "照片"}}
    assert shape(Settings, tables, PARTS) == Settings(
        studios=(Studio(name="甲", since=date(2022, 3, 1)),)
    )


KEYS = "studios name since plan limits seconds classes categories materials parts words x".split()
values = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.dates() | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=8,
)


# Every call builds the schema anew, which takes longer than all the rest of an example.
@settings(max_examples=30)
@pytest.mark.parametrize("kind", [Settings, Plan])
@given(tables=st.dictionaries(st.sampled_from(KEYS), values))
def test_whatever_a_file_holds_is_a_value_or_mistakes(
    kind: type[Settings] | type[Plan], tables: dict[str, object]
) -> None:
    shaped: object = shape(kind, tables, PARTS)
    if not isinstance(shaped, list):
        assert isinstance(shaped, kind)
        return
    assert shaped
    for mistake in shaped:
        assert isinstance(mistake, Mistake)
        assert mistake.place
        # What pydantic says by itself begins so.
        assert not mistake.text.startswith(("Input", "Field", "Value", "Unexpected", "Unable"))
