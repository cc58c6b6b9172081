"""Text in WordprocessingML and DrawingML: both call paragraphs, rows and cells the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from archivist.formats.text.failing import TextError
from archivist.formats.text.flow import Flow
from archivist.formats.text.xml_stream import parse
from archivist.formats.text.zipped import Package

_LEFT_OUT = frozenset(
    (
        "pPr rPr tblPr trPr tcPr sectPr bodyPr lstStyle instrText "  # how it looks, what computes
        "del moveFrom "  # revisions: what is no longer there
        "rPh phoneticPr "  # how a cell is read in Japanese
        "numCache numLit"  # the figures of a chart
    ).split()
)
_WORDS = frozenset(("t",))
_CHART = frozenset(("t", "v"))
_REMARK = frozenset(("t", "text"))
_LINES = frozenset(("p", "v", "text", "comment"))
_ASIDES = frozenset(("txbxContent", "rt"))


class Story:
    """Adds the text of one part to a page.

    Instructions of fields, deleted revisions and formats are left out; of alternatives the first
    is taken; text boxes and the reading of ruby stand in lines of their own.

    Args:
        flow: The page.
        words: The elements whose characters are text.
    """

    def __init__(self, flow: Flow, words: Collection[str] = _WORDS) -> None:
        self._flow = flow
        self._words = words
        self._taking = False
        self._skipped = 0
        self._cells: list[int] = []
        self._chosen: list[bool] = []
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "tab": lambda _: flow.gap(),
            "br": lambda _: flow.gap("\n"),
            "cr": lambda _: flow.gap("\n"),
            "noBreakHyphen": lambda _: flow.add("-"),
            "sym": self._symbol,
            "tc": lambda _: self._cells.append(flow.size),
            "fld": self._field,
            "AlternateContent": lambda _: self._chosen.append(False),
            "Choice": self._alternative,
            "Fallback": self._alternative,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if self._skipped or name in _LEFT_OUT:
            self._skipped += 1
        elif name in self._words:
            self._taking = True
        elif name in _ASIDES:
            self._flow.aside()
        elif name in self._starts:
            self._starts[name](attributes)

    def end(self, name: str) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if self._skipped:
            self._skipped -= 1
            return
        self._taking = False
        if name in _LINES:
            self._flow.line()
        elif name in _ASIDES:
            self._flow.back()
        elif name == "tc":
            self._end_cell()
        elif name == "tr":
            self._flow.row()
        elif name == "AlternateContent":
            self._chosen.pop()

    def characters(self, text: str) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if self._taking and not self._skipped:
            self._flow.add(text)

    def _end_cell(self) -> None:
        if self._flow.size > self._cells.pop():
            self._flow.cell()

    def _alternative(self, _attributes: dict[str, str]) -> None:
        if self._chosen and self._chosen[-1]:
            self._skipped = 1
        elif self._chosen:
            self._chosen[-1] = True

    def _field(self, attributes: dict[str, str]) -> None:
        if attributes.get("type") == "slidenum":
            self._skipped = 1

    def _symbol(self, attributes: dict[str, str]) -> None:
        """Add a character that is named by its number; those of symbol fonts say nothing."""
        digits = next((v for key, v in attributes.items() if key.endswith("char")), "")
        code = int(digits, 16) if len(digits) == 4 and digits.isalnum() else 0
        if 0x20 < code < 0xD800:
            self._flow.add(chr(code))


Teller = Callable[[Package, str, Flow], None]


def tell(package: Package, part: str, flow: Flow) -> None:
    """Add the text of a part to a page until that is full.

    Raises:
        TextError: The part cannot be read any further.
    """
    _tell(package, part, flow, _WORDS)


def tell_chart(package: Package, part: str, flow: Flow) -> None:
    """Add the titles and names in a chart; else as `tell`."""
    _tell(package, part, flow, _CHART)


def tell_remarks(package: Package, part: str, flow: Flow) -> None:
    """Add remarks that are no paragraphs; else as `tell`."""
    _tell(package, part, flow, _REMARK)


def _tell(package: Package, part: str, flow: Flow, words: Collection[str]) -> None:
    story = Story(flow, words)
    for _ in parse(package.chunks(part), story):
        if flow.full:
            return


def tell_all(package: Package, parts: Iterable[tuple[Teller, str]], flow: Flow) -> TextError | None:
    """Add the text of parts to a page, each in lines of its own and none twice.

    Returns:
        Why one of them could not be read to its end.
    """
    fault: TextError | None = None
    seen: set[int] = set()
    for teller, part in parts:
        own = Flow()
        try:
            teller(package, part, own)
        except TextError as error:
            fault = fault or error
        text = own.take()
        # Each section of a document has its own copy of the same header.
        if hash(text) not in seen:
            seen.add(hash(text))
            flow.row()
            flow.add(text)
            flow.row()
    return fault
