"""Snippets: the words that were found, in their sentence, of the records that are shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from archivist.model.document import Head, Snippet
from archivist.model.han import Folded
from archivist.store.index import schema
from archivist.store.index.finding_text import TextSearch
from archivist.store.index.pinyin import spoken_in
from archivist.store.index.sentences import Place, Window, snippet_of, windows
from archivist.store.index.stored import Kept
from archivist.store.index.values import head_values
from archivist.store.index.view import View

MOST = 2
"""Snippets of one record."""
_PLACES = 2_000
"""Places of one text in one part that are looked at."""
_SEVERAL = 4
"""Parts with several of the texts, of which the one is looked for that has them in one sentence."""
_LOOKED = 8
"""Parts of one record that are looked at."""
_ALREADY = frozenset({schema.TITLE, schema.CAUSE, schema.CODE, schema.PATH_WORDS})
"""What is shown of each record in any case, or too long to be shown twice."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A window of a text of a record."""

    raw: str
    window: Window
    place: int
    """Of its text among those of the record."""
    page: int = 0
    field: str = ""

    @property
    def texts(self) -> set[int]:
        """Which of what was looked for stand in it."""
        return self.window.texts

    @property
    def order(self) -> tuple[int, int]:
        """Where it stands in the record."""
        return self.place, self.window.start

    @property
    def words(self) -> str:
        """What it shows."""
        return self.raw[self.window.start : self.window.end].strip()

    def shown(self) -> Snippet:
        """Return it as it is shown."""
        text, marks = snippet_of(self.raw, self.window)
        return Snippet(text=text, marks=marks, page=self.page, field=self.field)


def snippets_of(
    number: int, view: View, texts: Sequence[TextSearch], head: Head
) -> tuple[Snippet, ...]:
    """Return the best snippets of a record.

    Args:
        number: Of its first part, in the whole index.
        view: The segment that it is in.
        texts: What it was found by.
        head: Its head.
    """
    pieces = _of_body(number, view, texts)
    missing = set(range(len(texts)))
    if pieces:
        anywhere = {each for each in missing if texts[each].text.field is None}
        missing = anywhere.difference(*(piece.texts for piece in pieces))
    if missing:
        wanted = {each: texts[each] for each in missing}
        pieces += _of_head(number, head, wanted, view.file.parts)
    return tuple(piece.shown() for piece in sorted(_chosen(pieces), key=lambda each: each.order))


def _chosen(pieces: list[_Piece]) -> list[_Piece]:
    """Return those that show most different words together."""
    chosen: list[_Piece] = []
    seen: set[int] = set()
    left = pieces
    while left and len(chosen) < MOST:
        best = min(left, key=lambda each: _rank(each, seen))
        chosen.append(best)
        seen |= best.texts
        # A part repeats the end of the one before; a head is shown for what nothing else has.
        left = [
            each
            for each in left
            if not (each.words in best.words or best.words in each.words)
            and not (each.field and each.texts <= seen)
        ]
    return chosen


def _rank(piece: _Piece, seen: set[int]) -> tuple[object, ...]:
    """Return how late a piece is to be taken when some words are shown already."""
    new = len(piece.texts - seen)
    return -new, -len(piece.texts), bool(piece.field), -len(piece.window.marks), piece.order


def _of_body(number: int, view: View, texts: Sequence[TextSearch]) -> list[_Piece]:
    bodies = {each: text for each, text in enumerate(texts) if text.text.field is None}
    seen: set[int] = set()
    most = looked = 0
    pieces: list[_Piece] = []
    for part, promised in _promising(number, view, bodies):
        if looked == _LOOKED or (promised <= seen and len(promised) <= max(most, 1)):
            continue
        looked += 1
        kept = view.file.stored[part]
        for piece in _of_part(part, kept, view, bodies):
            pieces.append(piece)
            most = max(most, len(piece.texts))
            seen |= piece.texts
    return pieces


def _of_part(part: int, kept: Kept, view: View, texts: dict[int, TextSearch]) -> Iterator[_Piece]:
    reach = max(text.reach for text in texts.values())
    raw = kept.text if reach == 1 else view.joined(part, reach)
    places = _plain_places(raw, texts)
    if places is None:
        folded = kept.folded if reach == 1 else Folded(raw)
        places = list(_places(folded, texts))
    for window in windows(raw, sorted(places)):
        yield _Piece(raw, window, part, kept.page)


def _promising(number: int, view: View, texts: dict[int, TextSearch]) -> list[tuple[int, set[int]]]:
    """Return parts of a record, and which texts each should hold: those with several first."""
    first = number - view.start
    best: dict[int, set[int]] = {}
    for each, text in texts.items():
        best.setdefault(text.best.get(number, number) - view.start, set()).add(each)
    firsts = view.file.firsts
    if firsts is None or len(texts) < 2:
        return list(best.items())
    held: dict[int, set[int]] = {}
    last = bisect_right(firsts, first)
    for each, text in texts.items():
        parts = text.candidates(view)
        for part in parts[bisect_left(parts, first) : bisect_left(parts, last)]:
            held.setdefault(part, set()).add(each)
    several = [part for part, some in held.items() if len(some) > 1]
    several.sort(key=lambda part: (-len(held[part]), part not in best, part))
    return [*((part, held[part]) for part in several[:_SEVERAL]), *best.items()]


def _of_head(number: int, head: Head, texts: dict[int, TextSearch], place: int) -> Iterator[_Piece]:
    """Yield values of the head that hold what was found, or sound so, if nothing else shows it."""
    for name, values in head_values(head).items():
        for value in values:
            places: list[Place] = []
            for each, text in texts.items():
                if text.text.field not in {None, name}:
                    continue
                if number in text.heard:
                    places += _sounds(value, name, text, each)
                elif name not in _ALREADY:
                    places += _places(Folded(value), {each: text})
            for window in windows(value, sorted(places)):
                yield _Piece(value, window, place, field=name)


def _sounds(value: str, name: str, text: TextSearch, number: int) -> Iterator[Place]:
    if name in schema.PINYIN_FIELDS:
        for start, end in spoken_in(value, text.typed):
            yield start, end, number


def _plain_places(raw: str, texts: dict[int, TextSearch]) -> list[Place] | None:
    """Return where texts stand in an unfolded text; None: only folding tells."""
    found: list[Place] = []
    for number, text in texts.items():
        spans = text.literal.spans(raw) if text.literal else None
        if spans is None:
            return None
        found += ((start, end, number) for start, end in islice(spans, _PLACES))
    return found


def _places(folded: Folded, texts: dict[int, TextSearch]) -> Iterator[Place]:
    """Yield where texts stand in the unfolded text, and which it is."""
    for number, text in texts.items():
        for start, end in islice(text.matcher.spans(folded.text), _PLACES):
            yield (*folded.origin(start, end), number)
