"""Verifying a backup: whatever is not as it was written is found, named and told what it means.

``ARCHIVIST_FLIPS`` sets in how many places a bit is flipped.
"""

from __future__ import annotations

import hashlib
import os
import random
from datetime import timedelta
from pathlib import Path

import pytest

from archivist.actions.keeping.backup_verify import Verified, sample, verify_backup
from archivist.errors import InvalidChoiceError, NotReadableError
from archivist.model.operation import Verb
from archivist.store.backup import checking
from archivist.store.backup.checking import Fault
from archivist.store.backup.names import FACTS, MANIFEST, TIMES, summed, unsummed
from archivist.store.journal_lines import FILE
from archivist.store.operations import writing
from tests.actions.keeping.backed_up import (
    ITEM,
    NOW,
    a_backup,
    an_archive,
    back_up,
    held,
    object_of,
)

FLIPS = int(os.environ.get("ARCHIVIST_FLIPS", "60"))
SLIP = "签到".encode()
"""What two files hold."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a backup with two snapshots, which every test leaves as it was."""
    folder = tmp_path_factory.mktemp("whole")
    root = an_archive(folder)
    back_up(root, folder / "备份")
    (root / ITEM / "新.txt").write_bytes(b"new")
    back_up(root, folder / "备份", NOW + timedelta(days=1))
    return folder / "备份"


@pytest.fixture
def own(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a backup for tests that damage something."""
    return a_backup(tmp_path, tmp_path_factory)[1]


def faults(verified: Verified) -> dict[str, str]:
    return {each.fault.file: each.fault.why for each in verified.damages}


def test_a_whole_backup_is_whole(whole: Path) -> None:
    before = held(whole)
    told: list[tuple[int, int]] = []
    found = verify_backup(whole, progress=lambda *at: told.append(at))
    assert (found.damages, found.orphans.count) == ((), 0)
    assert found.read == found.objects == len(list(whole.glob("objects/*/*")))
    assert found.bytes == sum(path.stat().st_size for path in whole.glob("objects/*/*"))
    assert len(found.snapshots) == 2
    assert told[-1] == (found.objects, found.objects)
    assert held(whole) == before


def test_the_archives_journal_is_looked_at_too(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root, target = a_backup(tmp_path, tmp_path_factory)
    for _number in range(2):
        with writing(root, Verb.BACKUP, NOW) as session:
            session.note("backup", {"target": "/elsewhere"})
    second = back_up(root, target, NOW + timedelta(days=1))
    found = verify_backup(target, root=root)
    assert found.journal is not None
    assert (found.journal.rewritten, found.clean) == ((), True)
    journal = root / ".archivist" / FILE
    journal.write_bytes(journal.read_bytes().partition(b"\n")[0] + b"\n")
    found = verify_backup(target, root=root)
    assert found.journal is not None
    assert [each.name for each in found.journal.rewritten] == [second.name]
    assert (found.whole, found.clean) == (True, False)
    journal.unlink()
    journal.mkdir()
    found = verify_backup(target, root=root)
    assert found.journal is not None
    assert (bool(found.journal.unread), found.clean) == (True, True)
    (root / "archive.toml").write_text('id = "ZZ2M9QXA"\n', "utf-8")
    assert verify_backup(target, root=root).journal is None


def test_the_latest_that_passes_a_damaged_one_over_names_that_one(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root, target = a_backup(tmp_path, tmp_path_factory)
    second = back_up(root, target, NOW + timedelta(days=1))
    (second.folder / TIMES).write_bytes(b"")
    found = verify_backup(target, "latest")
    assert second.name not in found.snapshots
    assert faults(found) == {f"snapshots/{second.name}/{TIMES}": "it is not as it was written"}


def test_a_bit_flipped_anywhere_is_found_and_named(whole: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - the same places each time
    paths = sorted(path for path in whole.rglob("*") if path.is_file() and path.name != "lock")
    tops = [path for path in paths if path.parent == whole]
    assert {path.name for path in tops} >= {"0=archivist_backup_1.0", "README.txt", "restore.sh"}
    filled = [path for path in paths if path.stat().st_size]
    for number in range(FLIPS):
        # Every file in turn, and then by chance, so that small ones are not left out.
        path = filled[number] if number < len(filled) else chance.choice(filled)
        content = path.read_bytes()
        place = chance.randrange(len(content))
        flipped = content[place] ^ (1 << chance.randrange(8))
        path.write_bytes(content[:place] + bytes([flipped]) + content[place + 1 :])
        found = verify_backup(whole)
        path.write_bytes(content)
        assert path.relative_to(whole).as_posix() in faults(found), (path, place)
    assert verify_backup(whole).damages == ()


def test_a_damaged_content_is_told_by_its_files_and_snapshots(whole: Path) -> None:
    victim = object_of(whole, SLIP)
    victim.write_bytes(SLIP[:-1] + b"x")
    found = verify_backup(whole)
    victim.write_bytes(SLIP)
    (damage,) = found.damages
    assert damage.fault.sha256 == hashlib.sha256(SLIP).hexdigest()
    assert damage.files == {
        f"{ITEM}/签到表.txt": found.snapshots,
        f"{ITEM}/签到表 的副本.txt": found.snapshots,
    }


def test_a_missing_content_is_found_by_the_smallest_sample(own: Path) -> None:
    object_of(own, SLIP).unlink()
    found = verify_backup(own, percent=0.001)
    assert [each.why for each in (d.fault for d in found.damages)] == ["it is missing"]
    assert found.read == 1


def test_a_content_cut_short_is_found_without_reading(own: Path) -> None:
    object_of(own, SLIP).write_bytes(SLIP[:-1])
    found = verify_backup(own, percent=0.001)
    assert ["length" in each.fault.why for each in found.damages] == [True]


def test_a_content_that_cannot_be_read_is_named(own: Path) -> None:
    victim = object_of(own, SLIP)
    victim.unlink()
    victim.mkdir()
    assert list(faults(verify_backup(own)).values()) == ["it is no ordinary file"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("README.txt", "missing"),
        ("restore.ps1", "missing"),
        ("snapshots/20261125T101500/times.tsv", "missing"),
        ("snapshots/20261125T101500/snapshot.json", "not there"),
    ],
)
def test_a_file_of_its_own_that_is_gone_is_named(file: str, said: str, own: Path) -> None:
    (own / file).unlink()
    found = faults(verify_backup(own))
    place = file.rpartition("/")[0]
    assert any(said in why and each.startswith(place) for each, why in found.items())


def test_the_contents_of_a_damaged_snapshot_are_read_all_the_same(own: Path) -> None:
    facts = next(own.glob("snapshots/*/snapshot.json"))
    facts.write_bytes(facts.read_bytes().replace(b'"number"', b'"numbar"'))
    object_of(own, SLIP).unlink()
    found = verify_backup(own)
    assert len(found.damages) == 2
    assert found.orphans.count == 0


def test_a_snapshot_of_which_nothing_can_be_read_is_named(own: Path) -> None:
    for path in own.glob("snapshots/*/*"):
        path.write_bytes(b"\x00\xff{")
    found = verify_backup(own)
    assert [file.rpartition("/")[2] for file in faults(found)] == ["snapshot.json"]
    assert found.objects == 0


def test_what_no_snapshot_names_is_a_note_and_no_damage(own: Path) -> None:
    (own / "objects" / "ab").mkdir(exist_ok=True)
    (own / "objects" / "ab" / f"ab{'0' * 62}").write_bytes(b"orphan")
    (own / "objects" / ".~archivist-1-1.tmp").write_bytes(b"")
    (own / "objects" / "ab" / ".~archivist-1-2.tmp").write_bytes(b"")
    found = verify_backup(own)
    assert (found.damages, found.orphans.count, found.orphans.bytes) == ((), 1, 6)


def test_one_snapshot_alone_is_verified(whole: Path) -> None:
    victim = object_of(whole, b"new")
    victim.write_bytes(b"odd")
    first, second = verify_backup(whole, "20261125"), verify_backup(whole, "latest")
    victim.write_bytes(b"new")
    assert (len(first.damages), len(second.damages)) == (0, 1)
    with pytest.raises(InvalidChoiceError):
        verify_backup(whole, "2020")


def test_a_drive_that_vanishes_is_no_damage(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = checking.faults_of_sizes

    def leaving(*args: object) -> list[Fault]:
        found = list(before(*args))  # type: ignore[arg-type]
        own.rename(tmp_path / "away")
        return found

    monkeypatch.setattr("archivist.actions.keeping.backup_verify.faults_of_sizes", leaving)
    with pytest.raises(NotReadableError):
        verify_backup(own)


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidChoiceError):
        verify_backup(tmp_path)
    with pytest.raises(NotReadableError):
        verify_backup(tmp_path / "none")


@pytest.mark.parametrize(
    ("count", "percent", "least", "wanted"),
    [
        (100, 5, 1, 5),
        (101, 5, 1, 6),
        (10, 5, 50, 10),
        (1000, 5, 50, 50),
        (0, 5, 1, 0),
        (3, 100, 1, 3),
    ],
)
def test_a_sample_is_as_large_as_was_asked(
    count: int, percent: float, least: int, wanted: int
) -> None:
    names = [f"{number:04}" for number in range(count)]
    found = sample(names, percent, 1, least)
    assert len(found) == wanted
    assert found == sorted(set(found))
    assert set(found) <= set(names)


def test_another_seed_chooses_others() -> None:
    names = [str(number) for number in range(1000)]
    assert sample(names, 5, 1) != sample(names, 5, 2)


def test_a_list_that_is_as_it_was_written_and_makes_no_sense_is_named(own: Path) -> None:
    folder = next((own / "snapshots").iterdir())
    value = unsummed((folder / FACTS).read_bytes())
    assert value is not None
    del value["sum"]
    for name in (MANIFEST, TIMES):
        (folder / name).write_bytes(b"../out\n")
        value["sha256"][name] = hashlib.sha256(b"../out\n").hexdigest()
    (folder / FACTS).write_bytes(summed(value))
    found = faults(verify_backup(own))
    assert "line 1 makes no sense" in found[f"snapshots/{folder.name}"]
