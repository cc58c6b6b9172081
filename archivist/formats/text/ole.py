"""The text of old Office documents: what an OLE container holds is told by its streams."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import BinaryIO

import olefile  # type: ignore[import-untyped]

from archivist.formats.found import one_line
from archivist.formats.text import doc, ppt, xls
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect

MAX_STREAM = 256 * 1024 * 1024
_ENCRYPTED = ("EncryptedPackage", "\x09DRMContent")
_WORD = "WordDocument"
_SLIDES = "PowerPoint Document"
_USER = "Current User"
_BOOKS = ("Workbook", "Book")
_KNOWN = {
    "MatOST": "a document of Microsoft Works: save it as docx",
    "FileHeader": "a document of Hangul: save it as docx",
    "VisioDocument": "a drawing of Visio: save it as PDF",
    "__properties_version1.0": "a message of Outlook: save it as eml",
}
_DAMAGE = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error)
"""What olefile raises for damaged tables."""


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield the text of a doc, xls or ppt, or of a wps, et or dps, which are the same.

    Raises:
        TextError: After what could be read.
    """
    with _Container(stream) as container:
        if any(map(container.has, _ENCRYPTED)):
            raise TextError(Defect.ENCRYPTED, "it needs a password")
        if container.has(_WORD):
            yield from _word(container)
        elif book := next(filter(container.has, _BOOKS), ""):
            yield from xls.pages(container.content(book))
        elif container.has(_SLIDES):
            yield from ppt.slides(container.content(_SLIDES), container.content(_USER))
        else:
            raise TextError(Defect.BROKEN, _what_else(container))


def _word(container: _Container) -> Iterator[str]:
    document = container.content(_WORD)
    name = doc.table_name(document)
    yield from doc.pages(document, container.content(name) if name else b"")


def _what_else(container: _Container) -> str:
    found = (text for name, text in _KNOWN.items() if container.has(name))
    return next(found, "a container that holds no document of Word, Excel or PowerPoint")


class _Container:
    def __init__(self, stream: BinaryIO) -> None:
        try:
            self._file = olefile.OleFileIO(stream)
        except _DAMAGE as error:
            raise TextError(Defect.BROKEN, one_line(error)) from error

    def __enter__(self) -> _Container:
        return self

    def __exit__(self, *_failure: object) -> None:
        self._file.close()

    def has(self, name: str) -> bool:
        """Tell whether there is such a stream at the top."""
        return bool(self._file.exists(name))

    def content(self, name: str) -> bytes:
        """Return a stream, as far as it can be read; empty if there is none."""
        if not self.has(name):
            return b""
        try:
            found: io.BytesIO = self._file.openstream(name)
        except _DAMAGE as error:
            raise TextError(Defect.BROKEN, one_line(error)) from error
        return found.read(MAX_STREAM)
