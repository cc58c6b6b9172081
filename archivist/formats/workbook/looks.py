"""How cells look: each state by colour and by something that survives a black-and-white printer."""

from __future__ import annotations

from enum import Enum, auto
from functools import cached_property
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from archivist.formats.table import CellState, Column, Kind

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]

FONT = "微软雅黑"
_DASHED = 8
_GRID = {"border": 1, "border_color": "#BFBFBF"}
_BODY = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True, **_GRID}
_STATES: dict[CellState, dict[str, Any]] = {
    CellState.GIVEN: {},
    # Slanted as well as blue.
    CellState.PROPOSED: {"italic": True, "font_color": "#1F4E9E", "bg_color": "#E3EDFA"},
    # A dashed frame as well as yellow.
    CellState.MISSING: {"bg_color": "#FFF2CC", "border": _DASHED, "border_color": "#C55A11"},
    CellState.LOCKED: {"bg_color": "#EDEDED", "font_color": "#595959"},
}


class _Manner(Enum):
    """How what a cell holds is set, whatever its state."""

    TEXT = auto()
    CENTRED = auto()
    POINTS = auto()
    LINK = auto()


# "@" is text: nothing typed into the cell turns into a date or loses its zeros.
_LEFT = {"num_format": "@", "align": "left", "indent": 1}
_MANNERS: dict[_Manner, dict[str, Any]] = {
    _Manner.TEXT: _LEFT,
    _Manner.CENTRED: {"num_format": "@", "align": "center"},
    _Manner.POINTS: {"num_format": "0.00", "align": "right", "indent": 1},
    # Underlined as well as blue.
    _Manner.LINK: {**_LEFT, "underline": 1, "font_color": "#0B5394"},
}


def _manner(kind: Kind) -> _Manner:
    found = {Kind.TEXT: _Manner.TEXT, Kind.POINTS: _Manner.POINTS}
    return found.get(kind, _Manner.CENTRED)


def legend_words() -> dict[CellState, str]:
    """Return what the legend says of each state."""
    return {
        CellState.GIVEN: _("Known"),
        CellState.PROPOSED: _("Slanted: a guess, please check"),
        CellState.MISSING: _("Dashed frame: please fill in"),
        CellState.LOCKED: _("Grey: please leave as it is"),
    }


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[CellState, _Manner], Format] = {}

    def of(self, state: CellState, column: Column, *, link: bool = False) -> Format:
        """Return how a cell of that state looks in that column."""
        manner = _Manner.LINK if link else _manner(column.kind)
        if (state, manner) not in self._made:
            look = {**_BODY, **_MANNERS[manner]}
            self._made[state, manner] = self._book.add_format({**look, **_STATES[state]})
        return self._made[state, manner]

    def legend(self, state: CellState) -> Format:
        """Return how the legend shows a state."""
        look = {**_BODY, "font_size": 9, "align": "center", **_STATES[state]}
        return self._book.add_format({**look, "text_wrap": True})

    @cached_property
    def title(self) -> Format:
        """The line at the top."""
        return self._plain(font_size=16, bold=True)

    @cached_property
    def note(self) -> Format:
        """A line that says how to fill in the table."""
        return self._plain(font_size=10, font_color="#404040")

    @cached_property
    def head(self) -> Format:
        """The titles of the columns."""
        colours = {"bg_color": "#1F4E79", "font_color": "#FFFFFF"}
        return self._plain(align="center", text_wrap=True, bold=True, **colours, **_GRID)

    @cached_property
    def hidden(self) -> Format:
        """What no person is meant to read."""
        return self._plain(num_format="@")

    def _plain(self, **look: object) -> Format:
        return self._book.add_format({"font_name": FONT, "valign": "vcenter", **look})
