"""The words, quotation marks, brackets and operators of a query, in the order they are typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from archivist.model.han import HAN
from archivist.model.query import Field
from archivist.model.query_remark import Remark, RemarkKind
from archivist.model.query_signs import CLOSING, OPENING, PIPES, SIGNS, ends_word, is_mark
from archivist.model.query_words import OPERATORS, Operator, field_named, near_field

COLONS = ":："
_NEXT_FIELD = re.compile(r"[\s，。、；,;]+[-－(（]*([^\s，。、；,;:：()（）]{1,20})[:：]")
_NO_FIELD = re.compile(f"([{HAN}]{{2,4}})[:：][^:：]*")
"""Further colons, or more before it, are of a sentence."""
_QUOTES = {
    '"': ('"', "＂”“"),
    "＂": ("＂", '"”“'),
    "“": ("”", '"＂“'),
    "”": ("”", '“"＂'),
    "「": ("」", ""),
    "『": ("』", ""),
    "«": ("»", ""),
}
"""Each with its end, and the ends that are taken when that does not come: keyboards mix them up."""
APOSTROPHES = {"'": "'", "‘": "’"}
"""Quotation marks only where a word begins, because they stand inside words as well."""
QUOTES = {opening: ending for opening, (ending, _others) in _QUOTES.items()}
_STRAY = "」』»"
_BREAKS = frozenset([*_QUOTES, *_STRAY])


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    QUOTE = auto()
    FIELD = auto()
    OPERATOR = auto()
    OPEN = auto()
    CLOSE = auto()


class Token(NamedTuple):
    """One piece of a query."""

    kind: Kind
    text: str
    """As typed; of a quotation what stands inside."""
    field: Field | None = None
    operator: Operator | None = None


class Tokens:
    """Cuts a query into tokens, in one pass; never fails."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._glued = False
        """A field's colon or a sign stands directly before: a word is no operator then."""
        self._enclosed = _enclosed(text)
        self.remarks: list[Remark] = []

    def __iter__(self) -> Iterator[Token]:
        while self._at < len(self._text):
            character = self._text[self._at]
            if character.isspace() or (is_mark(character) and not self._is_sign(character)):
                self._at += 1
                self._glued = False
                continue
            yield from self._token(character)

    def _token(self, character: str) -> Iterator[Token]:
        is_sign = self._is_sign(character)
        glued, self._glued = self._glued, False
        if character in _QUOTES or character in APOSTROPHES:
            quote = self._quote(character)
            if quote is not None:
                yield quote
                return
        if character in OPENING + CLOSING:
            self._at += 1
            yield Token(Kind.OPEN if character in OPENING else Kind.CLOSE, character)
        elif character in _STRAY:
            self._at += 1
            self.remarks.append(Remark(kind=RemarkKind.STRAY_QUOTE, text=character))
        elif is_sign:
            self._at += 1
            self._glued = True
            yield Token(Kind.OPERATOR, character, operator=Operator.NOT)
        else:
            yield self._word(glued=glued)

    def _is_sign(self, character: str) -> bool:
        """Tell whether ``-`` or ``!`` stands directly before a word that begins here."""
        if character not in SIGNS:
            return False
        before, after = self._text[self._at - 1 : self._at], self._text[self._at + 1 : self._at + 2]
        begins = not before or before.isspace() or before in OPENING or self._glued
        # Behind another mark ``!`` only stresses what was said.
        begins = begins or (not is_mark(character) and is_mark(before))
        goes_on = bool(after) and not after.isspace() and after not in SIGNS + CLOSING
        return begins and goes_on and (after == "《" or not is_mark(after))

    def _quote(self, opening: str) -> Token | None:
        """Return what stands in quotation marks, or None: the mark is an apostrophe."""
        begin = self._at + 1
        if opening in APOSTROPHES:
            end = self._end_of_word(APOSTROPHES[opening], begin)
            if end < 0:
                return None
        else:
            end = self._end_of_quote(opening, begin)
        if end >= 0:
            self._at = end + 1
            return Token(Kind.QUOTE, self._text[begin:end])
        self._at = self._next_field(begin)
        inside = self._text[begin : self._at]
        if inside.strip():
            self.remarks.append(Remark(kind=RemarkKind.OPEN_QUOTE, text=inside))
        return Token(Kind.QUOTE, inside)

    def _next_field(self, begin: int) -> int:
        """Return where a quotation without its end ends: before a field, if one follows."""
        for found in _NEXT_FIELD.finditer(self._text, begin):
            if field_named(found[1]):
                return found.start()
        return len(self._text)

    def _end_of_quote(self, opening: str, begin: int) -> int:
        ending, others = _QUOTES[opening]
        end = self._text.find(ending, begin)
        if end >= 0:
            return end
        found = (self._text.find(other, begin) for other in others)
        return min((end for end in found if end >= 0), default=-1)

    def _end_of_word(self, ending: str, begin: int) -> int:
        """Return where the mark stands at the end of a word, or -1."""
        end = self._text.find(ending, begin)
        while end >= 0:
            after = self._text[end + 1 : end + 2]
            if not after or after.isspace() or after in CLOSING or is_mark(after):
                break
            end = self._text.find(ending, end + 1)
        return end

    def _word(self, *, glued: bool) -> Token:
        begin = self._at
        colon = False
        while self._at < len(self._text) and not self._ends(begin):
            character = self._text[self._at]
            if character in COLONS and not colon:
                colon = True
                field = self._field(self._text[begin : self._at])
                if field is not None:
                    self._at += 1
                    self._glued = True
                    return Token(Kind.FIELD, self._text[begin : self._at], field=field)
            self._at = self._enclosed.get(self._at, self._at) + 1
        word = self._text[begin : self._at]
        if not glued:
            self._look_for_field(word)
        operator = None if glued else operator_named(word)
        return Token(Kind.OPERATOR if operator else Kind.WORD, word, operator=operator)

    def _ends(self, begin: int) -> bool:
        character = self._text[self._at]
        if character in OPENING:
            word = self._text[begin : self._at]
            return self._at not in self._enclosed or operator_named(word) is not None
        if character.isspace() or character in CLOSING or character in _BREAKS:
            return True
        if (character in PIPES) != (self._text[begin] in PIPES):
            return True
        return is_mark(character) and ends_word(self._text, self._at)

    def _look_for_field(self, word: str) -> None:
        """Remark on what looks like a field and a value but names none."""
        found = _NO_FIELD.fullmatch(word)
        if found and not near_field(found[1]) and (word[-1] not in COLONS or self._goes_on()):
            self.remarks.append(Remark(kind=RemarkKind.NO_FIELD, text=found[1]))

    def _goes_on(self) -> bool:
        """Tell whether anything follows that could be the value."""
        return self._text[self._at :].lstrip()[:1] not in {"", *CLOSING}

    def _field(self, name: str) -> Field | None:
        field = field_named(name)
        near = near_field(name) if field is None and name else ""
        if near:
            self.remarks.append(Remark(kind=RemarkKind.FIELD, text=name, suggestion=near))
        return field


def operator_named(word: str) -> Operator | None:
    """Return the operator that a word is when it stands by itself."""
    return OPERATORS.get(unicodedata.normalize("NFKC", word)) if len(word) <= 3 else None


def _enclosed(text: str) -> dict[int, int]:
    """Return where the bracket opened at each place is closed, if no blank or quote is between."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, character in enumerate(text):
        if character.isspace() or character in _BREAKS:
            opened.clear()
        elif character in OPENING:
            opened.append(at)
        elif character in CLOSING and opened:
            found[opened.pop()] = at
    return found
