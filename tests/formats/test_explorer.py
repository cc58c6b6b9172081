"""EXIF's text fields as Windows' property page and devices fill them in."""

from __future__ import annotations

import pytest

from archivist.formats.explorer import MAX_PEOPLE, distinct, proposals, text_of
from archivist.model.elements import Confidence, Element, Origin, Reading


def wide(text: str) -> bytes:
    return text.encode("utf-16-le") + b"\0\0"


def told(**fields: object) -> list[tuple[str, str, str]]:
    found = proposals(fields)
    assert all(reading.confidence is Confidence.PROPOSED for reading in found)
    return [(reading.element.value, reading.text, reading.tag) for reading in found]


def test_each_field_proposes_its_element() -> None:
    assert told(
        XPTitle=wide("理论授课"),
        XPSubject=wide("培训"),
        XPComment=wide("职工代表大会在鄂尔多斯召开"),
        XPAuthor=wide("张三;李四"),
        XPKeywords=wide("王五;赵六；"),
    ) == [
        ("cause", "理论授课", "XPTitle"),
        ("cause", "培训", "XPSubject"),
        ("caption", "职工代表大会在鄂尔多斯召开", "XPComment"),
        ("source", "张三、李四", "XPAuthor"),
        ("people", "王五", "XPKeywords"),
        ("people", "赵六", "XPKeywords"),
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(
            {"ImageDescription": "甲".encode(), "XPTitle": wide("乙")},
            ("cause", "甲", "ImageDescription"),
            id="description-before-title",
        ),
        pytest.param(
            {"ImageDescription": "OLYMPUS DIGITAL CAMERA", "XPTitle": wide("乙")},
            ("cause", "乙", "XPTitle"),
            id="but-not-a-camera's",
        ),
        pytest.param(
            {"XPComment": wide("甲"), "UserComment": b"ASCII\0\0\0b"},
            ("caption", "甲", "XPComment"),
            id="comment-before-user-comment",
        ),
        pytest.param(
            {"UserComment": b"UNICODE\0" + "会议".encode("utf-16-be")},
            ("caption", "会议", "UserComment"),
            id="user-comment",
        ),
        pytest.param(
            {"Artist": "张三".encode("gbk"), "XPAuthor": wide("李四")},
            ("source", "张三", "Artist"),
            id="artist-before-author",
        ),
        pytest.param(
            {"ImageDescription": "长" * 81},
            ("caption", "长" * 81, "ImageDescription"),
            id="a-long-description-is-a-caption",
        ),
    ],
)
def test_of_two_fields_the_leading_one_counts(
    fields: dict[str, object], expected: tuple[str, str, str]
) -> None:
    assert told(**fields) == [expected]


def test_a_labelled_comment_proposes_each_element() -> None:
    assert told(XPComment=wide("事由：授课\r\n地点:三楼；人物：张三、李四")) == [
        ("caption", "事由：授课 地点:三楼；人物：张三、李四", "XPComment"),
        ("cause", "授课", "XPComment:事由"),
        ("place", "三楼", "XPComment:地点"),
        ("people", "张三", "XPComment:人物"),
        ("people", "李四", "XPComment:人物"),
    ]


def test_a_labelled_title_is_no_cause_as_a_whole() -> None:
    assert [element for element, *_ in told(XPTitle=wide("地点：三楼"))] == ["caption", "place"]


def test_nothing_is_proposed_of_nothing_or_of_a_device() -> None:
    assert told() == []
    assert told(Artist="Picasa", UserComment=b"\0" * 64, ImageDescription="  ", XPTitle=7) == []


def test_the_number_of_people_is_bounded() -> None:
    keywords = wide(";".join(f"人{n}" for n in range(3 * MAX_PEOPLE)))
    assert len(told(XPKeywords=keywords)) == MAX_PEOPLE


def test_a_proposal_is_made_once_but_statements_are_all_kept() -> None:
    first = Reading(Element.CAUSE, "理论授课", Origin.EXPLORER, "XPTitle")
    again = Reading(Element.CAUSE, "理论 授课", Origin.EXPLORER, "dc:title")
    stated = Reading(Element.CAUSE, "理论授课", Origin.IPTC, "Headline")
    assert list(distinct([first, again, stated, stated])) == [first, stated, stated]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("张三".encode().decode("latin-1"), "张三", id="bytes-as-characters"),
        pytest.param("张三", "张三", id="text"),
        pytest.param([65, 66, 0], "AB", id="numbers"),
        pytest.param(("张", "三"), "", id="texts"),
        pytest.param(1.5, "", id="fraction"),
        pytest.param(None, "", id="nothing"),
    ],
)
def test_a_value_of_any_type_becomes_text(value: object, text: str) -> None:
    assert text_of(value) == text
