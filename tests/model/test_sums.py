"""The line format of sha256sum: reading takes back what writing gave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.model.sums import escape, leads_out, read_sum_line, sum_line, unescape

SHA = "0123456789abcdef" * 4


@given(st.text(min_size=1))
def test_reading_takes_back_what_writing_gave(path: str) -> None:
    line = sum_line(SHA, path)
    assert line.count("\n") == 1
    assert read_sum_line(line) == (SHA, path)
    assert unescape(escape(path)) == path


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{SHA}  a b.txt\n", (SHA, "a b.txt")),
        (f"{SHA} *a.txt\r\n", (SHA, "a.txt")),
        (f"{SHA.upper()}  a", (SHA, "a")),
        (f"\\{SHA}  a\\nb\\\\c\n", (SHA, "a\nb\\c")),
        (f"{SHA}  a\\nb\n", (SHA, "a\\nb")),
        (f"\\{SHA}  a\\xb\n", None),
        (f"{SHA}  \n", None),
        (f"{SHA} a\n", None),
        (f"{SHA[1:]}  a\n", None),
        ("", None),
    ],
)
def test_lines_of_others_are_read_as_they_mean(line: str, expected: tuple[str, str] | None) -> None:
    assert read_sum_line(line) == expected


@pytest.mark.parametrize("path", ["", "/a", "a/../b", "../a", "a//b", "a/", "./a", "a\0b"])
def test_a_path_that_could_lead_out_is_known(path: str) -> None:
    assert leads_out(path)


@pytest.mark.parametrize("path", ["a", "a/b.txt", "..a/b..", "a\\b"])
def test_a_path_that_stays_is_known(path: str) -> None:
    assert not leads_out(path)
