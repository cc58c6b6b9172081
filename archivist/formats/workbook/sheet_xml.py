"""The XML of one sheet, changed where rows are added and nowhere else.

A library that reads a workbook and writes it anew drops what it does not know: values of formulas,
drop-downs that refer to another sheet, pictures in cells, shapes. So the text of the part is kept,
and only rows are set into it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from archivist.formats.workbook.page import clean
from archivist.formats.workbook.places import column_of, letters_of

_ATTRIBUTES = r"""((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>"""
_ATTRIBUTE = re.compile(r"""\s+([\w.:-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_ROOT = re.compile(r"<([\w.-]+:)?worksheet[\s>]")
_NOT_PLAIN = ("<!--", "<![CDATA[", "<!DOCTYPE", "<!ENTITY")
_RANGE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?::(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7}))?")
_ESCAPED = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class UnusualError(Exception):
    """The sheet is written in a way in which no row can be set into it safely."""


@dataclass(frozen=True, slots=True)
class NewCell:
    """A cell to be set into a row."""

    text: str
    number: bool = False
    """The text is a number, to be written as one."""


@dataclass(frozen=True, slots=True)
class _Element:
    attributes: Mapping[str, str]
    raw: str
    """Its attributes, as they stand."""
    inside: str
    start: int
    end: int

    def number(self, name: str) -> int:
        value = self.attributes.get(name, "")
        if not value.isdecimal():
            raise UnusualError(f"a row or cell without {name}")
        return int(value)


class SheetXml:
    """The XML of one sheet.

    Args:
        data: The part, in UTF-8.

    Raises:
        UnusualError: It is written in another way than spreadsheet programs do.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnusualError("not UTF-8") from error
        root = _ROOT.search(self._text)
        if root is None or any(mark in self._text for mark in _NOT_PLAIN):
            raise UnusualError("markup that spreadsheet programs do not write")
        self._prefix = root[1] or ""
        self._element = {name: self._pattern(name) for name in ("row", "c")}
        self._bounds = self._body()

    @property
    def protected(self) -> bool:
        """Whether a person has locked the sheet."""
        found = re.search(rf"<{self._prefix}sheetProtection{_ATTRIBUTES}", self._text)
        return bool(found) and _attributes(found[1] if found else "").get("sheet") in {"1", "true"}

    def merged(self, rows: range) -> bool:
        """Return whether a merged cell reaches into one of the rows."""
        cells = re.findall(rf"<{self._prefix}mergeCell{_ATTRIBUTES}", self._text)
        ranges = [_attributes(raw).get("ref", "") for raw, _empty in cells]
        return any(
            int(found[4]) < rows.stop and int(found[8] or found[4]) >= rows.start
            for found in map(_RANGE.fullmatch, ranges)
            if found
        )

    def put(self, added: Mapping[int, Mapping[int, NewCell]], like: int | None) -> None:
        """Set texts into rows; formulas and formats that are there stay.

        Args:
            added: What to set by row and, from 0, column; a row that is not there is made.
            like: The row whose looks a new one gets.
        """
        rows = self._rows()
        pattern = rows.get(like) if like is not None else None
        looks = self._cells(pattern.inside) if pattern else {}
        # From below, so that no place moves before it is used.
        for row in sorted(added, reverse=True):
            there = rows.get(row)
            raw = there.raw if there else self._row_attributes(row, pattern)
            inside = self._inside(row, there, looks, added[row])
            made = f"<{self._prefix}row{raw}>{inside}</{self._prefix}row>"
            start, end = (there.start, there.end) if there else (self._after(rows, row),) * 2
            self._splice(start, end, made)

    def _inside(
        self,
        row: int,
        there: _Element | None,
        looks: Mapping[int, _Element],
        new: Mapping[int, NewCell],
    ) -> str:
        kept = self._cells(there.inside) if there else {}
        return "".join(
            self._cell(row, at, kept.get(at), looks.get(at), new.get(at))
            for at in sorted({*kept, *looks, *new})
        )

    def extend(self, last: int, bottom: int) -> None:
        """Let what covers the last row cover the new ones too: lists, colours, filter."""
        prefix = self._prefix
        names = "dataValidation|conditionalFormatting|autoFilter|dimension|ignoredError"
        pattern = re.compile(rf"<{prefix}(?:{names}){_ATTRIBUTES}")
        head, body, tail = (
            self._text[: self._bounds[0]],
            self._text[slice(*self._bounds)],
            self._text[self._bounds[1] :],
        )
        head = pattern.sub(lambda match: extended_tag(match[0], last, bottom), head)
        tail = pattern.sub(lambda match: extended_tag(match[0], last, bottom), tail)
        tail = re.sub(
            r"(<(?:\w+:)?sqref>)([^<]*)(?=</)",
            lambda match: match[1] + extended(match[2], last, bottom),
            tail,
        )
        self._text = head + body + tail
        self._bounds = self._body()

    def data(self) -> bytes:
        """Return the part."""
        return self._text.encode()

    def _pattern(self, name: str) -> re.Pattern[str]:
        return re.compile(rf"<{self._prefix}{name}(?=[\s/>]){_ATTRIBUTES}")

    def _body(self) -> tuple[int, int]:
        opening = re.search(rf"<{self._prefix}sheetData\s*>", self._text)
        closing = self._text.find(f"</{self._prefix}sheetData>")
        if opening is None or closing < opening.end():
            raise UnusualError("no rows")
        return opening.end(), closing

    def _splice(self, start: int, end: int, made: str) -> None:
        self._text = self._text[:start] + made + self._text[end:]
        self._bounds = self._bounds[0], self._bounds[1] + len(made) - (end - start)

    def _rows(self) -> dict[int, _Element]:
        found = self._elements("row", self._text, *self._bounds)
        rows = {each.number("r"): each for each in found}
        if len(rows) != len(found) or list(rows) != sorted(rows):
            raise UnusualError("rows out of order")
        return rows

    def _cells(self, text: str) -> dict[int, _Element]:
        found: dict[int, _Element] = {}
        for each in self._elements("c", text, 0, len(text)):
            letters = each.attributes.get("r", "").rstrip("0123456789")
            if not letters.isalpha():
                raise UnusualError("a cell without a place")
            found[column_of(letters)] = each
        return found

    def _elements(self, name: str, text: str, start: int, end: int) -> list[_Element]:
        closing = f"</{self._prefix}{name}>"
        found: list[_Element] = []
        for match in self._element[name].finditer(text, start, end):
            raw, empty = match.groups()
            stop = match.end() if empty else text.find(closing, match.end(), end)
            if stop < 0:
                raise UnusualError("an element without an end")
            inside = text[match.end() : stop]
            after = stop if empty else stop + len(closing)
            found.append(_Element(_attributes(raw), raw, inside, match.start(), after))
        return found

    def _after(self, rows: Mapping[int, _Element], row: int) -> int:
        above = [each.end for number, each in rows.items() if number < row]
        return max(above, default=self._bounds[0])

    @staticmethod
    def _row_attributes(row: int, pattern: _Element | None) -> str:
        left_out = {"r", "spans", "hidden", "collapsed", "outlineLevel"}
        kept = {
            k: v for k, v in (pattern.attributes if pattern else {}).items() if k not in left_out
        }
        return "".join(f' {name}="{value}"' for name, value in {"r": str(row), **kept}.items())

    def _cell(
        self, row: int, at: int, kept: _Element | None, like: _Element | None, new: NewCell | None
    ) -> str:
        prefix = self._prefix
        if kept and (new is None or f"<{prefix}f" in kept.inside):
            ending = f">{kept.inside}</{prefix}c>" if kept.inside else "/>"
            return f"<{prefix}c{kept.raw}{ending}"
        looks = kept or like
        style = looks.attributes.get("s", "") if looks else ""
        raw = f' r="{letters_of(at)}{row}"' + (f' s="{style}"' if style else "")
        if new is None or not new.text:
            return f"<{prefix}c{raw}/>"
        if new.number:
            return f"<{prefix}c{raw}><{prefix}v>{new.text}</{prefix}v></{prefix}c>"
        text = escape(_ESCAPED.sub(r"_x005F_\1", held(new.text)), quote=False)
        inside = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
        return f'<{prefix}c{raw} t="inlineStr">{inside}</{prefix}c>'


def held(text: str) -> str:
    """Return a text as a cell can hold it."""
    return clean(_CONTROL.sub(" ", text))


def extended_tag(tag: str, last: int, bottom: int) -> str:
    """Return a tag whose ``ref`` or ``sqref`` reaches down to a new last row."""
    return re.sub(
        r"""(\s(?:sq)?ref\s*=\s*["'])([^"']*)""",
        lambda match: match[1] + extended(match[2], last, bottom),
        tag,
    )


def extended(ranges: str, last: int, bottom: int) -> str:
    """Return ranges of which those that cover the last row reach down to a new one."""
    return _RANGE.sub(lambda match: _longer(match, last, bottom), ranges)


def _longer(match: re.Match[str], last: int, bottom: int) -> str:
    top, end = int(match[4]), int(match[8] or match[4])
    if not top <= last <= end < bottom:
        return match[0]
    start = f"{match[1]}{match[2]}{match[3]}{match[4]}"
    right = f"{match[5]}{match[6]}{match[7]}" if match[6] else f"{match[1]}{match[2]}{match[3]}"
    return f"{start}:{right}{bottom}"


def _attributes(raw: str) -> dict[str, str]:
    return {name: one or other for name, one, other in _ATTRIBUTE.findall(raw)}
