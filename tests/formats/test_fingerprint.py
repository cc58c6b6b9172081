from __future__ import annotations

import pytest

from archivist.formats.fingerprint import fingerprint


def spots(*rows: list[int]) -> bytes:
    return bytes(value for row in rows for value in row)


FALLING = [90, 80, 70, 60, 50, 40, 30, 20, 10]


def test_each_bit_tells_whether_the_right_neighbour_is_darker() -> None:
    rising = FALLING[::-1]
    assert fingerprint(spots(FALLING, *[rising] * 7)) == "ff" + "00" * 7
    assert fingerprint(spots(*[rising] * 7, FALLING)) == "00" * 7 + "ff"


@pytest.mark.parametrize(
    "grey",
    [
        pytest.param(bytes(72), id="black"),
        pytest.param(bytes([200] * 72), id="grey"),
        pytest.param(spots(*[FALLING] * 8), id="falling"),
        pytest.param(spots(*[FALLING[::-1]] * 8), id="rising"),
        pytest.param(bytes([100, 103] * 36), id="next-to-no-contrast"),
    ],
)
def test_a_blank_picture_has_none(grey: bytes) -> None:
    assert fingerprint(grey) == ""
