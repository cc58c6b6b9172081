"""Cells of a workbook (xlsx) that hold an error, or a formula that nobody has calculated.

calamine reads both as empty, as if nobody had filled them in.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeAlias

from archivist.formats.found import one_line
from archivist.formats.text import opc
from archivist.formats.text.failing import TextError
from archivist.formats.text.xml_stream import attribute, elements, parse
from archivist.formats.text.zipped import Package
from archivist.formats.workbook.places import place_of

_USUAL = "xl/workbook.xml"
_MARKS = (b"<f", b":f", b'"e"', b"'e'")
"""What a sheet without formulas and errors has nowhere: nearly all have none."""
_OVERLAP = 4
MOST = 10_000
"""Such cells of one sheet that are told."""

Broken: TypeAlias = tuple[int, int, str]
"""Row and column, from 1 and from 0, and the error or the formula."""


def broken_cells(content: bytes) -> dict[str, list[Broken]]:
    """Return the cells of each sheet that have no value; none where the package is damaged."""
    found: dict[str, list[Broken]] = {}
    try:
        package = Package(io.BytesIO(content))
        for name, part in sheet_parts(package).items():
            found[name] = _broken(package, part)
    except TextError:
        return found
    return found


def main_part(package: Package) -> str:
    """Return the part that lists the sheets."""
    main = opc.of_type(opc.types(package), "sheet.main+xml", "sheet.macroEnabled.main+xml")
    return next(iter(main), _USUAL)


def sheet_parts(package: Package) -> dict[str, str]:
    """Return the part of each sheet, by the sheet's name and in their order.

    Raises:
        TextError: There is no workbook in the package.
    """
    book = main_part(package)
    related = opc.relations(package, book)
    return {
        attributes.get("name", ""): related[identifier].target
        for element, attributes in elements(package.chunks(book))
        if element == "sheet" and (identifier := attribute(attributes, "id")) in related
    }


def _broken(package: Package, part: str) -> list[Broken]:
    chunks = _if_marked(package.chunks(part))
    sink = _Sink()
    for _chunk in parse(chunks, sink) if chunks else ():
        if len(sink.found) >= MOST:
            break
    return sink.found


def _if_marked(chunks: Iterator[bytes]) -> Iterable[bytes] | None:
    """Return the chunks again when there is a formula or an error in them."""
    seen: list[bytes] = []
    tail = b""
    for chunk in chunks:
        seen.append(chunk)
        if any(mark in tail + chunk for mark in _MARKS):
            return chain(seen, chunks)
        tail = chunk[-_OVERLAP:]
    return None


class _Sink:
    """Notes the cells of a sheet that have a formula without value, or an error."""

    def __init__(self) -> None:
        self.found: list[Broken] = []
        self._place = ""
        self._row = 0
        self._error = False
        self._texts: dict[str, str] = {}
        self._inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = int(attributes.get("r") or self._row + 1)
        elif name == "c":
            self._place = attributes.get("r", "")
            self._error = attributes.get("t") == "e"
            self._texts = {}
        elif name in {"f", "v", "t"}:
            self._inside = name
            self._texts.setdefault(name, "")

    def characters(self, text: str) -> None:
        if self._inside and len(self._texts.get(self._inside, "")) < MOST:
            self._texts[self._inside] = self._texts.get(self._inside, "") + text

    def end(self, name: str) -> None:
        self._inside = ""
        if name != "c" or not (self._error or "f" in self._texts):
            return
        value = self._texts.get("v") or self._texts.get("t", "")
        place = place_of(self._place)
        if place and (self._error or not value):
            formula = self._texts.get("f", "")
            self.found.append((*place, one_line(value or f"={formula}")))
