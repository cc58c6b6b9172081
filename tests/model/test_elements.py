from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.elements import (
    Confidence,
    Conflict,
    Element,
    Elements,
    Origin,
    PeopleStatus,
    Person,
    Reading,
)

WORDS = st.text("徐宏伟授课室ab1 ", min_size=1, max_size=6).filter(str.strip)
# At most one reading of each element in each place, but for the people.
READINGS = st.lists(
    st.builds(
        Reading,
        element=st.sampled_from(Element),
        text=WORDS | st.sampled_from(PeopleStatus),
        origin=st.sampled_from(Origin),
        tag=st.just("tag"),
    ),
    unique_by=lambda reading: (reading.element, reading.origin),
    max_size=12,
)
NAME = st.text("徐宏伟Ab·", min_size=1, max_size=5)


def reading(element: Element, text: str, origin: Origin = Origin.SIDECAR) -> Reading:
    return Reading(element, text, origin, "tag")


@given(READINGS, st.randoms())
def test_the_order_of_the_places_does_not_matter(
    readings: list[Reading], dice: random.Random
) -> None:
    shuffled = list(readings)
    dice.shuffle(shuffled)
    assert Elements.of(shuffled) == Elements.of(readings)


@given(READINGS)
def test_the_most_trusted_place_wins(readings: list[Reading]) -> None:
    elements = Elements.of(readings)
    trust = list(Origin)
    for element in (Element.CAUSE, Element.PLACE, Element.SOURCE, Element.EVENT_DATE):
        stated = [r for r in readings if r.element is element and not is_proposed(r)]
        best = min(stated, key=lambda r: trust.index(r.origin), default=None)
        assert getattr(elements, element.value) == best


def is_proposed(reading: Reading) -> bool:
    return reading.confidence is Confidence.PROPOSED


def test_trust_falls_from_the_sidecar_to_the_name_of_the_file() -> None:
    assert list(Origin) == [
        Origin.SIDECAR,
        Origin.ITEM,
        Origin.XMP,
        Origin.IPTC,
        Origin.EXIF,
        Origin.VIDEO,
        Origin.ITEM_NAME,
        Origin.EXPLORER,
        Origin.HEADER,
        Origin.FILE_NAME,
    ]


@pytest.mark.parametrize(
    ("element", "origin", "confidence"),
    [
        pytest.param(Element.CAUSE, Origin.SIDECAR, Confidence.STATED, id="sidecar"),
        pytest.param(Element.CAUSE, Origin.ITEM, Confidence.STATED, id="item"),
        pytest.param(Element.CAUSE, Origin.XMP, Confidence.STATED, id="xmp"),
        pytest.param(Element.PLACE, Origin.IPTC, Confidence.STATED, id="iptc"),
        pytest.param(Element.SHOOTING_DATE, Origin.EXIF, Confidence.RECORDED, id="exif"),
        pytest.param(Element.SHOOTING_DATE, Origin.VIDEO, Confidence.RECORDED, id="video"),
        pytest.param(Element.EVENT_DATE, Origin.ITEM_NAME, Confidence.RECORDED, id="item-name"),
        pytest.param(Element.CAUSE, Origin.EXPLORER, Confidence.PROPOSED, id="explorer"),
        pytest.param(Element.SHOOTING_DATE, Origin.HEADER, Confidence.PROPOSED, id="header"),
        pytest.param(Element.SHOOTING_DATE, Origin.FILE_NAME, Confidence.PROPOSED, id="file-name"),
        pytest.param(Element.SAVING_DATE, Origin.SIDECAR, Confidence.PROPOSED, id="saving-date"),
    ],
)
def test_confidence_follows_from_where_a_value_stands(
    element: Element, origin: Origin, confidence: Confidence
) -> None:
    assert reading(element, "x", origin).confidence is confidence


@given(READINGS)
def test_what_is_proposed_counts_for_nothing_and_is_all_kept(readings: list[Reading]) -> None:
    elements = Elements.of(readings)
    assert Counter(elements.proposals) == Counter(filter(is_proposed, readings))
    confirmed = Elements.of([r for r in readings if not is_proposed(r)])
    assert replace(elements, proposals=()) == confirmed


def test_proposals_come_the_most_trusted_first_and_people_in_their_order() -> None:
    name = reading(Element.SHOOTING_DATE, "20220125", Origin.FILE_NAME)
    second = reading(Element.PEOPLE, "李明", Origin.EXPLORER)
    first = reading(Element.PEOPLE, "王强", Origin.EXPLORER)
    cause = reading(Element.CAUSE, "授课", Origin.EXPLORER)
    assert Elements.of([name, second, first, cause]).proposals == (cause, second, first, name)


def test_a_proposal_never_contradicts_a_sidecar() -> None:
    stated = reading(Element.CAUSE, "授课")
    assert not Elements.of([stated, reading(Element.CAUSE, "参观", Origin.EXPLORER)]).conflicts


@pytest.mark.parametrize("element", [Element.BACKGROUND, Element.PHOTOGRAPHER, Element.CAPTION])
def test_the_optional_elements_are_weighed_like_the_five(element: Element) -> None:
    ours, theirs = reading(element, "甲"), reading(element, "乙", Origin.IPTC)
    elements = Elements.of([theirs, ours])
    assert getattr(elements, element.value) == ours
    assert elements.conflicts == (Conflict(stated=ours, embedded=theirs),)


def test_nothing_stated_is_nothing_known() -> None:
    assert Elements.of([]) == Elements()
    assert Elements().people_status is PeopleStatus.NOT_ENTERED


def test_all_people_of_the_most_trusted_place_are_kept_in_its_order() -> None:
    first, second = reading(Element.PEOPLE, "徐宏伟(领衔人)"), reading(Element.PEOPLE, "李明(组员)")
    other = reading(Element.PEOPLE, "王强", Origin.XMP)
    elements = Elements.of([other, first, second])
    assert elements.people == (first, second)
    assert elements.people_status is PeopleStatus.NAMED


NOBODY = "none-particular"


@pytest.mark.parametrize(
    ("readings", "status", "people"),
    [
        pytest.param([], PeopleStatus.NOT_ENTERED, 0, id="nothing"),
        pytest.param(
            [reading(Element.PEOPLE_STATUS, NOBODY)], PeopleStatus.NONE_PARTICULAR, 0, id="nobody"
        ),
        pytest.param(
            [reading(Element.PEOPLE_STATUS, "unknown")], PeopleStatus.UNKNOWN, 0, id="unknown"
        ),
        pytest.param(
            [reading(Element.PEOPLE_STATUS, "named")],
            PeopleStatus.NOT_ENTERED,
            0,
            id="named-without-a-name",
        ),
        pytest.param(
            [reading(Element.PEOPLE_STATUS, "nonsense")],
            PeopleStatus.NOT_ENTERED,
            0,
            id="nonsense",
        ),
        pytest.param(
            [reading(Element.PEOPLE_STATUS, NOBODY), reading(Element.PEOPLE, "李明", Origin.XMP)],
            PeopleStatus.NONE_PARTICULAR,
            0,
            id="nobody-goes-before-a-name-of-less-trust",
        ),
        pytest.param(
            [reading(Element.PEOPLE_STATUS, NOBODY, Origin.ITEM), reading(Element.PEOPLE, "李明")],
            PeopleStatus.NAMED,
            1,
            id="a-name-goes-before-nobody-of-less-trust",
        ),
        pytest.param(
            [
                reading(Element.PEOPLE_STATUS, "not-entered"),
                reading(Element.PEOPLE, "李明", Origin.EXIF),
            ],
            PeopleStatus.NAMED,
            1,
            id="not-entered-says-nothing",
        ),
    ],
)
def test_nobody_in_particular_differs_from_not_filled_in(
    readings: list[Reading], status: PeopleStatus, people: int
) -> None:
    elements = Elements.of(readings)
    assert (elements.people_status, len(elements.people)) == (status, people)


@pytest.mark.parametrize(
    ("element", "stated", "embedded", "clash"),
    [
        pytest.param(Element.CAUSE, "授课", "参观", True, id="other-cause"),
        pytest.param(Element.CAUSE, "理论 授课", "理论授课", False, id="space"),
        pytest.param(Element.PLACE, "A 厂", "a厂", False, id="case"),
        pytest.param(
            Element.SHOOTING_DATE, "2022.01.25", "2022:01:25 10:11:12", False, id="same-day"
        ),
        pytest.param(
            Element.SHOOTING_DATE, "2022.01.25", "2022:01:26 00:00:00", True, id="other-day"
        ),
        pytest.param(Element.SHOOTING_DATE, "去年", "去 年", True, id="no-days"),
        pytest.param(Element.PEOPLE, "徐宏伟", "李明", True, id="other-people"),
    ],
)
def test_a_sidecar_that_contradicts_its_image_is_a_conflict(
    element: Element, stated: str, embedded: str, *, clash: bool
) -> None:
    ours, theirs = reading(element, stated), reading(element, embedded, Origin.EXIF)
    expected = (Conflict(stated=ours, embedded=theirs),) if clash else ()
    assert Elements.of([theirs, ours]).conflicts == expected


def test_item_and_image_may_differ() -> None:
    shared = reading(Element.CAUSE, "授课", Origin.ITEM)
    assert not Elements.of([shared, reading(Element.CAUSE, "x", Origin.XMP)]).conflicts


def test_conflicts_come_in_the_order_of_the_elements() -> None:
    readings = [
        reading(element, text, origin)
        for element, (text, origin) in itertools.product(
            (Element.SOURCE, Element.PLACE, Element.CAUSE),
            (("甲", Origin.SIDECAR), ("乙", Origin.XMP)),
        )
    ]
    conflicts = Elements.of(readings).conflicts
    assert [conflict.stated.element for conflict in conflicts] == [
        Element.CAUSE,
        Element.PLACE,
        Element.SOURCE,
    ]


@pytest.mark.parametrize(
    ("text", "name", "position"),
    [
        pytest.param("徐宏伟(领衔人)", "徐宏伟", "领衔人", id="name-and-position"),
        pytest.param("徐宏伟\uff08领衔人\uff09", "徐宏伟", "领衔人", id="full-width"),
        pytest.param(" 徐宏伟 ( 领衔人 ) ", "徐宏伟", "领衔人", id="spaces"),
        pytest.param("徐宏伟", "徐宏伟", "", id="name-alone"),
        pytest.param("徐宏伟()", "徐宏伟", "", id="empty-position"),
        pytest.param("徐(老)宏伟(组长)", "徐(老)宏伟", "组长", id="two-pairs"),
        pytest.param("(领衔人)", "(领衔人)", "", id="no-name"),
        pytest.param("徐宏伟(领衔人", "徐宏伟(领衔人", "", id="not-closed"),
        pytest.param("", "", "", id="empty"),
    ],
)
def test_a_person_is_a_name_and_a_position(text: str, name: str, position: str) -> None:
    assert Person.parse(text) == Person(name=name, position=position)


@given(st.builds(Person, name=NAME, position=st.just("") | NAME))
def test_parsing_a_person_is_the_inverse_of_writing(person: Person) -> None:
    assert Person.parse(str(person)) == person


def test_a_reading_of_a_date_knows_its_day() -> None:
    assert reading(Element.EVENT_DATE, "2022.01.25").day == date(2022, 1, 25)
    assert reading(Element.EVENT_DATE, "去年").day is None
