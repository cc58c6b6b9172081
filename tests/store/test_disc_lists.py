"""Lists of discs: readable by sha256sum, and whatever was done to them is told."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.store.disc_lists import (
    disc_lists,
    keep_disc_list,
    list_content,
    parsed_list,
    read_disc_list,
)

SUMS = {"甲/b.jpg": "1" * 64, "甲/a\n.jpg": "2" * 64}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".archivist").mkdir()
    return tmp_path


def test_a_list_is_read_as_it_was_kept(root: Path) -> None:
    keep_disc_list(root, "A104-2015-015", list_content(SUMS))
    keep_disc_list(root, "B", list_content({}))
    keep_disc_list(root, "B", list_content(SUMS))
    (first, second) = disc_lists(root)
    assert (first.number, first.sums, first.torn) == ("A104-2015-015", SUMS, ())
    assert first.sha256 == second.sha256 == hashlib.sha256(list_content(SUMS)).hexdigest()
    assert disc_lists(root / "nowhere") == ()


@given(st.dictionaries(st.text(min_size=1).filter(lambda t: "\0" not in t), st.just("ab" * 32)))
def test_any_path_is_read_as_it_was_written(sums: dict[str, str]) -> None:
    try:
        content = list_content(sums)
    except UnicodeEncodeError:
        return  # a lone surrogate that no file system makes
    assert parsed_list(content) == (sums, [])


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_sha256sum_checks_it(root: Path) -> None:
    (root / "甲").mkdir()
    (root / "甲" / "a.jpg").write_bytes(b"a")
    keep_disc_list(root, "B", list_content({"甲/a.jpg": hashlib.sha256(b"a").hexdigest()}))
    words = ["sha256sum", "-c", "--strict", ".archivist/discs/B.txt"]
    assert subprocess.run(words, cwd=root, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("content", "torn"),
    [(b"rubbish\n", [1]), (b"\n", [1]), (list_content(SUMS) * 2, [3, 4]), (b"", [])],
    ids=["rubbish", "empty line", "twice", "empty"],
)
def test_lines_that_are_none_are_told(content: bytes, torn: list[int]) -> None:
    assert parsed_list(content)[1] == torn


@pytest.mark.parametrize("number", ["../x", "a/b", "x" * 99])
def test_a_number_never_leads_elsewhere(root: Path, number: str) -> None:
    with pytest.raises(ValueError, match=re.escape(number)):
        keep_disc_list(root, number, b"")
    assert read_disc_list(root, number) is None


def test_what_is_no_list_is_passed_over_and_what_cannot_be_read_is_torn(root: Path) -> None:
    keep_disc_list(root, "B", b"")
    (root / ".archivist" / "discs" / "notes.md").write_bytes(b"")
    (root / ".archivist" / "discs" / "L.txt").symlink_to("/etc/passwd")
    found = disc_lists(root)
    assert [(each.number, each.torn) for each in found] == [("B", ()), ("L", (1,))]
    assert read_disc_list(root, "C") is None
