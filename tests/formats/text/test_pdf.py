"""PDF: text with its real lines, pages that wait for recognition, pictures of pages."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader, PdfWriter

from archivist.formats.text import pdf as module
from archivist.formats.text import pdf_page
from archivist.formats.text.failing import TextError
from archivist.formats.text.page import Page
from archivist.formats.text.pdf import PdfText, render_page
from archivist.model.facts import Defect
from tests.formats.text.pdfs import Row, pdf, picture, rows

LONG = "第一条为了加强档案管理，规范档案收集、整理工作，有效保护和利用档"
NO_TABLE = b"<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[1/g1/g2/g3/g4/g5]>>>>"


def pages(content: bytes) -> list[Page]:
    with PdfText(io.BytesIO(content)) as document:
        return list(document.pages())


def locked(*, user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(rows("测流仪")))))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_every_page_says_its_lines() -> None:
    found = pages(pdf(rows("第一章　总则", "测流仪"), rows("Café 2022", chinese=False)))
    assert [page.text for page in found] == ["第一章　总则\n测流仪", "Café 2022"]
    assert not any(page.scanned or page.trouble for page in found)


def test_lines_that_the_width_broke_are_joined_and_others_are_not() -> None:
    (page,) = pages(pdf(rows("总则", LONG, "案，制定本法。", "（一）测流仪；", "（二）水准仪")))
    assert page.text.split("\n") == [
        "总则",
        LONG + "案，制定本法。",
        "（一）测流仪；",
        "（二）水准仪",
    ]


def test_the_document_tells_its_title_and_its_author() -> None:
    info = b"<</Title<FEFF6D4B6D41>/Author(Li)>>"
    with PdfText(io.BytesIO(pdf(b"", info=info))) as document:
        assert (document.title, document.author) == ("测流", "Li")


def test_a_title_that_is_no_language_is_none() -> None:
    info = b"<</Title(" + "创新工作室管理制度汇编资料".encode("gbk") + b")>>"
    with PdfText(io.BytesIO(pdf(b"", info=info))) as document:
        assert document.title == ""


STAMP = Row("CamScanner", chinese=False).drawn()
PATHS = b"0 0 m 9 9 l S\n" * 300
PICTURES = {
    "a picture of a page": (picture(595, 842), True),
    "a picture of a page with the scanner's stamp": (picture(595, 842) + STAMP, True),
    "a small picture without any text": (picture(300, 300), True),
    "letters turned into outlines": (PATHS, True),
    "a small picture beside text": (picture(100, 100) + STAMP, False),
    "a page with a picture behind much text": (picture(595, 842) + rows(LONG, LONG, LONG), False),
    "an empty page": (b"", False),
    "a rule": (b"0 0 m 9 9 l S\n", False),
}


@pytest.mark.parametrize(("content", "scanned"), PICTURES.values(), ids=PICTURES)
def test_a_page_that_shows_what_its_text_does_not_say_waits(content: bytes, scanned: bool) -> None:
    (page,) = pages(pdf(content))
    assert page.scanned is scanned


def test_text_without_a_table_of_characters_is_dropped_and_waits() -> None:
    codes = bytes(range(1, 25)).hex().encode()
    content = b"BT /L 12 Tf 72 700 Td <%s> Tj ET" % codes
    (page,) = pages(pdf(content, latin=NO_TABLE))
    assert page == Page("", scanned=True)


def test_a_document_that_needs_a_password_is_encrypted() -> None:
    with pytest.raises(TextError) as caught:
        PdfText(io.BytesIO(locked(user="secret")))
    assert caught.value.defect is Defect.ENCRYPTED


def test_a_document_with_an_owners_password_only_is_read() -> None:
    assert [page.text for page in pages(locked(user=""))] == ["测流仪"]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 9])
def test_a_document_without_structure_is_broken(content: bytes) -> None:
    with pytest.raises(TextError) as caught:
        PdfText(io.BytesIO(content))
    assert caught.value.defect is Defect.BROKEN


def test_a_page_that_cannot_be_read_does_not_hide_the_next() -> None:
    content = pdf(rows("甲"), rows("乙")).replace(b"/Kids[7 0 R", b"/Kids[1 0 R")
    first, second = pages(content)
    assert (first.text, second.text) == ("", "乙")
    assert first.trouble


def test_a_cut_document_says_what_is_left() -> None:
    content = pdf(rows("甲"), rows("乙"))
    assert [page.text for page in pages(content[:-12])] == ["甲", "乙"]


def test_a_page_becomes_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(picture(595, 421)))
    width, height, pixels = render_page(path, 1, dpi=72)
    assert (width, height, len(pixels)) == (595, 842, 595 * 842 * 3)
    assert pixels[:3] == b"\xff\xff\xff"
    assert pixels[-3:] == b"\x80\x80\x80"


def test_the_picture_of_a_page_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PIXELS", 40_000)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(b"", box="0 0 14400 3600"))
    width, height, pixels = render_page(path, 1)
    assert 36_000 < width * height <= 41_000
    assert len(pixels) == width * height * 3


@pytest.mark.parametrize("number", [0, 2])
def test_a_page_that_is_not_there_has_no_picture(tmp_path: Path, number: int) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(b""))
    with pytest.raises(TextError):
        render_page(path, number)


def test_a_title_that_cannot_be_told_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise pypdfium2.PdfiumError("no")

    monkeypatch.setattr(pypdfium2.PdfDocument, "get_metadata_value", fail)
    with PdfText(io.BytesIO(pdf(b""))) as document:
        assert document.title == ""


def test_comments_and_fields_of_a_form_are_read() -> None:
    notes = (
        b"/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents<FEFF6D4B6D41>>>"
        b"<</Type/Annot/Subtype/Popup/Rect[0 0 9 9]/Contents(again)>>"
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V<FEFF5F90>/Rect[0 0 9 9]>>"
        b"<</Type/Annot/Subtype/Square/Rect[0 0 9 9]>>null]/Resources"
    )
    content = pdf(rows("甲")).replace(b"/Resources", notes)
    assert [page.text for page in pages(content)] == ["甲\n测流\n徐"]


def test_a_page_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_page, "MAX_CHARACTERS", 3)
    (page,) = pages(pdf(rows("一二三四五")))
    assert (page.text, page.cut) == ("一二三", True)


def test_a_picture_that_cannot_be_placed_does_not_hide_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise pypdfium2.PdfiumError("no")

    monkeypatch.setattr(pypdfium2.PdfImage, "get_bounds", fail)
    (page,) = pages(pdf(picture(595, 842) + STAMP))
    assert (page.text, page.scanned) == ("CamScanner", False)
