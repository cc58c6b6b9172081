"""The blocks in front of a JPEG's picture and among a PNG's chunks."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats import blocks as module
from archivist.formats.blocks import Blocks, blocks_of_jpeg, blocks_of_png

EXIF = b"Exif\0\0II*\0"
XMP = b"http://ns.adobe.com/xap/1.0/\0"
IPTC = b"8BIM\x04\x04\0\0" + (6).to_bytes(4, "big") + b"\x1c\x02\x05\0\x01x"
SCAN = b"\xff\xda\0\x02"


def segment(mark: int, body: bytes) -> bytes:
    return b"\xff" + bytes([mark]) + (len(body) + 2).to_bytes(2, "big") + body


def of_jpeg(*segments: bytes) -> Blocks:
    return blocks_of_jpeg(io.BytesIO(b"\xff\xd8" + b"".join(segments)))


def test_all_three_blocks_are_found_between_other_segments() -> None:
    found = of_jpeg(
        segment(0xE0, b"JFIF\0"),
        segment(0xE1, EXIF),
        segment(0xE2, b"MPF\0"),
        segment(0xE1, XMP + b"<a/>"),
        segment(0xED, b"Photoshop 3.0\0" + IPTC),
        SCAN,
    )
    assert found == Blocks(exif=EXIF, xmp=b"<a/>", iptc=b"\x1c\x02\x05\0\x01x")


def test_of_several_the_first_is_the_pictures_own() -> None:
    found = of_jpeg(*(segment(0xE1, head + tail) for tail in (b"1", b"2") for head in (EXIF, XMP)))
    assert found == Blocks(exif=EXIF + b"1", xmp=b"1")


def test_resources_may_go_on_in_a_further_segment() -> None:
    parts = (IPTC[:15], IPTC[15:])
    found = of_jpeg(*(segment(0xED, b"Photoshop 3.0\0" + part) for part in parts))
    assert found.iptc == b"\x1c\x02\x05\0\x01x"


def test_resources_without_end_are_not_gathered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BLOCK", 3)
    parts = (IPTC[:15], IPTC[15:])
    found = of_jpeg(*(segment(0xED, b"Photoshop 3.0\0" + part) for part in parts))
    assert found.iptc == IPTC[12:15]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(SCAN + segment(0xE1, EXIF), id="behind-the-scan"),
        pytest.param(b"\xff\xd9" + segment(0xE1, EXIF), id="behind-the-end"),
        pytest.param(b"\0" + segment(0xE1, EXIF), id="behind-garbage"),
        pytest.param(b"\xff" * 50, id="nothing-but-filling"),
        pytest.param(segment(0xE1, b"other"), id="another-program's"),
        pytest.param(segment(0xED, b"other"), id="another-resource"),
        pytest.param(b"\xff\xe1\0\0", id="no-length"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_what_is_no_block_is_not_read(content: bytes) -> None:
    assert of_jpeg(content) == Blocks()


def test_filling_before_a_mark_is_passed_over() -> None:
    assert of_jpeg(b"\xff\xff\xff", segment(0xE1, EXIF)).exif == EXIF


def test_a_jpeg_of_endless_segments_or_filling_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MAX_SEGMENTS", 5)
    assert of_jpeg(*[segment(0xE0, b"")] * 5, segment(0xE1, EXIF)) == Blocks()
    assert of_jpeg(b"\xff" * 10, segment(0xE1, EXIF)) == Blocks()


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + struct.pack(">I", 0)


def of_png(*chunks: bytes) -> Blocks:
    return blocks_of_png(io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)))


def itxt(text: bytes, *, compressed: bool = False) -> bytes:
    return chunk(b"iTXt", b"XML:com.adobe.xmp\0" + bytes([compressed, 0]) + b"zh\0\0" + text)


def test_a_pngs_blocks_may_stand_behind_its_picture() -> None:
    found = of_png(chunk(b"IDAT", bytes(9)), chunk(b"eXIf", b"MM"), itxt(b"<a/>"))
    assert found == Blocks(exif=b"MM", xmp=b"<a/>")


def test_compressed_text_is_unpacked_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert of_png(itxt(zlib.compress(b"<a/>"), compressed=True)).xmp == b"<a/>"
    assert of_png(itxt(b"no zlib", compressed=True)).xmp == b""
    monkeypatch.setattr(module, "MAX_BLOCK", 1000)
    assert len(of_png(itxt(zlib.compress(bytes(50_000)), compressed=True)).xmp) == 1000


def test_a_chunk_beyond_bounds_or_behind_the_end_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MAX_BLOCK", 3)
    assert of_png(chunk(b"eXIf", b"long"), chunk(b"eXIf", b"MM")).exif == b"MM"
    assert of_png(chunk(b"IEND", b""), chunk(b"eXIf", b"MM")) == Blocks()
    assert of_png(chunk(b"iTXt", b"?")) == Blocks()


@given(st.binary(max_size=200))
def test_no_bytes_do_harm(content: bytes) -> None:
    of_jpeg(b"\xff\xe1", content)
    of_png(b"\0\0\0\x50iTXtXML:com.adobe.xmp\0", content)
