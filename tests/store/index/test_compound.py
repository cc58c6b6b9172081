"""A segment file gives back what was put in, and one that is damaged gives nothing."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from archivist.store.index.compound import inner_files
from archivist.store.index.compound_writing import START, CompoundWriter
from archivist.store.index.mapped import map_file
from archivist.store.index.unusable import IndexUnusableError, Reason


def test_inner_files_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = CompoundWriter(tmp_path / "a.seg")
    file.put("one", b"1", b"23")
    file.begin()
    file.write(b"4")
    assert file.within == 1
    file.end("two")
    file.put("none")
    file.finish(sync=True)
    region = map_file(tmp_path / "a.seg")
    found = {name: each.take(0, len(each)) for name, each in inner_files(region).items()}
    region.data.close()
    assert found == {"one": b"123", "two": b"4", "none": b""}


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.seg").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        CompoundWriter(tmp_path / "a.seg")
    assert (tmp_path / "a.seg").read_bytes() == b"mine"


def a_file(directory: bytes, place: int = START.size, size: int | None = None) -> bytes:
    return START.pack(place, len(directory) if size is None else size) + directory


DAMAGED = {
    "too short": b"abc",
    "not finished": bytes(40),
    "a directory elsewhere": a_file(pickle.dumps({}, 2), place=13),
    "a directory before the begin": a_file(pickle.dumps({}, 2), place=-1),
    "a longer directory": a_file(pickle.dumps({}, 2), size=9999),
    "no pickle": a_file(b"abc"),
    "a pickle of something else": a_file(pickle.dumps([1], 2)),
    "a place that is none": a_file(pickle.dumps({"a": {"offset": "x", "length": 1}}, 2)),
    "a place without its length": a_file(pickle.dumps({"a": {"offset": 1}}, 2)),
    "a place outside": a_file(pickle.dumps({"a": {"offset": 1, "length": 9999}}, 2)),
    "a pickle that calls": a_file(b"cos\nsystem\n(X\x04\x00\x00\x00exittR."),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_file_that_is_damaged_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.seg"
    path.write_bytes(DAMAGED[name])
    region = map_file(path)
    with pytest.raises(IndexUnusableError) as caught:
        inner_files(region)
    region.data.close()
    assert caught.value.reason is Reason.DAMAGED
