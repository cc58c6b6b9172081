"""Reading one file: digest, format, defect; never an exception."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from archivist.formats import reader
from archivist.formats.reader import read_facts
from archivist.model.elements import Origin
from archivist.model.facts import Defect, Format
from tests.formats.pictures import bomb_png, dated, encoded, noise
from tests.formats.videos import mp4

PHOTO = encoded(noise(), "JPEG", exif=dated("2022:01:25 10:15:00"))
SIDECAR = (
    b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
    b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
    b" xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:Headline='x'/></rdf:RDF></x:xmpmeta>"
)


def zip_of(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr(name, "x")
    return buffer.getvalue()


FILES: dict[str, tuple[str, bytes, Format, Defect | None]] = {
    "photo": ("a.jpg", PHOTO, Format.JPEG, None),
    "truncated photo": ("a.jpg", PHOTO[:5000], Format.JPEG, Defect.UNDECODABLE),
    "disguised photo": ("a.jpg", encoded(noise(), "PNG"), Format.PNG, None),
    "bomb": ("a.png", bomb_png(50_000, 50_000), Format.PNG, Defect.OVERSIZED),
    "empty": ("a.jpg", b"", Format.UNKNOWN, Defect.EMPTY),
    "no photo at all": ("a.jpg", bytes(range(256)), Format.UNKNOWN, Defect.UNDECODABLE),
    "a text named photo": ("a.jpg", b"hello", Format.TEXT, None),
    "no video at all": ("a.mp4", bytes(range(256)), Format.UNKNOWN, Defect.BROKEN),
    "no document at all": ("a.docx", bytes(range(256)), Format.UNKNOWN, Defect.BROKEN),
    "anything": ("a.dat", bytes(range(256)), Format.UNKNOWN, None),
    "gbk text": ("a.txt", "创新工作室".encode("gbk"), Format.TEXT, None),
    "pdf": ("a.pdf", b"%PDF-1.4", Format.PDF, Defect.BROKEN),
    "zip": ("a.zip", zip_of("a.txt"), Format.ZIP, None),
    "docx": ("a.docx", zip_of("word/document.xml"), Format.DOCX, None),
    "ole": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLE, Defect.BROKEN),
    "raw": ("a.nef", b"II*\0" + bytes(50), Format.RAW, None),
    "rtf": ("a.rtf", b"{\\rtf1 x}", Format.RTF, None),
    "video": ("a.mp4", mp4(), Format.VIDEO, None),
    "video cut off": ("a.mp4", mp4()[:-100], Format.VIDEO, Defect.UNDECODABLE),
    "video without pictures": (
        "a.avi",
        b"RIFF\0\0\0\0AVI LIST",
        Format.VIDEO,
        Defect.UNDECODABLE,
    ),
    "sidecar": ("a.jpg.xmp", SIDECAR, Format.XMP, None),
    "broken sidecar": ("a.jpg.xmp", b"hello", Format.TEXT, Defect.BROKEN),
}


@pytest.mark.parametrize("in_memory", [reader.MAX_IN_MEMORY, 0], ids=["in memory", "from disk"])
@pytest.mark.parametrize(("name", "content", "kind", "defect"), FILES.values(), ids=FILES)
def test_every_file_gives_facts(
    tmp_path: Path, name: str, content: bytes, kind: Format, defect: Defect | None, in_memory: int
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    facts = read_facts(path, max_bytes_in_memory=in_memory)
    assert facts.sha256 == hashlib.sha256(content).hexdigest()
    assert (facts.format, facts.defect) == (kind, defect)
    assert (facts.detail == "") == (defect in {None, Defect.EMPTY})


def test_a_photo_states_its_date_and_a_sidecar_its_elements(tmp_path: Path) -> None:
    photo, sidecar = tmp_path / "a.jpg", tmp_path / "a.jpg.xmp"
    photo.write_bytes(PHOTO)
    sidecar.write_bytes(SIDECAR)
    facts = read_facts(photo)
    assert (facts.width, facts.height, facts.readings[0].origin) == (320, 240, Origin.EXIF)
    assert read_facts(sidecar).readings[0].origin is Origin.SIDECAR


def test_a_file_that_is_gone_is_unreadable(tmp_path: Path) -> None:
    facts = read_facts(tmp_path / "gone.jpg")
    assert (facts.sha256, facts.defect) == ("", Defect.UNREADABLE)
    assert facts.detail == "No such file or directory"


def test_a_folder_is_unreadable(tmp_path: Path) -> None:
    facts = read_facts(tmp_path)
    assert (facts.defect, facts.detail) == (Defect.UNREADABLE, "not a regular file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert read_facts(tmp_path / "pipe.jpg").defect is Defect.UNREADABLE


def test_an_error_without_a_reason_still_has_a_detail() -> None:
    assert reader.unreadable(OSError()).detail == "OSError"


@pytest.mark.parametrize(
    ("error", "defect"),
    [
        (MemoryError(), Defect.MEMORY),
        (RecursionError("too\ndeep"), Defect.UNDECODABLE),
        (KeyError("x"), Defect.UNDECODABLE),
    ],
    ids=["memory", "recursion", "anything"],
)
def test_whatever_a_library_raises_is_a_defect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, defect: Defect
) -> None:
    def fail(*_: object) -> None:
        raise error

    path = tmp_path / "a.jpg"
    path.write_bytes(PHOTO)
    monkeypatch.setattr("archivist.formats.image.look_at_image", fail)
    facts = read_facts(path)
    assert facts.defect is defect
    assert facts.sha256
    assert "\n" not in facts.detail


def test_a_file_that_does_not_fit_into_memory_is_a_defect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    path = tmp_path / "a.jpg"
    path.write_bytes(PHOTO)
    monkeypatch.setattr(reader, "_read", fail)
    assert read_facts(path).defect is Defect.MEMORY


@pytest.mark.parametrize(
    ("name", "content", "needless"),
    [
        ("a.jpg", PHOTO, ["pypdf", "pillow_heif", "exifread", "zipfile", "psutil"]),
        ("a.txt", b"hello", ["pypdf", "PIL", "exifread", "psutil"]),
        ("a.docx", zip_of("word/document.xml"), ["pypdf", "PIL", "exifread"]),
    ],
    ids=["photo", "text", "docx"],
)
def test_only_what_the_file_at_hand_needs_is_imported(
    tmp_path: Path, name: str, content: bytes, needless: list[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    program = (
        "import sys, pathlib; from archivist.formats.reader import read_facts;"
        "read_facts(pathlib.Path(sys.argv[1]));"
        "print(*sorted(set(sys.argv[2:]) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), *needless],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.stdout.strip() == ""


REAL = Path(os.environ["ARCHIVIST_REAL"]) if "ARCHIVIST_REAL" in os.environ else None
REAL_FILES = [
    path
    for folder in ("photos", "pdf", "office")
    for path in (sorted((REAL / folder).rglob("*")) if REAL else ())
    if path.is_file()
]


@pytest.mark.skipif(REAL is None, reason="ARCHIVIST_REAL names no folder of real files")
@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.name)
def test_every_real_file_gives_facts(path: Path) -> None:
    facts = read_facts(path)
    assert len(facts.sha256) == 64
    assert facts.format is not Format.UNKNOWN
    # The two documents with a password and the one photo with a damaged middle.
    expected = {
        "enc_user.pdf": Defect.ENCRYPTED,
        "libreoffice-writer-password.pdf": Defect.ENCRYPTED,
        "corrupted.jpg": Defect.UNDECODABLE,
    }
    assert facts.defect is expected.get(path.name)
