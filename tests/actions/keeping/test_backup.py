"""``archivist backup``: all that counts, once, and a snapshot that names it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archivist.actions.keeping import backup as action
from archivist.actions.keeping.backup import backups
from archivist.store.backup.objects import Objects
from archivist.store.backup.snapshots import read_entries
from archivist.store.backup.times import Stored
from archivist.store.journal_notes import notes
from tests.guard import guarded
from tests.store.backup.archives import (
    FILES,
    FIRST,
    NOW,
    OLD,
    PHOTO,
    SHEET,
    back_up,
    change,
    later,
    left_over,
    make_archive,
    objects,
    opened,
    sha,
    tree,
)

Place = tuple[Path, Path]
JOURNAL = ".archivist/journal.jsonl"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_archive(tmp_path / "库"), tmp_path / "备份"


def entries(target: Path, name: str = "latest") -> dict[str, Stored]:
    return {each.path: each for each in read_entries(opened(target).snapshot(name))}


def test_all_that_counts_is_backed_up_and_nothing_else(place: Place) -> None:
    root, target = place
    before = tree(root)
    with guarded(root):
        report = back_up(root, target)
    assert report.complete
    assert tree(root) == before
    found = entries(target)
    assert {path: each.sha256 for path, each in found.items()} == {
        path: sha(content) for path, content in FILES.items()
    }
    assert {each.mtime_ns for each in found.values()} == {OLD}
    assert objects(target) == {sha(content): content for content in FILES.values()}
    assert (report.snapshot.new_objects, report.read) == (8, 9)
    assert left_over(target) == []


def test_the_journal_tells_of_it(place: Place) -> None:
    root, target = place
    back_up(root, target)
    (note,) = notes(root, "backup")
    (snapshot,) = backups(target)
    assert {key: note.value[key] for key in ("target", "snapshot", "files", "bytes")} == {
        "target": str(target),
        "snapshot": FIRST,
        "files": len(FILES),
        "bytes": sum(map(len, FILES.values())),
    }
    assert note.value["manifest"] == snapshot.manifest_sha256
    back_up(root, target, later(1))
    again = opened(target).snapshot("latest")
    assert again.journal_line == 1
    assert JOURNAL in entries(target)


def test_what_has_not_changed_is_not_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    root, target = place
    back_up(root, target)
    change(root, SHEET, b"%PDF-1.4 a longer sheet")
    read: list[Path] = []
    real = Objects.take

    def watched(self: Objects, source: Path, *, known: bool) -> object:
        read.append(source)
        return real(self, source, known=known)

    monkeypatch.setattr(Objects, "take", watched)
    report = back_up(root, target, later(1))
    assert sorted(read) == sorted([root / SHEET, root / JOURNAL])
    assert (report.snapshot.new_objects, report.read) == (2, 2)
    read.clear()
    assert back_up(root, target, later(2), reread=True).read == len(read) == len(FILES) + 1


def test_an_equal_snapshot_is_one_all_the_same(place: Place) -> None:
    root, target = place
    back_up(root, target)
    back_up(root, target, later(1))
    contents = objects(target)
    back_up(root, target, later(2))
    assert [each.name for each in backups(target)] == [
        FIRST,
        "20261126T101500",
        "20261127T101500",
    ]
    # Only the journal, which tells of the backup before, is another one.
    assert len(objects(target)) == len(contents) + 1


def test_a_change_that_keeps_size_and_time_is_found_by_reading_anew(place: Place) -> None:
    root, target = place
    back_up(root, target)
    change(root, PHOTO, b"A PHOTO")
    back_up(root, target, later(1))
    assert entries(target)[PHOTO].sha256 == sha(b"a photo")
    back_up(root, target, later(2), reread=True)
    assert entries(target)[PHOTO].sha256 == sha(b"A PHOTO")


def test_what_changed_about_the_last_backup_is_read_again(place: Place) -> None:
    root, target = place
    just = int(NOW.timestamp()) * 1_000_000_000 - 1_000_000_000
    os.utime(root / PHOTO, ns=(just, just))
    back_up(root, target)
    (root / PHOTO).write_bytes(b"A PHOTO")
    os.utime(root / PHOTO, ns=(just, just))
    back_up(root, target, later(1))
    assert entries(target)[PHOTO].sha256 == sha(b"A PHOTO")


def test_an_object_that_is_lost_is_stored_again(place: Place) -> None:
    root, target = place
    back_up(root, target)
    name = sha(b"a photo")
    (target / "objects" / name[:2] / name).unlink()
    assert back_up(root, target, later(1)).complete
    assert objects(target)[name] == b"a photo"


def test_progress_is_told(place: Place) -> None:
    root, target = place
    told: list[tuple[int, int]] = []
    asked = action.BackupAsked(target=target, now=NOW)
    action.backup(root, asked, lambda *at: told.append(at))
    assert told == [(number, 9) for number in range(1, 10)]
