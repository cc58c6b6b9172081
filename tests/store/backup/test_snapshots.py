"""Reading a backup: nothing in it is trusted, nothing of it is hidden."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archivist.errors import (
    ArchivistError,
    InvalidChoiceError,
    InvalidFileError,
    NotReadableError,
)
from archivist.store.backup import names
from archivist.store.backup import snapshots as reading
from archivist.store.backup.layout import Target, object_path, open_target
from archivist.store.backup.marker import read_marker
from archivist.store.backup.names import FACTS, MANIFEST, MARKER, TIMES, summed, unsummed
from archivist.store.backup.snapshots import damage_of, read_entries, read_snapshot
from archivist.store.backup.times import Stored
from tests.store.backup.archives import (
    FIRST,
    NOW,
    PHOTO,
    back_up,
    later,
    make_archive,
    opened,
    sha,
)

A, B = sha(b"a"), sha(b"b")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    back_up(make_archive(tmp_path / "库"), tmp_path / "备份")
    return tmp_path / "备份"


def rewritten(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Write a snapshot's facts anew, as somebody would who knows how they are summed."""
    value = unsummed((folder / FACTS).read_bytes())
    assert value is not None
    del value["sum"]
    change(value)
    (folder / FACTS).write_bytes(summed(value))


def listed(folder: Path, manifest: bytes, times: bytes) -> None:
    """Give a snapshot other lists, and facts that agree with them."""
    (folder / MANIFEST).write_bytes(manifest)
    (folder / TIMES).write_bytes(times)
    sums = {MANIFEST: sha(manifest), TIMES: sha(times)}
    rewritten(folder, lambda value: value.update(sha256=sums))


def test_a_snapshot_says_what_it_is(target: Path) -> None:
    (found,) = opened(target).snapshots()
    assert (found.name, found.number, found.at) == (FIRST, 1, NOW.isoformat())
    assert (found.archive, found.archive_id) == ("库", "AB12CD34")
    assert found.empty_folders == ("测流创新工作室/07 空",)
    assert set(found.beside) == {"README.txt", "restore.ps1", "restore.sh"}
    assert damage_of(found) == ""
    assert found.files == len(read_entries(found)) == 9


@pytest.mark.parametrize("file", [FACTS, MANIFEST, TIMES])
def test_any_flipped_bit_shows(file: str, target: Path) -> None:
    place = target / "snapshots" / FIRST / file
    whole = place.read_bytes()
    for at in range(0, len(whole), 7):
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        assert damage_of(read_snapshot(place.parent)), at
    place.write_bytes(whole[:-1])
    assert damage_of(read_snapshot(place.parent))
    place.write_bytes(whole + b"\n")
    assert damage_of(read_snapshot(place.parent))
    place.unlink()
    assert damage_of(read_snapshot(place.parent))


def test_any_flipped_bit_of_the_marker_shows(target: Path) -> None:
    whole = (target / MARKER).read_bytes()
    for at in range(len(whole)):
        (target / MARKER).write_bytes(
            whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :]
        )
        assert opened(target).marked.damage, at


def test_one_of_the_two_lists_is_enough(target: Path) -> None:
    folder = target / "snapshots" / FIRST
    whole = read_entries(read_snapshot(folder))
    (folder / TIMES).write_bytes(b"rot")
    told = read_entries(read_snapshot(folder))
    assert told == [Stored(each.path, each.sha256, -1, -1) for each in whole]
    (folder / MANIFEST).write_bytes(b"rot")
    with pytest.raises(InvalidFileError, match=r"times\.tsv: it is not as it was written"):
        read_entries(read_snapshot(folder))


def test_a_list_that_cannot_be_opened_is_damaged(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> str:
        raise PermissionError

    found = read_snapshot(target / "snapshots" / FIRST)
    monkeypatch.setattr(reading, "digest_of", refuse)
    assert "does not allow" in damage_of(found)
    with pytest.raises(InvalidFileError):
        read_entries(found)


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../x", "a/../../x", "a//b", "./a", "a/", "a\0b", ""]
)
def test_a_path_that_leads_out_makes_the_whole_list_unreadable(path: str, target: Path) -> None:
    folder = target / "snapshots" / FIRST
    listed(folder, f"{A}  {path}\n".encode(), f"1\t1\t{A}\t{path}\n".encode())
    with pytest.raises(InvalidFileError, match="line 1 makes no sense"):
        read_entries(read_snapshot(folder))


@pytest.mark.parametrize(
    "times",
    [
        f"1\t1\t{A}\ta\n1\t1\t{B}\ta\n".encode(),
        f"1\t1\t{A}\ta".encode(),
        b"\xff\xfe\n",
        b"x" * 70_000 + b"\n",
        f"1\t1\t{A[:-1]}/\ta\n".encode(),
    ],
    ids=["twice", "cut off", "binary", "endless", "no hash"],
)
def test_lists_that_make_no_sense_are_refused(times: bytes, target: Path) -> None:
    folder = target / "snapshots" / FIRST
    listed(folder, times, times)
    with pytest.raises(InvalidFileError):
        read_entries(read_snapshot(folder))


def test_a_list_without_end_is_bounded(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST", 3)
    with pytest.raises(InvalidFileError, match="line 4"):
        read_entries(read_snapshot(target / "snapshots" / FIRST))


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.update(schema="archivist/snapshot/2"),
        lambda value: value.pop("archive"),
        lambda value: value.update(at="yesterday"),
        lambda value: value.update(number=0),
        lambda value: value.update(at="2026-11-25T10:15:00"),
        lambda value: value.update(files=True),
        lambda value: value.update(files=-1),
        lambda value: value.update(bytes=2**70),
        lambda value: value.update(by=None),
        lambda value: value.update(sha256={MANIFEST: "x", TIMES: A}),
        lambda value: value.update(empty_folders=["../x"]),
        lambda value: value.update(refused=[{"path": 1, "reason": ""}]),
        lambda value: value.update(beside=[]),
    ],
    ids=[
        "schema",
        "no archive",
        "no time",
        "number",
        "no instant",
        "a truth",
        "below none",
        "too many",
        "nobody",
        "no hash",
        "a path out",
        "no text",
        "no table",
    ],
)
def test_facts_of_another_shape_are_damage(
    change: Callable[[dict[str, Any]], object], target: Path
) -> None:
    rewritten(target / "snapshots" / FIRST, change)
    assert "another version" in read_snapshot(target / "snapshots" / FIRST).damage


def test_facts_with_more_in_them_are_read(target: Path) -> None:
    rewritten(target / "snapshots" / FIRST, lambda value: value.update(later={"a": [1]}))
    assert not read_snapshot(target / "snapshots" / FIRST).damage


@pytest.mark.parametrize("body", [b"", b"[" * 100_000, b"[1]", b"\xff", b'{"a":'])
def test_what_is_no_json_object_is_nothing(body: bytes) -> None:
    content = body + names._tail(body)
    assert unsummed(content) is None


def test_facts_are_read_as_they_were_written() -> None:
    value = {"schema": "x", "refused": [{"path": "\udcff", "reason": "“原因”"}]}
    content = summed(value)
    found = unsummed(content)
    assert found is not None
    assert {key: found[key] for key in value} == value
    assert json.loads(content)["sum"] == hashlib.sha256(content.rpartition(b",\n")[0]).hexdigest()


def test_a_snapshot_that_was_renamed_is_shown_and_flagged(target: Path) -> None:
    (target / "snapshots" / FIRST).rename(target / "snapshots" / "留着")
    (target / "snapshots" / "desktop.ini").write_bytes(b"")
    (target / "snapshots" / "空").mkdir()
    (found,) = opened(target).snapshots()
    assert (found.name, found.damage) == ("留着", f"it was made as {FIRST}")


def test_the_order_is_that_of_making_whatever_the_clock_said(tmp_path: Path) -> None:
    root = make_archive(tmp_path / "库")
    for day in (3, 1, 2, 1):
        back_up(root, tmp_path / "备份", later(day))
    target = opened(tmp_path / "备份")
    names = ["20261128T101500", "20261126T101500", "20261127T101500", "20261126T101500-2"]
    assert [each.name for each in target.snapshots()] == names
    assert target.snapshot("latest").name == names[-1]
    (tmp_path / "备份" / "snapshots" / names[-1] / FACTS).write_bytes(b"rot")
    assert sorted(each.name for each in target.snapshots() if each.damage) == names[-1:]
    assert target.snapshot("latest").name == names[2]
    assert target.snapshot(names[-1]).damage


def test_what_is_no_backup_says_so(tmp_path: Path, target: Path) -> None:
    cases: list[tuple[str, type[ArchivistError], str]] = [
        ("库", InvalidChoiceError, "no backup of archivist"),
        ("nowhere", NotReadableError, "is not there"),
        ("库/archive.toml", NotReadableError, "cannot be read"),
    ]
    for name, kind, text in cases:
        with pytest.raises(kind, match=text):
            open_target(tmp_path / name)
    (target / MARKER).rename(target / "0=archivist_backup_2.0")
    with pytest.raises(InvalidFileError, match="newer version"):
        open_target(target)


def test_a_target_that_goes_away_is_an_error_and_not_empty(target: Path) -> None:
    found = opened(target)
    target.rename(target.with_name("away"))
    with pytest.raises(NotReadableError, match="is not there"):
        found.snapshots()
    target.mkdir()
    with pytest.raises(InvalidChoiceError, match="no backup"):
        found.snapshots()
    (target / "snapshots").write_bytes(b"")
    with pytest.raises(NotReadableError, match="cannot be read"):
        found.snapshots()


def test_a_marker_whose_snapshots_are_not_made_yet_holds_none(target: Path) -> None:
    (target / "snapshots").rename(target / "away")
    assert opened(target).snapshots() == []


def test_an_object_has_its_hash_for_a_name_and_nothing_else() -> None:
    target = Target(path=Path("x"), marked=read_marker(b""))
    assert object_path(target, A).parts[-3:] == ("objects", A[:2], A)
    for name in ("../../x", A.upper(), A[:-1], ""):
        with pytest.raises(ValueError, match=r".*"):
            object_path(target, name)


def test_a_photo_is_where_the_list_says(target: Path) -> None:
    (entry,) = [e for e in read_entries(opened(target).snapshot("latest")) if e.path == PHOTO]
    assert object_path(opened(target), entry.sha256).read_bytes() == b"a photo"
