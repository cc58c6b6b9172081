"""Telling whether a text really holds what is searched for, and where.

Terms (`archivist.model.analysis`) only tell where it may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from archivist.model.analysis import DAY, MONTH, WORD, YEAR, How, lookups, phrase
from archivist.model.han import HAN

_WORD = re.compile(WORD)
_NOT_BEFORE = f"(?!{WORD})"
_LOOSE = re.compile(f"(?<=[{HAN}]) (?=[{HAN}]|{WORD})|(?<={WORD}) (?=[{HAN}])")
"""A blank that does not count in an unquoted text."""
_YEAR_OR_MONTH = re.compile(f"(?<!{WORD}){YEAR}({MONTH})?$")


class Matcher:
    """A text that is searched for, ready to be held against many.

    Quoted, it is found as it stands, folded: begin and end may lie inside a word, and one blank
    stands for any number. Unquoted, blanks beside Han do not count, and where it begins or ends
    with letters or digits, words begin and end there too, or a date's year or month ends. A text of
    nothing but blanks is in every other.
    """

    def __init__(self, text: str, *, quoted: bool = False, prefix: bool = False) -> None:
        self._phrase = phrase(text) if quoted else _LOOSE.sub("", phrase(text))
        self._quoted = quoted
        self._prefix = prefix
        self._edges = not quoted and any(map(_WORD.match, (self._phrase[:1], self._phrase[-1:])))
        self.exact = self._is_exact(text)
        """Its lookups alone prove it: no text need be held against it."""

    def matches(self, folded: str) -> bool:
        """Return whether a folded text holds it."""
        if not self._edges and self._phrase in folded:
            return True
        if self._quoted and " " not in self._phrase:
            return False
        return (self._edges or " " in folded) and self._pattern.search(folded) is not None

    def spans(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield begin and end of all places of a folded text where it stands, none overlapping."""
        if self._phrase:
            yield from (match.span() for match in self._pattern.finditer(folded))

    def _is_exact(self, text: str) -> bool:
        needed = lookups(text, quoted=self._quoted, prefix=self._prefix)
        if not self._phrase:
            return True
        if len(needed) != 1 or needed[0].term != self._phrase:
            return False
        return not self._quoted or needed[0].how is not How.EXACT

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        if self._quoted:
            return re.compile(" ++".join(map(re.escape, self._phrase.split(" "))))
        return re.compile("".join(self._loose()))

    def _loose(self) -> Iterator[str]:
        """Yield the pattern of an unquoted text, character by character."""
        for place, (character, after) in enumerate(pairwise(f"{self._phrase} ")):
            literal = " ++" if character == " " else re.escape(character)
            yield literal
            if place == 0 and _WORD.match(character):
                # Looking back after the first character, not before: a pattern that begins with a
                # literal is searched for ten times as fast.
                yield f"(?<!{WORD}{literal})"
            yield " *+" if _may_part(character, after) else ""
        yield self._right(self._phrase[-1:])

    def _right(self, character: str) -> str:
        if not _WORD.match(character):
            return ""
        if self._prefix:
            return f"{WORD}*+"
        date = _YEAR_OR_MONTH.search(self._phrase)
        if date is None:
            return _NOT_BEFORE
        rest = DAY if date[1] else f"(?:{MONTH}{DAY})"
        return f"(?={rest}?{_NOT_BEFORE})"


def _may_part(before: str, after: str) -> bool:
    """Return whether blanks between two characters of an unquoted text do not count."""
    return bool(_LOOSE.search(f"{before} {after}"))
