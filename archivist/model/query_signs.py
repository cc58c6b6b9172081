"""The signs of a query that are no letters: brackets, what says not, and what parts words."""

from __future__ import annotations

import re

from archivist.model.han import HAN

OPENING, CLOSING = "(（", ")）"
SIGNS = "-－!！"
"""Before a word: not this word."""
_WIDE = "，。、；？！《》"
"""Never inside a code or a word of letters."""
_NARROW = ",;?!"
PIPES = "|｜"
"""They part words even without blanks."""
_MARKS = frozenset(_WIDE + _NARROW)
_PARTED = re.compile(rf"[{HAN}\s()（）\"＂“”「」『』«»{_WIDE}{_NARROW}]")


def is_mark(character: str) -> bool:
    """Tell whether it is a mark of a sentence, which parts words as a blank does."""
    return character in _MARKS


def ends_word(text: str, at: int) -> bool:
    """Tell whether the mark at a place inside a word ends it, not as in ``1,500`` or ``a?b=1``."""
    if text[at] in _WIDE:
        return True
    after = text[at + 1 : at + 2]
    return not after or any(map(_PARTED.match, (text[at - 1], after)))
