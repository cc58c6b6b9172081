"""The marker of a backup says of which archive it is, whatever that is called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.actions.keeping.backup import backups
from archivist.store.backup.marker import marker_of, on_one_line, read_marker
from tests.store.backup.archives import FILES, back_up, later, make_archive

NAME = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    ["库\nid: ZZ", "\x85a", "a\u2028b"]
)


@given(NAME, st.from_regex(r"[0-9A-Z]{0,8}", fullmatch=True))
def test_a_marker_is_read_as_it_is_written(name: str, archive_id: str) -> None:
    found = read_marker(marker_of(name, archive_id))
    assert (found.archive, found.archive_id, found.damage) == (on_one_line(name), archive_id, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["两\n行", "\x85", "\udcff", "id: x"])
def test_an_archive_without_a_mark_is_known_by_any_name(name: str, tmp_path: Path) -> None:
    unmarked = FILES["archive.toml"].split(b"\n", 1)[1]
    root = make_archive(tmp_path / name, {"archive.toml": unmarked})
    for day in range(2):
        back_up(root, tmp_path / "备份", later(day))
    assert len(backups(tmp_path / "备份")) == 2
