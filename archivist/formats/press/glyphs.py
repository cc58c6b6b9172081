"""Which characters a chain of fonts has. Runs in the killable process: fonts are foreign files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archivist.formats.press.font_tables import characters
from archivist.formats.press.printable import SELECTORS, texts

MOST = 20
"""Missing characters that are named."""
_SPACES = frozenset(" \u3000")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A character that no font of the chain has."""

    text: str
    """In which it stands."""
    character: str
    where: str = ""
    """Of the nearest table around it; empty: the layout's own words."""

    @property
    def code(self) -> str:
        """Its code point, as ``U+9F98``."""
        return f"U+{ord(self.character):04X}"


@dataclass(slots=True)
class Glyphs:
    """The characters of one face of a font file, read when they are asked for."""

    path: Path
    index: int = 0
    _drawn: Mapping[int, str] | None = None
    _variants: frozenset[str] = frozenset()

    def has(self, character: str) -> bool:
        """Tell whether it is drawn, whole or from a letter and its marks."""
        drawn = self._read()
        if ord(character) in drawn:
            return True
        parts = unicodedata.normalize("NFD", character)
        # Not for one part: that is another ideograph, and it would be another name.
        return len(parts) > 1 and all(ord(part) in drawn for part in parts)

    def varies(self, pair: str) -> bool:
        """Tell whether it draws the variant that a character and a selector choose."""
        self._read()
        return pair in self._variants

    def _read(self) -> Mapping[int, str]:
        if self._drawn is None:
            self._drawn, self._variants = characters(self.path, self.index)
        return self._drawn


@dataclass(slots=True)
class Chains:
    """The fonts of headings and those of the body: any text may be set in either."""

    heading: list[Glyphs] = field(default_factory=list)
    body: list[Glyphs] = field(default_factory=list)

    def lacking(self, characters: Iterable[str]) -> set[str]:
        """Return those that one of the two chains has not."""
        return {
            character
            for character in characters
            if not all(any(f.has(character) for f in chain) for chain in (self.heading, self.body))
        }

    def unvaried(self, pairs: Iterable[str]) -> set[str]:
        """Return the characters with a selector that one of the two chains does not know."""
        return {
            pair
            for pair in pairs
            if not all(any(f.varies(pair) for f in chain) for chain in (self.heading, self.body))
        }


def characters_of(values: Sequence[Any]) -> set[str]:
    """Return the characters that need a glyph, of all texts; ASCII is in every font."""
    found: set[str] = set()
    for value in values:
        for text, _where in texts(value):
            # A QR code's thousands of characters are passed over at once.
            if not (text.isascii() and text.isprintable()):
                found.update(text)
    return {c for c in found if c not in _SPACES and not SELECTORS.match(c)}


def variants_of(values: Sequence[Any]) -> set[str]:
    """Return the characters with a selector behind them, of all texts."""
    return {
        text[match.start() - 1 : match.end()]
        for value in values
        for text, _where in texts(value)
        if not text.isascii()
        for match in SELECTORS.finditer(text)
        if match.start()
    }


def missing(values: Sequence[Any], lacking: set[str]) -> Iterator[Missing]:
    """Yield where characters stand that are lacking, each text and character once."""
    seen: set[tuple[str, str, str]] = set()
    for value in values:
        for text, where in texts(value):
            for character in sorted(lacking.intersection(text)):
                key = (text, character, where)
                if key not in seen:
                    seen.add(key)
                    yield Missing(text=text, character=character, where=where)
