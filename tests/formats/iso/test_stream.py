"""The stream: what was written and what was hashed are the same bytes, on disk or in memory."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.iso import stream as module
from archivist.formats.iso.stream import Stream


@given(st.lists(st.one_of(st.binary(max_size=300), st.integers(-5, 900)), max_size=40))
def test_every_byte_is_written_and_hashed_in_order(parts: list[bytes | int]) -> None:
    """What is put belongs to no file: the image's digest is its SHA-256 then."""
    out = io.BytesIO()
    wanted = b"".join(bytes(max(part, 0)) if isinstance(part, int) else part for part in parts)
    with Stream(out) as stream:
        for part in parts:
            if isinstance(part, int):
                stream.zeros(part)
            else:
                stream.put(part)
        digest = stream.finish()
    assert out.getvalue() == wanted
    assert digest == hashlib.sha256(wanted).hexdigest()
    assert stream.length == len(wanted)


def test_more_than_all_buffers_hold_passes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BUFFER", 1000)
    data = os.urandom(50_123)
    out = io.BytesIO()
    with Stream(out) as stream:
        stream.put(data)
        assert stream.finish() == hashlib.sha256(data).hexdigest()
    assert out.getvalue() == data


def test_the_disk_is_told_to_write_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BUFFER", 1000)
    monkeypatch.setattr(module, "_SYNCED", 3000)
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    with (tmp_path / "x").open("wb") as out, Stream(out) as stream:
        _pour(stream)
    assert synced
    assert (tmp_path / "x").stat().st_size == 50_000


def _pour(stream: Stream) -> None:
    stream.put(bytes(50_000))
    stream.finish()


def test_a_disk_that_fails_meanwhile_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BUFFER", 1000)
    monkeypatch.setattr(module, "_SYNCED", 3000)

    def fail(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with (
        (tmp_path / "x").open("wb") as out,
        pytest.raises(OSError, match="Input/output"),
        Stream(out) as stream,
    ):
        _pour(stream)


@pytest.mark.parametrize("length", [10, 100_000])
def test_an_unexpected_digest_is_named_and_an_expected_one_is_not(length: int) -> None:
    right = hashlib.sha256(bytes(length)).hexdigest()
    with Stream(io.BytesIO()) as stream:
        for name, sha256 in (("good", right.upper()), ("bad", "0"), ("unknown", "")):
            digest = stream.digest(name, length)
            stream.room()[:length] = bytes(length)
            stream.take(digest, length)
            stream.end(digest, sha256)
        found = stream.finish()
    assert stream.unexpected == ["bad"]
    assert found == hashlib.sha256(3 * right.encode()).hexdigest()
