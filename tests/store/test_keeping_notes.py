"""What the journal tells of how an archive is kept, until a day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from archivist.model.keeping import Keeping
from archivist.store.journal import Journal
from archivist.store.keeping_notes import keeping_of

Note = Callable[[str, str, dict[str, Any]], None]
DAY = date(2025, 12, 31)


@pytest.fixture
def note(tmp_path: Path) -> Note:
    (tmp_path / ".archivist").mkdir()

    def write(day: str, kind: str, value: dict[str, Any]) -> None:
        Journal(tmp_path, datetime.fromisoformat(day).replace(tzinfo=UTC)).note(kind, value)

    return write


def test_of_no_journal_nothing_is_told(tmp_path: Path) -> None:
    assert keeping_of(tmp_path, DAY) == Keeping()


def test_the_last_of_each_counts(tmp_path: Path, note: Note) -> None:
    note("2025-01-01", "seal", {"manifest": "x"})
    note("2025-02-01", "backup", {"files": 1})
    note("2025-03-01", "backup", {"files": 1})
    note("2025-04-01", "restore-test", {"result": "ok"})
    note("2025-05-01", "restore-test", {"result": "failed"})
    note("2025-06-01", "verify", {"missing": 2, "changed": 0, "breaks": 1, "new": 7})
    assert keeping_of(tmp_path, DAY) == Keeping(
        since=date(2025, 1, 1),
        sealed=date(2025, 1, 1),
        verified=date(2025, 6, 1),
        unsound={"missing": 2, "breaks": 1},
        backed_up=date(2025, 3, 1),
        first_backup=date(2025, 2, 1),
        tested=date(2025, 5, 1),
        restored=False,
        shown=date(2025, 4, 1),
    )


def test_what_happened_later_counts_for_nothing(tmp_path: Path, note: Note) -> None:
    note("2025-02-01", "backup", {})
    note("2025-03-01", "restore-test", {"result": "ok"})
    assert keeping_of(tmp_path, date(2025, 2, 28)) == Keeping(
        since=date(2025, 2, 1), backed_up=date(2025, 2, 1), first_backup=date(2025, 2, 1)
    )
    assert keeping_of(tmp_path, date(2025, 1, 31)) == Keeping()


def test_a_verification_of_a_part_is_none_of_the_archive(tmp_path: Path, note: Note) -> None:
    note("2025-02-01", "verify", {"missing": 0})
    note("2025-03-01", "verify", {"missing": 3, "paths": ["a"]})
    found = keeping_of(tmp_path, DAY)
    assert found is not None
    assert (found.verified, found.unsound) == (date(2025, 2, 1), {})


@pytest.mark.parametrize(
    "line",
    [
        {"do": "backup"},
        {"do": "backup", "at": "yesterday", "by": "a"},
        {"do": "verify", "at": 3, "by": "a"},
        {"do": "begin", "at": "2025-02-01", "by": "a", "x": '"do":"backup"'},
        ["do", "backup"],
    ],
    ids=str,
)
def test_what_is_no_note_is_passed_over(line: object, tmp_path: Path) -> None:
    (tmp_path / ".archivist").mkdir()
    text = json.dumps(line, separators=(",", ":")) + "\n"
    (tmp_path / ".archivist" / "journal.jsonl").write_text("x\n" + text, encoding="utf-8")
    assert keeping_of(tmp_path, DAY) == Keeping()


def test_a_count_that_is_none_is_passed_over(tmp_path: Path, note: Note) -> None:
    note("2025-02-01", "verify", {"missing": "many", "damaged": True, "changed": [1]})
    found = keeping_of(tmp_path, DAY)
    assert found is not None
    assert found.unsound == {}


@pytest.mark.parametrize(
    ("later", "sound"),
    [
        ({"sample": "1%", "sound": True}, False),
        ({"sample": "older-than 30 1%", "sound": True}, False),
        ({"sample": "older-than 30", "sound": True}, True),
        ({"sample": "all", "sound": True}, True),
        ({"sample": "1%", "sound": False, "missing": 1}, False),
    ],
    ids=["sample", "sample-of-the-old", "all-that-is-old", "all", "unsound-sample"],
)
def test_a_lucky_sample_does_not_heal(
    later: dict[str, Any], *, sound: bool, tmp_path: Path, note: Note
) -> None:
    note("2025-02-01", "verify", {"sample": "all", "sound": False, "damaged": 2})
    note("2025-03-01", "verify", later)
    found = keeping_of(tmp_path, DAY)
    assert found is not None
    assert (not found.unsound) is sound


def test_a_journal_that_cannot_be_read_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / ".archivist" / "journal.jsonl").mkdir(parents=True)
    assert keeping_of(tmp_path, DAY) is None
