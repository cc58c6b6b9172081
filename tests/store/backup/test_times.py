"""Lines of times.tsv."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.store.backup.times import Stored, read_row, row_of

SHA = "ab" * 32
PATHS = st.text(st.characters(exclude_categories=()), min_size=1)


@given(PATHS, st.integers(0, 2**62), st.integers(-(2**62), 2**62))
def test_a_line_is_read_as_it_was_written(path: str, size: int, mtime: int) -> None:
    stored = Stored(path, SHA, size, mtime)
    row = row_of(stored)
    assert row.count("\n") == 1
    assert read_row(row) == stored


@pytest.mark.parametrize(
    "line",
    [
        "",
        "\n",
        f"1\t2\t{SHA}\n",
        f"-1\t2\t{SHA}\ta\n",
        f"1\t2\t{SHA.upper()}\ta\n",
        f"1\t2\t{SHA[:-1]}\ta\n",
        f"x\t2\t{SHA}\ta\n",
        f"1\t2.5\t{SHA}\ta\n",
        f"{'9' * 30}\t2\t{SHA}\ta\n",
        f"\\1\t2\t{SHA}\ta\\x\n",
        f"1\t2\t{SHA}\ta\nb\n",
        f"１\t2\t{SHA}\ta\n",
    ],
)
def test_other_lines_are_none_of_ours(line: str) -> None:
    assert read_row(line) is None
