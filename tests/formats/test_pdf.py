"""PDF: encrypted, broken or whole."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError, FileNotDecryptedError

from archivist.formats.pdf import look_at_pdf
from archivist.model.facts import Defect


def document(pages: int = 2, *, user: str | None = None) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if user is not None:
        writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_the_pages_of_a_whole_document_are_counted() -> None:
    found = look_at_pdf(io.BytesIO(document(3)))
    assert (found.defect, found.pages) == (None, 3)


def test_a_document_that_needs_a_password_is_encrypted() -> None:
    found = look_at_pdf(io.BytesIO(document(user="secret")))
    assert (found.defect, found.pages) == (Defect.ENCRYPTED, 0)


def test_a_document_with_an_owners_password_only_is_no_defect() -> None:
    found = look_at_pdf(io.BytesIO(document(user="")))
    assert (found.defect, found.pages) == (None, 2)


BROKEN = {
    "cut in half": document()[: len(document()) // 2],
    "cut at the end": document()[:-40],
    "header only": b"%PDF-1.7\n",
    "garbage": b"%PDF-1.7\n" + bytes(range(256)) * 8,
    "no pages": document(0),
    "no catalog": b"%PDF-1.4\ntrailer<</Size 1>>\nstartxref\n9\n%%EOF\n",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_document_whose_structure_cannot_be_read_is_broken(content: bytes) -> None:
    found = look_at_pdf(io.BytesIO(content))
    assert found.defect is Defect.BROKEN
    assert found.detail
    assert "\n" not in found.detail


def test_a_page_tree_that_contains_itself_does_not_hang() -> None:
    content = document(1).replace(b"/Type /Page\n", b"/Type /Pages\n/Kids [ 3 0 R 2 0 R ]\n")
    found = look_at_pdf(io.BytesIO(content))
    assert found.defect in {None, Defect.BROKEN}


@pytest.mark.parametrize(
    ("error", "defect"),
    [
        (DependencyError("cryptography>=3.1 is required"), Defect.ENCRYPTED),
        (FileNotDecryptedError("File has not been decrypted"), Defect.ENCRYPTED),
        (RecursionError("maximum recursion depth exceeded"), Defect.BROKEN),
    ],
    ids=["AES without its library", "not decrypted", "recursion"],
)
def test_each_failure_of_the_library_is_a_defect(
    monkeypatch: pytest.MonkeyPatch, error: Exception, defect: Defect
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(PdfReader, "decrypt", fail)
    assert look_at_pdf(io.BytesIO(document(user=""))).defect is defect


def test_a_document_that_opens_but_cannot_be_decrypted_here_is_no_defect(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: object) -> None:
        raise DependencyError("cryptography>=3.1 is required")

    monkeypatch.setattr(PdfReader, "get_num_pages", fail)
    monkeypatch.setattr(PdfReader, "_get_num_pages", fail, raising=False)
    found = look_at_pdf(io.BytesIO(document(user="")))
    assert (found.defect, found.pages) == (None, 0)


def test_memory_that_runs_out_is_not_taken_for_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(PdfReader, "decrypt", fail)
    with pytest.raises(MemoryError):
        look_at_pdf(io.BytesIO(document(user="")))
