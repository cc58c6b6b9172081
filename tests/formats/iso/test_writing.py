"""Images are written whole and right, or a clear word is said."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pycdlib import PyCdlib
from pycdlib.pycdlibexception import PyCdlibInvalidInput

from archivist.errors import InvalidChoiceError, NotReadableError
from archivist.formats.iso import Member, hash_image, write_image
from archivist.formats.iso.layout import lay_out
from archivist.store.durable import open_plain
from tests.formats.iso.images import contents, made


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_the_returned_digest_is_the_one_that_the_reader_finds(tmp_path: Path) -> None:
    place = tmp_path / "x.iso"
    sizes = (0, 1, 2048, 70_000, 0, 1_500_000)
    members = [Member(path=f"{size}{at}", source=bytes(size)) for at, size in enumerate(sizes)]
    with place.open("wb") as out:
        told = write_image(out, "A104", members)
    assert told == hash_image(place).digest
    assert place.stat().st_size % 2048 == 0


def test_an_image_of_nothing_is_an_image(tmp_path: Path) -> None:
    assert hash_image(made(tmp_path, {})).files == ()


@pytest.mark.parametrize("size", [0, 1, 2047, 2048, 2049, 65_536, 65_537, 1_048_576, 3_000_001])
def test_files_of_any_length_are_in_the_image(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    source = tmp_path / "一.bin"
    source.write_bytes(data)
    place = tmp_path / "image.iso"
    members = [
        Member(path="前.txt", source=b"before", sha256=sha(b"before")),
        Member(path="一.bin", source=source, size=size, sha256=sha(data).upper()),
        Member(path="后.txt", source=b"behind"),
    ]
    with place.open("wb") as out:
        write_image(out, "A", members)
    found = {each.path: (each.size, each.sha256) for each in hash_image(place).files}
    assert found["一.bin"] == (size, sha(data))
    assert found["后.txt"] == (6, sha(b"behind"))


def test_progress_grows_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_image(
        io.BytesIO(),
        "A",
        [Member(path="a", source=bytes(3_000_000)), Member(path="b", source=b"1")],
        lambda done, total: told.append((done, total)),
    )
    assert told == sorted(told)
    assert len({total for _done, total in told}) == 1
    assert 0 < told[0][0] < told[-1][0] <= told[-1][1]


def _grown(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"!")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("change", [_grown, _cut, _flipped])
@pytest.mark.parametrize("size", [100, 300_000])
def test_a_file_that_changed_before_is_named(
    tmp_path: Path, size: int, change: Callable[[Path], None]
) -> None:
    source = tmp_path / "变.bin"
    source.write_bytes(bytes(size))
    member = Member(path="档/变.bin", source=source, size=size, sha256=sha(bytes(size)))
    change(source)
    with pytest.raises(NotReadableError, match=r"档/变\.bin"):
        write_image(io.BytesIO(), "A", [member])


@pytest.mark.parametrize("change", [_grown, _cut, _flipped])
def test_a_file_that_changes_while_it_is_read_is_named(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    source = tmp_path / "变.bin"
    source.write_bytes(bytes(4_000_000))
    members = [
        Member(path="一.bin", source=bytes(2_000_000)),
        Member(path="变.bin", source=source, size=4_000_000, sha256=sha(bytes(4_000_000))),
    ]
    waiting = [change]

    def meanwhile(_done: int, _total: int) -> None:
        if waiting:
            waiting.pop()(source)

    with pytest.raises(NotReadableError, match=r"变\.bin"):
        write_image(io.BytesIO(), "A", members, meanwhile)


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    source = tmp_path / "没了.bin"
    with pytest.raises(NotReadableError, match=r"没了\.bin"):
        write_image(io.BytesIO(), "A", [Member(path="a", source=source)])
    source.write_bytes(b"1")

    def vanish(_done: int, _total: int) -> None:
        source.unlink(missing_ok=True)

    members = [Member(path="first", source=b"1"), Member(path="a", source=source)]
    with pytest.raises(NotReadableError, match=r"没了\.bin"):
        write_image(io.BytesIO(), "A", members, vanish)


def test_a_folder_and_a_link_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(NotReadableError, match="no ordinary file"):
        write_image(io.BytesIO(), "A", [Member(path="a", source=tmp_path)])


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_that_took_a_files_place_is_refused(tmp_path: Path) -> None:
    secret, source = tmp_path / "secret", tmp_path / "a"
    secret.write_bytes(b"1")
    source.symlink_to(secret)
    with pytest.raises(NotReadableError, match="no ordinary file"):
        write_image(io.BytesIO(), "A", [Member(path="a", source=source)])
    source.unlink()
    source.write_bytes(b"1")

    def replaced(_done: int, _total: int) -> None:
        source.unlink()
        source.symlink_to(secret)

    plain = Member(path="a", source=source, opener=open_plain)
    members = [Member(path="first", source=b"1"), plain]
    with pytest.raises(NotReadableError, match="a cannot be read"):
        write_image(io.BytesIO(), "A", members, replaced)


class _Full(io.BytesIO):
    def write(self, data: object, /) -> int:
        del data
        raise OSError(28, "No space left on device")


def test_a_full_disk_ends_the_writing_and_no_thread_stays() -> None:
    with pytest.raises(OSError, match="No space"):
        write_image(_Full(), "A", [Member(path="a", source=bytes(9_000_000))])


def test_a_file_of_more_than_four_gigabytes_is_laid_out_in_one_stretch() -> None:
    huge = Member(path="影像/大.mp4", source=b"")
    last = Member(path="影像/后.txt", source=b"1")
    places = {
        extent.content: extent
        for extent in lay_out("A", [huge, last], [5_000_000_001, 1])
        if isinstance(extent.content, Member)
    }
    assert places[huge].length == 5_000_000_001
    assert places[last].start >= places[huge].end
    assert places[last].start % 2048 == 0


def test_an_image_that_pycdlib_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise PyCdlibInvalidInput("too many levels")

    monkeypatch.setattr(PyCdlib, "add_fp", refuse)
    with pytest.raises(InvalidChoiceError, match=r"一\.txt cannot stand on a disc"):
        write_image(io.BytesIO(), "A", [Member(path="一.txt", source=b"")])


def test_the_whole_set_of_odd_names_comes_back(tmp_path: Path) -> None:
    found = hash_image(made(tmp_path)).sums
    assert found == {path: sha(data) for path, data in contents().items()}
