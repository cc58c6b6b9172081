"""The text of a file as JSON, for the pipe from the process that read it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from archivist.formats.found import MAX_DETAIL
from archivist.formats.wire import is_digest
from archivist.model.facts import Defect
from archivist.model.text import MOST, FileText

MAX_ANSWER = 12 * MOST + 4 * 1024 * 1024
"""Bytes of one answer: a character takes up to twelve in ASCII."""
MAX_PAGES = 20_000
MAX_NAME = 1000
"""Characters of an author or a title."""
_DEFECTS: dict[str, Defect | None] = {"": None, **{member.value: member for member in Defect}}
_FIELDS = 8
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, which would rule a terminal, and half characters, which no file takes."""


def text_to_list(text: FileText) -> list[Any]:
    """Return the text of a file as a list that JSON can hold."""
    defect = text.defect.value if text.defect else ""
    names = [text.author, text.title]
    return [
        text.sha256,
        list(text.pages),
        list(text.scanned),
        text.cut,
        defect,
        text.detail,
        *names,
    ]


def checked_text(value: object) -> FileText:
    """Return the text that a process states which a hostile file may own.

    Raises:
        ValueError: A type, a length or a character is not what an honest process sends.
    """
    if not isinstance(value, list) or len(value) != _FIELDS:
        raise ValueError("no text of a file")
    sha256, pages, scanned, cut, defect, detail, author, title = value
    _check_texts([sha256, defect, detail, author, title], MAX_NAME)
    _check_pages(pages, scanned)
    if type(cut) is not bool or defect not in _DEFECTS or len(detail) > MAX_DETAIL:
        raise ValueError("a field is out of range")
    if sha256 and not is_digest(sha256):
        raise ValueError("no digest")
    return FileText(
        sha256=sha256,
        pages=tuple(pages),
        scanned=tuple(scanned),
        cut=cut,
        defect=_DEFECTS[defect],
        detail=detail,
        author=author,
        title=title,
    )


def _check_texts(texts: list[Any], most: int) -> None:
    if not all(type(text) is str and len(text) <= most for text in texts):
        raise ValueError("a field is no text, or too long")
    if any(_UNFIT.search(text) for text in texts):
        raise ValueError("a character that is no text")


def _check_pages(pages: object, scanned: object) -> None:
    if not isinstance(pages, list) or not isinstance(scanned, list) or len(pages) > MAX_PAGES:
        raise ValueError("no list of pages")
    _check_texts(pages, MOST)
    if sum(map(len, pages)) > MOST:
        raise ValueError("too much text")
    # They ascend, so that none is there twice.
    numbers = [0, *scanned, len(pages) + 1]
    if any(type(number) is not int for number in numbers):
        raise ValueError("a page is no number")
    if any(after <= before for before, after in pairwise(numbers)):
        raise ValueError("a page that is not there")
