"""Rich Text Format (specification 1.9.1): its text, by our own parser.

Groups are kept on a list, not on Python's stack, so that depth is bounded and costs nothing.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import BinaryIO

from archivist.formats.text.failing import TextError
from archivist.formats.text.rtf_words import BREAKS, CHARSETS, DOUBLE_BYTE, HIDDEN, MARKS, SHOWN
from archivist.model.facts import Defect

_MOST = 256 * 1024 * 1024
"""Bytes of one file that are read."""
_DEEPEST = 5000
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,40})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
)
_SYMBOLS = {b"~": " ", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n", b"*": "", b"|": "", b":": ""}


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within one pair of braces."""

    hidden: bool = False
    fonts: bool = False
    """It is the table of fonts."""
    font: int = -1
    fallback: int = 1
    """How many characters follow each of Unicode, for programs that know none."""


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield the text; a page ends only where its writer ended one."""
    stream.seek(0)
    parser = _Parser(stream.read(_MOST))
    yield from parser.pages()
    if parser.depth > 0:
        raise TextError(Defect.BROKEN, "the file ends in the middle")


class _Parser:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._group = _Group()
        self._outer: list[_Group] = []
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._default = -1
        self._bytes = bytearray()
        self._bytes_in = self._codepage
        self._parts: list[str] = []
        self._skip = 0
        """Fallback characters still to be left out."""
        self._starred = False
        """The group began with ``\\*``: who does not know it shall skip it."""
        self._at = 0

    @property
    def depth(self) -> int:
        """How many groups are open."""
        return len(self._outer)

    def pages(self) -> Iterator[str]:
        """Yield the text of each page."""
        while token := _TOKEN.search(self._content, self._at):
            self._at = token.end()
            kind = token.lastgroup
            if kind == "brace":
                self._brace(opens=token[0] == b"{")
            elif kind in {"word", "number"}:
                word = token["word"].decode("ascii")
                if word == "page" and not self._group.hidden:
                    yield self._page()
                self._word(word, int(token["number"] or -1), given=token["number"] is not None)
            elif kind == "symbol":
                self._symbol(token["symbol"])
            else:
                self._raw(bytes.fromhex(token["hex"].decode()) if kind == "hex" else token[0])
        yield self._page()

    def _page(self) -> str:
        self._flush()
        text = "".join(self._parts)
        self._parts.clear()
        # Two halves of a pair come as two words.
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _brace(self, *, opens: bool) -> None:
        self._flush()
        self._skip, self._starred = 0, False
        if opens:
            if len(self._outer) >= _DEEPEST:
                raise TextError(Defect.BROKEN, "its groups are nested too deeply")
            self._outer.append(self._group)
        elif self._outer:
            self._group = self._outer.pop()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._starred = True
        elif symbol in b"\\{}":
            self._raw(symbol)
        elif not self._left_out(1):
            self._put(_SYMBOLS.get(symbol, ""))

    def _word(self, word: str, number: int, *, given: bool) -> None:
        starred, self._starred = self._starred, False
        if word == "bin":
            self._at += max(number, 0)
        elif word == "u" and given:
            self._skip = 0
            self._put(chr(number % 0x10000))
            self._skip = self._group.fallback
        elif word in HIDDEN or (starred and word not in SHOWN):
            self._group = replace(self._group, hidden=True, fonts=word == "fonttbl")
        elif word in BREAKS or word in MARKS:
            if not self._left_out(1):
                self._put(BREAKS.get(word) or MARKS[word])
        else:
            self._setting(word, number, given=given)

    def _setting(self, word: str, number: int, *, given: bool) -> None:
        if word in {"ansicpg", "mac", "pc", "pca"}:
            named = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(word, f"cp{number}")
            self._codepage = _known(named) or self._codepage
        elif word == "deff":
            self._default = number
        elif word == "uc" and given:
            self._group = replace(self._group, fallback=min(max(number, 0), 64))
        elif word == "f" and given:
            self._group = replace(self._group, font=number)
        elif word == "plain":
            self._group = replace(self._group, font=self._default)
        elif self._group.fonts and word in {"fcharset", "cpg"}:
            named = CHARSETS.get(number, "") if word == "fcharset" else f"cp{number}"
            self._fonts[self._group.font] = _known(named)

    def _encoding(self) -> str:
        """Return the encoding of the font at hand; a Western one says little in a Chinese file."""
        encoding = self._fonts.get(self._group.font, "")
        if not encoding or (encoding == "cp1252" and self._codepage in DOUBLE_BYTE):
            return self._codepage
        return encoding

    def _raw(self, content: bytes) -> None:
        if self._skip:
            left_out = min(self._skip, len(content))
            self._skip -= left_out
            content = content[left_out:]
        if self._group.hidden or not content:
            return
        encoding = self._encoding()
        if encoding != self._bytes_in:
            self._flush()
            self._bytes_in = encoding
        self._bytes += content

    def _left_out(self, count: int) -> bool:
        if self._skip:
            self._skip -= count
            return True
        return False

    def _put(self, text: str) -> None:
        if not self._group.hidden:
            self._flush()
            self._parts.append(text)

    def _flush(self) -> None:
        if self._bytes:
            self._parts.append(self._decoded(bytes(self._bytes)))
            self._bytes.clear()

    def _decoded(self, content: bytes) -> str:
        # Programs name a font's character set wrongly where only a bullet is written in it.
        for encoding in (self._bytes_in, self._codepage):
            with suppress(UnicodeDecodeError):
                return content.decode(encoding)
        return content.decode(self._bytes_in, "replace")


def _known(name: str) -> str:
    """Return Python's name of a code page, empty when it has none."""
    if name in {"cp936", "cp54936"}:
        return "gb18030"
    if name == "cp65001":
        return "utf-8"
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
