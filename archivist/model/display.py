"""Showing text that comes from outside, so that nothing in it can hide."""

from __future__ import annotations

import unicodedata

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_HIDING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, formats (direction marks, joiners), lone surrogates, line and paragraph separators."""


def shown(text: str) -> str:
    r"""Return the text with every character that would not be seen written out, as ``\u202e``.

    The result fits on one line, can be encoded, and means in a TOML string what it meant before.
    """
    if text.isprintable():
        return text
    return "".join(_escaped(character) if hides(character) else character for character in text)


def hides(character: str) -> bool:
    """Tell whether a character would not be seen, or would steer what shows it."""
    return unicodedata.category(character) in _HIDING


def _escaped(character: str) -> str:
    number = ord(character)
    return _NAMED.get(character) or (f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}")
