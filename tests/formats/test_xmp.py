"""XMP packets: which property states which element, and what is refused."""

from __future__ import annotations

import io

import pytest

from archivist.formats import packet as packets
from archivist.formats.xmp import (
    MAX_ALL,
    MAX_READINGS,
    MalformedXmpError,
    look_at_sidecar,
    read_packet,
)
from archivist.model.elements import Element, Origin
from archivist.model.facts import Defect
from tests.formats.packets import alt, packet


def read(text: str) -> list[tuple[str, str, str]]:
    readings = read_packet(text.encode(), Origin.SIDECAR)
    assert all(reading.origin is Origin.SIDECAR for reading in readings)
    return [(reading.element.value, reading.text, reading.tag) for reading in readings]


SINGLE = {
    "headline": ("<photoshop:Headline>授课</photoshop:Headline>", "cause", "photoshop:Headline"),
    "event": (f"<ext:Event>{alt(('x-default', '授课'))}</ext:Event>", "cause", "Iptc4xmpExt:Event"),
    "title": (f"<dc:title>{alt(('x-default', '授课'))}</dc:title>", "cause", "dc:title"),
    "event date": (
        "<archivist:eventDate>授课</archivist:eventDate>",
        "event_date",
        "archivist:eventDate",
    ),
    "shooting date": (
        "<photoshop:DateCreated>授课</photoshop:DateCreated>",
        "shooting_date",
        "photoshop:DateCreated",
    ),
    "place": ("<core:Location>授课</core:Location>", "place", "Iptc4xmpCore:Location"),
    "place shown": (
        "<ext:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<ext:City>x</ext:City><ext:Sublocation>授课</ext:Sublocation></rdf:li></rdf:Bag>"
        "</ext:LocationShown>",
        "place",
        "Iptc4xmpExt:LocationShown",
    ),
    "place shown by attributes": (
        "<ext:LocationShown><rdf:Bag><rdf:li><rdf:Description ext:Sublocation='授课'/></rdf:li>"
        "</rdf:Bag></ext:LocationShown>",
        "place",
        "Iptc4xmpExt:LocationShown",
    ),
    "people status": (
        "<archivist:peopleStatus>授课</archivist:peopleStatus>",
        "people_status",
        "archivist:peopleStatus",
    ),
    "source": ("<photoshop:Source>授课</photoshop:Source>", "source", "photoshop:Source"),
    "credit": ("<photoshop:Credit>授课</photoshop:Credit>", "source", "photoshop:Credit"),
    "background": (
        "<archivist:background>授课</archivist:background>",
        "background",
        "archivist:background",
    ),
    "photographer": (
        "<archivist:photographer>授课</archivist:photographer>",
        "photographer",
        "archivist:photographer",
    ),
    "description": (
        f"<dc:description>{alt(('x-default', '授课'))}</dc:description>",
        "caption",
        "dc:description",
    ),
    "with a qualifier": (
        "<photoshop:Source rdf:parseType='Resource'><rdf:value>授课</rdf:value>"
        "<dc:type>q</dc:type></photoshop:Source>",
        "source",
        "photoshop:Source",
    ),
}


@pytest.mark.parametrize(("body", "element", "tag"), SINGLE.values(), ids=SINGLE)
def test_each_property_states_its_element(body: str, element: str, tag: str) -> None:
    assert read(packet(body)) == [(element, "授课", tag)]


def test_properties_as_attributes_count_alike() -> None:
    attributes = "photoshop:Headline='授课' archivist:eventDate='2022.01.25'"
    assert read(packet(attributes=attributes)) == [
        ("cause", "授课", "photoshop:Headline"),
        ("event_date", "2022.01.25", "archivist:eventDate"),
    ]


def test_the_first_property_that_is_filled_wins() -> None:
    body = f"<photoshop:Headline> </photoshop:Headline><dc:title>{alt(('', '题名'))}</dc:title>"
    assert read(packet(body)) == [("cause", "题名", "dc:title")]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ((("en", "class"), ("x-default", "授课")), "授课"),
        ((("en", "class"), ("zh-CN", "授课")), "授课"),
        ((("en", "class"), ("fr", "cours")), "class"),
    ],
    ids=["default", "Chinese", "first"],
)
def test_the_best_language_is_taken(pairs: tuple[tuple[str, str], ...], expected: str) -> None:
    assert read(packet(f"<dc:title>{alt(*pairs)}</dc:title>")) == [("cause", expected, "dc:title")]


NAMES = (
    "<ext:PersonInImage><rdf:Bag><rdf:li>徐宏伟</rdf:li><rdf:li>王五</rdf:li></rdf:Bag>"
    "</ext:PersonInImage>"
)
DETAILS = f"""<ext:PersonInImageWDetails><rdf:Bag>
 <rdf:li rdf:parseType='Resource'>
  <ext:PersonName>{alt(("x-default", "徐宏伟"))}</ext:PersonName>
  <ext:PersonDescription>{alt(("x-default", "领衔人"))}</ext:PersonDescription></rdf:li>
 <rdf:li><rdf:Description>
  <ext:PersonName>{alt(("x-default", "王五"))}</ext:PersonName>
  <ext:PersonCharacteristic><rdf:Bag><rdf:li rdf:parseType='Resource'>
   <ext:CvTermName>{alt(("x-default", "组长"))}</ext:CvTermName></rdf:li></rdf:Bag>
  </ext:PersonCharacteristic></rdf:Description></rdf:li>
 <rdf:li rdf:parseType='Resource'><ext:PersonName>赵六</ext:PersonName></rdf:li>
 <rdf:li rdf:parseType='Resource'><ext:PersonId>7</ext:PersonId></rdf:li>
</rdf:Bag></ext:PersonInImageWDetails>"""


def test_each_person_is_a_reading() -> None:
    assert [text for _, text, _ in read(packet(NAMES))] == ["徐宏伟", "王五"]


def test_people_with_positions_go_before_bare_names() -> None:
    tag = "Iptc4xmpExt:PersonInImageWDetails"
    assert read(packet(NAMES + DETAILS)) == [
        ("people", "徐宏伟(领衔人)", tag),
        ("people", "王五(组长)", tag),
        ("people", "赵六", tag),
    ]


def test_details_without_a_name_leave_the_bare_names() -> None:
    empty = "<ext:PersonInImageWDetails><rdf:Bag/></ext:PersonInImageWDetails>"
    assert [text for _, text, _ in read(packet(empty + NAMES))] == ["徐宏伟", "王五"]


def test_properties_of_others_are_left_alone() -> None:
    assert read(packet("<dc:format>image/jpeg</dc:format>", "dc:identifier='C1'")) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_both_unicode_encodings_are_read(encoding: str) -> None:
    text = packet(attributes="photoshop:Source='㛃𠮷'")
    readings = read_packet(text.encode(encoding), Origin.XMP)
    assert [reading.text for reading in readings] == ["㛃𠮷"]


def test_padding_around_a_packet_does_no_harm() -> None:
    text = packet(attributes="photoshop:Source='甲'")
    wrapped = f"\n <?xpacket begin='\ufeff' id='W5M0'?>{text}{' ' * 2000}<?xpacket end='w'?>\0\0"
    assert [text for _, text, _ in read(wrapped)] == ["甲"]


def test_a_bare_rdf_element_is_a_packet() -> None:
    text = packet(attributes="photoshop:Source='甲'")
    bare = text[text.index("<rdf:RDF") : text.index("</x:xmpmeta>")]
    assert [text for _, text, _ in read(bare)] == ["甲"]


LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'haha'>"
    + "".join(
        f"<!ENTITY {b} '&{a};&{a};&{a};&{a};'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
REFUSED = {
    "billion laughs": LAUGHS + packet("<photoshop:Source>&i;</photoshop:Source>"),
    "an external entity": (
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
        + packet("<photoshop:Source>&e;</photoshop:Source>")
    ),
    "an external DTD": "<!DOCTYPE x SYSTEM 'http://localhost/x.dtd'>" + packet(),
    "an empty DTD": "<!DOCTYPE x>" + packet(),
    "an entity that nobody declared": packet("<photoshop:Source>&e;</photoshop:Source>"),
    "a prefix that nobody declared": packet("<unknown:Source>x</unknown:Source>"),
    "no XML": "hello",
    "nothing": "",
    "cut off": packet()[:-20],
    "no RDF": "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>",
    "too deep": packet("<dc:title>" * 100 + "</dc:title>" * 100),
    "too many": packet("<dc:title/>" * (packets.MAX_NODES + 1)),
    "an encoding that nobody knows": "<?xml version='1.0' encoding='klingon'?><a/>",
    "too large": " " * (packets.MAX_BYTES + 1),
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_packet_is_refused(text: str) -> None:
    with pytest.raises(MalformedXmpError) as caught:
        read_packet(text.encode(), Origin.SIDECAR)
    assert "\n" not in str(caught.value)


def test_a_sidecar_that_cannot_be_read_is_broken() -> None:
    found = look_at_sidecar(io.BytesIO(b"<?xpacket"))
    assert found.defect is Defect.BROKEN
    assert found.detail


def test_a_sidecar_states_its_readings() -> None:
    found = look_at_sidecar(io.BytesIO(packet(attributes="photoshop:Source='甲'").encode()))
    assert (found.defect, found.readings[0].origin) == (None, Origin.SIDECAR)


def test_long_texts_and_long_lists_are_bounded() -> None:
    people = "<ext:PersonInImage><rdf:Bag>" + "<rdf:li>甲</rdf:li>" * 1000
    body = f"{people}</rdf:Bag></ext:PersonInImage><dc:title>{'长' * 9000}</dc:title>"
    readings = read_packet(packet(body).encode(), Origin.XMP)
    assert len(readings) == MAX_READINGS
    assert (readings[0].element, len(readings[0].text)) == (Element.CAUSE, packets.MAX_TEXT)


def test_line_breaks_inside_a_value_become_spaces() -> None:
    assert read(packet("<photoshop:Source>宣传\n  科</photoshop:Source>"))[0][1] == "宣传 科"


def test_endless_texts_are_cut() -> None:
    people = "".join(f"<rdf:li>{'长' * 4000}{number}</rdf:li>" for number in range(190))
    text = packet(f"<ext:PersonInImage><rdf:Bag>{people}</rdf:Bag></ext:PersonInImage>")
    readings = read_packet(text.encode(), Origin.SIDECAR)
    assert 0 < sum(len(reading.text) for reading in readings) <= MAX_ALL
