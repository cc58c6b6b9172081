"""One sheet of a workbook (xlsx): a line for each row, read as it streams by."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

from archivist.formats.text.cell_formats import CellFormats
from archivist.formats.text.flow import Flow
from archivist.formats.text.xml_stream import parse

MAX_CELL = 65_536
"""Characters of one cell; Excel allows 32,767."""
_MAX_BYTES = 64 * 1024 * 1024
"""Of all strings of a workbook: more than is kept of any file, in any alphabet."""
_MAX_STRINGS = 8_000_000
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Strings:
    """The strings that the cells of a workbook share, packed: a million take 40 MB.

    What is beyond the bounds is empty.
    """

    def __init__(self) -> None:
        self._text = bytearray()
        self._ends = array("L", [0])
        self._pieces: list[str] = []
        self._room = MAX_CELL
        self._taking = False
        self._phonetic = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if name == "t":
            self._taking = not self._phonetic
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if name == "t":
            self._taking = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self._keep()

    def characters(self, text: str) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if self._taking and self._room > 0:
            self._pieces.append(text)
            self._room -= len(text)

    def _keep(self) -> None:
        if len(self._text) < _MAX_BYTES and len(self._ends) <= _MAX_STRINGS:
            self._text += "".join(self._pieces).encode("utf-8")
            self._ends.append(len(self._text))
        self._pieces.clear()
        self._room = MAX_CELL

    def __getitem__(self, number: str) -> str:
        at = int(number) if number.isdecimal() and len(number) < 10 else len(self._ends)
        if at + 1 >= len(self._ends):
            return ""
        return self._text[self._ends[at] : self._ends[at + 1]].decode("utf-8")


class Sheet:
    """Adds the cells of a sheet to a page, hidden ones too.

    Args:
        flow: The page.
        strings: What cells refer to.
        formats: How numbers are shown.
    """

    def __init__(self, flow: Flow, strings: Strings, formats: CellFormats) -> None:
        self._flow = flow
        self._strings = strings
        self._formats = formats
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._room = 0
        self._taking = self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if name == "c":
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._room = MAX_CELL
        elif name in {"v", "t"}:
            self._taking = not self._phonetic
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if name == "c":
            self._cell()
        elif name in {"v", "t"}:
            self._taking = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "row":
            self._flow.row()

    def characters(self, text: str) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if self._taking and self._room > 0:
            self._pieces.append(text)
            self._room -= len(text)

    def _cell(self) -> None:
        self._room = 0
        if self._pieces:
            text = _one_line(self._shown("".join(self._pieces)))
            self._pieces.clear()
            if text:
                self._flow.add(text)
                self._flow.cell()

    def _shown(self, text: str) -> str:
        if self._kind == "s":
            return self._strings[text.strip()]
        if self._kind == "n":
            style = int(self._style) if self._style.isdecimal() and len(self._style) < 10 else -1
            return self._formats.shown(text.strip(), style)
        if self._kind == "b":
            return "FALSE" if text.strip() == "0" else "TRUE"
        return text.replace("T", " ").removesuffix(" 00:00:00") if self._kind == "d" else text


def _one_line(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)
    return text.strip()


def read_strings(chunks: Iterable[bytes]) -> Strings:
    """Return the strings that a workbook's cells share.

    Raises:
        TextError: They cannot be read any further.
    """
    strings = Strings()
    for _ in parse(chunks, strings):
        pass
    return strings
