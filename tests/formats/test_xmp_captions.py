"""XMP: creators, captions that tell elements, and what Windows' property page wrote."""

from __future__ import annotations

import pytest

from archivist.formats.xmp import read_packet
from archivist.model.elements import Origin
from tests.formats.packets import alt, packet


def read(text: str) -> list[tuple[str, str, str]]:
    readings = read_packet(text.encode(), Origin.SIDECAR)
    assert all(reading.origin is Origin.SIDECAR for reading in readings)
    return [(reading.element.value, reading.text, reading.tag) for reading in readings]


CREATOR = "<dc:creator><rdf:Seq><rdf:li>张三</rdf:li><rdf:li>李四</rdf:li></rdf:Seq></dc:creator>"


def test_the_creator_is_the_photographer_and_the_source_if_there_is_no_other() -> None:
    assert read(packet(CREATOR)) == [
        ("source", "张三、李四", "dc:creator"),
        ("photographer", "张三、李四", "dc:creator"),
    ]
    assert read(packet(CREATOR, "photoshop:Credit='办公室'")) == [
        ("source", "办公室", "photoshop:Credit"),
        ("photographer", "张三、李四", "dc:creator"),
    ]


def test_a_labelled_description_fills_only_what_no_property_states() -> None:
    text = "事由：参观 地点：三楼 人物：张三、李四"
    body = f"<dc:description>{alt(('x-default', text))}</dc:description>"
    assert read(packet(body, "photoshop:Headline='授课'")) == [
        ("cause", "授课", "photoshop:Headline"),
        ("caption", text, "dc:description"),
        ("place", "三楼", "dc:description:地点"),
        ("people", "张三", "dc:description:人物"),
        ("people", "李四", "dc:description:人物"),
    ]


def test_a_devices_description_is_none() -> None:
    body = f"<dc:description>{alt(('x-default', 'OLYMPUS DIGITAL CAMERA'))}</dc:description>"
    assert read_packet(packet(body).encode(), Origin.XMP) == ()


ABOUT = "uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b"
TITLE = f"<dc:title>{alt(('x-default', '授课'))}</dc:title>"
RATING = "xmlns:MicrosoftPhoto='http://ns.microsoft.com/photo/1.0/' MicrosoftPhoto:Rating='50'"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        pytest.param(packet(TITLE), Origin.XMP, id="any-program"),
        pytest.param(
            packet(TITLE).replace("about=''", f"about='{ABOUT}'"), Origin.EXPLORER, id="about"
        ),
        pytest.param(packet(TITLE, RATING), Origin.EXPLORER, id="rating"),
        pytest.param(
            packet(TITLE, f"{RATING} photoshop:City='x'"), Origin.XMP, id="and-another-program"
        ),
        pytest.param(
            packet(TITLE, f"{RATING} archivist:peopleStatus='named'"), Origin.XMP, id="and-ours"
        ),
    ],
)
def test_what_only_the_property_page_wrote_is_its_own(text: str, inside: Origin) -> None:
    def origin(place: Origin) -> Origin:
        return read_packet(text.encode(), place)[0].origin

    assert origin(Origin.XMP) is inside
    assert origin(Origin.SIDECAR) is Origin.SIDECAR
