"""Small pictures kept: found by content, told when damaged, gone when there is no room."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.errors import NotWritableError
from archivist.store.thumbs import FOLDER, Thumbs

SHA = "ab" * 32
OTHER = "cd" * 32
JPEG = b"\xff\xd8\xff a picture"


def kept(folder: Path, *, sha256: str = SHA, picture: bytes = JPEG) -> Path:
    with Thumbs(folder) as thumbs:
        return thumbs.keep(sha256, 460, picture)


def test_what_is_kept_is_found_in_this_run_and_the_next(tmp_path: Path) -> None:
    with Thumbs(tmp_path) as thumbs:
        assert thumbs.find(SHA, 460) is None
        path = thumbs.keep(SHA, 460, JPEG)
        assert path.parent == tmp_path / FOLDER
        assert thumbs.find(SHA, 460) == path
    with Thumbs(tmp_path) as thumbs:
        assert thumbs.find(SHA, 460) == path
        assert path.read_bytes() == JPEG
        assert thumbs.find(SHA, 480) is None
        assert thumbs.find(OTHER, 460) is None
    assert [each.name for each in (tmp_path / FOLDER).iterdir()] == [path.name]


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a flipped bit": lambda path: path.write_bytes(JPEG[:-1] + b"x"),
    "cut off": lambda path: path.write_bytes(JPEG[:-1]),
    "empty": lambda path: path.write_bytes(b""),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_taken_away_and_made_anew(
    damage: Callable[[Path], object], tmp_path: Path
) -> None:
    path = kept(tmp_path)
    damage(path)
    with Thumbs(tmp_path) as thumbs:
        assert thumbs.find(SHA, 460) is None
        assert not path.exists()
        assert thumbs.keep(SHA, 460, JPEG) == path
        assert thumbs.find(SHA, 460) == path


def test_what_is_no_picture_is_not_used(tmp_path: Path) -> None:
    kept(tmp_path, picture=b"text")
    with Thumbs(tmp_path) as thumbs:
        assert thumbs.find(SHA, 460) is None


def test_what_vanished_meanwhile_is_not_found(tmp_path: Path) -> None:
    path = kept(tmp_path)
    with Thumbs(tmp_path) as thumbs:
        path.unlink()
        assert thumbs.find(SHA, 460) is None


def test_what_has_no_digest_is_kept_for_the_run_only(tmp_path: Path) -> None:
    with Thumbs(tmp_path / "state") as thumbs:
        path = thumbs.keep("", 460, JPEG)
        assert path.read_bytes() == JPEG
        assert thumbs.find("", 460) is None
    assert not path.exists()
    assert not (tmp_path / "state" / FOLDER).exists()


def test_where_nothing_can_be_kept_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file in the way", encoding="utf-8")
    with Thumbs(tmp_path) as thumbs:
        path = thumbs.keep(SHA, 460, JPEG)
        other = thumbs.keep(OTHER, 460, JPEG)
        assert path.read_bytes() == other.read_bytes() == JPEG
    assert not path.exists()
    assert (tmp_path / FOLDER).read_text(encoding="utf-8") == "a file in the way"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "photos"
    path = kept(tmp_path / "other")
    elsewhere.mkdir()
    theirs = elsewhere / path.name
    theirs.write_bytes(b"damaged, and not ours")
    (tmp_path / FOLDER).symlink_to(elsewhere)
    with Thumbs(tmp_path, most=1) as thumbs:
        assert thumbs.find(SHA, 460) is None
        assert thumbs.keep(SHA, 460, JPEG).parent != elsewhere
    assert [each.name for each in elsewhere.iterdir()] == [theirs.name]


def test_the_oldest_go_when_there_is_no_room_and_never_what_is_in_use(tmp_path: Path) -> None:
    paths = [kept(tmp_path, sha256=f"{n:032x}" * 2, picture=JPEG + bytes(1000)) for n in range(6)]
    for age, path in enumerate(paths):
        os.utime(path, ns=(10**18 + age, 10**18 + age))
    theirs = tmp_path / FOLDER / "holiday.jpg"
    theirs.write_bytes(bytes(5000))
    stale = tmp_path / FOLDER / f"{paths[0].name}.4711.tmp"
    stale.write_bytes(b"of a run that was killed")
    with Thumbs(tmp_path, most=4600) as thumbs:
        assert thumbs.find(f"{0:032x}" * 2, 460) == paths[0]
    assert [path.exists() for path in paths] == [True, False, False, True, True, True]
    assert theirs.exists()
    assert not stale.exists()


def test_a_disk_without_any_room_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    monkeypatch.setattr(Path, "write_bytes", full)
    with Thumbs(tmp_path) as thumbs, pytest.raises(NotWritableError, match="drive is full"):
        thumbs.keep(SHA, 460, JPEG)
