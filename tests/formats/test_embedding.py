"""XMP inside copies: found again, and every other byte as it was."""

from __future__ import annotations

import io
import os
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from archivist.formats.embedding import MAX_JPEG_PACKET, CannotEmbedError, embedded, packet_in
from archivist.formats.packet import MAX_BYTES, MalformedXmpError
from archivist.formats.xmp_writing import changed_packet, new_packet
from archivist.model.elements import Element
from tests.formats.pictures import dated, encoded, noise

PACKET = new_packet({Element.CAUSE: ("测流仪器授课",), Element.PEOPLE: ("徐宏伟(领衔人)",)})
OTHER = new_packet({Element.CAUSE: ("另一件事",)})
XMP = b"http://ns.adobe.com/xap/1.0/\0"
EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
GUID = b"0123456789ABCDEF0123456789ABCDEF"


def segment(mark: int, body: bytes) -> bytes:
    return b"\xff" + bytes([mark]) + struct.pack(">H", len(body) + 2) + body


def with_segments(*segments: bytes, content: bytes = b"") -> bytes:
    content = content or encoded(noise(), "JPEG")
    return content[:2] + b"".join(segments) + content[2:]


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunk(added: bytes, content: bytes = b"", at: int = 33) -> bytes:
    content = content or encoded(noise(), "PNG")
    return content[:at] + added + content[at:]


def text_chunk(packet: bytes, *, packed: bool = False) -> bytes:
    flags = b"\1\0" if packed else b"\0\0"
    body = zlib.compress(packet) if packed else packet
    return chunk(b"iTXt", b"XML:com.adobe.xmp\0" + flags + b"zh\0" + b"x\0" + body)


def animated() -> bytes:
    frames = [noise(40, 30), noise(40, 30).rotate(90)]
    return encoded(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=100)


JPEG = encoded(noise(), "JPEG")
DEEP = Image.frombytes("I;16", (64, 48), bytes(range(256)) * 24)
INDEX = segment(0xE2, b"MPF\0MM\0*" + bytes(80))
PICTURES = {
    "JPEG": JPEG,
    "progressive": encoded(noise(), "JPEG", progressive=True),
    "CMYK": encoded(noise(mode="CMYK"), "JPEG"),
    "restart markers": encoded(noise(), "JPEG", restart_marker_blocks=1),
    "with EXIF": encoded(noise(), "JPEG", exif=dated("2022:01:25 10:15:00")),
    "with a profile": encoded(noise(), "JPEG", icc_profile=bytes(70_000), comment="x"),
    "trailing data": JPEG + b"\0trailer" + JPEG,
    "further pictures": encoded(noise(), "MPO", save_all=True, append_images=[noise().rotate(180)]),
    "filled up": JPEG[:2] + b"\xff\xff\xff" + JPEG[2:],
    "with XMP": with_segments(segment(0xE1, XMP + OTHER)),
    "with XMP twice": with_segments(segment(0xE1, XMP + OTHER), segment(0xE1, XMP + OTHER)),
    "PNG": encoded(noise(), "PNG"),
    "16 bits": encoded(DEEP, "PNG"),
    "palette": encoded(noise().convert("P"), "PNG", transparency=0),
    "interlaced text": with_chunk(chunk(b"tEXt", b"Comment\0x")),
    "animated": animated(),
    "trailing PNG": encoded(noise(), "PNG") + b"trailer",
    "PNG with XMP": with_chunk(text_chunk(OTHER)),
    "PNG with packed XMP": with_chunk(text_chunk(OTHER, packed=True)),
    "PNG with XMP at the end": with_chunk(text_chunk(OTHER), at=len(encoded(noise(), "PNG")) - 12),
}


def pixels(content: bytes) -> list[bytes]:
    found = []
    with Image.open(io.BytesIO(content)) as image:
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            found.append(image.tobytes())
    return found


def without_xmp(content: bytes) -> bytes:
    """Return the file without its XMP, cut out by other means than those under test."""
    if content.startswith(b"\x89PNG"):
        kept, at = [content[:8]], 8
        while at < len(content):
            end = at + 12 + int.from_bytes(content[at : at + 4], "big")
            if content[at + 4 : at + 12] != b"iTXtXML:":
                kept.append(content[at:end])
            at = end
        return b"".join(kept)
    while (at := content.find(XMP)) > 0:
        length = int.from_bytes(content[at - 2 : at], "big")
        content = content[: at - 4] + content[at - 2 + length :]
    return content


@pytest.mark.parametrize("content", PICTURES.values(), ids=PICTURES)
def test_only_the_packet_is_new(content: bytes) -> None:
    copy = embedded(content, PACKET)
    assert packet_in(copy) == PACKET
    assert pixels(copy) == pixels(content)
    assert without_xmp(copy) == without_xmp(content)
    assert embedded(copy, PACKET) == copy
    with Image.open(io.BytesIO(copy)) as image:
        image.load()
        assert image.info["xmp"] == PACKET


@pytest.mark.parametrize(
    "content", [JPEG, PICTURES["16 bits"], PICTURES["animated"]], ids=["JPEG", "PNG", "APNG"]
)
def test_the_raw_data_of_the_pixels_stays(content: bytes) -> None:
    mark = b"\xff\xda" if content.startswith(b"\xff") else b"IDAT"
    copy = embedded(content, PACKET)
    assert copy[copy.index(mark) :] == content[content.index(mark) :]


def test_the_packet_follows_the_exif_of_a_jpeg() -> None:
    content = PICTURES["with EXIF"]
    copy = embedded(content, PACKET)
    at = copy.index(XMP) - 4
    assert b"Exif\0" in copy[:at]
    assert b"\xff\xdb" not in copy[:at]
    assert content[:at] == copy[:at]


def test_a_packet_is_replaced_where_it_stood() -> None:
    content = with_segments(segment(0xEE, b"one"), segment(0xE1, XMP + OTHER), segment(0xEE, b"2"))
    copy = embedded(content, PACKET)
    assert copy == content.replace(segment(0xE1, XMP + OTHER), segment(0xE1, XMP + PACKET))


@pytest.mark.parametrize(
    "content", [JPEG, PICTURES["PNG"], b"\xff\xd8\xff\xda"], ids=["JPEG", "PNG", "only a scan"]
)
def test_a_file_without_a_packet_has_none(content: bytes) -> None:
    assert packet_in(content) == b""


@pytest.mark.parametrize(
    "name", ["with XMP", "PNG with XMP", "PNG with packed XMP", "PNG with XMP at the end"]
)
def test_the_packet_inside_is_found_and_can_be_changed(name: str) -> None:
    content = PICTURES[name]
    assert packet_in(content) == OTHER
    changed = changed_packet(packet_in(content), {Element.SOURCE: ("工作室",)})
    assert packet_in(embedded(content, changed)) == changed


def test_an_extension_goes_when_the_packet_does_not_point_to_it() -> None:
    extension = segment(0xE1, EXTENSION + GUID + bytes(8) + b"<x/>")
    content = with_segments(segment(0xE1, XMP + OTHER), extension, extension)
    assert GUID not in embedded(content, PACKET)
    pointing = PACKET.replace(
        b"</rdf:Description>",
        b"<n:HasExtendedXMP xmlns:n='http://ns.adobe.com/xmp/note/'>"
        + GUID
        + b"</n:HasExtendedXMP></rdf:Description>",
    )
    assert embedded(content, pointing).count(extension) == 2


def test_further_pictures_stay_where_their_index_looks_for_them() -> None:
    long = OTHER.replace(b"<?xpacket end", b" " * 3000 + b"<?xpacket end")
    content = with_segments(INDEX, segment(0xE1, XMP + long))
    copy = embedded(content, PACKET)
    assert len(copy) == len(content)
    assert packet_in(copy).rstrip() == PACKET.rstrip()
    assert embedded(copy, PACKET) == copy
    with pytest.raises(CannotEmbedError, match="further pictures"):
        embedded(with_segments(INDEX, segment(0xE1, XMP + OTHER)), PACKET)
    before = embedded(with_segments(INDEX), PACKET)
    assert before.index(XMP) < before.index(b"MPF\0")


def test_the_largest_packet_fits_and_a_larger_one_is_refused() -> None:
    largest = PACKET + b" " * (MAX_JPEG_PACKET - len(PACKET))
    assert packet_in(embedded(JPEG, largest)) == largest
    with pytest.raises(CannotEmbedError, match="65502"):
        embedded(JPEG, largest + b" ")
    assert packet_in(embedded(PICTURES["PNG"], largest + b" ")) == largest + b" "


PNG = PICTURES["PNG"]
REFUSED = {
    "nothing": (b"", "neither"),
    "another format": (encoded(noise(), "GIF"), "neither"),
    "a JPEG cut off at once": (JPEG[:2], "no JPEG segment"),
    "a JPEG cut off in a segment": (JPEG[:10], "impossible length"),
    "a JPEG of one length only": (JPEG[:3], "no JPEG segment"),
    "a length of one": (JPEG[:2] + b"\xff\xe1\0\1", "impossible length"),
    "garbage between segments": (JPEG[:2] + b"x" + JPEG[2:], "no JPEG segment"),
    "a JPEG that ends at once": (JPEG[:2] + b"\xff\xd9", "no JPEG segment"),
    "a PNG cut off": (PNG[:-3], "cut off"),
    "a PNG without an end": (PNG[:-12], "cut off"),
    "a PNG without a header": (PNG[:8] + PNG[33:], "does not begin"),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_broken_structure_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(CannotEmbedError, match=reason):
        embedded(content, PACKET)
    with pytest.raises(CannotEmbedError, match=reason):
        packet_in(content)


def test_only_a_packet_in_utf_8_goes_in() -> None:
    with pytest.raises(MalformedXmpError):
        embedded(JPEG, b"hello")
    with pytest.raises(CannotEmbedError, match="UTF-8"):
        embedded(JPEG, PACKET.decode().encode("utf-16"))
    with pytest.raises(CannotEmbedError, match="NUL"):
        embedded(JPEG, PACKET + b"\0")


def test_a_packed_packet_that_bursts_or_is_broken_is_refused() -> None:
    bomb = with_chunk(text_chunk(b" " * (MAX_BYTES + 1), packed=True))
    with pytest.raises(CannotEmbedError, match="larger"):
        packet_in(bomb)
    broken = chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0not packed")
    with pytest.raises(CannotEmbedError, match="unpacked"):
        packet_in(with_chunk(broken))
    assert packet_in(embedded(with_chunk(broken), PACKET)) == PACKET


def test_the_packet_of_a_jpeg_without_segments_comes_first() -> None:
    bare = b"\xff\xd8\xff\xda"
    assert embedded(bare, PACKET) == bare[:2] + segment(0xE1, XMP + PACKET) + bare[2:]
    header = bare[:2] + segment(0xE0, b"JFIF\0")
    assert embedded(header + bare[2:], PACKET).startswith(header + b"\xff\xe1")


@pytest.mark.parametrize("seed", range(100))
def test_a_damaged_header_is_refused_or_kept(seed: int) -> None:
    generator = random.Random(seed)  # noqa: S311 - no secret
    content = bytearray(generator.choice(list(PICTURES.values()))[:3000])
    for _ in range(4):
        content[generator.randrange(len(content))] = generator.randrange(256)
    try:
        copy = embedded(bytes(content), PACKET)
    except CannotEmbedError:
        return
    assert packet_in(copy).rstrip() == PACKET.rstrip()


REAL = Path(os.environ["ARCHIVIST_REAL"]) if "ARCHIVIST_REAL" in os.environ else None
REAL_FILES = [
    path
    for path in (sorted((REAL / "photos").rglob("*")) if REAL else ())
    if path.suffix.lower() in {".jpg", ".jpeg", ".png"} and path.name != "corrupted.jpg"
]


@pytest.mark.skipif(REAL is None, reason="ARCHIVIST_REAL names no folder of real files")
@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.name)
def test_real_photos_keep_every_other_byte(path: Path) -> None:
    content = path.read_bytes()
    before = packet_in(content)
    statement = {Element.CAUSE: ("测流仪器授课",)}
    packet = changed_packet(before, statement) if before else new_packet(statement)
    copy = embedded(content, packet)
    assert packet_in(copy) == packet
    assert without_xmp(copy) == without_xmp(content)
    assert pixels(copy) == pixels(content)
