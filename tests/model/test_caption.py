"""Captions that tell elements under labels, and captions that no person wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.caption import MAX_TOLD, is_from_a_device, labelled, people_in, told_by
from archivist.model.elements import Element, Origin, Reading


def told(text: str) -> list[tuple[str, str]]:
    return [(one.element.value, one.text) for one in labelled(text)]


WHOLE = [
    ("cause", "理论授课"),
    ("event_date", "2022.01.25"),
    ("place", "三楼会议室"),
    ("people", "徐宏伟(领衔人)"),
    ("people", "李明"),
    ("source", "办公室"),
    ("background", "月度培训"),
    ("photographer", "王强"),
]
TEXT = (
    "事由：理论授课{0}时间：2022.01.25{0}地点：三楼会议室{0}人物：徐宏伟(领衔人)、李明{0}"
    "来源：办公室{0}背景：月度培训{0}摄影者：王强"
)


@pytest.mark.parametrize(
    "separator", ["\n", "\r\n", ";", "；", "，", "。 ", " ", "\u3000", ", ", " | "]
)
def test_labels_stand_behind_any_separator(separator: str) -> None:
    assert told(TEXT.format(separator)) == WHOLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "事由:授课 地点 : 三楼", [("cause", "授课"), ("place", "三楼")], id="half-width"
        ),
        pytest.param(
            "【事由】授课【地点】：三楼", [("cause", "授课【地点】：三楼")], id="glued-brackets"
        ),
        pytest.param(
            "【事由】授课\n【地点】：三楼", [("cause", "授课"), ("place", "三楼")], id="brackets"
        ),
        pytest.param("拍摄时间：2022-01-25", [("shooting_date", "2022-01-25")], id="shooting"),
        pytest.param("会议地点：三楼", [("place", "三楼")], id="longer-label"),
        pytest.param("2022年培训。地点：三楼", [("place", "三楼")], id="text-in-front"),
        pytest.param("地点：，事由：授课", [("cause", "授课")], id="empty-value"),
        pytest.param("本次活动地点在三楼", [], id="no-colon"),
        pytest.param("在该地点：三楼", [], id="inside-a-word"),
        pytest.param("会议在鄂尔多斯召开", [], id="no-label"),
        pytest.param("", [], id="nothing"),
        pytest.param(
            "Cause: lecture; Place: hall, People: Li Ming, Wang; Photographer: Xu",
            [
                ("cause", "lecture"),
                ("place", "hall"),
                ("people", "Li Ming"),
                ("people", "Wang"),
                ("photographer", "Xu"),
            ],
            id="english",
        ),
        pytest.param(
            "event date: 2022.01.25 date taken: 2022.01.26",
            [("event_date", "2022.01.25"), ("shooting_date", "2022.01.26")],
            id="english-of-two-words",
        ),
    ],
)
def test_a_label_needs_a_separator_before_and_a_colon_behind(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "people"),
    [
        pytest.param("张三、李四，王五;赵六", ["张三", "李四", "王五", "赵六"], id="separators"),
        pytest.param("张三 李四\u3000欧阳建国", ["张三", "李四", "欧阳建国"], id="spaces"),
        pytest.param("Li Ming", ["Li Ming"], id="a-foreign-name"),
        pytest.param("张三(班长、党员)、李四", ["张三(班长、党员)", "李四"], id="parentheses"),
        pytest.param("张三（班长，党员），李四", ["张三（班长，党员）", "李四"], id="full-width"),
        pytest.param("、，", [], id="nobody"),
    ],
)
def test_people_are_told_one_by_one(text: str, people: list[str]) -> None:
    assert people_in(text) == people


@given(st.text(st.sampled_from("事由地点：:；; \n【】甲a"), max_size=60))
def test_no_value_is_empty_and_all_are_in_the_text(text: str) -> None:
    assert all(one.text and one.text in text for one in labelled(text))


def test_the_number_of_people_is_bounded() -> None:
    assert len(labelled("人物：" + "甲、" * 1500)) == MAX_TOLD


DEVICES = (
    "OLYMPUS DIGITAL CAMERA         |SONY DSC|KONICA MINOLTA DIGITAL CAMERA|Exif_JPEG_PICTURE"
    "|MINOLTA DIGITAL CAMERA|SANYO DIGITAL CAMERA|default|Screenshot|SAMSUNG|Picasa"
    "|DCIM\\100MEDIA\\DJI_0001.JPG|IMG_20220125_101500|cof|sdr_soft|oplus_32|oznor"
    '|filter: 0; fileterIntensity: 0.0; module: photo;|{"a":1}|a5cb01550dbb9a6bf732f87e413f6e23'
    "|          |<Digimax i50 MP3, Samsung #1 MP3>|"
)


@pytest.mark.parametrize("text", DEVICES.split("|"))
def test_a_devices_words_are_no_caption(text: str) -> None:
    assert is_from_a_device(text)
    assert not list(told_by(text, Origin.IPTC, "Caption"))


@pytest.mark.parametrize(
    "text",
    ["授课", "索尼 SONY DSC", "A lecture in the hall", "Gran Turismo 5", "Place: hall", "Lecture"],
)
def test_a_persons_words_are_a_caption(text: str) -> None:
    assert not is_from_a_device(text)


def test_what_a_field_states_a_caption_does_not_repeat() -> None:
    stated = [Reading(Element.PLACE, "二楼", Origin.XMP, "Iptc4xmpCore:Location")]
    found = list(told_by("事由：授课 地点：三楼", Origin.XMP, "dc:description", stated))
    assert [(r.element, r.text, r.tag) for r in found] == [
        (Element.CAPTION, "事由：授课 地点：三楼", "dc:description"),
        (Element.CAUSE, "授课", "dc:description:事由"),
    ]


DEVICE = "OLYMPUS DIGITAL CAMERA"


def test_a_sidecar_is_no_cameras() -> None:
    assert [r.text for r in told_by(DEVICE, Origin.SIDECAR, "dc:description")] == [DEVICE]
    assert list(told_by(DEVICE, Origin.XMP, "dc:description")) == []
