"""A print knows itself again; what was changed since is its user's own."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.formats.press.printing import printed
from archivist.formats.press.seal import EMPTY, MARK, is_sealed, sealed
from tests.formats.press.jobs import a_job


@pytest.fixture(scope="module")
def document() -> bytes:
    return printed(a_job("甲"))


def test_a_print_is_known_again(document: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(document)
    assert is_sealed(tmp_path / "a.pdf")
    reader = pypdf.PdfReader(io.BytesIO(document))
    assert reader.metadata is not None
    root: Any = reader.trailer["/Root"]
    assert str(reader.metadata["/Keywords"]) in root["/Metadata"].get_data().decode()


def test_a_print_that_another_program_wrote_anew_is_its_users(
    document: bytes, tmp_path: Path
) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(document))
    writer.write(tmp_path / "a.pdf")
    assert MARK.encode() in (tmp_path / "a.pdf").read_bytes()
    assert not is_sealed(tmp_path / "a.pdf")


def test_a_comment_added_at_the_end_makes_it_its_users(document: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(document + b"\n%%EOF")
    assert not is_sealed(tmp_path / "a.pdf")


@given(st.binary(), st.binary(), st.integers(0, 200))
def test_any_change_breaks_the_seal(head: bytes, tail: bytes, at: int) -> None:
    whole = sealed(head + MARK.encode() + EMPTY.encode() + tail)
    assert _known(whole)
    changed = bytearray(whole)
    changed[at % len(changed)] ^= 1
    assert not _known(bytes(changed))


def _known(data: bytes) -> bool:
    import tempfile  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(data)
        return is_sealed(path)


OTHERS = {
    "empty": b"",
    "a PDF": b"%PDF-1.7\n%%EOF",
    "the mark alone": f"{MARK}".encode(),
    "the mark and no sum": f"{MARK} {EMPTY}".encode(),
    "the sum alone": sealed(EMPTY.encode()),
}


@pytest.mark.parametrize("data", OTHERS.values(), ids=OTHERS)
def test_other_files_are_their_users(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert not is_sealed(tmp_path / "a.pdf")


def test_folders_and_links_are_their_users(document: bytes, tmp_path: Path) -> None:
    assert not is_sealed(tmp_path)
    (tmp_path / "a.pdf").write_bytes(document)
    try:
        (tmp_path / "b.pdf").symlink_to(tmp_path / "a.pdf")
    except OSError:
        pytest.skip("links need a right on Windows")
    assert not is_sealed(tmp_path / "b.pdf")
