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
from archivist.formats.iso import hash_image, hashing, read_image, reading, worker
from archivist.formats.iso.content import read_member
from archivist.formats.iso.digest import plain_sha256
from archivist.model.settings import Limits
from tests.formats.iso.images import contents, image_bytes, made

FLIPS = int(os.environ.get("ARCHIVIST_FLIPS", "40"))


def test_every_file_is_listed_with_its_size(tmp_path: Path) -> None:
    wanted = {path: len(data) for path, data in contents().items()}
    assert dict(read_image(made(tmp_path))) == wanted


def test_one_pass_tells_every_file_and_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    place = made(tmp_path, {"一": b"1", "二": b"22"})
    found = hash_image(place, lambda done, total: told.append((done, total)))
    assert found.sums == {
        "一": hashlib.sha256(b"1").hexdigest(),
        "二": hashlib.sha256(b"22").hexdigest(),
    }
    assert [each.size for each in found.files] == [1, 2]
    assert told == sorted(told)
    assert told[-1][0] <= told[-1][1] == place.stat().st_size == found.size


def test_the_content_of_one_file_is_read_up_to_a_bound(tmp_path: Path) -> None:
    place = made(tmp_path, {"一": b"12345"})
    files = reading.listed(place, reading.LIMITS)
    assert read_member(place, files, "一", 100) == b"12345"
    assert read_member(place, files, "一", 2) == b"12"
    assert read_member(place, files, "二", 100) == b""
    with pytest.raises(NotReadableError):
        read_member(tmp_path, files, "一", 2)


def test_the_digest_is_that_of_all_between_the_files_and_of_their_digests(tmp_path: Path) -> None:
    place = made(tmp_path, {"一": b"first", "空": b"", "二": b"second"})
    sums = "".join(hashlib.sha256(data).hexdigest() for data in (b"first", b"second"))
    between = place.read_bytes().replace(b"first", b"", 1).replace(b"second", b"", 1)
    assert hash_image(place).digest == hashlib.sha256(between + sums.encode()).hexdigest()
    assert plain_sha256(place) == hashlib.sha256(place.read_bytes()).hexdigest()


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
    assert hash_image(place).sums == {name: hashlib.sha256(b"12345").hexdigest()}
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
    for asked in (hash_image, plain_sha256, lambda place: list(read_image(place))):
        with pytest.raises(NotReadableError):
            asked(tmp_path / "x.iso")


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


def test_every_flipped_bit_is_found_and_nothing_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bit in a file changes that file's digest; one anywhere changes the image's."""
    files = {"一.txt": b"content " * 700, "夹/二.txt": bytes(range(256)) * 9}
    place = made(tmp_path, files)
    good = place.read_bytes()
    whole = hash_image(place)
    places = [(good.index(data), len(data), path) for path, data in files.items()]
    in_a_file = (chance.randrange(start, start + length) for start, length, _path in places)
    anywhere = (chance.randrange(len(good)) for _number in range(FLIPS))
    for at in (*in_a_file, *anywhere):
        bad = bytearray(good)
        bad[at] ^= 1 << chance.randrange(8)
        place.write_bytes(bad)
        touched = {path for start, length, path in places if start <= at < start + length}
        answer = worker.listing(str(place))
        assert answer.keys() <= {"files", "fault"}
        if "files" not in answer:
            continue  # it is no image any more
        monkeypatch.setattr(hashing, "listed", lambda *_words, told=answer: believed(told, place))
        found = hash_image(place)
        assert found.digest != whole.digest
        if touched:
            assert {p for p, sha in whole.sums.items() if found.sums[p] != sha} == touched


chance = random.Random(7)  # noqa: S311 - a test


def believed(answer: object, place: Path) -> list[reading.Listed]:
    """Return what the reader would, without a process of its own for each flip."""
    try:
        files = reading._believed(answer, place.stat().st_size)
    except (TypeError, ValueError, KeyError):
        return []
    assert isinstance(files, list)
    return sorted(files, key=lambda file: file.extents[:1])


class Scratched(io.BytesIO):
    """An image with a sector that no drive reads any more."""

    bad = 0

    def readinto(self, room: Any, /) -> int:  # noqa: ANN401
        if self.tell() <= self.bad < self.tell() + len(room):
            raise OSError(5, "EIO")
        return super().readinto(room)


def test_a_sector_that_cannot_be_read_costs_one_file(tmp_path: Path) -> None:
    place = made(tmp_path, {"一.bin": b"1" * 5000, "二.bin": b"2" * 5000})
    files = reading.listed(place, reading.LIMITS)
    image = Scratched(place.read_bytes())
    image.bad = image.getvalue().index(b"1" * 5000) + 4000
    found = hashing._Pass(image, None).over(files)
    assert found.sums == {"二.bin": hashlib.sha256(b"2" * 5000).hexdigest()}
    assert (found.digest, found.unread) == ("", None)


def test_a_sector_between_the_files_is_told_as_well(tmp_path: Path) -> None:
    place = made(tmp_path, {"一.bin": b"1" * 5000})
    files = reading.listed(place, reading.LIMITS)
    found = hashing._Pass(Scratched(place.read_bytes()), None).over(files)
    assert (len(found.sums), found.digest) == (1, "")
    assert isinstance(found.unread, OSError)
    short = hashing._Pass(io.BytesIO(place.read_bytes()[:-9000]), None).over(files)
    assert isinstance(short.files[0].sha256, OSError)
