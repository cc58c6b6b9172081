"""Amounts of data for people."""

from __future__ import annotations

import pytest

from archivist.model.amounts import gigabytes, size_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (1, "1 B"),
        (999, "999 B"),
        (1000, "1.00 kB"),
        (9994, "9.99 kB"),
        (9996, "10.0 kB"),
        (99_960, "100 kB"),
        (999_499, "999 kB"),
        (999_600, "1.00 MB"),
        (4_700_000_000, "4.70 GB"),
        (1_234_567_890, "1.23 GB"),
        (25_000_000_000_000_000, "25000 TB"),
    ],
)
def test_three_digits_are_enough(size: int, text: str) -> None:
    assert size_text(size) == text


def test_forms_count_gigabytes_with_three_decimals() -> None:
    assert gigabytes(1_234_567_890) == "1.235"
