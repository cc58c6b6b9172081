from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.elements import Element, Elements, Origin, PeopleStatus, Reading
from archivist.model.stating import (
    FIVE,
    Misstatement,
    differing,
    missing_of,
    origin_of,
    people_of,
    proposals_of,
    stated,
    values_of,
)
from tests.builders import a_reading, some_elements

NAMED = (PeopleStatus.NAMED.value,)
LETTERS = st.sampled_from(["徐", "宏", "a", "·", "-"])
# A dash alone takes a value back.
NAME = st.text(LETTERS, min_size=1, max_size=4).filter(lambda name: name != "-")
POSITION = st.text(st.sampled_from(["班", ",", "\uff0c", "、", ";"]), min_size=1, max_size=4)
PERSON = st.one_of(NAME, st.builds("{}({})".format, NAME, POSITION))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("徐宏伟(班长,领衔人)、姜杰", ("徐宏伟(班长,领衔人)", "姜杰")),
        (
            "徐宏伟\uff08班长\uff0c领衔人\uff09\uff0c姜杰",
            ("徐宏伟\uff08班长\uff0c领衔人\uff09", "姜杰"),
        ),
        ("a;b\uff1bc,d\ne", ("a", "b", "c", "d", "e")),
        ("徐宏伟\uff08班长、领衔人\uff09; 李 某", ("徐宏伟\uff08班长、领衔人\uff09", "李 某")),
        ("、、姜杰、", ("姜杰",)),
        ("  ", ()),
    ],
)
def test_people_are_parted_but_not_inside_brackets(text: str, people: tuple[str, ...]) -> None:
    assert people_of(text) == people


@given(st.lists(PERSON, min_size=1, max_size=5))
def test_people_that_are_shown_are_read_back(people: list[str]) -> None:
    elements = Elements.of(a_reading(Element.PEOPLE, person) for person in people)
    assert people_of(values_of(elements)[Element.PEOPLE]) == tuple(people)


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ({Element.CAUSE: " 授课 "}, {Element.CAUSE: ("授课",)}),
        ({Element.CAUSE: "  "}, {}),
        ({Element.CAUSE: "-"}, {Element.CAUSE: ()}),
        ({Element.CAUSE: "\uff0d"}, {Element.CAUSE: ()}),
        ({Element.EVENT_DATE: "2022-1-5"}, {Element.EVENT_DATE: ("2022.01.05",)}),
        ({Element.PEOPLE: "甲、乙"}, {Element.PEOPLE: ("甲", "乙"), Element.PEOPLE_STATUS: NAMED}),
        ({Element.PEOPLE: "-"}, {Element.PEOPLE: (), Element.PEOPLE_STATUS: ()}),
        (
            {Element.PEOPLE: "甲", Element.PEOPLE_STATUS: "none-particular"},
            {Element.PEOPLE: (), Element.PEOPLE_STATUS: ("none-particular",)},
        ),
    ],
)
def test_words_become_a_statement(words: dict[Element, str], statement: object) -> None:
    assert stated(words) == statement


@pytest.mark.parametrize("text", ["2022.13.01", "昨天", "20220230"])
def test_a_text_that_is_no_day_is_refused(text: str) -> None:
    assert stated({Element.EVENT_DATE: text}) == Misstatement(element=Element.EVENT_DATE, text=text)


def test_everything_that_holds_is_shown() -> None:
    elements = some_elements(people="徐宏伟(领衔人)", caption="全景")
    assert values_of(elements) == {
        Element.CAUSE: "测流仪器理论授课",
        Element.EVENT_DATE: "2022.01.25",
        Element.SHOOTING_DATE: "2022.01.25",
        Element.PLACE: "培训室302",
        Element.PEOPLE: "徐宏伟(领衔人)",
        Element.SOURCE: "李明",
        Element.CAPTION: "全景",
    }
    nobody = Elements.of([a_reading(Element.PEOPLE_STATUS, "none-particular")])
    assert values_of(nobody) == {Element.PEOPLE_STATUS: "none-particular"}


WORDS = st.dictionaries(
    st.sampled_from([Element.CAUSE, Element.PLACE, Element.SOURCE, Element.PHOTOGRAPHER]),
    st.text(st.sampled_from("授课室甲"), min_size=1, max_size=4),
)


@given(
    WORDS, st.lists(NAME, max_size=3), st.dates().map(lambda d: f"{d:%Y}".zfill(4) + f"{d:%m%d}")
)
def test_what_is_stated_holds_and_is_not_new_again(
    words: dict[Element, str], people: list[str], day: str
) -> None:
    said = words | {Element.EVENT_DATE: day}
    if people:
        said[Element.PEOPLE] = "、".join(people)
    statement = stated(said)
    assert isinstance(statement, dict)
    readings = [a_reading(e, t) for e, texts in statement.items() for t in texts]
    elements = Elements.of(readings)
    assert differing(statement, elements) == {}
    assert stated(values_of(elements)) == statement
    empty = differing(statement, Elements())
    assert empty == statement


@pytest.mark.parametrize(
    ("statement", "new"),
    [
        ({Element.PLACE: ("培训室302",)}, set()),
        ({Element.PLACE: ("培训室  302",)}, {Element.PLACE}),
        ({Element.PLACE: ()}, {Element.PLACE}),
        ({Element.BACKGROUND: ()}, set()),
        ({Element.SHOOTING_DATE: ("2022.01.25",)}, set()),
        ({Element.PEOPLE: ("徐宏伟(领衔人)",), Element.PEOPLE_STATUS: NAMED}, set()),
        (
            {Element.PEOPLE: ("姜杰",), Element.PEOPLE_STATUS: NAMED},
            {Element.PEOPLE, Element.PEOPLE_STATUS},
        ),
        (
            {Element.PEOPLE: (), Element.PEOPLE_STATUS: ("none-particular",)},
            {Element.PEOPLE, Element.PEOPLE_STATUS},
        ),
        (
            {Element.PEOPLE: (), Element.PEOPLE_STATUS: ()},
            {Element.PEOPLE, Element.PEOPLE_STATUS},
        ),
    ],
)
def test_only_what_is_new_is_written(
    statement: dict[Element, tuple[str, ...]], new: set[Element]
) -> None:
    assert differing(statement, some_elements()).keys() == new


def test_proposals_stand_where_nothing_is_stated() -> None:
    elements = Elements.of(
        [
            a_reading(Element.SAVING_DATE, "2022.01.26 10:00:00", Origin.FILE_NAME),
            a_reading(Element.CAUSE, "授课", Origin.EXPLORER),
            a_reading(Element.CAUSE, "另一个", Origin.FILE_NAME),
            a_reading(Element.PEOPLE, "甲", Origin.EXPLORER),
            a_reading(Element.PEOPLE, "乙", Origin.EXPLORER),
            a_reading(Element.PLACE, "室外", Origin.EXPLORER),
            a_reading(Element.PLACE, "302"),
        ]
    )
    assert proposals_of(elements) == {
        Element.SHOOTING_DATE: "2022.01.26",
        Element.CAUSE: "授课",
        Element.PEOPLE: "甲、乙",
    }


def test_nobody_is_proposed_where_somebody_looked() -> None:
    elements = Elements.of(
        [
            a_reading(Element.PEOPLE, "甲", Origin.EXPLORER),
            a_reading(Element.PEOPLE_STATUS, "none-particular"),
        ]
    )
    assert proposals_of(elements) == {}


@pytest.mark.parametrize(
    ("elements", "missing"),
    [
        (Elements(), set(FIVE)),
        (some_elements(), set()),
        (some_elements(place="", people=""), {Element.PLACE, Element.PEOPLE}),
        (some_elements(people="", people_status="unknown"), set()),
    ],
)
def test_what_is_missing_of_the_five(elements: Elements, missing: set[Element]) -> None:
    assert missing_of(elements) == missing


def test_where_a_value_stands() -> None:
    elements = some_elements()
    assert origin_of(elements, Element.PLACE) is Origin.SIDECAR
    assert origin_of(elements, Element.PEOPLE) is Origin.SIDECAR
    assert origin_of(elements, Element.PEOPLE_STATUS) is None
    assert origin_of(Elements(), Element.PEOPLE) is None
    assert origin_of(Elements(), Element.CAUSE) is None


@pytest.mark.parametrize(
    "typed",
    [
        "徐宏伟（班长，领衔人）、姜杰",
        "徐宏伟 (班长,领衔人)，姜杰",
        "徐宏伟(班长,\u3000领衔人)；姜杰",
    ],
)
def test_people_in_full_width_are_the_same_people(typed: str) -> None:
    written = ["徐宏伟(班长,领衔人)", "姜杰"]
    if "\u3000" in typed:
        written[0] = "徐宏伟（班长， 领衔人）"
    readings = [Reading(Element.PEOPLE, one, Origin.SIDECAR, "people") for one in written]
    statement = stated({Element.PEOPLE: typed})
    assert isinstance(statement, dict)
    assert differing(statement, Elements.of(readings)) == {}
    other = stated({Element.PEOPLE: typed.replace("班长", "站长")})
    assert isinstance(other, dict)
    assert Element.PEOPLE in differing(other, Elements.of(readings))
