"""How wide a text is at most, whatever the font: what surely has room need not be measured."""

from __future__ import annotations

import math
import re

_UNSURE = re.compile(
    "[^ -~\u00a0-\u00ff\u2013\u2014\u2018-\u201d\u2026\u00b7\u3001-\u3029\u3041-\u30ff"
    "\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U000323af]"
)
"""Signs of which it is not known that no font sets them wider than high."""
_NARROW = re.compile("[0-9a-ln-vx-z., :;'()/-]")
"""Signs that no font sets wider than 0.65 of their height."""
_SPARED = 0.35
_MEETING = re.compile(
    "(?<=[ -~\u00a0-\u00ff])(?=[^ -~\u00a0-\u00ff])|(?<=[^ -~\u00a0-\u00ff])(?=[ -~])"
)
"""Where Han meets Latin, a quarter of a sign is left white."""
_WHITE = 0.25


def widest(text: str) -> float:
    """Return the width, in its own size, that a text has at most on one line; inf: who knows."""
    if _UNSURE.search(text):
        return math.inf
    narrow = len(_NARROW.findall(text))
    return len(text) - _SPARED * narrow + _WHITE * len(_MEETING.findall(text))
