"""What was verified when is remembered, also by a run that was cut off in the middle of a line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.store.verify_memory import VERIFIED, VerifyMemory, asked_for
from tests.store.archive_of_files import posix

NOW = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)
DAY = NOW.date()
SHA = "0123456789abcdef" * 4


def anything(_path: str) -> bool:
    return True


def ran(folder: Path, *paths: str, days: int = 0, ended: bool = True, asked: str = "all") -> None:
    memory = VerifyMemory(folder)
    memory.begin(asked, NOW + timedelta(days=days), on=False)
    for path in paths:
        memory.right(path, SHA)
    memory.stop()
    if ended:
        memory.end((), anything, all_read=False)


@pytest.mark.parametrize("path", ["a", "甲/b\tc", "d\ne", "\udcff", "f\\g"])
def test_a_file_is_due_again_when_its_day_is_past_or_it_was_sealed_anew(
    path: str, tmp_path: Path
) -> None:
    ran(tmp_path, path)
    memory = VerifyMemory(tmp_path)
    assert not memory.due(path, SHA, DAY, DAY)
    assert memory.due(path, SHA, DAY + timedelta(days=1), DAY + timedelta(days=1))
    assert memory.due(path, "f" * 64, DAY, DAY)
    assert memory.due("other", SHA, date.min, DAY)
    assert memory.due(path, SHA, date.min, DAY - timedelta(days=1)), "a clock was wrong"


def test_a_run_that_was_cut_off_is_known_and_one_that_ended_is_not(tmp_path: Path) -> None:
    ran(tmp_path, "a")
    assert VerifyMemory(tmp_path).earlier("all", NOW) == {}
    ran(tmp_path, "b", "c", ended=False)
    memory = VerifyMemory(tmp_path)
    assert memory.earlier("all", NOW) == {"b": SHA[:16], "c": SHA[:16]}
    assert memory.earlier("10%", NOW) == {}
    assert memory.earlier("all", NOW + timedelta(days=1)) == {}
    assert memory.earlier("all", NOW - timedelta(seconds=1)) == {}
    assert memory.earlier("all", NOW.replace(tzinfo=None)) == {}
    assert set(memory.known) == {"a", "b", "c"}


def test_a_line_that_was_broken_off_spoils_nothing(tmp_path: Path) -> None:
    ran(tmp_path, "a", ended=False)
    place = tmp_path / VERIFIED
    place.write_bytes(place.read_bytes() + b"2025-03-04\t01234")
    memory = VerifyMemory(tmp_path)
    memory.begin("all", NOW, on=True)
    memory.right("b", SHA)
    memory.stop()
    assert set(VerifyMemory(tmp_path).earlier("all", NOW)) == {"a", "b"}


def test_what_is_wrong_or_gone_is_forgotten(tmp_path: Path) -> None:
    ran(tmp_path, "a", "b", "c")
    memory = VerifyMemory(tmp_path)
    memory.begin("all", NOW, on=False)
    memory.end(["a"], lambda path: path != "b", all_read=False)
    assert set(VerifyMemory(tmp_path).known) == {"c"}


def test_a_run_over_all_counts_alone(tmp_path: Path) -> None:
    ran(tmp_path, "a", "b")
    memory = VerifyMemory(tmp_path)
    memory.begin("all", NOW, on=False)
    memory.right("b", SHA)
    memory.end((), anything, all_read=True)
    assert set(VerifyMemory(tmp_path).known) == {"b"}


@given(st.binary())
def test_anything_can_stand_in_the_file(content: bytes) -> None:
    memory = VerifyMemory(Path("nowhere"))
    memory._content = content
    assert isinstance(memory.known, dict)
    assert isinstance(memory.earlier("all", NOW), dict)


def test_a_folder_that_allows_nothing_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    ran(tmp_path / "file", "a")
    assert VerifyMemory(tmp_path / "file").known == {}


@posix
def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"another's")
    (tmp_path / VERIFIED).symlink_to(tmp_path / "other")
    ran(tmp_path, "a", ended=False)
    assert (tmp_path / "other").read_bytes() == b"another's"


def test_what_is_asked_for_is_one_text() -> None:
    assert asked_for("10%", ["b", "a"]) == asked_for("10%", ["a", "b"]) != asked_for("all", ["a"])
