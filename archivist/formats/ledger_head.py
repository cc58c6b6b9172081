"""Finding the titles of a ledger on a sheet, in one row or two, and telling which ledger it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from archivist.formats.table import KEY_MARK
from archivist.formats.workbook.reading import MAX_TOP, spellings
from archivist.model.ledger import Ledger

Lines: TypeAlias = Sequence[tuple[int, Sequence[str]]]
"""Numbers of rows, and the texts of their cells."""
_LEAST_TOLD = 2
"""Titles that a sheet must bear when its name says what it is."""
_LEAST_GUESSED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the titles of a sheet stand."""

    at: int = -1
    """Index among the sheet's rows of the last row of titles."""
    rows: int = 1
    """How many rows the titles take."""
    places: Mapping[str, int] = field(default_factory=dict)
    """Column, from 0, of each key."""
    titles: Mapping[int, str] = field(default_factory=dict)
    """What heads each column, those of the office's own too."""
    keyed: bool = False
    """It was found by the hidden row of keys, so that no doubt is left."""


def tell(
    sheet: str, lines: Lines, ledgers: Sequence[Ledger], known: Ledger | None
) -> tuple[Ledger, Head] | None:
    """Return which ledger a sheet holds and where its titles stand; None when it holds none.

    The hidden row of keys tells it, else what is known of the file and the sheet's own name, where
    the titles bear it out, else the titles alone.
    """
    heads = [(ledger, find_head(lines, ledger)) for ledger in _each(ledgers, known)]
    keyed = [found for found in heads if found[1].keyed]
    if keyed:
        return max(keyed, key=_titled)
    told = [found for found in heads if found[0] is known or _named(sheet, found[0])]
    likely = [found for found in told if _titled(found) >= min(_LEAST_TOLD, len(found[0].columns))]
    guessed = [found for found in heads if _enough(*found)]
    best = likely or guessed
    return max(best, key=lambda found: (_titled(found), _share(found))) if best else None


def _each(ledgers: Sequence[Ledger], known: Ledger | None) -> list[Ledger]:
    """Return the ledgers, the known one first: of equals the first is taken."""
    return ([known] if known else []) + [ledger for ledger in ledgers if ledger is not known]


def _titled(found: tuple[Ledger, Head]) -> int:
    return len(found[1].places)


def _share(found: tuple[Ledger, Head]) -> float:
    return _titled(found) / (len(found[0].columns) or 1)


def _named(sheet: str, ledger: Ledger) -> bool:
    plain = spellings(sheet)[0]
    return any(spellings(word)[0] in plain for word in (ledger.name, *ledger.words) if word)


def _enough(ledger: Ledger, head: Head) -> bool:
    """Return whether titles alone make a sheet this ledger: half of all, and what it needs most."""
    count = len(head.places)
    required = [column.key for column in ledger.columns if column.required]
    there = sum(key in head.places for key in required)
    return count >= _LEAST_GUESSED and 2 * count >= len(head.titles) and 2 * there >= len(required)


def find_head(lines: Lines, ledger: Ledger) -> Head:
    """Return where a ledger's titles stand; no places when they are nowhere near the top."""
    names = _names(ledger)
    best = Head()
    for at, (_number, texts) in enumerate(lines[:MAX_TOP]):
        keys = _keyed(texts, ledger)
        if keys:
            below = lines[at + 1][1] if at + 1 < len(lines) else ()
            return Head(at=at + 1, places=keys, titles=_titles(below), keyed=True)
        for head in _candidates(lines, at, names):
            if len(head.places) > len(best.places):
                best = head
    return best


def _candidates(lines: Lines, at: int, names: Mapping[str, str]) -> Iterator[Head]:
    texts = lines[at][1]
    places = _places([(text,) for text in texts], names)
    if places:
        yield Head(at=at, places=places, titles=_titles(texts))
    if at and lines[at][0] == lines[at - 1][0] + 1 and _is_lower(lines[at - 1][1], texts):
        both = _both(lines[at - 1][1], texts)
        joined = [f"{above} {below}".strip() for above, below in both]
        places = _places([(a + b, b, a) if a != b else (a,) for a, b in both], names)
        yield Head(at=at, rows=2, places=places, titles=_titles(joined))


def _both(above: Sequence[str], below: Sequence[str]) -> list[tuple[str, str]]:
    width = max(len(above), len(below))
    wide = [[*row, *[""] * (width - len(row))] for row in (above, below)]
    return list(zip(*wide, strict=True))


def _is_lower(above: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether the row below only details what the one above heads.

    Each of its texts repeats the one above, as merged cells do, or is one of several under it.
    """
    pairs = _both(above, below)
    group = ""
    for at, (high, low) in enumerate(pairs):
        group = high or group
        beside = [pairs[each][0] for each in (at - 1, at + 1) if 0 <= each < len(pairs)]
        grouped = not high or high in beside or "" in beside
        if low and low != high and not (group and grouped):
            return False
    return True


def _names(ledger: Ledger) -> Mapping[str, str]:
    """Return the key of every title; where two columns share one, the first has it."""
    names: dict[str, str] = {}
    for spelling in (0, 1):
        for column in ledger.columns:
            for title in (column.name, column.name_en, *column.also, column.key):
                names.setdefault(spellings(title)[spelling], column.key)
    names.pop("", None)
    return names


def _places(texts: Sequence[tuple[str, ...]], names: Mapping[str, str]) -> dict[str, int]:
    """Return the column of each key: a title is taken whole before one of two rows alone."""
    places: dict[str, int] = {}
    for rank in range(max(map(len, texts), default=0)):
        for at, ways in enumerate(texts):
            if rank < len(ways) and at not in places.values():
                key = _key(ways[rank], names)
                if key is not None:
                    places.setdefault(key, at)
    return places


def _key(text: str, names: Mapping[str, str]) -> str | None:
    return next((names[form] for form in spellings(text) if form in names), None) if text else None


def _keyed(texts: Sequence[str], ledger: Ledger) -> dict[str, int]:
    keys = {KEY_MARK + column.key: column.key for column in ledger.columns}
    found: dict[str, int] = {}
    for at, text in enumerate(texts):
        if text in keys:
            found.setdefault(keys[text], at)
    return found


def _titles(texts: Sequence[str]) -> dict[int, str]:
    return {at: " ".join(text.split()) for at, text in enumerate(texts) if text}
