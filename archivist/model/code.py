"""The code of an image, ``C1-20220125-01`` (clause 6.8.15.2).

``class-date-number``: the class begins with a capital letter that the studio chooses, the date is
the event's, the number runs from 01 and goes on past 99 (``-100``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archivist.model.days import compact, parse_compact

_STRICT = re.compile(r"([A-Z][A-Z0-9]{0,7})-([0-9]{8})-([1-9][0-9]{2,5}|0[1-9]|[1-9][0-9])")
_SLOPPY = re.compile(
    r"\s*([A-Za-z][A-Za-z0-9]{0,7})[\s_-]*((?:19|20)[0-9]{2})[.\s/-]?([0-9]{2})[.\s/-]?([0-9]{2})"
    r"[\s_-]*\(?([0-9]{1,4})\)?\s*"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−_", "-"))


class CodeFault(StrEnum):
    """Why a text is no code."""

    SHAPE = "shape"
    """It is not of the form class-date-number."""
    DATE = "date"
    """The form is right but there is no such day."""


class MalformedCodeError(ValueError):
    """A text is no code; ``fault`` says why."""

    def __init__(self, text: str, fault: CodeFault) -> None:
        super().__init__(f"{text!r}: {fault.value}")
        self.fault = fault


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Code:
    """The code of one image."""

    image_class: str
    """Capital letter and more, such as ``C1``."""
    day: date
    """The event's date."""
    number: int
    """The running number, from 1."""

    @classmethod
    def parse(cls, text: str) -> Code:
        """Return the code that ``text`` spells exactly; the inverse of ``str``.

        Raises:
            MalformedCodeError: It is not of the form, or its date does not exist.
        """
        match = _STRICT.fullmatch(text)
        if match is None:
            raise MalformedCodeError(text, CodeFault.SHAPE)
        day = parse_compact(match[2])
        if day is None:
            raise MalformedCodeError(text, CodeFault.DATE)
        return cls(image_class=match[1], day=day, number=int(match[3]))

    def __str__(self) -> str:
        return f"{self.image_class}-{compact(self.day)}-{self.number:02}"


def read_code(text: str) -> Code | None:
    """Return the code that ``text`` spells exactly, or None."""
    try:
        return Code.parse(text)
    except MalformedCodeError:
        return None


def codes_range(first: str, last: str) -> str:
    """Return the codes from one to another; of one class and day as ``C1-20220125-01—36``.

    What is no code, as a person may have written it into a register, is repeated as it is.
    """
    if last in {"", first}:
        return first
    start, end = read_code(first), read_code(last)
    if start and end and (start.image_class, start.day) == (end.image_class, end.day):
        return f"{first}—{last.rpartition('-')[2]}"
    return f"{first}—{last}"


def suggest_code(text: str) -> Code | None:
    """Return the code that was probably meant by a text that is none, or None.

    Full-width letters, other dashes, lower case, dots in the date, a number without its zero and
    ``(1)`` are understood.
    """
    match = _SLOPPY.fullmatch(unicodedata.normalize("NFKC", text).translate(_DASHES))
    if match is None:
        return None
    day = parse_compact(match[2] + match[3] + match[4])
    number = int(match[5])
    if day is None or number == 0:
        return None
    return Code(image_class=match[1].upper(), day=day, number=number)
