"""Whether a video's container is whole."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.containers import cut_off
from tests.formats.videos import SHOT, avi, box, mkv, mp4

LARGE = struct.pack(">I4sQ", 1, b"mdat", 5 * 2**32)
TO_THE_END = struct.pack(">I4s", 0, b"mdat") + bytes(50)
WHOLE = {
    "mp4": mp4(SHOT),
    "pictures first": box(b"ftyp", b"isom") + box(b"mdat", bytes(9)) + box(b"moov", b"x"),
    "pictures to the end": box(b"moov", b"x") + TO_THE_END,
    "padded": mp4() + bytes(100),
    "padded with a few bytes": mp4() + b"\0\0\0",
    "a foreign part behind cut off": mp4() + struct.pack(">I4s", 5000, b"uuid"),
    "binary behind": mp4() + b"\xff" * 40,
    "avi": avi(),
    "large avi": avi() + b"RIFF" + struct.pack("<I", 8) + bytes(8),
    "avi without a length": b"RIFF\0\0\0\0AVI LIST",
    "avi with padding left out": avi() + b"RIFF" + struct.pack("<I", 3) + bytes(3),
    "mkv": mkv(SHOT),
    "live mkv": mkv(length=b"\x01" + b"\xff" * 7),
    "mkv without a segment": mkv()[:52] + b"\x01\x02\x03\x04",
    "mkv without lengths": b"\x1a\x45\xdf\xa3\0",
    "of no known container": b"G" + bytes(187),
    "empty": b"",
}
CUT = {
    "mp4": (mp4()[:-1], "mdat should end"),
    "mp4 in the index": (mp4()[:200], "moov should end"),
    "mp4 without an index": (box(b"ftyp", b"isom") + box(b"mdat", bytes(9)), "index (moov)"),
    "pictures to the end without an index": (box(b"ftyp", b"isom") + TO_THE_END, "index (moov)"),
    "mp4 without pictures": (box(b"ftyp", b"isom") + box(b"moov", b"x"), "pictures (mdat)"),
    "mp4 of terabytes": (box(b"moov", b"x") + LARGE + bytes(50), "mdat should end"),
    "mp4 with a part that ends before it begins": (
        box(b"ftyp", b"isom") + b"\0\0\0\3moov" + bytes(9),
        "index (moov)",
    ),
    "a foreign part before the index": (
        box(b"ftyp", b"isom") + struct.pack(">I4s", 5000, b"uuid"),
        "uuid should end",
    ),
    "avi": (avi()[:-1], "RIFF should end"),
    "second part of an avi": (avi() + b"RIFF" + struct.pack("<I", 80) + bytes(8), "RIFF should"),
    "mkv": (mkv()[:-1], "Matroska should end"),
}


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE)
def test_nothing_is_missing_of_a_whole_file(content: bytes) -> None:
    assert cut_off(io.BytesIO(content)) == ""


@pytest.mark.parametrize(("content", "told"), CUT.values(), ids=CUT)
def test_what_is_missing_is_told(content: bytes, told: str) -> None:
    assert told in cut_off(io.BytesIO(content))


@pytest.mark.parametrize("content", [mp4(SHOT), avi(b"a"), mkv(SHOT)], ids=["mp4", "avi", "mkv"])
def test_a_file_cut_off_behind_its_head_is_never_taken_for_whole(content: bytes) -> None:
    for end in range(60, len(content)):
        assert cut_off(io.BytesIO(content[:end])), end


@given(st.sampled_from([mp4(), avi(), mkv()]), st.integers(0, 200), st.binary(max_size=20))
def test_any_damage_is_judged(content: bytes, at: int, damage: bytes) -> None:
    assert isinstance(cut_off(io.BytesIO(content[:at] + damage + content[at:])), str)
