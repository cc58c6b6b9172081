"""One page as its format's module hands it over, and what may stay in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
"""Control characters, marks of byte order and half characters: no text, and a terminal's
commands."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, slide or sheet."""

    text: str
    scanned: bool = False
    """It is a picture, or its text is no language: it waits for recognition."""
    cut: bool = False
    """There was more than one page should hold."""
    trouble: str = ""
    """Why this page alone could not be read; English."""


def fit(text: str) -> str:
    r"""Return a text whose lines end with ``\n`` and that holds no character which is none."""
    return _UNFIT.sub("", _LINE_ENDS.sub("\n", text))
