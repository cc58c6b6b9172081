"""IPTC-IIM blocks: which field states which element, and what damage does."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.iptc import MAX_FIELDS, from_tiff, iptc_resource, read_iptc
from archivist.model.elements import Origin

UTF8 = (1, 90, b"\x1b%G")


def block(*fields: tuple[int, int, bytes]) -> bytes:
    return b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for record, number, value in fields
    )


def read(*fields: tuple[int, int, bytes]) -> list[tuple[str, str, str]]:
    readings = read_iptc(block(*fields))
    assert all(reading.origin is Origin.IPTC for reading in readings)
    return [(reading.element.value, reading.text, reading.tag) for reading in readings]


FIELDS = {
    "headline": (105, [("cause", "Headline")]),
    "object name": (5, [("cause", "ObjectName")]),
    "date": (55, [("shooting_date", "DateCreated")]),
    "sub-location": (92, [("place", "Sub-location")]),
    "location name": (27, [("place", "ContentLocationName")]),
    "city": (90, [("place", "City")]),
    "source": (115, [("source", "Source")]),
    "credit": (110, [("source", "Credit")]),
    "by-line": (80, [("source", "By-line"), ("photographer", "By-line")]),
    "caption": (120, [("caption", "Caption-Abstract")]),
    "keywords": (25, []),
}


@pytest.mark.parametrize(("number", "expected"), FIELDS.values(), ids=FIELDS)
def test_each_field_states_its_element(number: int, expected: list[tuple[str, str]]) -> None:
    stated = read(UTF8, (2, number, "授课".encode()))
    assert stated == [(element, "授课", tag) for element, tag in expected]


def test_the_leading_field_wins_and_a_by_line_stays_the_photographer() -> None:
    assert read(
        (2, 80, "张三".encode()), (2, 110, b"b"), (2, 115, b"a"), (2, 5, b"y"), (2, 105, b"x")
    ) == [
        ("cause", "x", "Headline"),
        ("source", "a", "Source"),
        ("photographer", "张三", "By-line"),
    ]


def test_several_by_lines_are_one_text() -> None:
    assert read((2, 80, "张三".encode()), (2, 80, "李四".encode()))[0][1] == "张三、李四"


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param([UTF8, (2, 5, "授课".encode())], id="declared-utf8"),
        pytest.param([(2, 5, "授课".encode())], id="undeclared-utf8"),
        pytest.param([(2, 5, "授课".encode("gbk"))], id="gbk"),
    ],
)
def test_the_character_set_is_declared_or_told_from_the_text(
    fields: list[tuple[int, int, bytes]],
) -> None:
    assert read(*fields) == [("cause", "授课", "ObjectName")]


def test_a_labelled_caption_fills_only_what_no_field_states() -> None:
    caption = "事由：参观 地点：三楼".encode()
    assert read(UTF8, (2, 5, "授课".encode()), (2, 120, caption)) == [
        ("cause", "授课", "ObjectName"),
        ("caption", "事由：参观 地点：三楼", "Caption-Abstract"),
        ("place", "三楼", "Caption-Abstract:地点"),
    ]


def test_a_cameras_caption_is_none() -> None:
    assert read((2, 120, b"OLYMPUS DIGITAL CAMERA         ")) == []


def test_a_long_field_has_its_length_behind() -> None:
    head = bytes([0x1C, 2, 5, 0x80, 4]) + (6).to_bytes(4, "big")
    assert [r.text for r in read_iptc(head + "授课".encode())] == ["授课"]
    assert read_iptc(bytes([0x1C, 2, 5, 0x80, 5]) + bytes(20)) == ()


def test_damage_ends_the_block_and_what_stands_before_counts() -> None:
    good = block((2, 5, b"x"))
    assert len(read_iptc(good + b"\0" + block((2, 90, b"y")))) == 1
    assert len(read_iptc(good + b"\x1c\x02")) == 1
    assert [r.text for r in read_iptc(block((2, 5, b"abc"))[:-1])] == ["ab"]


def test_the_number_of_fields_is_bounded() -> None:
    many = block(*[(2, 25, b"x")] * MAX_FIELDS, (2, 5, b"x"))
    assert read_iptc(many) == ()


@given(st.binary(max_size=100))
def test_no_bytes_do_harm(content: bytes) -> None:
    read_iptc(b"\x1c\x02\x05" + content)
    iptc_resource(b"8BIM" + content)


def resource(kind: int, body: bytes, name: bytes = b"") -> bytes:
    named = bytes([len(name)]) + name
    padded = body + bytes(len(body) % 2)
    head = b"8BIM" + kind.to_bytes(2, "big") + named + bytes(len(named) % 2)
    return head + len(body).to_bytes(4, "big") + padded


def test_the_block_is_found_among_other_resources() -> None:
    ours = block((2, 5, b"x"))
    others = resource(0x03ED, b"odd", b"name") + resource(0x0425, bytes(16), b"four")
    assert iptc_resource(others + resource(0x0404, ours)) == ours
    assert iptc_resource(others) == b""
    assert iptc_resource(b"8BIM") == b""


@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param(b"\x1c\x02", b"\x1c\x02", id="bytes"),
        pytest.param((0x0005021C,), b"\x1c\x02\x05\0", id="little"),
        pytest.param((0x1C020500,), b"\x1c\x02\x05\0", id="big"),
        pytest.param((-1,), b"", id="negative"),
        pytest.param((1.5,), b"", id="fraction"),
        pytest.param("text", b"", id="text"),
        pytest.param(None, b"", id="nothing"),
    ],
)
def test_a_tiff_may_declare_the_block_as_numbers(value: object, found: bytes) -> None:
    assert from_tiff(value) == found
