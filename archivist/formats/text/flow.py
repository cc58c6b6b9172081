"""A page of text in the making: lines, cells, and what stands beside the line."""

from __future__ import annotations

from archivist.model.text import MOST

_BLOCK = 4096
"""Pieces that are joined to one: by itself, a short one costs ten times its text."""


class Flow:
    """Collects text; what separates it is decided when more text comes, so nothing trails.

    A line break or a tab appears only between two pieces of text: lines and cells without any
    leave no trace.
    """

    def __init__(self) -> None:
        self.size = 0
        """Characters so far."""
        self._pieces: list[str] = []
        self._blocks: list[str] = []
        self._pending = ""
        self._beside: list[str] = []
        self._outer: list[tuple[list[str], list[str], str, list[str]]] = []

    @property
    def full(self) -> bool:
        """More than is kept of any file; whoever reads on does so in vain."""
        return self.size > MOST

    def add(self, text: str) -> None:
        """Go on with the line."""
        if not text or self.size > MOST:
            return
        if self._pending and (self._pieces or self._blocks):
            self._pieces.append(self._pending)
            self.size += 1
        self._pending = ""
        self._pieces.append(text)
        self.size += len(text)
        if len(self._pieces) > _BLOCK:
            self._blocks.append("".join(self._pieces))
            self._pieces.clear()

    def line(self) -> None:
        """End the line; what stood beside it follows in lines of its own."""
        self._pending = self._pending or "\n"
        if self._beside:
            self._unload()

    def gap(self, width: str = "\t") -> None:
        """Leave a gap in the line."""
        self._pending = self._pending or width

    def cell(self) -> None:
        """End a cell that holds text: the next text stands in the same row."""
        self._pending = "\t"

    def row(self) -> None:
        """End a row of cells."""
        self.line()
        self._pending = "\n"

    def aside(self) -> None:
        """Begin what stands beside the line: a text box, a remark, how a word is read."""
        self._outer.append((self._pieces, self._blocks, self._pending, self._beside))
        self._pieces, self._blocks, self._pending, self._beside = [], [], "", []

    def back(self) -> None:
        """End what stands beside the line, and go on with the line."""
        text = self._joined()
        self._pieces, self._blocks, self._pending, self._beside = self._outer.pop()
        if text:
            self._beside.append(text)

    def take(self) -> str:
        """Return the page and begin a new one."""
        while self._outer:
            self.back()
        text = self._joined()
        self._pieces, self._blocks, self._pending, self.size = [], [], "", 0
        return text

    def _joined(self) -> str:
        self.line()
        return "".join((*self._blocks, *self._pieces))

    def _unload(self) -> None:
        beside, self._beside = self._beside, []
        for text in beside:
            self._pending = "\n"
            self.size -= len(text)  # counted when it was collected
            self.add(text)
        self._pending = "\n"
