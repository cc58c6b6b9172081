"""What can stand on paper at all, whatever the fonts: nothing in the data is left invisible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archivist.model.display import shown

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a]")
"""Marks that join with the letter before them. `str.isprintable` lets them through."""
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""They choose a variant of the character before them, where the font has one."""


def printable(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    r"""Return a JSON value in which every text can be printed, as far as its characters go.

    Characters that nobody would see (controls, direction marks, joiners, halves of characters) are
    written out as ``\u202e``, as on the screen and in every list: a paper that left them out would
    bear a name that no file has, and one that refused them could not be printed until somebody
    found them. Blanks of other widths become spaces, marks join their letters.
    """
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, Mapping):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [printable(each) for each in value]
    return value


def without_variants(value: Any, pairs: frozenset[str]) -> Any:  # noqa: ANN401
    """Return a JSON value without selectors of variants that no font has.

    Args:
        value: What `printable` returned.
        pairs: A character and a selector each.
    """
    if isinstance(value, str):
        for pair in pairs:
            value = value.replace(pair, pair[0])
        return value
    if isinstance(value, Mapping):
        return {key: without_variants(each, pairs) for key, each in value.items()}
    if isinstance(value, list):
        return [without_variants(each, pairs) for each in value]
    return value


def texts(value: Any, where: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield each text of a JSON value with the ``where`` of the nearest table around it."""
    pending = [(value, where)]
    while pending:
        each, place = pending.pop()
        if isinstance(each, str):
            yield each, place
        elif isinstance(each, Mapping):
            said = each.get("where")
            place = said if isinstance(said, str) and said else place
            pending += [(inner, place) for inner in reversed(list(each.values()))]
        elif isinstance(each, list):
            pending += [(inner, place) for inner in reversed(each)]


def _clean(text: str) -> str:
    if text.isprintable() and (text.isascii() or not _MARKS.search(text)):
        return text
    plain = "".join(map(_plain, shown(text)))
    return _composed(plain) if _MARKS.search(plain) else plain


def _composed(text: str) -> str:
    """Return a text with marks joined; nothing else changes, unlike in NFC.

    NFC would also turn a compatibility ideograph, which somebody's name may hold, into another.
    """
    return re.sub(
        rf".{_MARKS.pattern}+", lambda match: unicodedata.normalize("NFC", match[0]), text
    )


def _plain(character: str) -> str:
    wide = character != "\u3000" and unicodedata.category(character) == "Zs"
    return " " if wide else character
