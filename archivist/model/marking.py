"""Where the words of a query stand in a text that is shown."""

from __future__ import annotations

from collections.abc import Iterable

from archivist.model.han import Folded
from archivist.model.matcher import Matcher
from archivist.model.query import Text


class Marker:
    """Marks the words of one query.

    Args:
        words: What a hit holds (`archivist.model.query_form.plain_words`).
    """

    def __init__(self, words: Iterable[Text]) -> None:
        self._matchers = [Matcher(w.text, quoted=w.quoted, prefix=w.prefix) for w in words]

    def marks(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return begin and end of each match, in order, not overlapping."""
        folded = Folded(text)
        found = sorted(
            folded.origin(*span) for each in self._matchers for span in each.spans(folded.text)
        )
        merged: list[tuple[int, int]] = []
        for begin, end in found:
            if merged and begin <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            elif begin < end:
                merged.append((begin, end))
        return tuple(merged)
