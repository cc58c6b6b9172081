"""Numbers of boxes: the next one goes on after the pattern of those that there are.

Offices number in many ways: ``06-1``, ``06-2025``, ``2025-06-01``, ``2025-017``, ``永久-06-3``,
``A-017``. What in a number says the category, the year or the retention of its box is that; the
last digits that are left count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeVar

from archivist.model.box import BoxHeld
from archivist.model.display import shown
from archivist.model.names import same_name
from archivist.model.plan import Plan, Retention

_T = TypeVar("_T")
Key = tuple[str, str, int, Retention | None]
"""What may not differ in a box: studio, category, year, retention."""
LONGEST = 40
"""Characters of the number of a box; more fit on no spine, and into no printed code."""
_YEARS = range(1900, 2100)
_MOST_DIGITS = 6
_TOKENS = re.compile(r"(永久|[13]0年|D[13]0(?![0-9])|(?<![A-Z])Y(?![A-Z])|[0-9]+)")
_DASHES = re.compile(r"\s*[-—–−]\s*")
_WORDS = {Retention.PERMANENT: "永久", Retention.YEARS_30: "30年", Retention.YEARS_10: "10年"}
_CODES = {Retention.PERMANENT: "Y", Retention.YEARS_30: "D30", Retention.YEARS_10: "D10"}
_TERMS = frozenset({*_WORDS.values(), *_CODES.values()})


class Part(Enum):
    """What a part of a number says."""

    CATEGORY = auto()
    YEAR = auto()
    TERM = auto()
    """The retention in words."""
    TERM_CODE = auto()
    COUNT = auto()


Pattern = tuple[Part | str, ...]
"""Parts, and what stands between them."""
USUAL: Pattern = (Part.CATEGORY, "-", Part.COUNT)


@dataclass(frozen=True, slots=True)
class _Known:
    """A box that there is."""

    number: str
    category: str
    year: int
    retention: Retention | None


class Numbering:
    """Gives the boxes of one studio their numbers.

    Args:
        boxes: All that it has, by number, whether in the register or only named by items.
        plan: Tells the categories.
    """

    def __init__(self, boxes: Sequence[BoxHeld], plan: Plan) -> None:
        self._categories = frozenset(category.number for category in plan.categories)
        self._known = [_known(held, plan) for held in boxes]
        self._taken = {same_name(held.box.number) for held in boxes}
        self._plain = [_plain(held.box.number) for held in boxes]
        self._last: dict[str, int] = {}
        self._widths: Counter[Pattern] = Counter()
        self._of: dict[str, Counter[Pattern]] = {}
        self._all: Counter[Pattern] = Counter()
        for known in self._known:
            for pattern, width in self._patterns(known):
                self._of.setdefault(known.category, Counter())[pattern] += 1
                self._all[pattern] += 1
                self._widths[pattern] = max(self._widths[pattern], width)

    def following(self, key: Key) -> str:
        """Return the next number of a box for a category, a year and a retention; it is taken."""
        _studio, category, year, retention = key
        known = _Known("", category, year, retention)
        pattern = next(each for each in self._ranked(category) if _sayable(each, known))
        number = next(n for n in self._numbers(pattern, known) if same_name(n) not in self._taken)
        self._taken.add(same_name(number))
        return number

    def _ranked(self, category: str) -> Iterator[Pattern]:
        """Yield patterns, the most used of the category first, then that of the studio."""
        own = self._of.get(category, Counter())

        def rank(pattern: Pattern) -> tuple[int, int, bool, bool]:
            usual, named = pattern == USUAL, Part.CATEGORY in pattern
            return own[pattern], self._all[pattern], usual, named

        fitting = [each for each in self._all if own[each] or self._common(each)]
        yield from sorted(fitting, key=rank, reverse=True)
        yield USUAL

    def _common(self, pattern: Pattern) -> bool:
        """Tell whether a pattern is one of the studio, not the name of what one category holds."""
        words = any(c.isalpha() for part in pattern if isinstance(part, str) for c in part)
        several = sum(pattern in counts for counts in self._of.values()) > 1
        return Part.CATEGORY in pattern or several or not words

    def _numbers(self, pattern: Pattern, known: _Known) -> Iterator[str]:
        texts = [_text(part, known) for part in pattern]
        if Part.COUNT not in pattern:
            base = "".join(texts)
            yield base
            number = 2
            while True:
                yield f"{base}-{number}"
                number += 1
        at = pattern.index(Part.COUNT)
        before, after = "".join(texts[:at]), "".join(texts[at + 1 :])
        form = f"{re.escape(before)}([0-9]{{1,{_MOST_DIGITS}}}){re.escape(after)}"
        width = self._widths[pattern]
        if form not in self._last:
            self._last[form] = self._highest(form)
        while True:
            self._last[form] += 1
            yield f"{before}{self._last[form]:0{width}}{after}"

    def _highest(self, form: str) -> int:
        """Return the highest number that counts; a year, as in 06-2025, counts on from nothing."""
        made = re.compile(form, re.IGNORECASE)
        found = {int(match[1]) for match in map(made.fullmatch, self._plain) if match}
        last = 0
        for number in sorted(found):
            if number not in _YEARS or number == last + 1:
                last = number
        return last

    def _patterns(self, known: _Known) -> Iterator[tuple[Pattern, int]]:
        """Yield the patterns that a number may follow, with the digits of what counts in each."""
        if not known.category:
            return
        tokens = [token for token in _TOKENS.split(known.number) if token]
        whole = _read(tokens, known, said=True)
        yield from self._sound(whole, tokens)
        if Part.COUNT not in whole and Part.CATEGORY in whole:
            # 2024-01 of category 01 may be the first box of 2024 as well.
            yield from self._sound(_read(tokens, known, said=False), tokens)

    def _sound(self, pattern: Pattern, tokens: Sequence[str]) -> Iterator[tuple[Pattern, int]]:
        """Yield a pattern, unless a part of it seems to say something of another box."""
        left = [part for part in pattern if not isinstance(part, Part)]
        odd = any(_says(part) for part in left)
        named = Part.CATEGORY in pattern
        odd = odd or (not named and any(part in self._categories for part in left))
        if odd or not any(isinstance(part, Part) for part in pattern):
            return
        if Part.COUNT not in pattern:
            yield pattern, 1
            return
        count = tokens[pattern.index(Part.COUNT)]
        if len(count) <= _MOST_DIGITS and not _says(count):
            yield pattern, len(count) if count.startswith("0") else 1


def _known(held: BoxHeld, plan: Plan) -> _Known:
    """Return what the row of a box says, else what lies in it."""
    box = held.box
    category = plan.category_of(box.content.strip())
    categories = {each.item.category for each in held.items}
    years = set(box.years) or {each.year for each in held.items}
    retentions = {box.retention} - {None} or {each.retention for each in held.items}
    return _Known(
        number=_plain(box.number) if legible(box.number) else "",
        category=category.number if category else _only(categories, ""),
        year=_only(years, 0),
        retention=_only(retentions, None),
    )


def _only(values: set[_T], other: _T) -> _T:
    return next(iter(values)) if len(values) == 1 else other


def _plain(number: str) -> str:
    return _DASHES.sub("-", unicodedata.normalize("NFKC", number)).strip()


def _says(text: str) -> bool:
    """Tell whether a text says a year or a retention."""
    return text in _TERMS or (len(text) == 4 and text.isdecimal() and int(text) in _YEARS)


def _read(tokens: Sequence[str], known: _Known, *, said: bool) -> Pattern:
    """Return what the parts of a number say of its box; the last digits that are left count."""
    meant = {str(known.year): Part.YEAR} if known.year else {}
    if said:
        meant[known.category] = Part.CATEGORY
    if known.retention:
        meant[_WORDS[known.retention]] = Part.TERM
        meant[_CODES[known.retention]] = Part.TERM_CODE
    found: list[Part | str] = []
    for token in tokens:
        part = meant.pop(token, None)
        found.append(part or token)
    digits = [
        at for at, part in enumerate(found) if not isinstance(part, Part) and part.isdecimal()
    ]
    if digits:
        found[digits[-1]] = Part.COUNT
    return tuple(found)


def _sayable(pattern: Iterable[Part | str], known: _Known) -> bool:
    lacking = {Part.YEAR: not known.year}
    lacking |= dict.fromkeys((Part.TERM, Part.TERM_CODE), known.retention is None)
    return not any(lacking.get(part, False) for part in pattern if isinstance(part, Part))


def _text(part: Part | str, known: _Known) -> str:
    if not isinstance(part, Part):
        return part
    retention = known.retention or Retention.YEARS_30
    texts = {
        Part.CATEGORY: known.category,
        Part.YEAR: str(known.year),
        Part.TERM: _WORDS[retention],
        Part.TERM_CODE: _CODES[retention],
    }
    return texts.get(part, "")


def legible(number: str) -> bool:
    """Tell whether a number can be read, printed and typed: nothing hides in it, it is short."""
    return len(number) <= LONGEST and shown(number) == number
