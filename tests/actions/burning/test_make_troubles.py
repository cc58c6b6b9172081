"""What keeps discs from being made: nothing half is left, and what is wrong is told."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO

import pytest

from archivist.actions.keeping.seal import SealRequest, seal
from archivist.errors import (
    BusyError,
    InvalidChoiceError,
    NotReadableError,
    NotWritableError,
)
from archivist.formats.iso import write_image
from archivist.store.disc_images import making_of
from archivist.store.disc_lists import disc_lists
from archivist.store.lock import this_process, writer_lock
from tests.actions.boxwork import STUDIO, Look
from tests.actions.burnwork import NOW, NUMBER, make, rows, two_years
from tests.actions.conftest import ITEM, aged
from tests.actions.discwork import a_row, registered


def test_another_file_of_the_name_is_never_overwritten(look: Look, out: Path) -> None:
    (out / f"{NUMBER}.iso").write_bytes(b"mine")
    report = make(look(), out)
    assert not report.done
    assert "is there already" in report.discs[0].reason
    assert (out / f"{NUMBER}.iso").read_bytes() == b"mine"
    assert rows(look) == []


def test_what_a_killed_run_left_half_written_is_written_anew(look: Look, out: Path) -> None:
    making_of(out / f"{NUMBER}.iso").write_bytes(b"half")
    assert make(look(), out).done
    assert [path.name for path in out.iterdir()] == [f"{NUMBER}.iso"]


def test_a_file_that_changes_meanwhile_is_on_no_disc(
    archive: Path, look: Look, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = archive / ITEM / "C1-20250318-02.jpg"
    write = write_image

    def changing(*words: Any, **named: Any) -> str:  # noqa: ANN401
        status = photo.stat()
        content = bytearray(photo.read_bytes())
        content[-1] ^= 1
        photo.write_bytes(content)
        os.utime(photo, ns=(status.st_atime_ns, status.st_mtime_ns))
        return write(*words, **named)

    monkeypatch.setattr("archivist.actions.burning.image.write_image", changing)
    report = make(look(), out)
    assert not report.done
    assert "C1-20250318-02.jpg" in report.discs[0].reason
    assert [*out.iterdir()] == []
    assert rows(look) == []
    assert disc_lists(archive) == ()


def test_an_image_that_reads_back_otherwise_is_not_kept(
    look: Look, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "archivist.actions.burning.image.read_image", lambda _place: iter([("说明文件.TXT", 3)])
    )
    report = make(look(), out)
    assert "does not hold" in report.discs[0].reason
    assert [*out.iterdir()] == []


@pytest.mark.parametrize(
    ("error", "full", "told"),
    [(28, True, "full"), (27, True, "FAT32"), (5, False, "error")],
    ids=["full", "too large", "broken"],
)
def test_a_place_that_takes_no_more_leaves_nothing_half(
    archive: Path,
    look: Look,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: int,
    full: bool,
    told: str,
) -> None:
    two_years(archive)

    def refusing(place: Path) -> BinaryIO:
        raise OSError(error, os.strerror(error), str(place))

    monkeypatch.setattr("archivist.actions.burning.image.new_image", refusing)
    report = make(look(), out, by_year=True)
    assert report.full is full
    reason = report.discs[0].reason
    assert told in reason
    assert f"{NUMBER[:-3]}" in reason or "A104-2024" in reason
    assert "on another drive" in reason or "NTFS" in reason
    assert len(report.discs) == 2
    assert [*out.iterdir()] == []
    assert rows(look) == []


def test_what_cannot_be_read_is_named_and_the_rest_is_burnt(
    archive: Path, look: Look, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = archive / ITEM / "C1-20250318-02.jpg.xmp"
    bad.write_bytes(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    monkeypatch.setattr(
        "archivist.actions.burning.contents.hashed",
        lambda places: ((p, OSError(5, "x") if p == bad else "0" * 64) for p in places),
    )
    report = make(look(), out, dry_run=True)
    assert [path for path, _why in report.troubles] == [f"{ITEM}/{bad.name}"]
    assert len(report.discs[0].disc.records) == 1
    assert not report.done


def test_places_in_the_archive_or_nowhere_are_refused(archive: Path, look: Look) -> None:
    with pytest.raises(InvalidChoiceError, match="lies in the archive"):
        make(look(), archive / STUDIO)
    with pytest.raises(NotWritableError, match="is not there"):
        make(look(), archive.parent / "nowhere" / "else")
    (archive.parent / "file").write_bytes(b"")
    with pytest.raises(NotWritableError, match="is no folder"):
        make(look(), archive.parent / "file")


def test_the_folder_is_made_unless_it_is_a_trial(
    archive: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = archive.parent / "新映像"
    assert make(look(), out, dry_run=True).done
    assert not out.exists()
    with monkeypatch.context() as patched:
        patched.setattr(
            Path, "mkdir", lambda *_words, **_named: (_ for _ in ()).throw(OSError(30, "no"))
        )
        with pytest.raises(NotWritableError, match=r"新映像 cannot be made: .*read-only"):
            make(look(), out)
    assert make(look(), out).done
    assert [path.name for path in out.iterdir()] == [f"{NUMBER}.iso"]


def test_too_little_room_is_told_before_anything_is_written(
    look: Look, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _place: SimpleNamespace(free=1))
    with pytest.raises(NotWritableError, match="of room"):
        make(look(), out)
    assert [*out.iterdir()] == []

    def unknown(_place: Path) -> Any:  # noqa: ANN401
        raise OSError

    monkeypatch.setattr("shutil.disk_usage", unknown)
    assert make(look(), out).done


def test_two_runs_at_once_do_not_get_one_number(archive: Path, look: Look, out: Path) -> None:
    owner = this_process("disc", NOW)
    with writer_lock(archive / ".archivist", owner, name="disc-lock"), pytest.raises(BusyError):
        make(look(), out)


def test_a_register_that_is_open_is_told_before_the_images_are_written(
    archive: Path, look: Look, out: Path
) -> None:
    register = registered(archive, a_row("旧盘"))
    register.with_name(f"~${register.name}").write_bytes(b"")
    with pytest.raises(NotReadableError, match="is open in"):
        make(look(), out)
    assert [*out.iterdir()] == []


def test_a_register_that_is_read_only_is_told(archive: Path, look: Look, out: Path) -> None:
    registered(archive, a_row("旧盘")).chmod(0o444)
    with pytest.raises(NotWritableError, match="read-only"):
        make(look(), out)


def test_a_number_that_somebody_entered_meanwhile_is_not_entered_twice(
    archive: Path, look: Look, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = write_image

    def entering(*words: Any, **named: Any) -> str:  # noqa: ANN401
        registered(archive, a_row(NUMBER))
        return write(*words, **named)

    monkeypatch.setattr("archivist.actions.burning.image.write_image", entering)
    with pytest.raises(InvalidChoiceError, match="meanwhile"):
        make(look(), out)
    assert (out / f"{NUMBER}.iso").exists()


def test_a_list_that_cannot_be_kept_ends_it_before_a_row_is_entered(
    archive: Path, look: Look, out: Path
) -> None:
    (archive / ".archivist").mkdir(exist_ok=True)
    (archive / ".archivist" / "discs").write_bytes(b"in the way")
    with pytest.raises(NotWritableError, match="cannot be kept"):
        make(look(), out)
    assert rows(look) == []


def rotten(archive: Path) -> Path:
    """Seal an archive, then change a photo behind its back; size and time stay."""
    seal(archive, SealRequest(), NOW)
    photo = archive / ITEM / "C1-20250318-01.jpg"
    status, content = photo.stat(), bytearray(photo.read_bytes())
    content[-1] ^= 1
    photo.write_bytes(content)
    os.utime(photo, ns=(status.st_atime_ns, status.st_mtime_ns))
    return photo


def test_the_manifest_tells_what_a_file_has_to_be(archive: Path, look: Look, out: Path) -> None:
    photo = rotten(aged(archive))
    report = make(look(), out)
    # Size and time are as sealed, the content is not: rot, which no disc is to keep.
    assert photo.name in report.discs[0].reason
    assert rows(look) == []


def test_a_manifest_that_another_hand_altered_vouches_for_nothing(
    archive: Path, look: Look, out: Path
) -> None:
    rotten(aged(archive))
    manifest = archive / ".archivist" / "manifest-sha256.txt"
    lines = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(b"".join(lines[1:]))
    assert make(look(), out).done
