"""The text of a web page, and of the HTML and XML that programs export under endings of Office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO

from archivist.formats.text.plain import decoded
from archivist.model.text import MOST

_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|table|div|p|\?xml)[\s>]", re.IGNORECASE
)
_TIMES = 4
"""How many characters of markup are read for each one that may be kept."""
_HIDDEN = frozenset("script style template noscript bindata".split())
_BLOCKS = frozenset(
    (
        "address article aside blockquote body br caption dd div dl dt fieldset figcaption footer "
        "form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section "
        "select table tbody textarea tfoot thead title tr ul row text"
    ).split()
)
_CELLS = frozenset(("td", "th", "tc", "cell"))
_BLANKS = re.compile("[ \xa0]+")


def looks_like_markup(head: bytes) -> bool:
    """Tell whether the beginning holds a tag of HTML, or is XML."""
    return _MARKUP.search(head.replace(b"\0", b"")) is not None


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield the text of a web page as one page."""
    yield text_of(decoded(stream, _TIMES * MOST))


def text_of(markup: str) -> str:
    """Return the text of HTML: blocks and rows are lines, cells are parted by tabs."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    lines = map(_cells, "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line.strip())


def _cells(line: str) -> str:
    cells = (_BLANKS.sub(" ", cell).strip(" ") for cell in line.split("\t"))
    return "\t".join(cells).strip("\t")


class _Text(HTMLParser):
    """Collects text; the parser keeps no tree, so that depth costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if not self._hidden and _local(tag) in _HIDDEN:
            self._hidden = tag
        self._part(tag)

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        if _local(tag) in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            # Line ends in the source are blanks; only tags break lines.
            self.parts.append(" ".join(data.split("\n")).replace("\t", " "))

    def _part(self, tag: str) -> None:
        if _local(tag) in _BLOCKS:
            self.parts.append("\n")
        elif _local(tag) in _CELLS:
            self.parts.append("\t")


def _local(tag: str) -> str:
    """Return a tag of XML without its prefix."""
    return tag.rpartition(":")[2]
