"""What the store of texts writes down: a text as compressed JSON, and stamps that tell changes."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from typing import Any

from archivist.model.facts import Defect
from archivist.model.recognition import Recognition
from archivist.model.text import MOST, FileText

_LEVEL = 3
"""A third of the time of the usual level, for a tenth more room."""
_UNPACKED = 8 * MOST
"""Bytes; more than the longest text takes as JSON, so that a foreign row fills no memory."""


def packed(text: FileText) -> bytes:
    """Return a text as it is kept; the inverse of `unpacked`."""
    values = [
        text.sha256,
        text.pages,
        text.scanned,
        text.cut,
        text.defect,
        text.detail,
        text.author,
        text.title,
    ]
    whole = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(whole.encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(body: bytes) -> FileText:
    """Return the text that `packed` wrote.

    Raises:
        ValueError: It is something else.
    """
    unpacking = zlib.decompressobj()
    try:
        whole = unpacking.decompress(body, _UNPACKED).decode("utf-8", "surrogatepass")
        return _text(*json.loads(whole if unpacking.eof else ""))
    except (zlib.error, ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"no text: {error}") from error


def _text(*values: Any) -> FileText:  # noqa: ANN401 - just out of the JSON decoder
    sha256, pages, scanned, cut, defect, detail, author, title = values
    if not all(type(page) is str for page in (*pages, sha256, detail, author, title)):
        raise ValueError("a page is no text")
    if not all(type(page) is int for page in scanned):
        raise ValueError("a page's number is none")
    return FileText(
        sha256=sha256,
        pages=tuple(pages),
        scanned=tuple(scanned),
        cut=bool(cut),
        defect=Defect(defect) if defect else None,
        detail=detail,
        author=author,
        title=title,
    )


def checksum_of(body: bytes) -> int:
    """Return a checksum: SQLite has none, and a flipped bit must not become a word."""
    return zlib.crc32(body)


def checksum_of_page(sha256: str, page: int, found: Recognition) -> int:
    """Return the same of a recognised page."""
    values = (sha256, page, found.text, found.confidence, found.rotation, found.engine)
    return zlib.crc32(repr(values).encode("utf-8", "backslashreplace"))


def stamp_of_text(text: FileText) -> str:
    """Return a short text that changes with what is searched of a file."""
    return _short(repr((text.pages, text.author, text.title)))


def stamp_of_all(own: str, pages: Iterable[tuple[int, int]]) -> str:
    """Return a short text that changes with a file's text and with what was recognised.

    Args:
        own: The stamp of the text.
        pages: Number and checksum of each recognised page, in order.
    """
    found = list(pages)
    return _short(repr((own, found))) if found else own


def _short(whole: str) -> str:
    return hashlib.blake2b(whole.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()
