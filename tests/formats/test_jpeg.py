"""Damage that a JPEG decoder passes over."""

from __future__ import annotations

import random

import pytest

from archivist.formats.jpeg import damage
from tests.formats.pictures import encoded, noise

WHOLE = encoded(noise(), "JPEG")
HALF = len(WHOLE) // 2


@pytest.mark.parametrize(
    "content",
    [
        WHOLE,
        encoded(noise(), "JPEG", progressive=True),
        encoded(noise(), "JPEG", restart_marker_blocks=1),
        encoded(noise(8, 8), "JPEG"),
        WHOLE + bytes(4096),
        WHOLE + b"\xff\x9fMotion photo" + bytes(4096),
        WHOLE[:2] + b"\xff\xff\xff" + WHOLE[2:],
    ],
    ids=["plain", "progressive", "restarts", "small", "padded", "appended", "filled up"],
)
def test_a_whole_picture_is_not_damaged(content: bytes) -> None:
    assert damage(content) == ""


@pytest.mark.parametrize("filler", [b"\0", b"\xff"])
def test_a_picture_filled_up_with_one_byte_is_damaged(filler: bytes) -> None:
    content = WHOLE[:HALF] + filler * (len(WHOLE) - HALF)
    assert "breaks off" in damage(content)


def test_a_mark_that_cannot_be_there_is_damage() -> None:
    content = WHOLE[:HALF] + b"\xff\x9f" + WHOLE[HALF + 2 :]
    assert damage(content) == f"the compressed data is damaged at byte {HALF}"


@pytest.mark.parametrize("seed", range(20))
def test_garbage_is_judged_without_failing(seed: int) -> None:
    generator = random.Random(seed)  # noqa: S311 - no secret
    content = b"\xff\xd8" + generator.randbytes(generator.randrange(3000))
    assert isinstance(damage(content), str)
    assert isinstance(damage(b"\xff" * seed), str)
