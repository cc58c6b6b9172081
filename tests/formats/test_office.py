"""Office containers: whole, broken or encrypted."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from archivist.formats import office
from archivist.formats.office import look_at_ole, look_at_zip
from archivist.model.facts import Defect, Format

TYPES = "[Content_Types].xml"


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return buffer.getvalue()


DOCX = zipped({TYPES: b"<Types/>", "word/document.xml": bytes(range(256)) * 40})
WHOLE = {
    "docx": (DOCX, Format.DOCX),
    "docx with another main part": (zipped({TYPES: b"", "word/document2.xml": b""}), Format.DOCX),
    "odf": (zipped({"mimetype": b"", "content.xml": b"<a/>"}), Format.ODF),
    "odf with a plain manifest": (
        zipped({"content.xml": b"<a/>", "META-INF/manifest.xml": b"<manifest/>"}),
        Format.ODF,
    ),
    "ofd": (zipped({"OFD.xml": b"<a/>"}), Format.OFD),
    "zip": (zipped({"a.txt": b"a"}), Format.ZIP),
    "empty zip": (zipped({}), Format.ZIP),
}


@pytest.mark.parametrize(("content", "kind"), WHOLE.values(), ids=WHOLE)
def test_a_whole_container_has_no_defect(content: bytes, kind: Format) -> None:
    assert look_at_zip(io.BytesIO(content), kind).defect is None


def overwritten(content: bytes, marker: bytes, offset: int, patch: bytes) -> bytes:
    at = content.index(marker) + offset
    return content[:at] + patch + content[at + len(patch) :]


BROKEN = {
    "cut off": (DOCX[: len(DOCX) // 2], Format.DOCX),
    "damaged inside": (overwritten(DOCX, b"word/document.xml", 30, b"\xff" * 8), Format.DOCX),
    "wrong checksum": (
        overwritten(DOCX, b"PK\x01\x02", 0, b"PK\x01\x02").replace(
            struct.pack("<I", zipfile.ZipFile(io.BytesIO(DOCX)).getinfo("word/document.xml").CRC),
            b"\0\0\0\0",
        ),
        Format.DOCX,
    ),
    "main part missing": (zipped({"word/x.xml": b""}), Format.DOCX),
    "content missing": (zipped({"mimetype": b""}), Format.ODF),
}


@pytest.mark.parametrize(("content", "kind"), BROKEN.values(), ids=BROKEN)
def test_a_damaged_container_is_broken(content: bytes, kind: Format) -> None:
    found = look_at_zip(io.BytesIO(content), kind)
    assert found.defect is Defect.BROKEN
    assert found.detail


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_PART", 1_000_000)
    bomb = zipped({TYPES: b"", "word/document.xml": bytes(2_000_000)})
    assert len(bomb) < 10_000
    found = look_at_zip(io.BytesIO(bomb), Format.DOCX)
    assert found.defect is Defect.BROKEN
    assert "2000000 bytes" in found.detail


def test_a_bomb_that_lies_about_its_size_stops_where_it_said() -> None:
    bomb = zipped({TYPES: b"", "word/document.xml": bytes(2_000_000)})
    lying = bomb.replace(struct.pack("<I", 2_000_000), struct.pack("<I", 1000))
    assert look_at_zip(io.BytesIO(lying), Format.DOCX).defect is Defect.BROKEN


def test_an_encrypted_zip_and_an_encrypted_odf_are_encrypted() -> None:
    flagged = overwritten(zipped({"a.txt": b"a"}), b"PK\x01\x02", 8, b"\x01")
    assert look_at_zip(io.BytesIO(flagged), Format.ZIP).defect is Defect.ENCRYPTED
    manifest = b"<manifest:file-entry><manifest:encryption-data/>"
    odf = zipped({"content.xml": b"?", "META-INF/manifest.xml": manifest})
    assert look_at_zip(io.BytesIO(odf), Format.ODF).defect is Defect.ENCRYPTED


def ole(used: int = 4, stream: bytes = b"") -> bytes:
    """Return an OLE container with one sector table that names ``used`` sectors."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHH", header, 26, 3, 0xFFFE, 9)
    struct.pack_into("<110I", header, 72, 0, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", *[0xFFFFFFFE] * used, *[0xFFFFFFFF] * (128 - used))
    return bytes(header) + table + stream.ljust((used - 1) * 512, b"\0")


def test_a_whole_ole_container_has_no_defect() -> None:
    assert look_at_ole(io.BytesIO(ole()), ".doc").defect is None
    assert look_at_ole(io.BytesIO(ole()[:-500]), ".doc").defect is None


@pytest.mark.parametrize("length", [100, 700, 1024, 1536])
def test_an_ole_container_cut_off_is_broken(length: int) -> None:
    assert look_at_ole(io.BytesIO(ole()[:length]), ".doc").defect is Defect.BROKEN


def test_an_office_file_with_a_password_is_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    content = ole(stream=b"x" * 400 + "EncryptedPackage".encode("utf-16-le"))
    assert look_at_ole(io.BytesIO(content), ".docx").defect is Defect.ENCRYPTED
    monkeypatch.setattr(office, "_CHUNK", 1430)
    assert look_at_ole(io.BytesIO(content), ".docx").defect is Defect.ENCRYPTED


def test_an_old_document_under_a_new_ending_is_broken() -> None:
    found = look_at_ole(io.BytesIO(ole()), ".DOCX")
    assert found.defect is Defect.BROKEN
    assert "old binary" in found.detail


@pytest.mark.parametrize("shift", [0, 9, 200, 65535])
def test_a_nonsensical_sector_size_does_no_harm(shift: int) -> None:
    content = bytearray(ole())
    struct.pack_into("<H", content, 30, shift)
    assert look_at_ole(io.BytesIO(bytes(content)), ".doc").defect in {None, Defect.BROKEN}
