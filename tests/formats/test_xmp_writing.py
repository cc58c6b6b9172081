"""Writing XMP: what is stated is read back, and nothing else changes."""

from __future__ import annotations

import pytest

from archivist.formats.packet import MAX_NODES, RDF, MalformedXmpError
from archivist.formats.statement import UnwritableError, settled
from archivist.formats.xmp_writing import changed_packet, new_packet
from archivist.model.days import read_day
from archivist.model.elements import Element
from tests.formats.described import MAPPED, WHOLE, held, others, read_back
from tests.formats.foreign_packets import (
    DARKTABLE,
    EXIFTOOL,
    FOREIGN,
    LIGHTROOM,
    ODD,
)


@pytest.mark.parametrize("packet", FOREIGN.values(), ids=FOREIGN)
def test_what_is_stated_is_read_back_and_all_else_stays(packet: bytes) -> None:
    changed = changed_packet(packet, WHOLE, "C1-20220125-01")
    assert {e: read_day(t[0]) or t for e, t in read_back(changed).items()} == {
        element: read_day(texts[0]) or texts for element, texts in settled(WHOLE).items()
    }
    assert others(changed) == others(packet)
    assert held(changed, "dc:identifier") == ["C1-20220125-01"]
    assert changed_packet(changed, WHOLE, "C1-20220125-01") is changed
    assert changed_packet(packet, WHOLE, "C1-20220125-01") == changed


@pytest.mark.parametrize("packet", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("element", MAPPED, ids=str)
def test_one_element_touches_its_properties_only(packet: bytes, element: Element) -> None:
    statement = {element: WHOLE.get(element, ("unknown",))}
    mine = {tag for stated in settled(statement) for tag in MAPPED[stated]}
    changed = changed_packet(packet, statement)
    assert others(changed, mine) == others(packet, mine)
    assert read_back(changed)[element]
    removed = changed_packet(changed, {element: ()})
    assert [text for tag in MAPPED[element] for text in held(removed, tag)] == []
    assert others(removed, mine) == others(packet, mine)


@pytest.mark.parametrize("packet", FOREIGN.values(), ids=FOREIGN)
def test_stating_nothing_gives_the_very_bytes_back(packet: bytes) -> None:
    assert changed_packet(packet, {}) is packet
    assert changed_packet(packet, {Element.BACKGROUND: ()}) is packet


def test_a_new_packet_states_what_it_is_given_and_nothing_else() -> None:
    packet = new_packet(WHOLE, "C1-20220125-01")
    assert read_back(packet) == settled(WHOLE)
    assert packet == new_packet(WHOLE, "C1-20220125-01")
    assert changed_packet(packet, WHOLE) is packet
    assert read_back(new_packet({})) == {}


def test_a_packet_is_indented_text_in_its_wrapper() -> None:
    assert new_packet({Element.EVENT_DATE: ("2022.01.26",)}, "C1").decode() == (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="archivist">\n'
        " <rdf:RDF\n"
        '    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\n'
        '    xmlns:archivist="urn:archivist:elements#"\n'
        '    xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        '  <rdf:Description rdf:about="">\n'
        "   <archivist:eventDate>2022.01.26</archivist:eventDate>\n"
        "   <dc:identifier>C1</dc:identifier>\n"
        "  </rdf:Description>\n"
        " </rdf:RDF>\n"
        "</x:xmpmeta>\n"
        '<?xpacket end="w"?>\n'
    )


def test_entries_of_other_languages_stay() -> None:
    changed = changed_packet(LIGHTROOM, {Element.CAUSE: ("新",)}).decode()
    assert '<rdf:li xml:lang="x-default">新</rdf:li>' in changed
    assert '<rdf:li xml:lang="en-US">lesson</rdf:li>' in changed
    assert ">old<" not in changed


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2022.01.25", "2022-01-25T10:15:00.50+08:00"),
        ("2022年1月26日", "2022-01-26"),
        ("2022-01-25T11:00:00+08:00", "2022-01-25T11:00:00+08:00"),
    ],
    ids=["same day", "another day", "another time"],
)
def test_a_time_of_day_is_kept_on_the_same_day(stated: str, expected: str) -> None:
    changed = changed_packet(LIGHTROOM, {Element.SHOOTING_DATE: (stated,)})
    assert held(changed, "photoshop:DateCreated") == [expected]


def test_a_day_in_another_form_becomes_the_form_of_xmp() -> None:
    packet = LIGHTROOM.replace(b"2022-01-25T10:15:00.50+08:00", b"2022:01:25")
    changed = changed_packet(packet, {Element.SHOOTING_DATE: ("2022.01.25",)})
    assert held(changed, "photoshop:DateCreated") == ["2022-01-25"]


@pytest.mark.parametrize(
    ("stated", "creators"),
    [("甲、乙", ["甲", "乙"]), ("甲、", ["甲、"]), ("甲 、乙", ["甲 、乙"]), ("丙", ["丙"])],
)
def test_photographers_are_creators_one_by_one(stated: str, creators: list[str]) -> None:
    statement = {Element.PHOTOGRAPHER: (stated,)}
    packet = new_packet(statement)
    assert held(packet, "dc:creator") == creators
    assert read_back(packet)[Element.PHOTOGRAPHER] == (stated,)


def test_creators_who_are_there_already_are_left_alone() -> None:
    assert changed_packet(DARKTABLE, {Element.PHOTOGRAPHER: ("甲、乙",)}) is DARKTABLE


def test_a_property_stated_twice_is_stated_once() -> None:
    twice = EXIFTOOL.replace(
        b"<unknown:empty/>",
        b"<p:Headline xmlns:p='http://ns.adobe.com/photoshop/1.0/'>twice</p:Headline>",
    )
    changed = changed_packet(twice, {Element.CAUSE: ("old",)})
    assert held(changed, "photoshop:Headline") == ["old"]
    assert read_back(changed_packet(twice, {Element.CAUSE: ()})) == read_back(
        changed_packet(EXIFTOOL, {Element.CAUSE: ()})
    )


def test_one_prefix_for_two_namespaces_is_told_apart() -> None:
    changed = changed_packet(ODD, WHOLE)
    assert others(changed) == others(ODD)
    assert changed.decode().count('="urn:one"') == 1


@pytest.mark.parametrize(
    "packet",
    [b"", b"hello", LIGHTROOM[:900], b"<!DOCTYPE x><x/>", b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"],
    ids=["nothing", "no XML", "cut off", "a DTD", "no RDF"],
)
def test_what_cannot_be_read_is_never_replaced(packet: bytes) -> None:
    with pytest.raises(MalformedXmpError):
        changed_packet(packet, WHOLE)
    with pytest.raises(MalformedXmpError):
        changed_packet(packet, {})


def test_a_namespace_with_a_space_is_refused() -> None:
    packet = ODD.decode("utf-16").replace("urn:one", "urn:o ne")
    with pytest.raises(MalformedXmpError):
        changed_packet(packet.encode(), WHOLE)


def test_a_packet_that_would_outgrow_the_reader_is_refused() -> None:
    body = "<rdf:li/>" * (MAX_NODES - 4)
    packet = (
        f"<rdf:RDF xmlns:rdf='{RDF}'><rdf:Description><a xmlns='urn:a'><rdf:Bag>{body}</rdf:Bag>"
        "</a></rdf:Description></rdf:RDF>"
    ).encode()
    assert changed_packet(packet, {}) is packet
    with pytest.raises(MalformedXmpError):
        changed_packet(packet, WHOLE)


def test_a_packet_without_a_description_gains_one() -> None:
    packet = f"<rdf:RDF xmlns:rdf='{RDF}'/>".encode()
    assert read_back(changed_packet(packet, WHOLE)) == settled(WHOLE)


def test_another_tag_for_the_photographer_does_not_outlive_the_statement() -> None:
    packet = new_packet(WHOLE).replace(b"archivist:background", b"archivist:photographer")
    changed = changed_packet(packet, {Element.PHOTOGRAPHER: ("丙",)})
    assert read_back(changed)[Element.PHOTOGRAPHER] == ("丙",)


def test_a_packet_that_says_all_of_it_comes_back_as_it_is() -> None:
    packet = new_packet(WHOLE, "C1")
    assert changed_packet(packet, WHOLE, "C1") == packet
    assert changed_packet(packet, {}) == packet
    assert changed_packet(packet, WHOLE, "C2") != packet
    assert changed_packet(packet, {Element.PEOPLE: ("王五", "徐宏伟(领衔人)")}) != packet
    assert changed_packet(packet, {Element.SOURCE: ()}) != packet


def test_a_code_must_be_a_text() -> None:
    with pytest.raises(UnwritableError):
        new_packet({}, "C1\0")
