"""Files of what is remembered of a studio: nothing is read that is not whole."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from archivist.store import case_file
from archivist.store.case_file import CaseFiles, as_bytes


@pytest.fixture
def files(tmp_path: Path) -> CaseFiles:
    return CaseFiles(tmp_path / "state", "case", "en")


def place(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "state" / "cases").iterdir()
    return path


def test_what_is_written_is_read_again(files: CaseFiles) -> None:
    assert files.write("甲", "key", b"[1]", spoken=False)
    assert files.read("甲", "key") == b"[1]"
    assert files.holds("甲", "key")
    assert not files.holds("乙", "key")
    assert not files.holds("甲", "other")


def test_a_later_one_takes_the_place(files: CaseFiles, tmp_path: Path) -> None:
    files.write("甲", "key", b"[1]", spoken=False)
    files.write("甲", "next", b"[2]", spoken=False)
    assert files.read("甲", "key") is None
    assert files.read("甲", "next") == b"[2]"
    assert place(tmp_path).name.endswith(".case.json")


def test_messages_count_in_their_own_language_only(tmp_path: Path) -> None:
    state = tmp_path / "state"
    english, chinese = (CaseFiles(state, "case", name) for name in ("en", "zh_CN"))
    english.write("甲", "key", b"[1]", spoken=True)
    assert english.holds("甲", "key")
    assert not chinese.holds("甲", "key")
    english.write("甲", "key", b"[1]", spoken=False)
    assert chinese.holds("甲", "key")


def test_a_name_need_not_be_one_of_a_file(files: CaseFiles) -> None:
    for name in ("长" * 300, "a/b:c?", "\udce4"):
        assert files.write(name, "key", b"[]", spoken=False)
        assert files.holds(name, "key")


def head(**changes: object) -> bytes:
    told = {
        "form": case_file.FORM,
        "key": "key",
        "language": "",
        "length": 3,
        "check": zlib.crc32(b"[1]"),
    }
    return as_bytes(list({**told, **changes}.values())) + b"\n"


DAMAGED = {
    "empty": b"",
    "no first line": b"[1]",
    "another form": head(form=case_file.FORM + 1) + b"[1]",
    "another checksum": head(check=5) + b"[1]",
    "another length": head(length=4) + b"[1]",
    "a length that is none": head(length=[]) + b"[1]",
    "a checksum that is none": head(check=None) + b"[1]",
    "a flipped bit": head() + b"[3]",
    "cut": head() + b"[1",
    "more": head() + b"[1]\n",
    "too few words": b"[1]\n[1]",
    "not an array": b"7\n[1]",
    "deep": b"[" * 900 + b"\n[1]",
    "bytes": bytes(range(256)),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_none(files: CaseFiles, tmp_path: Path, content: bytes) -> None:
    files.write("甲", "key", b"[1]", spoken=False)
    place(tmp_path).write_bytes(head() + b"[1]")
    assert files.read("甲", "key") == b"[1]"
    place(tmp_path).write_bytes(content)
    assert files.read("甲", "key") is None


@pytest.mark.parametrize("damage", ["empty", "another form", "cut", "more", "deep", "bytes"])
def test_what_can_be_seen_from_outside_is_asked_without_reading(
    files: CaseFiles, tmp_path: Path, damage: str
) -> None:
    files.write("甲", "key", b"[1]", spoken=False)
    assert files.holds("甲", "key")
    place(tmp_path).write_bytes(DAMAGED[damage])
    assert not files.holds("甲", "key")


def test_what_is_of_no_studio_goes(files: CaseFiles, tmp_path: Path) -> None:
    other = CaseFiles(tmp_path / "state", "findings", "en")
    for name in ("甲", "乙"):
        files.write(name, "key", b"[1]", spoken=False)
        other.write(name, "key", b"[1]", spoken=False)
    folder = tmp_path / "state" / "cases"
    mine = {path.name for path in folder.iterdir()}
    left = folder / f"{'0' * 16}.case.json.123.tmp"
    for path in (left, folder / "notes.json", folder / "0123.case.json"):
        path.write_bytes(b"")
    files.keep_only(["甲"])
    assert files.holds("甲", "key")
    assert not files.holds("乙", "key")
    assert other.holds("乙", "key")
    assert len({path.name for path in folder.iterdir()} & mine) == len(mine) - 1
    assert not left.exists()
    assert (folder / "notes.json").exists()
    assert (folder / "0123.case.json").exists()


def test_without_a_folder_nothing_goes(files: CaseFiles, tmp_path: Path) -> None:
    files.keep_only([])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_none(files: CaseFiles, tmp_path: Path) -> None:
    files.write("甲", "key", b"[1]", spoken=False)
    path = place(tmp_path)
    path.unlink()
    path.mkdir()
    assert files.read("甲", "key") is None
    assert not files.write("甲", "key", b"[1]", spoken=False)


def test_a_file_in_the_place_of_the_folder_does_no_harm(files: CaseFiles, tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"mine")
    assert not files.write("甲", "key", b"[1]", spoken=False)
    assert files.read("甲", "key") is None


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_nothing_is_written_through_a_link(files: CaseFiles, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "cases").symlink_to(tmp_path / "elsewhere")
    assert not files.write("甲", "key", b"[1]", spoken=False)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    (tmp_path / "elsewhere" / f"{'0' * 16}.case.json").write_bytes(b"mine")
    files.keep_only([])
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1


def test_what_is_too_large_is_not_kept(
    files: CaseFiles, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(case_file, "MOST", 60)
    assert not files.write("甲", "key", b"[" + b"1," * 60 + b"1]", spoken=False)
    assert not (tmp_path / "state" / "cases").exists()


def test_a_disk_that_is_full_does_no_harm(
    files: CaseFiles, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files.write("甲", "key", b"[1]", spoken=False)

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(case_file, "replace_file", full)
    assert not files.write("甲", "next", b"[2]", spoken=False)
    assert files.read("甲", "key") == b"[1]"
