"""Near misses: what may have been meant by a text that finds nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from archivist.model.han import HAN, fold
from archivist.model.query import Text
from archivist.store.index import schema
from archivist.store.index.finding_text import TextSearch
from archivist.store.index.near_pieces import places, says_something
from archivist.store.index.pinyin import MOST as SPOKEN
from archivist.store.index.pinyin import pinyin_terms
from archivist.store.index.scoring import Scale
from archivist.store.index.values import head_values
from archivist.store.index.view import View

MOST = 3
"""Suggestions."""
_FIELDS = (schema.PEOPLE, schema.TITLE, schema.CAUSE, schema.PLACE, schema.ITEM)
_LONGEST = 40
"""Characters of a text that is compared."""
_SHORT = 4
"""Characters of a text in which only one may be wrong."""
_COMPARED = 200
"""Characters of a value."""
_RECORDS = 150
"""Records whose heads are compared."""
_WORDS = 1_500
"""Words of letters and digits that are compared."""
_HAN = re.compile(rf"[{HAN}]")


def near(text: str, views: Sequence[View], scale: Scale) -> tuple[str, ...]:
    """Return texts that stand somewhere and are nearly the one given, the nearest first."""
    wanted = fold(text).strip()
    if not 1 < len(wanted) <= _LONGEST or not says_something(wanted):
        return ()
    candidates = _from_heads if _HAN.search(wanted) else _from_words
    found: dict[str, int] = {}
    for view in views:
        for other, distance in candidates(wanted, view):
            found[other] = min(distance, found.get(other, distance))
    said = {other: distance for other, distance in found.items() if says_something(other)}
    order = sorted((distance, other) for other, distance in said.items() if other != wanted)
    kept: list[str] = []
    for _distance, other in order[: 4 * MOST]:
        if len(kept) < MOST and TextSearch(Text(other), views, scale).is_anywhere(views):
            kept.append(other)
    return tuple(kept)


def distance_within(one: str, other: str, most: int) -> int:
    """Return how many characters differ, are missing, too many or swapped; ``most`` + 1: more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    far = most + 1
    before: list[int] = []
    row = [*range(len(other) + 1), far]
    for i, character in enumerate(one, start=1):
        last, before, row = before, row, [far] * (len(other) + 2)
        row[0] = i
        # Further from the diagonal it is too far in any case.
        for j in range(max(1, i - most), min(len(other), i + most) + 1):
            wanted = other[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (character != wanted))
            if i > 1 and j > 1 and character == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row[j] = cost
        if min(row) > most:
            return far
    final: int = row[len(other)]
    return min(final, far)


def _allowed(wanted: str) -> int:
    return 1 if len(wanted) <= _SHORT else 2


def _from_heads(wanted: str, view: View) -> Iterator[tuple[str, int]]:
    """Yield pieces of heads that are like a text, and how far they are from it."""
    most = _allowed(wanted)
    seen: set[str] = set()
    for part in _likely(wanted, view):
        for value in _values(view, part, seen):
            yield from _pieces(wanted, value, most)
    if spoken := _spoken(wanted):
        seen.clear()
        for part in sorted(view.living(_having(view, schema.PINYIN, "".join(spoken))))[:_RECORDS]:
            for value in _values(view, part, seen):
                yield from _alike(wanted, spoken, value)


def _values(view: View, part: int, seen: set[str]) -> Iterator[str]:
    """Yield the values of a head, folded, that were not seen before."""
    values = head_values(view.file.stored.head(part))
    for value in (fold(each[:_COMPARED]) for name in _FIELDS for each in values.get(name, ())):
        if value not in seen:
            seen.add(value)
            yield value


def _likely(wanted: str, view: View) -> list[int]:
    """Return the records whose heads share most characters with a text."""
    shared: Counter[int] = Counter()
    letters = {character for character in wanted if _HAN.match(character)}
    for character in letters:
        shared.update(set().union(*(_having(view, field, character) for field in _FIELDS)))
    need = max(1, len(letters) - _allowed(wanted))
    likely = [part for part, count in shared.most_common(_RECORDS) if count >= need]
    return view.living(likely)


def _having(view: View, field: str, begin: str) -> set[int]:
    """Return the records that have a word with such a begin; each character begins one."""
    found: set[int] = set()
    for _word, term in view.file.words.starting(field, begin):
        found.update(view.file.postings(term).ids())
    return found


def _pieces(wanted: str, value: str, most: int) -> Iterator[tuple[str, int]]:
    """Yield the things in a value that differ in few characters, and are hardly longer."""
    letters = set(wanted)
    need = len(letters) - most
    if len(letters.intersection(value)) < need:
        return
    sizes = range(max(2, len(wanted) - 1), len(wanted) + 2)
    for place in places(value, sizes):
        if len(letters.intersection(place.text)) < need or not place.is_thing(wanted):
            continue
        distance = distance_within(wanted, place.text, most)
        if distance <= most:
            yield place.text, 4 * distance + place.strangeness + (len(place.text) != len(wanted))


def _spoken(wanted: str) -> list[str]:
    """Return how each character of a text is spoken; none: it has others than Han, or many."""
    if len(wanted) > SPOKEN or len(_HAN.findall(wanted)) < len(wanted):
        return []
    sounds = [_sound(character) for character in wanted]
    return sounds if all(sounds) else []


@lru_cache(maxsize=4096)
def _sound(character: str) -> str:
    return next(iter(pinyin_terms(character)), "")


def _alike(wanted: str, spoken: list[str], value: str) -> Iterator[tuple[str, int]]:
    """Yield the pieces of a value that are spoken like a text."""
    for place in places(value, range(len(spoken), len(spoken) + 1)):
        if all(map(str.__eq__, map(_sound, place.text), spoken)):
            wrong = sum(map(str.__ne__, place.text, wanted))
            # Two characters sound like many others.
            if wrong < 2 or len(spoken) > 2 or place.strangeness < 2:
                yield place.text, 2 + wrong + place.strangeness


def _from_words(wanted: str, view: View) -> Iterator[tuple[str, int]]:
    """Yield the words that are like one of letters and digits, and how far they are from it."""
    most = _allowed(wanted)
    seen: set[str] = set()
    near_by = [wanted[:size] for size in range(len(wanted) - 1, 0, -1)]
    # What is mistyped is seldom the begin: the longer it is the same, the sooner it is looked at.
    for begin in [*near_by, wanted[1]]:
        for word, _term in view.file.words.starting(schema.ALL, begin):
            if word in seen:
                continue
            seen.add(word)
            if len(seen) > _WORDS:
                return
            distance = distance_within(wanted, word, most)
            if distance <= most:
                yield word, distance
