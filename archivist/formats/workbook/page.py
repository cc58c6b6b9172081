"""One sheet: notes and legend on top, a hidden row of keys, the titles, the rows."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from archivist.formats.table import KEY_MARK, Cell, CellState, Column, Kind, Sheet
from archivist.formats.workbook.links import MOST, target_of, write_link
from archivist.formats.workbook.looks import Looks, legend_words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

MAX_TEXT = 32_000
"""Characters of one cell; spreadsheet programs hold 32,767."""
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_A4 = 9
_MAX_MESSAGE = 255
_MAX_HEADING = 32
_PICTURE = 96
"""Pixels that a picture is high or wide at most."""
_LINE = 14.0
"""Points of a line of text."""
_GAP = 6.0
_MAX_HEIGHT = 400.0
"""Points; spreadsheet programs allow 409."""
_NUMBERS = frozenset({Kind.NUMBER, Kind.POINTS})
_AIR = 4
"""Pixels around a picture."""
_POINTS = 0.75
"""Of one pixel at 96 dpi."""


def clean(text: str) -> str:
    """Return a text that a workbook can hold; a longer one is cut and ends with ``…``."""
    held = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return held if len(held) <= MAX_TEXT else f"{held[: MAX_TEXT - 1]}…"


def offered(column: Column) -> tuple[str, ...]:
    """Return what a column's drop-down offers, each once."""
    return tuple(dict.fromkeys(clean(text) for text in column.choices if text.strip()))


def add_page(
    page: Worksheet, sheet: Sheet, looks: Looks, lists: dict[tuple[str, ...], str]
) -> None:
    """Fill a worksheet.

    Args:
        page: The empty worksheet.
        sheet: What it is to hold.
        looks: The workbook's formats.
        lists: Where the choices of the drop-downs stand.
    """
    head = _add_top(page, sheet, looks)
    last = head + max(len(sheet.rows) + sheet.spare, 1)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width, None, {"hidden": column.hidden})
        page.write_string(head - 1, at, KEY_MARK + column.key, looks.hidden)
        page.write_string(head, at, clean(column.title), looks.head)
        validation = _validation(column, lists)
        if validation:
            page.data_validation(head + 1, at, last, at, validation)
    page.set_row(head - 1, None, None, {"hidden": True})
    page.set_row(head, 30)
    _add_rows(page, sheet, looks, head)
    _set_up(page, sheet, head, last)


def _add_top(page: Worksheet, sheet: Sheet, looks: Looks) -> int:
    """Write what stands above the table; return the row of the titles."""
    page.set_row(0, 28)
    page.write_string(0, 0, clean(sheet.title), looks.title)
    row = 1
    for note in sheet.notes:
        page.write_string(row, 0, clean(note), looks.note)
        row += 1
    states = {cell.state for values in sheet.rows for cell in values.values()}
    words = [word for state, word in legend_words().items() if state in states]
    if len(words) > 1:
        _add_legend(page, sheet, looks, (row, [s for s in CellState if s in states]))
        row += 1
    return row + 1


def _add_legend(
    page: Worksheet, sheet: Sheet, looks: Looks, line: tuple[int, list[CellState]]
) -> None:
    """Show each state in a cell that is wide enough for its words."""
    row, states = line
    words = legend_words()
    wide = [at for at, c in enumerate(sheet.columns) if c.width >= 12 and not c.hidden]
    places = [*wide, *range(len(sheet.columns), len(sheet.columns) + len(states))]
    page.set_row(row, 28)
    for at, state in zip(places, states, strict=False):
        page.write_string(row, at, words[state], looks.legend(state))


def _add_rows(page: Worksheet, sheet: Sheet, looks: Looks, head: int) -> None:
    empty: tuple[Mapping[str, Cell], ...] = ({},) * sheet.spare
    for row, values in enumerate((*sheet.rows, *empty), head + 1):
        page.set_row(row, _height(values, sheet.columns))
        for at, column in enumerate(sheet.columns):
            _add_cell(page, (row, at), values.get(column.key, Cell()), column, looks)


def _height(values: Mapping[str, Cell], columns: Sequence[Column]) -> float:
    """Return how many points a row takes: programs differ in whether they fit it themselves."""
    height = _LINE + _GAP
    for column in columns:
        cell = values.get(column.key, Cell())
        if column.kind is Kind.IMAGE:
            height = max(height, (_PICTURE + 2 * _AIR) * _POINTS if cell.picture else 0)
        elif not column.hidden:
            height = max(height, _LINE * _lines(cell.text[:MAX_TEXT], column.width - 2) + _GAP)
    return min(height, _MAX_HEIGHT)


def _lines(text: str, width: float) -> int:
    """Return over how many lines a text breaks; a Han character is two wide."""
    wide = (sum(1 + (east_asian_width(c) in "WF") for c in line) for line in text.split("\n"))
    return sum(max(1, math.ceil(each / max(width, 1))) for each in wide)


def _add_cell(
    page: Worksheet, place: tuple[int, int], cell: Cell, column: Column, looks: Looks
) -> None:
    state = CellState.LOCKED if column.locked else cell.state
    target = target_of(cell.link) if cell.text and page.hlink_count < MOST else ""
    if target:
        shown = (clean(cell.text), looks.of(state, column, link=True))
        write_link(page, place, shown, target)
        return
    look = looks.of(state, column)
    number = _number(cell.text) if column.kind in _NUMBERS else None
    if column.kind is Kind.IMAGE:
        page.write_blank(*place, None, look)
        if cell.picture:
            _add_picture(page, place, cell, column)
    elif number is not None:
        page.write_number(*place, number, look)
    elif cell.text:
        page.write_string(*place, clean(cell.text), look)
    else:
        page.write_blank(*place, None, look)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _add_picture(page: Worksheet, place: tuple[int, int], cell: Cell, column: Column) -> None:
    """Put a picture into the middle of its cell."""
    data = cell.picture or b""
    width, height = _size(data)
    if not width or not height:
        return
    room = min(_PICTURE, int(column.width * 7) - 2 * _AIR + 5)
    scale = min(room / width, _PICTURE / height, 1)
    options: dict[str, Any] = {
        "image_data": io.BytesIO(data),
        "x_scale": scale,
        "y_scale": scale,
        "x_offset": (column.width * 7 + 5 - width * scale) / 2,
        "y_offset": _AIR + (_PICTURE - height * scale) / 2,
        # Moves and hides with its cell, so that sorting and filtering keep them together.
        "object_position": 1,
        "description": clean(cell.text)[:_MAX_MESSAGE],
    }
    page.insert_image(*place, "thumbnail.jpg", options)


def _size(jpeg: bytes) -> tuple[int, int]:
    """Return width and height of a JPEG; (0, 0) for anything else."""
    at = 2
    while jpeg[:2] == b"\xff\xd8" and jpeg[at : at + 1] == b"\xff" and len(jpeg) >= at + 9:
        if jpeg[at + 1] in {0xC0, 0xC1, 0xC2}:
            height, width = jpeg[at + 5 : at + 7], jpeg[at + 7 : at + 9]
            return int.from_bytes(width, "big"), int.from_bytes(height, "big")
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return 0, 0


def _validation(column: Column, lists: dict[tuple[str, ...], str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if column.note:
        found |= {
            "validate": "any",
            "input_title": clean(column.title)[:_MAX_HEADING],
            "input_message": clean(column.note)[:_MAX_MESSAGE],
        }
    if column.locked:
        found |= _guard()
    elif offered(column):
        found |= {"validate": "list", "source": lists[offered(column)]}
        found |= _only_these() if column.strict else {"show_error": False}
    return found


def _guard() -> dict[str, Any]:
    """Ask back when somebody types into a column that is to stay as it is."""
    return {
        "validate": "custom",
        "value": "=FALSE",
        "ignore_blank": False,
        "error_type": "warning",
        "error_title": _("Please leave as it is"),
        "error_message": _("archivist finds the file again by what stands here."),
    }


def _only_these() -> dict[str, Any]:
    return {
        "error_title": _("Not in the list"),
        "error_message": _("Please choose one of the list."),
    }


def _set_up(page: Worksheet, sheet: Sheet, head: int, last: int) -> None:
    right = len(sheet.columns) - 1
    page.freeze_panes(head + 1, sheet.frozen)
    page.autofilter(head, 0, last, right)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.print_area(0, 0, last, right)
    page.hide_gridlines(2)
    # "&P" and "&N" are the page and the number of pages.
    page.set_footer("&C" + _("Page {page} of {pages}").format(page="&P", pages="&N"))
