"""Which pieces of a value a person would recognise as a thing: what may be suggested of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from archivist.model.analysis import WORD
from archivist.model.han import HAN

_COUNTED = "[年月日号时分秒个件份张次期周岁人名本页册台]"
"""A number's unit belongs to it."""
_LETTER = rf"(?:[{HAN}]|{WORD})"
_BORDER = re.compile(
    rf"(?<!{_LETTER})|(?!{_LETTER})|(?<=[{HAN}])(?={WORD})|(?<={WORD})(?!{_COUNTED})(?=[{HAN}])"
    rf"|(?<=[0-9]{_COUNTED})(?=[{HAN}])"
)
_MARK = re.compile(rf"(?!{_LETTER}).", re.DOTALL)
_HALF = re.compile(r"[()【】\[\]〔〕《》「」]")
_PIECE = re.compile(rf"(?:{_LETTER}|[(【\[〔《「]).*(?:{_LETTER}|[)】\]〕》」])", re.DOTALL)
_SAYS = re.compile(rf"(?![年月日号])(?:[{HAN}]|[^\W\d_])")


class Place(NamedTuple):
    """A piece of a value, and how much of a thing it is there."""

    text: str
    begins: bool
    """At the begin of the value, or of a word behind a bracket, blank, mark or number."""
    ends: bool
    whole: bool

    @property
    def strangeness(self) -> int:
        """Return 0 for a whole value, 1 for what stands by itself in it, 2 for other pieces."""
        return 0 if self.whole else 2 - (self.begins and self.ends)

    def is_thing(self, wanted: str) -> bool:
        """Tell whether a person who typed a text could have meant this piece.

        An end that lies inside a run of characters is only where the word ends if what was typed
        ends there too: the character is the same, or two were swapped.
        """
        if self.strangeness < 2:
            return self.whole or not _only_drops(self.text, wanted)
        if _MARK.search(self.text):
            return False
        same_first, same_last = self.text[0] == wanted[0], self.text[-1] == wanted[-1]
        if len(self.text) == len(wanted):
            fits = (self.begins or same_first) and (self.ends or same_last)
            return fits or sorted(self.text) == sorted(wanted)
        return same_first and same_last and not _only_drops(self.text, wanted)


def says_something(text: str) -> bool:
    """Tell whether a text is more than digits, marks and dates, at which nobody can guess."""
    return _SAYS.search(text) is not None


def places(value: str, sizes: range) -> Iterator[Place]:
    """Yield the pieces of some lengths, but none with half of a bracket, or a mark at an end."""
    borders = _borders(value)
    for start in range(len(value)):
        for end in range(start + sizes.start, min(start + sizes.stop, len(value) + 1)):
            text = value[start:end]
            whole = len(text) == len(value)
            if whole or (_PIECE.fullmatch(text) and _is_balanced(text)):
                yield Place(text, start in borders, end in borders, whole)


@lru_cache(maxsize=1024)
def _borders(value: str) -> frozenset[int]:
    return frozenset(match.start() for match in _BORDER.finditer(value))


def _is_balanced(text: str) -> bool:
    depth = 0
    for half in _HALF.findall(text):
        depth += 1 if half in "([【〔《「" else -1
        if depth < 0:
            return False
    return depth == 0


def _only_drops(piece: str, wanted: str) -> bool:
    """Tell whether the piece is the text without some of its characters."""
    rest = iter(wanted)
    return len(piece) < len(wanted) and all(character in rest for character in piece)
