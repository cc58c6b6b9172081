"""People and places in XMP: what else is known of them stays."""

from __future__ import annotations

import pytest

from archivist.formats.packet import RDF, document, rdf_of
from archivist.formats.xmp import read_packet
from archivist.formats.xmp_tree import full
from archivist.formats.xmp_writing import changed_packet, new_packet
from archivist.model.elements import Element, Elements, Origin, PeopleStatus
from tests.formats.described import WHOLE, others, read_back
from tests.formats.foreign_packets import (
    EXIFTOOL,
)


def test_what_else_is_known_of_a_place_stays() -> None:
    changed = changed_packet(EXIFTOOL, {Element.PLACE: ("新址",)}).decode()
    for kept in (">杭州<", ">宁波<", ">old<", ">新址<"):
        assert kept in changed
    assert "旧址" not in changed


def test_a_place_already_shown_is_left_alone() -> None:
    changed = changed_packet(EXIFTOOL, {Element.PLACE: ("旧址",)})
    shown = ("Iptc4xmpCore:Location",)
    assert others(changed, shown) == others(EXIFTOOL, shown)


def test_what_else_is_known_of_a_person_stays() -> None:
    changed = changed_packet(EXIFTOOL, {Element.PEOPLE: ("王五", "徐宏伟(领衔人)")})
    assert read_back(changed)[Element.PEOPLE] == ("王五", "徐宏伟(领衔人)")
    assert "https://a.example/7" in changed.decode()
    assert "走了" not in changed.decode()


def person(body: str, attributes: str = "") -> bytes:
    return (
        f"<x xmlns:e='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'><rdf:RDF xmlns:rdf='{RDF}'>"
        f"<rdf:Description><e:PersonInImageWDetails><rdf:Bag><rdf:li {attributes}>{body}</rdf:li>"
        "</rdf:Bag></e:PersonInImageWDetails></rdf:Description></rdf:RDF></x>"
    ).encode()


CHARACTERISTIC = (
    "<e:PersonCharacteristic><rdf:Bag><rdf:li rdf:parseType='Resource'><e:CvTermName>组长"
    "</e:CvTermName></rdf:li></rdf:Bag></e:PersonCharacteristic>"
)
PEOPLE_BEFORE = {
    "inline": person(
        f"<e:PersonName>甲</e:PersonName><e:PersonId>7</e:PersonId>{CHARACTERISTIC}",
        "rdf:parseType='Resource'",
    ),
    "attributes": person("", "e:PersonName='甲' e:PersonId='7' e:PersonDescription='组长'"),
    "nested": person(
        "<rdf:Description e:PersonName='甲' e:PersonId='7'><e:PersonDescription>组长"
        "</e:PersonDescription></rdf:Description>"
    ),
}


@pytest.mark.parametrize("packet", PEOPLE_BEFORE.values(), ids=PEOPLE_BEFORE)
@pytest.mark.parametrize("stated", ["甲", "甲(组长)", "甲(主任)"])
def test_a_position_changes_in_every_form_of_a_person(packet: bytes, stated: str) -> None:
    assert read_back(packet)[Element.PEOPLE] == ("甲(组长)",)
    changed = changed_packet(packet, {Element.PEOPLE: (stated, "乙(组员)")})
    assert read_back(changed)[Element.PEOPLE] == (stated, "乙(组员)")
    (found,) = (
        child
        for child in rdf_of(document(changed).root).children[0].children
        if child.name == full("Iptc4xmpExt:PersonInImageWDetails")
    )
    assert full("Iptc4xmpExt:PersonId") in found.items()[0].fields()


def test_two_people_of_one_name_are_two() -> None:
    statement = {Element.PEOPLE: ("王伟(组长)", "王伟", "王伟(组员)")}
    packet = new_packet(statement)
    assert read_back(packet)[Element.PEOPLE] == statement[Element.PEOPLE]
    fewer = {Element.PEOPLE: ("王伟(组员)", "王伟")}
    assert read_back(changed_packet(packet, fewer))[Element.PEOPLE] == fewer[Element.PEOPLE]


@pytest.mark.parametrize("status", [PeopleStatus.NONE_PARTICULAR, PeopleStatus.UNKNOWN])
def test_a_status_that_names_nobody_removes_the_people(status: PeopleStatus) -> None:
    changed = changed_packet(new_packet(WHOLE), {Element.PEOPLE_STATUS: (status.value,)})
    assert Element.PEOPLE not in read_back(changed)
    elements = Elements.of(read_packet(changed, Origin.SIDECAR))
    assert elements.people_status is status
    named = changed_packet(changed, {Element.PEOPLE: ("甲",)})
    assert read_back(named)[Element.PEOPLE_STATUS] == ("named",)


def test_without_people_nobody_is_named() -> None:
    changed = changed_packet(new_packet(WHOLE), {Element.PEOPLE: ()})
    assert Element.PEOPLE not in read_back(changed)
    assert Element.PEOPLE_STATUS not in read_back(changed)
    unknown = new_packet({Element.PEOPLE_STATUS: ("unknown",)})
    assert changed_packet(unknown, {Element.PEOPLE: ()}) is unknown
