"""A ZIP that says one thing at a member's place and another in its list is no bag."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.model.bag_faults import FaultKind
from tests.store.bag.bags import checked, kinds, our_bag, zipped

NAME = "bag/data/archive.toml"


def local(place: Path, at: int, new: bytes) -> None:
    """Write into the header before the member."""
    with zipfile.ZipFile(place) as archive:
        start = archive.getinfo(NAME).header_offset + at
    content = place.read_bytes()
    place.write_bytes(content[:start] + new + content[start + len(new) :])


CASES: dict[str, tuple[int, bytes]] = {
    "no header": (0, b"PK\x01\x02"),
    "encrypted": (6, struct.pack("<H", 0x1)),
    "name in utf-8": (6, struct.pack("<H", 0x800)),
    "compression": (8, struct.pack("<H", 12)),
    "checksum": (14, b"\1\2\3\4"),
    "packed": (18, struct.pack("<L", 1)),
    "size": (22, struct.pack("<L", 1)),
    "size in a field that is not there": (22, b"\xff" * 4),
    "name": (30, b"BAG"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_header_that_says_something_else_is_named(case: str, tmp_path: Path) -> None:
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    local(place, *CASES[case])
    found = checked(place).faults
    assert (FaultKind.TWOFOLD, NAME) in {(each.kind, each.path) for each in found}


def second_name(name: str) -> bytes:
    content = struct.pack("<BL", 1, zlib.crc32(NAME.encode())) + name.encode()
    return struct.pack("<HH", 0x7075, len(content)) + content


def again(place: Path, change: Callable[[zipfile.ZipInfo], None]) -> Path:
    """Return the ZIP written once more, with one member changed."""
    target = place.with_name("again.zip")
    with zipfile.ZipFile(place) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == NAME:
                change(info)
            new.writestr(info, content)
    return target


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        pytest.param(second_name("bag/data/../../x"), {FaultKind.TWOFOLD}, id="another name"),
        pytest.param(second_name(NAME), set(), id="the same name"),
        pytest.param(b"\x55\x54\5\0\1\0\0\0\0", set(), id="times"),
        pytest.param(b"\x55\x54", set(), id="half a field"),
    ],
)
def test_a_second_name_has_to_be_the_first(
    extra: bytes, expected: set[FaultKind], tmp_path: Path
) -> None:
    def change(info: zipfile.ZipInfo) -> None:
        info.extra = extra

    place = again(zipped(our_bag(tmp_path), tmp_path / "x.zip"), change)
    assert kinds(place) - {FaultKind.MISSING, FaultKind.OXUM} == expected


def test_sizes_may_stand_behind_a_member(tmp_path: Path) -> None:
    """As programs do that write to a pipe."""
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    target = tmp_path / "piped.zip"

    class Pipe:
        def __init__(self, file: object) -> None:
            self.write = file.write  # type: ignore[attr-defined]
            self.flush = file.flush  # type: ignore[attr-defined]

    with (
        zipfile.ZipFile(place) as old,
        target.open("wb") as file,
        zipfile.ZipFile(Pipe(file), "w") as new,  # type: ignore[call-overload]
    ):
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
    assert kinds(target) == set()
    with zipfile.ZipFile(target) as archive:
        size = archive.getinfo(NAME).file_size
    local(target, 22, struct.pack("<L", size))
    assert kinds(target) == set()
    local(target, 22, struct.pack("<L", size + 1))
    assert FaultKind.TWOFOLD in kinds(target)


def test_members_that_overlap_by_their_headers_alone_are_not_read(tmp_path: Path) -> None:
    place = zipped(our_bag(tmp_path), tmp_path / "x.zip")
    local(place, 28, struct.pack("<H", 200))
    assert kinds(place) == {FaultKind.BOMB}


def test_of_a_zip_that_is_not_read_nothing_is_said_to_be_missing(tmp_path: Path) -> None:
    place = tmp_path / "x.zip"
    place.write_bytes(b"no zip")
    assert kinds(place) == {FaultKind.ARCHIVE}
