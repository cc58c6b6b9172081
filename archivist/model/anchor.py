"""The head of the journal's chain 日志链末值, as it stands on paper, on a disc or in a report."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

FEWEST = 8
"""Digits without which a line is not told from another."""
_NAME = re.compile(r"sha-?256", re.IGNORECASE)
_WRITTEN = re.compile(r"[^0-9]*?([0-9]{1,15})(?![0-9A-Fa-f])(.*)", re.DOTALL)
_BETWEEN = re.compile(r"[\s.,:;·…()\-行、。]+|lines?")
_DIGITS = re.compile(rf"[0-9a-f]{{{FEWEST},64}}")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the chain: on paper, it tells a journal that was written anew."""

    line: int
    """How many lines there are."""
    sha256: str
    """Of the last one, without its line feed; read from paper, perhaps only its first digits."""


def read_anchor(text: str) -> Anchor | None:
    """Return what somebody typed from paper: a line's number, and the first digits of its digest.

    Spaces, full-width digits and the words around them do not matter.
    """
    plain = _NAME.sub(" ", unicodedata.normalize("NFKC", text))
    match = _WRITTEN.fullmatch(plain)
    if match is None:
        return None
    digits = _BETWEEN.sub("", match[2].lower())
    line = int(match[1])
    return Anchor(line, digits) if line and _DIGITS.fullmatch(digits) else None
