"""Folding: one form for all writings of a text, in which words are looked for.

Folding takes one character at a time, so the fold of a text is the folds of its pieces, joined:
what stands in a text stands, folded, in the folded text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from archivist.model.han_table import PAIRS

HAN = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u303b\u3041-\u3096\u3099-\u309a\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\ud7b0-\ud7ff\uf900-\ufaff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
"""What is written without blanks between words, as the inside of a pattern's brackets: Han, kana
and its marks, bopomofo, and the letters that folding takes hangul apart into."""

_NOTHING = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u115f-\u1160\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
"""Accents, variation selectors and fillers. The marks of other scripts are letters, and stay."""
_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_HYPHENS = frozenset("\u2010\u2011\u2012\u2013\u2212")
"""Which of them stands in a code was the keyboard's or the word processor's choice."""
_CHARACTERS = "".join(PAIRS.split())
_SIMPLIFIED = dict(zip(_CHARACTERS[::2], _CHARACTERS[1::2], strict=True))
_CACHED = 20_000
"""Characters whose fold is kept: more than an office writes, too few to fill the memory."""


def _plain(character: str) -> str:
    """Return what one character of a decomposed, casefolded text folds to."""
    if character in _BREAKS:
        return "\n"
    if character.isspace():
        return " "
    if character in _HYPHENS:
        return "-"
    if _NOTHING.match(character) or unicodedata.category(character) == "Cf":
        return ""
    return _SIMPLIFIED.get(character, character)


def _settled(text: str) -> str:
    """Return a text folded until folding no longer changes it."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    folded = "".join(map(_plain, decomposed))
    return folded if folded == text else _settled(folded)


class _Folds(dict[int, str]):
    """What each character folds to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _settled(chr(code))
        if len(self) >= _CACHED:
            self.clear()
        self[code] = folded
        if len(folded) != 1:
            _UNEVEN.add(chr(code))
        return folded


_UNEVEN: set[str] = set()
"""Characters met so far that fold to none or several."""


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return a text in the form in which words are looked for; never fails.

    Full width, compatibility forms, case and accents do not count, nor does what cannot be seen; a
    traditional character or variant is its simplified one, a hyphen ``-``, each line end a newline
    and each other white space one blank.
    """
    return text.translate(_FOLDS)


class Folded:
    """A folded text that knows where its characters came from."""

    def __init__(self, text: str) -> None:
        self.raw = text
        self.text = fold(text)

    @cached_property
    def _ends(self) -> list[int]:
        """Where the fold of each character of the raw text ends in the folded text."""
        return list(accumulate(len(_FOLDS[ord(character)]) for character in self.raw))

    @cached_property
    def _even(self) -> bool:
        """Whether each character folds to one: so it is with nearly all texts."""
        return _UNEVEN.isdisjoint(self.raw)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return begin and end in the raw text of what stands at these places, in whole characters.

        Marks that fold to nothing belong to the character before them.
        """
        if self._even:
            return start, max(start, end)
        first = bisect_right(self._ends, start)
        last = bisect_right(self._ends, end)
        inside = last < len(self._ends) and (self._ends[last - 1] if last else 0) < end
        return first, max(first, last + inside)
