"""Terms: what an index keeps of a text, and which of them a text that is searched for needs.

- A *run* is Han characters (`archivist.model.han.HAN`) with or without blanks between. Its terms
  are every two neighbours, and its last character.
- A *word* is letters and digits that are no Han; words with one of ``-_./`` between are a *chain*,
  as codes are. Its terms are each word, and two or three neighbours with what is between. Of a date
  of eight digits, year and month stand for it too: ``C1-20220125-01`` is found by ``C1``,
  ``2022``, ``C1-2022`` and ``20220125-01``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from operator import add

from archivist.model.han import HAN, fold

ANALYSIS = 1
"""Raised when folding or terms change: an index of older terms is built anew."""
LONGEST = 64
"""Characters of one term. A longer word is its first 64, and pieces that overlap."""
LONG = "~"
"""Before each further piece of a long word, so that none is taken for a word."""
PIECE = 32
"""What is looked for inside of words: any 32 characters of a long word lie within one piece."""
MOST_LOOKUPS = 64
"""Terms that a phrase is looked up by; of a longer one its begin."""

WORD = rf"[^\W_{HAN}]"
"""One character of a word, as a pattern."""
DAY = "(?:0[1-9]|[12][0-9]|3[01])"
MONTH = "(?:0[1-9]|1[0-2])"
YEAR = "(?:19|20)[0-9]{2}"
_TOKENS = re.compile(rf"([{HAN}]+(?: +[{HAN}]+)*+)|({WORD}+(?:[-_./]{WORD}+)*+)")
_WORDS = re.compile(r"[^-_./]+")
_DATE = re.compile(YEAR + MONTH + DAY)
_BLANKS = re.compile("[ \n]+")


class How(StrEnum):
    """How a term of the index has to be like the one that is looked up."""

    EXACT = "exact"
    PREFIX = "prefix"
    """It begins so."""
    INSIDE = "inside"
    """It is a word or chain that holds it somewhere."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """One term that a text must have, or of several one."""

    term: str
    how: How = How.EXACT


def index_terms(text: str) -> Iterator[str]:
    """Yield the terms of an unfolded text, in order, as often as they occur."""
    return iter(_terms(fold(text)))


def term_counts(text: str) -> Counter[str]:
    """Return how often each term occurs in an unfolded text: faster than to count `index_terms`."""
    return Counter(_terms(fold(text)))


def phrase(text: str) -> str:
    """Return what is searched for, folded: a run of blanks and line ends is one, none at the ends.

    In a text that is searched, a line end is no blank: no phrase goes across it.
    """
    return _BLANKS.sub(" ", fold(text)).strip(" ")


def lookups(text: str, *, quoted: bool = False, prefix: bool = False) -> tuple[Lookup, ...]:
    """Return what all must be among the terms of a text that holds this one.

    It may be there and the text not hold it all the same: `archivist.model.matcher` tells. None at
    all (a text of punctuation): any text may hold it. What is costly to look up, begins of one
    character and insides of words, is left out when the rest says more. As a prefix, the last word
    may go on; quoted, it may anyway.
    """
    found = list(dict.fromkeys(_needed(phrase(text), quoted=quoted, prefix=prefix)))
    if any(one.how is How.EXACT and len(one.term) > 1 for one in found):
        found = [one for one in found if not _is_costly(one)]
    inside = max((len(one.term) for one in found if one.how is How.INSIDE), default=0)
    kept = (one for one in found if one.how is not How.INSIDE or len(one.term) == inside)
    return tuple(kept)[:MOST_LOOKUPS]


def _is_costly(one: Lookup) -> bool:
    return one.how is How.INSIDE or (one.how is How.PREFIX and len(one.term) == 1)


def _terms(folded: str) -> list[str]:
    terms: list[str] = []
    for run, chain in _TOKENS.findall(folded):
        if run:
            han = run.replace(" ", "")
            terms += map(add, han, han[1:])
            terms.append(han[-1])
        else:
            terms += _known(chain) if len(chain) <= LONGEST else _chain_terms(chain)
    return terms


def _chain_terms(chain: str) -> tuple[str, ...]:
    """Return the terms of words and what is between them."""
    words = [(match.start(), match.end()) for match in _WORDS.finditer(chain)]
    terms: list[str] = []
    for size in (1, 2, 3):
        for (start, _), (begin, end) in zip(words, words[size - 1 :], strict=False):
            ends = [end, end - 2, end - 4] if _DATE.fullmatch(chain, begin, end) else [end]
            if size == 1:
                terms += _pieces(chain[start : ends.pop(0)])
            terms += (chain[start:stop] for stop in ends if stop - start <= LONGEST)
    return tuple(terms)


_known = lru_cache(maxsize=4096)(_chain_terms)


def _pieces(word: str) -> Iterator[str]:
    """Yield the terms of one word."""
    yield word[:LONGEST]
    if len(word) > LONGEST:
        for start in range(PIECE, len(word) - PIECE + 1, PIECE):
            yield LONG + word[start : start + LONGEST - 1]


def _needed(folded: str, *, quoted: bool, prefix: bool) -> Iterator[Lookup]:
    """Yield all lookups of a phrase."""
    for match in _TOKENS.finditer(folded):
        run, chain = match.groups()
        first, last = match.start() == 0, match.end() == len(folded)
        if run:
            yield from _run_needed(run.replace(" ", ""), last=last)
        elif quoted:
            yield from _open_needed(_WORDS.findall(chain), chain, first=first, last=last)
        else:
            yield from _chain_needed(chain, prefix=prefix and last)


def _run_needed(han: str, *, last: bool) -> Iterator[Lookup]:
    """Yield the lookups of a run; what comes after the phrase may go on with it."""
    if len(han) > 1:
        yield from map(Lookup, map(add, han, han[1:]))
    else:
        yield Lookup(han, How.PREFIX if last else How.EXACT)


def _chain_needed(chain: str, *, prefix: bool = False) -> Iterator[Lookup]:
    """Yield the lookups of a chain whose words are whole, but for the last of a prefix."""
    words = [(match.start(), match.end()) for match in _WORDS.finditer(chain)]
    if prefix:
        start, end = words.pop()
        yield Lookup(chain[start : min(end, start + LONGEST)], How.PREFIX)
    size = min(len(words), 3)
    for (start, _), (_, end) in zip(words, words[max(0, size - 1) :], strict=False):
        if end - start <= LONGEST:
            yield Lookup(chain[start:end])
        else:
            yield from _whole(_WORDS.findall(chain, start, end))


def _whole(words: Iterable[str]) -> Iterator[Lookup]:
    for word in words:
        yield from map(Lookup, _pieces(word))


def _open_needed(words: list[str], chain: str, *, first: bool, last: bool) -> Iterator[Lookup]:
    """Yield the lookups of a chain in quotes: at their edges it may begin and end inside a word."""
    start = len(words[0]) + 1 if first else 0
    end = len(chain) - len(words[-1]) - 1 if last else len(chain)
    if start < end:
        yield from _chain_needed(chain[start:end])
    edges = [*words[: 1 if first else 0], *words[-1 if last else len(words) :]]
    for word in edges:
        final = max(0, len(word) - PIECE)
        for begin in (*range(0, final, PIECE), final):
            yield Lookup(word[begin : begin + PIECE], How.INSIDE)
