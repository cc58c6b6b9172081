"""Texts and names of strangers that mean harm, and what must not come of them."""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import python_calamine

from archivist.model.display import hides

TEXTS = {
    "command": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "wide": "＝1+1",
    "blank": " =1+1",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "line": "\n=1+1",
    "script": "<script>alert(1)</script>",
    "markup": '"><img src=x onerror=alert(1)>',
    "entity": "&lt;b&gt; ]]> <!-- {{ 7*7 }} {% raw %}",
    "typst": "#panic(1) $x$ @preview *b* \\u{41}",
    "percent": "%s {0} {path} {0.__class__}",
    "colour": "\x1b[31m红",
    "conceal": "\x1b[8m藏",
    "title": "\x1b]0;题\x07",
    "eight-bit": "\x9b31m红",
    "bidi": "甲\u202e乙.gpj",
    "isolate": "甲\u2066乙\u2069",
    "separator": "甲\u2028乙\u2029丙",
    "nul": "甲\x00乙",
}
_ACTIVE = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_FORMULA = re.compile(rb"<f[ >]")
_OUTWARD = re.compile(rb'Target="(?!file:)[a-z+.-]+:', re.IGNORECASE)


def named(text: str) -> str:
    """Return a text as the name of a file, as far as this system takes it."""
    forbidden = '<>:"/\\|?*\0' if os.name == "nt" else "/\\\0"
    allowed = "".join(c for c in text if c not in forbidden and (os.name != "nt" or c >= " "))
    return allowed.strip(". ") if os.name == "nt" else allowed


def hidden(text: str) -> str:
    """Return what hides in a text, but for line feeds."""
    return "".join(c for c in text if c != "\n" and hides(c))


def refuse_table(data: bytes) -> list[list[str]]:
    """Return the cells of a CSV file, none of which is a formula or hides anything."""
    rows = [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip(" ").startswith(_ACTIVE), cell
        assert not hidden(cell), cell
    return rows


def refuse_workbook(path: Path) -> str:
    """Return the texts of a workbook, in which nothing is calculated and no address is opened."""
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            content = packed.read(name)
            assert not _FORMULA.search(content), name
            assert not _OUTWARD.search(content) or not name.startswith("xl/worksheets/_rels")
            assert "externalLink" not in name
            assert "vbaProject" not in name
    book = python_calamine.CalamineWorkbook.from_path(path)
    cells = (
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    )
    return "\n".join(cells)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a page of archivist never holds."""
        if tag in {"script", "img", "iframe", "object", "embed", "form", "base"}:
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (value or "").lower().lstrip().startswith("javascript:"):
                self.bad.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        """Note a comment: archivist's pages have none."""
        self.bad.append(data)

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        self.text.append(data)


def refuse_page(data: bytes) -> str:
    """Return the text of a page of HTML that runs nothing and hides nothing."""
    page = _Page()
    page.feed(data.decode("utf-8"))
    assert not page.bad, page.bad[:5]
    text = "".join(page.text)
    assert not hidden(text), repr(hidden(text))
    return text
