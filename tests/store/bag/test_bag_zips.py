"""ZIPs of bags: what a hostile or a damaged one can be is named, and nothing is unpacked."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.errors import NotReadableError
from archivist.model.bag_faults import FaultKind, NoticeKind
from archivist.store.bag import zip_parts
from archivist.store.bag.reading import open_bag
from tests.store.bag.bags import FILES, accepted, checked, kinds, our_bag, zipped

DEEP = "data/甲工作室/06 培训学习资料/20250318 授课"


def test_our_zip_is_whole_and_unpacked_it_is_valid_for_the_other_program(tmp_path: Path) -> None:
    bag = our_bag(tmp_path, "移交.zip")
    found = checked(bag)
    assert (found.faults, found.notices, found.oxum.count) == ([], [], len(FILES))
    with zipfile.ZipFile(bag) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"移交"}
        archive.extractall(tmp_path / "out")
    assert accepted(tmp_path / "out" / "移交")
    assert checked(tmp_path / "out" / "移交").faults == []


def test_a_zip_that_another_program_made_is_whole(tmp_path: Path) -> None:
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    assert checked(place).faults == []


def adding(name: str, content: bytes = b"x", **about: int) -> Callable[[Path], None]:
    def change(place: Path) -> None:
        info = zipfile.ZipInfo(name)
        for key, value in about.items():
            setattr(info, key, value)
        with zipfile.ZipFile(place, "a") as archive:
            archive.writestr(info, content)

    return change


CASES: dict[str, tuple[Callable[[Path], None], FaultKind]] = {
    "extra": (adding("bag/data/more.txt"), FaultKind.EXTRA),
    "tops": (adding("other/x.txt"), FaultKind.TOPS),
    "at the top": (adding("x.txt"), FaultKind.TOPS),
    "up": (adding("bag/../../x.txt"), FaultKind.PATH),
    "absolute": (adding("/bag/x.txt"), FaultKind.PATH),
    "drive": (adding("bag/data/C:x.txt"), FaultKind.PATH),
    "folder with content": (adding("bag/data/folder/", b"hidden"), FaultKind.PATH),
    "backslash": (adding("bag/data/a\\b.txt"), FaultKind.PATH),
    "link": (adding("bag/data/l", external_attr=0o120777 << 16, create_system=3), FaultKind.LINK),
    "device": (
        adding("bag/data/d", external_attr=0o020666 << 16, create_system=3),
        FaultKind.SPECIAL,
    ),
    "lzma": (adding("bag/data/l", compress_type=zipfile.ZIP_LZMA), FaultKind.UNREADABLE),
    "collision": (adding("bag/data/ARCHIVE.toml"), FaultKind.COLLISION),
    "bomb": (
        adding("bag/data/b", b"\0" * (80 << 20), compress_type=zipfile.ZIP_DEFLATED),
        FaultKind.BOMB,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_member_that_no_bag_can_hold_is_named(name: str, tmp_path: Path) -> None:
    change, kind = CASES[name]
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    change(place)
    assert kind in kinds(place)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_named(tmp_path: Path) -> None:
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    adding("bag/data/archive.toml")(place)
    assert FaultKind.REPEATED in kinds(place)


def changed(place: Path, old: bytes, new: bytes) -> Path:
    content = place.read_bytes()
    assert old in content
    place.write_bytes(content.replace(old, new))
    return place


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    with zipfile.ZipFile(place) as archive:
        offset = archive.start_dir
    content = bytearray(place.read_bytes())
    content[offset + 8] |= 1
    place.write_bytes(content)
    assert FaultKind.ENCRYPTED in kinds(place)


def unmarked(place: Path, old: bytes = b"", new: bytes = b"") -> Path:
    """Say of no name that it is in UTF-8, and put other bytes into them."""
    content = bytearray(place.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + flags] &= ~0x08
    place.write_bytes(content.replace(old, new) if old else content)
    return place


def test_names_in_utf8_that_are_not_marked_are_told_and_no_fault(tmp_path: Path) -> None:
    found = checked(unmarked(zipped(our_bag(tmp_path), tmp_path / "x.zip")))
    assert found.faults == []
    (told,) = [each for each in found.notices if each.kind is NoticeKind.UNMARKED]
    assert int(told.detail) >= len(FILES) - 1


def test_a_name_that_is_not_in_utf8_is_named_as_it_is_meant(tmp_path: Path) -> None:
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    other = "授课".encode("gb18030") + b"__"
    found = checked(unmarked(place, "目录".encode(), other)).faults
    assert (FaultKind.NAME, "bag/metadata/授课__.csv") in {(e.kind, e.path) for e in found}


def test_a_name_with_nul_is_named(tmp_path: Path) -> None:
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    adding("bag/data/aZb.txt")(place)
    assert FaultKind.PATH in kinds(changed(place, b"aZb.txt", b"a\0b.txt"))


def test_members_that_share_their_bytes_are_not_read(tmp_path: Path) -> None:
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    content = bytearray(place.read_bytes())
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    place.write_bytes(content)
    assert FaultKind.BOMB in kinds(place)


def test_too_many_members_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    monkeypatch.setattr(zip_parts, "_MOST", 3)
    assert FaultKind.BOMB in kinds(place)


def test_a_list_of_members_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    content = bytearray(place.read_bytes())
    content[-10:-6] = struct.pack("<L", 1 << 30)
    place.write_bytes(content)
    assert kinds(place) >= {FaultKind.BOMB}
    content[-10:-6] = b"\xff" * 4
    place.write_bytes(content)
    assert kinds(place)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_is_told(content: bytes, tmp_path: Path) -> None:
    place = tmp_path / "x.zip"
    place.write_bytes(content)
    assert kinds(place)


@pytest.mark.parametrize("cut", [1, 50, 80, 81, 82, 90, 120, 1000])
def test_a_zip_that_was_cut_off_is_told(cut: int, tmp_path: Path) -> None:
    place = our_bag(tmp_path, "x.zip")
    place.write_bytes(place.read_bytes()[:-cut])
    assert kinds(place)


def test_a_damaged_member_is_named(tmp_path: Path) -> None:
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    with zipfile.ZipFile(place) as archive:
        info = archive.getinfo(f"bag/{DEEP}/学习记录表.txt")
        offset = info.header_offset + 30 + len(info.filename.encode()) + 5
    content = bytearray(place.read_bytes())
    content[offset] ^= 0xFF
    place.write_bytes(content)
    named = {each.path for each in checked(place).faults}
    assert named == {f"{DEEP}/学习记录表.txt"}


def test_a_zip_without_one_folder_is_read_all_the_same(tmp_path: Path) -> None:
    bag = our_bag(tmp_path)
    place = tmp_path / "flat.zip"
    with zipfile.ZipFile(place, "w") as archive:
        for path in sorted(bag.rglob("*")):
            archive.write(path, path.relative_to(bag).as_posix())
    assert kinds(place) == {FaultKind.TOPS}


def test_a_large_zip_s_list_is_bounded_as_well(tmp_path: Path) -> None:
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    content = bytearray(place.read_bytes())
    content[-10:-6] = b"\xff" * 4
    record = bytearray(b"PK\x06\x06".ljust(76, b"\0"))
    record[40:48] = struct.pack("<Q", 1 << 40)
    place.write_bytes(bytes(content[:-22]) + bytes(record) + bytes(content[-22:]))
    assert FaultKind.BOMB in kinds(place)
    place.write_bytes(bytes(content[-22:]))
    assert kinds(place)


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotReadableError), open_bag(tmp_path / "none.zip"):
        pass
