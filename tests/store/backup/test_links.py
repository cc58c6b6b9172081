"""Links in a target: what lies behind them is not ours to write to, or to remove."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archivist.actions.keeping.backup import backups
from archivist.errors import NotWritableError
from archivist.store.backup.names import FACTS, MANIFEST, TIMES
from tests.store.archive_of_files import posix
from tests.store.backup.archives import FIRST, SHEET, back_up, change, later, make_archive, sha

pytestmark = posix
STRANGE = "ab" * 32
"""What could be the name of an object."""


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Return an archive, its target with two snapshots, and a folder of somebody else's."""
    root, target = make_archive(tmp_path / "库"), tmp_path / "备份"
    back_up(root, target)
    change(root, SHEET, b"another sheet")
    back_up(root, target, later(1))
    other = tmp_path / "别人的"
    other.mkdir()
    for name in (FACTS, MANIFEST, TIMES, STRANGE):
        (other / name).write_bytes(b"mine")
    return root, target, other


def put_behind(link: Path, other: Path) -> None:
    """Let a folder of the target lie elsewhere, and a link in its place."""
    if link.exists():
        shutil.copytree(link, other, dirs_exist_ok=True)
        shutil.rmtree(link)
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(other, target_is_directory=True)


@pytest.mark.parametrize(
    ("link", "ends"),
    [
        ("snapshots/.~archivist-20200101T000000.tmp", "whole"),
        (f"snapshots/{FIRST}", "kept"),
        ("objects/ab", "whole"),
        ("objects", "refused"),
        ("snapshots", "refused"),
    ],
)
def test_nothing_behind_a_link_is_removed(
    link: str, ends: str, place: tuple[Path, Path, Path]
) -> None:
    root, target, other = place
    put_behind(target / link, other)
    before = {path: path.read_bytes() for path in other.rglob("*") if path.is_file()}
    if ends == "refused":
        with pytest.raises(NotWritableError, match=f"the folder {link} is a link"):
            back_up(root, target, later(2), keep="1")
    else:
        report = back_up(root, target, later(2), keep="1")
        assert report.pruned is not None
        assert bool(report.pruned.reason) == (ends == "kept")
    assert {path: path.read_bytes() for path in other.rglob("*") if path.is_file()} == before
    assert (target / link).is_symlink()


def test_a_snapshot_that_is_a_link_is_named_as_one(place: tuple[Path, Path, Path]) -> None:
    _root, target, other = place
    put_behind(target / "snapshots" / FIRST, other)
    assert "a link" in backups(target)[0].damage


def test_a_content_is_not_stored_behind_a_link(place: tuple[Path, Path, Path]) -> None:
    root, target, other = place
    for number in range(256):
        folder = target / "objects" / f"{number:02x}"
        if not folder.exists():
            folder.symlink_to(other, target_is_directory=True)
    # Of another length, so that it is read; where the journal's content lies is chance.
    sheets = (b"sheet %d" % number for number in range(256))
    sheet = next(each for each in sheets if (target / "objects" / sha(each)[:2]).is_symlink())
    change(root, SHEET, sheet)
    with pytest.raises(NotWritableError, match="is a link"):
        back_up(root, target, later(2))
    assert len(list(other.iterdir())) == 4
