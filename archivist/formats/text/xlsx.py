"""The text of a workbook (xlsx): a page for each sheet, with its remarks, text boxes and charts.

calamine is not used: it lays out a whole sheet at once, remarks excepted, and one hostile cell
makes it abort.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from archivist.formats.text import opc
from archivist.formats.text.cell_formats import CellFormats, cell_formats
from archivist.formats.text.failing import TextError
from archivist.formats.text.flow import Flow
from archivist.formats.text.sheet import Sheet, Strings, read_strings
from archivist.formats.text.story import Teller, tell, tell_all, tell_chart, tell_remarks
from archivist.formats.text.xml_stream import attribute, elements, parse
from archivist.formats.text.zipped import Package
from archivist.model.facts import Defect

_MAIN = (
    "spreadsheetml.sheet.main+xml",
    "spreadsheetml.template.main+xml",
    "ms-excel.sheet.macroEnabled.main+xml",
    "ms-excel.template.macroEnabled.main+xml",
)
_USUAL = "xl/workbook.xml"
_BINARY = "ms-excel.sheet.binary.macroEnabled.main"


@dataclass(slots=True, kw_only=True)
class _Book:
    package: Package
    sheets: list[tuple[str, str]]
    """Name and part of each sheet, in the order of the tabs."""
    strings: Strings
    formats: CellFormats
    fault: TextError | None = None
    """Why something could not be read to its end."""


def read(stream: BinaryIO) -> Iterator[str]:
    """Yield the text of each sheet, hidden ones too; its first line is the sheet's name.

    Raises:
        TextError: After what could be read.
    """
    book = _opened(Package(stream))
    for name, part in book.sheets:
        yield _page(book, name, part)
    if book.fault:
        raise book.fault


def _opened(package: Package) -> _Book:
    kinds = opc.types(package)
    main = next(iter(opc.of_type(kinds, *_MAIN)), _USUAL)
    if main not in package:
        known = "a binary workbook (xlsb): save it as xlsx"
        binary = opc.of_type(kinds, _BINARY)
        raise TextError(Defect.BROKEN, known if binary else "it has no main part")
    book = _Book(package=package, sheets=[], strings=Strings(), formats=CellFormats())
    try:
        _fill(book, main)
    except TextError as error:
        book.fault = error
    return book


def _fill(book: _Book, main: str) -> None:
    related = opc.relations(book.package, main)
    since_1904 = False
    seen: set[str] = set()
    for name, attributes in elements(book.package.chunks(main)):
        if name == "workbookPr":
            since_1904 = attributes.get("date1904", "0") in {"1", "true"}
        part = related.get(attribute(attributes, "id")) if name == "sheet" else None
        if part and part.target not in seen:
            seen.add(part.target)
            book.sheets.append((attributes.get("name", ""), part.target))
    for each in related.values():
        if each.kind == "styles":
            chunks = book.package.chunks(each.target)
            book.formats = cell_formats(chunks, since_1904=since_1904)
        elif each.kind == "sharedStrings":
            book.strings = read_strings(book.package.chunks(each.target))


def _page(book: _Book, name: str, part: str) -> str:
    flow = Flow()
    flow.add(" ".join(name.split()))
    flow.row()
    try:
        for _ in parse(book.package.chunks(part), Sheet(flow, book.strings, book.formats)):
            if flow.full:
                return flow.take()
    except TextError as error:
        book.fault = book.fault or error
    book.fault = tell_all(book.package, _besides(book.package, part), flow) or book.fault
    return flow.take()


def _besides(package: Package, sheet: str) -> list[tuple[Teller, str]]:
    found: list[tuple[Teller, str]] = [
        (tell_remarks if "threaded" in part.lower() else tell, part)
        for part in opc.related(package, sheet, "comments", "threadedComment", "drawing")
    ]
    for drawing in opc.related(package, sheet, "drawing"):
        found += [(tell, part) for part in opc.related(package, drawing, "diagramData")]
        found += [(tell_chart, part) for part in opc.related(package, drawing, "chart")]
    return found
