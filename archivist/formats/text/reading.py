"""Reading the text of one file, once: its digest, and what it says; never an exception."""

from __future__ import annotations

import hashlib
import importlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from archivist.formats.found import one_line
from archivist.formats.reader import MAX_IN_MEMORY, digest, open_regular, unreadable
from archivist.formats.sniff import sniff
from archivist.formats.text.encoding import SAMPLE, beginning, may_be_text
from archivist.formats.text.failing import TextError
from archivist.formats.text.page import Page, fit
from archivist.formats.text_wire import MAX_NAME, MAX_PAGES
from archivist.model.facts import Defect, Format
from archivist.model.text import MOST, FileText

_MODULES = {
    Format.DOCX: "docx",
    Format.XLSX: "xlsx",
    Format.PPTX: "pptx",
    Format.ODF: "odf",
    Format.OFD: "ofd",
    Format.OLE: "ole",
    Format.RTF: "rtf",
    Format.ZIP: "members",
    Format.TEXT: "plain",
    Format.XMP: "plain",
}
"""What has no module, pictures above all, says nothing by itself."""
_TEXT_SUFFIXES = frozenset(
    (
        ".txt .csv .tsv .md .log .json .toml .ini .yaml .yml .srt .htm .html .xhtml .xml .svg "
        ".eml .mht .mhtml"
    ).split()
)
_MAIL_SUFFIXES = frozenset((".eml", ".mht", ".mhtml"))
_MAIL_HEAD = b"mime-version:"
"""How a web page with its pictures begins, which Office saves under its own endings."""
_PAGE_SUFFIXES = frozenset(".html .htm .xhtml .xml .svg .doc .xls .ppt .wps .et .dps".split())
"""Programs export web pages and XML under the endings of Office; the content decides."""


def read_text(path: Path, *, max_bytes_in_memory: int = MAX_IN_MEMORY) -> FileText:
    """Read what a file says; never raises for what the file or its library does.

    Args:
        path: The file; a link is followed.
        max_bytes_in_memory: A larger file is hashed in pieces and given to its module as an open
            file, so that it is read twice.
    """
    try:
        with open_regular(path) as file:
            return _read(file, path.suffix.lower(), max_bytes_in_memory)
    except OSError as error:
        facts = unreadable(error)
        return FileText(defect=facts.defect, detail=facts.detail)
    except MemoryError:
        return FileText(defect=Defect.MEMORY, detail="the file does not fit into memory")


@dataclass(slots=True)
class _Taken:
    """What was read so far, within the limits."""

    pages: list[str] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    left: int = MOST
    cut: bool = False
    defect: Defect | None = None
    detail: str = ""
    author: str = ""
    title: str = ""

    def take(self, page: Page) -> bool:
        """Keep a page, or what of it there is room for; tell whether there is room for more."""
        if self.left <= 0 or len(self.pages) >= MAX_PAGES:
            self.cut = True
            return False
        text = fit(page.text)
        self.cut = self.cut or page.cut or len(text) > self.left
        self.pages.append(text[: self.left])
        self.left -= len(text)
        if page.scanned:
            self.scanned.append(len(self.pages))
        if page.trouble and self.defect is None:
            self.note(Defect.BROKEN, f"page {len(self.pages)}: {page.trouble}")
        return self.left >= 0

    def note(self, defect: Defect, detail: str | BaseException) -> None:
        """Note why the file could not be read, or not to its end."""
        self.defect, self.detail = defect, one_line(detail)


def _read(file: BinaryIO, suffix: str, max_bytes_in_memory: int) -> FileText:
    size = os.fstat(file.fileno()).st_size
    if size == 0:
        return FileText(sha256=hashlib.sha256().hexdigest(), defect=Defect.EMPTY)
    stream: BinaryIO = file
    if size <= max_bytes_in_memory:
        content = file.read()
        sha256, stream = hashlib.sha256(content).hexdigest(), io.BytesIO(content)
    else:
        sha256 = digest(file)
    taken = _Taken()
    _fill(taken, stream, suffix)
    return FileText(
        sha256=sha256,
        pages=tuple(taken.pages),
        scanned=tuple(taken.scanned),
        cut=taken.cut,
        defect=taken.defect,
        detail=taken.detail,
        author=taken.author,
        title=taken.title,
    )


def _fill(taken: _Taken, stream: BinaryIO, suffix: str) -> None:
    """Take pages until a limit or a fault; what was taken before it is kept."""
    try:
        content = sniff(stream, suffix)
        stream.seek(0)
        if content is Format.PDF:
            _fill_from_pdf(taken, stream)
            return
        for text in _pages(stream, content, suffix):
            if not taken.take(Page(text)):
                return
    except TextError as error:
        taken.note(error.defect, error.detail)
    except MemoryError:
        taken.note(Defect.MEMORY, "unpacking it takes more memory than there is")
    except Exception as error:  # noqa: BLE001 - whatever a library does, the run goes on
        taken.note(Defect.BROKEN, error)


def _fill_from_pdf(taken: _Taken, stream: BinaryIO) -> None:
    from archivist.formats.text.pdf import PdfText  # noqa: PLC0415 - only a PDF needs its library

    with PdfText(stream) as document:
        taken.author, taken.title = (
            " ".join(fit(name).split())[:MAX_NAME] for name in (document.author, document.title)
        )
        for page in document.pages():
            if not taken.take(page):
                return


def _pages(stream: BinaryIO, content: Format, suffix: str) -> Iterator[str]:
    """Return the pages that a format's module finds, importing only that module."""
    name = _MODULES.get(content)
    if content is Format.UNKNOWN and suffix in _TEXT_SUFFIXES:
        if not may_be_text(beginning(stream)):
            raise TextError(Defect.BROKEN, "it holds no readable text")
        content = Format.TEXT
    if content is Format.TEXT:
        name = _kind_of_text(stream, suffix)
    if name is None:
        return iter(())
    module = importlib.import_module(f"archivist.formats.text.{name}")
    pages: Iterator[str] = module.read(stream)
    return pages


def _kind_of_text(stream: BinaryIO, suffix: str) -> str:
    stream.seek(0)
    head = stream.read(SAMPLE)
    if suffix in _MAIL_SUFFIXES or head.lstrip()[:64].lower().startswith(_MAIL_HEAD):
        return "mail"
    if suffix in _PAGE_SUFFIXES:
        from archivist.formats.text.markup import looks_like_markup  # noqa: PLC0415 - few need it

        return "markup" if looks_like_markup(head) else "plain"
    return "plain"
