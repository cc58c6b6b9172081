"""Reading one file: the content decides, limits hold, never an exception."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from archivist.formats.reader import MAX_IN_MEMORY
from archivist.formats.text import plain, reading
from archivist.formats.text.failing import TextError
from archivist.formats.text.page import Page
from archivist.formats.text.reading import read_text
from archivist.model.facts import Defect
from archivist.model.text import MOST, FileText
from tests.formats.pictures import encoded, noise
from tests.formats.text.pdfs import pdf, picture, rows

MAIL = "From: a@b\nSubject: 通知\n\n请参加".encode()
HTML = "<html><body><table><tr><td>测流仪<td>3</table></body></html>"
RTF = rb"{\rtf1\ansi\ansicpg936 \'b2\'e2}"
ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w") as container:
    container.writestr("签到表.docx", "")

FILES: dict[str, tuple[str, bytes, tuple[str, ...], Defect | None]] = {
    "text": ("a.txt", "测流仪\r\n水准仪".encode("gbk"), ("测流仪\n水准仪",), None),
    "text without an ending": ("a", b"hello", ("hello",), None),
    "wide text without a mark": ("a.txt", "ab测流仪cd".encode("utf-16-le"), ("ab测流仪cd",), None),
    "text with a stray zero": ("a.txt", b"a" * 200 + b"\0b", ("a" * 200 + "b",), None),
    "table": ("a.csv", "甲,乙\n".encode("utf-8-sig"), ("甲,乙\n",), None),
    "pdf": ("a.pdf", pdf(rows("测"), picture(595, 842)), ("测", ""), None),
    "pdf under another name": ("a.doc", pdf(rows("测")), ("测",), None),
    "rtf under another name": ("a.doc", RTF, ("测",), None),
    "web page under another name": ("a.xls", HTML.encode("gbk"), ("测流仪\t3",), None),
    "web page": ("a.HTM", HTML.encode(), ("测流仪\t3",), None),
    "no web page": ("a.doc", b"just text", ("just text",), None),
    "mail": ("a.eml", MAIL, ("From: a@b\nSubject: 通知\n请参加",), None),
    "mail under no name is text": ("a.txt", MAIL, (MAIL.decode(),), None),
    "page with pictures under another name": (
        "a.doc",
        b"MIME-Version: 1.0\nContent-Type: text/html; charset=gbk\n\n" + HTML.encode("gbk"),
        ("测流仪\t3",),
        None,
    ),
    "zip": ("a.zip", ZIP.getvalue(), ("签到表.docx",), None),
    "photo": ("a.jpg", encoded(noise(), "JPEG"), (), None),
    "anything": ("a.dat", bytes(range(256)), (), None),
    "no text at all": ("a.txt", bytes(range(256)), (), Defect.BROKEN),
    "a program under the ending of a table": ("a.CSV", b"MZ\x90\0" * 99, (), Defect.BROKEN),
    "zeros alone": ("a.log", b"\0" * 999, (), Defect.BROKEN),
    "line ends alone": ("a.txt", b"\r\n", ("\n",), None),
    "text before zeros": ("a.txt", b"hello" + b"\0" * 99_999, ("hello",), None),
    "text behind zeros": ("a.md", b"\0" * 99_999 + b"hello", ("hello",), None),
    "text with a wrong byte": (
        "a.md",
        "测流仪".encode() * 9 + b"\xff",
        ("测流仪" * 9 + "\ufffd",),
        None,
    ),
    "accented letters": ("a.txt", "café déjà vu".encode("latin-1"), ("café déjà vu",), None),
    "web page with a wrong byte": ("a.htm", HTML.encode() + b"\xff", ("测流仪\t3\n\ufffd",), None),
    "empty": ("a.txt", b"", (), Defect.EMPTY),
    "broken pdf": ("a.pdf", b"%PDF-1.7", (), Defect.BROKEN),
    "rtf cut off": ("a.rtf", RTF[:-1], ("测",), Defect.BROKEN),
}


@pytest.mark.parametrize("in_memory", [MAX_IN_MEMORY, 0], ids=["in memory", "from disk"])
@pytest.mark.parametrize(("name", "content", "pages", "defect"), FILES.values(), ids=FILES)
def test_every_file_gives_what_it_says(
    tmp_path: Path,
    name: str,
    content: bytes,
    pages: tuple[str, ...],
    defect: Defect | None,
    in_memory: int,
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = read_text(path, max_bytes_in_memory=in_memory)
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert (found.pages, found.defect, found.cut) == (pages, defect, False)
    assert (found.detail == "") == (defect in {None, Defect.EMPTY})


def read(tmp_path: Path, pages: Iterator[str], monkeypatch: pytest.MonkeyPatch) -> object:
    def module(_stream: BinaryIO) -> Iterator[str]:
        return pages

    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    monkeypatch.setattr(plain, "read", module)
    return read_text(path)


def failing(error: BaseException) -> Iterator[str]:
    yield "一"
    raise error


@pytest.mark.parametrize(
    ("error", "defect"),
    [
        (TextError(Defect.ENCRYPTED, "it needs a password"), Defect.ENCRYPTED),
        (MemoryError(), Defect.MEMORY),
        (RecursionError("too\ndeep"), Defect.BROKEN),
        (KeyError(), Defect.BROKEN),
    ],
    ids=["known", "memory", "recursion", "anything"],
)
def test_what_was_read_before_a_fault_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, defect: Defect
) -> None:
    found = read(tmp_path, failing(error), monkeypatch)
    assert isinstance(found, FileText)
    assert (found.pages, found.defect) == (("一",), defect)
    assert found.detail
    assert "\n" not in found.detail


LIMITS: dict[str, tuple[list[str], tuple[str, ...], bool]] = {
    "just enough": (["12345", "67890"], ("12345", "67890"), False),
    "a character more": (["12345", "678901"], ("12345", "67890"), True),
    "a page more": (["1234567890", ""], ("1234567890",), True),
    "empty pages more": (["", "", "", ""], ("", "", ""), True),
}


@pytest.mark.parametrize(("pages", "kept", "cut"), LIMITS.values(), ids=LIMITS)
def test_what_is_kept_is_bounded(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pages: list[str],
    kept: tuple[str, ...],
    cut: bool,
) -> None:
    monkeypatch.setattr(reading, "MAX_PAGES", 3)
    taken = reading._Taken(left=10)
    for page in pages:
        if not taken.take(Page(page)):
            break
    assert (tuple(taken.pages), taken.cut) == (kept, cut)


def test_a_page_holds_text_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a\ufeffb\x1bc\x85d\u2028e\tf\x7f\rg\x0bh", encoding="utf-8")
    assert read_text(path).pages == ("abc\nd\ne\tf\ng\nh",)


def test_a_document_tells_title_author_and_what_waits(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    info = b"<</Title(T\\000 t)/Author(Li)>>"
    path.write_bytes(pdf(rows("测"), picture(595, 842), info=info))
    found = read_text(path)
    assert (found.title, found.author, found.scanned) == ("T t", "Li", (2,))


def test_a_page_that_fails_is_a_defect_of_the_document(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(rows("甲"), rows("乙")).replace(b"/Kids[7 0 R", b"/Kids[1 0 R"))
    found = read_text(path)
    assert (found.pages, found.defect) == (("", "乙"), Defect.BROKEN)
    assert found.detail.startswith("page 1: ")


def test_a_page_that_was_cut_is_said_and_the_next_is_read(tmp_path: Path) -> None:
    taken = reading._Taken()
    assert taken.take(Page("一", cut=True))
    assert taken.take(Page("二"))
    assert (taken.pages, taken.cut) == (["一", "二"], True)


def test_a_title_of_nothing_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(rows("测"), info=b"<</Title(\\000)>>"))
    assert read_text(path).title == ""


def test_a_file_that_is_gone_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "gone", tmp_path):
        found = read_text(path)
        assert (found.sha256, found.defect) == ("", Defect.UNREADABLE)
        assert found.detail


def test_a_file_that_does_not_fit_into_memory_is_a_defect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    monkeypatch.setattr(reading, "_read", fail)
    assert read_text(path).defect is Defect.MEMORY


def test_a_large_text_is_hashed_whole_and_read_in_part(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    content = b"0123456789abcde\n" * 1_000_000
    path.write_bytes(content)
    found = read_text(path, max_bytes_in_memory=0)
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert (found.cut, sum(map(len, found.pages))) == (True, MOST)


def test_a_sparse_text_gives_what_stands_before_the_hole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.write("测流仪\n".encode() * 1200)
        file.truncate(40 * 1024 * 1024)
        file.seek(0, os.SEEK_END)
        file.write("末了".encode())
    found = read_text(path, max_bytes_in_memory=0)
    assert found.pages == ("测流仪\n" * 1200 + "末了",)
    assert (found.defect, found.cut) == (None, False)


def test_what_was_left_out_of_a_mail_is_said_and_the_rest_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(b"Subject: one\nTo: " + b"a@b, " * 9000 + b"\n\ntext")
    found = read_text(path)
    assert found.pages[0].endswith("text")
    assert (found.defect, found.detail) == (Defect.BROKEN, "its headers are too long")


def test_only_what_the_file_at_hand_needs_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"hello")
    program = (
        "import sys, pathlib; from archivist.formats.text.reading import read_text;"
        "read_text(pathlib.Path(sys.argv[1]));"
        "print(*sorted(set(sys.argv[2:]) & set(sys.modules)))"
    )
    needless = "pypdfium2 pypdf PIL email html.parser zipfile xlrd olefile psutil".split()
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), *needless],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert done.stdout.strip() == ""


REAL = Path(os.environ["ARCHIVIST_REAL"]) if "ARCHIVIST_REAL" in os.environ else None
REAL_FILES = [
    path
    for folder in ("pdf", "office", "photos")
    for path in (sorted((REAL / folder).rglob("*")) if REAL else ())
    if path.is_file()
]
ENCRYPTED = {"enc_user.pdf", "libreoffice-writer-password.pdf"}
WAITING = {"lo_src_notouni.pdf", "grayscale-image.pdf", "cmyk-image.pdf"}


@pytest.mark.skipif(REAL is None, reason="ARCHIVIST_REAL names no folder of real files")
@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.name)
def test_every_real_file_says_something_or_waits(path: Path) -> None:
    found = read_text(path)
    assert found.defect is (Defect.ENCRYPTED if path.name in ENCRYPTED else None), found.detail
    if path.suffix == ".pdf":
        waiting = path.name in WAITING or path.name.startswith("imagemagick")
        assert found.scanned == (tuple(range(1, len(found.pages) + 1)) if waiting else ())
