"""A folder whose restore is not finished: it says so, and the command that it names goes on."""

from __future__ import annotations

import os
import shlex
from datetime import timedelta
from pathlib import Path

import pytest

from archivist.actions.keeping.restore import restore
from archivist.errors import InvalidChoiceError, NotWritableError
from archivist.store.backup import place
from archivist.store.backup.layout import open_target
from archivist.store.backup.place import BESIDE, UNFINISHED
from tests.actions.keeping.backed_up import ITEM, NOW, back_up, expected, held, object_of

POSIX = pytest.mark.skipif(os.name == "nt", reason="quotes of a shell")


def test_a_folder_that_is_an_archive_once_it_is_restored_goes_on_until_it_is_finished(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    _root, target = copied
    object_of(target, b"").unlink()
    new = tmp_path / "新"
    assert restore("latest", new, target).lost
    assert (new / "archive.toml").exists()
    object_of(target, b"").write_bytes(b"")
    assert not restore("latest", new, target).lost
    with pytest.raises(InvalidChoiceError, match="is an archive itself"):
        restore("latest", new, target)


def test_another_snapshot_does_not_go_on_in_an_unfinished_folder(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = copied
    object_of(target, b"").unlink()
    first = open_target(target).snapshot("latest").name
    restore("latest", tmp_path / "新", target)
    back_up(root, target, NOW + timedelta(days=1))
    with pytest.raises(InvalidChoiceError, match="not finished") as caught:
        restore("latest", tmp_path / "新", target)
    assert (first in caught.value.message, UNFINISHED in caught.value.hint) == (True, True)
    assert not restore(first, tmp_path / "新", target).lost


@POSIX
def test_the_unfinished_file_names_snapshot_and_command(
    copied: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = copied
    object_of(target, b"").unlink()
    new, only = tmp_path / "新 库", [f"{ITEM}/空.txt"]
    first = restore("latest", new, target, only).snapshot.name
    told = (new / UNFINISHED).read_text("utf-8-sig")
    assert f"from the snapshot {first}" in told
    (line,) = [each for each in told.splitlines() if each.startswith("archivist restore ")]
    assert shlex.split(line) == [
        *("archivist", "restore", first, str(new), "--from", str(target), "--only", *only)
    ]
    back_up(root, target, NOW + timedelta(days=1))
    object_of(target, b"").write_bytes(b"")
    _archivist, _restore, name, folder, _from, source, _only, path = shlex.split(line)
    assert restore(name, Path(folder), Path(source), [path]).complete
    assert not (new / UNFINISHED).exists()


def test_a_restore_that_has_only_begun_names_the_command_as_well(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    target = open_target(whole[1])
    begun = place.open_place(tmp_path / "新", target, target.snapshot("latest"))
    told = (tmp_path / "新" / UNFINISHED).read_text("utf-8-sig")
    assert begun.snapshot in begun.again
    assert begun.again in told.splitlines()


def test_a_file_that_only_looks_unfinished_opens_no_folder(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / UNFINISHED).write_bytes(b"something else")
    with pytest.raises(InvalidChoiceError):
        restore("latest", tmp_path, whole[1])


def test_what_a_killed_restore_left_beside_is_swept(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    root, target = whole
    new = tmp_path / "新"
    started = open_target(target)
    begun = place.open_place(new, started, started.snapshot("latest"))
    (new / BESIDE / f"{'0' * 64}-3-77").write_bytes(b"half")
    (new / f"{UNFINISHED}.77.tmp").write_bytes(b"ha")
    assert place.unfinished(begun.folder) == begun.snapshot
    restore("latest", new, target)
    assert held(new) == expected(root, target)
    assert not (new / BESIDE).exists()


def test_a_restore_that_was_killed_at_its_very_first_write_goes_on(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / f"{UNFINISHED}.77.tmp").write_bytes(b"ha")
    restore("latest", tmp_path, whole[1])
    assert held(tmp_path) == expected(*whole)


def test_a_folder_in_the_place_of_the_unfinished_file_is_refused(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / UNFINISHED).mkdir()
    with pytest.raises((NotWritableError, InvalidChoiceError)):
        restore("latest", tmp_path, whole[1])
    assert [path.name for path in tmp_path.iterdir()] == [UNFINISHED]
