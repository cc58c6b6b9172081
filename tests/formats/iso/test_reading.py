"""Images by anybody: read within bounds, or refused with a word; never more than that."""

from __future__ import annotations

import hashlib
import io
import os
import random
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pycdlib import PyCdlib

from archivist.errors import InvalidFileError, NotReadableError
from archivist.formats.iso import hash_members, image_sha256, read_image, reading, worker
from archivist.formats.iso.content import read_member
from archivist.model.settings import Limits
from tests.formats.iso.images import contents, image_bytes, made

FLIPS = int(os.environ.get("ARCHIVIST_FLIPS", "40"))


def test_every_file_is_listed_with_its_size(tmp_path: Path) -> None:
    wanted = {path: len(data) for path, data in contents().items()}
    assert dict(read_image(made(tmp_path))) == wanted


def test_only_the_wanted_files_are_hashed(tmp_path: Path) -> None:
    found = list(hash_members(made(tmp_path, {"一": b"1", "二": b"22"}), {"二"}))
    assert found == [("二", 2, hashlib.sha256(b"22").hexdigest())]


def test_the_content_of_one_file_is_read_up_to_a_bound(tmp_path: Path) -> None:
    place = made(tmp_path, {"一": b"12345"})
    assert read_member(place, "一", 100) == b"12345"
    assert read_member(place, "一", 2) == b"12"
    assert read_member(place, "二", 100) == b""


def test_an_image_is_hashed_up_to_its_length(tmp_path: Path) -> None:
    data = image_bytes({"一": b"1"})
    place = tmp_path / "padded"
    place.write_bytes(data + bytes(9999))
    assert image_sha256(place, len(data)) == (hashlib.sha256(data).hexdigest(), len(data))
    assert image_sha256(place)[1] == len(data) + 9999


@pytest.mark.parametrize("kind", [{"rock_ridge": "1.09"}, {"joliet": 3}, {}], ids=str)
def test_images_of_others_without_udf_are_read(tmp_path: Path, kind: Mapping[str, Any]) -> None:
    image = PyCdlib()
    image.new(**kind)
    names: dict[str, Any] = {"rr_name": "a.txt"} if "rock_ridge" in kind else {}
    names |= {"joliet_path": "/a.txt"} if "joliet" in kind else {}
    image.add_fp(io.BytesIO(b"12345"), 5, "/A.TXT;1", **names)
    place = tmp_path / "x.iso"
    image.write(str(place))
    image.close()
    name = "a.txt" if kind else "A.TXT;1"
    assert list(hash_members(place)) == [(name, 5, hashlib.sha256(b"12345").hexdigest())]
    assert [path for path, _places in worker.listing(str(place))["files"]] == [name]


def test_names_that_lead_elsewhere_are_refused(tmp_path: Path) -> None:
    data = image_bytes({"aXb": b"1"})
    place = tmp_path / "x.iso"
    place.write_bytes(data.replace(b"aXb", b"a/b"))
    # The descriptor's own checksum, which pycdlib looks at, is the first fence.
    assert "fault" in worker.listing(str(place))
    for name in ("a/b", "", ".", ".."):
        with pytest.raises(ValueError, match="leads elsewhere"):
            worker._joined("", name, 0)
    with pytest.raises(ValueError, match="leads elsewhere"):
        worker._joined("", "a", worker.MAX_DEPTH + 1)


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 100_000, b"%PDF-1.7\n" * 5000, os.urandom(60_000)],
    ids=["empty", "zeros", "PDF", "noise"],
)
def test_what_is_no_image_is_called_so(tmp_path: Path, data: bytes) -> None:
    place = tmp_path / "x.iso"
    place.write_bytes(data)
    with pytest.raises(InvalidFileError, match="no disc image"):
        list(read_image(place))


def test_what_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    for asked in (read_image, hash_members):
        with pytest.raises(NotReadableError):
            list(asked(tmp_path / "x.iso"))
    with pytest.raises(NotReadableError):
        image_sha256(tmp_path / "x.iso")


@pytest.mark.parametrize("part", [0.3, 0.6, 0.99])
def test_an_image_that_was_cut_off_is_told(tmp_path: Path, part: float) -> None:
    place = made(tmp_path)
    data = place.read_bytes()
    place.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(InvalidFileError):
        list(read_image(place))


LIES = {
    "beyond the end": {"files": [["a", [[0, 999_999_999]]]]},
    "before the beginning": {"files": [["a", [[-1, 5]]]]},
    "less than nothing": {"files": [["a", [[5, -1]]]]},
    "more than there is": {"files": [[str(number), [[0, 2048]]] for number in range(5)]},
    "twice": {"files": [["a", [[0, 5]]], ["a", [[0, 5]]]]},
    "no list": {"files": 5},
    "no numbers": {"files": [["a", [["x", "y"]]]]},
    "nothing": {},
    "a fault": {"fault": "odd\x1b[31m"},
    "another kind": 5,
}


@pytest.mark.parametrize("answer", LIES.values(), ids=LIES)
def test_a_listing_that_cannot_be_true_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: object
) -> None:
    place = tmp_path / "x.iso"
    place.write_bytes(bytes(2048))
    liar = (
        "import sys, json\n"
        "for line in sys.stdin: print(json.dumps([json.loads(line)[0], "
        f"{answer!r}]), flush=True)"
    )
    monkeypatch.setattr(reading, "_WORKER", (sys.executable, "-c", liar))
    with pytest.raises(InvalidFileError) as caught:
        list(read_image(place))
    assert "\x1b" not in caught.value.message


def test_a_refusing_file_system_and_an_endless_reader_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "x.iso"
    place.write_bytes(bytes(2048))
    says = "import sys,json\nfor line in sys.stdin: print(json.dumps([1, {'refused': [5, 'EIO']}]))"
    monkeypatch.setattr(reading, "_WORKER", (sys.executable, "-c", says))
    with pytest.raises(NotReadableError, match="drive reports an error"):
        list(read_image(place))
    monkeypatch.setattr(reading, "_WORKER", (sys.executable, "-c", "import time; time.sleep(60)"))
    with pytest.raises(InvalidFileError, match="too long"):
        list(read_image(place, Limits(seconds=0.4, megabytes=1000)))


def test_the_reader_answers_and_never_raises(tmp_path: Path) -> None:
    place = made(tmp_path, {"一": b"1"})
    assert [path for path, _places in worker.listing(str(place))["files"]] == ["一"]
    assert "refused" in worker.listing(str(tmp_path / "none"))
    place.write_bytes(b"")
    assert "fault" in worker.listing(str(place))


def test_every_flipped_bit_is_found_by_the_digest_and_nothing_breaks(tmp_path: Path) -> None:
    """A bit in a file changes that file's digest; one anywhere changes the image's."""
    files = {"一.txt": b"content " * 700, "夹/二.txt": bytes(range(256)) * 9}
    place = made(tmp_path, files)
    good = place.read_bytes()
    digest, size = image_sha256(place)
    sums = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    places = [(good.index(data), len(data), path) for path, data in files.items()]
    chance = random.Random(7)  # noqa: S311 - a test
    for _number in range(FLIPS):
        bad = bytearray(good)
        at = chance.randrange(len(good))
        bad[at] ^= 1 << chance.randrange(8)
        place.write_bytes(bad)
        assert image_sha256(place) != (digest, size)
        touched = {path for start, length, path in places if start <= at < start + length}
        answer = worker.listing(str(place))
        if touched:
            found = {p: s for p, _size, s in hash_members(place)}
            assert {path for path in sums if found[path] != sums[path]} == touched
        else:
            assert answer.keys() <= {"files", "fault"}


def test_every_flipped_bit_of_a_file_is_found_by_its_own_digest(tmp_path: Path) -> None:
    data = bytes(range(256)) * 300
    place = made(tmp_path, {"一.bin": data})
    good = place.read_bytes()
    start = good.index(data)
    chance = random.Random(11)  # noqa: S311 - a test
    [listed] = reading.listed(place, reading.LIMITS)
    for _number in range(FLIPS):
        bad = bytearray(good)
        bad[start + chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        place.write_bytes(bad)
        with place.open("rb", buffering=0) as image:
            found = reading._hashed(image, listed)
        assert found != hashlib.sha256(data).hexdigest()


def test_a_sector_that_cannot_be_read_costs_one_file(tmp_path: Path) -> None:
    place = made(tmp_path, {"一.bin": b"1" * 5000})
    [listed] = reading.listed(place, reading.LIMITS)

    class Scratched:
        def seek(self, _place: int) -> None: ...

        def readinto(self, _room: object) -> int:
            raise OSError(5, "EIO")

    assert isinstance(reading._hashed(Scratched(), listed), OSError)  # type: ignore[arg-type]
    with (tmp_path / "short").open("w+b") as short:
        assert isinstance(reading._hashed(short, listed), OSError)
