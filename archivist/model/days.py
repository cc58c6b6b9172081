"""Days as the standard writes them: eight digits with dots, ``2022.01.25`` (clause 6.8.15.1)."""

from __future__ import annotations

import re
from datetime import date

_DOTTED = re.compile(r"([0-9]{4})\.([0-9]{2})\.([0-9]{2})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_LOOSE = re.compile(r"([0-9]{4})\s*[-./:年]\s*([0-9]{1,2})\s*[-./:月]\s*([0-9]{1,2})(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=\s*年)")


def dotted(day: date) -> str:
    """Return ``2022.01.25`` for a day; the inverse of `parse_dotted`."""
    return f"{day.year:04}.{day.month:02}.{day.day:02}"


def compact(day: date) -> str:
    """Return ``20220125`` for a day; the inverse of `parse_compact`."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def parse_dotted(text: str) -> date | None:
    """Return the day that ``2022.01.25`` names, or None for another form or an impossible day."""
    return _real(_DOTTED.fullmatch(text))


def parse_compact(text: str) -> date | None:
    """Return the day that ``20220125`` names, or None for another form or an impossible day."""
    return _real(_COMPACT.fullmatch(text))


def read_day(text: str) -> date | None:
    """Return the day that a person or a camera meant: dots, dashes, colons, 年月日 or none.

    A time of day after the date is ignored. None when there is no real day in front.
    """
    stripped = text.strip()
    return _real(_LOOSE.match(stripped)) or parse_compact(stripped[:8])


def split_day(text: str) -> tuple[date | None, str]:
    """Return the day with which a name begins, in whatever form, and the rest of the name."""
    match = _LOOSE.match(text.strip())
    day = _real(match)
    if match is None or day is None:
        return None, text.strip()
    return day, text.strip()[match.end() :].lstrip(" _-日.")


def named_year(text: str) -> int | None:
    """Return the last year that a name states as ``2025年`` (also ``2025年度``), or None."""
    years = _YEAR.findall(text)
    return int(years[-1]) if years else None


def _real(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None
