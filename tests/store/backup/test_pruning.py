"""Removing old snapshots: what nobody names, and not a content more."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivist.actions.keeping import backup as action
from archivist.actions.keeping.backup import BackupReport, backups
from archivist.errors import NotReadableError
from archivist.model.entry import Entry, EntryKind
from archivist.store.backup import gathering, pruning
from archivist.store.backup.drive import TargetError
from archivist.store.backup.names import FACTS, MANIFEST, TIMES
from archivist.store.backup.policy import Keep
from archivist.store.backup.pruning import prune
from archivist.store.backup.snapshots import Snapshot, read_entries
from tests.store.archive_of_files import posix
from tests.store.backup.archives import (
    SHEET,
    back_up,
    change,
    later,
    left_over,
    make_archive,
    objects,
    opened,
    sha,
)

Place = tuple[Path, Path]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return an archive with three snapshots, the sheet another one in each."""
    root, target = make_archive(tmp_path / "库"), tmp_path / "备份"
    for day in range(3):
        change(root, SHEET, f"sheet {day}".encode(), age=day)
        back_up(root, target, later(day))
    return root, target


def names(target: Path) -> list[str]:
    return [each.name[:8] for each in backups(target)]


def whole(target: Path) -> bool:
    """Tell whether every content that a snapshot names is there as it should be."""
    held = {name: sha(content) for name, content in objects(target).items()}
    named = [e.sha256 for each in backups(target) for e in read_entries(each)]
    return all(held.get(name) == name for name in named)


def kept(place: Place, policy: str) -> BackupReport:
    return back_up(*place, later(3), keep=policy)


def test_what_is_old_goes_with_what_only_it_named(place: Place) -> None:
    _root, target = place
    assert {sha(f"sheet {day}".encode()) for day in range(3)} <= set(objects(target))
    report = kept(place, "2")
    assert report.complete
    assert names(target) == ["20261127", "20261128"]
    assert report.pruned is not None
    assert report.pruned.snapshots == ("20261125T101500", "20261126T101500")
    sheets = {sha(f"sheet {day}".encode()) for day in range(3)} & set(objects(target))
    assert sheets == {sha(b"sheet 2")}
    assert whole(target)
    assert left_over(target) == []


def test_without_a_policy_nothing_goes(place: Place) -> None:
    root, target = place
    assert back_up(root, target, later(3)).pruned is None
    assert len(names(target)) == 4


@pytest.mark.parametrize("lost", [[FACTS], [MANIFEST], [MANIFEST, TIMES]])
def test_beside_a_damaged_snapshot_nothing_goes(lost: list[str], place: Place) -> None:
    _root, target = place
    for file in lost:
        (target / "snapshots" / "20261126T101500" / file).write_bytes(b"rot")
    before = objects(target)
    report = kept(place, "1")
    assert not report.complete
    assert report.pruned is not None
    assert "20261126T101500 cannot be read" in report.pruned.reason
    assert len(names(target)) == 4
    assert before.items() <= objects(target).items()


def test_an_old_snapshot_that_somebody_renamed_keeps_what_it_names(place: Place) -> None:
    _root, target = place
    folder = target / "snapshots" / "20261125T101500"
    folder.rename(folder.with_name("搬家前"))
    report = kept(place, "1")
    assert report.pruned is not None
    assert "搬家前 cannot be read" in report.pruned.reason
    assert sha(b"sheet 0") in objects(target)


@pytest.mark.parametrize("calls", range(5))
def test_cut_off_in_between_every_snapshot_that_shows_is_whole(
    calls: int, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    _root, target = place
    left = [calls]

    def counted(name: str) -> None:
        real = getattr(pruning, name)

        def cut_off(*args: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            return real(*args)

        monkeypatch.setattr(pruning, name, cut_off)

    for name in ("_remove", "remove_snapshot", "settle", "_sweep"):
        counted(name)
    with pytest.raises(KeyboardInterrupt):
        prune(opened(target), Keep(newest=1))
    monkeypatch.undo()
    assert whole(target)
    assert names(target)[-1] == "20261127"
    assert kept(place, "1").complete
    assert whole(target)
    assert names(target) == ["20261128"]
    assert left_over(target) == []
    named = {e.sha256 for e in read_entries(backups(target)[0])}
    assert set(objects(target)) == named


@pytest.mark.parametrize("error", [TargetError(OSError(28, "full")), NotReadableError("gone")])
def test_that_old_ones_stay_is_told_and_the_snapshot_counts(
    error: Exception, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> Snapshot:
        raise error

    _root, target = place
    monkeypatch.setattr(action, "prune", refuse)
    report = kept(place, "1")
    assert report.pruned is not None
    assert report.pruned.reason
    assert not report.complete
    assert len(names(target)) == 4


def test_what_is_no_object_is_never_removed(place: Place) -> None:
    _root, target = place
    ab = target / "objects" / "ab"
    ab.mkdir(exist_ok=True)
    for stray in (target / "objects" / "note.txt", ab / "other.txt", ab / f"{'ab' * 32}.damaged1"):
        stray.write_bytes(b"stray")
    (target / "objects" / "longer").mkdir()
    (target / "objects" / "longer" / ("cd" * 32)).write_bytes(b"stray")
    kept(place, "1")
    assert list(objects(target).values()).count(b"stray") == 4


@posix
def test_what_could_not_be_read_this_time_stays_in_the_last_snapshot_that_has_it(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = place
    folder, real = "测流创新工作室", gathering.wanted

    def locked(*args: Path) -> list[Entry]:
        """Return what is found when nobody may open the studio's folder."""
        found = [each for each in real(*args) if not each.path.startswith(folder)]
        return [*found, Entry(folder, EntryKind.BLOCKED, detail="locked")]

    (root / "收件箱/链接").symlink_to("/etc")
    monkeypatch.setattr(gathering, "wanted", locked)
    report = kept(place, "1")
    assert report.pruned is not None
    assert report.pruned.snapshots == ("20261125T101500", "20261126T101500")
    assert names(target) == ["20261127", "20261128"]
    assert whole(target)
    monkeypatch.undo()
    assert back_up(root, target, later(4), keep="1").pruned is not None
    assert names(target) == ["20261129"]
    assert sha(b"sheet 2") in objects(target)
