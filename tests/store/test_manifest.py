"""The manifest on the disk: written and read back, and every line that is none is named."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.model.manifest import Sealed
from archivist.model.settings import Settings
from archivist.store import manifest
from archivist.store.manifest import covered, line_of, read_manifest, write_manifest
from archivist.store.manifest_lines import MANIFEST, TIMES, UNKNOWN, manifest_bytes, times_bytes

DAY = date(2025, 3, 4)
A = Sealed("甲/a.txt", "a" * 64, 3, 17, DAY)
B = Sealed("甲/b.txt", "b" * 64, 0, 10**18, DAY)
SUMS, ROWS = manifest_bytes([A, B]), times_bytes([A, B])

_NAMES = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1
).filter(lambda name: name not in {".", ".."})
_SEALED = st.builds(
    Sealed,
    st.lists(_NAMES, min_size=1, max_size=3).map("/".join),
    st.binary().map(lambda content: hashlib.sha256(content).hexdigest()),
    st.integers(0, 2**63),
    st.integers(-(2**63), 2**63),
    st.dates(),
)


def write(root: Path, sums: bytes | None, times: bytes | None) -> None:
    for name, content in ((MANIFEST, sums), (TIMES, times)):
        if content is not None:
            (root / ".archivist" / name).write_bytes(content)


@settings(max_examples=25)
@given(st.lists(_SEALED, unique_by=lambda each: each.path, max_size=8))
def test_what_is_written_is_read(entries: list[Sealed]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / ".archivist").mkdir()
        ordered = sorted(entries, key=lambda each: each.path)
        write_manifest(root, manifest_bytes(ordered), times_bytes(ordered))
        found = read_manifest(root)
    assert found.entries == {each.path: each for each in entries}
    assert not found.troubles
    assert not found.other


def test_there_may_be_none(root: Path) -> None:
    found = read_manifest(root)
    assert (found.entries, found.troubles, found.sha256, found.times) == ({}, (), "", "")


MARKED = b"0" * 16
CASES = {
    "no line": (SUMS + b"x\n", ROWS, [(MANIFEST, 3)]),
    "no path": (SUMS + b"a" * 64 + b"  \n", ROWS, [(MANIFEST, 3)]),
    "leads out": (SUMS + b"a" * 64 + b"  ../x\n", ROWS, [(MANIFEST, 3)]),
    "twice": (SUMS + SUMS.split(b"\n")[0] + b"\n", ROWS, [(MANIFEST, 3)]),
    "no line feed": (SUMS[:-1], ROWS, [(MANIFEST, 2), (TIMES, 2)]),
    "carriage return": (SUMS.replace(b"a.txt\n", b"a.txt\r\n"), ROWS, []),
    "capitals": (SUMS.replace(b"a" * 64, b"A" * 64), ROWS, []),
    "other digest": (SUMS.replace(b"a" * 64, b"c" * 64), ROWS, [(TIMES, 1)]),
    "other mark": (SUMS, ROWS.replace(b"a" * 16, MARKED), [(TIMES, 1)]),
    "other path": (SUMS, ROWS.replace(b"a.txt", b"c.txt"), [(TIMES, 1), (TIMES, 0)]),
    "no size": (SUMS, ROWS.replace(b"3\t", b"x\t", 1), [(TIMES, 1), (TIMES, 0)]),
    "no day": (SUMS, ROWS.replace(b"2025-03-04", b"2025-13-04", 1), [(TIMES, 1), (TIMES, 0)]),
    "no cells": (SUMS, b"\n" + ROWS, [(TIMES, 1)]),
    "time twice": (SUMS, ROWS + ROWS, [(TIMES, 3), (TIMES, 4)]),
    "no times": (SUMS, None, [(TIMES, 0), (TIMES, 0)]),
    "times alone": (None, ROWS, [(TIMES, 1), (TIMES, 2)]),
}


@pytest.mark.parametrize(("sums", "times", "expected"), CASES.values(), ids=CASES)
def test_every_line_that_is_none_is_named(
    sums: bytes | None, times: bytes | None, expected: list[tuple[str, int]], root: Path
) -> None:
    write(root, sums, times)
    found = read_manifest(root).troubles
    assert [(each.file, each.line) for each in found] == expected


def test_where_the_two_do_not_agree_size_and_time_are_unknown(root: Path) -> None:
    write(root, SUMS.replace(b"a" * 64, b"c" * 64), ROWS)
    found = read_manifest(root)
    assert found.entries[A.path] == Sealed(A.path, "c" * 64, -1, 0, UNKNOWN)
    assert found.other[A.path] == Sealed(A.path, "a" * 16, 3, 17, DAY)


def test_what_is_damaged_as_a_whole_is_told_in_part(root: Path) -> None:
    write(root, b"x\n" * 5000, None)
    assert len(read_manifest(root).troubles) == 1000


def test_what_is_far_too_large_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, SUMS, ROWS)
    monkeypatch.setattr(manifest, "_MOST", 10)
    with pytest.raises(OSError, match="too large"):
        read_manifest(root)
    assert line_of(root, A.path) == 0


def test_the_line_of_a_file_is_found(root: Path) -> None:
    write(root, SUMS, ROWS)
    assert [line_of(root, path) for path in (A.path, B.path, "c")] == [1, 2, 0]


def test_all_is_covered_but_the_inbox_and_our_own_folder(root: Path) -> None:
    (root / "templates/plans").mkdir(parents=True)
    (root / "templates/plans/a.toml").write_bytes(b"")
    (root / "archive.toml").write_bytes(b"")
    (root / "甲/Thumbs.db").write_bytes(b"")
    paths = {entry.path for entry in covered(root, Settings(studios=()))}
    assert paths == {"archive.toml", "甲/06 培训/item.toml", "templates/plans/a.toml"}
