"""When the original of a picture is asked for."""

from __future__ import annotations

import pytest

from archivist.model.facts import Facts, Format, Shot
from archivist.model.originals import wants_original

PHONE = Shot(camera="HUAWEI P40")


def facts(content: Format, side: int, shot: Shot) -> Facts:
    return Facts(sha256="0" * 64, format=content, width=side * 3 // 4, height=side, shot=shot)


@pytest.mark.parametrize(
    ("name", "content", "side", "size", "shot", "wanted"),
    [
        pytest.param("a.jpg", Format.JPEG, 1920, 499_999, Shot(), True, id="small"),
        pytest.param("a.webp", Format.WEBP, 1080, 90_000, Shot(), True, id="small WebP"),
        pytest.param("a.jpg", Format.JPEG, 1921, 499_999, Shot(), False, id="long side"),
        pytest.param("a.jpg", Format.JPEG, 1920, 500_000, Shot(), False, id="many bytes"),
        pytest.param("a.jpg", Format.JPEG, 0, 9_000, Shot(), False, id="size not known"),
        pytest.param("a.jpg", Format.JPEG, 1080, 90_000, PHONE, False, id="camera"),
        pytest.param(
            "mmexport1643097600000.jpg", Format.JPEG, 4000, 3_000_000, Shot(), True, id="messenger"
        ),
        pytest.param(
            "mmexport1643097600000.jpg", Format.JPEG, 4000, 3_000_000, PHONE, False, id="original"
        ),
        pytest.param(
            "微信截图_20220125101500.jpg", Format.JPEG, 900, 90_000, Shot(), False, id="screenshot"
        ),
        pytest.param("scanner_20220125.jpg", Format.JPEG, 900, 90_000, Shot(), False, id="scan"),
        pytest.param("a.png", Format.PNG, 900, 90_000, Shot(), False, id="PNG"),
        pytest.param("a.pdf", Format.PDF, 900, 90_000, Shot(), False, id="no image"),
    ],
)
def test_the_original_is_wanted_of_what_a_messenger_made_smaller(
    name: str, content: Format, side: int, size: int, shot: Shot, wanted: bool
) -> None:
    assert wants_original(facts(content, side, shot), name, size) is wanted
