"""Snippets: the words that were found, in their sentence, of the records that are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from archivist.model.display import shown
from archivist.model.document import Snippet
from archivist.model.han import Folded
from archivist.store.index import schema
from archivist.store.index.finding_text import TextSearch
from archivist.store.index.values import head_values
from archivist.store.index.view import View

MOST = 2
"""Snippets of one record."""
WIDTH = 160
"""Columns of one snippet; a Han character takes two."""
_PLACES = 40
"""Places of one text in one part that are looked at."""
_MOST_WINDOWS = 8
"""Sentences of one part of which the best are shown."""
_ENDS = re.compile("(?:[。！？；!?;]|\\.(?=\\s))[”’」』》）)]*|\n")
_BLANKS = re.compile(r"\s+")
_WIDE = "\u1100"
"""Characters from here on take two columns."""
_CUT = "…"
_ALREADY = frozenset({schema.TITLE, schema.CAUSE, schema.CODE, schema.PATH_WORDS})
"""What is shown of each record in any case, or too long to be shown twice."""


@dataclass(slots=True)
class _Window:
    """A stretch of a text that can be shown, and what was found in it."""

    start: int
    end: int
    marks: list[tuple[int, int]] = field(default_factory=list)
    texts: set[int] = field(default_factory=set)


def snippets_of(number: int, view: View, texts: Sequence[TextSearch]) -> tuple[Snippet, ...]:
    """Return the best snippets of a record.

    Args:
        number: Of its first part, in the whole index.
        view: The segment that it is in.
        texts: What it was found by.
    """
    bodies = [text for text in texts if text.text.field is None]
    parts: dict[int, list[TextSearch]] = {}
    for text in bodies:
        parts.setdefault(text.best.get(number, number) - view.start, []).append(text)
    found: list[Snippet] = []
    for part, some in parts.items():
        kept = view.file.stored[part]
        reach = max(text.reach for text in some)
        folded = kept.folded if reach == 1 else Folded(view.joined(part, reach))
        found += _of_text(folded, some, kept.page)
    return tuple((found or list(_of_head(number, view, texts)))[:MOST])


def _of_head(number: int, view: View, texts: Sequence[TextSearch]) -> Iterator[Snippet]:
    """Yield values of the head that hold what was found, if nothing else shows them."""
    values = head_values(view.file.stored.head(number - view.start))
    for name, some in values.items():
        wanted = [text for text in texts if text.text.field in {None, name}]
        if name not in _ALREADY and wanted:
            for value in some:
                yield from _of_text(Folded(value), wanted, 0)


def _of_text(folded: Folded, texts: Sequence[TextSearch], page: int) -> list[Snippet]:
    """Return the best snippets of one text, in their order in it."""
    windows = list(islice(_windows(folded, texts), _MOST_WINDOWS))
    # Those that show most of what was looked for; of equals, the first.
    best = sorted(windows, key=lambda w: (-len(w.texts), -len(w.marks), w.start))[:MOST]
    return [
        _shown(folded.raw, window, page) for window in sorted(best, key=lambda window: window.start)
    ]


def _windows(folded: Folded, texts: Sequence[TextSearch]) -> Iterator[_Window]:
    window: _Window | None = None
    for start, end, text in sorted(_places(folded, texts)):
        if window is None or start >= window.end:
            if window is not None:
                yield window
            window = _window(folded.raw, start, end, window.end if window else 0)
        _mark(window, start, end, text)
    if window is not None:
        yield window


def _places(folded: Folded, texts: Sequence[TextSearch]) -> Iterator[tuple[int, int, int]]:
    """Yield where texts stand in the unfolded text, and which it is."""
    for number, text in enumerate(texts):
        for start, end in islice(text.matcher.spans(folded.text), _PLACES):
            yield (*folded.origin(start, end), number)


def _mark(window: _Window, start: int, end: int, text: int) -> None:
    """Mark a finding; one that overlaps another makes that one longer."""
    end = min(end, window.end)
    window.texts.add(text)
    if window.marks and start <= window.marks[-1][1]:
        start, last = window.marks[-1][0], window.marks.pop()[1]
        end = max(end, last)
    if end > start:
        window.marks.append((start, end))


def _window(text: str, start: int, end: int, after: int) -> _Window:
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
        return _Window(first, last)
    room = WIDTH - 2 * len(_CUT) - _width(text[start : min(end, start + WIDTH)])
    begin = _back(text, first, start, room // 3)
    final = _on(text, start, last, WIDTH - 2 * len(_CUT) - _width(text[begin:start]))
    if final == last:
        room = WIDTH - 2 * len(_CUT) - _width(text[start:final])
        begin = _back(text, first, start, room)
    return _Window(begin, final)


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


def _shown(text: str, window: _Window, page: int) -> Snippet:
    """Return a window as it is shown: on one line, with everything in it to be seen."""
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
    return Snippet(text=out, marks=tuple(marks), page=page)


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
