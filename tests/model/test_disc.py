"""What one row of the register tells of a disc."""

from __future__ import annotations

import pytest

from archivist.model.disc import Disc


@pytest.mark.parametrize(
    ("digest", "of_list", "of_image"),
    [
        ("SHA-256（其他/sha256sums.txt）：" + "A" * 64, "a" * 64, ""),
        ("SHA-256：" + "A" * 64, "", "a" * 64),
        ("sha256: " + "b" * 64, "", "b" * 64),
        ("c" * 64, "", "c" * 64),
        ("SHA-512：" + "d" * 128, "", ""),
        ("MD5：" + "d" * 32, "", ""),
        ("", "", ""),
    ],
)
def test_the_checksum_of_a_row_is_read_however_it_is_written(
    digest: str, of_list: str, of_image: str
) -> None:
    disc = Disc(studio="甲", number="1", digest=digest)
    assert (disc.list_sha256, disc.image_sha256) == (of_list, of_image)
