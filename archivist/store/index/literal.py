"""A text of Han characters, looked for in texts as they stand: folding each takes far longer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from archivist.model.han_table import PAIRS

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_ONLY_HAN = re.compile(f"[{_HAN}]+")
_ORDINARY = re.compile(
    "[\t\n -~\u00a0-\u00a7\u00a9-\u00ac\u00ae\u00b0-\u00b3\u00b5-\u00b7\u00b9-\u00ff\u0391-\u03a9"
    "\u03b1-\u03c9\u0401-\u0451\u2010-\u2016\u2018-\u2027\u2030-\u203b\u2100-\u218f\u2190-\u22ff\u2460-\u27bf"
    f"\u3000-\u3035\u3041-\u3096\u30a1-\u30fe{_HAN}\uff01-\uff5e]*+"
)
"""What folds to no Han character but, if it is one, to one, and is seen."""
_BLANKS = "\t\u00a0\u3000 "
"""Those of them that fold to a blank."""


class Literal:
    """A folded text of Han characters alone.

    Args:
        text: The text.
        loose: Blanks between its characters do not count.
    """

    def __init__(self, text: str, *, loose: bool) -> None:
        self._text = text
        self._loose = loose
        self._others = "".join(_variants().get(character, "") for character in set(text))

    @classmethod
    def of(cls, text: str, *, loose: bool) -> Literal | None:
        """Return a folded text to be looked for; None: there is more than Han in it."""
        return cls(text, loose=loose) if _ONLY_HAN.fullmatch(text) else None

    def is_absent(self, raw: str) -> bool:
        """Return whether an unfolded text surely does not hold it, folded."""
        return self._text not in raw and self._as_it_is(raw)

    def spans(self, raw: str) -> Iterator[tuple[int, int]] | None:
        """Return where it stands in an unfolded text; None: only folding tells."""
        return self._spans(raw) if self._as_it_is(raw) else None

    def _spans(self, raw: str) -> Iterator[tuple[int, int]]:
        at, size = raw.find(self._text), len(self._text)
        while at >= 0:
            yield at, at + size
            at = raw.find(self._text, at + size)

    def _as_it_is(self, raw: str) -> bool:
        """Return whether it can stand there in no other form than its own."""
        if not _ORDINARY.fullmatch(raw) or any(other in raw for other in self._others):
            return False
        joined = raw
        for blank in _BLANKS if self._loose else ():
            joined = joined.replace(blank, "")
        return joined is raw or joined.count(self._text) == raw.count(self._text)


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    """Return all characters that fold to another, by that."""
    found: dict[str, str] = {}
    for pair in zip(*[iter("".join(PAIRS.split()))] * 2, strict=True):
        found[pair[1]] = found.get(pair[1], "") + pair[0]
    return found
