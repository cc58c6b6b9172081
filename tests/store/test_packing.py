"""Packs on a real disk: whole or not at all, and never over what is there."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from archivist.errors import NotWritableError
from archivist.store import pack_kinds, packing
from archivist.store.packing import Packed, copied, free_place, lies_in, new_pack

CONTENT = {"甲/a.jpg": b"a photo" * 100, "甲/b.txt": b"text" * 100}
WANTED = [("01 甲/001 a.jpg", "甲/a.jpg"), ("01 甲/002 b.txt", "甲/b.txt")]
KINDS = ["佐证", "佐证.zip", "佐证.ZIP"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "库"
    for name, content in CONTENT.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def packed(root: Path, target: Path, wanted: list[tuple[str, str]] = WANTED) -> list[Packed]:
    with new_pack(target) as pack:
        done = list(copied(pack, root, wanted))
        pack.write("清单.txt", b"list")
    return done


def held(target: Path) -> dict[str, bytes]:
    if target.is_dir():
        files = [path for path in target.rglob("*") if path.is_file()]
        return {path.relative_to(target).as_posix(): path.read_bytes() for path in files}
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_pack_holds_what_was_asked_with_its_checksums(root: Path, out: Path, kind: str) -> None:
    done = packed(root, out / kind)
    found = held(out / kind)
    assert found == {
        "01 甲/001 a.jpg": CONTENT["甲/a.jpg"],
        "01 甲/002 b.txt": CONTENT["甲/b.txt"],
        "清单.txt": b"list",
    }
    assert [each.sha256 for each in done] == [
        hashlib.sha256(found[path]).hexdigest() for path, _source in WANTED
    ]
    assert [path.name for path in out.iterdir()] == [kind]


@pytest.mark.parametrize("kind", KINDS[:2])
def test_a_file_that_is_gone_or_no_file_is_told_and_the_others_are_there(
    root: Path, out: Path, kind: str
) -> None:
    wanted = [("x", "甲/gone"), ("y", "甲"), ("z", "../out/secret"), *WANTED]
    (out / "secret").write_bytes(b"not of the archive")
    done = packed(root, out / kind, wanted)
    assert [bool(each.reason) for each in done] == [True, True, True, False, False]
    assert set(held(out / kind)) == {path for path, _source in WANTED} | {"清单.txt"}


@pytest.mark.parametrize("kind", KINDS[:2])
def test_a_folder_that_became_a_link_is_not_followed(root: Path, out: Path, kind: str) -> None:
    (root / "甲").rename(out / "elsewhere")
    (root / "甲").symlink_to(out / "elsewhere", target_is_directory=True)
    assert all(each.reason for each in packed(root, out / kind))


class _Bad:
    """A file whose second half cannot be read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._reads = file, 0

    def __enter__(self) -> _Bad:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self, _size: int) -> bytes:
        self._reads += 1
        if self._reads > 1:
            raise OSError(errno.EIO, "bad sector")
        return self._file.read(10)

    readinto = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._file, name)


@pytest.mark.parametrize("kind", KINDS[:2])
def test_a_file_that_is_damaged_in_the_middle_leaves_no_half(
    root: Path, out: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from archivist.store import durable  # noqa: PLC0415 - what is put in its place

    def opened(path: Path) -> Any:  # noqa: ANN401
        file = durable_open(path)
        return _Bad(file) if path.name == "a.jpg" else file

    durable_open = durable.open_plain
    monkeypatch.setattr(durable, "open_plain", opened)
    monkeypatch.setattr(pack_kinds, "open_plain", opened)
    monkeypatch.setattr(pack_kinds, "_readable", lambda _path: False)
    done = packed(root, out / kind)
    assert [each.reason for each in done] == ["the drive reports an error", ""]
    assert set(held(out / kind)) == {"01 甲/002 b.txt", "清单.txt"}


def full(*_: object, **__: object) -> str:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("kind", "broken"),
    [("佐证", "copy_new"), ("佐证", "write_new"), ("佐证.zip", "open"), ("佐证.zip", "writestr")],
)
def test_a_full_drive_ends_it_and_leaves_nothing(
    root: Path, out: Path, kind: str, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: Any = pack_kinds if kind == "佐证" else zipfile.ZipFile
    monkeypatch.setattr(where, broken, full)
    with pytest.raises(NotWritableError, match="the drive is full"):
        packed(root, out / kind)
    assert list(out.iterdir()) == []


def test_a_folder_that_cannot_be_made_in_the_pack_ends_it(root: Path, out: Path) -> None:
    with pytest.raises(NotWritableError, match="cannot be written"):
        packed(root, out / "佐证", [("01 甲", "甲/a.jpg"), *WANTED])
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS[:2])
def test_a_run_that_is_broken_off_leaves_nothing(root: Path, out: Path, kind: str) -> None:
    def broken_off() -> None:
        with new_pack(out / kind) as pack:
            list(copied(pack, root, WANTED))
            assert not (out / kind).exists()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS[:2])
@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_what_is_there_stays(root: Path, out: Path, kind: str, there: str) -> None:
    make: dict[str, Callable[[Path], object]] = {
        "file": lambda path: path.write_bytes(b"mine"),
        "folder": lambda path: path.mkdir(),
        "link": lambda path: path.symlink_to(out / "nowhere"),
    }
    make[there](out / kind)
    with pytest.raises(NotWritableError, match="is there already"):
        packed(root, out / kind)
    assert [path.name for path in out.iterdir()] == [kind]


@pytest.mark.parametrize("kind", KINDS[:2])
def test_what_appears_in_the_meantime_stays(root: Path, out: Path, kind: str) -> None:
    def overtaken() -> None:
        with new_pack(out / kind) as pack:
            list(copied(pack, root, WANTED))
            (out / kind).mkdir()

    with pytest.raises(NotWritableError, match="there already"):
        overtaken()
    assert [path.name for path in out.iterdir()] == [kind]
    assert list((out / kind).iterdir()) == []


def test_what_another_run_left_stays(root: Path, out: Path) -> None:
    left = out / f".~archivist-{os.getpid()}-0.tmp"
    left.mkdir()
    (left / "x").write_bytes(b"of another run")
    packed(root, out / "佐证")
    assert (left / "x").read_bytes() == b"of another run"
    assert sorted(path.name for path in out.iterdir()) == [left.name, "佐证"]


def test_a_folder_that_is_not_there_is_named(out: Path) -> None:
    with pytest.raises(NotWritableError, match=r"没有.* is not there"):
        free_place(out / "没有" / "佐证")


def test_a_folder_in_which_nothing_can_be_made_is_refused(
    root: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_place: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(packing, "_made_beside", refused)
    with pytest.raises(NotWritableError, match="does not allow it"):
        packed(root, out / "佐证")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("库", True),
        ("库/佐证", True),
        ("库/不在/佐证", True),
        ("out/../库/佐证", True),
        ("out/link/佐证", True),
        ("out/佐证", False),
        ("库2/佐证", False),
    ],
)
def test_a_place_in_the_archive_is_known(
    root: Path, out: Path, target: str, *, expected: bool
) -> None:
    (out / "link").symlink_to(root / "甲", target_is_directory=True)
    assert lies_in(root.parent / target, root) is expected


TIMES = {
    "now": (1_700_000_000, 2023),
    "before 1980": (0, 1980),
    "before 1970": (-1_000_000_000, 1980),
    "after 2107": (6_000_000_000, 2107),
    "of no year": (1e18, 1980),
}


@pytest.mark.parametrize("name", TIMES)
def test_a_zip_bears_any_time(name: str) -> None:
    seconds, year = TIMES[name]
    about = pack_kinds._entry("a.txt", seconds)
    assert about.date_time[0] == year
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        archive.writestr(about, b"text")


def test_copies_bear_the_time_of_their_originals_and_everybody_may_read_them(
    root: Path, out: Path
) -> None:
    os.utime(root / "甲/b.txt", (1_600_000_000, 1_600_000_000))
    packed(root, out / "佐证")
    packed(root, out / "佐证.zip")
    copy = out / "佐证" / "01 甲" / "002 b.txt"
    assert copy.stat().st_mtime == 1_600_000_000
    with zipfile.ZipFile(out / "佐证.zip") as archive:
        about = archive.getinfo("01 甲/002 b.txt")
        pressed = archive.getinfo("01 甲/001 a.jpg")
    assert about.date_time == time.localtime(1_600_000_000)[:6]
    assert about.external_attr >> 16 == 0o100644
    assert about.flag_bits & 0x800, "the name is UTF-8"
    assert (about.compress_type, pressed.compress_type) == (
        zipfile.ZIP_DEFLATED,
        zipfile.ZIP_STORED,
    )


@contextmanager
def without_links(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from archivist.store import renaming  # noqa: PLC0415 - what is put in its place

    with monkeypatch.context() as patch:
        patch.setattr(renaming, "_native", lambda: None)
        yield


@pytest.mark.parametrize("kind", KINDS[:2])
def test_a_simple_file_system_will_do(
    root: Path, out: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with without_links(monkeypatch):
        packed(root, out / kind)
    assert len(held(out / kind)) == 3
