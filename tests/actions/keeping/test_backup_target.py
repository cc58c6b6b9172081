"""Where a backup is made: which folders will do, and whose backup lies there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archivist.actions.keeping import backup as action
from archivist.actions.keeping import backup_notes
from archivist.actions.keeping.backup import backups
from archivist.errors import (
    BusyError,
    InvalidChoiceError,
    InvalidFileError,
    NotWritableError,
)
from archivist.store.backup.names import MARKER
from archivist.store.backup.preparing import locked
from tests.store.backup.archives import (
    FILES,
    NOW,
    back_up,
    later,
    make_archive,
    tree,
)

Place = tuple[Path, Path]
JOURNAL = ".archivist/journal.jsonl"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_archive(tmp_path / "库"), tmp_path / "备份"


@pytest.mark.parametrize("where", ["库/备份", "库", ".", "库/.archivist/备份"])
def test_a_target_in_the_archive_or_around_it_is_refused(where: str, place: Place) -> None:
    root, _target = place
    with pytest.raises(InvalidChoiceError, match=r"lies in"):
        back_up(root, root.parent / where)


@pytest.mark.parametrize("name", ["文件", "照片/a.jpg"])
def test_a_folder_of_something_else_is_refused(name: str, place: Place) -> None:
    root, target = place
    (target / name).parent.mkdir(parents=True, exist_ok=True)
    (target / name).write_bytes(b"mine")
    before = tree(target)
    for where in (target, target / name):
        with pytest.raises((InvalidChoiceError, NotWritableError)):
            back_up(root, where)
    assert tree(target) == before


def test_the_folder_in_which_a_target_is_made_has_to_be_there(place: Place) -> None:
    root, target = place
    with pytest.raises(NotWritableError, match="is not there"):
        back_up(root, target / "a" / "b")
    assert not target.exists()
    target.mkdir()
    assert back_up(root, target).complete  # an empty one will do


def test_a_target_of_a_newer_version_is_left_alone(place: Place) -> None:
    root, target = place
    target.mkdir()
    (target / "0=archivist_backup_2.0").write_bytes(b"")
    with pytest.raises(InvalidFileError, match="newer version"):
        back_up(root, target)
    assert {path.name for path in target.iterdir()} == {"0=archivist_backup_2.0", "lock"}


def test_another_archive_is_refused(place: Place, tmp_path: Path) -> None:
    root, target = place
    back_up(root, target)
    marker = FILES["archive.toml"]
    other = make_archive(tmp_path / "另一个", {"archive.toml": marker.replace(b"AB12", b"ZZ12")})
    nameless = make_archive(tmp_path / "无号", {"archive.toml": marker.split(b"\n", 1)[1]})
    for each in (other, nameless):
        with pytest.raises(InvalidChoiceError, match="another archive, “库”"):
            back_up(each, target, later(1))
    (target / MARKER).write_bytes(b"rot")
    with pytest.raises(InvalidChoiceError, match="another archive, “库”"):
        back_up(other, target, later(1))
    renamed = root.rename(tmp_path / "新名")
    assert back_up(renamed, target, later(1)).complete
    assert len(backups(target)) == 2


def test_a_damaged_marker_of_an_empty_target_is_nobodys(place: Place) -> None:
    root, target = place
    back_up(root, target)
    shutil.rmtree(target / "snapshots")
    good = (target / MARKER).read_bytes()
    (target / MARKER).write_bytes(b"rot")
    assert back_up(root, target, later(1)).complete
    assert (target / MARKER).read_bytes() == good  # the next backup mends it


def test_where_a_backup_was_none_is_begun_anew_unasked(place: Place) -> None:
    root, target = place
    back_up(root, target)
    target.rename(target.with_name("away"))
    with pytest.raises(InvalidChoiceError, match="held a backup on 2026-11-25") as caught:
        back_up(root, target, later(1))
    assert "--new" in caught.value.hint
    assert not target.exists()
    assert back_up(root, target, later(1), anew=True).complete


def test_a_journal_that_cannot_be_read_keeps_nobody_from_backing_up(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError

    root, target = place
    monkeypatch.setattr(backup_notes, "notes", refuse)
    monkeypatch.setattr(action, "head", refuse)
    assert back_up(root, target).complete


def test_two_do_not_write_at_once(place: Place) -> None:
    root, target = place
    back_up(root, target)
    with locked(target, NOW), pytest.raises(BusyError, match="Another backup"):
        back_up(root, target, later(1))
    assert len(backups(target)) == 1


def test_what_an_older_version_laid_beside_is_renewed(place: Place) -> None:
    root, target = place
    back_up(root, target)
    (target / "README.txt").write_bytes(b"old")
    (target / "restore.sh").unlink()
    back_up(root, target, later(1))
    assert (target / "README.txt").read_bytes().startswith(b"\xef\xbb\xbf\xe8\xbf\x99")
    assert (target / "restore.sh").exists()


def test_a_new_drive_on_which_only_the_system_wrote_will_do(place: Place) -> None:
    root, target = place
    for name in ("System Volume Information", "$RECYCLE.BIN", "lost+found"):
        (target / name).mkdir(parents=True)
    (target / ".DS_Store").write_bytes(b"theirs")
    assert back_up(root, target).complete
    assert (target / ".DS_Store").read_bytes() == b"theirs"
    assert (target / "lost+found").is_dir()
