"""Sentences of a text in which something stands, cut to what can be shown."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from archivist.model.display import shown

WIDTH = 160
"""Columns of one snippet; a Han character takes two."""
_NEAR = WIDTH // 3
"""Characters after a finding that are shown in any case."""
_MOST_WINDOWS = 4
"""Sentences of one text of which the best are shown."""
_ENDS = re.compile("(?:[。！？；!?;]|\\.(?=\\s))[”’」』》）)]*|\n")
_BLANKS = re.compile(r"\s+")
_WIDE = "\u1100"
"""Characters from here on take two columns."""
_CUT = "…"

Place: TypeAlias = tuple[int, int, int]
"""Begin and end of a finding in a text, and the number of what was looked for."""


@dataclass(slots=True)
class Window:
    """A stretch of a text that can be shown, and what was found in it."""

    start: int
    end: int
    marks: list[tuple[int, int]] = field(default_factory=list)
    texts: set[int] = field(default_factory=set)


def windows(text: str, places: Sequence[Place]) -> list[Window]:
    """Return some stretches of a text, those that show most of what was looked for.

    Each has marks wherever anything that was looked for stands in it. None overlaps another.

    Args:
        text: The whole text.
        places: All findings, in order.
    """
    found: list[Window] = []
    for number in _telling(text, places):
        start, end, _text = places[number]
        if not any(window.start <= start < window.end for window in found):
            found.append(_between(text, start, end, found))
            if len(found) == _MOST_WINDOWS:
                break
    begins = [start for start, _end, _text in places]
    for window in found:
        inside = slice(bisect_left(begins, window.start), bisect_left(begins, window.end))
        for start, end, number in places[inside]:
            _mark(window, start, end, number)
    return found


def snippet_of(text: str, window: Window) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a window as it is shown, on one line, all in it to be seen, and its marks."""
    out = "" if _begins(text, window.start) else _CUT
    marks: list[tuple[int, int]] = []
    at = window.start
    for start, end in window.marks:
        out += _plain(text[at:start])
        begin = len(out)
        out += _plain(text[start:end])
        marks.append((begin, len(out)))
        at = end
    out += _plain(text[at : window.end]).rstrip()
    if not _is_end(text, window.end):
        out += _CUT
    return out, tuple(marks)


def _telling(text: str, places: Sequence[Place]) -> list[int]:
    """Return the findings, those first that have most others near after them in their sentence."""
    if len(places) < 2 or len({number for _start, _end, number in places}) < 2:
        return list(range(len(places)))
    near = list(_near(text, places))
    return sorted(range(len(places)), key=lambda each: (-near[each], each))


def _near(text: str, places: Sequence[Place]) -> Iterator[int]:
    """Yield for each finding how many different texts stand from there on in its sentence."""
    ends = [match.end() for match in _ENDS.finditer(text)]
    counts: Counter[int] = Counter()
    after = 0
    for start, _end, number in places:
        place = bisect_right(ends, start)
        last = min(start + _NEAR, ends[place] if place < len(ends) else len(text))
        while after < len(places) and places[after][0] < last:
            counts[places[after][2]] += 1
            after += 1
        yield len(counts)
        counts[number] -= 1
        if not counts[number]:
            del counts[number]


def _mark(window: Window, start: int, end: int, text: int) -> None:
    """Mark a finding; one that overlaps another makes that one longer."""
    end = min(end, window.end)
    window.texts.add(text)
    if window.marks and start <= window.marks[-1][1]:
        start, last = window.marks[-1][0], window.marks.pop()[1]
        end = max(end, last)
    if end > start:
        window.marks.append((start, end))


def _between(text: str, start: int, end: int, others: Sequence[Window]) -> Window:
    """Return the window around a finding that is in none of some others, and overlaps none."""
    after = max((window.end for window in others if window.end <= start), default=0)
    window = _window(text, start, end, after)
    for other in others:
        if start < other.start < window.end:
            window.end = other.start
    return window


def _window(text: str, start: int, end: int, after: int) -> Window:
    """Return the sentence around a finding, or as much of it as can be shown.

    Args:
        text: The whole text.
        start: Where the finding begins.
        end: Where it ends.
        after: Where the window may begin at the earliest.
    """
    first = max(after, start - WIDTH)
    for match in _ENDS.finditer(text, first, start):
        first = match.end()
    ending = _ENDS.search(text, end, end + WIDTH)
    last = len(text) if ending is None else ending.end()
    while first < start and text[first].isspace():
        first += 1
    if 2 * (last - first) <= WIDTH or _width(text[first : min(last, first + WIDTH + 1)]) <= WIDTH:
        return Window(first, last)
    room = WIDTH - 2 * len(_CUT) - _width(text[start : min(end, start + WIDTH)])
    begin = _back(text, first, start, room // 3)
    final = _on(text, start, last, WIDTH - 2 * len(_CUT) - _width(text[begin:start]))
    if final == last:
        room = WIDTH - 2 * len(_CUT) - _width(text[start:final])
        begin = _back(text, first, start, room)
    return Window(begin, final)


def _back(text: str, first: int, at: int, room: int) -> int:
    """Return how far back one can go from a place in so many columns."""
    while at > first and (room := room - (2 if text[at - 1] >= _WIDE else 1)) >= 0:
        at -= 1
    return at


def _on(text: str, at: int, last: int, room: int) -> int:
    """Return how far one can go on from a place in so many columns."""
    while at < last and (room := room - (2 if text[at] >= _WIDE else 1)) >= 0:
        at += 1
    return at


def _width(text: str) -> int:
    return len(text) + (0 if text.isascii() else sum(map(_WIDE.__le__, text)))


def _plain(text: str) -> str:
    return shown(_BLANKS.sub(" ", text))


def _begins(text: str, at: int) -> bool:
    """Tell whether a sentence begins at a place."""
    before = text[max(0, at - WIDTH) : at].rstrip(" \t\u3000")
    return not before or any(match.end() == len(before) for match in _ENDS.finditer(before))


def _is_end(text: str, at: int) -> bool:
    """Tell whether a sentence, or the text, ends at a place."""
    if at >= len(text):
        return True
    return any(match.end() == at for match in _ENDS.finditer(text, max(0, at - 4), at))
