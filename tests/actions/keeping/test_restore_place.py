"""Where a backup is restored to: never into an archive, over a file, or out of the folder."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from archivist.actions.keeping.restore import restore
from archivist.errors import (
    InvalidChoiceError,
    NotWritableError,
)
from archivist.store.backup import place, restoring
from archivist.store.backup.layout import open_target
from archivist.store.backup.place import BESIDE, UNFINISHED
from archivist.store.backup.snapshots import read_entries
from archivist.store.durable import copy_new
from tests.actions.keeping.backed_up import (
    ITEM,
    STUDIO,
    held,
    object_of,
)

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")


def test_a_file_of_another_is_left_and_named(copied: tuple[Path, Path], tmp_path: Path) -> None:
    _root, target = copied
    object_of(target, b"").unlink()
    new = tmp_path / "新"
    assert restore("latest", new, target).lost
    object_of(target, b"").write_bytes(b"")
    (new / ITEM / "空.txt").write_bytes(b"mine")
    done = restore("latest", new, target)
    assert [each.path for each in done.lost] == [f"{ITEM}/空.txt"]
    assert (new / ITEM / "空.txt").read_bytes() == b"mine"


def test_a_folder_that_is_not_empty_is_refused(whole: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    with pytest.raises(InvalidChoiceError, match="not empty"):
        restore("latest", tmp_path, whole[1])
    assert held(tmp_path) == {"mine": b"mine"}


def test_an_empty_folder_is_taken(whole: tuple[Path, Path], tmp_path: Path) -> None:
    assert restore("latest", tmp_path, whole[1]).files


@pytest.mark.parametrize(
    "where", ["archive", "archive/收件箱", "archive/新", "target/objects/新", ""]
)
def test_into_or_around_the_archive_or_the_backup_is_refused(
    where: str, copied: tuple[Path, Path]
) -> None:
    root, target = copied
    before = (held(root), held(target))
    folder = {"archive": root, "target": target, "": root.parent}[where.partition("/")[0]]
    with pytest.raises(InvalidChoiceError):
        restore("latest", folder / where.partition("/")[2], target)
    assert (held(root), held(target)) == before


@POSIX
def test_into_the_archive_by_a_link_is_refused(copied: tuple[Path, Path], tmp_path: Path) -> None:
    root, target = copied
    (tmp_path / "link").symlink_to(root / STUDIO, target_is_directory=True)
    with pytest.raises(InvalidChoiceError):
        restore("latest", tmp_path / "link" / "新", target)


@pytest.mark.parametrize(
    ("where", "text"), [(".", "is an archive itself"), ("收件箱/新", "lies in the archive")]
)
def test_in_the_archive_the_reason_and_a_place_outside_are_told(
    where: str, text: str, copied: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = copied
    monkeypatch.chdir(root)
    with pytest.raises(InvalidChoiceError, match=text) as caught:
        restore("latest", Path(where), target, [f"{ITEM}/签到表.txt"])
    place = Path("..") / "restored"
    assert f"such as {place}" in caught.value.hint
    assert restore("latest", place, target, [f"{ITEM}/签到表.txt"]).part == f"{ITEM}/签到表.txt"


def test_a_file_is_no_folder(whole: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(NotWritableError):
        restore("latest", tmp_path / "file", whole[1])


@pytest.mark.parametrize(
    "path",
    [
        "../out.txt",
        "/out.txt",
        "a/../../out.txt",
        ".ARCHIVIST/x",
        ".archivist/.archivist/x",
        ".archivist",
        "nul\0.txt",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(
    path: str, whole: tuple[Path, Path], tmp_path: Path
) -> None:
    target = open_target(whole[1])
    snapshot = target.snapshot("latest")
    begun = place.open_place(tmp_path / "新", target, snapshot)
    evil = replace(read_entries(snapshot)[0], path=path)
    with pytest.raises(OSError, match="leads"):
        restoring.put(target, evil, begun, 0)
    assert held(tmp_path / "新").keys() == {UNFINISHED}
    assert not (tmp_path / "out.txt").exists()


@POSIX
@pytest.mark.parametrize("name", ["甲", ".archivist"])
def test_a_link_that_took_a_folders_place_is_not_followed(
    name: str, whole: tuple[Path, Path], tmp_path: Path
) -> None:
    target = open_target(whole[1])
    snapshot = target.snapshot("latest")
    begun = place.open_place(tmp_path / "新", target, snapshot)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "新" / name).symlink_to(tmp_path / "elsewhere")
    stored = replace(read_entries(snapshot)[0], path=f"{name}/x")
    with pytest.raises(OSError, match="link"):
        restoring.put(target, stored, begun, 0)
    assert held(tmp_path / "elsewhere") == {}


def test_an_empty_folder_whose_name_is_taken_is_named(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    target = open_target(whole[1])
    place.open_place(tmp_path / "新", target, target.snapshot("latest"))
    (tmp_path / "新" / STUDIO).mkdir()
    (tmp_path / "新" / STUDIO / "空文件夹").write_bytes(b"mine")
    done = restore("latest", tmp_path / "新", whole[1])
    assert [each.path for each in done.lost] == [f"{STUDIO}/空文件夹"]


@POSIX
def test_a_new_folder_is_open_to_those_alone_to_whom_the_backup_is(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    copied[1].chmod(0o700)
    restore("latest", tmp_path / "新", copied[1])
    assert (tmp_path / "新").stat().st_mode & 0o777 == 0o700


@POSIX
def test_a_link_in_place_of_the_folder_beside_is_refused(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    _root, target = copied
    victim, new = object_of(target, b""), tmp_path / "新"
    victim.unlink()
    restore("latest", new, target)
    (tmp_path / "elsewhere").mkdir()
    (new / BESIDE).symlink_to(tmp_path / "elsewhere")
    victim.write_bytes(b"")
    with pytest.raises(NotWritableError, match="is a link"):
        restore("latest", new, target)
    assert list((tmp_path / "elsewhere").iterdir()) == []


@POSIX
def test_a_link_that_takes_a_folders_place_while_a_file_is_copied_is_not_followed(
    whole: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, elsewhere = tmp_path / "新", tmp_path / "elsewhere"
    elsewhere.mkdir()

    def swapping(source: Path, path: Path) -> str:
        found = copy_new(source, path)
        if not (new / "收件箱").exists():
            (new / "收件箱").symlink_to(elsewhere, target_is_directory=True)
        return found

    monkeypatch.setattr(restoring, "copy_new", swapping)
    done = restore("latest", new, whole[1])
    assert {each.path.partition("/")[0] for each in done.lost} == {"收件箱"}
    assert list(elsewhere.iterdir()) == []


def test_a_new_drive_on_which_only_the_system_wrote_will_do(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "System Volume Information").mkdir()
    assert not restore("latest", tmp_path, whole[1]).lost
    assert (tmp_path / "System Volume Information").is_dir()


def test_a_folder_of_an_archives_own_state_is_not_empty(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / ".archivist").mkdir()
    with pytest.raises(InvalidChoiceError, match="not empty"):
        restore("latest", tmp_path, whole[1])
