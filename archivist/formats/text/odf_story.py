"""Text in OpenDocument: what stands in paragraphs, wherever these stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from archivist.formats.text.flow import Flow

_LEFT_OUT = frozenset(
    (
        "text:tracked-changes table:tracked-changes table:content-validations "
        "text:note-citation text:page-number text:page-count text:sheet-name"
    ).split()
)
_PARAGRAPHS = frozenset(("text:p", "text:h"))
_ASIDES = frozenset(("office:annotation", "text:note-body", "text:ruby-text"))
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
_DRAWN = "draw:"
_MAX_BLANKS = 100
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True, kw_only=True)
class _Cell:
    size: int
    """Of the page when it began."""
    depth: int
    """Blocks around it."""
    value: str
    """What to show if it holds no text of its own; a date is shown in any case."""
    is_date: bool


class OdfStory:
    """Adds what a document says to a page, and hands out the pages that are done.

    Deleted revisions are left out; remarks, notes, text boxes and the reading of ruby stand in
    lines of their own.
    """

    def __init__(self, flow: Flow) -> None:
        self.paged = False
        """A workbook or a presentation."""
        self._flow = flow
        self._pages: list[str] = []
        self._skipped = 0
        self._page_of = ""
        self._tables = 0
        self._blocks: list[tuple[bool, bool]] = []
        """For each open block whether characters in it are text, and whether it is an aside."""
        self._cells: list[_Cell] = []
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "text:s": self._some_blanks,
            "text:tab": lambda _: flow.gap(),
            "text:line-break": lambda _: flow.gap("\n"),
            "table:table": self._start_table,
            "office:spreadsheet": lambda _: self._turn("table:table"),
            "office:presentation": lambda _: self._turn("draw:page"),
            "office:drawing": lambda _: self._turn("draw:page"),
            **dict.fromkeys(_CELLS, self._start_cell),
        }

    def done(self) -> list[str]:
        """Return the pages that were finished since this was asked last."""
        pages, self._pages = self._pages, []
        return pages

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if self._skipped or name in _LEFT_OUT:
            self._skipped += 1
        elif name in self._starts:
            self._starts[name](attributes)
        elif name in _PARAGRAPHS:
            self._begin(text=not self._is_dated(), aside=False)
        elif name in _ASIDES:
            self._begin(text=name == "text:ruby-text", aside=True)
        elif name.startswith(_DRAWN):
            self._begin(text=False, aside=bool(self._blocks and self._blocks[-1][0]))

    def end(self, name: str) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if self._skipped:
            self._skipped -= 1
        elif name in _PARAGRAPHS:
            self._blocks.pop()
            self._end_paragraph()
        elif name in _ASIDES or name.startswith(_DRAWN):
            if self._blocks.pop()[1]:
                self._flow.back()
            elif name == self._page_of:
                self._end_page()
        elif name.startswith("table:"):
            self._end_table_part(name)

    def characters(self, text: str) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if not self._skipped and self._blocks and self._blocks[-1][0]:
            self._flow.add(_BLANKS.sub(" ", text))

    def _begin(self, *, text: bool, aside: bool) -> None:
        self._blocks.append((text, aside))
        if aside:
            self._flow.aside()

    def _turn(self, page_of: str) -> None:
        self._page_of, self.paged = page_of, True

    def _end_page(self) -> None:
        self._pages.append(self._flow.take())

    def _end_paragraph(self) -> None:
        # A row of a sheet is one line, whatever its cells hold.
        in_row = self._cells and self._page_of == "table:table"
        if in_row and not (self._blocks and self._blocks[-1][1]):
            self._flow.gap(" ")
        else:
            self._flow.line()

    def _some_blanks(self, attributes: dict[str, str]) -> None:
        count = attributes.get("text:c", "1")
        known = count.isdecimal() and len(count) < 5
        self._flow.add(" " * min(int(count) if known else 1, _MAX_BLANKS))

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._tables += 1
        if self._page_of == "table:table" and self._tables == 1:
            self._flow.add(" ".join(attributes.get("table:name", "").split()))
            self._flow.row()

    def _start_cell(self, attributes: dict[str, str]) -> None:
        date = attributes.get("office:date-value", "")[:19].replace("T", " ")
        value = date or attributes.get("office:value") or attributes.get("office:string-value", "")
        self._cells.append(
            _Cell(
                size=self._flow.size,
                depth=len(self._blocks),
                value=value.removesuffix(" 00:00:00"),
                is_date=bool(date),
            )
        )

    def _is_dated(self) -> bool:
        """Tell a paragraph that shows a date in one of many ways."""
        cell = self._cells[-1] if self._cells else None
        return cell is not None and cell.is_date and cell.depth == len(self._blocks)

    def _end_table_part(self, name: str) -> None:
        if name in _CELLS:
            cell = self._cells.pop()
            if cell.is_date or self._flow.size == cell.size:
                self._flow.add(cell.value)
            if self._flow.size > cell.size:
                self._flow.cell()
        elif name == "table:table-row":
            self._flow.row()
        elif name == "table:table":
            self._tables -= 1
            self._flow.row()
            if self._page_of == name and not self._tables:
                self._end_page()
