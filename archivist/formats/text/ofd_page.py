"""Where the text of an OFD page stands."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from archivist.formats.text.layout import Chunk, width
from archivist.model.text import MOST

_MAX_CHUNKS = 200_000
"""Of one page; a page of a newspaper has some thousands."""
_MAX_STEPS = 20_000
"""Distances between the characters of one chunk that are looked at."""
_LONGEST = 10_000.0
"""Millimetres; a place beyond is none."""
_SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class PageChunks:
    """Collects the pieces of text of one page, and the templates that lie beneath it."""

    def __init__(self) -> None:
        self.chunks: list[Chunk] = []
        self.templates: list[str] = []
        self._size = 0
        self._object: dict[str, str] = {}
        self._code: dict[str, str] | None = None
        self._text: list[str] = []

    @property
    def full(self) -> bool:
        """More than is kept of any file, or more pieces than any page has."""
        return self._size > MOST or len(self.chunks) > _MAX_CHUNKS

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if name == "TextObject":
            self._object = attributes
        elif name == "TextCode":
            self._code = attributes
        elif name == "Template":
            self.templates.append(attributes.get("TemplateID", ""))

    def end(self, name: str) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if name == "TextCode" and self._code is not None:
            text = "".join(self._text)
            if text.strip():
                self.chunks.append(_chunk(text, self._object, self._code))
            self._code = None
            self._text.clear()

    def characters(self, text: str) -> None:
        """See `archivist.formats.text.xml_stream.Sink`."""
        if self._code is not None and not self.full:
            self._text.append(text)
            self._size += len(text)


def _chunk(text: str, around: dict[str, str], code: dict[str, str]) -> Chunk:
    left, top, *_ = (*_numbers(around.get("Boundary", "")), 0.0, 0.0)
    matrix = _numbers(around.get("CTM", ""))
    a, b, c, d, e, f = matrix if len(matrix) == len(_SAME) else _SAME
    x, y = _number(code.get("X", "0")), _number(code.get("Y", "0"))
    size = _number(around.get("Size", "0")) or 1.0
    length = _length(text, code.get("DeltaX", ""), size)
    return Chunk(
        text=" ".join(text.split()),
        left=left + a * x + c * y + e,
        right=left + a * (x + length) + c * y + e,
        base=top + b * x + d * y + f,
        size=size * (math.hypot(c, d) or 1.0),
    )


def _length(text: str, deltas: str, size: float) -> float:
    """Return how far a chunk reaches to the right, where its characters are told one by one."""
    steps = list(_steps(deltas.split()[:_MAX_STEPS]))
    if not steps:
        return width(text) * size
    reached = longest = 0.0
    for step in steps:
        reached += step
        longest = max(longest, reached)
    return longest + width(text[-1:]) * size


def _steps(words: Sequence[str]) -> Iterator[float]:
    """Yield distances, where ``g 3 1.5`` stands for three of 1.5, as one of their sum."""
    at = 0
    while at < len(words):
        if words[at] == "g" and at + 2 < len(words):
            yield _number(words[at + 1]) * _number(words[at + 2])
            at += 3
        else:
            yield _number(words[at])
            at += 1


def _numbers(text: str) -> list[float]:
    return [_number(word) for word in text.split()[:16]]


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if abs(value) < _LONGEST else 0.0
